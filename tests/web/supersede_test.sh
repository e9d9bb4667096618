#!/bin/sh
# supersede_test.sh - igtk assessment supersede, with the password, and what
# anybody sees of it through the web server.
#
#   BUILD=dir sh tests/web/supersede_test.sh
#
# shellcheck disable=SC2154
. "$(dirname "$0")/lib.sh"

supersede() { # WORD...
	igtk assessment supersede --org 8XX01 --version 13 --as grace \
	    --reason "A letter was out of date" --password-file "$T/password" \
	    -c "$T/igtk.ini" \
	    "$@" >"$T/said" 2>&1
	status=$?
}
seen() { # PATH: the public page
	curl -sk "$URL$1" >"$T/page"
}
shows() { # NAME TEXT
	grep -qF -e "$2" "$T/page" && ok "$1" || not_ok "$1" "no $2"
}

start_site -d
echo demo-grace-2026 >"$T/password"
for word in 114 114=4 114=NR 999=1 x=1; do
	supersede "$word"
	is "supersede: '$word' is refused" $status 1
done
supersede
is "supersede: without a level it is wrong usage" $status 2
supersede 115=3 999=1 115=2
is "supersede: a requirement named twice is wrong usage, before all else" \
    "$status $(cat "$T/said")" "2 igtk: 115 is named twice"
supersede 114=2
is "supersede: what changes nothing is refused" "$status $(grep -c 'nothing would change' "$T/said")" "1 1"
echo wrong >"$T/password"
supersede 114=1
is "supersede: so is a wrong password" "$status $(grep -c 'was not accepted' "$T/said")" "1 1"
echo demo-grace-2026 >"$T/password"
supersede 114=1 115=3 --json
is "supersede: the right one is accepted" $status 0
is "supersede: told as JSON" "$(tail -n 1 "$T/said" | cut -c1-56)" \
    '{"organisation":"8XX01","version":"13","edition":2,"grad'
igtk score --org 8XX01 --version 13 >"$T/said"
is "score: what counts now is said first" \
    "$(sed -n '1s/[0-9][0-9]*%/N%/p; 2s/  *[0-9].*//p' "$T/said")" \
    "superseded: edition 2 counts, N%  6 below level 2  Not satisfactory
Overall"
is "score: ... in JSON, as the public has it" \
    "$(igtk score --json --org 8XX01 --version 13 | perl -MJSON::PP -0777 -e '
	my $s = decode_json(<STDIN>)->{superseded};
	print join " ", map { $s->{$_} } qw(edition percent grade)')" \
    "$(curl -sk "$URL/public/json?q=8XX01" | perl -MJSON::PP -0777 -e '
	my $s = decode_json(<STDIN>)->{organisations}[0]{published};
	print join " ", map { $s->{$_} } qw(edition percent grade)')"
is "score: ... and not where nothing is superseded" \
    "$(igtk score --json --org RX901 --version 14.1 |
	grep -c superseded)" 0
igtk whatif --org 8XX01 --version 13 >"$T/said"
is "whatif: it starts from what counts" "$(sed 's/[0-9][0-9]*%/N%/; 2q' "$T/said")" \
    "published once more: edition 2 counts
now: N%, 6 below level 2, Not satisfactory"
has_line() { grep -qxF -e "$1" "$T/said" && echo yes; }
is "whatif: ... and says why nothing is missing" "$(has_line \
    "  114 from level 1 to 2: the criteria are met, and what was published once more says less")" yes
is "whatif: ... in JSON, what the score says that counts" \
    "$(igtk whatif --json --org 8XX01 --version 13 | perl -MJSON::PP -0777 -e '
	my $w = decode_json(<STDIN>);
	print join " ", $w->{edition}, map { $w->{now}{$_} } qw(percent grade)')" \
    "$(igtk score --json --org 8XX01 --version 13 | perl -MJSON::PP -0777 -e '
	my $s = decode_json(<STDIN>)->{superseded};
	print join " ", map { $s->{$_} } qw(edition percent grade)')"
is "whatif: ... and no edition of what is not published" \
    "$(igtk whatif --json --org RX901 --version 14.1 | grep -c edition)" 0
seen /public/8XX01/13
shows "the public sees the reason" "A letter was out of date"
shows "... and one difference" ": from 2 to 1"
shows "... and the other" ": from 2 to 3"
seen /public/8XX01/13/bundle/2
curl -sk "$URL/public/keys" >"$T/keys"
is "... and can check it" \
    "$("$SITE_BUILD/bin/igtk-verify" bundle "$T/page" --key "$T/keys" | cut -c1-12)" \
    "valid: 8XX01"
is "... and what it supersedes by its hash" \
    "$(perl -MJSON::PP -MDigest::SHA=sha256_hex -0777 -e '
	open my $f, "<", $ARGV[0]; my $new = decode_json(<$f>)->{bundle};
	my $old = <STDIN>; $old =~ s/^\{"bundle"://;
	$old =~ s/,"format":"igtk-bundle".*//s;
	print sha256_hex($old) eq $new->{supersedes}{sha256} ? "same" : "other"' \
	"$T/page" <<-END
	$(igtk bundle export --org 8XX01 --version 13 1)
	END
    )" same
code=$(curl -sk -o "$T/page" -w '%{http_code}' "$URL/public?q=$(head -c 100000 /dev/zero | tr '\0' a)")
case $code in
400 | 413 | 414 | 431) ok "a search of 100 kB is refused" ;;
*) not_ok "a search of 100 kB is refused" "$code" ;;
esac
seen "/public?q=north"
shows "... and others are answered" "Northgate Records Limited"
finish
