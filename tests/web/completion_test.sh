#!/bin/bash
# completion_test.sh - what bash offers is what igtk --help says.
#
#   BUILD=dir bash tests/web/completion_test.sh
[ -n "${BASH_VERSION:-}" ] || exec bash "$0" "$@"
set -u
BUILD=${BUILD:-build/release}
T=$(mktemp -d "${TMPDIR:-/tmp}/igtk-completion.XXXXXX") || exit 1
trap 'rm -rf "$T"' EXIT
failed=0

is() { # NAME GOT WANT
	if [ "$2" = "$3" ]; then
		echo "ok - $1"
		return
	fi
	echo "not ok - $1"
	printf 'got  %s\nwant %s\n' "$2" "$3" | sed 's/^/# /'
	failed=1
}

# What is offered after these words, the last being begun; in one line.
offered() {
	COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
	COMPREPLY=()
	_igtk
	printf '%s\n' "${COMPREPLY[@]}" | sort -u | paste -sd ' '
}

words() { sort -u | paste -sd ' '; }

"$BUILD/bin/igtk" help --completion >"$T/igtk" || exit 1
"$BUILD/bin/igtk" --help | sed -n 's/^igtk \([a-z].*\)/\1/p' >"$T/usage"
is "no complaint of bash" "$(bash -n "$T/igtk" 2>&1)" ""
# shellcheck source=/dev/null
. "$T/igtk"
is "it is for igtk" "$(complete -p igtk)" "complete -F _igtk igtk"

is "the first word" "$(offered igtk '')" "$({
	cut -d ' ' -f 1 "$T/usage"
	printf '%s\n' help --help --version
} | words)"
while read -r group; do
	is "the second word of $group" "$(offered igtk "$group" '')" \
	    "$(sed -n "s/^$group \([a-z]*\).*/\1/p" "$T/usage" | words)"
done < <(sed -n 's/^\([a-z-]*\) [a-z].*/\1/p' "$T/usage" | sort -u)
is "the beginning of a word" "$(offered igtk cat)" catalogue

while read -r line; do
	read -r -a command <<<"${line%%[ [][-A-Z]*}"
	is "options of ${command[*]}" "$(offered igtk "${command[@]}" --)" \
	    "$({
		grep -o -e '--[a-z-]*' <<<"$line"
		echo --help
	    } | words)"
done <"$T/usage"
is "nothing is missing above" "$(grep -c . "$T/usage")" \
    "$(grep -c ') options=' "$T/igtk")"

# Values, files and folders.
mkdir "$T/a" "$T/a/folder b"
: >"$T/a/file b"
here="$T/a"
is "a file of a command" "$(offered igtk catalogue load "$here/fi")" \
    "$here/file b"
is "a folder of a command" "$(offered igtk backup "$here/f")" "$here/folder b"
is "a folder that may be left out" "$(offered igtk verify "$here/f")" \
    "$here/folder b"
is "a file of an option" "$(offered igtk score --config "$here/fi")" \
    "$here/file b"
is "a file after =" "$(offered igtk score --config = "$here/fi")" \
    "$here/file b"
is "a value that cannot be known" "$(offered igtk score --org '')" ""
is "a command that there is not" "$(offered igtk nothing --)" ""
exit $failed
