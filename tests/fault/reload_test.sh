#!/bin/sh
# reload_test.sh - a few seconds of reload.sh, and starts that cannot go well:
# each says what to do about it, and disturbs nobody.
#
#   BUILD=dir sh tests/fault/reload_test.sh
#
# shellcheck disable=SC2154
RELOADS=${RELOADS:-20}
SPAN=${SPAN:-6}
. "$(dirname "$0")/reload.sh"

# Start a second one beside that of the site: it must end by itself.
second() { # NAME WANTED-STATUS WANTED-TEXT ARGUMENT...
	name=$1 want=$2 text=$3
	shift 3
	timeout -k 2 5 "$SITE_BUILD/bin/igtk-fcgi" "$@" >"$T/said" 2>&1 \
	    </dev/null
	got=$?
	if [ $got = "$want" ] && grep -qF -- "$text" "$T/said"; then
		ok "$name"
	else
		not_ok "$name" "exit $got: $(cat "$T/said")"
	fi
}

# Settings with another database, which is made.
other() { # NAME
	"$SITE_BUILD/bin/igtk" init --db "$T/data/$1.db" >/dev/null 2>&1
	sed "s|^path = .*|path = $T/data/$1.db|" "$T/igtk.ini" >"$T/$1.ini"
}

second "two on one database: refused, and told which it is" 1 \
    "pid=$fcgi advice=another igtk-fcgi serves it" \
    -c "$T/igtk.ini" -s "$T/run/second.sock"
is "two on one database: no socket was made" "$(ls "$T/run/second.sock" 2>&1 |
    grep -c 'No such')" 1
other two
second "the socket in use: refused" 1 "another process listens there" \
    -c "$T/two.ini" -s "$T/run/igtk.sock"
: >"$T/run/file"
second "a file in the socket's place: refused" 1 "that is no socket" \
    -c "$T/two.ini" -s "$T/run/file"
second "no socket at all: refused" 1 "is not a listening Unix socket" \
    -c "$T/two.ini"
second "a fault in the settings: named with its line" 78 "odd.ini:1:" \
    -c "$(echo "odd" >"$T/odd.ini" && echo "$T/odd.ini")"
get jar /help
status_is "the first one goes on" 200

# ---- settings that are read again ----

is_logged() { grep -q "$1" "$T/logs/fcgi.log"; }
cp "$T/igtk.ini" "$T/good.ini"
echo "odd = yes" >>"$T/igtk.ini"
kill -HUP "$fcgi"
wait_for is_logged 'master.reload kept as it was'
is "reload: a fault in the settings leaves the old ones" $? 0
get jar /help
status_is "reload: and pages come" 200

# Another database, which somebody else serves.
"$SITE_BUILD/bin/igtk-fcgi" -c "$T/two.ini" -s "$T/run/two.sock" -w 1 \
    2>>"$T/logs/two.log" </dev/null &
two=$!
wait_for test -S "$T/run/two.sock"
cp "$T/two.ini" "$T/igtk.ini"
kill -HUP "$fcgi"
wait_for is_logged "database.taken path=$T/data/two.db pid=$two"
is "reload: another's database is refused" $? 0
get jar /assessment/14.1
status_is "reload: and the one before is served" 200

# ---- after a hard end ----

kill -KILL "$two"
wait "$two" 2>/dev/null
is "a hard end leaves its socket" "$(test -S "$T/run/two.sock"; echo $?)" 0
"$SITE_BUILD/bin/igtk-fcgi" -c "$T/two.ini" -s "$T/run/two.sock" -w 1 \
    2>"$T/logs/three.log" </dev/null &
two=$!
said_start() { grep -q master.start "$T/logs/three.log"; }
wait_for said_start
is "a socket that is left over is taken over" $? 0
end_child $two
# What is free again may be taken.
kill -HUP "$fcgi"
moved() { [ "$(grep -c 'master.reload workers' "$T/logs/fcgi.log")" -gt "$RELOADS" ]; }
wait_for moved
is "reload: a database that is free is taken" $? 0
second "and nobody else may have it" 1 "pid=$fcgi" -c "$T/two.ini" \
    -s "$T/run/third.sock"
finish
