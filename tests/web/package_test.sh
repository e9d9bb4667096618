#!/bin/sh
# package_test.sh - what make install and make dist put together.
#
#   BUILD=dir sh tests/web/package_test.sh
#
# The package itself is tried by package.sh, by hand.
set -u
LC_ALL=C
export LC_ALL
TREE=$(cd -- "$(dirname -- "$0")/../.." && pwd -P) || exit 1
BUILD=$(cd -- "${BUILD:-$TREE/build/release}" && pwd -P) || exit 1
ASSETS=${ASSETS:-$BUILD/../www}
T=$(mktemp -d "${TMPDIR:-/tmp}/igtk-package.XXXXXX") || exit 1
trap 'rm -rf "$T"' EXIT
cd "$TREE" || exit 1
failed=0
# A rule of make cannot name a folder with a space: through links.
mkdir "$T/made" || exit 1
ln -s "$BUILD" "$T/made/build"
ln -s "$(cd -- "$ASSETS" && pwd -P)" "$T/made/www"

is() { # NAME GOT WANT
	if [ "$2" = "$3" ]; then
		echo "ok - $1"
		return
	fi
	echo "not ok - $1"
	printf 'got  %s\nwant %s\n' "$2" "$3" | sed 's/^/# /'
	failed=1
}
# The programs are there: make has nothing to compile.
make_it() {
	make --no-print-directory -o all -o assets BUILD="$T/made/build" \
	    ASSETS="$T/made/www" PREFIX=/usr "$@" >"$T/said" 2>&1
	is "make $1" $? 0
}
files() { (cd "$1" && find . ! -type d | sort); }

# ---- make install ----

D="$T/a root"
make_it install DESTDIR="$D"
is "programs and settings" "$(cd "$D" && stat -c '%a %n' usr/bin/* \
    usr/libexec/igtk/* etc/igtk/*)" "755 usr/bin/igtk
755 usr/bin/igtk-verify
755 usr/libexec/igtk/igtk-authd
755 usr/libexec/igtk/igtk-fcgi
640 etc/igtk/igtk.ini"
is "completion is that of the program" \
    "$("$BUILD/bin/igtk" help --completion | cksum)" \
    "$(cksum <"$D/usr/share/bash-completion/completions/igtk")"
is "each manual page" "$(find "$D/usr/share/man" -type f -name 'igtk*' |
    sed 's,.*/,,' | sort)" "$(ls man)"
is "the site of nginx names this place" "$(grep -c /usr/local \
    "$D/usr/share/doc/igtk/examples/nginx/igtk.conf")" 0
echo "# ours" >>"$D/etc/igtk/igtk.ini"
files "$D" >"$T/once"
make_it install DESTDIR="$D"
is "settings that are there stay" "$(tail -n 1 "$D/etc/igtk/igtk.ini")" "# ours"
is "twice is as once" "$(files "$D")" "$(cat "$T/once")"
make_it uninstall DESTDIR="$D"
is "settings are all that is left" "$(files "$D")" ./etc/igtk/igtk.ini

# ---- make dist ----

version=$(sed -n 's/^VERSION := //p' Makefile)
is "one version everywhere" \
    "$(sed -n '1s/^igtk (\(.*\)) .*/\1/p' debian/changelog)" "$version"
make_it dist DISTDIR="$T"
mkdir "$T/out"
tar -C "$T/out" -xzf "$T/igtk-$version.tar.gz"
out=$T/out/igtk-$version
is "the tarball has the style sheets" \
    "$(cd "$out/build/www" && find . -type f -exec cksum {} + | sort)" \
    "$(cd "$ASSETS" && find ./assets ./assets.h -type f -exec cksum {} + |
	sort)"
is "and nothing else that was built" "$(ls "$out/build")" www
lacks=$(cd "$TREE" && for file in Makefile INSTALL run debian/rules core/*.c \
    fcgi/*.c www/pages/* man/* config/*/*; do
	cmp -s "$file" "$out/$file" || echo "$file"
done)
is "and every source" "$lacks" ""
# By itself: what this test was told of folders is not its business.
unset BUILD ASSETS
make --no-print-directory -C "$out" -q ASSETS=build/www build/www/assets.h
is "no Node is needed then" $? 0
make -C "$out" -s -o assets DISTDIR="$T/out" dist >/dev/null
is "and it makes the same tarball again" \
    "$(cksum <"$T/out/igtk-$version.tar.gz")" \
    "$(cksum <"$T/igtk-$version.tar.gz")"
exit $failed
