#!/bin/sh
# training_test.sh - confirming a course through nginx, the broker and real
# PAM: a double submit, a wrong password, the throttle, an answer that was lost.
# shellcheck disable=SC2154 # set by lib.sh
. "$(dirname "$0")/lib.sh"

demo_people
setting throttle per_account 3
setting throttle per_source 200
start_site
command -v sqlite3 >/dev/null || { skip training "sqlite3 is not installed"; exit 0; }

sql() { sqlite3 "$DB" "$1"; }
# shellcheck disable=SC2016
kofi='staff_id = (SELECT s.id FROM staff s JOIN person p ON p.id = s.person_id WHERE p.user_name = '"'kofi')"
rows() { sql "SELECT count(*) FROM completion WHERE $kofi"; }
days_ago() { date -d "$1 days ago" '+%-d %-m %Y'; }
annual=/training/course/IG-ANNUAL

# A form as its page offers it, kept so that it can be sent again as it is.
form() { # PASSWORD DAYS-AGO
	get kofi $annual
	hidden $annual <"$body" | tr '\n' '&' >"$T/form"
	# shellcheck disable=SC2046
	set -- "$1" $(days_ago "$2")
	fields "done-day=$2" "done-month=$3" "done-year=$4" "password=$1" \
	    >>"$T/form"
}
send() { ask "${1:-kofi}" $annual -X POST --data-binary "@$T/form"; }

get kofi /training
is "training: nobody is signed in" "$status $(header Location)" \
    "303 /sign-in?next=/training"
sign_in kofi demo-kofi-2026 kofi || not_ok "training: kofi signs in"
get kofi /training
status_is "training: the page" 200
has "training: has its place in the menu" 'aria-current="true"'
has "training: shows the record" 'Your record'

# ---- a wrong password ----

before=$(rows)
form wrong 2
send
status_is "training: a wrong password is 422" 422
has "training: and says so" "Enter the right password"
has "training: the year is kept" "value=\"$(days_ago 2 | cut -d ' ' -f 3)\""
has_not "training: the password is not" 'value="wrong"'
is "training: nothing was recorded" "$(rows)" "$before"

# ---- a double submit: two at once, by the same bytes ----

form demo-kofi-2026 2
cp "$T/kofi.jar" "$T/second.jar"
curl -qs --noproxy '*' --max-time 60 -b "$T/second.jar" -o "$T/second.body" \
    -D "$T/second.head" -X POST --data-binary "@$T/form" "$URL$annual" &
second=$!
send
wait $second
status_is "training: the first of two presses" 303
first=$(header Location)
is "training: both lead to the same certificate" \
    "$(tr -d '\r' <"$T/second.head" | sed -n 's/^Location: *//Ip')" "$first"
is "training: it was recorded once" "$(rows)" $((before + 1))
get kofi "$first"
status_is "training: the certificate" 200
has "training: it is new" "Completion recorded"
number=$(printf %s "$first" | sed 's/.*certificate.//; s/[?].*//')
has "training: it has its reference" "$number"

# ---- the answer was lost: the same form again, later, without the broker ----

stop_broker
rm -f "$T/run/authd.sock"
send
is "training: sent again, it leads there too" "$status $(header Location)" \
    "303 $first"
form demo-kofi-2026 3
send
status_is "training: another one cannot be judged meanwhile" 503
has "training: what was typed is kept" "Nothing of what you typed is lost"
start_broker
is "training: and nothing was recorded" "$(rows)" $((before + 1))

# ---- the same day on a fresh form ----

form demo-kofi-2026 2
send
is "training: the same day again leads to the same certificate" \
    "$status $(header Location)" "303 ${first%%[?]*}?had=1"
is "training: and records nothing" "$(rows)" $((before + 1))

# ---- the throttle comes before PAM ----

form wrong 5
for i in 1 2 3; do send; done
status_is "training: the third refusal is still an answer" 422
form demo-kofi-2026 5
send
status_is "training: then nobody is asked for a while" 429
is "training: and it says how long" "$(header Retry-After |
    grep -c '^[0-9]')" 1
has "training: nothing was recorded, it says" "Nothing was recorded"
is "training: nor was it" "$(rows)" $((before + 1))
sql "DELETE FROM throttle"

# ---- the statement changed meanwhile ----

form demo-kofi-2026 6
sql "INSERT INTO course_statement SELECT org_id, course, 2, 'Another text.'
     FROM course_statement WHERE course = 'IG-ANNUAL' AND version = 1;
     UPDATE course SET statement_version = 2 WHERE code = 'IG-ANNUAL'"
send
status_is "training: another statement is 409" 409
has "training: the new one is shown" "Another text."
is "training: and nothing was recorded" "$(rows)" $((before + 1))

# ---- everybody may look the certificate up ----

get anybody "/verify/$number"
status_is "verify: without signing in" 200
has "verify: initials" ">K M<"
has_not "verify: no name" Mensah
get anybody /verify/AAAA-AAAA-AA
status_is "verify: unknown" 404
sed 's/Page made in [0-9,]*//' "$body" >"$T/unknown"
get anybody "/verify?number=%3Cb%3E"
status_is "verify: malformed" 404
sed 's/Page made in [0-9,]*//' "$body" >"$T/malformed"
is "verify: byte for byte the same" \
    "$(cmp "$T/unknown" "$T/malformed" 2>&1)" ""
n=0
while [ $n -lt 58 ]; do
	get anybody /verify/AAAA-AAAA-AA
	n=$((n + 1))
done
status_is "verify: the sixtieth is answered only if it is one of sixty" 429
is "verify: with Retry-After" "$(header Retry-After | grep -c '^[0-9]')" 1

# ---- after signing out nothing is left ----

sign_out kofi
get kofi "${first%%[?]*}"
is "training: the certificate is shut after signing out" \
    "$status" 303
finish
