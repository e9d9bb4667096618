#!/bin/sh
# batch_test.sh - a head office of 1,000 sites answers and publishes for all of
# them: by the pages and by command line, with programs killed on the way.
#
#   BUILD=dir sh tests/web/batch_test.sh
#
# Needs dir/bin/tests/chain_make.
# shellcheck disable=SC2154 # set by lib.sh
. "$(dirname "$0")/lib.sh"

SITES=${SITES:-1000}

ms() { date +%s%3N; }
took() { # WORDS SINCE
	echo "# $1: $(($(ms) - $2)) ms"
}
sql() { sqlite3 -cmd '.timeout 5000' "$DB" "$1"; }

answers() { # of the head office: everything at level 2
	perl -MJSON::PP -0777 -e '
		my $pack = decode_json(<STDIN>);
		my @answers = map { { requirement => $_->{number},
		    met => [map { $_->{id} } map { @{ $_->{criteria} } }
			grep { $_->{level} <= 2 } @{ $_->{levels} }],
		    comments => { "1a" => "As head office does it" },
		    evidence => [{ criteria => ["1a"], title => "Policy",
			reference => "Shelf 3" }] } } @{ $pack->{requirements} };
		print encode_json({ format => "igtk-assessment", schema => 1,
		    organisation => { code => "HQ001" },
		    version => $pack->{version}, answers => \@answers })' \
	    <"$TREE/config/catalogue/igt-14.1-PHA.json"
}

# ---- a chain ----

org HQ001 PHA "Head office"
org 8XX01 CTP "Somebody else"
person HQ001 hana "Hana Lindqvist" demo-hana-2026 administrator
person 8XX01 grace "Grace Oduya" demo-grace-2026 administrator
igtk assessment open --org HQ001 --version 14.1 >/dev/null
answers >"$T/answers.json"
igtk assessment import "$T/answers.json" >/dev/null
since=$(ms)
"$BUILD/bin/tests/chain_make" "$DB" HQ001 "$SITES" 2>"$T/logs/made"
is "there are so many sites" "$(sql "SELECT count(*) FROM org WHERE
    parent_id IS NOT NULL")" "$SITES"
took "registering $SITES sites" "$since"
start_site
sign_in hana demo-hana-2026 hana || not_ok "sign-in"
sign_in grace demo-grace-2026 grace || not_ok "sign-in"

# ---- prepared, and checked ----

post hana /sites/batch/new /sites/batch/new version=14.1 type=PHA \
    source=HQ001 all=1 complete=1 opens=1
status_is "a batch for all of them" 303
BATCH=/sites/batch/$(header Location | sed 's,.*/,,')
since=$(ms)
get hana "$BATCH/check"
status_is "the dry run" 200
has "the dry run: nothing is in the way" "Nothing is in the way"
took "the dry run" "$since"
since=$(ms)
get hana /sites
status_is "the list of sites" 200
took "the list of sites" "$since"
get grace "$BATCH"
status_is "nobody else's" 404

# ---- answered, with the workers killed, while others write ----

# How long each write of somebody else takes; the longest of them.
others() {
	perl -MTime::HiRes=time -e '
		my ($stop, @word) = @ARGV;
		my ($most, $n) = (0, 0);
		until (-e $stop) {
			my $t = time;
			system("sh", "-c", "exec \"\$@\" >/dev/null", "sh", @word,
			    "--name", "Somebody $n") == 0 or last;
			$t = time - $t;
			$most = $t if $t > $most;
			$n++;
			select undef, undef, undef, 0.02;
		}
		printf "%d %d\n", $n, 1000 * $most' "$T/stop" \
	    "$SITE_BUILD/bin/igtk" org change --code 8XX01 --db "$DB" \
	    >"$T/others" 2>>"$T/logs/others"
}
others &
watcher=$!

answered() { sql "SELECT count(*) FROM batch_site WHERE state = 1"; }
some_are_done() { [ "$(answered)" -ge $((SITES / 20)) ]; }
go_on() { # NAME: until it is at its end
	n=0
	while [ $n -lt 40 ]; do
		get hana "$BATCH"
		grep -q 'value="go"' "$body" || break
		n=$((n + 1))
		post hana "$BATCH" "$BATCH/act" do=go
	done
	echo "# $1: gone on with $n times"
}

since=$(ms)
post hana "$BATCH" "$BATCH/act" do=answer >/dev/null 2>&1 &
asking=$!
wait_for some_are_done || not_ok "nothing was begun"
# shellcheck disable=SC2046 # numbers
kill -KILL $(pgrep -P "$fcgi") 2>/dev/null
wait $asking
at=$(answered)
echo "# killed after $at sites"
is "killed in the middle" "$([ "$at" -lt "$SITES" ] && echo yes)" yes
get hana "$BATCH"
has "it says how far it came" "It is not at its end"
go_on answering
took "answering at $SITES sites" "$since"
: >"$T/stop"
wait $watcher
read -r n most <"$T/others"
echo "# $n writes of others meanwhile, the longest $most ms"
is "others waited no longer than two seconds" \
    "$([ "$most" -le 2000 ] && echo yes)" yes
is "each was answered" "$(answered)" "$SITES"
is "none was answered twice" "$(sql "SELECT count(*), count(DISTINCT org_id)
    FROM audit WHERE action = 'batch.answer'")" "$SITES|$SITES"
is "every answer is there" "$(sql "SELECT count(*) FROM answer a JOIN org o
    ON o.id = a.org_id WHERE o.parent_id IS NOT NULL AND a.state = 3
    AND a.level = 2 AND a.evidence = 1")" $((15 * SITES))
is "the trail of the head office names each" "$(igtk audit export --org HQ001 |
    perl -MJSON::PP -ne '$r = decode_json($_);
	next if $r->{action} ne "batch.done";
	$seen{$_}++ for @{ decode_json($r->{detail})->{answered} };
	END { print scalar(keys %seen), " ", scalar(grep { $_ > 1 } values %seen) }'
    )" "$SITES 0"

# ---- undone by command line, killed, and gone on with ----

ID=${BATCH##*/}
seq -f 'S%04g' 1 200 >"$T/codes"
undone() { sql "SELECT count(*) FROM batch_site WHERE state = 2"; }
a_few_are_undone() { [ "$(undone)" -ge 10 ]; }
"$SITE_BUILD/bin/igtk" batch undo "$ID" --org HQ001 --as hana --sites \
    "$T/codes" --db "$DB" >/dev/null 2>&1 &
command=$!
wait_for a_few_are_undone || not_ok "nothing was undone"
kill -KILL $command 2>/dev/null
wait $command 2>/dev/null
echo "# killed after $(undone) of 200"
igtk batch answer "$ID" --org HQ001 --as hana >"$T/said" 2>&1
[ "$(undone)" = 200 ] || is "another act waits for the end of this one" $? 1
igtk batch undo "$ID" --org HQ001 --as hana --sites "$T/codes" \
    >"$T/said" 2>&1
is "the same command goes on" "$(undone)" 200
is "what was undone is as it was" "$(sql "SELECT count(*) FROM answer a JOIN
    batch_site s ON s.site_id = a.org_id WHERE s.state = 2 AND (a.state <> 0
    OR a.level <> 0 OR a.evidence <> 0)")" 0
igtk batch add "$ID" --org HQ001 --as hana >/dev/null
igtk batch answer "$ID" --org HQ001 --as hana --json >"$T/said"
is "chosen again, answered again" "$? $(answered)" "0 $SITES"

# ---- published ----

since=$(ms)
printf 'demo-wrong\n' >"$T/password"
igtk batch publish "$ID" --org HQ001 --as hana --password-file "$T/password" \
    --config "$T/igtk.ini" >/dev/null 2>&1
is "not by a wrong password" "$? $(sql "SELECT count(*) FROM publication")" \
    "1 0"
post hana "$BATCH/publish" "$BATCH/publish" accept=1 password=demo-hana-2026
status_is "published by the page" 303
go_on publishing
took "publishing for $SITES sites" "$since"
is "each is published once" "$(sql "SELECT count(*), count(DISTINCT org_id)
    FROM publication WHERE published_name = 'Hana Lindqvist'")" "$SITES|$SITES"
is "and has its edition" "$(sql "SELECT count(*) FROM edition WHERE
    role = 'administrator of the head office' AND below = 0")" "$SITES"
get hana "/sites?state=published"
has "the list says so" "Sites by code ($SITES)"
since=$(ms)
get hana "$BATCH/csv"
status_is "the file of what was done" 200
took "the file of what was done, $(wc -l <"$body") lines" "$since"
is "a line for each publication" "$(grep -c '"publication","published"' \
    "$body")" "$SITES"
igtk batch undo "$ID" --org HQ001 --as hana >"$T/said" 2>&1
is "published is final" $? 1
igtk audit export >"$T/trail"
since=$(ms)
"$SITE_BUILD/bin/igtk-verify" audit "$T/trail" >"$T/said" 2>&1
is "every chain is whole" $? 0
took "checking $(wc -l <"$T/trail") rows of the chains" "$since"
finish
