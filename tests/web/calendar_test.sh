#!/bin/sh
# calendar_test.sh - the address of a calendar, through the web server, and what
# lies there as libical reads it.
#
#	BUILD=dir sh tests/web/calendar_test.sh
#
# shellcheck disable=SC2154 # set by lib.sh
. "$(dirname "$0")/lib.sh"

if ! pkg-config --exists libical 2>/dev/null; then
	skip "calendars read by libical" "libical-dev is not installed"
	exit 0
fi

start_site -d
# shellcheck disable=SC2046 # words
${CC:-cc} -o "$T/ical_read" "$TREE/tests/web/calendar/ical_read.c" \
    $(pkg-config --cflags --libs libical) || give_up "ical_read is not made"
ical() { "$T/ical_read" <"$body" >"$T/events" 2>"$T/wrong"; }

sign_in kofi demo-kofi-2026 kofi
post kofi /settings /settings/calendar
status_is "an address is made" 200
address=$(sed -n 's|.*\(/calendar/[A-Za-z0-9_-]*\.ics\).*|\1|p' "$body")
is "it holds 256 bits" "${#address}" 57
get nobody "$address"
status_is "nobody need sign in there" 200
is "it is a calendar" "$(header Content-Type)" "text/calendar; charset=utf-8"
is "it is kept by nobody on the way" "$(header Cache-Control | grep -c no-store)" 1
ical
is "libical finds nothing wrong" "$? $(head -n 3 "$T/wrong")" "0 "
is "libical finds the training" "$(grep -c ' Training: ' "$T/events")" 1
sort "$T/events" | awk '{ print $2 }' | uniq -d >"$T/twice"
is "each event has a name of its own" "$(cat "$T/twice")" ""
cp "$T/events" "$T/before"
get nobody "$address"
ical
is "the names stay" "$(diff "$T/before" "$T/events")" ""

# A title with all that needs care, longer than a line.
title='Café, "tea"; and\more: Überprüfung – Überprüfung – Überprüfung – Überprüfung'
if command -v sqlite3 >/dev/null; then
	printf '%s' "$title" >"$T/title"
	sqlite3 -cmd '.timeout 5000' "$DB" "UPDATE course SET
	    name = CAST(readfile('$T/title') AS TEXT) WHERE code = 'IG-ANNUAL'"
	get nobody "$address"
	ical
	is "a hard title: nothing wrong" "$? $(head -n 3 "$T/wrong")" "0 "
	if grep -qF "Training: $title" "$T/events"; then
		ok "a hard title comes back as it was"
	else
		not_ok "a hard title comes back as it was" "$(cat "$T/events")"
	fi
	is "lines of at most 75 bytes" \
	    "$(tr -d '\r' <"$body" | LC_ALL=C awk 'length > 75' | head -n 3)" ""
else
	skip "a hard title" "sqlite3 is not installed"
fi

post kofi /settings /settings/calendar
get nobody "$address"
status_is "a new address: the old one is nobody's" 404
is "no log of ours holds an address" \
    "$(grep -c "${address#/calendar/}" "$T/logs/fcgi.log")" 0
get kofi /home
has "the first page leads to the settings" 'href="/settings"'
finish
