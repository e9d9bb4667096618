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

csv() { printf '%s\n' "$@" >"$T/list.csv"; }
csv code,name,type,parent,purpose,commissioner HQ01,Chain,PHA,,, \
    HQ02,"Chain Leeds",PHA,HQ01,contract,RX901
try "a list: what would come of it" 0 org import --dry-run "$T/list.csv"
says "a list: what would come of it: said" "2 would be added, 0 registered"
is "a list: nothing of it was done" "$(of HQ02 code)" "null"
try "a list" 0 org import "$T/list.csv"
is "a list: with parents that stand above" \
    "$(of HQ02 parent) $(of HQ02 purpose)" "HQ01 contract"
try "a list: its commissioner" 1 org commission --code HQ02 --commissioner RX901
try "a list again" 0 org import --json "$T/list.csv"
says "a list again: nothing new" '"added":0,"known":2'
csv code,name,type,parent HQ03,New,PHA,HQ01 HQ02,Other,PHA,HQ01 \
    HQ04,New,XYZ, HQ05,New,PHA,HQ99 r-1,New,PHA, HQ06,,PHA,
try "a list with faults" 1 org import "$T/list.csv"
for why in "line 3: HQ02: it is registered otherwise" \
    "line 4: HQ04: no pack" "line 5: HQ05: its parent" "line 6: r-1: a code" \
    "line 7: HQ06: a name" "nothing was registered"; do
	says "a list with faults: $why" "$why"
done
is "a list with faults: all or nothing" "$(of HQ03 code)" "null"
csv code,name,type,colour A01,A,PHA,red
try "a list with a foreign column" 1 org import "$T/list.csv"
says "a list with a foreign column: which" 'the column "colour"'
csv name,type A,PHA
try "a list without codes" 1 org import "$T/list.csv"
csv code,name,type,purpose A01,A,PHA,gain
try "a list with a purpose of none" 1 org import "$T/list.csv"
says "a list with a purpose of none: where" "line 2: a purpose is"
csv code,name,type
try "a list of nobody" 1 org import "$T/list.csv"
try "a folder for a list" 1 org import "$T"
{
	echo code,name,type,parent
	echo BIG00,Big chain,PHA,
	seq -f "B%04g,A site,PHA,BIG00" 1000
} >"$T/list.csv"
try "a chain of 1,000 sites" 0 org import - <"$T/list.csv"
says "a chain of 1,000 sites: all" "standard input: 1001 added"

try "a reviewer for all" 0 role grant --org - --role external-reviewer --user kofi
try "no other role for all" 1 role grant --org - --role assessor --user kofi

finish
