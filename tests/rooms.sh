#!/bin/sh
# rooms.sh BUILD - who may include whom, what the archives ask of the linker,
# and what a statement may say.  BUILD holds libcore.a and bin/igtk-authd.
set -u
LC_ALL=C
export LC_ALL
BUILD=${1:-build/release}
failed=0

judge() { # NAME FINDINGS
	if [ -z "$2" ]; then
		echo "ok - rooms: $1"
		return
	fi
	echo "not ok - rooms: $1"
	printf '%s\n' "$2" | sed 's/^/  /'
	failed=1
}

# ---- includes ----

# What comes with the C library, and so is third to nobody.
libc='alloca arpa/inet assert crypt ctype dirent endian errno fcntl fnmatch getopt glob
grp iconv inttypes langinfo libgen limits locale malloc math netdb poll pwd regex
sched semaphore setjmp signal spawn stdalign stdarg stdatomic stdbool stddef stdint stdio stdlib
stdnoreturn string strings syslog termios time unistd wchar wctype'

# room NAME 'FILE...' 'FOLDER OR HEADER...' 'SYSTEM HEADER...'
# A quoted header must be one of ours in these folders, a bracketed one of the
# C library's or named here.
room() {
	# shellcheck disable=SC2086 # the files are patterns
	found=$(for file in $2; do
		[ -f "$file" ] || continue
		awk -v file="$file" '/^[ \t]*#[ \t]*include/ {
			print file ":" FNR, $2 }' "$file" | tr -d '\r'
	done | while read -r at what; do
		fine=
		case $what in
		'<sys/'* | '<arpa/'*) fine=yes ;;
		'<'*)
			name=${what#<} name=${name%>}
			for ours in $4; do
				[ "$name" != "$ours" ] || fine=yes
			done
			for ours in $libc; do
				[ "$name" != "$ours.h" ] || fine=yes
			done ;;
		'"'*/*) ;; # no way round by ../
		'"'*)
			name=${what#?} name=${name%?}
			for place in $3; do
				case $place in
				*.h) [ "$name" != "$place" ] || fine=yes ;;
				*) [ ! -f "$place/$name" ] || fine=yes ;;
				esac
			done ;;
		esac
		[ -n "$fine" ] || echo "$at includes $what"
	done)
	judge "$1" "$found"
}

room "include/ needs no library" 'include/*.h' 'include' ''
room "core/ knows no HTTP, no JSON library, no PAM" 'core/*.[ch]' \
    'include core sql.h' 'sqlite3.h sodium.h ini.h'
room "core/json/ has json-c and no database" 'core/json/*.[ch]' \
    'include core/json' 'json-c/json.h json.h sodium.h'
room "core/sheet/ has the workbook's library and no database" \
    'core/sheet/*.[ch]' 'include core/sheet' 'xlsxwriter.h minizip/zip.h'
room "core/cli/ uses the rooms' words only" 'core/cli/*.[ch]' \
    'include core/cli' 'sodium.h'
room "core/verify/ needs no database" 'core/verify/*.[ch]' \
    'include core/verify' 'sodium.h'
edge=$(for file in fcgi/*.[ch]; do
	case $file in
	fcgi/transport.c | fcgi/sandbox_*.c) ;;
	*) echo "$file" ;;
	esac
done)
room "fcgi/ holds no SQL, and libfcgi in one file only" "$edge" \
    'include fcgi tmpl.h assets.h' 'sodium.h json-c/json.h json.h'
room "fcgi/transport.c has libfcgi" 'fcgi/transport.c' 'include fcgi' \
    'fcgiapp.h'
room "fcgi/sandbox_*.c have the kernel's words" 'fcgi/sandbox_*.c' \
    'include fcgi' 'seccomp.h ucontext.h linux/landlock.h'
room "fcgi/authd/ has PAM and little else" 'fcgi/authd/*.[ch]' \
    'fcgi/authd auth.h err.h log.h clock.h day.h' 'security/pam_appl.h'
room "fcgi/tmplc/ stands by itself" 'fcgi/tmplc/*.[ch]' \
    'fcgi/tmplc buf.h err.h' ''
judge "sqlite3.h is opened in one place" "$(grep -ln '<sqlite3\.h>' \
    core/*.[ch] | grep -v '^core/db_priv\.h$')"

# ---- symbols ----

symbols() { # NAME FILE PATTERN: what is asked for must not fit the pattern
	if [ ! -f "$2" ]; then
		judge "$1" "$2 is not there"
		return
	fi
	judge "$1" "$(nm -u "$2" 2>/dev/null | awk '{ print $NF }' |
	    grep -E "$3" | sort -u)"
}
symbols "libcore.a asks for no FCGI, PAM, JSON" "$BUILD/libcore.a" \
    '^(FCGX_|pam_|json_)'
symbols "igtk-authd asks for no database, FCGI, JSON" \
    "$BUILD/bin/igtk-authd" '^(sqlite3_|FCGX_|json_|sodium_)'
[ ! -f "$BUILD/libedge.a" ] ||
    symbols "libedge.a asks for no database, PAM" "$BUILD/libedge.a" \
	'^(sqlite3_|pam_)'
[ ! -f "$BUILD/bin/igtk-verify" ] ||
    symbols "igtk-verify asks for no database" "$BUILD/bin/igtk-verify" \
	'^(sqlite3_|FCGX_|pam_)'

# ---- statements ----

# One line for each statement: FILE:LINE, its name, a mark, and its words with
# strings emptied.  The mark is "-", or "all" where a line
#	-- every organisation: why
# stands before it.
statements() {
	awk '
	function flush() {
		if (name != "")
			print at, name, mark, text
		name = text = ""
	}
	FNR == 1 { flush(); all = 0 }
	/^-- every organisation: ./ { flush(); all = 1; next }
	/^-- :/ {
		flush()
		match($0, /:[a-z0-9_]+/)
		name = substr($0, RSTART + 1, RLENGTH - 1)
		at = FILENAME ":" FNR
		mark = all ? "all" : "-"
		all = 0
		next
	}
	/^[ \t]*--/ { next }
	{
		line = $0
		gsub(/\047[^\047]*\047/, "\047\047", line)
		gsub(/[(),;]/, " & ", line)
		gsub(/<>|<=|>=|<|>|=|\|\|/, " & ", line)
		text = text " " line
	}
	END { flush() }
	' core/*.sql
}
all=$(statements)

# What the second engine does not know, or does otherwise.
judge "statements keep to the portable words" "$(printf '%s\n' "$all" | awk '
	function bad(why) { print $1 " " $2 ": " why }
	{
		s = ""
		for (i = 4; i <= NF; i++)
			s = s " " toupper($i)
		s = s " "
		if (s ~ / INSERT OR /) bad("INSERT OR")
		if (s ~ / REPLACE /) bad("REPLACE")
		if (s ~ /[ .](ROWID|_ROWID_|OID) /) bad("rowid")
		if (s ~ / AUTOINCREMENT /) bad("AUTOINCREMENT")
		if (s ~ / FOR UPDATE /) bad("FOR UPDATE")
		if (s ~ / (BOOLEAN|TRUE|FALSE) /) bad("BOOLEAN")
		if (s ~ / :[A-Z0-9_]+ IS NULL OR /) bad(":p IS NULL OR")
		if (s ~ / (LOWER|UPPER) \(/) bad("lower or upper")
		t = s # what is stored folded may be looked through
		gsub(/[. ]FOLDED LIKE :[A-Z0-9_]+ ESCAPE /, " ", t)
		if (t ~ / (I?LIKE|GLOB|REGEXP|MATCH) /) bad("LIKE and its kin")
		if (s ~ /"/) bad("double quotes")
		if (s ~ / (IIF|IFNULL|NVL|GROUP_CONCAT|STRING_AGG) /)
			bad("iif, ifnull, group_concat")
		if (s ~ / (DATETIME|DATE|TIME|JULIANDAY|STRFTIME|NOW) \(/)
			bad("dates made by the engine")
		if (s ~ /[ (]JSON_|->/) bad("JSON")
		if (s ~ / (PRAGMA|ATTACH|VACUUM|CREATE|DROP|ALTER) /)
			bad("no statement of ours")
		if (s ~ / COLLATE /) bad("COLLATE")
		if (s ~ /[ ,(]\?|\$[0-9]/) bad("a parameter without a name")
		if (s ~ / INSERT .* SELECT .* ON CONFLICT / &&
		    s !~ / WHERE .* ON CONFLICT /)
			bad("INSERT SELECT ON CONFLICT without WHERE")
		if (s ~ / ; .*[^ ;]/) bad("two statements")
	}')"

# "SELECT a = b" is 0 or 1 for one engine and true or false for the other.
judge "statements select no bare condition" "$(printf '%s\n' "$all" | awk '
	function check(from, to,    i, depth, cases, on, w) {
		on = depth = cases = 0
		for (i = from; i <= to; i++) {
			w = toupper($i)
			if (w == "(") depth++
			else if (w == ")") depth--
			else if (w == "CASE") cases++
			else if (w == "END") cases--
			else if (depth > 0 || cases > 0) continue
			else if (w == "SELECT" || w == "RETURNING") on = 1
			else if (w ~ /^(FROM|WHERE|;|UNION|ORDER)$/) on = 0
			else if (on && w ~ /^(=|<|>|<>|<=|>=|IS|IN|AND|OR|NOT|EXISTS|BETWEEN|ISNULL|NOTNULL)$/)
				print $1 " " $2 ": selects with " w
		}
	}
	{
		check(4, NF)
		top = 0
		for (k = 4; k <= NF; k++) {
			if ($k == "(") open[++top] = k
			if ($k == ")" && top > 0) {
				b = open[top--]
				if (toupper($(b + 1)) == "SELECT")
					check(b + 1, k - 1)
			}
		}
	}')"

# The tables that hold an organisation's records are those with an org_id.
tables=$(awk '
	/^CREATE TABLE / { table = $3 }
	/^\torg_id / { if (table != "") print table }
	/^\);/ { table = "" }
	' core/schema/*.sql | sort -u | tr '\n' ' ')
owned=$(printf '%s\n' "$all" | awk -v tables="$tables" '
	BEGIN { n = split(tables, t, " "); for (i = 1; i <= n; i++) own[t[i]] }
	{
		uses = ""
		knows = 0
		for (i = 4; i <= NF; i++) {
			if ($i ~ /^([a-z]+\.)?org_id$/ || $i == ":org")
				knows = 1
			if (toupper($(i - 1)) ~ /^(FROM|JOIN|INTO|UPDATE)$/ &&
			    $i in own)
				uses = uses " " $i
		}
		if (uses != "" && !knows)
			print $3, $1 " " $2 ":" uses
		else if ($3 == "all")
			print "idle", $1 " " $2
	}')
judge "statements on an organisation's records name it" \
    "$(printf '%s\n' "$owned" | sed -n 's/^- //p')"
judge "only statements that need it are marked for every organisation" \
    "$(printf '%s\n' "$owned" | sed -n 's/^idle //p')"
printf '%s\n' "$owned" | sed -n 's/^all /  for every organisation: /p'
if [ -z "$tables" ] || [ -z "$all" ]; then
	judge "statements and tables were found" "none"
fi

# What a call leaves out of a statement would be 0, and nobody would hear of it.
judge "calls give every parameter of their statement" "$(awk '
	FILENAME ~ /\.sql$/ {
		if ($1 == "--" && $2 ~ /^:/) {
			list = $0
			sub(/^[^(]*\(/, "", list)
			sub(/\).*$/, "", list)
			asks[substr($2, 2)] = list
		}
		next
	}
	FNR == 1 { at = "" }
	{
		line = $0
		while (line != "") {
			if (at == "") {
				if (!match(line, /(^|[^A-Z_a-z0-9])SQL\([a-z_0-9]+,/))
					break
				name = substr(line, RSTART, RLENGTH - 1)
				sub(/^.*\(/, "", name)
				line = substr(line, RSTART + RLENGTH)
				at = FILENAME ":" FNR
				given = " "
				depth = 1
			}
			for (i = 1; i <= length(line) && depth > 0; i++) {
				c = substr(line, i, 1)
				depth += (c == "(") - (c == ")")
			}
			given = given substr(line, 1, i - 1) " "
			line = substr(line, i)
			if (depth == 0) {
				n = split(asks[name], want, /, */)
				for (k = 1; k <= n; k++) {
					split(want[k], w, " ")
					if (given !~ "[^A-Za-z0-9_)\\]]\\." w[1] "[ \t]*=")
						print at ": " name " lacks " w[1]
				}
				at = ""
			}
		}
	}' core/*.sql core/*.c core/*/*.c)"

judge "each statement has a caller" "$(
	grep -ohE 'SQL0?\([a-z_0-9]+' core/*.c core/*/*.c | sed 's/.*(//' | awk '
	FILENAME == "-" { called[$0]; next }
	$1 == "--" && $2 ~ /^:/ && !(substr($2, 2) in called) {
		print FILENAME ":" FNR ": " substr($2, 2)
	}' - core/*.sql)"

# ---- schema ----

judge "migrations keep to the portable words" "$(for file in \
    core/schema/[0-9]*.sql; do
	case $file in
	*.sqlite.sql) ;;
	*) grep -nEi 'AUTOINCREMENT|ROWID|BOOLEAN|DATETIME|VARCHAR|"|COLLATE|PRAGMA|JSON' \
	    "$file" /dev/null ;;
	esac
done)"

exit $failed
