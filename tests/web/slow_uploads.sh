#!/bin/sh
# slow_uploads.sh - fifty people send a form as slowly as they can, for so
# long; how fast do pages come for all others?  By hand; fronts_test.sh does
# the same for two seconds.
#
#   BUILD=dir sh tests/web/slow_uploads.sh [COUNT [SECONDS]]
#
# Says for nginx and for Apache how many pages came and how long the slowest
# took; ends with 1 where that is a second or more.
# shellcheck disable=SC2154
. "$(dirname "$0")/lib.sh"

count=${1:-50} seconds=${2:-15}

measure() { # FRONT
	perl "$TREE/tests/web/slow_send.pl" "$PORT" "$BASE/sign-in" "$count" \
	    "$seconds" >"$T/slow" &
	slow=$!
	wait_for grep -q sending "$T/slow" || give_up "none began"
	pages=0 worst=0 until=$(($(date +%s) + seconds - 1))
	while [ "$(date +%s)" -lt $until ]; do
		ms=$(curl -qs --noproxy '*' --max-time 20 -o "$body" -w \
		    '%{http_code} %{time_total}' "$URL/sign-in" |
		    awk '{ print $1 == 200 ? int($2 * 1000) : 99999 }')
		pages=$((pages + 1))
		[ "$ms" -le $worst ] || worst=$ms
	done
	wait $slow
	is "$1: slow uploads that are still taken after $seconds s" \
	    "$(tail -n 1 "$T/slow")" "$count still taken"
	if [ $worst -lt 1000 ]; then
		ok "$1: $pages pages meanwhile, the slowest in $worst ms"
	else
		not_ok "$1: $pages pages meanwhile" "the slowest in $worst ms"
	fi
}

start_site
measure nginx
stop_front
command -v apache2 >/dev/null || { skip apache "not installed"; finish; }
FRONT=apache
site_files
start_front
measure apache
finish
