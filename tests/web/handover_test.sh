#!/bin/sh
# handover_test.sh - igtk handover and person close, on the sample records.
#
# shellcheck disable=SC2154 # set by lib.sh
. "$(dirname "$0")/lib.sh"

demo_people
igtk person add --org RX901 --user lea --name "Lea Ver" >"$T/logs/lea.log"
# What she has: a membership of a group is enough, and needs no page.
raw() { sqlite3 "$DB" "$1"; }
if ! command -v sqlite3 >/dev/null; then
	skip "hand-over" "no sqlite3"
	finish
fi
raw "INSERT INTO work_group SELECT id, 5, 'Board', 'board', 0 FROM org
	WHERE code = 'RX901';
    INSERT INTO work_group_member SELECT o.id, 5, p.id FROM org o, person p
	WHERE o.code = 'RX901' AND p.user_name = 'lea'"
hand() { igtk handover --org RX901 "$@" >"$T/said" 2>&1; }

igtk person close --user lea >"$T/said" 2>&1
is "who holds something is not closed" $? 1
is "and it is said what to do" "$(grep -c 'igtk handover' "$T/said")" 1
hand --from lea --to sunita --dry-run
is "a dry run says what would be" "$? $(tail -n 1 "$T/said")" \
    "0 lea: 1 things would be handed over"
hand --from lea --to lea
is "nobody hands over to themselves" $? 1
hand --from lea --to nobody-here
is "nor to somebody who is not there" $? 1
hand --from lea --to "SIRO"
is "nor to what is no person" $? 1
hand --from lea --to sunita --json
is "it is handed over" "$? $(cat "$T/said")" \
    '0 [{"kind":"group","code":"","title":"Board","count":1}]'
hand --from lea --to sunita
is "once more: nothing is left" "$? $(cat "$T/said")" \
    "0 lea: 0 things handed over"
igtk person close --user lea >"$T/said" 2>&1
is "then the account is closed" $? 0
hand --from sunita --to lea
is "nobody who left receives" $? 1
is "the audit trail has it" "$(igtk audit export --org RX901 |
    grep -c '"action":"handover.move"')" 1
finish
