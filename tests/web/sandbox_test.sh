#!/bin/sh
# sandbox_test.sh - a worker that was taken over can do little: each act that
# it has no need of fails, and what it needs goes on working.
#
#   BUILD=dir sh tests/web/sandbox_test.sh
#
# sandbox_try shuts itself in with the workers' own function and tries one act
# after that.  The workers themselves are asked of the kernel.
# shellcheck disable=SC2154
. "$(dirname "$0")/lib.sh"

try=$BUILD/bin/tests/sandbox_try
new_site
if grep -qa __asan_init "$SITE_BUILD/bin/igtk-fcgi"; then
	skip "sandbox" "built with sanitizers, which need more"
	finish
fi

outcome() { # OPTION-OR-EMPTY ACT PATH
	# shellcheck disable=SC2086 # none or one
	"$try" $1 "$DB" "$2" "$3" 2>"$T/said"
}
gives() { # WANT ACT PATH WHAT
	is "$1: $4" "$(outcome '' "$2" "$3")" "$1"
	cat "$T/said" >>"$T/all-said"
}

# ---- what must fail ----

echo secret >"$T/outside"
mkdir "$T/elsewhere"
for act in exec fork spawn thread inet inet6 listen ptrace kill code protect \
    mount setuid chmod link; do
	case $act in
	exec | spawn) path=/bin/true what="starts /bin/true" ;;
	chmod) path=$DB what="changes modes" ;;
	listen | link) path=$T/data/new what="makes a $act" ;;
	*) path=$T/elsewhere what="$act" ;;
	esac
	gives EPERM $act "$path" "$what"
done
grep -q 'sandbox.refused call=[0-9]' "$T/said"
is "a refused call is logged" $? 0

landlock=$(sed -n 's/.*worker.sandbox landlock=\([0-9]*\).*/\1/p' "$T/said")
if [ "${landlock:-0}" -gt 0 ]; then
	gives EACCES read "$T/outside" "reads a file outside"
	gives EACCES read /proc/self/environ "reads an environment"
	gives EACCES write "$T/outside" "writes a file outside"
	gives EACCES make "$T/elsewhere/new" "makes a file outside"
	gives EACCES folder "$T/elsewhere/new" "makes a folder outside"
else
	skip "files outside" "this kernel has no Landlock"
fi

# ---- what must go on ----

: >"$T/all-said"
gives "done" read "$DB" "reads the records"
gives "done" make "$T/data/new" "makes a file beside the records"
gives "done" folder "$T/data/uploads" "makes a folder beside the records"
gives "done" record "$DB" "opens the records, and folds their log"
gives "done" account root "finds an account and its groups"
gives "done" zone Asia/Tokyo "knows other time zones"
gives "done" unix "$T/run/none.sock" "asks a Unix socket"
is "none of that was refused" "$(grep -c refused "$T/all-said")" 0

# ---- kernels that have less ----

is "without Landlock it goes on" "$(outcome -l read "$T/outside")" "done"
grep -q 'landlock=0 filter=yes' "$T/said"
is "without Landlock: said, and the other is in effect" $? 0
is "without Landlock no socket either" "$(outcome -l inet "$T")" EPERM
is "without a filter it goes on" "$(outcome -s inet "$T")" "done"
grep -q 'filter=no' "$T/said"
is "without a filter: said" $? 0

# ---- the workers ----

person_in_group() {
	org RX901 ACU "Eastmarsh Hospitals"
	me=$(id -un) group=$(id -gn)
	igtk person add --org RX901 --user "$me" --name "Nobody At All" \
	    >/dev/null && account "$me" right-2026 &&
	    igtk role grant --org RX901 --group "$group" \
		--role administrator >/dev/null
}
serving() {
	# shellcheck disable=SC2046 # numbers
	find $(pgrep -P "$fcgi" | sed 's|.*|/proc/&/fd|') -lname '*/igtk.db' \
	    2>/dev/null | cut -d / -f 3 | sort -u
}

person_in_group || give_up "no person"
start_site -w 2
sign_in "$me" right-2026 jar
get jar /people
status_is "a role by a group: groups are found from inside" 200
# A workbook is made without a file, and each of its parts is whole.
get jar "/responsibilities/xlsx?show=all"
status_is "a workbook is made from inside" 200
is "no file stays beside the records" "$(find "$T/data" -type f -newer \
    "$T/outside" ! -name 'igtk.db*' ! -name new)" ""
is "it is a whole archive, with nothing else about" "$(perl -0777 -ne '
	print join " ", /^PK\x03\x04/ ? "begins" : "", /PK\x05\x06.{18}\z/s ?
	"ends" : "", scalar(() = /PK\x01\x02/g) > 7 ? "holds" : ""' "$body")" \
    "begins ends holds"
shut=0 all=0
for worker in $(serving); do
	all=$((all + 1))
	grep -q '^Seccomp:.*2' "/proc/$worker/status" &&
	    grep -q '^NoNewPrivs:.*1' "/proc/$worker/status" &&
	    shut=$((shut + 1))
done
# Two and who stood in for one while it waited for PAM.
is "each worker that serves has shut itself in" \
    "$shut $([ "$all" -ge 2 ]; echo $?)" "$all 0"
# One after the other is lost, and a stand-in takes its seat.
for worker in $(serving); do
	kill -KILL "$worker"
done
both_serve() { [ "$(serving | wc -l)" -ge 2 ] && is_healthy; }
wait_for both_serve
shut=0
for worker in $(serving); do
	grep -q '^Seccomp:.*2' "/proc/$worker/status" && shut=$((shut + 1))
done
is "and so has each that takes its place" $shut 2
is "nothing that they did was refused" \
    "$(grep sandbox.refused "$T/logs/fcgi.log")" ""
finish
