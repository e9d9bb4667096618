#!/bin/sh
# broker_test.sh - without the broker nobody signs in, and nobody is signed
# out; and a database that is newer than the programs is left alone.
#
#   BUILD=dir sh tests/web/broker_test.sh
# shellcheck disable=SC2154
. "$(dirname "$0")/lib.sh"

start_site -d
sign_in daniel demo-daniel-2026 daniel || give_up "no sign-in"
page=/assessment/14.1/requirement/101

# ---- the broker is gone ----

stop_broker
sign_in priya demo-priya-2026 priya
status_is "broker: stopped, nobody can sign in" 503
has "broker: and the page says so" "You cannot be signed in at the moment"
is "broker: when to try again is said" "$(header Retry-After)" 5
is "broker: there is no session" "$(grep -c 'igtk	' "$T/priya.jar")" 0
post daniel $page $page "comment-1a=without the broker" do=save
status_is "broker: whoever is signed in goes on saving" 303
get daniel $page
has "broker: and reading" "without the broker"
get someone /healthz
status_is "broker: the service is there" 200
tries=7
while [ $tries -gt 0 ]; do
	tries=$((tries - 1))
	sign_in priya demo-priya-2026 priya
done
status_is "broker: attempts that nobody judged do not count" 503
start_broker
sign_in priya demo-priya-2026 priya
status_is "broker: back again, signing in works" 303
get priya /home
status_is "broker: and leads on" 200

# A broker that is there and does not answer holds nobody for ever.
kill -STOP "$broker"
began=$(date +%s)
sign_in sunita demo-sunita-2026 sunita
took=$(($(date +%s) - began))
kill -CONT "$broker"
status_is "broker: silent, nobody can sign in" 503
if [ $took -le 12 ]; then ok "broker: and waits $took seconds for it"; else
	not_ok "broker: and does not wait long for it" "$took seconds"
fi
sign_in sunita demo-sunita-2026 sunita
status_is "broker: awake again, signing in works" 303

# Many who wait for it hold up none of the others: each gives the seat away.
kill -STOP "$broker"
"$BUILD/bin/tests/posts" sign-in "$T/run/igtk.sock" 1 8 waiting none \
    >"$T/waited" 2>"$T/waited.err" &
waiting=$!
sleep 1
served=0 slowest=0
for _ in 1 2 3 4 5 6 7 8 9 10; do
	began=$(date +%s%N)
	get daniel $page
	took=$((($(date +%s%N) - began) / 1000000))
	[ $took -le $slowest ] || slowest=$took
	[ "$status" != 200 ] || served=$((served + 1))
done
kill -CONT "$broker"
is "broker: while eight wait for it, pages are served" $served 10
if [ $slowest -le 2000 ]; then
	ok "broker: and none waits with them, at most $slowest ms"
else
	not_ok "broker: and none waits with them" "$slowest ms"
fi
wait "$waiting"
is "broker: those who waited are answered" \
    "$(awk '{ print $1, $3 + $4, ($2 > 1e6) }' "$T/waited")" "0.0 8 1"

# What is not a broker is none.
stop_broker
rm -f "$T/run/authd.sock"
: >"$T/run/authd.sock"
sign_in mairead demo-mairead-2026 mairead
status_is "broker: a plain file in its place is none" 503
rm -f "$T/run/authd.sock"
start_broker
sign_in mairead demo-mairead-2026 mairead
status_is "broker: and a real one is" 303

# ---- a database from the future ----

if ! command -v sqlite3 >/dev/null; then
	skip "newer database" "sqlite3 is not installed"
	finish
fi
stop_fcgi
version=$(sqlite3 "$DB" 'SELECT max(number) FROM schema_version')
sqlite3 "$DB" "UPDATE schema_version SET number = number + 7
    WHERE number = $version"
newer=$(cksum <"$DB")
"$SITE_BUILD/bin/igtk-fcgi" -c "$T/igtk.ini" -s "$T/run/new.sock" -w 1 \
    2>"$T/fcgi.err" </dev/null &
late=$!
wait_for test ! -d "/proc/$late" || kill "$late"
wait "$late"
code=$?
if [ $code -ne 0 ] && [ $code -lt 128 ]; then
	ok "newer database: igtk-fcgi does not start"
else
	not_ok "newer database: igtk-fcgi does not start" "status $code"
fi
said() { # NAME FILE
	if grep -q "newer program" "$2" && grep -q "$((version + 7))" "$2"; then
		ok "$1"
	else
		not_ok "$1" "$(tail -n 3 "$2")"
	fi
}
said "newer database: and says why" "$T/fcgi.err"
for words in 'org list' 'audit export' 'init' \
    'score --org RX901 --version 14.1'; do
	# shellcheck disable=SC2086
	igtk $words >"$T/out" 2>"$T/err"
	is "newer database: igtk $words fails" $? 1
	said "newer database: igtk $words says why" "$T/err"
	is "newer database: igtk $words prints nothing" "$(wc -c <"$T/out")" 0
done
is "newer database: not a byte was changed" "$(cksum <"$DB")" "$newer"
sqlite3 "$DB" "UPDATE schema_version SET number = $version
    WHERE number = $((version + 7))"
start_fcgi
wait_for is_healthy
get daniel $page
status_is "newer database: with its own programs it goes on" 200
has "newer database: and holds what it held" "without the broker"
finish
