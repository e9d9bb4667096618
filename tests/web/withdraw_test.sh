#!/bin/sh
# withdraw_test.sh - versions that are not released yet, and withdrawn ones, by
# command: what is refused, in which words, and what goes on.
. "$(dirname "$0")/lib.sh"

WORDS="was withdrawn on $(LC_ALL=C date -u '+%-d %B %Y'): One text was wrong"

next_version() { # VERSION RELEASED
	sed -e "s/\"version\": \"14.1\"/\"version\": \"$1\"/" \
		-e "s/\"released\": \"[^\"]*\"/\"released\": \"$2\"/" \
		"$TREE/config/catalogue/igt-14.1-CTP.json" >"$T/next.json"
	igtk catalogue load "$T/next.json" >/dev/null
}
said() { # COMMAND...: what it says, and its exit status
	igtk "$@" 2>&1
	echo "status $?"
}

org 8XX01 CTP "Anglia Couriers"
next_version 15 2099-01-01
is "early: it is not opened" \
	"$(said assessment open --org 8XX01 --version 15)" \
	"igtk: 8XX01: Version 15 is released on 1 January 2099, and can be opened from then on
status 1"
is "early: the list says so" \
	"$(igtk catalogue list --type CTP | sed -n 's/.*, \(to be .*\)/\1/p')" \
	"to be released on 2099-01-01"
igtk assessment open --org 8XX01 --version 14.1 >/dev/null

is "withdraw: no such set" \
	"$(said catalogue withdraw --version 99 --type CTP --reason x)" \
	"igtk: no pack is loaded for version 99 and type CTP
status 1"
is "withdraw: done" "$(said catalogue withdraw --version 14.1 --type CTP \
	--reason "One text was wrong.")" "CTP 14.1: withdrawn
status 0"
is "withdraw: once" "$(said catalogue withdraw --version 14.1 --type CTP \
	--reason "Again")" "igtk: CTP 14.1 is withdrawn already
status 1"
is "withdraw: the list says so" \
	"$(igtk catalogue list --type CTP | grep -c ', withdrawn$')" 1
org 8XX02 CTP "Borders Couriers"
is "withdraw: it is not opened" \
	"$(said assessment open --org 8XX02 --version 14.1)" \
	"igtk: 8XX02: Version 14.1 $WORDS
status 1"
is "withdraw: an older one is, by who has not opened it" \
	"$(said assessment open --org 8XX02 --version 13 | tail -n 1)" "status 0"
is "withdraw: and is not by who has" \
	"$(said assessment open --org 8XX01 --version 13 | tail -n 1)" "status 1"
is "withdraw: it blocks publication" \
	"$(igtk assessment readiness --org 8XX01 --version 14.1 |
		grep '^version-withdrawn')" \
	"version-withdrawn        Version 14.1 $WORDS "
igtk assessment export --org 8XX01 --version 14.1 >"$T/kept" 2>/dev/null
is "withdraw: it is exported" $? 0
next_version 14.2 2018-01-05
is "withdraw: the next one is opened" \
	"$(said assessment open --org 8XX01 --version 14.2 | tail -n 1)" \
	"status 0"
is "reinstate: done" "$(said catalogue reinstate --version 14.1 --type CTP)" \
	"CTP 14.1: reinstated
status 0"
is "reinstate: once" "$(said catalogue reinstate --version 14.1 --type CTP)" \
	"igtk: CTP 14.1 is not withdrawn
status 1"
is "reinstate: nothing blocks for it" \
	"$(igtk assessment readiness --org 8XX01 --version 14.1 |
		grep -c '^version-withdrawn')" 0
is "both stand in the trail" "$(igtk audit export | grep -c \
	-e '"catalogue.withdraw"' -e '"catalogue.reinstate"')" 2

# A stage is refused in the same words.
org RX901 ACU "Anglia Acute"
igtk assessment open --org RX901 --version 14.1 >/dev/null
igtk catalogue withdraw --version 14.1 --type ACU \
	--reason "One text was wrong" >/dev/null
is "withdraw: no stage of it is submitted" \
	"$(said assessment submit --org RX901 --version 14.1 --stage baseline)" \
	"igtk: RX901 14.1: Version 14.1 $WORDS
status 1"
finish
