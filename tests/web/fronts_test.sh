#!/bin/sh
# fronts_test.sh - nginx and Apache hand the same over to igtk, at the root of
# a host and below a path, and say the same where igtk cannot speak.
#
#   BUILD=dir sh tests/web/fronts_test.sh
#
# shellcheck disable=SC2154
. "$(dirname "$0")/lib.sh"

# Without a front by name: all of them, side by side, since most of it waits.
all_fronts() {
	T=$(mktemp -d /tmp/igtk-fronts.XXXXXX) || exit 1
	trap 'kill $! $others 2>/dev/null; rm -rf "$T"' EXIT
	others=
	for front in nginx apache; do
		[ $front = nginx ] || command -v apache2 >/dev/null || {
			skip "apache" "apache2 is not installed"
			continue
		}
		for base in '' /ig; do
			FRONT=$front BASE=$base ONE_FRONT=1 sh "$0" \
			    >"$T/$front${base#/}" 2>&1 &
			others="$others $!"
		done
	done
	for other in $others; do
		wait "$other" || failed=1
	done
	for said in "$T"/*; do
		name=${said##*/}
		sed -E "s,^(ok|not ok|skip) - ,&${name%ig}${name#"${name%ig}"}: ," \
		    "$said"
		grep -q '^ok - ' "$said" || not_ok "$name" "it said nothing"
	done
	exit $failed
}
[ -n "${ONE_FRONT:-}" ] || all_fronts

# An address of the host, as it is written here.
at() { # PATH [CURL-ARGUMENT...]
	path=$1
	shift
	rm -f "$body"
	status=$(curl -qs --noproxy '*' --max-time 20 --path-as-is -D "$head" \
	    -o "$body" -w '%{http_code}' "$@" "http://127.0.0.1:$PORT$path")
	[ -f "$body" ] || : >"$body"
}
# What the web server answers to these lines, as it comes.
raw() { # LINE...
	printf '%s\r\n' "$@" '' | perl -MIO::Socket::INET -e '
		my $s = IO::Socket::INET->new(PeerAddr => "127.0.0.1",
		    PeerPort => shift) or die;
		print $s <STDIN>; $s->flush; print <$s>' "$PORT" >"$body"
	status=$(sed -n '1s,^HTTP/1.1 \([0-9]*\).*,\1,p' "$body")
}
# Neither taken nor a fault of ours.
is_refused() { # NAME
	case $status in
	400 | 403 | 404) ok "$1" ;;
	*) not_ok "$1" "status $status" ;;
	esac
}
# What the web server told: one line for each parameter of this name.
told() { # NAME
	sed -n "s/^$1=//p" "$body"
}

# ---- addresses ----

addresses() {
	at "$BASE/help"
	status_is "a page" 200
	at "$BASE/help?a=%2f%2e%2e//"
	status_is "a query is no path" 200
	at "$BASE/verify/..%2fhelp"
	status_is "an encoded slash is 400" 400
	has "and it is igtk that says so" "This request cannot be understood"
	for path in //help /./help /x/../help /x/%2e%2e/help /h%65lp '/help;a=1' \
	    /help%20 '/help%25' '/x%5c..%5chelp'; do
		at "$BASE$path"
		status_is "$path is 400" 400
	done
	for path in /help/ /help.html /HELP /nothing; do
		at "$BASE$path"
		status_is "$path is 404" 404
		has "$path: by igtk's own page" "Page not found"
	done
	at "$BASE/help%00"
	is_refused "a NUL is refused"
	at "$BASE/assets/../help"
	status_is "out of the assets with dots is 400" 400
	at "$BASE/assets/..%2f..%2f..%2fetc/passwd"
	is_refused "no file of the machine"
	at "$BASE/_pages/down.html"
	is_refused "the pages of faults are not for asking"
	at "/x/..$BASE/help"
	status_is "into the base with dots is 400" 400
	# nginx takes the host off, and igtk refuses what Apache leaves it.
	raw "GET http://127.0.0.1:$PORT$BASE/help HTTP/1.1" \
	    "Host: 127.0.0.1:$PORT" 'Connection: close'
	want=200
	[ "$FRONT" = nginx ] || want=400
	is "an address with its host is $want" "$status" $want
	if [ -n "$BASE" ]; then
		for path in /help "${BASE}x/help" "$BASE/../help" /; do
			at "$path"
			is_refused "$path is not igtk's"
			has_not "$path: not its page" "Information governance"
		done
	fi
}

# ---- what is passed on ----

keeping() {
	at "$BASE/public"
	is "a public page may be kept, and asked about" \
	    "$(header Cache-Control)" no-cache
	tag=$(header ETag)
	at "$BASE/public" -H "If-None-Match: $tag"
	status_is "it is not sent again unchanged" 304
	is "it says so in no more than its head" "$(wc -c <"$body")" 0
	is "and by the same tag" "$(header ETag)" "$tag"
	at "$BASE/public/json" -H 'If-None-Match: "another"'
	status_is "an export that is another is sent" 200
}

headers() {
	at "$BASE/help"
	for name in Content-Security-Policy X-Frame-Options Referrer-Policy; do
		is "igtk's $name is passed on, once" \
		    "$(header $name | grep -c .)" 1
	done
	is "a page is kept nowhere" "$(header Cache-Control)" no-store
	is "the version of the web server is not told" \
	    "$(header Server | grep -c '[0-9]')" 0
	sheet=$(grep -oE "$BASE/assets/[A-Za-z0-9._-]+\.css" "$body" | head -n 1)
	at "$sheet"
	status_is "a style sheet" 200
	is "a style sheet is kept for good" "$(header Cache-Control)" \
	    "public, max-age=31536000, immutable"
	is "a style sheet has its type" "$(header Content-Type)" \
	    "text/css; charset=utf-8"
	is "a style sheet is not guessed at" \
	    "$(header X-Content-Type-Options)" nosniff
	at "$BASE/assets/"
	[ "$status" != 200 ]
	is "the assets are not listed" $? 0
	at "$BASE/help" -X TRACE
	is "TRACE is refused" "$status" 405
	raw "HEAD $BASE/help HTTP/1.1" "Host: 127.0.0.1:$PORT" \
	    'Connection: close'
	is "HEAD has no body" "$status $(tr -d '\r' <"$body" |
	    sed '1,/^$/d' | wc -c)" "200 0"
}

# The reference that a page of a fault shows is the one in the log.
reference() {
	at "$BASE/nothing-here"
	shown=$(sed -n 's/.*\([0-9A-Z]\{4\}-[0-9A-Z]\{4\}-[0-9A-Z]\{4\}\).*/\1/p' \
	    "$body" | head -n 1)
	is "the page of a fault has a reference" "${#shown}" 14
	is "which is in the log, with what was asked" "$(grep -c \
	    "request request=$shown method=GET path=/nothing-here status=404 us=" \
	    "$T/logs/fcgi.log")" 1
	at "$BASE/%2f"
	shown=$(sed -n 's/.*\([0-9A-Z]\{4\}-[0-9A-Z]\{4\}-[0-9A-Z]\{4\}\).*/\1/p' \
	    "$body" | head -n 1)
	is "also where the address is refused" "$(grep -c \
	    "request=$shown .* status=400" "$T/logs/fcgi.log")" 1
}

# Nobody says for themselves where they come from.
sources() {
	get jar /sign-in
	hidden "$BASE/sign-in" <"$body" | tr '\n' '&' >"$T/fields"
	fields user=nobody-here password=wrong >>"$T/fields"
	ask jar /sign-in -X POST --data-binary "@$T/fields" \
	    -H 'X-Forwarded-For: 10.9.8.7' -H 'X-Real-IP: 10.9.8.7' \
	    -H 'Forwarded: for=10.9.8.7' -H 'REMOTE_ADDR: 10.9.8.7'
	status_is "a wrong password" 422
	is "is counted against the true address" "$(grep -c \
	    'sign-in.refused .*source=127.0.0.1$' "$T/logs/fcgi.log")" 1
	is "and the log knows of no other" "$(grep -c '10\.9\.8\.7' \
	    "$T/logs/fcgi.log")" 0
	at "$BASE/metrics" -H 'X-Forwarded-For: 10.9.8.7'
	status_is "nobody opens /metrics by a header" 404
}

too_much() {
	head -c 1048577 /dev/zero >"$T/big"
	at "$BASE/sign-in" --data-binary "@$T/big"
	status_is "a form over the limit is 413" 413
	has "with a page that says what to do" "What you sent is too big"
	is "which is kept nowhere" "$(header Cache-Control)" no-store
	want=413
	[ "$FRONT" = nginx ] || want=411
	at "$BASE/sign-in" --data-binary "@$T/big" \
	    -H 'Transfer-Encoding: chunked' -H 'Expect:'
	status_is "one that does not say how long it is, is $want" $want
	at "$BASE/manage/import/staff" --data-binary "@$T/big"
	status_is "a file of staff may be larger: igtk answers" 303
	truncate -s 27262977 "$T/big"
	at "$BASE/manage/import/staff" -H 'Expect: 100-continue' -T "$T/big" \
	    -X POST
	status_is "but not as large as that" 413
	rm "$T/big"
	at "$BASE/sign-in" --data-binary "@$T/igtk.ini"
	status_is "a small one comes through to igtk" 400
}

# Fifty who send as slowly as they can, and two workers.  slow_uploads.sh looks
# for longer, by hand.
slow_uploads() {
	perl "$TREE/tests/web/slow_send.pl" "$PORT" "$BASE/sign-in" 50 2 \
	    >"$T/slow" &
	slow=$!
	wait_for grep -q sending "$T/slow" || not_ok "slow uploads" "none began"
	sleep 0.5
	worst=0
	for _ in 1 2 3 4 5; do
		ms=$(curl -qs --noproxy '*' --max-time 20 -o "$body" -w \
		    '%{http_code} %{time_total}' "$URL/sign-in" |
		    awk '{ print $1 == 200 ? int($2 * 1000) : 99999 }')
		[ "$ms" -le $worst ] || worst=$ms
	done
	wait $slow
	is "50 slow uploads go on meanwhile" "$(tail -n 1 "$T/slow")" \
	    "50 still taken"
	if [ $worst -lt 1000 ]; then
		ok "50 slow uploads: pages come within a second"
	else
		not_ok "50 slow uploads: pages come within a second" "$worst ms"
	fi
}

# ---- with a program behind it that tells what it is told ----

start_params() {
	rm -f "$T/run/igtk.sock"
	"$BUILD/bin/tests/params" "$T/run/igtk.sock" 2>>"$T/logs/params.log" &
	fcgi=$!
	wait_for test -S "$T/run/igtk.sock" || give_up "params did not start"
}

parameters() {
	raw="$BASE/a%2Fb//c/../d?x=%2F&y=//"
	at "$raw" -H 'Proxy: http://192.0.2.1/' -H 'X-Forwarded-For: 192.0.2.1' \
	    -H 'REMOTE_ADDR: 192.0.2.1' -H 'Sec_Fetch_Site: same-origin' \
	    -H 'Request-Uri: /other' -H 'Cookie: a=1' -H 'Cookie: b=2' \
	    -H 'Authorization: Bearer igtk_x' -H 'Idempotency-Key: k 1'
	status_is "what is told" 200
	is "REQUEST_URI is as it was sent" "$(told REQUEST_URI)" "$raw"
	is "REMOTE_ADDR is whoever connected" "$(told REMOTE_ADDR)" 127.0.0.1
	is "HTTP_HOST has its port" "$(told HTTP_HOST)" "127.0.0.1:$PORT"
	is "HTTP_PROXY is not passed on" "$(told HTTP_PROXY)" ""
	is "the token of a program is passed on" \
	    "$(told HTTP_AUTHORIZATION)" "Bearer igtk_x"
	is "and the key of its act" "$(told HTTP_IDEMPOTENCY_KEY)" "k 1"
	is "a header with _ is not one with -" "$(told HTTP_SEC_FETCH_SITE)" ""
	for name in REQUEST_METHOD REQUEST_URI REMOTE_ADDR HTTP_HOST \
	    HTTP_COOKIE; do
		is "$name comes once" "$(grep -c "^$name=" "$body")" 1
	done
	is "no parameter comes twice" \
	    "$(sed 's/=.*//' "$body" | sort | uniq -d)" ""
	size=$(stat -c %s "$T/igtk.ini")
	at "$BASE/a" --data-binary "@$T/igtk.ini"
	is "a body comes with its length" \
	    "$(told CONTENT_LENGTH) $(told BODY)" "$size $size"
	head -c 1000000 /dev/zero >"$T/big"
	at "$BASE/a" --data-binary "@$T/big"
	is "a large one as well" \
	    "$(told CONTENT_LENGTH) $(told BODY)" "1000000 1000000"
	at "$BASE/a" --data-binary "@$T/igtk.ini" -H 'Content-Length: 3' \
	    -H "Content-Length: $size"
	status_is "two lengths are refused" 400
	raw "GET $BASE/a HTTP/1.1" 'Host: a.example' 'Host: b.example'
	status_is "two hosts are refused" 400
}

# The web server waits for one second only, and the program needs five.
too_slow() {
	stop_front
	sed -i 's/read_timeout 45s/read_timeout 1s/; s/timeout=45/timeout=1/' \
	    "$T/$FRONT.conf"
	"start_$FRONT"
	at "$BASE/slow"
	status_is "an answer that does not come is 504" 504
	has "with a page that says what to do" "The service took too long"
}

nobody_there() {
	stop_fcgi
	at "$BASE/help"
	case $status in
	502 | 503) ok "without igtk it is 502 or 503" ;;
	*) not_ok "without igtk it is 502 or 503" "status $status" ;;
	esac
	has "with a page that says what to do" "The service is not available"
	is "which is kept nowhere" "$(header Cache-Control)" no-store
	is "and may do nothing" "$(header Content-Security-Policy)" \
	    "default-src 'none'"
	start_fcgi
	wait_for is_healthy
	at "$BASE/help"
	status_is "as soon as igtk is back, so are its pages" 200
}

start_site
addresses
headers
keeping
reference
sources
too_much
slow_uploads
nobody_there
stop_fcgi
start_params
parameters
too_slow
finish
