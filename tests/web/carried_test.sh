#!/bin/sh
# carried_test.sh - igtk assessment says what could not be carried over, at the
# opening of a year and afterwards.
. "$(dirname "$0")/lib.sh"

org 8XX01 CTP "Anglia Couriers"
igtk assessment open --json --org 8XX01 --version 14.1 >"$T/first"
case $(cat "$T/first") in
*'"carried_from":null,"not_carried":[]}') ok "carried: nothing in a first year" ;;
*) not_ok "carried: nothing in a first year" "$(cat "$T/first")" ;;
esac
cat >"$T/answers.json" <<'END'
{"format":"igtk-assessment","schema":1,"version":"14.1",
"organisation":{"code":"8XX01","name":"Anglia Couriers","type":"CTP"},
"answers":[{"requirement":"114","met":["1a"],"comments":{"1a":"In the minutes\nof June"}}]}
END
igtk assessment import "$T/answers.json" >"$T/said" 2>&1 ||
	not_ok "carried: answers are taken in" "$(cat "$T/said")"

# The next version asks something else as 114-1a.
sed -e 's/"version": "14.1"/"version": "15.1"/' \
	-e 's/Responsibility for information governance is assigned/There is a fire door/' \
	"$TREE/config/catalogue/igt-14.1-CTP.json" >"$T/next.json"
igtk catalogue load "$T/next.json" >/dev/null
igtk assessment open --org 8XX01 --version 15.1 >"$T/opened"
is "carried: the opening says how much" \
	"$(sed -n 2p "$T/opened")" "not carried over: 2"
is "carried: a line each, of a comment its first" "$(sed -n 3,4p "$T/opened")" \
	"114   tick             1a
114   comment          1a: In the minutes"
igtk assessment carried --json --org 8XX01 --version 15.1 >"$T/list"
is "carried: the same afterwards, whole" "$(cat "$T/list")" \
	'[{"requirement":"114","now":"114","kind":"tick","criteria":"1a","text":"","about":"","taken":""},{"requirement":"114","now":"114","kind":"comment","criteria":"1a","text":"In the minutes\nof June","about":"","taken":""}]'
igtk assessment carried --json --org 8XX01 --version 14.1 >"$T/list"
is "carried: an empty list is a list" "$(cat "$T/list")" "[]"
igtk assessment carried --org 8XX01 --version 99 >"$T/said" 2>&1
is "carried: of a year that is not open nothing is said" $? 1
igtk assessment carried --org 8XX01 >"$T/said" 2>&1
is "carried: without a version it is no command" $? 2

# An older version is not opened after a newer one.
igtk assessment open --org 8XX01 --version 13 >"$T/said" 2>&1
is "open: a version older than the one that is open is refused" $? 1
is "open: ... and says which that is" "$(cat "$T/said")" \
	"igtk: 8XX01: Version 15.1 was released after version 13, and is open or published already. An older version cannot be opened after a newer one"
is "open: ... and nothing was opened" \
	"$(igtk assessment list --org 8XX01 | wc -l)" 2
finish
