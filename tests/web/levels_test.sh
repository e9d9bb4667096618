#!/bin/sh
# levels_test.sh - the program's levels against two tables made without it.
#
#   BUILD=dir sh tests/web/levels_test.sh
#
# For every pack: each requirement, each level of the year before and each
# combination of criteria, none left out.  Needs dir/bin/tests/levels_all and
# awk; node is used where it is there.
set -u
LC_ALL=C
export LC_ALL
HERE=$(cd "$(dirname "$0")/../.." && pwd)
T=$(mktemp -d "${TMPDIR:-/tmp}/levels_test.XXXXXX") || exit 1
trap 'rm -rf "$T"' EXIT
trap 'exit 1' INT TERM
failed=0

ok() { echo "ok - $1"; }
not_ok() {
	echo "not ok - $1"
	[ $# -gt 1 ] && echo "# $2"
	failed=1
}
skip() { echo "skip - $1: $2"; }

same() { # NAME FILE: the same lines as the program's, to the byte
	if [ -s "$2" ] && cmp -s "$T/program" "$2"; then
		ok "$1, $(($(wc -l <"$T/program"))) combinations"
	else
		not_ok "$1" "$(diff "$T/program" "$2" | head -3 | tr '\n' ' ')"
	fi
}

# The rule in awk.  The packs have one member a line; criteria come in order.
cat >"$T/levels.awk" <<'AWK'
function value(line) {
	sub(/^[^:]*: */, "", line)
	gsub(/[",]/, "", line)
	return line
}
function table(    previous, bits, i, rest, shown, level, want) {
	for (previous = -1; previous <= 3; previous++)
		for (bits = 0; bits < 2 ^ n; bits++) {
			want[1] = want[2] = want[3] = 1
			shown = ""
			rest = bits
			for (i = 1; i <= n; i++) {
				shown = shown (rest % 2)
				if (rest % 2 == 0 && (!maintenance[i] || previous == 3))
					want[at[i]] = 0
				rest = int(rest / 2)
			}
			level = 0
			while (level < 3 && want[level + 1])
				level++
			print number, (previous < 0 ? "none" : previous), shown, level
		}
}
/^ *"number":/ {
	if (number != "")
		table()
	number = value($0)
	n = 0
}
/^ *"id":/ && number != "" { at[++n] = substr(value($0), 1, 1) }
/^ *"maintenance":/ && number != "" { maintenance[n] = value($0) == "true" }
END { table() }
AWK

for pack in "$HERE"/config/catalogue/igt-*.json; do
	name=$(basename "$pack" .json)
	if ! "$BUILD/bin/tests/levels_all" "$pack" >"$T/program"; then
		not_ok "levels of $name" "the program's table was not made"
		continue
	fi
	awk -f "$T/levels.awk" "$pack" >"$T/awk"
	same "levels of $name are those of awk" "$T/awk"
	if command -v node >/dev/null; then
		node "$HERE/tests/browser/levels_independent.mjs" "$pack" \
			>"$T/node"
		same "levels of $name are those of node" "$T/node"
	else
		skip "levels of $name are those of node" "there is no node"
	fi
done
exit $failed
