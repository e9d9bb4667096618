#!/bin/sh
# nation_test.sh - the extract and the overview of 400 made-up organisations,
# against what nation.mjs counts from what it made up.
#
#   BUILD=dir [SEED=number] sh tests/web/nation_test.sh
#
# Publications, their later editions and reviews lie around midnights here and
# the changes of the clocks.  Needs dir/bin/tests/overview_all, node, sqlite3.
set -u
LC_ALL=C.UTF-8
TZ=Europe/London
export LC_ALL TZ
HERE=$(cd "$(dirname "$0")/../.." && pwd)
SEED=${SEED:-20170705}
T=$(mktemp -d "${TMPDIR:-/tmp}/nation_test.XXXXXX") || exit 1
trap 'rm -rf "$T"' EXIT
trap 'exit 1' INT TERM
failed=0

ok() { echo "ok - $1"; }
not_ok() {
	echo "not ok - $1"
	[ $# -gt 1 ] && printf '%s\n' "$2" | sed 's/^/# /'
	failed=1
}

for tool in node sqlite3; do
	command -v $tool >/dev/null && continue
	echo "skip - extract and overview of a nation: there is no $tool"
	exit 0
done

same() { # NAME WANTED: as the program's, to the byte; an object a line
	if [ -s "$2" ] && cmp -s "$T/program" "$2"; then
		ok "$1"
		return
	fi
	sed 's/},{/},\n{/g' "$2" >"$T/wanted"
	sed 's/},{/},\n{/g' "$T/program" >"$T/said"
	not_ok "$1 (SEED=$SEED)" "$(diff "$T/said" "$T/wanted" | head -n 6)"
}

db=$T/igtk.db
if ! "$BUILD/bin/igtk" init --db "$db" >"$T/log" 2>&1 ||
    ! "$BUILD/bin/igtk" catalogue load --db "$db" \
	"$HERE"/config/catalogue/*.json >>"$T/log" 2>&1 ||
    ! node "$HERE/tests/web/nation.mjs" "$SEED" "$T" \
	"$HERE"/config/catalogue/igt-14.1-*.json >>"$T/log" 2>&1 ||
    ! sqlite3 -bail "$db" ".read $T/nation.sql" >>"$T/log" 2>&1; then
	not_ok "a nation is made" "$(cat "$T/log")"
	exit 1
fi

for wanted in "$T"/extract.*; do
	on=${wanted##*.}
	"$BUILD/bin/igtk" extract --on "$on" --json --db "$db" >"$T/program"
	same "the extract on $on is what was made up" "$wanted"
done
for wanted in "$T"/overview.*; do
	name=${wanted##*/overview.}
	version=${name%.*} on=${name##*.}
	"$BUILD/bin/tests/overview_all" "$db" "$version" "$on" >"$T/program"
	same "the overview of $version on $on is what was made up" "$wanted"
done
exit $failed
