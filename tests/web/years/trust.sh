# trust.sh - Eastmarsh Hospitals, RX901: an acute trust with the full workflow,
# in its three years.  Sourced by years_test.sh.
#
# A ledger says how far each requirement was answered.  The scores beside it
# were worked out by hand; reckon.pl finds each a second time.
# shellcheck shell=sh disable=SC2016,SC2034,SC2154

# ---- who is there ----

trust_begins() {
	org RX901 ACU "Eastmarsh Hospitals"
	org 15A01 CCG "Eastmarsh Commissioning Group"
	does "trust: it applies for national services" org change --code RX901 \
	    --purpose national-services
	does "trust: it has a commissioner" org commission --code RX901 \
	    --commissioner 15A01
	person RX901 priya "Priya Anand" demo-priya-2026 administrator
	person RX901 daniel "Daniel Osei" demo-daniel-2026 assessor
	person RX901 hana "Hana Lindqvist" demo-hana-2026 assessor
	person RX901 sunita "Sunita Rao" demo-sunita-2026 reviewer
	person RX901 kofi "Kofi Mensah" demo-kofi-2026 staff
	person 15A01 rita "Rita Okafor" demo-rita-2026 commissioner
	person 15A01 nell "Nell Fraser" demo-nell-2026
	does "a reviewer for all" role grant --org - --role external-reviewer \
	    --user nell
	igtk person add --user ewan --name "Ewan McBride" >"$T/said"
	account ewan demo-ewan-2026
	does "somebody of head office" role grant --org RX901 --role national \
	    --user ewan
	trust_staff
	trust_duties
}

# 40 people at work, numbered; each of their names is marked.
trust_staff() {
	{
		echo "Employee Number,First Name,Last Name,Organisation Unit,Start Date"
		seq 1001 1040 | sed "s/.*/&,Staff&,$MARK,Ward 6,01\/04\/2020/"
	} >"$T/staff.csv"
	does "trust: 40 staff are taken in" staff import --org RX901 --json \
	    "$T/staff.csv"
	is "trust: all of them" "$(json '@$d{qw(new refused)}' <"$T/said")" "40 0"
	does "trust: one of them is Kofi" staff link --org RX901 --user kofi \
	    --number 1040
}

trust_duties() {
	does "trust: a SIRO is named" duty name --org RX901 --duty siro \
	    --user priya --document "$MARK letter"
	does "trust: a Caldicott Guardian" duty name --org RX901 \
	    --duty caldicott-guardian --user sunita
	does "trust: a lead" duty name --org RX901 --duty ig-lead --user daniel
	does "trust: who leads it has no account" duty name --org RX901 \
	    --duty accountable-officer --name "Helen Marsh"
	enters priya sunita
	sends "trust: the SIRO accepts, on the page" priya /duties/siro/accept \
	    /duties/siro/accept password=demo-priya-2026
	post sunita /duties/caldicott-guardian/accept \
	    /duties/caldicott-guardian/accept password=wrong
	status_is "trust: not without the password" 422
	does "trust: the lead accepts, by command" duty accept --org RX901 \
	    --duty ig-lead --as daniel --password-file "$(password_of daniel)"
	is "trust: who has accepted" "$(igtk duty list --org RX901 --json |
	    json 'map { "$_->{code}:$_->{state}" } grep { $_->{holder} } @$d')" \
	    "accountable-officer:unaccepted caldicott-guardian:unaccepted ig-lead:held siro:held"
}

# ---- the first year ----

trust_opens_first() {
	does "trust: 14.1 is opened" assessment open --org RX901 --version 14.1 \
	    --json
	is "trust: to be published by the next 31 March" \
	    "$(json '@$d{qw(publish_by carried_from)}' <"$T/said")" \
	    "2027-03-31 null"
	ledger 14.1 ACU 105=3 301=3 401=3- 110=1 209=NR >"$T/trust.1"
	grep -E '^(10[5-9]|11.|2..) ' "$T/trust.1" >"$T/part"
	answers 14.1 ACU RX901 "$T/part" >"$T/answers.json"
	does "trust: some answers are taken in" assessment import "$T/answers.json"
	enters daniel hana
	page=/assessment/14.1/requirement/101
	holds hana $page $page met-1a=1
	sends "trust: the assessor answers 101 on its page" daniel $page $page \
	    met-1a=1 met-1b=1 met-1c=1 met-2a=1 met-2b=1 \
	    comment-1a="$MARK comment" evidence-1-title="$MARK minutes" \
	    evidence-1-reference="$MARK drive" evidence-1-shows=1a,2a do=complete
	releases hana $page
	status_is "trust: what was saved is not written over" 409
}

# 101 2, 105 3, 110 1, 111 2, 112 1 (nobody is trained), 200-207 7 x 2, 210 2;
# and 501 1, which asks only for somebody responsible, whom the lead's accepted
# duty shows: 26 of 44 x 3.
trust_baseline_first() {
	does "trust: the baseline" assessment submit --org RX901 --stage baseline \
	    --version 14.1 --as priya --json
	{
		grep -E '^(1|2)' "$T/trust.1"
		grep -E '^[3-6]' "$T/trust.1" | sed 's/ .*/ 0/; s/501 0/501 1/'
	} >"$T/trust.1.baseline"
	is "trust: the baseline is 26 of 132, on time" \
	    "$(json '@$d{qw(percent points of grade late not_relevant due)}' \
		<"$T/said")" "19 26 132 not-satisfactory 0 1 2026-07-31"
	is "trust: so says its ledger" \
	    "$(reckoned "$T/trust.1.baseline" /dev/null 112=1 | cut -d ' ' -f 1-5)" \
	    "19 26/132 1 0 not-satisfactory"
	enters priya
	get priya /assessment/14.1/stages
	has "trust: the page of stages counts the days to the update" \
	    "93 days left"
	refuses "trust: a stage is submitted once" "submitted already" assessment submit \
	    --org RX901 --stage baseline --version 14.1 --as priya
}

# With everything answered: 40 x 2, 3 x 3, 110 and 112 at 1 but for 209:
# 39 x 2 + 9 + 2 = 89 of 132.
trust_update_first() {
	grep -vE '^101 ' "$T/trust.1" >"$T/part"
	answers 14.1 ACU RX901 "$T/part" >"$T/answers.json"
	does "trust: the other answers are taken in" assessment import \
	    "$T/answers.json"
	completions 1001 1036 2026-10-01
	is "trust: 36 of 40 are trained" "$(figure 2026-10-20)" "40 36 90"
	does "trust: the performance update" assessment submit --org RX901 \
	    --stage update --version 14.1 --as priya --json
	is "trust: the update is 89 of 132, as too few are trained" \
	    "$(json '@$d{qw(percent points of grade late below)}' <"$T/said")" \
	    "67 89 132 not-satisfactory 0 2"
	is "trust: so says its ledger" \
	    "$(reckoned "$T/trust.1" /dev/null 112=1)" "$(score RX901 14.1)"
}
completions() { # FIRST LAST DAY
	{
		echo "Employee Number,Competence,Completion Date"
		seq "$1" "$2" | sed "s/.*/&,IG-ANNUAL,$3/"
	} >"$T/trained.csv"
	does "trust: what was completed on $3 is taken in" training import \
	    --org RX901 --json "$T/trained.csv"
}
figure() { # DAY: IN-SCOPE COMPLETED PERCENT
	igtk training figure --org RX901 --course IG-ANNUAL --on "$1" --json |
	    json '@$d{qw(in_scope completed percent)}'
}

# 37 of 40 are 92 per cent and not enough; 38 are 95, which is.
trust_trains_first() {
	completions 1037 1037 2027-02-09
	is "trust: 37 of 40 are not enough" \
	    "$(figure 2027-02-10) $(score RX901 14.1 | cut -d ' ' -f 6)" \
	    "40 37 92 110,112"
	enters kofi
	get kofi /training/course/IG-ANNUAL
	sends "trust: Kofi attests it with his password" kofi \
	    /training/course/IG-ANNUAL /training/course/IG-ANNUAL \
	    done-day=10 done-month=2 done-year=2027 password=demo-kofi-2026
	certificate=$(header Location | sed 's/?.*//')
	get kofi "$certificate"
	has "trust: his certificate says until when it counts" "10 February 2028"
	is "trust: 38 of 40 are 95 per cent" \
	    "$(figure 2027-02-10) $(score RX901 14.1 | cut -d ' ' -f 6)" \
	    "40 38 95 110"
}

# 40 x 2 + 3 x 3 + 1 = 90 of 132; the one below has an accepted plan.
trust_confirms_first() {
	enters daniel priya
	page=/assessment/14.1/requirement/110
	sends "trust: 110 has a plan" daniel $page $page met-1a=1 met-1b=1 \
	    met-1c=1 plan="$MARK plan" owner="Hana Lindqvist" target=2 due-day=31 \
	    due-month=12 due-year=2027 do=complete
	does "trust: which is accepted" assessment accept --org RX901 \
	    --version 14.1 --requirement 110 --as sunita
	does "trust: the assessor marks the rest complete" assessment complete \
	    --org RX901 --version 14.1 --as daniel
	does "roles: for a moment he reviews as well" role grant --org RX901 \
	    --user daniel --role reviewer
	refuses "trust: nobody confirms what they completed" \
	    "whoever completed it may not confirm it" \
	    assessment confirm --org RX901 --version 14.1 --as daniel
	does "roles: no longer" role revoke --org RX901 --user daniel \
	    --role reviewer
	is "trust: nothing is confirmed yet" "$(readiness RX901 14.1)" \
	    "open 7 assessment-not-confirmed:1 not-confirmed:45"
	enters sunita
	page=/assessment/14.1/requirement/101
	sends "trust: the reviewer confirms one on its page" sunita $page \
	    $page/confirm
	does "trust: and the others, and the whole" assessment confirm \
	    --org RX901 --version 14.1 --as sunita
	is "trust: nothing is in the way" "$(readiness RX901 14.1)" "confirmed 7"
}

trust_publishes_first() {
	enters priya
	get priya /assessment/14.1/readiness
	has "trust: it is due today" "Publish by 31 March 2027, due today"
	page=/assessment/14.1/publish
	get priya $page
	has "trust: what will be published" "Satisfactory with improvement plan"
	has_not "trust: today is not late" "recorded as late"
	post priya $page $page accept=1 password=wrong
	status_is "trust: not with a wrong password" 422
	sends "trust: published, with the password" priya $page $page accept=1 \
	    password=demo-priya-2026
	is "trust: 90 of 132" "$(score RX901 14.1)" \
	    "68 90/132 1 0 satisfactory-with-improvement-plan 110"
	is "trust: so says its ledger" \
	    "$(reckoned "$T/trust.1" /dev/null 110=plan)" "$(score RX901 14.1)"
	LEVELS=1 reckoned "$T/trust.1" /dev/null >"$T/trust.1.levels"
	refuses "trust: published is final" "published or confirmed" \
	    assessment import "$T/answers.json"
	enters daniel
	get daniel /assessment/14.1/requirement/110
	has_not "trust: the page offers no more" "Save and mark complete"
	post_raw daniel /assessment/14.1/requirement/110 do=save edition=0 \
	    "csrf=$(hidden /sign-out <"$body" | sed -n 's/^csrf=//p')" op=7
	status_is "trust: nor is it taken without a page" 409
}

trust_is_reviewed() {
	enters nell rita
	get nell /reviews
	has "trust: it awaits its review" "Eastmarsh Hospitals"
	get rita /providers
	has "trust: its commissioner sees the grade" \
	    "Satisfactory with improvement plan"
	has_not "trust: and nothing private" "$MARK"
	sends "trust: reviewed from outside, on the page" nell /reviews/RX901/14.1 \
	    /reviews/RX901/14.1 outcome=passed grade=satisfactory-with-improvement-plan \
	    reason="$MARK word of the reviewer"
	get anybody /public/RX901/14.1
	has "trust: everybody sees the reviewed grade" \
	    "Reviewed grade: Satisfactory with improvement plan"
	has_not "trust: and it was in time" "after the date it was due"
}
