#!/bin/sh
# format.sh - the shape of the sources: clang-format, lengths, blanks.
# Looks at what git would commit, or at every file where there is no git.
set -u
LC_ALL=C.UTF-8
export LC_ALL
FILE_LINES=400
FUNCTION_LINES=60
failed=0

judge() { # NAME FINDINGS
	if [ -z "$2" ]; then
		echo "ok - format: $1"
		return
	fi
	echo "not ok - format: $1"
	printf '%s\n' "$2" | head -n 60 | sed 's/^/  /'
	failed=1
}

list=$(mktemp) || exit 1
trap 'rm -f "$list"' EXIT
git ls-files -z --cached --others --exclude-standard >"$list" 2>/dev/null ||
    find . -name .git -prune -o -path ./build -prune -o -type f -print0 |
	sed -z 's:^\./::' >"$list"

# These files, by the ends of their names.
ending() { # END...
	tr '\0' '\n' <"$list" | while IFS= read -r file; do
		[ -f "$file" ] || continue
		for end in "$@"; do
			case /$file in
			/tests/fuzz/corpus/* | /tests/pages/*) ;;
			*"$end") echo "$file" ;;
			esac
		done
	done
}
c=$(ending .c .h)
judge "there are sources" "$([ -n "$c" ] || echo none)"

if command -v clang-format >/dev/null; then
	judge "clang-format" "$(printf '%s\n' "$c" | tr '\n' '\0' |
	    xargs -0 -n 20 -P 2 clang-format --dry-run -Werror 2>&1 |
	    grep ': error: ' | sort)"
else
	echo "skip - format: clang-format: it is not installed"
fi

judge "files have at most $FILE_LINES lines" "$(printf '%s\n' "$c" |
    while IFS= read -r file; do
	n=$(wc -l <"$file")
	[ "$n" -le $FILE_LINES ] || echo "$file: $n lines"
    done)"

# A function's braces stand alone in the first column, and nothing else's do.
judge "functions have at most $FUNCTION_LINES lines" "$(printf '%s\n' "$c" |
    while IFS= read -r file; do
	awk -v file="$file" -v most=$FUNCTION_LINES '
		/^[A-Za-z_].*\(/ { name = $0; sub(/ *\(.*/, "", name) }
		/^\{/ { began = FNR; who = name }
		/^\}/ && began {
			if (FNR - began - 1 > most)
				print file ":" began ": " who " has " \
				    FNR - began - 1 " lines"
			began = 0
		}' "$file"
    done)"

judge "lines end plainly" "$(ending .c .h .sh .sql .awk .mk .html .css .js \
    .json .md .ini .conf .in .deps .py .yml .mjs /run /Makefile |
    while IFS= read -r file; do
	grep -nE '[[:blank:]]+$' "$file" /dev/null | head -n 3 |
	    cut -d : -f 1,2 | sed 's/$/: blanks at the end/'
	grep -lF "$(printf '\r')" "$file" | sed 's/$/: carriage returns/'
	[ ! -s "$file" ] || [ -z "$(tail -c 1 "$file")" ] ||
	    echo "$file: no newline at the end"
    done)"

# Tabs for levels; blanks before a tab only look like one.
judge "indents are tabs, or blanks after them" "$(ending .c .h .sh .sql .awk \
    .mk .css .js /run /Makefile | while IFS= read -r file; do
	grep -nE "^	* +	" "$file" /dev/null | head -n 3 |
	    cut -d : -f 1,2 | sed 's/$/: blanks before a tab/'
    done)"

exit $failed
