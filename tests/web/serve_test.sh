#!/bin/sh
# serve_test.sh - igtk serve is igtk-fcgi with the same settings, and says what
# to do where it cannot be.
#
#   BUILD=dir sh tests/web/serve_test.sh
#
# shellcheck disable=SC2154
. "$(dirname "$0")/lib.sh"

serve() { # WORD...: it ends by itself
	"$SITE_BUILD/bin/igtk" serve "$@" >"$T/said" 2>&1 </dev/null
	code=$?
}
fails() { # NAME CODE TEXT
	if [ "$code" = "$2" ] && grep -qF -- "$3" "$T/said"; then ok "$1"; else
		not_ok "$1" "exit $code: $(cat "$T/said")"
	fi
}
is_fcgi() { [ "$(cat "/proc/$fcgi/comm" 2>/dev/null)" = igtk-fcgi ]; }
ends() { # NAME: by TERM, as whoever started it asks
	kill -TERM "$fcgi"
	wait "$fcgi"
	is "$1: it ends on TERM" $? 0
	fcgi=
}

start_site -d
socket=$T/run/igtk.sock
stop_fcgi
get nobody /help
status_is "nobody serves" 502

# ---- in the place of igtk-fcgi ----

"$SITE_BUILD/bin/igtk" serve -c "$T/igtk.ini" --socket "$socket" --workers 3 \
    2>"$T/logs/serve.log" </dev/null &
fcgi=$!
wait_for is_healthy
is "it serves" $? 0
get nobody /help
status_is "... a page" 200
sign_in priya demo-priya-2026 priya
is "... and lets people in, by the settings" $? 0
is_fcgi
is "it has become igtk-fcgi" $? 0
grep -qF "serving $DB at $socket; Ctrl-C ends it" "$T/logs/serve.log"
is "it says what it serves, where, and how to end it" $? 0
grep -q 'master.start workers=3' "$T/logs/serve.log"
is "with as many workers as were asked for" $? 0
serve -c "$T/igtk.ini" --socket "$socket"
fails "where another listens it says so" 1 \
    "$socket: another process listens there; stop that one"
serve -c "$T/igtk.ini" --socket "$T/run/other.sock"
fails "a second one for the same records is refused" 1 "database.taken"
ends "in the foreground"
is "... and its socket is gone" "$([ -e "$socket" ] && echo there)" ""

# ---- a socket that a supervisor holds ----

perl -MIO::Socket::UNIX -e 'my $s = IO::Socket::UNIX->new(Local => shift,
	Listen => 64) or die; open STDIN, "<&", $s or die; exec @ARGV' \
    "$socket" "$SITE_BUILD/bin/igtk" serve -c "$T/igtk.ini" \
    2>"$T/logs/held.log" &
fcgi=$!
wait_for is_healthy
is "it serves a socket that it was handed" $? 0
ends "handed over"
rm -f "$socket"

# ---- where it cannot ----

mkdir -p "$T/alone/bin" "$T/alone/libexec/igtk"
cp "$SITE_BUILD/bin/igtk" "$T/alone/bin/igtk"
"$T/alone/bin/igtk" serve -c "$T/igtk.ini" --socket "$socket" \
    >"$T/said" 2>&1 </dev/null
code=$?
fails "without igtk-fcgi it says where it looked" 1 \
    "igtk-fcgi is not found, neither in $T/alone/bin nor in"
ln -s "$SITE_BUILD/bin/igtk-fcgi" "$T/alone/libexec/igtk/igtk-fcgi"
"$T/alone/bin/igtk" serve -c "$T/igtk.ini" --socket "$socket" \
    2>"$T/logs/installed.log" </dev/null &
fcgi=$!
wait_for is_healthy
is "it finds igtk-fcgi where both are installed" $? 0
ends "installed"
serve -c "$T/igtk.ini" --socket "$socket" --db "$T/none.db"
fails "without a database it says what to do" 1 "igtk init makes one"
if [ "$(id -u)" != 0 ]; then
	serve -c "$T/igtk.ini" --socket "$socket" --db /etc/passwd
	fails "as another user it says as whom" 1 "runuser -u root -- igtk serve"
else
	skip "as another user it says as whom" "root is the user"
fi
echo 'no_such_key = 1' >"$T/bad.ini"
serve -c "$T/bad.ini" --socket "$socket"
fails "with settings that are wrong it names the line" 1 "$T/bad.ini:1"
serve -c "$T/igtk.ini" --socket "$socket" --workers none
is "a number of workers that is none is wrong usage" "$code" 2
serve -c "$T/igtk.ini" "$socket"
is "so is a word that is no option" "$code" 2
finish
