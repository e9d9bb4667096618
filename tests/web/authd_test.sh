#!/bin/sh
# authd_test.sh - the real igtk-authd with real PAM in a private folder.
#
#   BUILD=dir sh tests/web/authd_test.sh
#
# Needs dir/bin/igtk-authd and dir/bin/tests/authd_ask, perl, db5.3_load and,
# for the tests that are otherwise skipped aloud, libnss-wrapper,
# libpam-wrapper, pam_oath and root.  Runs as root and as anybody else.
#
# Words are split and lists left unquoted on purpose:
# shellcheck disable=SC2046,SC2086
set -u

BUILD=${BUILD:-build}
T=$(mktemp -d "${TMPDIR:-/tmp}/authd_test.XXXXXX") || exit 1
chmod 755 "$T"
mkdir "$T/pam" "$T/faillock" "$T/out"
S=$T/socket
log=$T/log
all=$T/log.all
broker=
failed=0
size=744 # of struct auth_request

# Sanitizers must not mind that a preloaded library comes first.
export ASAN_OPTIONS="verify_asan_link_order=0:${ASAN_OPTIONS:-}"
sanitizer=

clean() {
	[ -n "$broker" ] && kill -KILL "$broker" 2>/dev/null
	for p in "$T"/*.pid; do
		[ -s "$p" ] && kill -KILL $(cat "$p") 2>/dev/null
	done
	rm -rf "$T"
}
trap clean EXIT
trap 'exit 1' INT TERM

ok() { echo "ok - $1"; }
not_ok() {
	echo "not ok - $1"
	[ $# -gt 1 ] && echo "# $2"
	failed=1
}
skip() { echo "skip - $1: $2"; }
is() { # NAME GOT WANT
	if [ "$2" = "$3" ]; then ok "$1"; else not_ok "$1" "got '$2', not '$3'"; fi
}
within() { # NAME MILLISECONDS MIN MAX
	if [ "$2" -ge "$3" ] && [ "$2" -le "$4" ]; then
		ok "$1"
	else
		not_ok "$1" "$2 ms is not in $3..$4"
	fi
}
# The log is written after the answer has left, and by who is niced.
logged() { # NAME PATTERN
	tries=50
	until grep -q "$2" "$log"; do
		tries=$((tries - 1))
		if [ $tries -eq 0 ]; then
			not_ok "$1" "no $2 in the log"
			return
		fi
		sleep 0.1
	done
	ok "$1"
}

# launch OPTION...: the broker in the background, until it says it is ready.
launch() {
	: >"$log"
	libraries="$sanitizer${sanitizer:+ }$preload"
	env ${libraries:+"LD_PRELOAD=$libraries"} \
	    NSS_WRAPPER_PASSWD="$T/passwd" NSS_WRAPPER_GROUP="$T/group" \
	    "$T/igtk-authd" -d "$T/pam" -u "$(id -u)" "$@" 2>>"$log" &
	broker=$!
	for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
		grep -q authd.ready "$log" && return 0
		sleep 0.1
	done
	not_ok "start of igtk-authd $*" "$(cat "$log")"
	return 1
}
start() { # SERVICE OPTION...
	service=$1
	shift
	launch -s "$S" -p "$service" -a pam "$@"
}
stop() {
	kill -TERM "$broker" 2>/dev/null
	wait "$broker"
	status=$?
	broker=
	cat "$log" >>"$all"
}
# ask USER PASSWORD [CODE]: sets $verdict, $account and $ms.
ask() {
	said=$(ASK_PASSWORD=$2 ASK_CODE=${3:-} "$T/authd_ask" "$S" "$1" \
	    2>>"$T/ask.log")
	split $said
}
split() {
	verdict=${1:-none} account=${2:-none} ms=${3:-0}
}
# ask_later NAME USER PASSWORD [CODE]: in the background, into out/NAME.
ask_later() {
	ASK_PASSWORD=$3 ASK_CODE=${4:-} "$T/authd_ask" "$S" "$2" \
	    >"$T/out/$1" 2>>"$T/ask.log" &
	later=$!
}
heard() { # NAME: what ask_later got
	split $(cat "$T/out/$1")
}
hash() { # the standard input, all bytes
	perl -0777 -e '$_ = <STDIN>; print crypt($_, q($6$rounds=1000$igtk$))'
}
pairs() { # USER PASSWORD ...: as lines for a database
	while [ $# -ge 2 ]; do
		printf '%s\n%s\n' "$1" "$(printf %s "$2" | hash)"
		shift 2
	done
}
database() { # FILE, pairs on the standard input
	db5.3_load -T -t hash "$1.db"
}
service() { # NAME, rules on the standard input
	cat >"$T/pam/$1"
}
milliseconds() {
	perl -MTime::HiRes=time -e 'printf "%d", time * 1000'
}

for tool in db5.3_load perl; do
	command -v "$tool" >/dev/null && continue
	not_ok "tools" "$tool is not installed"
	exit 1
done
for f in bin/igtk-authd bin/tests/authd_ask; do
	cp "$BUILD/$f" "$T/" && chmod 755 "$T/${f##*/}" || exit 1
done
nss=$(ls /usr/lib/*/libnss_wrapper.so 2>/dev/null | head -n 1)
matrix=$(ls /usr/lib/*/pam_wrapper/pam_matrix.so 2>/dev/null | head -n 1)
oath=$(ls /usr/lib/*/security/pam_oath.so 2>/dev/null | head -n 1)
preload=
if grep -q __asan_init "$T/igtk-authd"; then
	# It takes over crypt, and must find the real one before PAM loads it.
	sanitizer="$(ldd "$T/igtk-authd" | awk '/libasan/ { print $3 }') $(
		ls /usr/lib/*/libcrypt.so.1 | head -n 1)"
fi

long=$(perl -e 'print "0123456789" x 51, "x"')
utf8='zoë pässwörd'
pairs alice 'right horse' spaces 'right horse ' utf8 "$utf8" long "$long" \
    bob 'right donkey' carol 'right mule' nobody 'right mule' \
    root 'right mule' ghost 'right mule' >"$T/pairs"
for u in 1 2 3 4 5 6 7 8 9 10 11 12; do
	pairs "user$u" "right $u"
done >>"$T/pairs"
database "$T/users" <"$T/pairs"
{
	pairs alice 246810
	for u in 1 2 3 4 5 6 7 8 9 10 11 12; do
		pairs "user$u" 135791
	done
} | database "$T/codes"
password="auth required pam_userdb.so db=$T/users crypt=crypt"
permit='account required pam_permit.so'
service one <<END
$password
$permit
END
service two <<END
$password
auth required pam_userdb.so db=$T/codes crypt=crypt
$permit
END

# --- Options and the socket ---

"$T/igtk-authd" >/dev/null 2>&1
is "no options: exit 2" $? 2
for bad in '-p UPPER' '-p ../one' '-p .one' '-p one -n 0' '-p one -n 65' \
    '-p one -n 2x' '-p one -w 0' '-p one -a ldap' '-p one extra' '-p one -Z'; do
	"$T/igtk-authd" -s "$S" -d "$T/pam" -t $bad >/dev/null 2>&1
	is "options $bad: exit 2" $? 2
done
"$T/igtk-authd" -p one -d "$T/pam" </dev/null >/dev/null 2>&1
is "no socket at all: exit 2" $? 2
is "-t on a good service" "$("$T/igtk-authd" -t -p one -d "$T/pam")" ok
why=$("$T/igtk-authd" -t -p none -d "$T/pam" 2>&1)
is "-t on a missing service: exit 1" $? 1
case $why in
*"no readable PAM service none"*) ok "-t names the missing service" ;;
*) not_ok "-t names the missing service" "$why" ;;
esac
why=$("$T/igtk-authd" -s "/tmp/$(printf '%0107d' 0)" -p one -d "$T/pam" 2>&1)
is "path of 112 bytes: exit 1" $? 1
case $why in
*"1 to 107 bytes"*) ok "path of 112 bytes is explained" ;;
*) not_ok "path of 112 bytes is explained" "$why" ;;
esac
echo keep >"$S"
"$T/igtk-authd" -s "$S" -p one -d "$T/pam" >/dev/null 2>&1
is "a file in the way: exit 1" $? 1
is "a file in the way stays" "$(cat "$S")" keep
rm -f "$S"

start one -g "$(id -g)"
is "socket mode and group" "$(stat -c '%a %g' "$S")" "660 $(id -g)"
is "no new privileges" \
    "$(grep NoNewPrivs "/proc/$broker/status" | tr -cd 01)" 1
# What comes before the 17th field behind the name's bracket.
is "pages go before passwords: it is niced" \
    "$(sed 's/.*) //' "/proc/$broker/stat" | cut -d ' ' -f 17)" 10
if [ "$(id -u)" = 0 ]; then
	skip "memory is closed to the same user" "root may read everything"
elif cat "/proc/$broker/environ" >/dev/null 2>&1; then
	not_ok "memory is closed to the same user"
else
	ok "memory is closed to the same user"
fi
why=$("$T/igtk-authd" -s "$S" -p one -d "$T/pam" 2>&1)
is "live socket is not replaced: exit 1" $? 1
case $why in
*"in use"*) ok "live socket is explained" ;;
*) not_ok "live socket is explained" "$why" ;;
esac
ask alice 'right horse'
is "the live one still answers" "$verdict" ok
kill -KILL "$broker"
wait "$broker" 2>/dev/null
[ -S "$S" ] && ok "a killed broker leaves its socket" ||
    not_ok "a killed broker leaves its socket"
start one -N
ask alice 'right horse'
is "stale socket is replaced" "$verdict" ok
is "-N leaves privileges to PAM" \
    "$(grep NoNewPrivs "/proc/$broker/status" | tr -cd 01)" 0
stop
is "TERM: exit 0" "$status" 0
[ -e "$S" ] && not_ok "TERM removes the socket" || ok "TERM removes the socket"

# --- Right, wrong, unknown ---

start one
ask alice 'right horse'
is "right password" "$verdict $account" "ok alice"
logged "right is logged" 'verdict=ok .*source=192.0.2.7 user=alice$'
said=$(ASK_PASSWORD='right horse' "$T/authd_ask" -a "$S" alice)
split $said
is "right password, to sign" "$verdict $account" "ok alice"
for who in alice stranger; do
	ask $who 'wrong horse'
	is "wrong password of $who" "$verdict $account" "no -"
	within "... takes its time" "$ms" 300 900
done
logged "wrong is logged" 'verdict=no .*user=stranger$'
ask alice ''
is "empty password" "$verdict" no
within "... takes its time" "$ms" 300 900
ask spaces 'right horse'
is "a trailing space counts" "$verdict" no
ask spaces 'right horse '
is "password with a trailing space" "$verdict" ok
ask utf8 "$utf8"
is "password in UTF-8" "$verdict" ok
ask long "$long"
is "password of 511 bytes" "$verdict" ok
ask long "${long}x"
is "password of 512 bytes" "$verdict" no
ask long "${long%x}"
is "password of 510 of 511 bytes" "$verdict" no

# --- Messages ---

for n in 0 1 $((size - 1)) $((size + 1)) 4000; do
	is "message of $n bytes" "$("$T/authd_ask" -n "$n" "$S")" dropped
done
is "message of $size bytes" "$("$T/authd_ask" -n "$size" "$S")" answered
logged "dropped messages are logged" "authd.malformed size=$((size + 1))"
ask 'al
ice' 'right horse'
is "control byte in the user: dropped" "$verdict" down
stop

# --- Who may ask ---

start one -u 4242
ask alice 'right horse'
is "another user than -u" "$verdict" down
logged "... is logged" "authd.stranger uid=$(id -u) "
stop
if [ "$(id -u)" = 0 ]; then
	start one
	chmod 666 "$S"
	said=$(ASK_PASSWORD='right horse' setpriv --reuid=65534 \
	    --regid=65534 --clear-groups "$T/authd_ask" "$S" alice 2>/dev/null)
	split $said
	is "nobody asks root's broker" "$verdict" down
	logged "... is logged" "authd.stranger uid=65534 "
	stop
else
	skip "nobody asks root's broker" "not root"
fi

# --- Two prompts ---

start two
for p in right wrong; do
	for c in 246810 000000 ''; do
		want=no
		[ "$p$c" = right246810 ] && want=ok
		ask alice "$p horse" "$c"
		is "$p password, code '$c'" "$verdict" $want
	done
done
logged "a code that is missing is explained" 'authd.second-prompt.*code = yes'
stop
start one
ask alice 'right horse' 246810
is "code where none is asked" "$verdict" ok
logged "... is logged" authd.code-unasked
stop

# --- Accounts that have run out, and PAM itself out of order ---

for code in acct_expired new_authtok_reqd authtok_expired; do
	service out <<END
$password
account required pam_debug.so acct=$code
END
	start out
	ask alice 'right horse'
	is "right password, $code" "$verdict $account" "expired alice"
	ask alice 'wrong horse'
	is "wrong password, $code" "$verdict $account" "no -"
	stop
	service out <<END
auth required pam_debug.so auth=$code
$permit
END
	start out
	ask alice 'right horse'
	is "$code before the password is known" "$verdict" no
	stop
done
service out <<END
$password
account required pam_debug.so acct=perm_denied
END
start out
ask alice 'right horse'
is "right password, account refused" "$verdict" no
for module in 'pam_debug.so auth=authinfo_unavail' pam_is_not_there.so; do
	service out <<END
auth required $module
$permit
END
	ask alice 'right horse'
	is "auth by $module" "$verdict" down
done
rm "$T/pam/out"
ask alice 'right horse'
is "service file taken away" "$verdict" down
stop

# --- A module with a conversation of its own ---

if [ -n "$matrix" ]; then
	echo 'alice:right horse:matrix' >"$T/matrix"
	service matrix <<END
auth required $matrix passdb=$T/matrix verbose
account required $matrix passdb=$T/matrix verbose
END
	start matrix
	ask alice 'right horse'
	is "notices without a place for an answer" "$verdict $account" "ok alice"
	ask alice 'wrong horse'
	is "... and a wrong password" "$verdict" no
	stop
else
	skip "notices without a place for an answer" "no pam_matrix"
fi

# --- Canonical names and locked accounts ---

cat >"$T/passwd" <<END
tester:x:$(id -u):$(id -g)::/:/bin/false
alice:x:1001:1001::/:/bin/false
bob:x:1002:1002::/:/bin/false
carol:x:999:999::/:/bin/false
nobody:x:65534:65534::/:/bin/false
root:x:0:0::/:/bin/false
END
echo "tester:x:$(id -g):" >"$T/group"
chmod 644 "$T/passwd" "$T/group"
service locked <<END
auth requisite pam_faillock.so preauth silent nodelay deny=3 dir=$T/faillock
auth [success=1 default=bad] pam_userdb.so db=$T/users crypt=crypt
auth [default=die] pam_faillock.so authfail nodelay deny=3 dir=$T/faillock
auth required pam_faillock.so authsucc dir=$T/faillock
$permit
END
why="no libnss_wrapper"
if [ -n "$sanitizer" ]; then
	nss=
	why="libnss_wrapper cannot be loaded beside AddressSanitizer"
fi
if [ -n "$nss" ]; then
	preload=$nss
	launch -s "$S" -p one
	ask alice 'right horse'
	is "account of a person" "$verdict $account" "ok alice"
	for who in carol root nobody; do
		ask $who 'right mule'
		is "system account $who" "$verdict $account" "no -"
		within "... takes its time" "$ms" 300 900
		logged "... is logged" "authd.system-account .*user=$who"
	done
	ask ghost 'right mule'
	is "right password without an account" "$verdict $account" "no -"
	logged "... is logged" "authd.no-account"
	stop
	start locked
	ask bob 'right donkey'
	is "before the lock" "$verdict" ok
	for n in 1 2 3; do
		ask bob "wrong $n"
		is "wrong password number $n" "$verdict" no
	done
	ask bob 'right donkey'
	is "right password of a locked account" "$verdict" no
	within "... takes its time" "$ms" 300 900
	ask alice 'right horse'
	is "others are not locked" "$verdict" ok
	stop
	preload=
else
	skip "canonical names" "$why"
	skip "locked accounts" "$why"
fi

# --- Busy, slow, hung ---

printf '#!/bin/sh\nexec sleep 4\n' >"$T/slow"
printf '#!/bin/sh\necho $$ >>"%s/hang.pid"\nexec sleep 30\n' "$T" >"$T/hang"
chmod 755 "$T/slow" "$T/hang"
service slow <<END
auth required pam_exec.so quiet $T/slow
$password
$permit
END
service hung <<END
auth required pam_exec.so quiet $T/hang
$password
$permit
END
start slow -n 2
ask_later a alice 'right horse'
first=$later
ask_later b bob 'right donkey'
second=$later
sleep 0.7
for n in 1 2 3; do
	ask alice 'right horse'
	is "third at two places, try $n" "$verdict" busy
	# A busy broker is asked again for half a second, and no longer.
	within "... soon" "$ms" 400 1200
done
wait "$first" "$second"
heard a
is "first at two places" "$verdict" ok
heard b
is "second at two places" "$verdict" ok
ask_later a alice 'right horse'
sleep 0.7
children=/proc/$broker/task/$broker/children
if [ -r "$children" ] && [ -n "$(cat "$children")" ]; then
	kill -KILL $(cat "$children")
	wait "$later"
	heard a
	is "killed conversation" "$verdict" down
	within "... is answered at once" "$ms" 0 1700
	logged "... is logged" authd.crash
else
	skip "killed conversation" "cannot see the children"
	wait "$later"
fi
stop

start hung -n 1 -w 1
ask alice 'right horse'
is "hung module" "$verdict" down
within "... is ended at the deadline" "$ms" 950 1900
logged "... is logged" authd.deadline
sleep 1.5
cp "$T/pam/one" "$T/pam/hung"
ask alice 'right horse'
is "its place is free again" "$verdict" ok
cat >"$T/pam/hung" <<END
auth required pam_exec.so quiet $T/hang
END
ask_later a alice 'right horse'
sleep 0.3
began=$(milliseconds)
stop
took=$(($(milliseconds) - began))
wait "$later"
heard a
is "TERM in a hung conversation: exit 0" "$status" 0
within "... within two seconds" "$took" 0 2600
is "... and its asker is told" "$verdict" down

service delay <<END
auth optional pam_faildelay.so delay=60000000
$password
$permit
END
start delay -n 1
ask alice 'wrong horse'
is "denial with a delay" "$verdict" no
within "... is answered first" "$ms" 300 900
ask alice 'right horse'
is "... then holds its place" "$verdict" busy
sleep 3.4
ask alice 'right horse'
is "... but for three seconds only" "$verdict" ok
within "success is not delayed" "$ms" 0 900
stop

# --- Codes one after another ---

start two -w 1
flock "$T/authd.lock" sleep 3 &
holder=$!
sleep 0.3
ask alice 'right horse' 246810
is "a code waits for the lock" "$verdict" down
within "... until the deadline" "$ms" 950 1900
sleep 0.3
logged "... and unwinds" 'authd.answer verdict=down'
ask alice 'right horse' ''
is "without a code there is no wait" "$verdict" no
wait $holder
ask alice 'right horse' 246810
is "the lock is free again" "$verdict" ok
stop

# twelve CODE: all twelve users at once; counts those who are let in.
twelve() {
	waits=
	for u in 1 2 3 4 5 6 7 8 9 10 11 12; do
		ask_later "$u" "user$u" "right $u" "$1"
		waits="$waits $later"
	done
	wait $waits
	for u in 1 2 3 4 5 6 7 8 9 10 11 12; do
		heard "$u"
		[ "$verdict $account" = "ok user$u" ] && let_in=$((let_in + 1))
	done
}
start two
let_in=0
for _ in 1 2 3 4 5 6 7 8 9 10; do
	twelve 135791
done
is "twelve at once, ten rounds" $let_in 120
stop
if [ -n "$oath" ] && [ "$(id -u)" = 0 ]; then
	# The key and its first ten codes are those of RFC 4226.
	for u in 1 2 3 4 5 6 7 8 9 10 11 12; do
		echo "HOTP user$u - 3132333435363738393031323334353637383930"
	done >"$T/oath"
	chmod 600 "$T/oath"
	service oath <<END
auth requisite pam_userdb.so db=$T/users crypt=crypt
auth required pam_oath.so usersfile=$T/oath window=2 digits=6
$permit
END
	start oath
	let_in=0
	for code in 755224 287082 359152 969429 338314 254676 287922 162583 \
	    399871 520489; do
		twelve $code
	done
	is "twelve at once with one-time codes" $let_in 120
	let_in=0
	twelve 520489
	is "no code works twice" $let_in 0
	stop
else
	skip "twelve at once with one-time codes" "needs root and pam_oath"
fi

# --- A socket that is handed over ---

: >"$log" # what the one before said would be taken for this one's word
perl -MSocket -MPOSIX -e '
	socket(S, AF_UNIX, SOCK_SEQPACKET, 0) or die;
	bind(S, pack_sockaddr_un(shift)) or die;
	listen(S, 8) or die;
	POSIX::dup2(fileno(S), 0) or die;
	exec @ARGV;
' "$S" env ${sanitizer:+"LD_PRELOAD=$sanitizer"} "$T/igtk-authd" -p one -d "$T/pam" -a pam 2>>"$log" &
broker=$!
tries=50
until grep -q authd.ready "$log" || [ $tries -eq 0 ]; do
	tries=$((tries - 1))
	sleep 0.2
done
ask alice 'right horse'
is "socket on the standard input" "$verdict" ok
stop
[ -S "$S" ] && ok "... is left to its owner" || not_ok "... is left to its owner"

if grep -qE 'right (horse|donkey|mule|[0-9])|wrong horse|246810|135791|pässw' \
    "$all" "$T/ask.log"; then
	not_ok "no secret in the log"
else
	ok "no secret in the log"
fi
exit $failed
