#!/bin/sh
# remind_test.sh - reminders to a real relay: each person gets each mail once,
# whatever is killed on the way.
#
#	BUILD=dir sh tests/web/remind_test.sh
#
# shellcheck disable=SC2154 # set by lib.sh
. "$(dirname "$0")/lib.sh"

for tool in msmtp sqlite3 strace; do
	command -v $tool >/dev/null && continue
	skip "reminders to a relay" "$tool is not installed"
	exit 0
done

PEOPLE=6
TODAY=2026-11-26

sql() { sqlite3 -cmd '.timeout 5000' "$DB" "$1"; }

# An organisation in which everybody has an action that is overdue since.
work_for() { # DATE
	org RX901 ACU 'Eastmarsh Hospitals'
	igtk assessment open --org RX901 --version 14.1 >"$T/logs/open.log"
	n=0
	while [ $n -lt $PEOPLE ]; do
		n=$((n + 1))
		igtk person add --org RX901 --user "p$n" --name "Person $n" \
		    >"$T/logs/person.log"
		sql "UPDATE person SET mail = 'p$n@nhs.example'
		    WHERE user_name = 'p$n';
		    INSERT INTO holder (org_id, id, person_id)
			SELECT o.id, 100 + $n, p.id FROM org o, person p
			WHERE o.code = 'RX901' AND p.user_name = 'p$n';
		    INSERT INTO action (org_id, id, assessment_id,
			requirement_id, title, reach, owner_id, due_on,
			progress, state, edition, added_at, added_by)
			SELECT s.org_id, $n, s.id, MIN(a.requirement_id), 'Act',
			    2, 100 + $n, '$1', 0, 0, 0, 1, 'x'
			FROM assessment s JOIN answer a ON a.org_id = s.org_id
			AND a.assessment_id = s.id"
	done
}

start_relay() {
	mkdir -p "$T/relay"
	[ -f "$T/relay/mode" ] || echo take >"$T/relay/mode"
	rm -f "$T/relay/up" # of the one before, whose port it takes
	perl "$TREE/tests/web/smtp_sink.pl" "$T/relay" 2>>"$T/logs/relay.log" &
	relay=$!
	wait_for test -s "$T/relay/up"
}
stop_relay() {
	[ -z "${relay:-}" ] || kill -TERM "$relay" 2>/dev/null
	[ -z "${relay:-}" ] || wait "$relay" 2>/dev/null
	relay=
}
settings() { # SENDMAIL [WAIT]
	cat >"$T/igtk.ini" <<-END
	[database]
	path = $DB
	[web]
	public_url = https://ig.trust.example
	[mail]
	from = igtk@trust.example
	sendmail = $1
	wait_s = ${2:-20}
	END
}
# igtk remind, on a day.
remind() { # DATE [WORD...]
	on=$1
	shift
	"$SITE_BUILD/bin/igtk" remind -c "$T/igtk.ini" --on "$on" "$@" \
	    >"$T/said" 2>"$T/told"
	status=$?
}
# What the relay has, in all and for each address that got not just one.
mails() { find "$T/relay" -name 'mail.*' ! -name '*.new*' | wc -l; }
uneven() { # WANT
	n=0
	while [ $n -lt $PEOPLE ]; do
		n=$((n + 1))
		got=$(cat "$T"/relay/mail.* 2>/dev/null |
		    grep -c "^ <p$n@nhs.example>")
		[ "$got" = "$1" ] || printf 'p%s: %s; ' "$n" "$got"
	done
}
forget() {
	rm -f "$T"/relay/mail.*
	sql "DELETE FROM reminder_item; DELETE FROM reminder"
	rm -rf "$T/data/reminders"
}
idle() { ! find "$T/data/reminders" -name '*.mail' | grep -q .; }

work_for 2026-11-20
trap 'stop_relay; stop_site' EXIT
start_relay
cat >"$T/msmtprc" <<END
account default
host 127.0.0.1
port $(cat "$T/relay/port")
from igtk@trust.example
auth off
tls off
timeout 20
END
chmod 600 "$T/msmtprc"
cat >"$T/sendmail" <<END
#!/bin/sh
exec msmtp -C "$T/msmtprc" "\$@"
END
chmod 755 "$T/sendmail"
settings "$T/sendmail"

# ---- printing and sending ----

remind $TODAY
is "without --send it prints" "$status $(grep -c '^To: ' "$T/said")" "0 $PEOPLE"
is "without --send nothing is sent or kept" \
    "$(mails) $(sql 'SELECT count(*) FROM reminder')" "0 0"
remind $TODAY --json
is "as JSON" "$(perl -MJSON::PP -0777 -ne '$v = decode_json($_);
    print scalar(@$v), " ", $v->[0]{overdue}, " ", $v->[0]{mail}' \
    "$T/said" 2>/dev/null)" "$PEOPLE 1 p1@nhs.example"
remind $TODAY --send
is "with --send each gets one" "$status $(uneven 1)" "0 "
has_line() { # NAME PATTERN
	if grep -qE "$2" "$T"/relay/mail.*; then ok "$1"; else
		not_ok "$1" "$(cat "$T"/relay/mail.* | head -n 30)"
	fi
}
has_line "a mail says that it is automatic" '^Auto-Submitted: auto-generated'
has_line "a mail has a link" 'https://ig.trust.example/home'
has_line "a mail is numbered by us" '^Message-ID: <igtk\.[0-9]+@trust.example>'
remind $TODAY --send
is "again on that day: nothing" "$status $(uneven 1)" "0 "
remind 2026-11-25 --send
is "with the clock set back a day: nothing" "$status $(uneven 1)" "0 "
remind 2026-11-26 --send
is "overdue: one the day after that" "$status $(uneven 2)" "0 "
is "no file is left" "$(find "$T/data/reminders" -type f ! -name lock)" ""

# ---- what a relay may do ----

forget
echo "refuse p2@" >"$T/relay/mode"
remind $TODAY --send
is "one refused: exit 1, the others have theirs" "$status $(uneven 1)" "1 p2: 0; "
is "one refused: recorded" "$(sql "SELECT tries, fault LIKE
    '%there is nobody of this name%' FROM reminder WHERE state = 0")" "1|1"
echo take >"$T/relay/mode"
remind $TODAY --send
is "one refused: tried again, and the others not" "$status $(uneven 1)" "0 "

forget
echo later >"$T/relay/mode"
remind $TODAY --send
is "everything refused: given up after five" "$status $(uneven 0)" "1 "
is "everything refused: one was not tried" \
    "$(sql 'SELECT count(*) FROM reminder WHERE tries = 0')" 1
echo take >"$T/relay/mode"
remind $TODAY --send
is "everything refused: sent in the next run" "$status $(uneven 1)" "0 "

forget
stop_relay
remind $TODAY --send
is "no relay: exit 1 and all is kept" \
    "$status $(sql 'SELECT count(*) FROM reminder WHERE state = 0')" "1 $PEOPLE"
start_relay
remind 2026-11-27 --send
is "no relay until the next day: one, of that day" "$status $(uneven 1)" "0 "

forget
echo "slow 3" >"$T/relay/mode"
settings "$T/sendmail" 1
remind $TODAY --send
is "a slow relay: the run ends" "$status $(mails)" "1 1"
echo take >"$T/relay/mode"
remind $TODAY --send
is "a slow relay: the next run does not begin beside it" \
    "$status $(grep -c 'still being taken' "$T/told")" "1 1"
settings "$T/sendmail"
remind $TODAY --send
is "a slow relay: each gets one" "$status $(uneven 1)" "0 "

# ---- kills ----

# Until a run ends well, as the timer would have it.
to_the_end() {
	tries=20
	while remind $TODAY --send; [ $status != 0 ]; do
		tries=$((tries - 1))
		[ $tries -gt 0 ] || return 1
		sleep 0.2
	done
}
# Kill the run at its n-th call of a kind, go on, and count.
PEOPLE=2
sql "UPDATE person SET mail = '' WHERE user_name NOT IN ('p1', 'p2')"
steps=0 wrong=''
for call in ${CALLS:-pwrite64 fdatasync fsync rename unlink flock clone3 \
    pidfd_open poll wait4}; do
	when=0
	while [ $when -lt 100 ]; do
		when=$((when + 1))
		forget
		strace -qq -o /dev/null -e trace=$call \
		    -e inject=$call:signal=KILL:when=$when \
		    "$SITE_BUILD/bin/igtk" remind -c "$T/igtk.ini" --on $TODAY \
		    --send >"$T/said" 2>&1
		[ $? -ne 0 ] || break
		steps=$((steps + 1))
		to_the_end
		bad=$(uneven 1)
		[ -z "$bad" ] || wrong="$wrong$call $when: $bad"
	done
	echo "# $call: $((when - 1))"
done
is "killed at each of its steps, each gets one" "$wrong" ""
if [ $steps -ge 40 ]; then ok "there were steps"; else
	not_ok "there were steps" "only $steps"
fi

# sendmail's parent and the carrier, before and after the mail is taken.
for whom in parent carrier; do
	for moment in before after; do
		forget
		cat >"$T/cruel" <<-END
		#!/bin/sh
		parent=\$PPID
		carrier=\$(awk '{ print \$4 }' /proc/\$parent/stat)
		if [ -f $T/once ]; then
			rm $T/once
			[ $moment = after ] || kill -KILL \$$whom
			msmtp -C "$T/msmtprc" "\$@"
			code=\$?
			[ $moment = before ] || kill -KILL \$$whom
			exit \$code
		fi
		exec msmtp -C "$T/msmtprc" "\$@"
		END
		chmod 755 "$T/cruel"
		: >"$T/once"
		settings "$T/cruel"
		to_the_end
		is "the $whom of sendmail killed $moment it sent: each gets one" \
		    "$(uneven 1)" ""
	done
done
settings "$T/sendmail"

# Two at once.
forget
remind $TODAY --send &
one=$!
remind $TODAY --send
wait $one
to_the_end
is "two runs at once: each gets one" "$(uneven 1)" ""
finish
