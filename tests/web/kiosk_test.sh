#!/bin/sh
# kiosk_test.sh - terminals through real workers: codes, PINs guessed from
# four at once, and what makes a machine a terminal.
#
#   BUILD=dir sh tests/web/kiosk_test.sh
# shellcheck shell=sh
. "$(dirname "$0")/lib.sh"

KIOSK=$TREE/config/kiosk

# ---- what makes a machine a terminal ----

files() {
	for script in setup kiosk-session; do
		sh -n "$KIOSK/$script" 2>/dev/null
		is "$script is a shell script" $? 0
	done
	root=$(mktemp -d "${TMPDIR:-/tmp}/igtk-kiosk.XXXXXX") || exit 1
	DESTDIR=$root sh "$KIOSK/setup" https://ig.trust.example/ig/ \
	    >"$root/said" 2>&1
	is "setup writes its files" "$? $(cat "$root/said")" "0 "
	is "the start page" "$(cat "$root/etc/igtk/kiosk")" \
	    "https://ig.trust.example/ig/kiosk"
	policy=$root/etc/chromium/policies/managed/igtk-kiosk.json
	is "nothing but the terminal's pages is allowed" "$(perl -MJSON::PP -0777 \
	    -ne '$p = decode_json($_); print join " ", @{$p->{URLBlocklist}},
	    @{$p->{URLAllowlist}}, $p->{DeveloperToolsAvailability}' "$policy")" \
	    "* ig.trust.example/ig/kiosk 2"
	perl -e 'exit !-x shift' "$root/usr/lib/igtk/kiosk-session"
	is "the session can be run" $? 0
	for wrong in http://ig.trust.example 'https://a b' ig.trust.example \
	    "https://x'y" https://; do
		DESTDIR=$root sh "$KIOSK/setup" "$wrong" >/dev/null 2>&1
		is "setup refuses $wrong" $? 1
	done
	if command -v xmllint >/dev/null; then
		xmllint --noout "$KIOSK/openbox.xml" 2>/dev/null
		is "openbox.xml is XML" $? 0
	fi
	is "no key and no menu" "$(grep -cE '<keybind|<mousebind|<file' \
	    "$KIOSK/openbox.xml")" 0
	if command -v systemd-analyze >/dev/null; then
		# What it starts is not installed on this machine.
		is "the unit is sound" "$(systemd-analyze verify --man=no \
		    "$root/etc/systemd/system/igtk-kiosk.service" 2>&1 |
		    grep igtk-kiosk | grep -v -e 'is not executable' \
			-e 'Failed to add dependency')" ""
	else
		skip "the unit is sound" "no systemd-analyze"
	fi
	profile
	rm -rf "$root"
}

# Each start throws away what was kept, but for the terminal's cookie.
profile() {
	kept=$root/profile
	mkdir -p "$kept/Default/Cache" "$kept/Default/Sessions" "$kept/Crash"
	for file in Default/Cookies "Local State" Default/History \
	    Default/Cache/data "Default/Login Data" Default/Sessions/Tabs_1; do
		echo x >"$kept/$file"
	done
	mkdir -p "$root/etc/igtk"
	sed "s|/etc/igtk/kiosk|$root/etc/igtk/kiosk|" "$KIOSK/kiosk-session" \
	    >"$root/session"
	KIOSK_PROFILE=$kept sh "$root/session" --empty
	is "of a profile only the cookies stay" \
	    "$(cd "$kept" && find . -type f | sort | tr '\n' ' ')" \
	    "./Default/Cookies ./Local State "
}
files

# ---- terminals of a site ----

if ! command -v sqlite3 >/dev/null; then
	skip "terminals of a site" "there is no sqlite3"
	exit $failed
fi
start_site -d -w 4
records() { sqlite3 -cmd '.timeout 5000' "$DB" "$1"; }

# One of the staff with this account, whoever of the sample had it before.
staff() { # ID NUMBER FIRST USER
	records "UPDATE staff SET person_id = NULL WHERE person_id =
	    (SELECT id FROM person WHERE user_name = '$4')"
	records "INSERT INTO staff SELECT o.id, $1, '$2', NULL, p.id, '$3',
	    'Mensah', 'Ward', '', '', '$2', NULL, NULL, NULL, NULL, 0, 1
	    FROM org o JOIN person p ON p.user_name = '$4'
	    WHERE o.code = 'RX901'"
}
staff 7001 40415678 Kofi daniel
staff 7002 40415679 Ada sunita

# A browser that is a terminal from now on.
terminal() { # JAR PLACE
	code=$(igtk kiosk add --org RX901 --place "$2" | head -n 1)
	post "$1" /kiosk/register /kiosk/register "code=$code"
}
# Type into the one field of a page, whose name is another one each time.
type_in() { # JAR PAGE TEXT
	get "$1" "$2"
	field=$(sed -n 's/.*name="field" value="\([^"]*\)".*/\1/p' "$body")
	data=$(hidden "$2" <"$body" | tr '\n' '&')
	ask "$1" "$2" -X POST --data "$data$field=$3"
}

for i in 1 2 3 4; do
	terminal "t$i" "Ward $i"
	status_is "terminal $i is registered" 303
done
is "the code is gone with that" "$(post t1 /kiosk/register /kiosk/register \
    "code=$code"; echo "$status")" 422
is "igtk kiosk list" "$(igtk kiosk list --org RX901 | awk '{ print $2 }' |
    sort | uniq -c | tr -s ' ')" " 4 registered"

sign_in daniel demo-daniel-2026 daniel
post daniel /training/pin /training/pin pin=274913 again=274913 \
    password=demo-daniel-2026
status_is "a PIN is set at a desk" 303
sign_in sunita demo-sunita-2026 sunita
post sunita /training/pin /training/pin pin=905172 again=905172 \
    password=demo-sunita-2026
status_is "and another" 303

# Four terminals guess at one person's PIN, six times each.
guess() { # TERMINAL
	head=$T/head.$1 body=$T/body.$1
	type_in "t$1" /kiosk 40415678
	for n in 1 2 3 4 5 6; do
		type_in "t$1" /kiosk/proof "9182$1$n"
		echo "$status"
	done >"$T/guesses.$1"
}
for i in 1 2 3 4; do
	guess $i &
	eval "guess$i=\$!"
done
for i in 1 2 3 4; do
	eval "wait \$guess$i"
done
is "every guess is refused alike" "$(cat "$T"/guesses.? | sort | uniq -c |
    tr -s ' ')" " 24 422"
is "no more than five of them were judged" \
    "$(grep -c 'pin.judged.*staff=7001' "$T/logs/fcgi.log")" 5
is "and one entry says that it is locked" "$(igtk audit export --org RX901 |
    grep -c '"action":"pin.lock"')" 1
type_in t1 /kiosk/proof 274913
status_is "the right one is none any more" 422
type_in t1 /kiosk 40415679
type_in t1 /kiosk/proof 905172
status_is "the terminal works for the next person" 303
get t1 /kiosk/owed
has "who sees what they owe" "Ada M."
by_password() { # JAR: daniel's, at a terminal
	type_in "$1" /kiosk 40415678
	get "$1" '/kiosk/proof?password=1'
	field=$(sed -n 's/.*name="field" value="\([^"]*\)".*/\1/p' "$body")
	data=$(hidden /kiosk/proof <"$body" | tr '\n' '&')
	ask "$1" /kiosk/proof -X POST --data "$data$field=demo-daniel-2026"
}
by_password t2
status_is "whose PIN is locked uses the password" 303
post daniel /training/pin /training/pin pin=381604 again=381604 \
    password=demo-daniel-2026
type_in t3 /kiosk 40415678
type_in t3 /kiosk/proof 381604
status_is "or sets a new PIN at a desk" 303

# As many passwords as there are workers wait for a silent broker: pages do not.
waits() { # TERMINAL
	head=$T/head.$1 body=$T/body.$1
	by_password "t$1"
	echo "$status" >"$T/waited.$1"
}
kill -STOP "$broker"
for i in 1 2 3 4; do
	waits $i &
	eval "waits$i=\$!"
done
sleep 2 # until all four have said their password
began=$(date +%s%N)
get daniel /home
took=$((($(date +%s%N) - began) / 1000000))
kill -CONT "$broker"
for i in 1 2 3 4; do
	eval "wait \$waits$i"
done
if [ "$status" = 200 ] && [ $took -le 2000 ]; then
	ok "while four passwords are judged, a page takes $took ms"
else
	not_ok "while passwords are judged, a page is served" "$status, $took ms"
fi
is "and they are judged" "$(cat "$T"/waited.? | sort | uniq -c | tr -s ' ')" \
    " 4 303"

# A worker that hashed has given the memory back.
big=0
for pid in $(pgrep -P "$fcgi"); do
	kib=$(awk '/^RssAnon/ { print $2 }' "/proc/$pid/status")
	[ "${kib:-0}" -lt 8192 ] || big=$kib
done
[ "$SITE_BUILD" != "$BUILD" ] || is "no worker keeps a hash's memory" $big 0

id=$(igtk kiosk list --org RX901 | awk '/Ward 4/ { print $1 }')
igtk kiosk revoke --org RX901 "$id" >/dev/null
is "igtk kiosk revoke" $? 0
igtk kiosk revoke --org RX901 "$id" >/dev/null 2>&1
is "which is done once" $? 1
get t4 /kiosk -L
has "a terminal that was revoked says so" "was taken out of use"
is "its state in JSON" "$(igtk kiosk list --org RX901 --json |
    perl -MJSON::PP -0777 -ne 'print join " ", map { $_->{state} }
	grep { $_->{place} eq "Ward 4" } @{decode_json($_)}')" revoked
finish
