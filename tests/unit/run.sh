#!/bin/sh
# run.sh PROGRAM... - run the unit tests, one line for each test.
# BUILD says where the programs are; what a failing program said is shown.
# JOBS of them run at a time, else one.
set -u
IGTK_SOURCE=$(pwd)
TMPLC=$BUILD/tools/tmplc
case $TMPLC in /*) ;; *) TMPLC=$IGTK_SOURCE/$TMPLC ;; esac
export IGTK_SOURCE TMPLC
CMOCKA_MESSAGE_OUTPUT=TAP
export CMOCKA_MESSAGE_OUTPUT
if [ $# -gt 1 ]; then
	printf '%s\0' "$@" | xargs -0 -n 1 -P "${JOBS:-1}" sh "$0" || exit 1
	exit 0
fi
program=$1
name=$(basename "$program" _test)
said=$(mktemp) || exit 1
trap 'rm -f "$said" "$said.lines"' EXIT
# Through a file: a child left behind must not keep us waiting.
timeout 300 "$program" >"$said" 2>&1 </dev/null
status=$?
sed -n \
	-e "s/^ok [0-9]* - \(.*\)# SKIP\(.*\)/skip - unit $name: \1\2/p; t" \
	-e "s/^ok [0-9]* - /ok - unit $name: /p" \
	-e "s/^not ok [0-9]* - /not ok - unit $name: /p" \
	<"$said" >"$said.lines"
if [ $status -ne 0 ]; then
	grep -q '^not ok' "$said" ||
		echo "not ok - unit $name: ended with $status" >>"$said.lines"
	sed 's/^/  /' "$said" | tail -60 >>"$said.lines"
fi
# In one piece, as others speak as well.
cat "$said.lines"
[ $status -eq 0 ]
