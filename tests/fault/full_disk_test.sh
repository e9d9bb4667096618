#!/bin/sh
# full_disk_test.sh - no room left: nothing is lost, reading goes on, and
# saving works again once there is room, without a restart.
#
#   BUILD=dir sh tests/fault/full_disk_test.sh
#
# Root puts the records on a file system of four megabytes; anybody else, and
# root where nothing can be mounted, sets a limit on the size of files.
# shellcheck disable=SC2034,SC2154
AS_ROOT=1
. "$(dirname "$0")/../web/lib.sh"

small=

# The records on a file system that is soon full; false where that fails.
mount_small() {
	[ "$(id -u)" = 0 ] || return 1
	mount -t tmpfs -o size=4m,mode=700 igtk-test "$T/small" 2>/dev/null ||
	    return 1
	small=$T/small
	mv "$T"/data/* "$small/" && DB=$small/igtk.db
}

# The workers, and whoever comes after them, may write no file beyond this.
limit() { # BYTES
	for one in "$fcgi" $(pgrep -P "$fcgi"); do
		prlimit --pid "$one" --fsize="$1:" || return 1
	done
}

no_room() {
	if [ -n "$small" ]; then
		dd if=/dev/zero of="$small/filler" bs=4096 2>/dev/null
		[ -s "$small/filler" ]
	else
		limit "$(stat -c %s "$DB-wal")"
	fi
}
room() {
	if [ -n "$small" ]; then rm "$small/filler"; else limit unlimited; fi
}

end() {
	[ -z "$T" ] || {
		stop_nginx
		stop_fcgi
		stop_broker
	}
	[ -z "$small" ] || umount "$small"
	small=
	stop_site
}

new_site
mkdir "$T/small"
demo_people
trap end EXIT
if mount_small; then
	ok "full disk: a file system of four megabytes"
else
	command -v prlimit >/dev/null || {
		skip "full disk" "nothing can be mounted, and no prlimit"
		exit 0
	}
	trap '' XFSZ
	ok "full disk: a limit on the size of files"
fi
start_site
sign_in daniel demo-daniel-2026 jar || give_up "no sign-in"
sign_in priya demo-priya-2026 admin || give_up "no sign-in of priya"
sign_in sunita demo-sunita-2026 reviewer || give_up "no sign-in of sunita"
sign_in ewan demo-ewan-2026 national || give_up "no sign-in of ewan"

page=/assessment/14.1/requirement/101
long=$(perl -e 'print "all that was typed " x 200')
save() { # TEXT
	post jar $page $page "comment-1a=$1" "comment-1b=$long" \
	    "comment-1c=$long" plan="$1 plan" do=save
}

post jar /assessment/14.1/requirement/105 /assessment/14.1/requirement/105 \
    do=complete
save "before it was full"
status_is "full disk: saved while there is room" 303
no_room || not_ok "full disk: filling it"
tries=0
while [ $tries -lt 40 ]; do
	tries=$((tries + 1))
	save "typed number $tries"
	[ "$status" = 303 ] || break
	last="typed number $tries"
done
status_is "full disk: not saved, and said so" 507
has "full disk: what happened is said" "there is no room left"
has "full disk: what was typed is in the form" \
    ">typed number $tries</textarea>"
has "full disk: and all of it" ">typed number $tries plan</textarea>"
has "full disk: the form can be sent again" 'name="edition"'
save "typed number $tries"
status_is "full disk: nor the next time" 507

# Every form that somebody types into keeps it.
kept() { # WHAT TEXT
	status_is "full disk: $1 is not saved" 507
	has "full disk: it is said of $1" "Nothing of what you typed is lost"
	has "full disk: $1 is in the form" "$2"
}
post jar /assessment/14.1/duties /assessment/14.1/duties \
    name-siro="Typed Duty" post-siro=Typist
kept "a duty" 'value="Typed Duty"'
post admin /people/new /people/new user=typed name="Typed Person" \
    role-viewer=1
kept "a person" 'value="Typed Person"'
post admin /people /people/groups group=typed-group role=viewer
kept "a group" 'value="typed-group"'
someone=$(sqlite3 "$DB" "SELECT id FROM person WHERE user_name = 'mairead'")
post admin "/people/$someone" "/people/$someone" name="Typed Name"
kept "a name" 'value="Typed Name"'
post admin "/people/$someone" "/people/$someone/roles" role-viewer=1 \
    role-manager=1
status_is "full disk: roles are not saved" 507
is "full disk: the role that was ticked still is" \
    "$(grep -c 'name="role-manager"[^>]* checked' "$body")" 1
post national /organisations/new /organisations/new code=TYP01 \
    name="Typed Trust" type=ACU
kept "an organisation" 'value="Typed Trust"'
post reviewer /assessment/14.1/requirement/105 \
    /assessment/14.1/requirement/105/reopen reason="Typed reason"
kept "a reason" 'value="Typed reason"'

for p in /home /assessment/14.1 $page /assessment/14.1/score /help; do
	get jar "$p"
	status_is "full disk: $p can be read" 200
done
get jar $page
has "full disk: the last that was saved is on record" \
    ">${last:-before it was full}</textarea>"
has_not "full disk: what was refused is not" "typed number $tries"

room
save "after there was room"
status_is "full disk: saved again, without a restart" 303
get jar $page
has "full disk: and there to be read" ">after there was room</textarea>"
if igtk audit export >"$T/chain" 2>"$T/chain.log" &&
    "$BUILD/bin/igtk-verify" audit "$T/chain" >>"$T/chain.log" 2>&1; then
	ok "full disk: the audit trail is whole"
else
	not_ok "full disk: the audit trail is whole" "$(tail -n 3 "$T/chain.log")"
fi
if grep -q 'worker.lost' "$T/logs/fcgi.log"; then
	not_ok "full disk: no worker was lost" \
	    "$(grep worker.lost "$T/logs/fcgi.log" | head -n 3)"
else
	ok "full disk: no worker was lost"
fi
finish
