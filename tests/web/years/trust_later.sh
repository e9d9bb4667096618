# trust_later.sh - the second and the third year of Eastmarsh Hospitals.
# Sourced by years_test.sh after trust.sh.
# shellcheck shell=sh disable=SC2016,SC2034,SC2154

# ---- the second year ----

trust_opens_second() {
	get anybody '/catalogue/ACU-15-1/changes?since=ACU-14.1-1'
	has "trust: the change notice: one is added" "Added: 1"
	has "trust: one is removed" "Removed: 1"
	has "trust: one is a part of another" "It is now a part of 501"
	has "trust: one has another number" "406"
	has "trust: two are worded anew" "Reworded: 2"
	enters priya daniel
	sends "trust: 15 is opened, on the page" priya /home /assessment version=15
	is "trust: nothing of it is done" \
	    "$(readiness RX901 15)" \
	    "open 326 assessment-not-confirmed:1 not-complete:44"
	get daniel /assessment/15/requirement/301
	has "trust: 301 comes back with its ticks" 'name="met-3a" type="checkbox" value="1" aria-describedby="expected-3a" checked'
	has "trust: its comment is still there" "$MARK comment on 301"
	has "trust: to be confirmed again" "To re-confirm"
	has "trust: after a year at level 3 it is to be kept up" \
	    "It counts this year: level 3 was reached last year."
	get daniel /assessment/15/requirement/325
	has "trust: what is new was not begun" "Not started"
	ledger 15 ACU 105=3 301=3 401=3- 325=1 209=NR >"$T/trust.2"
	grep -E '^(101|407|501) ' "$T/trust.2" >"$T/part"
	answers 15 ACU RX901 "$T/part" >"$T/answers.json"
	does "trust: what moved or was merged is answered" assessment import \
	    "$T/answers.json"
}

# In the last hour of the day in London.  105 3, 301 3, 401 2 as what only
# maintains it lacks now, 110 1 and 325 0; 38 x 2: 85 of 129.
trust_baseline_second() {
	enters priya
	get priya /assessment/15/stages
	has "trust: the baseline is due today" "due today"
	sends "trust: the baseline, on the page, in the last hour" priya \
	    /assessment/15/stages /assessment/15/stages stage=baseline sure=1
	get priya /assessment/15/stages
	has_not "trust: it is not late" ", late"
	has "trust: the page has the hour of London" "31 July 2027, 23:15"
}

trust_hands_over() {
	refuses "trust: who holds something is not closed" "igtk handover" \
	    person close --user daniel
	does "trust: Daniel leaves, and Hana takes over" handover --org RX901 \
	    --from daniel --to hana --json
	is "trust: the lead's duty, and what was his" \
	    "$(json 'map { $_->{kind} } @$d' <"$T/said")" duty
	does "trust: his account is closed" person close --user daniel
	sign_in daniel demo-daniel-2026 daniel
	status_is "trust: he does not sign in any more" 403
	enters hana
	get hana /home
	has "trust: the duty waits for Hana" "/duties/ig-lead/accept"
	sends "trust: she accepts it" hana /duties/ig-lead/accept \
	    /duties/ig-lead/accept password=demo-hana-2026
}

# 105 3, 301 3, 401 2, as what only maintains it is asked for now and lacks;
# 325 1, 112 1, as the courses of last October have run out; 38 x 2: 86 of 129.
trust_update_second() {
	grep -E '^(110|325) ' "$T/trust.2" >"$T/part"
	answers 15 ACU RX901 "$T/part" >"$T/answers.json"
	does "trust: 110 is better, and 325 begun" assessment import "$T/answers.json"
	does "trust: the update comes late" assessment submit --org RX901 \
	    --stage update --version 15 --as priya --json
	is "trust: 86 of 129" \
	    "$(json '@$d{qw(percent points of grade late below due)}' \
		<"$T/said")" "66 86 129 not-satisfactory 1 2 2027-10-31"
	is "trust: so says its ledger" \
	    "$(reckoned "$T/trust.2" "$T/trust.1.levels" 112=1)" \
	    "$(score RX901 15)"
	records RX901 15
}

trust_plans_second() {
	enters hana priya
	page=/assessment/15/requirement/325
	sends "trust: 325 has a plan" hana $page $page met-1a=1 met-1b=1 \
	    plan="$MARK plan" owner="Hana Lindqvist" target=2 due-day=30 \
	    due-month=9 due-year=2028 do=complete
	sends "trust: it becomes an action" hana /assessment/15/plan \
	    /assessment/15/plan requirement=325
	is "trust: 325 has no accepted plan yet" \
	    "$(score RX901 15 | cut -d ' ' -f 5)" not-satisfactory
	page=/assessment/15/plan/sign
	sends "trust: the SIRO signs the plan" priya $page $page \
	    post="Director of finance" comment="$MARK word" \
	    password=demo-priya-2026
	get hana /assessment/15/plan
	has "trust: the plan is signed" "Signed by Priya Anand"
	completions 1001 1038 2028-02-29
	is "trust: 38 of 40 are trained again, on the leap day" \
	    "$(figure 2028-02-29) $(figure 2029-02-27) $(figure 2029-02-28)" \
	    "40 38 95 40 38 95 40 0 0"
}

trust_is_due_second() {
	enters priya ewan
	get priya /home
	has "trust: it is due today" "due today"
	get ewan '/overview?version=15&show=overdue'
	has_not "head office: nobody is overdue today" "Eastmarsh Hospitals"
}
trust_is_overdue_second() {
	enters priya ewan rita
	get priya /home
	has "trust: it is a day late" "1 day late"
	get ewan '/overview?version=15&show=overdue'
	has "head office: it is overdue" "Eastmarsh Hospitals"
	get rita /providers
	has "the commissioner: it is overdue" "Overdue"
}

# 40 - 1 at level 2, 105 and 301 at 3, 401 at 2, 325 at 1: 87 of 129.
trust_publishes_second() {
	does "trust: the rest is confirmed again" assessment complete --org RX901 \
	    --version 15 --as hana
	does "trust: by the reviewer as well" assessment confirm --org RX901 \
	    --version 15 --as sunita
	enters priya
	get priya /assessment/15/publish
	has "trust: it is said to be late" "It will be recorded as late"
	does "trust: published, by command" assessment publish --org RX901 \
	    --version 15 --as priya --password-file "$(password_of priya)" --json
	is "trust: late" "$(json '@$d{qw(late percent grade)}' <"$T/said")" \
	    "1 67 satisfactory-with-improvement-plan"
	is "trust: 87 of 129" "$(score RX901 15)" \
	    "67 87/129 1 0 satisfactory-with-improvement-plan 325"
	is "trust: so says its ledger" \
	    "$(reckoned "$T/trust.2" "$T/trust.1.levels" 325=plan)" \
	    "$(score RX901 15)"
	LEVELS=1 reckoned "$T/trust.2" "$T/trust.1.levels" >"$T/trust.2.levels"
	records RX901 15
	get anybody /public/RX901/15
	has "trust: everybody sees that it was late" "after the date it was due"
	enters nell
	get nell /reviews
	has "trust: it awaits its review again" "Awaiting review: 1"
}

trust_is_exempted() {
	igtk bundle export --org RX901 --version 15 >"$T/before.json"
	does "head office: an exemption, after the publication" exemption add \
	    --org RX901 --version 15 --requirement 504 \
	    --reason "Benchmarks were not published" --from 2028-03-01
	igtk bundle export --org RX901 --version 15 >"$T/after.json"
	is "trust: what was published stays as it was" \
	    "$(cmp "$T/before.json" "$T/after.json" 2>&1)" ""
	is "trust: so does its score" "$(score RX901 15)" \
	    "67 87/129 1 0 satisfactory-with-improvement-plan 325"
}

# ---- the third year ----

trust_opens_third() {
	does "trust: 16 is opened" assessment open --org RX901 --version 16 --json
	is "trust: it is carried over from 15" \
	    "$(json '@$d{qw(publish_by carried_from)}' <"$T/said")" "2029-03-31 15"
	ledger 16 ACU 105=3 301=3- 401=3- 326=3- 209=NR >"$T/trust.3"
	grep -E '^(105|301|325|326|407) ' "$T/trust.3" >"$T/part"
	answers 16 ACU RX901 "$T/part" >"$T/answers.json"
	does "trust: what changed is answered" assessment import "$T/answers.json"
	enters hana
	get hana /assessment/16/requirement/401
	has "trust: below level 3 last year, it need not be kept up" \
	    "It does not count this year"
	get hana /assessment/16/plan
	has "trust: the open action came along" "325"
}

trust_trains_all() {
	is "trust: 38 of 40 were enough for 15, and are not for 16" \
	    "$(figure 2028-06-01) $(score RX901 16 | cut -d ' ' -f 6)" \
	    "40 38 95 112"
	completions 1039 1040 2028-06-01
	is "trust: all of them are" \
	    "$(figure 2028-06-01) $(score RX901 16 | cut -d ' ' -f 6)" \
	    "40 40 100 none"
	records RX901 16
}
# A completion of the 29th counts until the 28th, which is no day of it.
trust_runs_out() {
	is "trust: with the 27th the courses of the leap day end" \
	    "$(figure 2029-02-27) $(figure 2029-02-28)" "40 40 100 40 2 5"
	is "trust: so does the level" "$(score RX901 16 --at 2029-02-27 |
	    cut -d ' ' -f 6) $(score RX901 16 | cut -d ' ' -f 6)" "none 112"
}
trust_trains_third() {
	completions 1001 1037 2029-03-01
	is "trust: 37 and the two of June are not 98 per cent" \
	    "$(figure 2029-03-02) $(score RX901 16 | cut -d ' ' -f 6)" \
	    "40 39 97 112"
	records RX901 16
	does "trust: the level counts all the same, for a reason" \
	    assessment override --org RX901 --version 16 --as hana \
	    --requirement 112 --reason "$MARK: the last one is ill"
	does "head office: it is exempt from 510" exemption add --org RX901 \
	    --version 16 --requirement 510 --reason "No coders of its own"
}

# 209 is not relevant, 510 exempt: 43. 105, 326, 401 at 3; 40 x 2: 89 of 129.
trust_publishes_third() {
	does "trust: complete" assessment complete --org RX901 --version 16 \
	    --as hana
	does "trust: confirmed" assessment confirm --org RX901 --version 16 \
	    --as sunita
	does "trust: published" assessment publish --org RX901 --version 16 \
	    --as priya --password-file "$(password_of priya)" --json
	is "trust: on time" "$(json '$d->{late}' <"$T/said")" 0
	is "trust: 89 of 129" "$(score RX901 16)" "68 89/129 1 1 satisfactory none"
	is "trust: so says its ledger" \
	    "$(reckoned "$T/trust.3" "$T/trust.2.levels" 510=exempt)" \
	    "$(score RX901 16)"
	records RX901 16
}

trust_supersedes() {
	enters priya
	page=/assessment/16/supersede
	get priya $page
	levels=$(chosen | sed 's/^level-326=.*/level-326=1/')
	# shellcheck disable=SC2086 # a word for each level
	post priya $page $page $levels accept=1 password=demo-priya-2026
	status_is "trust: not without a reason" 422
	# shellcheck disable=SC2086
	sends "trust: what was wrong is put right, on the page" priya $page $page \
	    $levels accept=1 password=demo-priya-2026 \
	    reason="326 was claimed by mistake"
	is "trust: 87 of 129, in edition 2" "$(extract RX901 2029-04-10)" \
	    "16 published not-satisfactory 67 0 2"
	get anybody /public/RX901/16
	has "trust: everybody sees why" "326 was claimed by mistake"
	has "trust: and the difference" ": from 3 to 1"
}
