#!/bin/sh
# metrics_test.sh - /metrics counts what all workers do, over a worker that is
# lost and a reload, and /healthz says when nothing can be saved.
# shellcheck disable=SC2154
. "$(dirname "$0")/lib.sh"

org RX901 ACU "Eastmarsh Hospitals"
person RX901 ann "Ann Assessor" right-ann assessor
setting web metrics_from 127.0.0.1
setting watch backup "/nonexistent/backup"
start_site -w 3

value() { # NAME
	get meter /metrics
	awk -v name="$1" '$1 == name { print $2 }' "$body"
}
get meter /metrics
status_is "metrics: for an address of the list" 200
is "metrics: how many workers" "$(value igtk_workers)" 3
is "metrics: no backup" "$(value igtk_backup_age_seconds)" +Inf
is "metrics: the size of the database" "$(value igtk_database_bytes)" \
    "$(stat -c %s "$DB")"
is "metrics: the rows of the audit trail" "$(value igtk_audit_rows)" \
    "$(sqlite3 "$DB" 'SELECT count(*) FROM audit')"

before=$(value 'igtk_requests_total{class="4xx"}')
seq 60 | xargs -P 6 -I N curl -qs --noproxy '*' -o /dev/null "$URL/nowhere/N"
is "metrics: sixty answers of several workers" \
    "$(value 'igtk_requests_total{class="4xx"}')" $((before + 60))
sign_in ann right-ann jar
sign_in ann wrong other
is "metrics: who was let in" "$(value 'igtk_sign_ins_total{result="ok"}')" 1
is "metrics: who was not" "$(value 'igtk_sign_ins_total{result="refused"}')" 1

# Counts outlast the worker that counted, and a reload.
for one in $(pgrep -P "$fcgi"); do kill -KILL "$one"; done
lost() { [ "$(value igtk_workers_lost_total)" -ge 3 ]; }
if wait_for lost; then ok "metrics: lost workers are counted"; else
	not_ok "metrics: lost workers are counted" \
	    "$(value igtk_workers_lost_total)"
fi
sed -i 's/^metrics_from.*/metrics_from = 127.0.0.0\/8/' "$T/igtk.ini"
kill -HUP "$fcgi"
wait_for grep -q master.reload "$T/logs/fcgi.log"
sleep 1
is "metrics: the counts are still there" \
    "$(value 'igtk_sign_ins_total{result="ok"}')" 1
now=$(value 'igtk_requests_total{class="4xx"}')
[ "$now" -ge $((before + 60)) ]
is "metrics: all of them" $? 0

# ---- what /healthz says while somebody writes for long ----

flock "$DB-lock" sleep 20 &
writer=$!
sleep 0.2
began=$(date +%s%N)
get meter /healthz
ms=$((($(date +%s%N) - began) / 1000000))
status_is "health: while one change goes on" 503
is "health: it says why" "$(cat "$body")" busy
[ $ms -lt 3000 ]
is "health: and does not wait for its end" $? 0
get meter /help
status_is "health: pages are read meanwhile" 200
pkill -P $writer
kill $writer 2>/dev/null
wait $writer 2>/dev/null
get meter /healthz
status_is "health: afterwards all is well" 200
is "nothing of it is shut out by the sandbox" \
    "$(grep -c sandbox.refused "$T/logs/fcgi.log")" 0
finish
