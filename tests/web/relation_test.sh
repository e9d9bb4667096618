#!/bin/sh
# relation_test.sh - organisations registered and changed from the command line:
# parents, purposes, commissioners, and a reviewer for all of them.
#
#   BUILD=dir sh tests/web/relation_test.sh
# shellcheck disable=SC2154 # set by lib.sh
. "$(dirname "$0")/lib.sh"

demo_people
start_site

conf="--config $T/igtk.ini"
try() { # NAME CODE WORDS: how it ends, and what it says
	name=$1 code=$2
	shift 2
	# shellcheck disable=SC2086 # two words
	igtk "$@" $conf >"$T/said" 2>&1
	is "$name" "$?" "$code"
}
says() { # NAME TEXT
	if grep -qF "$2" "$T/said"; then ok "$1"; else not_ok "$1" "$(cat "$T/said")"; fi
}
of() { # CODE MEMBER
	igtk org list --json | perl -MJSON::PP -0777 -e '
	    my ($d) = grep { $_->{code} eq $ARGV[0] } @{decode_json(<STDIN>)};
	    my $v = $d->{$ARGV[1]}; print defined $v ? $v : "null"' "$1" "$2"
}

is "alone at first" "$(of RX901 parent) $(of RX901 purpose)" "null assurance"
try "a site" 0 org add --code SITE1 --name 'A site' --type ACU --parent RX901 \
    --purpose contract --commissioner RX901
is "a site: as it was said" "$(of SITE1 parent) $(of SITE1 purpose)" \
    "RX901 contract"
try "a loop" 1 org change --code RX901 --parent SITE1
says "a loop: why" "SITE1 is the organisation itself, or a part of it"
try "itself" 1 org change --code RX901 --parent RX901
try "a parent of nowhere" 1 org change --code SITE1 --parent NOBODY
try "no such purpose" 2 org change --code SITE1 --purpose gain
try "no such type" 1 org change --code SITE1 --type XYZ
try "no code of that form" 1 org add --code R-1 --name X --type ACU
try "a code that is taken" 1 org add --code SITE1 --name X --type ACU
is "nothing of it was done" "$(of SITE1 parent) $(of SITE1 purpose)" \
    "RX901 contract"
try "on its own again" 0 org change --code SITE1 --parent - --name 'Was a site' \
    --purpose national-services
is "on its own again: and the rest" \
    "$(of SITE1 parent) $(of SITE1 purpose) $(of SITE1 name)" \
    "null national-services Was a site"
try "another type in mid-year" 0 org change --code RX901 --type GP
says "another type in mid-year: said" \
    "that is open keeps the requirements it was opened with"
try "and back" 0 org change --code RX901 --type ACU

try "commissioned twice" 1 org commission --code SITE1 --commissioner RX901
says "commissioned twice: why" "RX901 commissions SITE1 already"
try "no organisation" 1 org commission --code SITE1 --commissioner NOBODY
try "itself as commissioner" 1 org commission --code SITE1 --commissioner SITE1
try "released" 0 org release --code SITE1 --commissioner RX901
try "released twice" 1 org release --code SITE1 --commissioner RX901

try "a reviewer for all" 0 role grant --org - --role external-reviewer --user kofi
try "no other role for all" 1 role grant --org - --role assessor --user kofi

finish
