#!/bin/sh
# systemd_test.sh - the units are right and closed, and what they do works:
# the programs take a listening socket on descriptor 0 from whoever holds it.
# Under a real systemd they are tried by units.sh, by hand.
#
#   BUILD=dir sh tests/web/systemd_test.sh
#
# shellcheck disable=SC2154
. "$(dirname "$0")/lib.sh"

UNITS='igtk.socket igtk-fcgi.service igtk-authd.socket igtk-authd.service
    igtk-backup.service igtk-backup.timer
    igtk-copy.service igtk-copy.timer
    igtk-maintenance.service igtk-maintenance.timer
    igtk-remind.service igtk-remind.timer'

# ---- the units ----

# As "make install" puts them, but with the programs of this build.
put_units() {
	mkdir -p "$T/units"
	for unit in $UNITS; do
		sed -e "s,/usr/libexec/igtk/,$T/built/,; s,/usr/bin/,$T/built/," \
		    "$TREE/config/systemd/$unit" >"$T/units/$unit"
	done
}

verified() {
	said=$(cd "$T/units" && systemd-analyze verify --man=no \
	    "$T/units"/igtk* 2>&1 | grep "/units/\|^igtk")
	is "verify: nothing is wrong with the units" "$said" ""
	sed 's/^ProtectSystem=.*/ProtectSystems=strict/' \
	    "$T/units/igtk-fcgi.service" >"$T/odd.service"
	if systemd-analyze verify --man=no "$T/odd.service" 2>&1 |
	    grep -q "odd.service:.*ProtectSystems"; then
		ok "verify: it does see a wrong word"
	else
		not_ok "verify: it does see a wrong word"
	fi
}

# A bare Debian has no /bin/kill, and a failed reload leaves the old settings.
reloaded() {
	words=$(sed -n 's/^ExecReload=//p' "$TREE/config/systemd/igtk-fcgi.service")
	is "reload: by a program that each Debian has" "${words%% *}" /bin/sh
	sleep 60 &
	asleep=$!
	words=${words#*\'}
	MAINPID=$asleep sh -c "$(printf %s "${words%\'}" | sed 's/\$\$/$/g')"
	wait $asleep 2>/dev/null
	is "reload: and it sends SIGHUP" $? 129
}

exposure() { # FILE
	systemd-analyze security --offline=true --no-pager "$1" 2>/dev/null |
	    sed -n 's/^.*exposure level for .*: \([0-9.]*\) .*/\1/p'
}

at_most() { # NAME FIGURE LIMIT
	if [ -n "$2" ] && awk "BEGIN { exit !($2 <= $3) }"; then
		ok "exposed: $1 $2 (at most $3)"
	else
		not_ok "exposed: $1" "${2:-no figure}, not at most $3"
	fi
}

closed() {
	for name in fcgi backup maintenance; do
		at_most "igtk-$name" \
		    "$(exposure "$T/units/igtk-$name.service")" 0.5
	done
	for name in copy remind; do
		at_most "igtk-$name" \
		    "$(exposure "$T/units/igtk-$name.service")" 1.5
	done
	at_most igtk-authd "$(exposure "$T/units/igtk-authd.service")" 1.0
	# With the drop-in for codes it is root, without any capability.
	cat "$T/units/igtk-authd.service" \
	    "$TREE/config/systemd/igtk-authd-codes.conf" |
	    grep -v '^\[Install\]\|^Also\|^WantedBy' >"$T/igtk-authd.service"
	at_most "igtk-authd with codes" "$(exposure "$T/igtk-authd.service")" 1.0
	# pam_oath gives its file to root; pam_faillock's folder is not there at
	# the start of the machine.  Without either, no code is taken, or no
	# guess counted: both seen under a real systemd.
	is "codes: what pam_oath and pam_faillock need" "$(grep -cE \
	    '^SystemCallFilter=fchown$|^RuntimeDirectory=faillock$' \
	    "$T/igtk-authd.service")" 2
	# The measure can tell: what is not closed is not called so.
	grep -v '^SystemCallFilter\|^Private\|^Protect' \
	    "$T/units/igtk-fcgi.service" >"$T/open.service"
	open=$(exposure "$T/open.service")
	if awk "BEGIN { exit !(${open:-0} > 0.5) }"; then
		ok "exposed: the measure sees an open one ($open)"
	else
		not_ok "exposed: the measure sees an open one" "$open"
	fi
}

# Users can be made from our file.
users() {
	mkdir -p "$T/root/etc"
	printf 'root:x:0:0::/root:/bin/sh\n' >"$T/root/etc/passwd"
	printf 'root:x:0:\nshadow:x:42:\nwww-data:x:33:\n' >"$T/root/etc/group"
	systemd-sysusers --root="$T/root" "$TREE/config/sysusers.d/igtk.conf" \
	    >"$T/said" 2>&1
	is "sysusers: both users" \
	    "$(cut -d : -f 1 "$T/root/etc/passwd" | tr '\n' ' ')" \
	    "root igtk igtk-auth "
	is "sysusers: igtk-auth can read the passwords, igtk cannot" \
	    "$(grep '^shadow' "$T/root/etc/group")" "shadow:x:42:igtk-auth"
}

# The commands of the timers, as they stand in the units, on our records.
nightly() { # UNIT
	FOLDER=$T/backup
	export FOLDER
	sed -n 's/^ExecStart=//p' "$TREE/config/systemd/$1.service" |
	    sed "s,^/usr/bin/,$T/built/," >"$T/commands"
	while read -r command; do
		eval "$command --db '$DB'" >>"$T/said" 2>&1 </dev/null
		is "$1: ${command#"$T"/built/}" $? 0
	done <"$T/commands"
}

new_site
# A unit's command has no space in its path: through a link.
ln -sfn "$BUILD/bin" "$T/built"
nightly igtk-backup
nightly igtk-maintenance
if command -v systemd-analyze >/dev/null; then
	put_units
	verified
	reloaded
	closed
	users
else
	skip "units of systemd" "no systemd-analyze"
fi

# ---- sockets that somebody else holds ----

# systemd-socket-activate stands for systemd: it makes the socket, and starts
# the program with it on descriptor 0 when somebody connects.
held_sockets() {
	start_broker() {
		systemd-socket-activate --seqpacket --inetd \
		    -l "$T/run/authd.sock" "$BUILD/bin/igtk-authd" -p igtk \
		    -d "$T/pam.d" -a pam 2>>"$T/logs/authd.log" </dev/null &
		broker=$!
		wait_for test -S "$T/run/authd.sock" || give_up "no socket"
	}
	start_fcgi() {
		systemd-socket-activate --inetd -l "$T/run/igtk.sock" \
		    "$SITE_BUILD/bin/igtk-fcgi" -c "$T/igtk.ini" -w "$WORKERS" \
		    2>>"$T/logs/fcgi.log" </dev/null &
		fcgi=$!
		wait_for test -S "$T/run/igtk.sock" || give_up "no socket"
	}
	start_site -d -w 2
	ok "held sockets: both programs answer through them"
	sign_in priya demo-priya-2026 jar
	get jar /home
	status_is "held sockets: signed in through both" 200
	stop_nginx
	stop_fcgi
	stop_broker
	rm -f "$T"/run/*.sock
}

if command -v systemd-socket-activate >/dev/null; then
	held_sockets
else
	skip "sockets held by systemd" "no systemd-socket-activate"
fi

# ---- without systemd ----

# spawn-fcgi makes the socket, multiwatch keeps one igtk-fcgi on it.
without_systemd() {
	start_broker() {
		"$BUILD/bin/igtk-authd" -s "$T/run/authd.sock" -p igtk \
		    -d "$T/pam.d" -a pam 2>>"$T/logs/authd.log" </dev/null &
		broker=$!
	}
	start_fcgi() {
		spawn-fcgi -n -s "$T/run/igtk.sock" -M 0660 -- \
		    "$(command -v multiwatch)" -f 1 -s QUIT -- \
		    "$SITE_BUILD/bin/igtk-fcgi" \
		    -c "$T/igtk.ini" -w "$WORKERS" \
		    2>>"$T/logs/fcgi.log" >>"$T/logs/fcgi.log" </dev/null &
		fcgi=$!
		wait_for test -S "$T/run/igtk.sock" || give_up "no socket"
	}
	start_site -w 2
	ok "spawn-fcgi: the service answers"
	master=$(pgrep -P "$fcgi" igtk-fcgi)
	kill -KILL "$master"
	wait_for is_healthy && [ "$(pgrep -P "$fcgi" igtk-fcgi)" != "$master" ]
	is "spawn-fcgi: multiwatch starts it again" $? 0
	get nobody /help
	status_is "spawn-fcgi: and pages come" 200
	stop_fcgi
	is "spawn-fcgi: ends when told, with its workers" \
	    "$(tail -n 1 "$T/logs/fcgi.log" | grep -o master.end)" master.end
}

if command -v spawn-fcgi >/dev/null && command -v multiwatch >/dev/null; then
	without_systemd
else
	skip "spawn-fcgi and multiwatch" "not installed"
fi
finish
