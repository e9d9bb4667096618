#!/bin/sh
# draft_test.sh - what is typed while a session ends is kept, and only for
# whoever typed it.
. "$(dirname "$0")/lib.sh"

org RX901 ACU "Eastmarsh Hospitals"
person RX901 ann "Ann Assessor" right-ann assessor
person RX901 ben "Ben Assessor" right-ben assessor
igtk assessment open --org RX901 --version 14.1 >/dev/null
setting session idle_s 120
start_site
PAGE=/assessment/14.1/requirement/101

# Past the idle limit, without waiting for it.
let_sessions_end() {
	sqlite3 "$DB" "UPDATE session SET seen_at = seen_at - 240000000"
}
# What a browser sends: every field of the form, and these.
save() { # JAR COMMENT
	post_raw "$1" "$PAGE" "csrf=$csrf" "op=$op" "edition=$edition" \
	    "comment-1a=$2" "met-1a=1" "evidence-lines=0" "owner=ann" \
	    "target=" "due-day=" "due-month=" "due-year=" "plan=" "do=save"
}
# The hidden fields of the page a browser has open.
open_form() { # JAR
	get "$1" "$PAGE"
	csrf=$(sed -n 's/.*name="csrf" value="\([^"]*\)".*/\1/p' "$body" | tail -n 1)
	op=$(sed -n 's/.*name="op" value="\([^"]*\)".*/\1/p' "$body" | tail -n 1)
	edition=$(sed -n 's/.*name="edition" value="\([^"]*\)".*/\1/p' "$body")
}

sign_in ann right-ann one || not_ok "ann signs in"
open_form one
let_sessions_end
save one "typed while the session ended"
status_is "draft: a late form is answered with a redirect" 303
case $(header Location) in
*kept=1*) ok "draft: to sign-in, which says that it is kept" ;;
*) not_ok "draft: to sign-in, which says that it is kept" "$(header Location)" ;;
esac
is "draft: nothing of it is saved yet" \
    "$(sqlite3 "$DB" "SELECT count(*) FROM answer_criterion")" 0

sign_in ben right-ben two || not_ok "ben signs in"
get two "$PAGE"
has_not "draft: somebody else does not see it" "typed while the session ended"

sign_in ann right-ann one || not_ok "ann signs in again"
get one /home
has "draft: the start page tells of it" "Requirement 14.1-101"
get one "$PAGE"
has "draft: it is in the form again" "typed while the session ended"
has "draft: the page says that it is not saved" "It is not saved yet"
post one "$PAGE" "$PAGE" "comment-1a=typed while the session ended" \
    "met-1a=1" "owner=ann" "target=" "due-day=" "due-month=" "due-year=" \
    "plan=" "do=save"
status_is "draft: it is saved now" 303
is "draft: it stands in the records" "$(sqlite3 "$DB" \
    "SELECT comment FROM answer_criterion")" "typed while the session ended"
is "draft: and is kept no longer" \
    "$(sqlite3 "$DB" "SELECT count(*) FROM draft")" 0

open_form one
let_sessions_end
csrf=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
save one "forged"
is "draft: a form with a foreign token is not kept" \
    "$(sqlite3 "$DB" "SELECT count(*) FROM draft")" 0

sign_in ann right-ann one
open_form one
let_sessions_end
save one "not wanted"
sign_in ann right-ann one
post one "$PAGE" "$PAGE/drop"
status_is "draft: it can be left" 303
get one "$PAGE"
has_not "draft: and is gone then" "not wanted"

open_form one
sign_out one
save one "after signing out"
is "draft: after signing out nothing is kept" \
    "$(sqlite3 "$DB" "SELECT count(*) FROM draft")" 0

# What cannot be saved is not offered: a complete requirement, a published year.
sign_in ann right-ann one
open_form one
let_sessions_end
save one "kept until it is reopened"
sign_in ann right-ann one
get one /home
has "draft: it is offered while it can be saved" "Requirement 14.1-101"
was=$(sqlite3 "$DB" "SELECT state FROM answer WHERE id = (SELECT answer_id
    FROM answer_criterion LIMIT 1)")
answers() { # STATE
	sqlite3 "$DB" "UPDATE answer SET state = $1, completed_by = (SELECT id
	    FROM person WHERE user_name = 'ben') WHERE id = (SELECT answer_id
	    FROM answer_criterion LIMIT 1)"
}
answers 3
get one /home
status_is "draft: the start page goes on" 200
has_not "draft: not while its requirement is complete" "14.1-101"
answers "$was"
get one /home
has "draft: and again when it is reopened" "Requirement 14.1-101"
sqlite3 "$DB" "UPDATE assessment SET state = 2"
get one /home
status_is "draft: the start page of a published year" 200
has_not "draft: nor when the year is published" "14.1-101"
finish
