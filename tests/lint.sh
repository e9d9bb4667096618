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
    -Icore -Icore/cli -Icore/json -Icore/sheet -Icore/verify"
json=$(pkg-config --cflags-only-I json-c 2>/dev/null | sed 's/-I/-isystem /g')

# The analyzer takes ten times as long as all other checks together.  It looks
# at what takes bytes from outside; DEEP=1, as "make analyze" says, lets it
# look at everything.
outside='core/csv*.c core/db*.c core/config.c core/json/*.c core/verify/*.c
    core/cli/args.c core/cli/keep.c fcgi/authd/*.c fcgi/guard.c fcgi/req.c
    fcgi/guard_bearer.c fcgi/body.c core/api_token.c
    fcgi/form*.c fcgi/multipart.c fcgi/upload.c fcgi/transport.c fcgi/route.c
    fcgi/html.c fcgi/seat.c fcgi/sandbox*.c core/token.c core/session.c'
quickly=-clang-analyzer-*

tidy() { # NAME CHECKS FILE...
	name=$1 checks=$2
	shift 2
	# One file at a time, so that both processors stay busy to the end.
	# shellcheck disable=SC2086
	out=$(printf '%s\n' "$@" | xargs -P 2 -I "{}" \
	    clang-tidy --quiet ${checks:+"--checks=$checks"} "{}" -- -std=c11 \
	    -D_GNU_SOURCE -DIGTK_VERSION='""' -include include/banned.h \
	    $includes $json 2>&1)
	judge "$name" $? "$(printf '%s\n' "$out" |
	    grep -vE '^[0-9]+ warnings? |^Suppressed |^Use -header-filter')"
}

if ! command -v clang-tidy >/dev/null; then
	echo "skip - lint: clang-tidy: it is not installed"
elif [ -n "${DEEP:-}" ]; then
	# shellcheck disable=SC2086
	tidy "clang-tidy and its analyzer, everything" "" $sources
else
	# shellcheck disable=SC2086
	outside=$(ls $outside)
	# shellcheck disable=SC2046,SC2086
	tidy "clang-tidy" "$quickly" \
	    $(printf '%s\n' $sources | grep -vxF "$outside")
	# shellcheck disable=SC2086
	tidy "clang-tidy and its analyzer, what takes bytes from outside" "" \
	    $outside
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
