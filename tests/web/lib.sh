# lib.sh - a whole igtk for one test: web server, workers, broker, PAM, database.
#
#	#!/bin/sh
#	. "$(dirname "$0")/lib.sh"
#	start_site -d
#	sign_in priya demo-priya-2026 jar
#	get jar /home
#	status_is "home of an administrator" 200
#	finish
#
# BUILD says where the programs are; ASSETS where the style sheets, if not in
# $BUILD/../www.  SITE_BUILD may name another build, such as one with
# sanitizers, for igtk and igtk-fcgi; the broker always comes from BUILD,
# because PAM's modules do not load into a program with sanitizers.
#
# Everything is real: accounts are checked by PAM (pam_userdb) in a private
# folder.  A test that root starts goes on as nobody, as the services would,
# unless AS_ROOT=1 was set before this file was read.
#
# Passwords are hashed so that checking them takes no time; where its cost is
# the matter, set PASSWORD_HASH, such as '$y$j9T$igtk$', before reading this.
#
# FRONT=apache puts Apache in nginx's place, and BASE=/ig everything below a
# path, where a test is written for it.
#
# Set for tests: $T the test's folder, $URL, $PORT, $DB; and after each
# request $status, $head and $body, the last two being files.
# shellcheck shell=sh disable=SC2034

set -u
umask 022
LC_ALL=C.UTF-8
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
export LC_ALL PATH
unset CDPATH

TREE=$(cd -- "$(dirname -- "$0")/../.." && pwd -P) || exit 1
BUILD=$(cd -- "${BUILD:-$TREE/build/release}" && pwd -P) || exit 1
ASSETS=${ASSETS:-$BUILD/../www}
SITE_BUILD=${SITE_BUILD:-$BUILD}
export BUILD ASSETS

if [ "$(id -u)" = 0 ] && [ -z "${AS_ROOT:-}" ] &&
    setpriv --reuid=65534 --regid=65534 --clear-groups -- sh -c '
	test -r "$1" && test -x "$2/bin/igtk"' sh "$0" "$SITE_BUILD" 2>/dev/null
then
	exec setpriv --reuid=65534 --regid=65534 --clear-groups -- \
	    env HOME=/nonexistent sh "$0" "$@"
fi

failed=0
T=
BASE=${BASE:-}
FRONT=${FRONT:-nginx}
WORKERS=2
PASSWORD_HASH=${PASSWORD_HASH:-'$6$rounds=1000$igtk$'}

# ---- saying what was seen ----

ok() { echo "ok - $1"; }
not_ok() { # NAME [WHY]
	echo "not ok - $1"
	[ $# -lt 2 ] || printf '%s\n' "$2" | sed 's/^/# /'
	failed=1
}
skip() { echo "skip - $1: $2"; } # NAME WHY
is() { # NAME GOT WANT
	if [ "$2" = "$3" ]; then ok "$1"; else not_ok "$1" "got '$2', not '$3'"; fi
}
# The last answer's status.
status_is() { # NAME CODE
	if [ "$status" = "$2" ]; then
		ok "$1"
	else
		not_ok "$1" "status $status, not $2: $(head -c 300 "$body")"
	fi
}
# The last answer's body holds this text, or does not.
has() { # NAME TEXT
	if grep -qF -- "$2" "$body"; then ok "$1"; else
		not_ok "$1" "status $status, and no: $2"
	fi
}
has_not() { # NAME TEXT
	if grep -qF -- "$2" "$body"; then
		not_ok "$1" "$(grep -nF -- "$2" "$body" | head -n 3)"
	else
		ok "$1"
	fi
}
# A header of the last answer, by its name: its value, without the line's end.
header() { # NAME
	tr -d '\r' <"$head" | sed -n "s/^$1: *//Ip"
}
# The end of a test: stops the site and exits with 1 if anything failed.
finish() { exit $failed; }
give_up() { # WHY
	not_ok "start of the site" "$1"
	for log in "$T"/logs/*.log; do
		[ ! -s "$log" ] || tail -n 20 "$log" | sed 's/^/# /'
	done
	exit 1
}

# ---- making a site ----

# A folder, a database with all packs, and no people.  start_site does it.
new_site() {
	[ -z "$T" ] || return 0
	program=nginx
	[ "$FRONT" = nginx ] || program=apache2
	for tool in curl db5.3_load $program perl; do
		command -v $tool >/dev/null && continue
		not_ok "tools of the tests" "$tool is not installed"
		exit 1
	done
	T=$(mktemp -d /tmp/igtk-test.XXXXXX) || exit 1
	DB=$T/data/igtk.db
	head=$T/head
	body=$T/body
	status=0
	mkdir "$T/data" "$T/logs" "$T/pam.d" "$T/run"
	: >"$T/accounts"
	: >"$T/more.ini"
	trap stop_site EXIT
	trap 'exit 1' HUP INT TERM
	igtk init >"$T/logs/init.log" 2>&1 || give_up "igtk init failed"
	igtk catalogue load "$TREE"/config/catalogue/*.json \
	    >"$T/logs/packs.log" 2>&1 || give_up "no packs were loaded"
}

# The command line tool on the site's database.
igtk() { # WORD...
	"$SITE_BUILD/bin/igtk" "$@" --db "$DB"
}

# An account for PAM, without a person.  Works while the site runs, too.
account() { # USER PASSWORD
	printf %s "$2" | perl -0777 -e '$_ = <STDIN>; $_ = "" unless defined;
	    print shift, "\n", crypt($_, shift), "\n"' "$1" \
	    "$PASSWORD_HASH" \
	    >>"$T/accounts" || return 1
	rm -f "$T/accounts.new"
	db5.3_load -T -t hash "$T/accounts.new" <"$T/accounts" &&
	    mv "$T/accounts.new" "$T/accounts.db"
}

# An organisation.
org() { # CODE TYPE NAME
	new_site
	igtk org add --code "$1" --type "$2" --name "$3" >/dev/null
}

# A person with a password and with roles in an organisation.
person() { # ORG USER NAME PASSWORD ROLE...
	new_site
	p_org=$1 p_user=$2
	igtk person add --org "$p_org" --user "$p_user" --name "$3" \
	    >/dev/null || return 1
	account "$p_user" "$4"
	shift 4
	for role in "$@"; do
		igtk role grant --org "$p_org" --user "$p_user" --role "$role" \
		    >/dev/null || return 1
	done
}

# The people and records of "igtk demo"; passwords are demo-USER-2026.
demo_people() {
	new_site
	igtk demo >"$T/people" 2>"$T/logs/demo.log" || give_up "igtk demo failed"
	while read -r user _; do
		account "$user" "demo-$user-2026"
	done <"$T/people"
}

# A setting of igtk.ini for the next start.
setting() { # SECTION KEY VALUE
	new_site
	printf '[%s]\n%s = %s\n' "$1" "$2" "$3" >>"$T/more.ini"
}

# ---- starting and stopping ----

# Start the broker, WORKERS workers and the web server on a free port.
#   -d  with the records of "igtk demo"    -w N  workers, else 2
#   -b  BASE  below a path, like /ig
start_site() {
	OPTIND=1
	new_site
	while getopts dw:b: o; do
		case $o in
		d) demo_people ;;
		w) WORKERS=$OPTARG ;;
		b) BASE=$OPTARG ;;
		*) give_up "start_site takes -d, -w N and -b BASE" ;;
		esac
	done
	[ -f "$T/accounts.db" ] || account nobody-at-all "$T"
	PORT=$(free_port) || give_up "no free port"
	URL=http://127.0.0.1:$PORT$BASE
	site_files
	start_broker
	start_fcgi
	start_front
}

free_port() {
	perl -MIO::Socket::INET -e 'my $s = IO::Socket::INET->new(Listen => 1,
	    LocalAddr => "127.0.0.1") or exit 1; print $s->sockport'
}

site_files() {
	cat >"$T/pam.d/igtk" <<-END
	auth required pam_userdb.so db=$T/accounts crypt=crypt
	account required pam_permit.so
	END
	cat >"$T/igtk.ini" <<-END
	[database]
	path = $DB
	[web]
	base_path = $BASE
	public_url = http://127.0.0.1:$PORT
	secure = no
	[sign_in]
	socket = $T/run/authd.sock
	END
	cat "$T/more.ini" >>"$T/igtk.ini"
	as_root=
	[ "$(id -u)" != 0 ] || as_root='user root;'
	sed -e "s|@PORT@|$PORT|g; s|@BASE@|$BASE|g; s|@RUN@|$T/run|g" \
	    -e "s|@LOGS@|$T/logs|; s|@ASSETS@|$T/assets|" \
	    -e "s|@PAGES@|$T/pages|; s|^@USER@|$as_root|" \
	    -e "s|@MODULES@|/usr/lib/apache2/modules|" \
	    "$TREE/config/$FRONT/demo.conf.in" >"$T/$FRONT.conf"
	ln -sfn "$(cd -- "$ASSETS/assets" && pwd -P)" "$T/assets"
	ln -sfn "$TREE/config/nginx" "$T/pages"
}

# Each of the three can be stopped and started by itself.
start_broker() {
	"$BUILD/bin/igtk-authd" -s "$T/run/authd.sock" -p igtk -d "$T/pam.d" \
	    -a pam 2>>"$T/logs/authd.log" </dev/null &
	broker=$!
	wait_for test -S "$T/run/authd.sock" || give_up "igtk-authd did not start"
}
start_fcgi() {
	"$SITE_BUILD/bin/igtk-fcgi" -c "$T/igtk.ini" -s "$T/run/igtk.sock" \
	    -w "$WORKERS" 2>>"$T/logs/fcgi.log" </dev/null &
	fcgi=$!
	wait_for test -S "$T/run/igtk.sock" || give_up "igtk-fcgi did not start"
}
start_front() { "start_$FRONT"; }
stop_front() { "stop_$FRONT"; }
start_nginx() {
	nginx -p "$T/run/" -c "$T/nginx.conf" -e "$T/logs/nginx.log" \
	    2>/dev/null || give_up "nginx did not start"
	wait_for is_healthy || give_up "no answer from $URL/healthz"
}
start_apache() {
	apache2 -d "$T/run" -f "$T/apache.conf" -k start \
	    >>"$T/logs/apache.log" 2>&1 || give_up "Apache did not start"
	wait_for is_healthy || give_up "no answer from $URL/healthz"
}
stop_broker() { end_child "${broker:-}" && broker=; }
stop_fcgi() { end_child "${fcgi:-}" && fcgi=; }
stop_nginx() { end_server nginx nginx; }
stop_apache() { end_server apache apache2; }
end_server() { # NAME PROGRAM
	[ -s "$T/logs/$1.pid" ] || return 0
	web=$(cat "$T/logs/$1.pid")
	[ "$(cat "/proc/$web/comm" 2>/dev/null)" = "$2" ] || return 0
	kill -TERM "$web" 2>/dev/null
	wait_for test ! -d "/proc/$web"
}

is_healthy() {
	curl -qfs --noproxy '*' --max-time 5 -o "$T/health" "$URL/healthz"
}
wait_for() { # COMMAND...: until it is true, at most ten seconds
	tries=100
	until "$@"; do
		tries=$((tries - 1))
		[ $tries -gt 0 ] || return 1
		sleep 0.1
	done
}
end_child() { # PID: by TERM, and after twelve seconds by KILL
	[ -n "$1" ] || return 0
	kill -TERM "$1" 2>/dev/null
	tries=120
	while kill -0 "$1" 2>/dev/null && [ $tries -gt 0 ]; do
		case $(cat "/proc/$1/stat" 2>/dev/null) in
		*') Z '*) break ;;
		esac
		tries=$((tries - 1))
		sleep 0.1
	done
	[ $tries -gt 0 ] || kill -KILL "$1" 2>/dev/null
	wait "$1" 2>/dev/null
	return 0
}

# Everything ends and the folder goes; a sanitizer's report fails the test.
stop_site() {
	[ -n "$T" ] || return 0
	trap - EXIT
	stop_front
	stop_fcgi
	stop_broker
	if grep -qsE 'AddressSanitizer|LeakSanitizer|runtime error:' "$T"/logs/*.log
	then
		not_ok "no report of a sanitizer" "$(grep -hE -A 12 \
		    'Sanitizer|runtime error:' "$T"/logs/*.log | head -n 40)"
	fi
	# What a page needs must be in the list of sandbox_calls.c.
	if grep -qs '^<4>sandbox.refused' "$T"/logs/*.log; then
		not_ok "no system call of a worker was refused" "$(
		    grep -h -B 1 '^<4>sandbox.refused' "$T"/logs/*.log | head)"
	fi
	[ -z "$T" ] || rm -rf "$T"
	exit $failed
}

# ---- asking ----

# JAR is the name of a browser: its cookies are kept in $T/JAR.jar.
# Everything after is for curl: get jar /help -H 'Accept: x'

ask() { # JAR PATH CURL-ARGUMENT...
	jar=$T/$1.jar path=$2
	shift 2
	status=$(curl -qs --noproxy '*' --max-time 60 --path-as-is -b "$jar" \
	    -c "$jar" -D "$head" -o "$body" -w '%{http_code}' "$@" "$URL$path")
	[ -f "$body" ] || : >"$body"
}

# A jar's session as a header has it, for programs with no jar.
cookie_of() { # JAR
	awk '$6 == "igtk" { print "igtk=" $7 }' "$T/$1.jar"
}

# GET a page.
get() { # JAR PATH [CURL-ARGUMENT...]
	rm -f "$body"
	ask "$@"
}

# POST fields as they are, with no form behind them: for what is to be refused.
post_raw() { # JAR PATH [NAME=VALUE...]
	p_jar=$1 p_path=$2
	shift 2
	rm -f "$body" "$T/fields"
	fields "$@" >"$T/fields"
	ask "$p_jar" "$p_path" -X POST --data-binary "@$T/fields"
}

# Send the form of a page like a browser: fetch the page, find the form with
# this action, and post its hidden fields (csrf, op and others) and the given
# ones.  A given field takes the place of a hidden one of its name.
post() { # JAR PAGE ACTION [NAME=VALUE...]
	p_jar=$1 p_page=$2 p_action=$3
	shift 3
	get "$p_jar" "$p_page"
	[ "$status" = 200 ] || return 1
	hidden "$BASE$p_action" <"$body" >"$T/hidden" || {
		status=0
		echo "no form for $p_action on $p_page" >"$body"
		return 1
	}
	while IFS= read -r field; do
		for given in "$@"; do
			[ "${field%%=*}" != "${given%%=*}" ] || continue 2
		done
		printf '%s&' "$field"
	done <"$T/hidden" >"$T/fields"
	fields "$@" >>"$T/fields"
	[ $# -gt 0 ] || perl -pi -e 's/&$//' "$T/fields"
	ask "$p_jar" "$p_action" -X POST --data-binary "@$T/fields"
}

# Fields as a form sends them.
fields() { # NAME=VALUE...
	perl -e 'print join "&", map { my ($n, $v) = split /=/, $_, 2;
	    s/([^A-Za-z0-9_.-])/sprintf "%%%02X", ord $1/ge for $n, $v;
	    "$n=$v" } @ARGV' -- "$@"
}

# The hidden fields of the form with this action, encoded, one on each line.
hidden() { # ACTION, the page on the standard input
	perl -0777 -e 'my ($action) = @ARGV; my $page = <STDIN>;
	    my %char = (amp => "&", lt => "<", gt => ">", quot => "\"");
	    sub char {
		my ($s) = @_;
		return $char{$s} unless $s =~ /^#(x?)(.*)/;
		return chr($1 ? hex $2 : $2);
	    }
	    sub plain { my $s = shift; $s =~ s/&(#?\w+);/char($1)/ge; $s }
	    sub coded { my $s = shift;
		$s =~ s/([^A-Za-z0-9_.-])/sprintf "%%%02X", ord $1/ge; $s }
	    while ($page =~ m{<form\b([^>]*)>(.*?)</form>}sg) {
		my ($tag, $inside) = ($1, $2);
		next unless $tag =~ /\baction="([^"]*)"/ && plain($1) eq $action;
		while ($inside =~ /<input\b([^>]*)>/g) {
			my $in = $1;
			next unless $in =~ /\btype="hidden"/;
			my ($n) = $in =~ /\bname="([^"]*)"/;
			my ($v) = $in =~ /\bvalue="([^"]*)"/;
			print coded(plain($n)), "=",
			    coded(plain(defined $v ? $v : "")), "\n";
		}
		exit 0;
	    }
	    exit 1' "$1"
}

# Sign in; true if that led on, to somewhere else than the sign-in page.
sign_in() { # USER PASSWORD JAR
	post "$3" /sign-in /sign-in "user=$1" "password=$2"
	[ "$status" = 303 ]
}

sign_out() { # JAR, from a page that everybody signed in may see
	post "$1" "${2:-/help}" /sign-out
	[ "$status" = 303 ]
}
