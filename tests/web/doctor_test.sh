#!/bin/sh
# doctor_test.sh - igtk doctor finds what is wrong, and igtk check-pam a stack
# that lets in whom it should not.
#
#   BUILD=dir sh tests/web/doctor_test.sh
#
# shellcheck disable=SC2154
. "$(dirname "$0")/lib.sh"

doctor() { # the doctor's lines are in $T/said
	igtk doctor -c "$T/igtk.ini" >"$T/said" 2>&1
	status=$?
}
# One line of it: how a thing is.
line() { # NAME THING RESULT [TEXT]
	found=$(grep -E "^[A-Za-z]+ +$2 " "$T/said")
	case $found in
	"$3 "*"${4:-}"*) ok "doctor: $1" ;;
	*) not_ok "doctor: $1" "${found:-no line about $2}" ;;
	esac
}

start_site -d
igtk backup "$T/backup" >/dev/null
printf '[watch]\nbackup = %s\n' "$T/backup" >>"$T/igtk.ini"
doctor
line "the database is there" database ok "schema"
line "its modes are right" modes ok
line "the engine is named" engine ok "SQLite"
line "what is published is signed" keys ok "signed with"
line "there is room" disk ok "MiB free"
is "doctor: the clock is looked at" "$(grep -c " clock .*202[6-9]" "$T/said")" 1
line "the broker listens" sign-in ok
line "the web server answers" 'web server' ok "/healthz says 200"
line "the backup is fresh" backup ok "0 hours old"
line "all groups are known" groups ok
is "doctor: mail is looked at" "$(grep -c " mail .*sendmail" "$T/said")" 1
is "doctor: without faults it ends with 0" "$status" 0
mv "$T/data/keys" "$T/keys"
doctor
line "the keys are gone" keys look "igtk key new"
mv "$T/keys" "$T/data/keys"
igtk doctor -c "$T/igtk.ini" --json >"$T/json" 2>/dev/null
is "doctor: as JSON" "$(perl -MJSON::PP -0777 -ne '
    my $all = decode_json($_); my %of = map { $_->{check} => $_->{result} } @$all;
    print $of{database}, " ", $of{"web server"}' "$T/json")" "ok ok"

# ---- what it finds ----

chmod 644 "${DB%/*}"/keys/*.key
doctor
line "a key that others may read" keys look "Bring the files back"
chmod 644 "$DB"
doctor
line "records that others may read" modes FAULT "chmod 600"
is "doctor: a fault ends with 1" "$status" 1
chmod 600 "$DB"
touch -d '3 days ago' "$T/backup/MANIFEST"
doctor
line "a backup of three days ago" backup FAULT "72 hours old"
rm "$T/backup/MANIFEST"
doctor
line "no backup" backup FAULT "holds none"
igtk role grant --org RX901 --role viewer --group "no such group" >/dev/null
doctor
line "a group that is not known" groups FAULT "no such group"
stop_broker
doctor
line "no broker" sign-in FAULT "Start igtk-authd"
stop_fcgi
doctor
line "no workers" 'web server' FAULT "see the web server's log"
stop_nginx
doctor
line "no web server" 'web server' FAULT "nothing answers"
sqlite3 "$DB" "INSERT INTO schema_version VALUES (999, 0)"
doctor
line "a newer database" database FAULT "Install the newer program"
mv "$DB" "$T/gone"
doctor
line "no database" database FAULT "igtk init makes it"
mv "$T/gone" "$DB"
sqlite3 "$DB" "DELETE FROM schema_version WHERE number = 999"
if command -v openssl >/dev/null; then
	openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=x -days 5 \
	    -keyout "$T/key" -out "$T/short.pem" 2>/dev/null
	openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=x -days 90 \
	    -keyout "$T/key" -out "$T/long.pem" 2>/dev/null
	printf 'certificate = %s\n' "$T/short.pem" >>"$T/igtk.ini"
	doctor
	line "a certificate of five days" certificate FAULT "Renew it"
	sed -i "s,short.pem,long.pem," "$T/igtk.ini"
	doctor
	line "a certificate of ninety days" certificate ok
else
	skip "doctor: certificates" "openssl is not installed"
fi

# ---- check-pam ----

start_broker
check_pam() { # SECRET...: one a line
	printf '%s\n' "$@" | igtk check-pam priya -c "$T/igtk.ini" \
	    --password-file - >"$T/said" 2>&1
	status=$?
}
check_pam demo-priya-2026
is "check-pam: one secret, as it should be" \
    "$status $(grep -c '^ok ' "$T/said")" "0 3"
check_pam wrong
is "check-pam: what is called right is refused" \
    "$status $(grep '^FAULT' "$T/said" | grep -c refused)" "1 1"
check_pam ""
is "check-pam: a password is needed" "$status" 1

# Password, then code: 111111 and 222222 are right, as two in a row are.
for code in 111111 222222; do
	printf %s "$code" | perl -0777 -e '$_ = <STDIN>;
	    print "priya\n", crypt($_, q($6$rounds=1000$igtk$)), "\n"' \
	    >"$T/code.$code"
	rm -f "$T/codes.$code.db"
	db5.3_load -T -t hash "$T/codes.$code.db" <"$T/code.$code"
done
stack() { # CONTROL: of the password; then the code
	cat >"$T/pam.d/igtk" <<-END
	auth $1 pam_userdb.so db=$T/accounts crypt=crypt
	auth [success=1 default=ignore] pam_userdb.so db=$T/codes.111111 crypt=crypt
	auth required pam_userdb.so db=$T/codes.222222 crypt=crypt use_first_pass
	auth required pam_permit.so
	account required pam_permit.so
	END
}
sed -i 's/^\[sign_in\]/&\ncode = yes/' "$T/igtk.ini"
stack required
check_pam demo-priya-2026 111111 222222
is "check-pam: of six ways in, one" \
    "$status $(grep -c '^ok ' "$T/said") $(grep -c accepted "$T/said")" "0 6 1"
stack sufficient
check_pam demo-priya-2026 111111 222222
is "check-pam: a stack that never asks for the code is found" \
    "$status $(grep '^FAULT' "$T/said" | grep -c accepted)" "1 3"
check_pam demo-priya-2026
is "check-pam: two codes are needed" "$status" 1
stop_broker
check_pam demo-priya-2026 111111 222222
is "check-pam: without the broker" "$status" 1

finish
