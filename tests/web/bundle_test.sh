#!/bin/sh
# bundle_test.sh - a publication is signed and verified, and nothing else is.
#
#   BUILD=dir sh tests/web/bundle_test.sh
#
# Needs dir/bin/igtk and dir/bin/igtk-verify.  node is used where it is there,
# else its tests are skipped aloud.
set -u
LC_ALL=C
export LC_ALL
HERE=$(cd "$(dirname "$0")/../.." && pwd)
igtk=$BUILD/bin/igtk
verify=$BUILD/bin/igtk-verify
case $verify in /*) ;; *) verify=$PWD/$verify ;; esac
T=$(mktemp -d "${TMPDIR:-/tmp}/bundle_test.XXXXXX") || exit 1
trap 'rm -rf "$T"' EXIT
trap 'exit 1' INT TERM
DB=$T/igtk.db
E=$T/bundle
B=$T/bad
K=$T/pub
failed=0

ok() { echo "ok - $1"; }
not_ok() {
	echo "not ok - $1"
	[ $# -gt 1 ] && echo "# $2"
	failed=1
}
skip() { echo "skip - $1: $2"; }
is() { # NAME GOT WANT
	if [ "$2" = "$3" ]; then ok "$1"; else not_ok "$1" "got '$2', not '$3'"; fi
}
run() { "$igtk" "$@" --db "$DB" >"$T/out" 2>"$T/log" || cat "$T/log"; }
export_to() { # FILE
	"$igtk" bundle export --org 8XX01 --version 13 --db "$DB" >"$1" 2>"$T/log"
}
# says ARG...: what igtk-verify answers, and how it ends.
says() {
	out=$("$verify" bundle "$@" 2>&1)
	echo "$? $out"
}

# ---- signed and verified ----

run init
run catalogue load "$HERE"/config/catalogue/*.json
id=$("$igtk" key list --db "$DB" | cut -c1-16)
is "a key comes with the records" \
	"$("$igtk" key list --db "$DB" | grep -c "^$id .* here$")" 1
mv "$T/keys" "$T/away"
run demo
export_to "$E"
is "without a key nothing is exported" "$? $(wc -c <"$E" | tr -d ' ')" "1 0"
grep -q 'igtk key new' "$T/log" && ok "... and it is said what to do" ||
	not_ok "... and it is said what to do" "$(cat "$T/log")"
"$igtk" bundle sign --db "$DB" >"$T/out" 2>"$T/log"
is "nor signed" "$? $(cat "$T/out")" "1 0 signed"
grep -q 'igtk key new' "$T/log" && ok "... and that is said, too" ||
	not_ok "... and that is said, too" "$(cat "$T/log")"
mv "$T/away" "$T/keys"
is "a key is for its owner alone" \
	"$(stat -c '%a' "$T/keys" "$T/keys/$id.key" | tr '\n' ' ')" "700 600 "
"$igtk" key export --db "$DB" >"$K"
export_to "$E"
is "a bundle is exported" $? 0
valid="0 valid: 8XX01 Northgate Records Limited, version 13, edition 1, published"
case $(says "$E" --key "$K") in
"$valid"*"signed by the key $id") ok "a bundle verifies" ;;
*) not_ok "a bundle verifies" "$(says "$E" --key "$K")" ;;
esac
is "... from standard input" "$("$verify" bundle --key="$K" - <"$E" | cut -c1-12)" \
	"valid: 8XX01"
is "... told as JSON" "$(says --json --key "$K" "$E" | cut -c1-44)" \
	'0 {"valid":true,"organisation":"8XX01","vers'
is "... without the database, and in an empty environment" \
	"$(cd / && env -i "$verify" bundle "$E" --key "$K" | cut -c1-12)" "valid: 8XX01"
export_to "$T/again"
cmp -s "$E" "$T/again" && ok "the same is exported again" ||
	not_ok "the same is exported again"

# ---- and nothing else ----

refused() { # NAME WHY
	is "$1" "$(says "$B" --key "$K")" "1 $B: not valid: $2"
}
altered="it is not what was signed"
sed 's/"late":false/"late":true/' "$E" >"$B"
refused "a changed member" "$altered"
sed 's/"114":[0-3],/"114":3,/' "$E" >"$B"
refused "a raised level" "$altered"
sed -e 's/"signature":"0/"signature":"1/;t' -e 's/"signature":"./"signature":"0/' "$E" >"$B"
refused "a changed signature" "$altered"
sed 's/"code":"8XX01","name":"Northgate Records Limited"/"name":"Northgate Records Limited","code":"8XX01"/' "$E" >"$B"
case $(says "$B" --key "$K") in
"1 $B: not valid: not in the canonical form, from byte "*) ok "members in another order" ;;
*) not_ok "members in another order" "$(says "$B" --key "$K")" ;;
esac
sed 's/,"schema"/, "schema"/' "$E" >"$B"
case $(says "$B" --key "$K") in
"1 $B: not valid: not in the canonical form, from byte "*) ok "a space" ;;
*) not_ok "a space" "$(says "$B" --key "$K")" ;;
esac
head -c 2000 "$E" >"$B"
refused "a file cut off" "cut off: it does not end as a bundle does"
tr -d '\n' <"$E" >"$B"
refused "... by its last byte" "cut off: it does not end as a bundle does"
: >"$B"
refused "an empty file" "the file is empty"
head -c 5000000 /dev/zero >"$B"
refused "an endless file" "larger than a bundle can be"
is "a file that is not there" "$(says "$T/none" --key "$K")" \
	"1 $T/none: not valid: No such file or directory"
is "keys that are not there" "$(says "$E" --key "$T/none")" \
	"1 igtk-verify: $T/none: No such file or directory"
is "keys that are none" "$(says "$E" --key "$E")" \
	"1 igtk-verify: $E:1: must be a line of igtk key export"
for words in "" "$E" "--key" "--key $K" "$E $E --key $K" "--frob $E --key $K"; do
	# shellcheck disable=SC2086 # several words
	"$verify" bundle $words >"$T/out" 2>"$T/err" </dev/null
	code=$?
	grep -q '^usage: igtk-verify' "$T/err" && [ ! -s "$T/out" ] &&
		is "usage: '$(echo "$words" | sed "s,$T/,,g")'" $code 2 ||
		not_ok "usage: '$words'" "$code $(cat "$T/err")"
done
"$verify" bundle "$E" --key "$K" >/dev/full 2>/dev/null
is "an answer that cannot be written" $? 1

# ---- somebody else's verifier ----

agree() { # FILE KEYS
	mine=$("$verify" bundle "$1" --key "$2" >/dev/null 2>&1; echo $?)
	theirs=$(node "$HERE/tests/browser/verify_bundle.mjs" "$1" "$2" \
		>/dev/null 2>&1; echo $?)
	[ "$mine" = "$theirs" ] || differ="$differ $1: $mine $theirs"
	[ "$mine" = "$3" ] || differ="$differ $1: $mine, not $3"
}
if command -v node >/dev/null; then
	differ=
	agree "$E" "$K" 0
	size=$(wc -c <"$E")
	at=7
	while [ "$at" -lt "$size" ]; do
		{
			head -c "$at" "$E"
			printf x
			tail -c +$((at + 2)) "$E"
		} >"$B"
		cmp -s "$E" "$B" || agree "$B" "$K" 1
		at=$((at + size / 9))
	done
	sed 's/,"schema"/, "schema"/' "$E" >"$B"
	agree "$B" "$K" 1
	is "an independent verifier agrees" "$differ" ""
else
	skip "an independent verifier agrees" "there is no node"
fi

# ---- keys come and go ----

run key new
"$igtk" key export --db "$DB" >"$T/both"
is "a bundle stays valid after a new key" \
	"$(says "$E" --key "$T/both" | cut -c1-14)" "0 valid: 8XX01"
head -n 1 "$T/both" >"$T/new"
is "an old key that is not among those given" "$(says "$E" --key "$T/new")" \
	"1 $E: not valid: it is signed by a key that is not among those given"
run key revoke "$id" --reason "Left on a train"
"$igtk" key export --db "$DB" >"$T/revoked"
case $(says "$E" --key "$T/revoked") in
"1 $E: not valid: its key was revoked on "*) ok "a revoked key" ;;
*) not_ok "a revoked key" "$(says "$E" --key "$T/revoked")" ;;
esac
all=$("$igtk" extract --on "$(TZ=Europe/London date +%F)" --csv --db "$DB" | tail -n +2 |
	grep -c '"published"')
is "how much has no signature by that is said" \
	"$(sed -n 's/^publications without .* counts: //p' "$T/out")" \
	"$all; igtk bundle sign signs them with the newest key"
"$igtk" doctor --db "$DB" 2>/dev/null | grep -q " keys .*counts: $all" &&
	ok "... by the doctor as well" || not_ok "... by the doctor as well"
"$igtk" bundle sign --version 13 --db "$DB" >/dev/null 2>&1
is "a version of nobody" $? 2
"$igtk" bundle sign --org 8XX01 --version 12 --db "$DB" >/dev/null 2>&1
is "a version that was not opened" $? 1
run bundle sign --org 8XX01 --version 13
is "one is signed anew" "$(cat "$T/out")" "1 signed"
run bundle sign --json
is "so are the others" "$(cat "$T/out")" "{\"signed\":$((all - 1))}"
run bundle sign
is "once each" "$(cat "$T/out")" "0 signed"
run verify
grep -qi 'alter' "$T/out" && not_ok "the records are as told" "$(cat "$T/out")" ||
	ok "the records are as told"
export_to "$T/anew"
is "what is exported then is signed anew" \
	"$(says "$T/anew" --key "$T/revoked" | cut -c1-14)" "0 valid: 8XX01"
is "the list says why" "$("$igtk" key list --db "$DB" | grep -c 'Left on a train')" 1
chmod 644 "$T"/keys/*.key
is "a key that others may read is not here" \
	"$("$igtk" key list --db "$DB" 2>/dev/null | grep -c 'not here$')" 1
chmod 600 "$T"/keys/*.key
if [ "$(id -u)" -eq 0 ]; then
	chown -R 65534:65534 "$T/keys" "$DB"*
	run key new
	is "root makes a key for the owner of the others" \
		"$(stat -c %u "$T"/keys/*.key | sort -u)" 65534
	"$igtk" doctor --db "$DB" 2>/dev/null | grep -q ' keys .* signed with' &&
		ok "... and the doctor finds it fine" ||
		not_ok "... and the doctor finds it fine"
	chown 0:0 "$T/keys"
	"$igtk" doctor --db "$DB" 2>/dev/null | grep -q ' keys .*two owners' &&
		ok "keys of another owner than the records" ||
		not_ok "keys of another owner than the records"
	chown -R 0:0 "$T/keys" "$DB"*
else
	skip "root makes a key for the owner of the others" "not root"
fi
run backup "$T/kept"
is "a backup holds no key" "$(grep -rl igtk-secret-key "$T/kept" "$DB")" ""

# ---- a review from outside ----

review() { # USER WORD...
	user=$1
	shift
	"$igtk" review record --org 8XX01 --version 13 --as "$user" --db "$DB" \
		--reason "Seen on site" "$@" >"$T/out" 2>&1
	echo $?
}
is "who is no reviewer cannot review" "$(review grace failed not-satisfactory)" 1
is "a review without its grade" "$(review ewan failed)" 2
is "a grade that is none" "$(review ewan passed good)" 2
is "a review that asks for more has no grade" "$(review ewan more-evidence satisfactory)" 2
is "another grade needs a reason to publish" "$(review ewan passed satisfactory)" 1
grep -q "say why with --change" "$T/out" &&
	ok "... and it is said how to give it" || not_ok "... and it is said how to give it"
is "the same grade has none" \
	"$(review ewan failed not-satisfactory --change 'Seen')" 1
is "a reason to publish is kept" \
	"$(review ewan passed satisfactory --change 'Evidence came')" 0
is "the national role reviews" "$(review ewan failed not-satisfactory)" 0

# ---- the regulator's extract ----

run extract --on 2001-01-01 --json
is "nobody was there then" "$(cat "$T/out")" "[]"
today=$(TZ=Europe/London date +%Y-%m-%d)
run extract --on "$today" --csv
is "each organisation has a row" "$(($(wc -l <"$T/out")))" \
	"$(($("$igtk" org list --db "$DB" | wc -l) + 1))"
grep -q '"8XX01","Northgate Records Limited","CTP","13","published","not-satisfactory","not-satisfactory"' "$T/out" &&
	ok "... with what it published" || not_ok "... with what it published"
grep -q '"RX901","Eastmarsh Hospitals","ACU","14.1","not published",""' "$T/out" &&
	ok "... or that it did not" || not_ok "... or that it did not"

# ---- of what has not come yet nothing is said ----

# refused WORD...: wrong usage, with nothing but the reason; prints that.
refused() {
	"$igtk" "$@" --db "$DB" >"$T/out" 2>"$T/log"
	echo "$? $(cat "$T/out" "$T/log")"
}
tomorrow=$(TZ=Europe/London date -d "$today + 1 day" +%Y-%m-%d)
for day in tomorrow 2026-02-29 2026-2-1 ''; do
	is "extract: '$day' is no day" "$(refused extract --on "$day")" \
	    "2 igtk: --on takes a day such as 2027-03-31, not $day"
done
for day in "$tomorrow" 9999-12-31; do
	is "extract: $day" "$(refused extract --on "$day")" \
	    "2 igtk: --on takes today or a day before it, not $day: nobody knows yet what will be published"
done
at() { refused score --org 8XX01 --version 13 --at "$@"; }
for moment in now 2026-02-29 2026-02-29T10:00:00Z 2026-11-25T10:00:00 ''; do
	is "score: '$moment' is no moment" "$(at "$moment")" \
	    "2 igtk: $moment is no instant: write it as 2026-12-24T09:00:00Z, or a day for its end"
done
for moment in "$tomorrow" "${tomorrow}T12:00:00Z" 9999-12-31; do
	is "score: $moment" "$(at "$moment")" \
	    "2 igtk: $moment: this moment has not come yet"
done
"$igtk" score --org 8XX01 --version 13 --at "$today" --json --db "$DB" \
    >"$T/out" 2>&1
is "score: of today as much as has been" \
    "$? $(TZ=UTC0 perl -MPOSIX -ne 'print((/"at":"([^"]+)"/)[0] le
	strftime("%Y-%m-%dT%H:%M:%S.999999Z", gmtime) ? "by now" : $_)' \
	"$T/out")" "0 by now"
exit $failed
