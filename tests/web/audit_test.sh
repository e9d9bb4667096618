#!/bin/sh
# audit_test.sh - an export is verified, and no change to one goes unseen.
#
#   BUILD=dir sh tests/web/audit_test.sh
#
# Needs dir/bin/igtk and dir/bin/igtk-verify.  sqlite3 and node are used where
# they are there, else their tests are skipped aloud.
set -u
LC_ALL=C
export LC_ALL
HERE=$(cd "$(dirname "$0")/../.." && pwd)
igtk=$BUILD/bin/igtk
verify=$BUILD/bin/igtk-verify
T=$(mktemp -d "${TMPDIR:-/tmp}/audit_test.XXXXXX") || exit 1
trap 'rm -rf "$T"' EXIT
trap 'exit 1' INT TERM
DB=$T/igtk.db
E=$T/export
B=$T/bad
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
run() { "$igtk" "$@" --db "$DB" >/dev/null 2>"$T/log" || cat "$T/log"; }

# says ARG...: what igtk-verify answers, and how it ends.
says() {
	out=$("$verify" audit "$@" 2>&1)
	echo "$? $out"
}
org() { sed -n "$1s/^{\"org\":\"\([^\"]*\)\".*/\1/p" "$2"; }
seq_of() { sed -n "$1s/^{\"org\":\"[^\"]*\",\"seq\":\([0-9]*\),.*/\1/p" "$2"; }
entry() { # LINE FILE: as it is named
	code=$(org "$1" "$2")
	echo "${code:+organisation }${code:-the installation}, entry $(seq_of "$1" "$2")"
}

# ---- records, with every kind of character in them ----

run init
run catalogue load "$HERE"/config/catalogue/*.json
run demo
run org add --code QU0TE --type CTP --name 'The "Back\slash" Café'
run assessment complete --org 8XX01 --version 14.1 --as grace
run assessment reopen --org 8XX01 --version 14.1 --as grace \
	--requirement 114 --reason "$(printf 'Two\nlines, a\ttab, "quotes" \\ \303\251.')"
"$igtk" audit export --db "$DB" >"$E"
rows=$(($(wc -l <"$E")))
chains=$(sed 's/,.*//' "$E" | sort -u | wc -l)
is "an export verifies" "$(says "$E")" \
	"0 $rows rows in $((chains)) chains: unaltered"
is "... from standard input" "$("$verify" audit <"$E")" \
	"$rows rows in $((chains)) chains: unaltered"
is "... of one organisation" \
	"$("$igtk" audit export --db "$DB" --org k8501 | "$verify" audit -)" \
	"$(grep -c '^{"org":"K8501"' "$E") rows in 1 chains: unaltered"
is "... told as JSON" "$(says --json "$E")" \
	"0 {\"unaltered\":true,\"rows\":$rows,\"chains\":$((chains))}"
grep -q '\\\\n' "$E" && grep -q '\\\\u0009' "$E" && grep -q '\\\\\\"' "$E" &&
	ok "escapes of every kind are in it" ||
	not_ok "escapes of every kind are in it"

# ---- one byte changed ----

flip() { # LINE POSITION: into $B
	awk -v line="$1" -v at="$2" 'NR == line {
		c = substr($0, at, 1)
		$0 = substr($0, 1, at - 1) (c == "1" ? "2" : "1") substr($0, at + 1)
	} { print }' "$E" >"$B"
}
caught() { # LINE: igtk-verify refuses $B there
	case $(says "$B") in
	"1 line $1: "*) ;;
	*) missed="$missed $1" ;;
	esac
}

missed=
line=1
while [ $line -le $rows ]; do
	length=$(sed -n "${line}p" "$E" | wc -c)
	flip $line $((line * 7919 % (length - 1) + 1))
	caught $line
	line=$((line + 1))
done
is "a changed byte in any row is caught where it is" "$missed" ""

missed=
line=$(awk '{ print length($0), NR }' "$E" | sort -n | sed -n '1s/.* //p')
length=$(sed -n "${line}p" "$E" | wc -c)
at=1
while [ $at -lt "$length" ]; do
	flip "$line" $at
	caught "$line"
	at=$((at + 1))
done
is "any changed byte of a row is caught" "$missed" ""

# change LINE SED: edit one line, and look how it is named.
change() {
	sed "$1$2" "$E" >"$B"
	is "$3" "$(says "$B")" "1 line $1: $(entry "$1" "$E"): $4"
}
second=$(grep -n '^{"org":"8XX01","seq":2,' "$E" | sed 's/:.*//')
content="its hash is not that of its content"
change "$second" 's/"at":\([0-9]*\)[0-9],/"at":\19999,/' "a changed time" \
	"$content"
change "$second" 's/"actor":"[^"]*"/"actor":"nobody"/' "a changed actor" \
	"$content"
change "$second" 's/"object":[0-9]*/"object":1/' "a changed object" \
	"$content"
change "$second" 's/"prev":"[0-9a-f]*/"prev":"'"$(printf %064d 0)/" \
	"a changed previous hash" "it does not name the entry before it"
change "$second" 's/"hash":"[0-9a-f]*/"hash":"'"$(printf %064d 0)/" \
	"a changed hash" "$content"
sed "$second"'s/"org":"8XX01"/"org":"8XX02"/' "$E" >"$B"
is "a row moved to another organisation" "$(says "$B")" \
	"1 line $second: organisation 8XX02, entry 2: entry 1 should stand here"
sed "$second"'s/,"at":/, "at":/' "$E" >"$B"
is "a row spelt in another way" "$(says "$B")" \
	"1 line $second: $(entry "$second" "$E"): not of the form of an entry, from byte 23 on"

# ---- rows deleted, inserted, swapped ----

missed_delete= missed_insert= missed_swap=
line=1
while [ $line -lt $rows ]; do
	next=$((line + 1))
	here=$(seq_of $line "$E")
	sed "${line}d" "$E" >"$B"
	# After the last row of a chain nothing is missing: that takes a head.
	want="1 line $line: $(entry $next "$E"): entry $here should stand here"
	if [ "$(org $line "$E")" = "$(org $next "$E")" ]; then
		[ "$(says "$B")" = "$want" ] || missed_delete="$missed_delete $line"
		sed "$line{h;d;};$next{G;}" "$E" >"$B"
		[ "$(says "$B")" = "$want" ] || missed_swap="$missed_swap $line"
	fi
	sed "${line}p" "$E" >"$B"
	want="1 line $next: $(entry $line "$E"): entry $((here + 1)) should stand here"
	[ "$(says "$B")" = "$want" ] || missed_insert="$missed_insert $line"
	line=$next
done
is "a deleted row is caught, and the next one named" "$missed_delete" ""
is "two rows swapped are caught" "$missed_swap" ""
is "a row inserted is caught" "$missed_insert" ""

# ---- what only a head noted elsewhere can show ----

"$verify" audit --print-heads "$E" >"$T/heads" 2>/dev/null
is "a head for each chain is printed" "$(($(wc -l <"$T/heads")))" "$((chains))"
is "an export holds its own heads" "$(says --heads "$T/heads" "$E")" \
	"0 $rows rows in $((chains)) chains: unaltered"
run person add --user zoe --name 'Zoe Lind' --org K8501
"$igtk" audit export --db "$DB" >"$T/later"
is "... and so does a later one" "$(says --heads "$T/heads" "$T/later")" \
	"0 $((rows + 1)) rows in $((chains)) chains: unaltered"
head=$(grep '^K8501:' "$T/heads")
last=$(grep -n '^{"org":"K8501"' "$E" | sed -n '$s/:.*//p')
count=$(seq_of "$last" "$E")
sed "${last}d" "$E" >"$B"
is "a chain cut short looks whole by itself" "$(says "$B")" \
	"0 $((rows - 1)) rows in $((chains)) chains: unaltered"
is "... and not with its head" "$(says --head "$head" "$B")" \
	"1 organisation K8501, entry $count: it was noted, and is missing"
grep -v '^{"org":"K8501"' "$E" >"$B"
is "a chain left out is missed" "$(says --head="$head" "$B")" \
	"1 organisation K8501, entry $count: it was noted, and is missing"
is "... told as JSON" "$(says --json --head "$head" "$B" | sed 's/"rows.*"line/"line/')" \
	"1 {\"unaltered\":false,\"line\":0,\"org\":\"K8501\",\"seq\":$count,\"reason\":\"it was noted, and is missing\"}"

# Every hash of a chain made anew, from what its rows say: with awk and
# sha256sum, by the manual page igtk-audit(5).
cat >"$T/rechain.awk" <<'AWK'
function text(key,    at, c, s) {
	at = index($0, "\"" key "\":\"") + length(key) + 4
	for (s = ""; (c = substr($0, at, 1)) != "\""; at++) {
		if (c != "\\") { s = s c; continue }
		c = substr($0, ++at, 1)
		if (c == "n") s = s "\n"
		else if (c == "u") { s = s sprintf("%c", 16 * substr($0, at + 3, 1) + \
			index("0123456789abcdef", substr($0, at + 4, 1)) - 1); at += 4 }
		else s = s c
	}
	return s
}
function number(key,    s) {
	s = substr($0, index($0, "\"" key "\":") + length(key) + 3)
	sub(/[^0-9].*/, "", s)
	return s
}
function put(s) { printf "%d:%s\n", length(s), s | sum }
index($0, "{\"org\":\"" code "\"") == 1 {
	sum = "{ printf 'igtk-audit-1\\n'; perl -e 'print pack q(H*), shift' " prev "; cat; } | sha256sum >" tmp
	put(code); put(number("seq")); put(number("at")); put(number("actor_id"))
	put(text("actor")); put(text("source")); put(text("action"))
	put(number("object")); put(text("detail"))
	close(sum)
	getline hash <tmp
	close(tmp)
	sub(/"prev":.*/, "")
	prev_was = prev
	prev = substr(hash, 1, 64)
	$0 = $0 "\"prev\":\"" prev_was "\",\"hash\":\"" prev "\"}"
}
{ print }
AWK
rechain() { # FILE CODE
	awk -v code="$2" -v tmp="$T/sum" -v prev="$(printf %064d 0)" \
		-f "$T/rechain.awk" "$1"
}
for code in "" 8XX01 QU0TE RX901; do
	rechain "$E" "$code" >"$B"
	cmp -s "$E" "$B" && ok "awk and sha256sum give the same hashes for '$code'" ||
		not_ok "awk and sha256sum give the same hashes for '$code'"
done
first=$(grep -n '^{"org":"K8501","seq":1,' "$E" | sed 's/:.*//')
sed "$((first + 1))"'s/"actor":"[^"]*"/"actor":"nobody"/' "$E" >"$T/forged"
rechain "$T/forged" K8501 >"$B"
is "a chain forged and made anew looks whole by itself" "$(says "$B")" \
	"0 $rows rows in $((chains)) chains: unaltered"
is "... and not with its head" "$(says --head "$head" "$B")" \
	"1 line $last: organisation K8501, entry $count: it is not the entry that was noted"
cp "$B" "$T/forged"

# ---- the records themselves changed behind the program's back ----

if command -v sqlite3 >/dev/null; then
	cp "$DB" "$T/copy.db"
	sqlite3 "$T/copy.db" "UPDATE audit SET actor = 'x'" 2>/dev/null &&
		not_ok "rows of the trail cannot be changed" ||
		ok "rows of the trail cannot be changed"
	sqlite3 "$T/copy.db" "DROP TRIGGER audit_stays;
		UPDATE audit SET actor = 'nobody' WHERE seq = 3 AND org_id =
			(SELECT id FROM org WHERE code = 'RX901')"
	"$igtk" audit export --db "$T/copy.db" --org RX901 >"$B"
	is "... and whoever drops the trigger is caught" "$(says "$B")" \
		"1 line 3: organisation RX901, entry 3: $content"
else
	skip "records changed behind the program's back" "there is no sqlite3"
fi

# ---- a verifier of somebody else's agrees ----

agree() { # FILE
	mine=$(says "$1" | sed 's/\(line [0-9]*\):.*/\1/')
	theirs=$(node "$HERE/tests/browser/verify_chain.mjs" "$1" 2>&1)
	theirs="$? $(echo "$theirs" | sed 's/\(line [0-9]*\):.*/\1/')"
	[ "$mine" = "$theirs" ] || differ="$differ $1: '$mine' '$theirs'"
}
if command -v node >/dev/null; then
	differ=
	agree "$E"
	[ -e "$T/forged" ] && agree "$T/forged"
	for line in 1 $((rows / 3)) $((rows / 2)) "$second" $rows; do
		flip "$line" 40 && agree "$B"
		flip "$line" 200 && agree "$B"
		sed "${line}p" "$E" >"$B" && agree "$B"
	done
	sed "${second}d" "$E" >"$B" && agree "$B"
	sed "\$s/...\$//" "$E" | head -c -1 >"$B" && agree "$B"
	is "an independent verifier agrees" "$differ" ""
else
	skip "an independent verifier agrees" "there is no node"
fi

# ---- what is no export ----

: >"$B"
is "nothing at all is not an export" "$(says "$B")" \
	"1 $B: there is no entry in it"
echo >"$B"
is "an empty line" "$(says "$B")" \
	"1 line 1: not of the form of an entry, from byte 1 on"
head -c 5000000 /dev/zero | tr '\0' 'a' >"$B"
is "an endless line" "$(says "$B")" "1 line 1: longer than an entry can be"
sed '$!d' "$E" | tr -d '\n' | cat "$E" - >"$B"
is "a last line without its end" "$(says "$B")" \
	"1 line $((rows + 1)): cut off: the line does not end"
is "a file that is not there" "$(says "$T/none")" \
	"1 $T/none: No such file or directory"
is "a folder" "$(says "$T")" "1 $T: Is a directory"
is "a file of heads that is not there" "$(says --heads "$T/none" "$E")" \
	"1 igtk-verify: $T/none: No such file or directory"
for words in "" "frob" "audit --frob $E" "audit --head" "audit --head x $E" \
	"audit $E $E" "audit --heads"; do
	"$verify" $words >"$T/out" 2>"$T/err" </dev/null
	code=$?
	grep -q '^usage: igtk-verify' "$T/err" && [ ! -s "$T/out" ] &&
		is "usage: '${words%%/*}'" $code 2 ||
		not_ok "usage: '${words%%/*}'" "$code $(cat "$T/err")"
done
"$verify" audit "$E" >/dev/full 2>/dev/null
is "an answer that cannot be written" $? 1
exit $failed
