#!/bin/sh
# sign_in_test.sh - signing in through nginx, the broker and real PAM: one
# secret and two, wrong, unknown, locked, expired, and a broker that is busy
# or down.
. "$(dirname "$0")/lib.sh"

org RX901 ACU "Eastmarsh Hospitals"
person RX901 ann "Ann Assessor" right-ann assessor
person RX901 old "Old Account" right-old assessor
account ghost right-ghost
# pam_faillock knows accounts of this machine only: these are on each.
person RX901 nobody "Noel Body" right-nobody assessor
person RX901 daemon "Dai Emon" right-daemon assessor
setting throttle per_account 3
setting throttle per_source 200
start_site

get jar /sign-in
status_is "sign-in: the page" 200
has_not "sign-in: no code is asked for" 'name="code"'
sign_in ann wrong jar && not_ok "sign-in: a wrong password"
status_is "sign-in: a wrong password is 422" 422
cp "$body" "$T/wrong"
has "sign-in: the user name is kept" 'value="ann"'
has_not "sign-in: the password is not" 'wrong"'
sign_in nobody-here wrong jar && not_ok "sign-in: an unknown name"
status_is "sign-in: an unknown name is 422 too" 422
message() { sed -n 's/.*error-summary__list.*//; s/.*href="#user">\([^<]*\).*/\1/p' "$1"; }
is "sign-in: it says what to do" "$(message "$body")" \
    "Enter the right user name and password"
is "sign-in: with the same words" "$(message "$body")" "$(message "$T/wrong")"
sign_in ghost right-ghost jar && not_ok "sign-in: nobody here"
status_is "sign-in: known to PAM, but to nobody here" 403
has_not "sign-in: no session was begun for them" "Sign out"
sign_in ann right-ann jar || not_ok "sign-in: the right password"
get jar /home
status_is "sign-in: the right password opens the start page" 200
is "sign-in: the records hold no token" "$(grep -c "$(awk '$6 == "igtk" {
    print $7 }' "$T/jar.jar")" "$DB")" 0
sign_out jar
get jar /home
status_is "sign-in: after signing out it is shut" 303

# Too many refusals: nobody is asked for a while, right or wrong.
for i in 1 2 3; do sign_in ann wrong jar; done
sign_in ann right-ann jar
status_is "sign-in: after three refusals it is 429" 429
is "sign-in: and says how long to wait" "$(header Retry-After |
    grep -c '^[0-9]')" 1
sqlite3 "$DB" "DELETE FROM throttle"

# An account that has run out, by a real PAM module.
cat >"$T/pam.d/igtk" <<END
auth required pam_userdb.so db=$T/accounts crypt=crypt
account [success=1 default=ignore] pam_succeed_if.so quiet user != old
account required pam_debug.so acct=acct_expired
account required pam_permit.so
END
sign_in old right-old jar && not_ok "sign-in: an expired account"
has "sign-in: an expired account is told so" "expired"
get jar /home
status_is "sign-in: and is not signed in" 303
sign_in ann right-ann jar || not_ok "sign-in: others still are"
sign_out jar

# A locked account, by pam_faillock: nothing tells it from a wrong password.
# All of the page but what is new each time, and the name that was typed.
page_of() {
	sed -E 's/name="(csrf|op)" value="[^"]*"//g; s/value="(daemon|nobody)"//
	    s/in [0-9,]+ microseconds//' "$body"
}
timed() { # USER PASSWORD: and how long the answer took, in milliseconds
	sqlite3 "$DB" "DELETE FROM throttle"
	get jar /sign-in
	hidden "$BASE/sign-in" <"$body" >"$T/hidden"
	began=$(date +%s%N)
	post_raw jar /sign-in "user=$1" "password=$2" next= \
	    "csrf=$(sed -n 's/^csrf=//p' "$T/hidden")" \
	    "op=$(sed -n 's/^op=//p' "$T/hidden")"
	ms=$((($(date +%s%N) - began) / 1000000))
}
within() { # NAME: no sooner than the floor, and without a penalty on top
	if [ $ms -ge 300 ] && [ $ms -le 1500 ]; then ok "$1"; else
		not_ok "$1" "after $ms ms"
	fi
}
mkdir "$T/faillock"
cat >"$T/pam.d/igtk" <<END
auth requisite pam_faillock.so preauth silent nodelay deny=2 dir=$T/faillock
auth [success=1 default=bad] pam_userdb.so db=$T/accounts crypt=crypt
auth [default=die] pam_faillock.so authfail nodelay deny=2 dir=$T/faillock
auth required pam_faillock.so authsucc dir=$T/faillock
account required pam_permit.so
END
timed nobody right-nobody
status_is "sign-in: before the lock the right password does" 303
sign_out jar
for i in 1 2; do timed nobody wrong; done
timed nobody right-nobody
status_is "sign-in: a locked account is 422, with the right password" 422
within "sign-in: and takes its time"
page_of >"$T/locked-page"
get jar /home
status_is "sign-in: and is not signed in" 303
timed daemon wrong
status_is "sign-in: as a wrong password is" 422
within "sign-in: which takes the same time"
is "sign-in: the two pages are the same" "$(page_of)" "$(cat "$T/locked-page")"
timed daemon right-daemon
status_is "sign-in: others are not locked" 303
sign_out jar

# A broker with one place, and somebody slow in it.
cat >"$T/slow" <<END
#!/bin/sh
: >"$T/slow.begun"
exec sleep 1.5
END
chmod 755 "$T/slow"
cat >"$T/pam.d/igtk" <<END
auth required pam_exec.so quiet $T/slow
auth required pam_userdb.so db=$T/accounts crypt=crypt
account required pam_permit.so
END
stop_broker
"$BUILD/bin/igtk-authd" -s "$T/run/authd.sock" -p igtk -d "$T/pam.d" -a pam \
    -n 1 2>>"$T/logs/authd.log" </dev/null &
broker=$!
wait_for test -S "$T/run/authd.sock" || give_up "igtk-authd did not start"
get slow /sign-in
hidden "$BASE/sign-in" <"$body" | grep -v '^next=' | tr '\n' '&' >"$T/first"
fields user=nobody password=right-nobody next= >>"$T/first"
curl -qs --noproxy '*' -b "$T/slow.jar" -o "$T/first-out" -w '%{http_code}' \
    --data-binary "@$T/first" "$URL/sign-in" >"$T/first-status" &
first=$!
wait_for test -f "$T/slow.begun" || not_ok "sign-in: somebody slow"
timed ann right-ann
status_is "sign-in: a busy broker is 503" 503
has "sign-in: which says what to do" "Wait a few seconds and try again"
is "sign-in: and when" "$(header Retry-After)" 5
counted() {
	sqlite3 "$DB" "SELECT COALESCE(SUM(refused), 0) FROM throttle
	    WHERE name = 'ann'"
}
is "sign-in: nothing is counted against the account" "$(counted)" 0
wait $first
is "sign-in: who was first is signed in" "$(cat "$T/first-status")" 303

# No broker at all.
stop_broker
timed ann right-ann
status_is "sign-in: without a broker it is 503" 503
has "sign-in: which says so, too" "does not answer"
is "sign-in: and nothing is counted either" "$(counted)" 0
start_broker

# Two secrets: password, then code.
cat >"$T/codes" <<END
ann
$(perl -e 'print crypt("123456", q($6$rounds=1000$igtk$))')
END
db5.3_load -T -t hash "$T/codes.db" <"$T/codes"
cat >"$T/pam.d/igtk" <<END
auth required pam_userdb.so db=$T/accounts crypt=crypt
auth required pam_userdb.so db=$T/codes crypt=crypt
account required pam_permit.so
END
setting sign_in code yes
stop_fcgi
site_files_keep=$(cat "$T/pam.d/igtk")
site_files
printf '%s\n' "$site_files_keep" >"$T/pam.d/igtk"
start_fcgi
two() { # PASSWORD CODE
	sqlite3 "$DB" "DELETE FROM throttle"
	post two /sign-in /sign-in user=ann "password=$1" "code=$2"
}
get two /sign-in
has "sign-in: the page asks for a code" 'name="code"'
has "sign-in: as a one-time code" 'autocomplete="one-time-code"'
two right-ann 123456
status_is "sign-in: password and code right" 303
sign_out two
two right-ann 000000
status_is "sign-in: a wrong code" 422
cp "$body" "$T/wrong-code"
two wrong 123456
status_is "sign-in: a wrong password with the right code" 422
is "sign-in: which of the two was wrong is not told" \
    "$(message "$body")" "$(message "$T/wrong-code")"
two right-ann ""
status_is "sign-in: no code" 422
two "" 123456
status_is "sign-in: no password" 422
two wrong 000000
status_is "sign-in: both wrong" 422
finish
