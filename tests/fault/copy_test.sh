#!/bin/sh
# copy_test.sh - the live copy on a second machine: the first is lost while
# people save, and the second goes on with all that was there at the last copy.
#
#   BUILD=dir [ROUNDS=3] [TO=host:folder/] sh tests/fault/copy_test.sh
#
# The commands are those of igtk-copy.service, with a folder for the second
# machine.  With TO they go over SSH (RSYNC_RSH says how), to a folder that is
# $SECOND here.
# shellcheck disable=SC2154
. "$(dirname "$0")/../web/lib.sh"

ROUNDS=${ROUNDS:-3}

if ! command -v rsync >/dev/null; then
	skip "live copy" "no rsync"
	finish
fi
start_site -d -w 2
sign_in daniel demo-daniel-2026 jar || give_up "no sign-in"
mkdir -p "$T/data/evidence" "$T/second/records"
head -c 300000 /dev/urandom >"$T/data/evidence/0a1b"
SECOND=${SECOND:-$T/second/records}
TO=${TO:-$SECOND/}
FOLDER=$T/copy
export TO FOLDER

# The unit's commands; up to the LAST of them only, as if the line broke there.
copy() { # [LAST [FIRST]]
	sed -n 's/^ExecStart=//p' "$TREE/config/systemd/igtk-copy.service" |
	    sed -e "s,^/usr/bin/igtk \(.*\),'$SITE_BUILD/bin/igtk' \1 --db '$DB'," \
		-e 's,\${\([A-Z]*\)},"$\1",g' |
	    sed -n "${2:-1},${1:-4}p" >"$T/commands"
	while read -r command; do
		eval "$command" >>"$T/logs/copy.log" 2>&1 </dev/null || return 1
	done <"$T/commands"
}
proves() { # NAME
	if "$SITE_BUILD/bin/igtk" restore "$SECOND" --verify-only \
	    --db "$T/second/none.db" >"$T/said" 2>&1; then
		ok "$1"
	else
		not_ok "$1" "$(tail -n 3 "$T/said")"
	fi
}
now() { date +%s%3N; }

# "N MILLISECONDS" for each save that was acknowledged.
writer() {
	perl -MIO::Socket::INET -MTime::HiRes=time -e '
	my ($port, $path, $cookie, $ledger) = @ARGV;
	open my $out, ">>", $ledger or die;
	$out->autoflush(1);
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
	for (my $n = 1;; $n++) {
		my $page = ask("GET $path", "");
		my %f;
		for my $name (qw(csrf op edition)) {
			($f{$name}) = $page =~ /.*name="$name" value="([\w-]+)"/s;
		}
		last unless defined $f{edition};
		my $answer = ask("POST $path", "csrf=$f{csrf}&op=$f{op}" .
		    "&edition=$f{edition}&comment-1a=save+$n&do=save");
		last unless $answer =~ m{^HTTP/1.\d 303};
		printf $out "%d %d\n", $n, 1000 * time;
	}' "$PORT" "$BASE/assessment/14.1/requirement/101" \
	    "$(cookie_of jar)" "$T/ledger"
}

: >"$T/ledger"
writer &
client=$!
round=0 longest=0
while [ $round -lt "$ROUNDS" ]; do
	round=$((round + 1))
	sleep 0.5
	began=$(now)
	copy
	is "copy $round, while people save" $? 0
	took=$(($(now) - began))
	[ $took -le $longest ] || longest=$took
done
proves "the copy proves on the second machine"

# rsync takes a file of the same size and second for the same file.
began=$(now)
copy 1
touch -d "@$((began / 1000))" "$FOLDER/MANIFEST" "$SECOND/MANIFEST"
copy 4 2
proves "two copies of one second: the newer one proves"
last_began=$began

# ---- the line breaks ----

for n in 1 2 3; do
	copy $n
	proves "broken off after step $n of 4: there is a whole copy"
done
sleep 1

# ---- the first machine is lost ----

# shellcheck disable=SC2046 # numbers
kill -KILL "$fcgi" $(pgrep -P "$fcgi")
lost_at=$(now)
wait "$client" "$fcgi" 2>/dev/null
fcgi=
rm -rf "$T/data" "$T/copy" "$T/run/igtk.sock"
began=$(now)
"$SITE_BUILD/bin/igtk" restore "$SECOND" --to "$T/second/igtk.db" \
    >"$T/said" 2>&1
is "second machine: restored" $? 0
DB=$T/second/igtk.db
site_files
start_fcgi
wait_for is_healthy
is "second machine: it serves" $? 0
back=$(($(now) - began))
get jar /assessment/14.1/requirement/101
has_held=$(sed -n 's/.*name="comment-1a"[^>]*>save \([0-9]*\)<.*/\1/p' "$body")
final=$(tail -n 1 "$T/ledger" | cut -d ' ' -f 1)
held_at=$(awk -v n="${has_held:-0}" '$1 == n { print $2 }' "$T/ledger")
before=$(awk -v t="$last_began" '$2 <= t { n = $1 } END { print n + 0 }' \
    "$T/ledger")
if [ "${has_held:-0}" -ge "$before" ] && [ "$before" -gt 0 ]; then
	ok "second machine: all that was saved before the last copy is there"
else
	not_ok "second machine: what was saved before the last copy" \
	    "holds save ${has_held:-none}, not $before"
fi
if [ "$final" -gt "${has_held:-0}" ]; then
	ok "second machine: and what came after it is not"
else
	not_ok "second machine: the test lost nothing, so it shows nothing"
fi
is "second machine: evidence is there" \
    "$(stat -c %s "$T/second/evidence/0a1b" 2>&1)" 300000
igtk audit export >"$T/chain" 2>/dev/null &&
    "$BUILD/bin/igtk-verify" audit "$T/chain" >"$T/said" 2>&1
is "second machine: the audit trail is whole" $? 0
post jar /assessment/14.1/requirement/101 /assessment/14.1/requirement/101 \
    comment-1a=afterwards do=save
status_is "second machine: people save again" 303
echo "# a copy took $longest ms at most; lost: $((final - has_held)) saves of" \
    "the last $((lost_at - ${held_at:-0})) ms; serving again after $back ms"
finish
