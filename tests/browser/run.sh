#!/bin/sh
# run.sh - the tests in a real browser, on sites of their own.
#
#	BUILD=dir [SHOTS=1] [ONLY="axe idle"] sh tests/browser/run.sh
#
# BUILD is an absolute folder with bin/; ASSETS the built style sheets, if not
# in $BUILD/../www.  Needs node 18 or later and chromium, and the first time
# npm and its registry: what the tests import is kept in $BUILD/../browser
# until www/package-lock.json changes.  Whatever is missing is skipped aloud.
#
# SHOTS=1 leaves a picture of every page at three widths in
# $BUILD/../browser/shots; TIMES=1 says how long each test took.
set -u
umask 022
unset CDPATH

here=$(cd -- "$(dirname -- "$0")" && pwd -P) || exit 1
www=$here/../../www
all="idle year_full axe conflict year_simple_nojs keyboard training figure records kiosk team duties reminders tokens public plan owners responsibilities catalogue outside sites"
only=${ONLY:-$all}

skip() { # WHY
	for name in $only; do
		echo "skip - browser $name: $1"
	done
	exit 0
}

if ! [ -x "${BUILD:=}/bin/igtk-fcgi" ]; then
	echo "not ok - browser: BUILD=$BUILD holds no bin/igtk-fcgi"
	exit 1
fi
BUILD=$(cd -- "$BUILD" && pwd -P)
NODE=${NODE:-node}
NODE=$(command -v "$NODE") || skip "no node"
"$NODE" -e 'process.exit(parseInt(process.versions.node) >= 18 ? 0 : 1)' ||
    skip "node is older than 18"
for program in ${CHROMIUM:-chromium chromium-browser google-chrome}; do
	CHROMIUM=$(command -v "$program") && break
done
[ -n "${CHROMIUM:-}" ] || skip "no chromium"
# The same browser without its own windows takes three fifths of the time; it
# is enough where no test asks about those or about what only it says.
whole=$CHROMIUM
light=$(command -v chromium-headless-shell) || light=$CHROMIUM

# ---- what the tests import, exactly as locked ----

MODULES=${MODULES:-$BUILD/../browser}
mkdir -p "$MODULES" || exit 1
MODULES=$(cd -- "$MODULES" && pwd -P)
lock=$(sha256sum <"$www/package-lock.json" | cut -d ' ' -f 1)

install_modules() {
	command -v npm >/dev/null || skip "no npm, and the packages are not here yet"
	rm -rf "$MODULES/node_modules" "$MODULES/stamp"
	cp "$www/package.json" "$www/package-lock.json" "$www/.npmrc" "$MODULES/" ||
	    exit 1
	[ -w "${HOME:-/nonexistent}" ] || export npm_config_cache="$MODULES/cache"
	# No install script of a package runs; no network is said soon.
	(cd "$MODULES" && npm ci --ignore-scripts --no-audit --no-fund \
	    --fetch-retries=2 --fetch-retry-mintimeout=1000 \
	    --fetch-retry-maxtimeout=5000) >"$MODULES/npm.log" 2>&1 ||
	    skip "npm could not fetch the locked packages"
	echo "$lock" >"$MODULES/stamp"
}
[ "$(cat "$MODULES/stamp" 2>/dev/null)" = "$lock" ] || install_modules

SHOTS_DIR=
if [ -n "${SHOTS:-}" ]; then
	SHOTS_DIR=$MODULES/shots
	rm -rf "$SHOTS_DIR"
	# The site may run as somebody else than who asks for the pictures.
	mkdir -m 1777 "$SHOTS_DIR" || exit 1
fi
export BUILD NODE CHROMIUM MODULES SHOTS_DIR

# ---- the tests: two at a time, and beside them the one that mostly waits ----

out=$(mktemp -d "${TMPDIR:-/tmp}/igtk-browser.XXXXXX") || exit 1
lanes=
stop() {
	for lane in $lanes; do
		kill -TERM "$lane" 2>/dev/null && wait "$lane"
	done
	rm -rf "$out"
}
trap stop EXIT
trap 'exit 1' HUP INT TERM

# One file after the other; each says what it has to say in one piece.
lane() { # NAME...
	test=
	trap '[ -z "$test" ] || kill -TERM "$test" && wait "$test"; exit 1' HUP INT TERM
	for name in "$@"; do
		case " $only " in *" $name "*) ;; *) continue ;; esac
		case $name in
		idle | kiosk | records | training) CHROMIUM=$whole ;;
		*) CHROMIUM=$light ;;
		esac
		# A script that does not end must not hold up all others.
		timeout -k 20 480 sh "$here/site.sh" "$name.mjs" >"$out/$name" &
		test=$!
		wait "$test" || {
			: >"$out/failed"
			[ -s "$out/$name" ] || echo "not ok - browser $name: no end"
		}
		test=
		cat "$out/$name"
	done
}
lane idle figure records catalogue public outside &
lanes=$!
lane year_full keyboard training kiosk reminders tokens plan owners &
lanes="$lanes $!"
lane axe year_simple_nojs conflict team duties responsibilities sites &
lanes="$lanes $!"
for lane in $lanes; do
	wait "$lane"
done
lanes=
[ ! -f "$out/failed" ]
