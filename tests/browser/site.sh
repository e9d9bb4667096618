#!/bin/sh
# site.sh - one file of browser tests, on a whole site of its own.
#
#	BUILD=dir NODE=node CHROMIUM=chromium MODULES=dir sh site.sh FILE.mjs
#
# run.sh calls it.  The site holds the records of "igtk demo" and, for the
# tests that need a fresh start, a trust and a supplier that have none yet.
# Every password is demo-USER-2026.
# shellcheck shell=sh source-path=SCRIPTDIR/../web
. "$(dirname "$0")/../web/lib.sh"

file=$(dirname "$0")/$1
name=$(basename "$1" .mjs)

new_site
# The shortest that is allowed: somebody waits for it.
[ "$name" != idle ] || setting session idle_s 120
start_site -d -w 3

fresh() { # ORG USER NAME ROLE...
	f_org=$1 f_user=$2 f_name=$3
	shift 3
	person "$f_org" "$f_user" "$f_name" "demo-$f_user-2026" "$@" ||
	    give_up "no person $f_user"
}
org RX902 ACU "Westbrook Hospitals" || give_up "no trust"
org 8XX02 CTP "Southgate Records" || give_up "no supplier"
fresh RX902 adele "Adele Brandt" administrator
fresh RX902 amir "Amir Haddad" assessor
fresh RX902 ana "Ana Ferreira" assessor
fresh RX902 rhona "Rhona Baird" reviewer
fresh RX902 vera "Vera Lindqvist" viewer
fresh 8XX02 sol "Sol Mendes" administrator

mkdir "$T/home"
HOME=$T/home SITE_URL=$URL SITE_DB=$DB SITE_TREE=$TREE SITE_BIN=$SITE_BUILD/bin \
    SITE_NAME=$name "$NODE" "$file" &
tests=$!
trap 'kill -TERM $tests 2>/dev/null; wait $tests; exit 1' HUP INT TERM
wait $tests || failed=1
finish
