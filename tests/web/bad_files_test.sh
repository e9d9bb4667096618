#!/bin/sh
# bad_files_test.sh - packs and exchange files that must be refused whole:
# huge, deep, broken; with bounded memory and nothing written.
. "$(dirname "$0")/lib.sh"
new_site
org 8XX01 CTP "Northgate Records"
igtk assessment open --org 8XX01 --version 13 >/dev/null

# The records, as a hash of everything but the counters of the file.
records() { sqlite3 "$DB" .dump | sha256sum; }
before=$(records)

# At most this much address space (kB): the program itself and what it reads.
refused() { # NAME WHAT-IT-MUST-SAY WORD...
	name=$1 says=$2
	shift 2
	(
		[ "$SITE_BUILD" != "$BUILD" ] || ulimit -v 400000
		igtk "$@"
	) >"$T/out" 2>&1
	code=$?
	if [ $code -ne 1 ]; then
		not_ok "$name" "exit $code: $(head -c 300 "$T/out")"
	elif ! grep -qF -- "$says" "$T/out"; then
		not_ok "$name" "does not say '$says': $(head -c 300 "$T/out")"
	elif [ "$(records)" != "$before" ]; then
		not_ok "$name" "the records changed"
	else
		ok "$name"
	fi
}
each() { # WHAT FILE SAYS: as a pack and as an exchange file
	refused "bad file: $1, as a pack" "$3" catalogue load "$2"
	refused "bad file: $1, as answers" "$3" assessment import "$2"
}

truncate -s 200M "$T/huge.json"
each "200 MB" "$T/huge.json" "huge.json"
perl -e 'print "[" x 10000, "]" x 10000' >"$T/deep.json"
each "nested 10,000 deep" "$T/deep.json" "deep.json"
perl -e 'print "{\"a\":" x 10000, "1", "}" x 10000' >"$T/deep2.json"
each "objects 10,000 deep" "$T/deep2.json" "deep2.json"
: >"$T/empty.json"
each "empty" "$T/empty.json" "empty.json"
printf '{"format":' >"$T/cut.json"
each "cut short" "$T/cut.json" "cut.json"
printf '{"format":"\377\376"}' >"$T/bytes.json"
each "not UTF-8" "$T/bytes.json" "bytes.json"
printf '\000\000' >"$T/nul.json"
each "NUL bytes" "$T/nul.json" "nul.json"
each "not there" "$T/none.json" "none.json"
each "a folder" "$T" ""

refused "a type without a set: no change notice" \
    "no set of version 13 for the type GP is loaded" \
    catalogue diff 13 14.1 --type GP
refused "a type that is none: no change notice" \
    "no set of version 14.1 for the type XYZ is loaded" \
    catalogue diff 14.1 14.1 --type XYZ
refused "a revision that is none: no change notice" \
    "no set of version 14.1/2 for the type GP is loaded" \
    catalogue diff 14.1/1 14.1/2 --type GP
refused "a type without a set: no organisation" "" \
    org add --code 8XX09 --type XYZ --name "Nowhere"

pack=$TREE/config/catalogue/igt-13-CTP.json
edit() { # NAME PERL SAYS: a pack with one thing changed
	perl -0777 -pe "$2" "$pack" >"$T/edited.json"
	if cmp -s "$pack" "$T/edited.json"; then
		not_ok "bad pack: $1" "the edit changed nothing"
		return
	fi
	refused "bad pack: $1" "$3" catalogue load "$T/edited.json"
}
edit "unknown field" 's/"training": false/"training": false, "extra": 1/' \
    '$.requirements['
edit "dangling reference" 's/"initiative": "IGM"/"initiative": "XYZ"/' \
    '$.requirements[0].initiative'
edit "duplicate number" 's/"number": "115"/"number": "114"/' \
    '$.requirements[1].number'
edit "gap in the levels" 's/"level": 2,(\s*"summary")/"level": 3,$1/' \
    '$.requirements[0].levels[2]'
edit "other bytes under a loaded revision" 's/"title": "/"title": "New /' \
    'raise its revision'

pack=$TREE/config/catalogue/library.json
edit "library, unknown kind" 's/"kind": "act"/"kind": "web"/' \
    '$.sources[0].kind: must be one of'
edit "library, replaced by nothing" 's/("replaced_by": \[\s*)"/$1"no-/' \
    'replaced_by[0]: no source has this code'
edit "library, other bytes under a loaded revision" \
    's/"title": "/"title": "New /' 'raise its revision'
edit "library, a text of 10 MB" 's/"about": "/"about": "@{["x" x 10000000]}/' \
    'larger than 8388608 bytes'

answers() { # NAME JSON SAYS
	printf '{"format":"igtk-assessment","schema":1,"organisation":%s' \
	    "{\"code\":\"8XX01\"},\"version\":\"13\",\"answers\":[$2]}" \
	    >"$T/answers.json"
	refused "bad answers: $1" "$3" assessment import "$T/answers.json"
}
answers "unknown requirement" '{"requirement":"999"}' 'no requirement 999'
answers "unknown criterion" '{"requirement":"114","met":["3z"]}' \
    'no criterion 3z'
answers "not relevant where it is not offered" \
    '{"requirement":"114","not_relevant":true}' '$.answers[0].not_relevant'
answers "a requirement twice" '{"requirement":"114"},{"requirement":"114"}' \
    '$.answers[1].requirement'
answers "an impossible date" \
    '{"requirement":"114","target":{"level":3,"date":"2027-02-30"}}' \
    '$.answers[0].target.date'
answers "every fault is listed" \
    '{"requirement":"999"},{"requirement":"998"}' 'no requirement 998'
sed 's/"code":"8XX01"/"code":"8XX01","type":"GP"/' "$T/answers.json" \
    >"$T/type.json"
refused "bad answers: another type of organisation" 'of type CTP, not GP' \
    assessment import "$T/type.json"
finish
