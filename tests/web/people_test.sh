#!/bin/sh
# people_test.sh - the administrator's pages and the audit trail.
#
# What needs sqlite3, or the igtk-verify of the build, is skipped aloud.
# shellcheck disable=SC2154 # set by lib.sh
. "$(dirname "$0")/lib.sh"

me=nobody csrf='' op=''
new_op() { perl -e 'print 1 + int rand 2**52'; }
as() { # USER who signed in before
	me=$1
	csrf=$(cat "$T/$1.csrf")
}
look() { # PATH
	get "$me" "$1"
	location=$(header Location)
}
# A form of a page is sent with what the test says, and nothing else.
send() { # PATH NAME=VALUE...: with csrf, and with $op or a new one
	to=$1
	shift
	post_raw "$me" "$to" "csrf=$csrf" "op=${op:-$(new_op)}" "$@"
	location=$(header Location)
}
shown() { # NAME: the first such hidden field of the page
	sed -n "s/.*name=\"$1\" value=\"\([^\"]*\)\".*/\1/p" "$body" |
	    head -n 1
}
found() { # PATTERN: what its parentheses hold, on the page
	perl -0777 -e '$_ = do { local @ARGV = pop; <> };
	    print $1 if m{$ARGV[0]}s' "$1" "$body"
}
enter() { # USER
	if sign_in "$1" "demo-$1-2026" "$1"; then
		ok "$1 signs in"
	else
		not_ok "$1 signs in" "status $status"
	fi
	get "$1" /help
	hidden /sign-out <"$body" | sed -n 's/^csrf=//p' >"$T/$1.csrf"
	as "$1"
}
person_id() { # USER, an administrator: their own number
	as "$1"
	look /people
	found "/people/(\d+)\">[^<]*</a><span[^>]*>$1<"
}

demo_people
account hana demo-hana-2026
account root demo-root-2026
igtk role grant --org RX901 --user tom --role viewer >"$T/logs/tom.log"
start_site

look /people
is "nobody: to the sign-in page" "$status $location" \
    "303 /sign-in?next=/people"
for u in priya daniel mairead tom grace ewan; do
	enter $u
done

# --- who may come ---

as daniel
for p in /people /people/new /people/1 /organisations /audit; do
	look $p
	is "assessor: GET $p" "$status" 403
done
send /people/new user=hana name=Hana
is "assessor: POST /people/new" "$status" 403
has_not "assessor: no link to people" 'href="/people"'
as mairead
look /people
is "viewer: no people" "$status" 403
look /audit
is "viewer: the audit trail" "$status" 200
has "viewer: a link to it" 'href="/audit"'
as priya
look /organisations
is "administrator: no organisations" "$status" 403
send /organisations/new code=RX902 name=Other type=ACU
is "administrator: adds no organisation" "$status" 403
has_not "administrator: no link to organisations" 'href="/organisations"'
as ewan
look /people
is "national, nowhere: choose first" "$status $location" \
    "303 /organisations?choose=1"
send /people/new user=hana name=Hana
is "national, nowhere: adds nobody" "$status $location" \
    "303 /organisations?choose=1"
send /people/groups group=wheel role=viewer
is "national, nowhere: no group" "$status" 303

# --- the list ---

as priya
look /people
is "the list" "$status" 200
has "the list: a person" 'Daniel Osei</a>'
has "the list: a guest" 'Belongs to another organisation'
has_not "the list: nobody of elsewhere" 'Grace Oduya'
look '/people?saved=1'
is "the list: a flag it does not know" "$status" 400
look '/people?granted=1&granted=1'
is "the list: a flag twice" "$status" 400

# --- adding ---

look /people/new
is "the form" "$status" 200
has_not "the form: not the national role" 'role-national'
send /people/new user= name= role-viewer=1
is "nothing typed" "$status" 422
has "nothing typed: the title says so" '<title>Error: Add a person'
has "nothing typed: user name" '<a href="#user">Enter the user name</a>'
has "nothing typed: name" "<a href=\"#name\">Enter the person&#39;s name</a>"
if perl -0777 -ne 'exit !/id="role-viewer"[^>]* checked/' "$body"; then
	ok "nothing typed: the box stays ticked"
else
	not_ok "nothing typed: the box stays ticked"
fi
send /people/new 'user=hana f' 'name=Hana <Fischer>'
is "a space in the user name" "$status" 422
has "a space: what was typed is kept" 'value="Hana &lt;Fischer&gt;"'
has "a space: why" 'without spaces, colons or slashes'
send /people/new user=hana "name=$(printf '%0201d' 0)"
is "a name of 201 characters" "$status" 422
send /people/new user=hana name=Hana role-national=1
is "the national role" "$status" 400
send /people/new user=hana name=Hana more=1
is "an unknown field" "$status" 400
send /people/new user=hana user=grace name=Hana
is "a field twice" "$status" 400
right=$csrf
csrf=wrong
send /people/new user=hana name=Hana
is "a wrong form token" "$status" 403
csrf=$right
send /people/new user=hana "name=$(printf '%020000d' 0)"
is "too large" "$status" 413
n1=$(new_op)
op=$n1 send /people/new user=Hana 'name=Hana Fischer' role-assessor=1 role-viewer=1
is "added" "$status" 303
hana=$location
look "$hana"
is "added: the page" "$status" 200
has "added: says so" 'The person was added'
has "added: with roles" 'Assessor, Viewer'
has "added: the user name is folded" '>hana<'
op=$n1 send /people/new user=Hana 'name=Hana Fischer' role-assessor=1 role-viewer=1
is "the form again: the same answer" "$status $location" "303 $hana"
op=$n1 send /people/new user=rich 'name=Rich Ford'
is "its number, another person: not lost" "$status" 303
look "$location"
has "its number, another person: there" 'Rich Ford</h1>'
look /people
is "one Hana only" "$(grep -c 'Hana Fischer</a>' "$body")" 1
send /people/new user=HANA 'name=Hanna Fisher' role-reviewer=1
is "taken here" "$status" 409
has "taken here: the link to the person" "href=\"${hana%%\?*}\">Hana Fischer</a>"
has "taken here: what was typed is kept" 'value="Hanna Fisher"'
send /people/new user=grace 'name=Grace Other'
is "taken elsewhere" "$status" 409
has "taken elsewhere: only that" 'This user name is taken'
has_not "taken elsewhere: not by whom" 'Oduya'
has_not "taken elsewhere: not where" 'Northgate'

if command -v sqlite3 >/dev/null; then
	sqlite3 "$DB" "CREATE TRIGGER stop BEFORE INSERT ON role_grant
		WHEN NEW.role = 8 BEGIN SELECT RAISE(ABORT, 'stopped'); END"
	send /people/new user=poor 'name=Poor Luck' role-assessor=1 role-reviewer=1
	is "a role fails: still an answer" "$status" 303
	look "$location"
	has "a role fails: says so" 'not every role was given'
	has_not "a role fails: no success" 'nhsuk-notification-banner--success'
	has "a role fails: the other is there" '>Assessor</dd>'
	send "${location%%\?*}/roles" had=4 role-assessor=1 role-reviewer=1
	sqlite3 "$DB" "DROP TRIGGER stop"
else
	skip "a role fails" "no sqlite3"
fi

# --- one person ---

hana=${hana%%\?*}
look /people/abc
is "no number" "$status" 404
look /people/12345
is "no such person" "$status" 404
grace=$(person_id grace)
tom=$(person_id tom)
priya=$(person_id priya)
as priya
look "/people/$grace"
is "a person of elsewhere" "$status" 404
send "/people/$grace" name=Mine was_name='Grace Oduya'
is "a person of elsewhere: no change" "$status" 404
send "/people/$grace/roles" had=0 role-viewer=1
is "a person of elsewhere: no roles" "$status" 404

look "$hana"
had=$(shown had)
send "$hana/roles" "had=$had" role-reviewer=1 role-viewer=1
is "roles saved" "$status $location" "303 $hana?saved=1"
look "$location"
has "roles saved: says so" 'The changes were saved'
has "roles saved: the new ones" '>Reviewer, Viewer</dd>'
send "$hana/roles" "had=$had" role-reviewer=1 role-viewer=1
is "the same again" "$status" 303
send "$hana/roles" "had=$had" role-assessor=1
is "roles changed meanwhile" "$status" 409
has "meanwhile: what is on record" 'On record now: Reviewer, Viewer'
is "meanwhile: the next try starts from there" "$(shown had)" 40
send "$hana/roles" role-assessor=1
is "without what was seen" "$status" 409
send "$hana/roles" had=40 role-assessor=1 role-national=1
is "the national role again" "$status" 400

send "$hana" 'name=Hana Fischer-Long' 'was_name=Hana Fischer'
is "name saved" "$status $location" "303 $hana?saved=1"
send "$hana" 'name=Hana F' 'was_name=Hana Fischer'
is "name changed meanwhile" "$status" 409
has "meanwhile: the name on record" 'On record now: Hana Fischer-Long'
has "meanwhile: the name typed" 'value="Hana F"'
send "$hana" 'name=Hana Fischer-Long' 'was_name=Hana Fischer-Long' \
    'mail=hana@x, all@x'
is "two addresses" "$status" 422
has "two addresses: what to do" \
    '<a href="#mail">Enter one mail address, like name@trust.example</a>'
send "$hana" 'name=Hana Fischer-Long' 'was_name=Hana Fischer-Long' \
    'mail=hana@trust.example'
is "an address" "$status" 303
send "$hana" 'name=Hana Fischer-Long' 'was_name=Hana Fischer-Long' mail=
is "an address, changed meanwhile" "$status" 409
send "$hana" 'name=Hana Fischer-Long' 'was_name=Hana Fischer-Long' mail= \
    was_mail=hana@trust.example
is "no address again" "$status" 303
send "$hana" name= 'was_name=Hana Fischer-Long'
is "no name" "$status" 422
has "no name: says so" 'Enter the person&#39;s name'
send "$hana" name=Hana was_name=Hana user=other
is "the user name does not change" "$status" 400

enter hana
as hana
look /home
is "hana works" "$status" 200
as priya
send "$hana" 'name=Hana Fischer-Long' 'was_name=Hana Fischer-Long' closed=1
is "closed" "$status" 303
look /people
has "closed: marked in the list" '>Closed</strong>'
as hana
look /home
is "closed: signed out at once" "$status" 303
as priya
send "$hana" 'name=Hana Fischer-Long' 'was_name=Hana Fischer-Long' was_closed=1
is "reopened" "$status" 303

send "/people/$priya/roles" had=16 role-viewer=1
is "own administrator's role" "$status" 422
has "own role: why" 'You cannot take the administrator&#39;s role from yourself'
send "/people/$priya/roles" had=16 role-administrator=1 role-viewer=1
is "own other roles" "$status" 303
send "/people/$priya" 'name=Priya Anand' 'was_name=Priya Anand' closed=1
is "own account" "$status" 422
has "own account: why" 'You cannot close your own account'

look "/people/$tom"
is "a guest" "$status" 200
has "a guest: whose" 'belongs to another organisation'
send "/people/$tom" name=Tim 'was_name=Tom Adeyemi'
is "a guest: not ours to name" "$status" 403
send "/people/$tom/roles" had=32
is "a guest leaves" "$status $location" "303 /people?left=1"
look "/people/$tom"
is "a guest who left" "$status" 404

# --- groups ---

send /people/groups group= role=
is "no group" "$status" 422
has "no group: says so" "Enter the group&#39;s name"
has "no role: says so" 'Select the role the group will hold'
send /people/groups group=wheel role=national
is "no national group" "$status" 422
has "no national group: the name is kept" 'value="wheel"'
n2=$(new_op)
op=$n2 send /people/groups 'group=IG <team>' role=viewer
is "granted" "$status $location" "303 /people?granted=1"
look "$location"
has "granted: in the list" 'IG &lt;team&gt;'
op=$n2 send /people/groups 'group=IG <team>' role=viewer
is "granted: the form again" "$status" 303
op=$n2 send /people/groups 'group=IG two' role=viewer
look /people
has "its number, another group: not lost" 'IG two'
send /people/groups 'group=IG <team>' role=viewer
is "granted twice" "$status" 409
revoke=$(found 'IG &lt;team.*?action="([^"]*)"')
number=${revoke%/revoke}
number=${number##*/}
as tom
op=$number send "$revoke"
is "a group of elsewhere" "$status" 404
as priya
op=$number send "$revoke"
is "revoked" "$status $location" "303 /people?revoked=1"
op=$number send "$revoke"
is "revoked: the form again" "$status" 303
send "$revoke"
is "a grant that is gone" "$status" 404
look /people
has_not "revoked: not in the list" 'IG &lt;team&gt;'
if command -v sqlite3 >/dev/null; then
	own=$(sqlite3 "$DB" "SELECT id FROM role_grant
		WHERE person_id = $priya AND role = 16")
	send "/people/groups/$own/revoke"
	is "a person's grant is no group's" "$status" 404
else
	skip "a person's grant is no group's" "no sqlite3"
fi

# Somebody who is an administrator through a group only: root is in group root.
igtk person add --org RX901 --user root --name 'Root Only' >/dev/null
send /people/groups group=root role=administrator
enter root
look /people
is "administrator through a group" "$status" 200
revoke=$(found '>root</dt>.*?action="([^"]*)"')
send "$revoke"
is "not the branch one sits on" "$status" 422
has "not the branch: why" 'administrator through a group only'
as priya
send "$revoke"
is "another administrator may" "$status" 303
as root
look /people
is "and it counts at once" "$status" 403

# --- organisations ---

as ewan
look /organisations
is "organisations" "$status" 200
has "organisations: one" 'Eastmarsh Hospitals'
look /organisations/new
has "types come from the packs" '<option value="GP">General Practice (GP)</option>'
send /organisations/new code= name= type=
is "no organisation typed" "$status" 422
has "no code" '#code">Enter the code'
has "no name" '#name">Enter the name'
has "no type" '#type">Select the type of organisation'
send /organisations/new code=R-1 name=Mill type=GP
is "a code with a hyphen" "$status" 422
has "a code with a hyphen: the type is kept" 'value="GP" selected'
send /organisations/new code=RX902 name=Mill type=XYZ
is "a type nobody speaks of" "$status" 422
send /organisations/new code=rx901 name=Mill type=GP
is "a code that is taken" "$status" 409
n3=$(new_op)
op=$n3 send /organisations/new code=k8502 name='Mill Lane Surgery' type=GP
is "organisation added" "$status $location" "303 /organisations?added=1"
op=$n3 send /organisations/new code=k8502 name='Mill Lane Surgery' type=GP
is "organisation added: the form again" "$status" 303
op=$n3 send /organisations/new code=k8503 name='Mill Two' type=GP
look /organisations
has "its number, another organisation: not lost" 'Mill Two'
mill=$(found 'Mill Lane.*?name="org" value="(\d+)"')
send /organisation "org=$mill"
is "act there" "$status" 303
look /people
is "act there: its people" "$status" 200
has "act there: none yet" 'Nobody belongs here yet'
was=$csrf
hidden /sign-out <"$body" | sed -n 's/^csrf=//p' >"$T/$me.csrf"
csrf=$(cat "$T/$me.csrf")
is "act there: with forms of its own" "$([ "$csrf" != "$was" ]; echo $?)" 0
send /people/new user=ivy 'name=Ivy Moss' role-administrator=1
is "act there: its first person" "$status" 303
look /organisations
has "where one acts is marked" 'You work here'
look '/audit?installation=1'
is "the installation's trail" "$status" 200
has "the installation's trail: words" 'Added the organisation Mill Lane Surgery (K8502)'

# --- the audit trail ---

as priya
look /audit
is "audit" "$status" 200
has_not "audit: nothing of elsewhere" 'Mill Lane'
is "audit: 50 rows" "$(grep -c '<tr class="nhsuk-table__row"><td' "$body")" 50
has "audit: a role in words" 'Gave the role Administrator to the group root'
older=$(sed -n 's/.*href="\(\/audit?before=[0-9]*\)".*/\1/p' "$body")
look "$older"
is "audit: older" "$status" 200
first=$(perl -ne 'print $1 if m{ig-num">(\d+)</td>}; exit if $1' "$body")
is "audit: older goes on without a gap" "$first" $((${older##*=} - 1))
has "audit: the way back" 'href="/audit">Newest'
look '/audit?before=2'
has "audit: the first entry" 'Added Priya Anand (priya)'
has_not "audit: nothing older" '>Older<'
for q in before=0 before=x before=-1 'before=1&before=2' after=1; do
	look "/audit?$q"
	is "audit: ?$q" "$status" 400
done
look '/audit?installation=1'
is "audit: not the installation's for an administrator" "$status" 404
if [ -x "$SITE_BUILD/bin/igtk-verify" ]; then
	igtk audit export --org RX901 | "$SITE_BUILD/bin/igtk-verify" audit >/dev/null
	is "the command on the page" $? 0
else
	skip "the command on the page" "igtk-verify is not built"
fi

broken=$(grep -E '^<[0-3]>|signal' "$T/logs/fcgi.log" | grep -v stopped)
is "nothing broke" "$broken" ""
finish
