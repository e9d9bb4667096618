#!/bin/sh
# score_test.sh - whole assessments against a scorer made without the program.
#
#   BUILD=dir [SEED=number] [COUNT=number] sh tests/web/score_test.sh
#
# 100,000 random assessments over all sets, and others over sets whose rules
# were changed, are scored by the program's own functions and by
# score_independent.mjs; then some hundreds from the records, by igtk score and
# igtk whatif.  Another seed makes others.  Needs dir/bin/tests/score_random,
# score_sample and node.
set -u
LC_ALL=C.UTF-8
export LC_ALL
HERE=$(cd "$(dirname "$0")/../.." && pwd)
SEED=${SEED:-20170705}
COUNT=${COUNT:-100000}
export COUNT
T=$(mktemp -d "${TMPDIR:-/tmp}/score_test.XXXXXX") || exit 1
trap 'rm -rf "$T"' EXIT
trap 'exit 1' INT TERM
failed=0

not_ok() {
	echo "not ok - $1"
	[ $# -gt 1 ] && printf '%s\n' "$2" | sed 's/^/# /'
	failed=1
}
skip() { echo "skip - $1: $2"; }

if ! command -v node >/dev/null; then
	skip "whole assessments against an independent scorer" "there is no node"
	exit 0
fi

records() { # DATABASE PACK...
	db=$1
	shift
	"$BUILD/bin/igtk" init --db "$db" >"$T/log" 2>&1 &&
	    "$BUILD/bin/igtk" catalogue load --db "$db" "$@" >>"$T/log" 2>&1 &&
	    return
	not_ok "the records are made" "$(cat "$T/log")"
	exit 1
}

# Rules that no real set has; the packs have one member a line.
variant() { # VERSION TYPE SED-SCRIPT
	sed -e "s/^ \"version\": .*/ \"version\": \"$1\",/" -e "$3" \
	    "$HERE/config/catalogue/igt-14.1-$2.json" >"$T/packs/$1-$2.json"
	cmp -s "$HERE/config/catalogue/igt-14.1-$2.json" "$T/packs/$1-$2.json" &&
	    not_ok "set $1 of $2 is another one"
	return 0
}
nearest='s/"rounding": "down"/"rounding": "nearest"/'
below() { echo "s/\"capped_level\": 1/\"capped_level\": $1/"; }
asked() { echo "s/\"threshold_percent\": 95/\"threshold_percent\": $1/"; }
grade() { echo "s/^  \"level\": 2,/  \"level\": $1,/"; }

mkdir "$T/packs"
variant 90 CTP "$nearest"
variant 91 ACU "$nearest; $(grade 3)"
variant 92 GP "$(grade 1); $(below 0)"
variant 93 DEN "$(asked 80); $(below 2)"
variant 94 MHT '/^  "course":/d; /^  "capped_level":/d; s/\("threshold_percent": 95\),/\1/'
variant 95 LA 's/"IG-ANNUAL"/"ANOTHER"/'
variant 96 AMB "$(asked 0)"
variant 97 PHA "$nearest; $(asked 100); s/\"training\": false/\"training\": true/"
variant 98 EYE 's/"maintenance": false/"maintenance": true/'
variant 99 PRI 's/: "Satisfactory/: "Green/; s/: "Not s/: "Red, not s/'

# A program that stops early leaves too few lines, and is told of.
compared() { # NAME DATABASE SEED COUNT PACK...
	name=$1 db=$2 seed=$3
	COUNT=$4
	shift 4
	"$BUILD/bin/tests/score_random" "$db" "$seed" "$COUNT" |
	    node "$HERE/tests/web/score_compare.mjs" "$name (SEED=$seed)" "$@" ||
	    failed=1
}

records "$T/all.db" "$HERE"/config/catalogue/igt-*.json
compared "random assessments over all types, by the independent scorer" \
    "$T/all.db" "$SEED" "$COUNT" "$HERE"/config/catalogue/igt-*.json
records "$T/changed.db" "$T"/packs/*.json
compared "the same of sets with other rules" \
    "$T/changed.db" "$SEED" $((COUNT / 10)) "$T"/packs/*.json

records "$T/sample.db" "$HERE"/config/catalogue/igt-*.json "$T"/packs/*.json
if "$BUILD/bin/tests/score_sample" "$T/sample.db" "$SEED" 272 >"$T/sample"; then
	node "$HERE/tests/web/score_commands.mjs" "$BUILD/bin/igtk" \
	    "$T/sample.db" "$T" "$HERE"/config/catalogue/igt-*.json \
	    "$T"/packs/*.json <"$T/sample" || failed=1
else
	not_ok "assessments are put into the records"
fi
exit $failed
