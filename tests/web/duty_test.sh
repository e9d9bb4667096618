#!/bin/sh
# duty_test.sh - a duty from the command line to the page and back: named,
# accepted with the password, told of as a gap, and taken back.
#
#   BUILD=dir sh tests/web/duty_test.sh
# shellcheck disable=SC2154 # set by lib.sh
. "$(dirname "$0")/lib.sh"

demo_people
start_site

conf="--config $T/igtk.ini"
duty() { # CODE MEMBER
	igtk duty list --org RX901 --json | perl -MJSON::PP -0777 -e '
	    my ($d) = grep { $_->{code} eq $ARGV[0] } @{decode_json(<STDIN>)};
	    my $v = $d->{$ARGV[1]}; print defined $v ? $v : "null"' "$1" "$2"
}
try() { # NAME CODE WORDS: how it ends, and what it says
	name=$1 code=$2
	shift 2
	# shellcheck disable=SC2086 # two words
	igtk duty "$@" $conf >"$T/said" 2>&1
	is "$name" "$?" "$code"
}
says() { # NAME TEXT
	if grep -qF "$2" "$T/said"; then ok "$1"; else not_ok "$1" "$(cat "$T/said")"; fi
}

is "vacant at first" "$(duty foi-lead state) $(duty foi-lead holder)" \
    "vacant null"
try "named" 0 name --org RX901 --duty foi-lead --user kofi --on 2026-04-01 \
    --deputy ada --document "Letter of March"
is "named: with a deputy" "$(duty foi-lead deputy), $(duty foi-lead document)" \
    "Ada Nwosu, Letter of March"
is "named: by the list" "$(duty foi-lead holder), $(duty foi-lead from)" \
    "Kofi Mensah, 2026-04-01"
is "named: not accepted" "$(duty foi-lead state)" unaccepted
try "not by two ways at once" 2 name --org RX901 --duty foi-lead --user ada --name Ada
try "nobody of elsewhere" 1 name --org RX901 --duty foi-lead --user tom
try "no day of that name" 2 name --org RX901 --duty foi-lead --user ada --on never
try "no end before the start" 1 name --org RX901 --duty foi-lead --user ada \
    --on 2026-04-01 --until 2026-03-31
says "no end before the start: why" "the last day is before the first"
try "no deputy of themselves" 1 name --org RX901 --duty foi-lead --user ada \
    --deputy ada
try "no duty of that name" 1 name --org RX901 --duty nothing --user ada
says "no duty of that name: where to look" "igtk duty list shows them"

printf 'demo-ada-2026\n' >"$T/ada.password"
printf 'demo-kofi-2026\n' >"$T/kofi.password"
printf 'wrong\n' >"$T/wrong.password"
try "not accepted by somebody else" 1 accept --org RX901 --duty foi-lead \
    --as ada --password-file "$T/ada.password"
says "not accepted by somebody else: why" "ada is not named for foi-lead"
try "not accepted with a wrong password" 1 accept --org RX901 --duty foi-lead \
    --as kofi --password-file "$T/wrong.password"
is "nothing is accepted yet" "$(duty foi-lead accepted)" null
sign_in kofi demo-kofi-2026 kofi
get kofi /home
has "the holder is asked on the start page" "/duties/foi-lead/accept"
try "accepted" 0 accept --org RX901 --duty foi-lead --as kofi \
    --password-file "$T/kofi.password"
is "accepted: held" "$(duty foi-lead state)" held
try "accepted once" 1 accept --org RX901 --duty foi-lead --as kofi \
    --password-file "$T/kofi.password"
says "accepted once: why" "was accepted before"
get kofi /duties/foi-lead/accept
has "the page shows that it is accepted" "Accepted"
has_not "the page asks no more" 'name="password"'

sign_in priya demo-priya-2026 priya
get priya /duties
has "the list shows the holder" "Kofi Mensah"
post priya /duties/foi-lead /duties/foi-lead/end
is "taken back on the page" "$status" 303
is "taken back: vacant" "$(duty foi-lead state)" vacant
try "nothing to take back" 1 end --org RX901 --duty foi-lead
is "each step stands in the audit trail" \
    "$(igtk audit export --org RX901 | grep -c '"duty.[a-z]*".*foi-lead')" 3
finish
