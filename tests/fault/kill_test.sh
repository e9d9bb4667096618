#!/bin/sh
# kill_test.sh - workers killed in the middle of their work, under load: the
# next requests are served, and nothing that was acknowledged is lost.
#
#   BUILD=dir [KILLS=60] sh tests/fault/kill_test.sh
#
# Each writer saves its own requirement again and again and notes, in its own
# ledger, what it sends and what was acknowledged.
# shellcheck disable=SC2154
. "$(dirname "$0")/../web/lib.sh"

KILLS=${KILLS:-60}
WRITERS='101 105 111 112'

start_site -d -w 4

# Save one requirement over and over: "s N" when N is sent, "a N" when it was
# acknowledged.  What was sent last may be stored or not, nothing else.
writer() { # NUMBER
	perl -MIO::Socket::INET -e '
	my ($port, $path, $cookie, $ledger, $stop, $statuses) = @ARGV;
	open my $out, ">>", $ledger or die;
	open my $seen, ">>", $statuses or die;
	$_->autoflush(1) for $out, $seen;
	sub ask {
		my ($request, $body) = @_;
		my $s = IO::Socket::INET->new("127.0.0.1:$port") or return "";
		print $s "$request HTTP/1.0\r\nHost: 127.0.0.1:$port\r\n",
		    "Cookie: $cookie\r\nContent-Length: ", length $body,
		    "\r\nContent-Type: application/x-www-form-urlencoded",
		    "\r\n\r\n", $body;
		local $/;
		my $answer = <$s>;
		return defined $answer ? $answer : "";
	}
	for (my $n = 1; !-e $stop; $n++) {
		my $page = ask("GET $path", "");
		my %f;
		for my $name (qw(csrf op edition)) {
			($f{$name}) = $page =~ /.*name="$name" value="([\w-]+)"/s;
		}
		next unless defined $f{edition};
		print $out "s $n\n";
		my $answer = ask("POST $path", "csrf=$f{csrf}&op=$f{op}" .
		    "&edition=$f{edition}&comment-1a=save+$n&do=save");
		my ($status) = $answer =~ m{^HTTP/1.\d (\d+)};
		print $seen defined $status ? $status : "none", "\n";
		print $out "a $n\n" if defined $status && $status == 303;
	}' "$PORT" "$BASE/assessment/14.1/requirement/$1" \
	    "$(awk '/igtk\t/ { print "igtk=" $7 }' "$T/w$1.jar")" \
	    "$T/ledger.$1" "$T/stop" "$T/statuses.$1"
}

# Those that serve have the database open; stand-ins do not.
serving() {
	# shellcheck disable=SC2046 # numbers
	find $(pgrep -P "$fcgi" | sed 's|.*|/proc/&/fd|') -lname '*/igtk.db' \
	    2>/dev/null | cut -d / -f 3 | sort -u
}

# One worker after another, each a while after it began.
kill_one() {
	victim=$(serving | shuf -n 1)
	[ -n "$victim" ] && kill -KILL "$victim" && killed=$((killed + 1))
}

for w in $WRITERS; do
	sign_in daniel demo-daniel-2026 "w$w" || give_up "no sign-in"
	: >"$T/ledger.$w"
	writer "$w" &
	writers="${writers:-} $!"
done

killed=0 served=0 asked=0 slow=0
while [ $asked -lt $((KILLS * 2)) ] && [ $killed -lt "$KILLS" ]; do
	sleep 0.3
	kill_one
	asked=$((asked + 1))
	began=$(date +%s%N)
	get someone /help
	[ "$status" = 200 ] || {
		sleep 0.1
		get someone /help
	}
	[ "$status" != 200 ] || served=$((served + 1))
	took=$((($(date +%s%N) - began) / 1000000))
	[ $took -le $slow ] || slow=$took
done
: >"$T/stop"
for w in $writers; do
	wait "$w"
done

if [ $killed -ge 50 ]; then ok "kill: $killed workers killed"; else
	not_ok "kill: at least 50 workers killed" "$killed"
fi
is "kill: the next request is served, each time" $served $asked
echo "# the slowest of them took $slow ms"

acknowledged=0
for w in $WRITERS; do
	last=$(sed -n 's/^a //p' "$T/ledger.$w" | tail -n 1)
	acknowledged=$((acknowledged + $(grep -c '^a' "$T/ledger.$w")))
	get "w$w" "/assessment/14.1/requirement/$w"
	now=$(sed -n 's/.*name="comment-1a"[^>]*>save \([0-9]*\)<.*/\1/p' "$body")
	if [ -n "$now" ] && [ "$now" -ge "${last:-0}" ] &&
	    grep -qx "s $now" "$T/ledger.$w"; then
		ok "kill: requirement $w holds what was acknowledged last"
	else
		not_ok "kill: requirement $w holds what was acknowledged last" \
		    "acknowledged ${last:-nothing}, on record ${now:-nothing}"
	fi
done
# Each acknowledged save left its row in the audit trail, once.
rows=$(igtk audit export --org RX901 | grep -c '"action":"answer.save"')
sent=$(cat "$T"/ledger.* | grep -c '^s')
demo=$(igtk audit export --org RX901 | grep '"action":"answer.save"' |
    grep -c '"source":"demo"')
rows=$((rows - demo))
if [ $rows -ge $acknowledged ] && [ $rows -le "$sent" ]; then
	ok "kill: $acknowledged acknowledged saves of $sent, $rows on the trail"
else
	not_ok "kill: each acknowledged save is on the trail" \
	    "$acknowledged acknowledged, $sent sent, $rows on the trail"
fi
broken=$(cat "$T"/statuses.* | grep -cx 502)
if [ "$broken" -gt 0 ]; then ok "kill: $broken of them in a writer's request"
else not_ok "kill: some in the middle of a request"; fi
# Answers that were no 303 came from the web server, for a worker that died.
odd=$(cat "$T"/statuses.* | grep -vx -e 303 -e 502 | sort | uniq -c)
is "kill: no other answer than 303, or 502 for a lost one" "$odd" ""
if igtk audit export >"$T/chain" 2>"$T/chain.log" &&
    "$BUILD/bin/igtk-verify" audit "$T/chain" >>"$T/chain.log" 2>&1; then
	ok "kill: the audit trail is whole"
else
	not_ok "kill: the audit trail is whole" "$(tail -n 3 "$T/chain.log")"
fi
is "kill: the master never ended" "$(kill -0 "$fcgi" && echo there)" there
finish
