#!/bin/sh
# reload.sh - the configuration is read again and again while people work:
# every worker is replaced each time, and no request fails.  Takes a minute,
# so it is called by hand; reload_test.sh does a few seconds of it.
#
#   BUILD=dir [RELOADS=100] [SPAN=60] sh tests/fault/reload.sh
#
# Pages are asked for by wrk where it is there, without a pause, and by eight
# browsers of ours otherwise; two people save answers all the time.
# shellcheck disable=SC2154
. "$(dirname "$0")/../web/lib.sh"

RELOADS=${RELOADS:-100}
SPAN=${SPAN:-60}

# Ask for a page again and again: a line for each answer, its status or "none".
reader() { # PATH COOKIE
	perl -MIO::Socket::INET -e '
	my ($port, $path, $cookie, $stop, $seen) = @ARGV;
	open my $out, ">>", $seen or die;
	until (-e $stop) {
		my $s = IO::Socket::INET->new("127.0.0.1:$port");
		my $answer = "";
		if ($s) {
			print $s "GET $path HTTP/1.0\r\nHost: 127.0.0.1:$port\r\n",
			    "Cookie: $cookie\r\n\r\n";
			local $/;
			$answer = <$s> // "";
		}
		# Whole pages only: the end must be there.
		my ($status) = $answer =~ m{^HTTP/1.\d (\d+).*</html>\s*$}s;
		print $out $status // "none", "\n";
	}' "$PORT" "$BASE$1" "$2" "$T/stop" "$T/seen.read"
}

# Save an answer again and again, each after its own page.
writer() { # NUMBER COOKIE
	perl -MIO::Socket::INET -e '
	my ($port, $path, $cookie, $stop, $seen) = @ARGV;
	open my $out, ">>", $seen or die;
	sub ask {
		my ($request, $body) = @_;
		my $s = IO::Socket::INET->new("127.0.0.1:$port") or return "";
		print $s "$request HTTP/1.0\r\nHost: 127.0.0.1:$port\r\n",
		    "Cookie: $cookie\r\nContent-Length: ", length $body,
		    "\r\nContent-Type: application/x-www-form-urlencoded",
		    "\r\n\r\n", $body;
		local $/;
		return <$s> // "";
	}
	for (my $n = 1; !-e $stop; $n++) {
		my $page = ask("GET $path", "");
		my %f;
		for my $name (qw(csrf op edition)) {
			($f{$name}) = $page =~ /.*name="$name" value="([\w-]+)"/s;
		}
		my $answer = ask("POST $path", "csrf=$f{csrf}&op=$f{op}" .
		    "&edition=$f{edition}&comment-1a=save+$n&do=save");
		my ($status) = $answer =~ m{^HTTP/1.\d (\d+)};
		print $out $status // "none", "\n";
	}' "$PORT" "$BASE/assessment/14.1/requirement/$1" "$2" \
	    "$T/stop" "$T/seen.write"
}

load() {
	: >"$T/seen.read"
	: >"$T/seen.write"
	for w in 101 105; do
		writer "$w" "$(cookie_of jar)" &
		clients="${clients:-} $!"
	done
	if command -v wrk >/dev/null; then
		wrk -t 1 -c 16 -d "$((SPAN + 1))s" --timeout 20s \
		    -H "Cookie: $(cookie_of jar)" \
		    "http://127.0.0.1:$PORT$BASE/assessment/14.1" \
		    >"$T/wrk" 2>&1 &
		clients="$clients $!"
	fi
	for n in 1 2 3 4 5 6 7 8; do
		[ $n -le 1 ] || [ ! -e "$T/wrk" ] || break
		reader /assessment/14.1 "$(cookie_of jar)" &
		clients="$clients $!"
	done
}

taken() { [ "$(grep -c master.reload "$T/logs/fcgi.log")" -ge $n ]; }

# The reloads, spread over the span; two that come at once would be one.
reload_often() {
	pause=$(awk "BEGIN { printf \"%.3f\", $SPAN / $RELOADS }")
	n=0
	while [ $n -lt "$RELOADS" ]; do
		kill -HUP "$fcgi"
		n=$((n + 1))
		sleep "$pause"
		wait_for taken || break
	done
}

counted() { # FILE: "200" 123 times is "123x200"
	sort "$1" | uniq -c | awk '{ printf "%s%sx%s", b, $1, $2; b = " " }'
}

# The processes that are there now, as a line each.
workers() { pgrep -P "$fcgi" | sort; }

begin_reloads() {
	start_site -d -w 4
	sign_in daniel demo-daniel-2026 jar || give_up "no sign-in"
	workers >"$T/before"
	load
	sleep 0.5
	reload_often
	sleep 0.5
	: >"$T/stop"
	for c in $clients; do
		wait "$c"
	done
}

judge_reloads() {
	is "reload: $RELOADS in $SPAN s, each was taken" \
	    "$(grep -c 'master.reload' "$T/logs/fcgi.log")" "$RELOADS"
	wait_for_new() { ! workers | grep -qxFf "$T/before"; }
	wait_for wait_for_new
	is "reload: no process from before is left" $? 0
	echo "# read $(counted "$T/seen.read"), saved $(counted "$T/seen.write")"
	is "reload: every page came whole" "$(grep -vx 200 "$T/seen.read" |
	    sort | uniq -c)" ""
	is "reload: every save was taken" "$(grep -vx 303 "$T/seen.write" |
	    sort | uniq -c)" ""
	if [ -s "$T/wrk" ]; then
		sed -n 's/^ *\([0-9]* requests in.*\)/# wrk: \1/p' "$T/wrk"
		is "reload: none of wrk's requests failed" \
		    "$(grep -E 'Non-2xx|Socket errors' "$T/wrk")" ""
	fi
	# Under load as well: ppoll comes back for requests before signals.
	ended=$(grep -c worker.end "$T/logs/fcgi.log")
	if [ "$ended" -ge "$RELOADS" ]; then
		ok "reload: $ended workers ended meanwhile"
	else
		not_ok "reload: workers end while requests wait" "$ended"
	fi
	# 499: wrk hangs up on what it asked for last.
	is "reload: the web server saw no failure" "$(awk '
		$(NF - 2) >= 400 && $(NF - 2) != 499 { n[$(NF - 2)]++ }
		END { for (s in n) print s, n[s] }' "$T/logs/access.log")" ""
	is "reload: none was lost or killed" \
	    "$(grep -cE 'worker\.(lost|killed)' "$T/logs/fcgi.log")" 0
	echo "# $(grep -c '' "$T/logs/access.log") requests"
}

begin_reloads
judge_reloads
case $0 in
*reload.sh) finish ;;
esac
