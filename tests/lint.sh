#!/bin/sh
# lint.sh BUILD ASSETS - clang-tidy and cppcheck over the programs' sources.
# The checks are chosen in .clang-tidy.  BUILD holds the generated headers.
set -u
LC_ALL=C.UTF-8
export LC_ALL
BUILD=${1:-build/release}
ASSETS=${2:-build/www}
failed=0

judge() { # NAME STATUS OUTPUT
	if [ "$2" -eq 0 ]; then
		echo "ok - lint: $1"
		return
	fi
	echo "not ok - lint: $1"
	printf '%s\n' "$3" | head -n 80 | sed 's/^/  /'
	failed=1
}

sources=$(ls core/*.c core/*/*.c fcgi/*.c fcgi/*/*.c)
includes="-Iinclude -I$BUILD/gen -I$ASSETS -Ifcgi -Ifcgi/authd -Ifcgi/tmplc
    -Icore -Icore/cli -Icore/json -Icore/verify"
json=$(pkg-config --cflags-only-I json-c 2>/dev/null | sed 's/-I/-isystem /g')

if command -v clang-tidy >/dev/null; then
	# One file at a time, so that both processors stay busy to the end.
	# shellcheck disable=SC2086
	out=$(printf '%s\n' $sources | xargs -P 2 -I "{}" \
	    clang-tidy --quiet "{}" -- -std=c11 -D_GNU_SOURCE \
	    -DIGTK_VERSION='""' -include include/banned.h $includes $json \
	    2>&1)
	judge "clang-tidy" $? "$(printf '%s\n' "$out" |
	    grep -vE '^[0-9]+ warnings? |^Suppressed |^Use -header-filter')"
else
	echo "skip - lint: clang-tidy: it is not installed"
fi

# unknownEvaluationOrder doubts a position++ inside of the macro SQL().
if command -v cppcheck >/dev/null; then
	# shellcheck disable=SC2086
	out=$(cppcheck --quiet --std=c11 -j 2 --inline-suppr \
	    --error-exitcode=1 --enable=warning,performance,portability \
	    --suppress=missingIncludeSystem --suppress=unknownEvaluationOrder \
	    --template='{file}:{line}: {severity}: {message} [{id}]' \
	    -D_GNU_SOURCE -DIGTK_VERSION='""' $includes $sources 2>&1)
	judge "cppcheck" $? "$out"
else
	echo "skip - lint: cppcheck: it is not installed"
fi

exit $failed
