#!/bin/sh
# import_kill_test.sh - files that are hard on an import, by the command line:
# killed in the middle, 200 MB, a cell of 10 MB; memory stays small.
# shellcheck disable=SC2154
. "$(dirname "$0")/../web/lib.sh"

new_site
org RX901 ACU "Trust"

count() { igtk staff import "$1" --org RX901 --dry-run --json |
    sed -n 's/.*"same":\([0-9]*\).*/\1/p'; }

perl -e 'print "Employee Number,First Name,Last Name\n";
    print "$_,First,Last\n" for 1 .. 30000' >"$T/staff.csv"

# Killed at several moments: nothing is stored, or, where it was done and had
# only not said so yet, all of it; and the records are whole.
killed=0
for after in 0.05 0.1 0.2 0.3 0.6 1; do
	"$SITE_BUILD/bin/igtk" staff import "$T/staff.csv" --org RX901 \
	    --db "$DB" >"$T/out" 2>&1 &
	pid=$!
	sleep $after
	kill -KILL $pid 2>/dev/null
	wait $pid 2>/dev/null
	[ -s "$T/out" ] && break
	stored=$(count "$T/staff.csv")
	[ "$stored" != 30000 ] || break
	killed=$((killed + 1))
	is "kill after $after s: nothing was stored" "$stored" 0
done
if [ $killed -gt 0 ]; then ok "kill: $killed in the middle"; else
	not_ok "kill: in the middle"; fi
igtk staff import "$T/staff.csv" --org RX901 >"$T/out" 2>&1
is "kill: then it is taken in whole" "$(count "$T/staff.csv")" 30000
igtk audit export >"$T/chain" &&
    "$BUILD/bin/igtk-verify" audit "$T/chain" >"$T/out" 2>&1
is "kill: the audit trail is whole" $? 0

# Most memory a command has had, in KiB.
peak() { # WORD...
	perl -e 'my $pid = fork // die;
	    if (!$pid) { open STDOUT, ">", shift; open STDERR, ">&", STDOUT;
		exec @ARGV } my $peak = 0;
	    while (waitpid($pid, 1) == 0) {
		open my $f, "<", "/proc/$pid/status" or next;
		while (<$f>) { $peak = $1 if /^VmHWM:\s*(\d+)/ && $1 > $peak }
		select undef, undef, undef, 0.02 }
	    print $peak' "$@"
}
small() { # NAME PEAK
	# A build with sanitizers has other needs.
	if [ "$SITE_BUILD" != "$BUILD" ] ||
	    { [ "$2" -gt 0 ] && [ "$2" -lt 65536 ]; }; then ok "$1: $2 KiB"; else
		not_ok "$1: less than 64 MiB" "$2 KiB"; fi
}

perl -e 'my $x = "x" x 250; print "Employee Number,First Name,Last Name\n";
    print "=$_,$x,$x\n" for 1 .. 400000' >"$T/big.csv"
small "200 MB" "$(peak "$T/out" "$SITE_BUILD/bin/igtk" staff import \
    "$T/big.csv" --org RX901 --dry-run --db "$DB")"
has_line() { if grep -qF "$2" "$T/out"; then ok "$1"; else
	not_ok "$1" "$(head -c 300 "$T/out")"; fi; }
has_line "200 MB: every row was looked at" "400000 rows"

perl -e 'print "Employee Number,First Name,Last Name\n1,Ann,\"",
    "x" x 10485760, "\"\n2,Bo,Lee\n"' >"$T/cell.csv"
small "10 MB in a cell" "$(peak "$T/out" "$SITE_BUILD/bin/igtk" staff import \
    "$T/cell.csv" --org RX901 --part --db "$DB")"
has_line "10 MB in a cell: is refused" "a cell is longer than 64 KiB"
has_line "10 MB in a cell: the next row is taken" "changed 1"

printf 'Employee Number,First Name,Last Name\n7,\000,x\n' >"$T/nul.csv"
igtk staff import "$T/nul.csv" --org RX901 >"$T/out" 2>&1
is "NUL: exit status" $? 1
has_line "NUL: says so" "Line 2 holds a NUL byte"
igtk staff import - --org RX901 --part --json <"$T/cell.csv" >"$T/out" 2>&1
is "standard input: exit status" $? 0
has_line "standard input: the same" '"same":1'
igtk staff import "$T/cell.csv" --org RX901 --part --dry-run \
    --rejected "$T/no.csv" >"$T/out"
is "rejected: for the owner only" "$(stat -c %a "$T/no.csv")" 600
is "rejected: has the row" "$(grep -c 'longer than 64 KiB' "$T/no.csv")" 1
igtk staff import "$T/none.csv" --org RX901 >"$T/out" 2>&1
is "no such file: exit status" $? 1
igtk staff import "$T/nul.csv" --org RX901 --profile none >"$T/out" 2>&1
is "no such profile: exit status" $? 1

finish
