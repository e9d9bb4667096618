#!/bin/sh
# units.sh [MIRROR] - the units under a real systemd, as PID 1 of a bare Debian
# 12: started as INSTALL says, reloaded a hundred times under load, stopped,
# killed, backed up; and with one-time codes.
#
# By hand, as root, with debootstrap and systemd-nspawn (systemd-container); it
# takes some five minutes.  BUILD is what is installed.  BARE=dir takes a copy
# of a Debian that has the packages below already.
set -u
LC_ALL=C.UTF-8
export LC_ALL
HOST=ig.trust.example
SECRET=3132333435363738393031323334353637383930
PACKAGES=systemd,systemd-sysv,dbus,nginx,libpam-modules,libpam-oath,oathtool
PACKAGES=$PACKAGES,tzdata,libfcgi0ldbl,libsqlite3-0,libjson-c5,libinih1
PACKAGES=$PACKAGES,libsodium23,libpam0g,libseccomp2,sqlite3,openssl,curl,passwd
failed=0

ok() { echo "ok - $1"; }
is() { # NAME GOT WANT
	if [ "$2" = "$3" ]; then ok "$1"; else
		echo "not ok - $1"
		printf 'got  %s\nwant %s\n' "$2" "$3" | sed 's/^/# /'
		failed=1
	fi
}
can() { # NAME COMMAND...
	name=$1
	shift
	if "$@" >/tmp/said 2>&1; then ok "$name"; else
		echo "not ok - $name"
		tail -n 20 /tmp/said | sed 's/^/# /'
		failed=1
	fi
}
as_igtk() { (cd / && runuser -u igtk -- "$@"); }

# ---- within the bare Debian ----

page() { # PATH [CURL OPTIONS]
	path=$1
	shift
	curl -s --cacert /etc/ssl/certs/$HOST.pem -b /tmp/jar -c /tmp/jar \
	    --resolve $HOST:443:127.0.0.1 "$@" "https://$HOST$path"
}
sign_in() { # PASSWORD; prints the status
	rm -f /tmp/jar
	# shellcheck disable=SC2046 # the values have no blanks
	set -- "password=$1" user=priya $(page /sign-in | sed -n \
	    's/.*type="hidden" name="\([^"]*\)" value="\([^"]*\)".*/\1=\2/p')
	for field in "$@"; do
		shift
		set -- "$@" --data-urlencode "$field"
	done
	page /sign-in -o /dev/null -w '%{http_code}' \
	    -H "Origin: https://$HOST" "$@"
}

# Steps 3 to 8 of INSTALL.
settled() {
	systemd-sysusers igtk.conf && systemd-tmpfiles --create igtk.conf &&
	    chgrp igtk /etc/igtk/igtk.ini &&
	    sed -i "s,^public_url =.*,public_url = https://$HOST," \
		/etc/igtk/igtk.ini &&
	    as_igtk igtk init &&
	    as_igtk igtk catalogue load /usr/share/igtk/catalogue/*ACU.json &&
	    sed '/^a/s,pam_faillock.so,& dir=/var/lib/igtk-auth/faillock,' \
		/usr/share/doc/igtk/examples/pam.d/igtk-password-only \
		>/etc/pam.d/igtk &&
	    useradd priya && echo 'priya:Quiet-harbour-2026' | chpasswd &&
	    as_igtk igtk org add --code RX901 --type ACU --name Eastmarsh &&
	    as_igtk igtk person add --org RX901 --user priya --name Priya &&
	    as_igtk igtk role grant --org RX901 --user priya \
		--role administrator
}
front() {
	mkdir -p /etc/ssl/private
	openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=$HOST \
	    -addext "subjectAltName=DNS:$HOST" \
	    -keyout /etc/ssl/private/$HOST.key \
	    -out /etc/ssl/certs/$HOST.pem 2>/dev/null
	cp /usr/share/doc/igtk/examples/nginx/igtk.conf /etc/nginx/conf.d/
	nginx -t && systemctl restart nginx
}
started() {
	can "settings, records and people" settled
	can "the units start" systemctl enable --now igtk-authd igtk-fcgi \
	    igtk-backup.timer igtk-maintenance.timer
	can "and nginx" front
	is "it answers" "$(page /healthz)" ok
	is "all are up" "$(systemctl is-active igtk.socket igtk-authd.socket \
	    igtk-authd igtk-fcgi igtk-backup.timer igtk-maintenance.timer |
	    sort | uniq -c | tr -s ' ')" " 6 active"
	is "a wrong password" "$(sign_in wrong)" 422
	is "the right one" "$(sign_in Quiet-harbour-2026)" 303
	echo "# $(journalctl -u igtk-fcgi --no-pager -o cat | grep -m 1 sandbox)"
	echo "# $(systemd-analyze security --no-pager igtk-fcgi | tail -n 1)"
}

load() { # FILE: pages until the file $FILE.end is there
	n=0 bad=0
	while [ ! -e "$1.end" ]; do
		n=$((n + 1))
		[ "$(page /sign-in -o /dev/null -w '%{http_code}')" = 200 ] ||
		    bad=$((bad + 1))
	done
	echo "$n $bad" >"$1"
}
reloaded() {
	for i in 1 2 3; do
		load /tmp/load.$i &
		eval "load$i=\$!"
	done
	began=$(date +%s) n=0
	while [ $n -lt 100 ]; do
		n=$((n + 1))
		systemctl reload igtk-fcgi || break
		sleep 0.4
	done
	took=$(($(date +%s) - began))
	touch /tmp/load.1.end /tmp/load.2.end /tmp/load.3.end
	eval "wait \$load1 \$load2 \$load3"
	is "a hundred reloads" $n 100
	is "and no request failed" "$(awk '{ n += $2 } END { print n }' \
	    /tmp/load.1 /tmp/load.2 /tmp/load.3)" 0
	echo "# $(cat /tmp/load.? | awk '{ n += $1 } END { print n }') requests in $took s"
}
ended() {
	systemctl stop igtk-fcgi 2>/dev/null
	is "stopped, the next request starts it" "$(page /healthz)" ok
	systemctl kill -s KILL igtk-authd
	is "killed, whoever signs in waits for the next" \
	    "$(sign_in Quiet-harbour-2026)" 303
	systemctl kill -s KILL igtk-fcgi
	sleep 3
	is "killed, the pages are there again" "$(page /healthz)" ok
	can "the nightly backup, proved" systemctl start igtk-backup
	can "the nightly maintenance" systemctl start igtk-maintenance
	is "a backup is there" "$(find /var/lib/igtk/backup -name MANIFEST |
	    wc -l)" 1
}

# The password, then a code: igtk-authd as root without capabilities.
codes() {
	cp /usr/share/doc/igtk/examples/pam.d/igtk /etc/pam.d/igtk
	printf 'HOTP/T30/6 priya - %s\n' $SECRET >/etc/igtk/oath.users
	chmod 600 /etc/igtk/oath.users
	sed -i 's/^code *=.*/code = yes/' /etc/igtk/igtk.ini
	mkdir -p /etc/systemd/system/igtk-authd.service.d
	cp /usr/share/doc/igtk/examples/systemd/igtk-authd-codes.conf \
	    /etc/systemd/system/igtk-authd.service.d/
	systemctl daemon-reload
	can "with codes it starts" systemctl restart igtk-authd
	printf '%s\n' Quiet-harbour-2026 "$(oathtool --totp $SECRET)" \
	    "$(oathtool --totp -N 'now + 30 seconds' $SECRET)" >/tmp/secrets
	as_igtk igtk check-pam priya --password-file - </tmp/secrets \
	    >/tmp/said 2>&1
	is "and of six ways in, one is open" "$(grep -c '^ok ' /tmp/said) $(
	    grep -c accepted /tmp/said)" "6 1"
	is "and failures are counted" "$(faillock --user priya |
	    grep -c igtk)" 5
}

if [ "${1:-}" = --inside ]; then
	is "systemd is up" "$(systemctl is-system-running --wait)" running
	started
	reloaded
	ended
	codes
	is "no unit failed" "$(systemctl --failed --no-legend)" ""
	[ $failed = 0 ] || journalctl -u 'igtk*' --no-pager -n 30 | sed 's/^/# /'
	exit $failed
fi

# ---- outside ----

fail() {
	echo "units.sh: $*" >&2
	exit 1
}
here=$(cd -- "$(dirname -- "$0")" && pwd -P)
tree=${here%/tests/web}
build=${BUILD:-$tree/build/release}
[ "$(id -u)" = 0 ] || fail "run this as root"
for tool in debootstrap systemd-nspawn nsenter; do
	command -v $tool >/dev/null || fail "there is no $tool"
done
root=$(mktemp -d /var/tmp/igtk-units.XXXXXX) || exit 1
nspawn=
trap '[ -z "$nspawn" ] || kill -KILL $nspawn 2>/dev/null
    rm -rf --one-file-system "$root"' EXIT
trap 'exit 1' HUP INT TERM
chmod 755 "$root"
if [ -n "${BARE:-}" ]; then
	cp -a "$BARE/." "$root" || exit 1
else
	debootstrap --variant=minbase --include="$PACKAGES" bookworm "$root" \
	    ${1:+"$1"} >"$root.log" 2>&1 || fail "debootstrap: see $root.log"
	rm -f "$root.log"
fi
make -s -C "$tree" install PREFIX=/usr DESTDIR="$root" BUILD="$build" \
    ASSETS="${ASSETS:-$build/../www}" >/dev/null || fail "make install"
cp "$0" "$root/root/units.sh"
# Its own list of system calls is older than Landlock.
systemd-nspawn -q -D "$root" --register=no --keep-unit --private-network \
    --system-call-filter="landlock_create_ruleset landlock_add_rule
	landlock_restrict_self" \
    --console=pipe --boot </dev/null >/dev/null 2>&1 &
nspawn=$!
tries=100
until leader=$(cat "/proc/$nspawn/task/$nspawn/children") &&
    nsenter -t "${leader%% *}" -m -p -r -w test -S /run/systemd/private \
	2>/dev/null; do
	tries=$((tries - 1))
	[ $tries -gt 0 ] || fail "systemd does not start"
	sleep 0.2
done
inside() { # COMMAND...
	nsenter -t "${leader%% *}" -m -u -i -n -p -r -w env -i LC_ALL=C.UTF-8 \
	    PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root "$@"
}
inside sh /root/units.sh --inside
status=$?
inside systemctl poweroff 2>/dev/null
tries=100
while [ -d "/proc/$nspawn" ] && [ $tries -gt 0 ]; do
	tries=$((tries - 1))
	sleep 0.2
done
exit $status
