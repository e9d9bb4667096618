#!/bin/sh
# gates_test.sh - how much one page costs, counted and not timed.
#
#   BUILD=dir sh tests/bench/gates_test.sh
#
# Needs dir/bin/igtk, igtk-fcgi, igtk-authd and the programs of tests/bench in
# dir/bin/tests; valgrind and strace where they are there, else what needs
# them is skipped aloud.  The figures do not move with the load of the
# machine; the one time among them is printed and not judged.
set -u
LC_ALL=C
export LC_ALL
HERE=$(cd "$(dirname "$0")/../.." && pwd)
bin=$BUILD/bin
tests=$BUILD/bin/tests
T=$(mktemp -d "${TMPDIR:-/tmp}/gates.XXXXXX") || exit 1
DB=$T/igtk.db
S=$T/igtk.sock
LIST=/assessment/14.1
FORM=$LIST/requirement/101
started=
failed=0

# A number is forgotten with its process: it may be somebody else's soon.
end() { # PID...: those of our own processes
	for pid in "$@"; do
		kill -TERM "$pid" 2>/dev/null && wait "$pid" 2>/dev/null
		started=$(echo " $started " | sed "s/ $pid / /")
	done
}
# shellcheck disable=SC2317 # called by the trap
clean() {
	# shellcheck disable=SC2086 # a list of numbers
	end $started
	rm -rf "$T"
}
trap clean EXIT
trap 'exit 1' INT TERM

ok() { echo "ok - bench $1"; }
not_ok() {
	echo "not ok - bench $1"
	failed=1
}
skip() { echo "skip - bench $1: $2"; }
gate() { # NAME FIGURE LIMIT UNIT: at most
	case $2 in
	'' | *[!0-9.-]*)
		not_ok "$1: no figure"
		sed 's/^/# /' "$T/log"
		return
		;;
	esac
	if awk "BEGIN { exit !($2 <= $3) }"; then
		ok "$1: $2 $4 (at most $3)"
	else
		not_ok "$1: $2 $4 (at most $3)"
	fi
}
have() { command -v "$1" >/dev/null; }

# The N-th share of what N more of the same have cost.
share() { # FEW MANY MORE [FORMAT]
	awk -v a="$1" -v b="$2" -v n="$3" -v f="${4:-%.0f}" \
	    'BEGIN { if (a + 0 > 0 && b + 0 > 0) printf f, (b - a) / n }'
}

# ---- instructions ----

count_ir() { # ARGUMENT... of pages
	valgrind --tool=callgrind --callgrind-out-file=/dev/null \
	    "$tests/pages" "$@" 2>&1 >/dev/null | tee "$T/log" |
	    sed -n 's/.*Collected : //p'
}
per_request() { # WHAT DB USER [URI]: runs of 20 and of 120
	few=$(count_ir "$@" 20)
	share "$few" "$(count_ir "$@" 120)" 100
}

# What each page costs, asked a second time: as counted when it is answered.
each_page() { # DB USER WHERE, and lines of URI LIMIT
	rm -f "$T"/each*
	cat >"$T/pages"
	# shellcheck disable=SC2046 # a list of addresses
	valgrind --tool=callgrind --callgrind-out-file="$T/each" \
	    --dump-after=app_serve "$tests/pages" each "$1" "$2" \
	    $(cut -d ' ' -f 1 "$T/pages") >"$T/log" 2>&1
	n=0
	while read -r uri limit; do
		n=$((n + 2))
		gate "$uri, with $3" "$(
			sed -n 's/^summary: //p' "$T/each.$n" 2>>"$T/log"
		)" "$limit" instructions
	done <"$T/pages"
}

instructions() {
	if ! have valgrind; then
		skip "instructions" "no valgrind"
		return
	fi
	gate "requirement list of 45" "$(per_request get "$DB" priya $LIST)" \
	    295000 instructions
	# So little is counted here that what a start costs, which differs a
	# little with each session's token, must be shared by more of the same.
	few=$(count_ir find "$DB" priya 20)
	gate "who a session belongs to" \
	    "$(share "$few" "$(count_ir find "$DB" priya 10020)" 10000)" \
	    15000 instructions
	for n in 10 1000; do
		cp "$DB" "$T/$n.db" || exit 1
		"$tests/grow" "$T/$n.db" $((n - 3)) || failed=1
	done
	small=$(per_request get "$T/10.db" priya $LIST)
	large=$(per_request get "$T/1000.db" priya $LIST)
	gate "the list, 1000 organisations against 10" "$(
		awk -v a="$small" -v b="$large" \
		    'BEGIN { if (a > 0) printf "%.3f", b / a }'
	)" 1.10 times
	each_page "$T/1000.db" bench-1-2 "1000 organisations" <<-END
	/people/4 1040000
	/handover/4 1340000
	/groups/new 146000
	END
	each_page "$T/1000.db" ewan "1000 organisations" <<-END
	/organisations 1820000
	/public 2050000
	/overview 4700000
	/overview?show=not-started 7700000
	/overview?show=overdue 8300000
	/overview?show=late 7900000
	END
	rm -f "$T"/10*.db*
	my_work
	responsibilities
}

# The matrix of 400 people with accounts, whose requirements and duties belong
# to as many of them as can be; 50 are on a page, and each of these is looked up:
# one who holds something takes some 6,000 instructions, a staff record 4,000.
responsibilities() {
	cp "$DB" "$T/crowd.db" || exit 1
	"$tests/crowd" "$T/crowd.db" 10000 spread || failed=1
	each_page "$T/crowd.db" priya "400 people" <<-END
	/responsibilities?show=holding 1300000
	/responsibilities?show=all 1140000
	/responsibilities?show=all&name=1 3700000
	END
	bytes=$("$tests/pages" get "$T/crowd.db" priya \
	    "/responsibilities?show=holding" 1 2>"$T/log")
	gate "responsibilities of the demo's people" "$(
		per_request get "$DB" priya /responsibilities
	)" 470000 instructions
	gate "the size for 400 people" "${bytes%% *}" 65536 bytes
	few=$(count_ir get "$T/crowd.db" ada /team 1)
	gate "a team of 400 among 10000 staff" \
	    "$(share "$few" "$(count_ir get "$T/crowd.db" ada /team 4)" 3)" \
	    17000000 instructions
	rm -f "$T"/crowd.db*
}

# What is one's own or a requirement's is found among that of all others.
own() {
	for page in /training $FORM $FORM/history; do
		small=$(per_request get "$DB" priya "$page")
		large=$(per_request get "$T/crowd.db" priya "$page")
		gate "$page, with 10000 staff and six more years" "$(
			awk -v a="$small" -v b="$large" \
			    'BEGIN { if (a > 0) printf "%.3f", b / a }'
		)" 1.15 times
	done
	gate "a requirement" "$(per_request get "$DB" priya "$FORM")" \
	    345000 instructions
}

# What waits for a person, as their first page looks it up: the trust of the
# demo, and the same with 10,000 more staff, 400 accounts and six more years.
my_work() {
	cp "$DB" "$T/crowd.db" || exit 1
	"$tests/crowd" "$T/crowd.db" 10000 || failed=1
	for user in priya ada; do
		small=$(per_request work "$DB" $user)
		large=$(per_request work "$T/crowd.db" $user)
		gate "what waits for $user" "$small" 700000 instructions
		gate "the same, with 10000 staff" "$(
			awk -v a="$small" -v b="$large" \
			    'BEGIN { if (a > 0) printf "%.3f", b / a }'
		)" 1.15 times
	done
	own
	many
	rm -f "$T"/crowd.db*
}

# Lists and counts of people, of which there are 400 with accounts; in their
# first place what asks for a few, or counts, and would read all of them.
many() {
	each_page "$T/crowd.db" priya "10000 staff" <<-END
	/reminders 2750000
	/manage/kiosks 62000
	/people/25 4000000
	/handover/25 8300000
	/groups 1720000
	/groups/new 1240000
	$LIST/owners 4850000
	$LIST/plan/new/101 5150000
	END
	each_page "$T/crowd.db" mairead "10000 staff" <<-END
	/reminders/overdue 3600000
	END
}

# ---- the server ----

configure() {
	"$bin/igtk" init --db "$DB" && "$bin/igtk" catalogue load --db "$DB" \
	    "$HERE"/config/catalogue/*.json && "$bin/igtk" demo --db "$DB" ||
	    return 1
	mkdir "$T/pam.d"
	echo 'auth required pam_deny.so' >"$T/pam.d/igtk"
	cat >"$T/igtk.ini" <<-END
	[database]
	path = $DB
	[web]
	secure = no
	[sign_in]
	socket = $T/authd.sock
	END
}

# The programs here are children of this shell, so that wait knows them.
launch() { # PROGRAM ARGUMENT...: sets $launched
	"$@" >>"$T/log" 2>&1 &
	launched=$!
	started="$started $launched"
}
until_there() { # SOCKET
	tries=100
	until [ -S "$1" ]; do
		tries=$((tries - 1))
		[ $tries -gt 0 ] || return 1
		sleep 0.1
	done
}
drive() { "$tests/drive" "$S" $LIST "$cookie" "$1" >>"$T/log" 2>&1; }
children() { cat "/proc/$1/task/$1/children"; }
# The largest of these: that of whoever serves, for stand-ins open nothing.
resident() { # PID...
	for pid in "$@"; do
		awk '$1 == "VmRSS:" { print $2 }' "/proc/$pid/status"
	done | sort -n | tail -n 1
}

page_bytes() {
	bytes=$("$tests/pages" get "$DB" priya $LIST 1 2>"$T/log")
	gate "the list's size" "${bytes%% *}" 65536 bytes
}

one_worker() {
	launch "$bin/igtk-fcgi" -c "$T/igtk.ini" -s "$S" -w 1
	master=$launched
	if ! until_there "$S" || ! drive 10000; then
		not_ok "one worker: no pages"
		sed 's/^/# /' "$T/log"
		return
	fi
	worker=$(children "$master")
	# shellcheck disable=SC2086
	first=$(resident $worker)
	drive 40000
	# Stand-ins are started a second later, which a fast machine forestalls.
	for pid in $worker; do
		children "$master" | grep -qw "$pid" || not_ok "the worker ended"
	done
	# shellcheck disable=SC2086
	later=$(resident $worker)
	gate "a worker after 10000 pages" "$first" 8192 "KiB resident"
	gate "what 40000 more pages added" $((later - first)) 64 KiB
	end "$master"
}

proportional() { # PID...: the sum of their shares, in KiB
	for pid in "$@"; do
		cat "/proc/$pid/smaps_rollup"
	done | awk '$1 == "Pss:" { n += $2 } END { print n }'
}

eight_workers() {
	launch "$bin/igtk-authd" -s "$T/authd.sock" -p igtk -d "$T/pam.d" -a pam
	authd=$launched
	launch "$bin/igtk-fcgi" -c "$T/igtk.ini" -s "$S" -w 8
	master=$launched
	if ! until_there "$T/authd.sock" || ! until_there "$S"; then
		not_ok "eight workers: they do not start"
		sed 's/^/# /' "$T/log"
		return
	fi
	drivers=
	for _ in 1 2 3 4 5 6 7 8; do
		drive 500 &
		drivers="$drivers $!"
	done
	# shellcheck disable=SC2086
	wait $drivers
	# shellcheck disable=SC2046
	gate "all of igtk with 8 workers" "$(
		proportional $authd $master $(children "$master")
	)" 65536 "KiB proportional"
	end "$master" "$authd"
}

# The time is only said: it moves with the load of the machine.  What is judged
# is processor time, against what sqlite3 takes to print the same records.
first_page() {
	if ! have sqlite3; then
		skip "start to first page to end" "no sqlite3"
		return
	fi
	for _ in 1 2 3 4 5 6 7; do
		"$tests/first" "$S" $LIST "$cookie" "$DB" "$bin/igtk-fcgi" \
		    -c "$T/igtk.ini" -s "$S" -w 1 2>>"$T/log" || break
	done >"$T/first"
	took=$(sort -n "$T/first" | awk 'NR == 4 { print $1 }')
	echo "# from start to first page: ${took:-no} microseconds, not judged"
	# The least of each: whoever else is at work only adds.
	used=$(awk '{ print $2 }' "$T/first" | sort -n | sed -n 1p)
	printing=$(awk '{ print $3 }' "$T/first" | sort -n | sed -n 1p)
	gate "start to first page to end, against printing the records" "$(
		awk -v a="$used" -v b="$printing" \
		    'BEGIN { if (a > 0 && b > 0) printf "%.2f", a / b }'
	)" 3 times
}

# ---- system calls ----

calls_of() { # N: of a whole life with N pages
	rm -f "$S"
	strace -f -c -o "$T/calls" "$bin/igtk-fcgi" -c "$T/igtk.ini" -s "$S" \
	    -w 1 >>"$T/log" 2>&1 &
	tracer=$!
	if until_there "$S" && drive "$1"; then
		# shellcheck disable=SC2046
		kill -TERM $(children $tracer)
	else
		kill -TERM $tracer
	fi
	wait $tracer 2>/dev/null
	awk '$NF == "total" { print $4 }' "$T/calls"
}
syncs_of() { # N: of so many saves
	strace -f -c -o "$T/calls" -e trace=fdatasync,fsync,sync_file_range \
	    "$tests/pages" save "$DB" daniel $FORM "$1" >>"$T/log" 2>&1 &&
	    awk '$NF == "total" { print $4 }' "$T/calls"
}

system_calls() {
	if ! have strace || ! strace -o /dev/null true 2>/dev/null; then
		skip "system calls" "no strace, or it is not allowed"
		return
	fi
	few=$(calls_of 100)
	gate "system calls for a page" \
	    "$(share "$few" "$(calls_of 600)" 500 %.1f)" 30 calls
	few=$(syncs_of 10)
	each=$(share "$few" "$(syncs_of 60)" 50 %.2f)
	if [ "$each" = 1.00 ]; then
		ok "syncs for a save: $each (exactly 1)"
	else
		not_ok "syncs for a save: ${each:-no figure} (exactly 1)"
		sed 's/^/# /' "$T/log"
	fi
}

if ! configure >"$T/log" 2>&1; then
	not_ok "the demo's records"
	sed 's/^/# /' "$T/log"
	exit 1
fi
cookie=$("$tests/pages" token "$DB" priya 2>>"$T/log")
cookie=${cookie%% *}
: >"$T/log"
page_bytes
instructions
system_calls
one_worker
eight_workers
first_page
exit $failed
