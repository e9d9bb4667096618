#!/bin/sh
# import_test.sh - files of staff and of completions, through the real nginx
# and by the command line: what is taken, what is refused, and limits.
# shellcheck disable=SC2154
. "$(dirname "$0")/lib.sh"

start_site -d -w 2
sign_in priya demo-priya-2026 p || give_up "priya cannot sign in"

files() { find "$DB-import" -type f 2>/dev/null | wc -l; }

# A field of the form on a page, decoded.
field() { # PAGE NAME
	get p "$1"
	sed -n "s/.*name=\"$2\" value=\"\([^\"]*\)\".*/\1/p" "$body" | head -n 1
}
# Send a file like a browser.
send() { # KIND FILE [CURL-ARGUMENT...]
	kind=$1 file=$2
	shift 2
	csrf=$(field "/manage/import/$kind" csrf)
	op=$(field "/manage/import/$kind" op)
	[ "$kind" = training ] || set -- -F whole=all "$@"
	rm -f "$body"
	ask p "/manage/import/$kind" -F "csrf=$csrf" -F "op=$op" \
	    -F profile=esr "$@" -F "file=@$file;type=text/csv"
}
# Take in what was sent last; its report is in $body before.
take() {
	page=$(header Location)
	post p "$page" "$page/apply"
}

cat >"$T/staff.csv" <<-'END'
	Employee Number,First Name,Last Name,Organisation Unit,Staff Group,Position,Start Date,End Date,Manager Employee Number
	0012,Kofi,Mensah,Ward 6,Nurses,Nurse,01/04/2024,,0007
	0007,Ann,<b>O'Neil</b>,Ward 6,Nurses,Matron,01-MAR-2020,,
	0013,=cmd(),Smith,Ward 7,Doctors,,not a day,,
END
send staff "$T/staff.csv"
status_is "staff: the file is sent" 303
page=$(header Location)
is "staff: one file waits" "$(files)" 1
is "staff: for the owner's eyes only" \
    "$(stat -c %a "$DB-import" "$DB-import"/* | tr '\n' ' ')" "700 600 "
get p "$page"
status_is "staff: the check" 200
has "staff: what would be refused" "not a day"
has_not "staff: nothing of a file is markup" "<b>O"
is "staff: nothing was written" "$(igtk staff import "$T/staff.csv" --org \
    RX901 --dry-run --json | grep -o '"new":[0-9]*')" '"new":2'
post p "$page" "$page/apply"
status_is "staff: taken in" 303
run=$(header Location)
run=${run%%\?*}
is "staff: no file waits any more" "$(files)" 0
get p "$run"
has "staff: the run says what came of it" "Rows that were refused"
get p "$run/refused"
is "staff: refused rows are a file" "$(header Content-Type)" \
    "text/csv; charset=utf-8"
has "staff: whose formulas are text" "\"'=cmd()\""
ask p "$page/apply" -X POST -d "csrf=$csrf&op=$op"
is "staff: the same once more goes to its run" \
    "$status $(header Location)" "303 $run"

printf 'Staff No;Course;When\n0012;IG-ANNUAL;01/06/2026\n' >"$T/lms.csv"
send training "$T/lms.csv"
page=$(header Location)
get p "$page"
has "columns: says what is missing" "hold the completion date"
post p "$page" "$page" column-0=employee-number column-1=course \
    column-2= profile=lms
status_is "columns: still missing" 422
post p "$page" "$page" column-0=employee-number column-1=course \
    column-2=completion-date profile=lms
status_is "columns: chosen and saved" 303
post p "$page" "$page/apply"
status_is "columns: taken in" 303
is "columns: by the command line with the profile" "$(igtk training import \
    "$T/lms.csv" --org RX901 --profile lms --json |
    grep -o '"new":[0-9]*,"changed":[0-9]*,"same":[0-9]*')" \
    '"new":0,"changed":0,"same":1'
send training "$T/lms.csv"
page=$(header Location)
post p "$page" "$page/drop"
is "drop: the file is gone" "$status $(files)" "303 0"

# ---- what is refused ----

: >"$T/empty.csv"
send staff "$T/empty.csv"
status_is "empty: refused" 422
has "empty: says so" "The file is empty"
send staff "$BUILD/bin/igtk"
status_is "binary: refused" 422
has "binary: says so" "NUL byte"
printf 'a,b\nS\303\241n,1\nS\341n,2\n' >"$T/mixed.csv"
send staff "$T/mixed.csv"
has "mixed encodings: names the lines" "line 2 is UTF-8, line 3 is not"
ask p /manage/import/staff -F "csrf=$csrf" -F "op=$op" -F profile=esr -F whole=all
status_is "no file: refused" 422
has "no file: says so" "Choose the file"
is "refused: nothing is kept" "$(files)" 0

# The token and the number stand before the file, and are right.
ask p /manage/import/staff -F profile=esr -F "file=@$T/staff.csv" \
    -F "csrf=$csrf" -F "op=$op" -F whole=all
status_is "guard: a token after the file counts for nothing" 400
ask p /manage/import/staff -F csrf=x -F "op=$op" -F profile=esr -F whole=all \
    -F "file=@$T/staff.csv"
status_is "guard: a wrong token" 403
ask p /manage/import/staff -X POST -d "csrf=$csrf&op=$op&profile=esr"
status_is "guard: another kind of form" 415
ask nobody /manage/import/staff -F csrf=x -F op=1 -F profile=esr -F whole=all \
    -F "file=@$T/staff.csv"
status_is "guard: nobody signed in" 303
sign_in daniel demo-daniel-2026 d
ask d /manage/import/staff -F csrf=x -F op=1 -F "file=@$T/staff.csv"
status_is "guard: not an administrator" 403
is "guard: nothing is kept" "$(files)" 0

# ---- limits: 25 MiB less one, that, and one more ----

fill() { # BYTES
	head -n 2 "$T/staff.csv" >"$T/big.csv"
	perl -e 'my ($f, $n) = @ARGV; my $l = "x" x 60000 . "\n";
	    open my $o, ">>", $f or die; $n -= -s $f;
	    while ($n > length $l) { print $o $l; $n -= length $l }
	    print $o "y" x $n' "$T/big.csv" "$1"
}
most=$((25 * 1024 * 1024))
for n in $((most - 1)) $most; do
	fill $n
	send staff "$T/big.csv"
	status_is "limit: a file of $n bytes" 303
	page=$(header Location)
	post p "$page" "$page/drop"
done
fill $((most + 1))
send staff "$T/big.csv"
status_is "limit: one more" 413
has "limit: says what to do" "A file may have 25 MB"
send staff "$T/big.csv" -H "Transfer-Encoding: chunked"
status_is "limit: one more in chunks" 413
fill $((27 * 1024 * 1024))
send staff "$T/big.csv"
status_is "limit: what nginx refuses" 413
has "limit: and says so" "What you sent is too big"
send staff "$T/staff.csv" -H "Transfer-Encoding: chunked"
status_is "chunks: a file in chunks" 303
page=$(header Location)
post p "$page" "$page/drop"
is "limit: nothing is kept" "$(files)" 0
# Elsewhere the limit is what it was.
csrf=$(field /people/new csrf)
head -c 1200000 /dev/zero | tr '\0' x >"$T/form"
ask p /people/new -X POST --data-binary "@$T/form"
status_is "limit: of other forms" 413

finish
