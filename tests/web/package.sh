#!/bin/sh
# package.sh IGTK.DEB [MIRROR] - the package in a bare Debian 12: installed as
# INSTALL says, signed in to, backed up, upgraded, restored, removed, purged.
#
# By hand, as root, with debootstrap; it takes some minutes.  Packages come
# from the mirror; what follows runs without a network, with processes of its
# own, and is gone at the end.  BARE=dir takes a copy of a bare Debian that is
# there already.
set -u
LC_ALL=C.UTF-8
export LC_ALL
HOST=ig.trust.example
failed=0

ok() { echo "ok - $1"; }
is() { # NAME GOT WANT
	if [ "$2" = "$3" ]; then ok "$1"; else
		echo "not ok - $1"
		printf 'got  %s\nwant %s\n' "$2" "$3" | sed 's/^/# /'
		failed=1
	fi
}
can() { # NAME COMMAND...
	name=$1
	shift
	if "$@" >/tmp/said 2>&1; then ok "$name"; else
		echo "not ok - $name"
		tail -n 20 /tmp/said | sed 's/^/# /'
		failed=1
	fi
}
as_igtk() { (cd / && runuser -u igtk -- "$@"); }
there() { # PATH...: those that exist
	for path in "$@"; do [ ! -e "$path" ] || printf '%s ' "$path"; done
}

# ---- within the bare Debian ----

start() {
	install -d -m 750 -g adm /var/log/igtk
	start-stop-daemon --start --background --make-pidfile \
	    --pidfile /run/igtk-authd.pid --chuid igtk-auth \
	    --output /var/log/igtk/authd.log \
	    --exec /usr/libexec/igtk/igtk-authd -- \
	    -p igtk -s /run/igtk/authd.sock -u igtk -g igtk
	start-stop-daemon --start --background --make-pidfile \
	    --pidfile /run/igtk-fcgi.pid --chuid igtk \
	    --output /var/log/igtk/fcgi.log \
	    --exec /usr/libexec/igtk/igtk-fcgi -- \
	    -c /etc/igtk/igtk.ini -s /run/igtk/igtk.sock -g www-data
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		[ ! -S /run/igtk/igtk.sock ] || break
		sleep 0.5
	done
}

stop() {
	start-stop-daemon --stop --quiet --oknodo --retry 15 \
	    --pidfile /run/igtk-fcgi.pid
	start-stop-daemon --stop --quiet --oknodo --retry 15 \
	    --pidfile /run/igtk-authd.pid
	rm -f /run/igtk/igtk.sock /run/igtk/authd.sock /run/igtk-*.pid
}

page() { # PATH [CURL OPTIONS]
	path=$1
	shift
	curl -s --cacert /etc/ssl/certs/$HOST.pem -b /tmp/jar -c /tmp/jar \
	    --resolve $HOST:443:127.0.0.1 "$@" "https://$HOST$path"
}

sign_in() { # PASSWORD; prints the status
	rm -f /tmp/jar
	# shellcheck disable=SC2046 # the values have no blanks
	set -- "password=$1" user=priya $(page /sign-in | sed -n \
	    's/.*type="hidden" name="\([^"]*\)" value="\([^"]*\)".*/\1=\2/p')
	for field in "$@"; do
		shift
		set -- "$@" --data-urlencode "$field"
	done
	page /sign-in -o /dev/null -w '%{http_code}' \
	    -H "Origin: https://$HOST" "$@"
}

# A site with a certificate of its own.
front() {
	openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=$HOST \
	    -addext "subjectAltName=DNS:$HOST" \
	    -keyout /etc/ssl/private/$HOST.key \
	    -out /etc/ssl/certs/$HOST.pem 2>/dev/null
	cp /usr/share/doc/igtk/examples/nginx/igtk.conf /etc/nginx/conf.d/
	nginx -t && nginx
}

people() {
	useradd priya && echo 'priya:Quiet-harbour-2026' | chpasswd
	as_igtk igtk org add --code RX901 --type ACU \
	    --name "Eastmarsh Hospitals" &&
	    as_igtk igtk person add --org RX901 --user priya \
		--name "Priya Anand" &&
	    as_igtk igtk role grant --org RX901 --user priya \
		--role administrator
}

installed() {
	can "installed, without a network" apt-get install -y \
	    --no-install-recommends /igtk-before.deb nginx openssl curl
	[ $failed = 0 ] || exit 1
	is "settings for igtk alone" \
	    "$(stat -c '%a %U %G' /etc/igtk/igtk.ini)" "640 root igtk"
	is "records for igtk alone" \
	    "$(stat -c '%a %U' /var/lib/igtk /var/lib/igtk/igtk.db | paste -sd ' ')" \
	    "700 igtk 600 igtk"
	is "the sign-in service may read passwords" \
	    "$(id -nG igtk-auth)" "igtk-auth shadow igtk"
	is "the packs are loaded" "$(as_igtk igtk catalogue list | wc -l)" \
	    "$(find /usr/share/igtk/catalogue -name '*.json' | wc -l)"
	sed -i "s,^public_url =.*,public_url = https://$HOST," \
	    /etc/igtk/igtk.ini
	can "the first organisation and its people" people
	start
	can "the site of the examples" front
	is "it answers" "$(page /healthz)" "ok"
	is "the style sheet comes" "$(page "$(page /sign-in | grep -o \
	    '/assets/ig\.[^"]*css' | head -n 1)" -o /dev/null -w '%{http_code}')" 200
	is "a wrong password" "$(sign_in wrong)" 422
	is "the first sign-in" "$(sign_in Quiet-harbour-2026)" 303
	is "the first page" "$(page / -L | grep -c '<h1.*Eastmarsh Hospitals')" 1
	echo "# from nothing to the first sign-in: $(($(date +%s) - began)) s"
}

# Of schema 2, as made by tests/fault/backup_test.sh.
older_records() {
	stop
	rm -f /var/lib/igtk/igtk.db*
	install -o igtk -g igtk -m 600 /older.db /var/lib/igtk/igtk.db
}

upgraded() {
	can "a backup" as_igtk igtk backup /var/lib/igtk/backup
	can "which restores" as_igtk igtk restore /var/lib/igtk/backup \
	    --verify-only
	older_records
	can "the upgrade" dpkg -i /igtk.deb
	is "of the program" "$(dpkg-query -W -f '${Status} ${Version}' igtk)" \
	    "install ok installed $VERSION"
	is "settings that were changed stay" \
	    "$(grep ^public_url /etc/igtk/igtk.ini)" \
	    "public_url = https://$HOST"
	is "with their mode" "$(stat -c '%a %U %G' /etc/igtk/igtk.ini)" \
	    "640 root igtk"
	is "the records as they were" \
	    "$(there /var/lib/igtk/igtk.db.schema-2)" \
	    "/var/lib/igtk/igtk.db.schema-2 "
	is "the records, brought up to date" \
	    "$(as_igtk igtk org list | grep -c 'Old Place')" 1
	mkdir /var/lib/igtk/before
	mv /var/lib/igtk/igtk.db* /var/lib/igtk/before/
	can "back to the backup" as_igtk igtk restore /var/lib/igtk/backup \
	    --to /var/lib/igtk/igtk.db
	start
	is "signed in again" "$(sign_in Quiet-harbour-2026)" 303
	is "everything is there" \
	    "$(page / -L | grep -c '<h1.*Eastmarsh Hospitals')" 1
}

# Records of a newer program: the installation fails, and says so.
refused() {
	stop
	cp -p /var/lib/igtk/igtk.db /tmp/ours.db
	echo 'not a database, but a text that somebody put there' \
	    >/var/lib/igtk/igtk.db
	if dpkg -i /igtk.deb >/tmp/said 2>&1; then
		is "an upgrade that failed says so" "done" "refused"
	else
		is "an upgrade that failed says so" \
		    "$(grep -c '^igtk: ' /tmp/said)" 1
	fi
	rm -f /var/lib/igtk/igtk.db*
	install -o igtk -g igtk -m 600 /tmp/ours.db /var/lib/igtk/igtk.db
	can "and goes on when it is mended" dpkg --configure igtk
}

removed() {
	rm /etc/nginx/conf.d/igtk.conf
	nginx -s reload
	can "removed" dpkg -r igtk
	is "no program is left" "$(there /usr/bin/igtk /usr/libexec/igtk \
	    /lib/systemd/system/igtk-fcgi.service /usr/share/igtk)" ""
	is "records and settings are left" "$(there /var/lib/igtk/igtk.db \
	    /etc/igtk/igtk.ini /etc/pam.d/igtk)" \
	    "/var/lib/igtk/igtk.db /etc/igtk/igtk.ini /etc/pam.d/igtk "
	can "purged" dpkg -P igtk
	is "nothing is left" "$(there /etc/igtk /etc/pam.d/igtk \
	    /var/lib/igtk /var/lib/igtk-auth /var/log/igtk /run/igtk \
	    /etc/systemd/system/multi-user.target.wants/igtk-fcgi.service)" ""
	is "but the users" "$(getent passwd igtk igtk-auth | wc -l)" 2
	can "and installed again" dpkg -i /igtk.deb
	dpkg -P igtk >/dev/null 2>&1
}

if [ "${1:-}" = --inside ]; then
	VERSION=$2
	began=$(date +%s)
	trap 'stop; nginx -s quit' EXIT
	ip link set lo up 2>/dev/null
	installed
	upgraded
	refused
	removed
	exit $failed
fi

# ---- outside ----

fail() {
	echo "package.sh: $*" >&2
	exit 1
}
here=$(cd -- "$(dirname -- "$0")" && pwd -P)
deb=${1:-}
mirror=${2:-}
[ -f "$deb" ] || fail "usage: package.sh IGTK.DEB [MIRROR]"
[ "$(id -u)" = 0 ] || fail "run this as root"
command -v debootstrap >/dev/null || fail "install debootstrap"

root=$(mktemp -d /var/tmp/igtk-package.XXXXXX) || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf --one-file-system "$root" "$work"' EXIT
chmod 755 "$root"

if [ -n "${BARE:-}" ]; then
	cp -a "$BARE/." "$root" || exit 1
else
	debootstrap --variant=minbase bookworm "$root" ${mirror:+"$mirror"} \
	    >"$work/log" 2>&1 || fail "debootstrap: $(tail -n 3 "$work/log")"
fi

# The same package as an older version, for the upgrade.
dpkg-deb -R "$deb" "$work/before"
version=$(dpkg-deb -f "$deb" Version)
sed -i 's/^Version: .*/Version: 0.0.1/' "$work/before/DEBIAN/control"
dpkg-deb -b "$work/before" "$root/igtk-before.deb" >/dev/null || exit 1
cp "$deb" "$root/igtk.deb"
cp "$0" "$root/package.sh"
sed -n '/^older() {/,/^}/p' "$here/../fault/backup_test.sh" >"$work/older.sh"
(
	# shellcheck disable=SC2034 # older reads them
	TREE=$here/../.. T=$work
	# shellcheck disable=SC1091
	. "$work/older.sh" && older "$root/older.db"
) || fail "no records of the older schema"
# Services are not started by packages here.
printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
chmod 755 "$root/usr/sbin/policy-rc.d"

within() { # [--net] COMMAND...
	net=
	[ "$1" != --net ] || { net=--net; shift; }
	# shellcheck disable=SC2016,SC2086
	unshare --mount --pid $net --fork --kill-child sh -c '
		mount --make-rprivate / &&
		mount -t proc proc "$1/proc" && mount -t tmpfs tmpfs "$1/run" &&
		mount --bind /dev "$1/dev" || exit 1
		[ -z "$2" ] || ip link set lo up
		root=$1; shift 2
		exec chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin \
		    LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"' \
	    sh "$root" "$net" "$@"
}
within sh -c 'apt-get -q update && apt-get -q install -y -d \
    --no-install-recommends /igtk-before.deb nginx openssl curl' \
    >"$work/log" 2>&1 || fail "packages: $(tail -n 5 "$work/log")"
within --net sh /package.sh --inside "$version"
