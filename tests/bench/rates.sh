#!/bin/sh
# rates.sh - how fast igtk is beside others that make the same page.
#
#   [ROUNDS=N] BUILD=dir sh tests/bench/rates.sh
#
# Prints one table, and leaves it as dir/bench/rates.txt and rates.json.  It
# takes at most five minutes, and is not a test: rates move with the load of
# the machine, so it stands outside of ./run check.
#
# Everything goes through one private nginx: igtk, a file, a libfcgi program
# that answers a constant (constant.c), and the same page in PHP, Flask and
# Django.  They take turns, A B C A B C; the first round is thrown away, and
# what counts is the ratio within a round.  What is not installed is skipped
# and said to be; an answer that is not 2xx, a broken connection or a time-out
# voids a figure.  rates.pl makes the table and judges it by the goals.
# shellcheck disable=SC2154,SC2034,SC2016 # lib.sh sets some, and reads some

ROUNDS=${ROUNDS:-5}
SECONDS_EACH=2
PATIENCE=250 # seconds after which no other round begins
LIST=/assessment/14.1

# Opened first: lib.sh may go on as nobody, who may not write there.
if [ -z "${RATES_OPEN:-}" ]; then
	BUILD=${BUILD:-build/release}
	mkdir -p "$BUILD/bench" || exit 1
	exec 3>"$BUILD/bench/rates.json" 4>"$BUILD/bench/rates.txt" || exit 1
	RATES_OPEN=1
	export RATES_OPEN
fi
PASSWORD_HASH='$y$j9T$igtk$' # as Debian keeps passwords
. "$(dirname "$0")/../web/lib.sh"
tests=$BUILD/bin/tests
WORKERS=$((2 * $(nproc))) # as igtk-fcgi chooses by itself
began=$(date +%s)
peers='constant static igtk'
constant=
php=
flask=
django=
storm=

have() { command -v "$1" >/dev/null; }
progress() { echo "rates: $*" >&2; }
note() { printf '%s\n' "$*" >>"$T/seen"; } # KEY=VALUE...
fact() { printf 'fact %s %s\n' "$1" "$2" >>"$T/seen"; }
skipped() { # NAME WHY
	progress "skipped: $1: $2"
	printf 'skip %s %s\n' "$1" "$2" >>"$T/seen"
}

# ---- the others ----

# shellcheck disable=SC2317 # called by the trap
stop_all() {
	for pid in "$storm" "$constant" "$php" "$flask" "$django"; do
		end_child "$pid"
	done
	stop_site
}

# One that igtk is measured beside, if its page is igtk's page.
admit() { # NAME
	page_of "$1" >"$T/$1.html" 2>"$T/$1.err" || {
		skipped "$1" "its page does not come"
		failed=1
		sed 's/^/# /' "$T/$1.err" "$T/logs/$1.log" | tail -n 20 >&2
		return
	}
	plain <"$T/$1.html" >"$T/$1.plain"
	if cmp -s "$T/igtk.plain" "$T/$1.plain"; then
		fact "bytes.$1" "$(wc -c <"$T/$1.html")"
		peers="$peers $1"
		return
	fi
	skipped "$1" "its page is not igtk's"
	failed=1
	diff "$T/igtk.plain" "$T/$1.plain" | head -n 10 >&2
}

page_of() { # NAME
	curl -qfsS --noproxy '*' --max-time 10 -H "Host: $1" \
	    -H "Cookie: $cookie" "http://127.0.0.1:$PORT$LIST"
}

# A page without what differs between two that are the same: escapes, white
# space, the one-time number, and how long it took.
plain() {
	perl -0777 -pe 's/&#(?:0*39|x27);/\x27/g; s/&(?:quot|#0*34|#x22);/"/g;
	    s/&lt;/</g; s/&gt;/>/g; s/&amp;/&/g; s/\s+/ /g; s/ ?([<>]) ?/$1/g;
	    s/name="op" value="\d+"/name="op"/g; s/in [\d,.]+ micro/in micro/;
	    s/></>\n</g; s/^ | $//g'
}

start_constant() {
	"$tests/constant" "$T/run/constant.sock" "$WORKERS" "$T/run/page.html" \
	    2>"$T/logs/constant.log" </dev/null &
	constant=$!
	wait_for test -S "$T/run/constant.sock" ||
	    give_up "the constant page did not start"
	fact bytes.constant "$(page_of constant | wc -c)"
	fact bytes.static "$(page_of static | wc -c)"
}

assets_named() { # each as NAME VALUE
	sed -n 's/^#define \(ASSET_[A-Z_]*\) "\(.*\)"/\1 \2/p' \
	    "$ASSETS/assets.h"
}

start_php() {
	fpm=$(find /usr/sbin -name 'php-fpm*' | head -n 1)
	if [ -z "$fpm" ] || ! "$fpm" -m 2>/dev/null | grep -q '^pdo_sqlite$'
	then
		skipped php "php-fpm and php-sqlite3 are not installed"
		return
	fi
	{
		echo "[global]
		error_log = $T/logs/php.log
		[list]
		listen = $T/run/php.sock
		listen.backlog = 1024
		pm = static
		pm.max_children = $WORKERS
		env[DATABASE] = $DB"
		assets_named | sed 's/\(.*\) \(.*\)/env[\1] = \2/'
	} >"$T/php.conf"
	"$fpm" -F -y "$T/php.conf" -d opcache.enable=1 -d date.timezone=Europe/London \
	    -d opcache.validate_timestamps=0 2>>"$T/logs/php.log" </dev/null &
	php=$!
	if wait_for test -S "$T/run/php.sock"; then
		fact version.php "$("$fpm" -v | sed -n '1s/^PHP \([^ ]*\).*/\1/p')"
		admit php
	else
		skipped php "it does not start"
	fi
}

# Flask and Django, each with as many processes of gunicorn.
start_python() { # NAME MODULE
	if [ ! -x /usr/bin/gunicorn ] || ! /usr/bin/python3 -c "import $2" 2>/dev/null; then
		skipped "$1" "python3-$2 and gunicorn are not installed"
		return
	fi
	# shellcheck disable=SC2046 # names without blanks
	env TZ=Europe/London DATABASE="$DB" PYTHONDONTWRITEBYTECODE=1 \
	    $(assets_named | sed 's/ /=/') \
	    /usr/bin/gunicorn --chdir "$TREE/tests/bench" --workers "$WORKERS" \
	    --backlog 1024 --bind "unix:$T/run/$1.sock" --worker-tmp-dir "$T" \
	    "list_$1:app" 2>"$T/logs/$1.log" </dev/null &
	eval "$1=$!"
	if wait_for page_of "$1" >/dev/null 2>&1; then
		fact "version.$1" "$(/usr/bin/python3 -c "import $2
from importlib.metadata import version
print(version('$2'))")"
		admit "$1"
	else
		skipped "$1" "it does not start"
		tail -n 5 "$T/logs/$1.log" >&2
	fi
}

# ---- measuring ----

late() { [ $(($(date +%s) - began)) -ge $PATIENCE ]; }
children() { cat "/proc/$1/task/$1/children"; }

# Nanoseconds that these have been on a processor.
spent() { # PID...
	for pid in "$@"; do
		cat "/proc/$pid/schedstat"
	done 2>/dev/null | awk '{ ns += $1 } END { printf "%.0f", ns }'
}

workers_of() { # NAME
	case $1 in
	igtk) children "$fcgi" ;;
	constant) children "$constant" ;;
	php) children "$php" ;;
	flask) children "$flask" ;;
	django) children "$django" ;;
	esac
	children "$(cat "$T/logs/nginx.pid")"
}

# Microseconds of processor that the programs so far have taken that we waited
# for.  Not in a subshell, which has had no children.
waited_for() {
	times >"$T/times"
	us=$(awk 'NR == 2 { gsub(/[ms]/, " "); printf "%.0f",
	    (60 * ($1 + $3) + $2 + $4) * 1e6 }' "$T/times")
}

# Ask for the list with so many connections; the rate goes into $T/seen, with
# the microseconds of processor for each answer: cpu, of the program and nginx,
# and all, of wrk as well.  On a busy machine all is what a rate is made of.
pages() { # GROUP ROUND NAME HOST CONNECTIONS
	# shellcheck disable=SC2046 # numbers
	served=$(spent $(workers_of "$4"))
	waited_for
	asked=$us
	timeout -k 2 15 wrk -t 1 -c "$5" -d "${SECONDS_EACH}s" \
	    -s "$TREE/tests/bench/rates.lua" -H "Host: $4" \
	    -H "Cookie: $cookie" "http://127.0.0.1:$PORT$LIST" \
	    >"$T/wrk" 2>&1 || echo "seen 0 1 0 0 0 1 0 0" >"$T/wrk"
	waited_for
	# shellcheck disable=SC2046
	served=$(($(spent $(workers_of "$4")) - served))
	note "$(awk -v head="group=$1 round=$2 name=$3" -v least="$bytes" \
	    -v served=$((served / 1000)) -v asked=$((us - asked)) '
		$1 == "seen" {
			n = $2 ? $2 : 1
			why = $7 > 0 ? "broken-connections" : \
			    $8 > 0 ? "not-2xx" : $9 > 0 ? "time-outs" : \
			    $4 < $2 * least * 0.9 ? "short-answers" : "-"
			printf "%s rate=%.1f cpu=%.1f all=%.1f p50=%d p99=%d void=%s", \
			    head, $2 * 1e6 / $3, served / n, \
			    (served + asked) / n, $5, $6, why
		}' "$T/wrk")"
}

rounds() { # GROUP COMMAND ARGUMENT...: with the round's number as the last
	group=$1
	shift
	round=0
	while [ "$round" -lt "$ROUNDS" ]; do
		if late; then
			fact short "$group ended after $round of $ROUNDS rounds"
			return
		fi
		progress "$group, round $round"
		"$@" $round
		round=$((round + 1))
	done
}

list_round() { # CONNECTIONS ROUND
	for peer in $peers; do
		case $peer.$1 in
		flask.16 | django.16) ;;
		flask.* | django.*) continue ;; # they are far behind
		esac
		pages "list-$1" "$2" "$peer" "$peer" "$1"
	done
}

# What a program of our own says: a rate, the longest wait, 503 and others.
told() { # ROUND NAME COMMAND...
	t_round=$1 t_name=$2
	shift 2
	timeout -k 2 15 "$@" >"$T/told" 2>>"$T/logs/told.log" ||
	    echo "0 0 0 1" >"$T/told"
	note "$(awk -v head="group=save round=$t_round name=$t_name" '{
		printf "%s rate=%.1f longest=%d busy=%d void=%s", head, $1, \
		    $2, $3, ($4 > 0) ? "other-answers" : "-" }' "$T/told")"
}

save_round() { # ROUND
	told "$1" sync "$tests/sync" "$T/data/sync" $SECONDS_EACH
	told "$1" save-1 "$tests/posts" save "$T/run/igtk.sock" \
	    $SECONDS_EACH 1 "$daniel"
	told "$1" save-64 "$tests/posts" save "$T/run/igtk.sock" \
	    $SECONDS_EACH 64 "$daniel" "$tom" "$grace"
}

storm_round() { # ROUND
	pages storm "$1" quiet igtk 16
	"$tests/posts" sign-in "$T/run/igtk.sock" $((SECONDS_EACH + 1)) 16 \
	    storm storm-2026 >"$T/signed-in" 2>>"$T/logs/told.log" &
	storm=$!
	sleep 0.4
	pages storm "$1" storm igtk 16
	wait "$storm"
	storm=
	note "$(awk -v head="group=storm round=$1 name=sign-ins" '{
		printf "%s rate=%.1f longest=%d busy=%d void=%s", head, $1, \
		    $2, $3, ($4 > 0) ? "other-answers" : "-" }' "$T/signed-in")"
}

# ---- the run ----

gather_facts() {
	fact date "$(date -u +%Y-%m-%dT%H:%M:%SZ)"
	fact cores "$(nproc)"
	fact processor "$(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1)"
	fact kernel "$(uname -r)"
	fact disk "$(stat -f -c %T "$T/data")"
	fact workers "$WORKERS"
	fact rounds "$ROUNDS, the first thrown away"
	fact version.igtk "$("$BUILD/bin/igtk-fcgi" -V | sed 's/.* //')"
	fact version.nginx "$(nginx -v 2>&1 | sed 's/.*nginx.//')"
	fact version.wrk "$(wrk -v 2>&1 | sed -n '1s/^wrk \([^ ]*\).*/\1/p')"
	fact version.sqlite "$(dpkg-query -W -f '${Version}' libsqlite3-0 2>&1)"
	fact load.before "$(cut -d ' ' -f 1-3 /proc/loadavg)"
}

if ! have wrk; then
	echo "skip - rates: wrk is not installed"
	exit 0
fi
start_site -d
trap stop_all EXIT
: >"$T/seen"
gather_facts
stop_nginx
sed -e "s|@PORT@|$PORT|; s|@RUN@|$T/run|; s|@TREE@|$TREE|" \
    "$TREE/tests/bench/peers.conf.in" >"$T/peers.conf"
sed -i "\$s|^}|	include \"$T/peers.conf\";\n}|" "$T/nginx.conf"
start_nginx
for user in priya daniel tom grace; do
	sign_in $user demo-$user-2026 $user || give_up "$user cannot sign in"
	eval "$user=\$(cookie_of $user)"
done
i=0
while [ $i -lt 16 ]; do
	person RX901 storm$i "Sign-in $i" storm-2026 viewer ||
	    give_up "no people for the storm"
	i=$((i + 1))
done
cookie=$priya
page_of igtk >"$T/run/page.html" || give_up "the list does not come"
plain <"$T/run/page.html" >"$T/igtk.plain"
bytes=$(wc -c <"$T/run/page.html")
fact bytes.igtk "$bytes"
start_constant
start_php
start_python flask flask
start_python django django
for connections in 16 64 256; do
	rounds "list at $connections connections" list_round $connections
done
rounds "saves" save_round
rounds "sign-ins" storm_round
fact sqlite-busy "$(grep -cE 'db\.error .*code=(5|261|517|773) ' \
    "$T/logs/fcgi.log")"
fact load.after "$(cut -d ' ' -f 1-3 /proc/loadavg)"
fact seconds $(($(date +%s) - began))
perl "$TREE/tests/bench/rates.pl" table <"$T/seen" >"$T/table" || failed=1
cat "$T/table"
cat "$T/table" >&4
perl "$TREE/tests/bench/rates.pl" json <"$T/seen" >&3
finish
