#!/bin/sh
# run.sh PROGRAM... - run the unit tests, one line for each test.
# BUILD says where the programs are; what a failing program said is shown.
set -u
IGTK_SOURCE=$(pwd)
TMPLC=$BUILD/tools/tmplc
case $TMPLC in /*) ;; *) TMPLC=$IGTK_SOURCE/$TMPLC ;; esac
export IGTK_SOURCE TMPLC
CMOCKA_MESSAGE_OUTPUT=TAP
export CMOCKA_MESSAGE_OUTPUT
failed=0
said=$(mktemp) || exit 1
trap 'rm -f "$said"' EXIT
for program in "$@"; do
	name=$(basename "$program" _test)
	# Through a file: a child left behind must not keep us waiting.
	timeout 300 "$program" >"$said" 2>&1 </dev/null
	status=$?
	out=$(cat "$said")
	echo "$out" | sed -n \
		-e "s/^ok [0-9]* - \(.*\)# SKIP\(.*\)/skip - unit $name: \1\2/p; t" \
		-e "s/^ok [0-9]* - /ok - unit $name: /p" \
		-e "s/^not ok [0-9]* - /not ok - unit $name: /p"
	if [ $status -ne 0 ]; then
		failed=1
		echo "$out" | grep -q '^not ok' ||
			echo "not ok - unit $name: ended with $status"
		echo "$out" | sed 's/^/  /' | tail -60
	fi
done
exit $failed
