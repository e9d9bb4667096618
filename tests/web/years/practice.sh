# practice.sh - Harbour Street Surgery, K8501: a general practice with the
# simplified workflow, in which one person answers and publishes, all of it in
# pages.  Sourced by years_test.sh.
# shellcheck shell=sh disable=SC2016,SC2034,SC2154

practice_begins() {
	org K8501 GP "Harbour Street Surgery"
	person K8501 tom "Tom Adeyemi" demo-tom-2026 administrator assessor
	cat >"$T/staff.csv" <<-END
	Employee Number,First Name,Last Name,Start Date
	1,Tom,$MARK,01/04/2020
	2,Ann,$MARK,01/04/2020
	3,Bea,$MARK,01/04/2020
	4,Cy,$MARK,01/04/2020
	END
	does "practice: four people are taken in" staff import --org K8501 \
	    "$T/staff.csv"
	does "practice: one is Tom" staff link --org K8501 --user tom --number 1
}

# Each requirement on its own page, by the one person there is.
practice_answers() { # VERSION [LEDGER]
	ticks "$1" GP "${2:-$T/practice.$1}" >"$T/ticks"
	p_all=303
	while read -r number boxes; do
		page=/assessment/$1/requirement/$number
		# shellcheck disable=SC2086 # a word for each box
		post tom "$page" "$page" $boxes "comment-1a=$MARK comment" \
		    "evidence-1-title=$MARK letter" \
		    evidence-1-shows=1a do=complete
		[ "$status" = 303 ] || p_all="$number: $status"
	done <"$T/ticks"
	is "practice: each page of $1 is saved" "$p_all" 303
}
practice_publishes() { # VERSION
	page=/assessment/$1/publish
	sends "practice: $1 is published, on the page" tom "$page" "$page" \
	    accept=1 password=demo-tom-2026
}
attests() { # DAY MONTH YEAR
	page=/training/course/IG-ANNUAL
	sends "practice: Tom attests his course" tom $page $page \
	    done-day="$1" done-month="$2" done-year="$3" password=demo-tom-2026
	get tom "$(header Location | sed 's/?.*//')"
}
practice_figure() { # DAY
	igtk training figure --org K8501 --course IG-ANNUAL --on "$1" --json |
	    json '@$d{qw(in_scope completed percent)}'
}
practice_trained() { # DAY
	{
		echo "Employee Number,Competence,Completion Date"
		seq 2 4 | sed "s/.*/&,IG-ANNUAL,$1/"
	} >"$T/trained.csv"
	does "practice: the three others are trained" training import \
	    --org K8501 "$T/trained.csv"
}

# ---- the first year: 115 at 3, 319 at 1 with a plan, 318 not relevant ----

# 3 + 1 + 10 x 2 = 24 of 36.
practice_first() {
	enters tom
	sends "practice: 14.1 is opened" tom /home /assessment version=14.1
	ledger 14.1 GP 115=3 319=1 318=NR >"$T/practice.14.1"
	grep -v '^319 ' "$T/practice.14.1" >"$T/part"
	practice_answers 14.1 "$T/part"
	page=/assessment/14.1/requirement/319
	sends "practice: 319 has a plan" tom $page $page met-1a=1 do=complete \
	    plan="$MARK plan" owner="Tom Adeyemi" target=2 due-day=31 due-month=3 \
	    due-year=2028
	sends "practice: which Tom accepts" tom $page $page/plan
	practice_trained 2027-02-27
	attests 28 2 2027
	has "practice: the course counts until 28 February 2028" "28 February 2028"
	practice_publishes 14.1
	is "practice: 24 of 36" "$(score K8501 14.1)" \
	    "66 24/36 1 0 satisfactory-with-improvement-plan 319"
	is "practice: so says its ledger" \
	    "$(reckoned "$T/practice.14.1" /dev/null 319=plan)" \
	    "$(score K8501 14.1)"
	LEVELS=1 reckoned "$T/practice.14.1" /dev/null >"$T/practice.1.levels"
	records K8501 14.1
}

# ---- the second: published in the last half hour of 31 March, in London ----

practice_lapses() {
	enters tom
	sends "practice: 15 is opened" tom /home /assessment version=15
	practice_trained 2028-02-27
	is "practice: on the 27th Tom counts, on the 28th he does not" \
	    "$(practice_figure 2028-02-27) $(practice_figure 2028-02-28)" \
	    "4 4 100 4 3 75"
	get tom /training
	has "practice: he is told so" "28 February 2028"
	attests 29 2 2028
	has "practice: from a 29th on it counts until a 28th" "28 February 2029"
}
# 115 at 3 still, 11 x 2: 25 of 36.
practice_second() {
	enters tom
	get tom /home
	has "practice: it is due today" "due today"
	ledger 15 GP 115=3 318=NR >"$T/practice.15"
	practice_answers 15
	practice_publishes 15
	is "practice: 25 of 36" "$(score K8501 15)" "69 25/36 1 0 satisfactory none"
	is "practice: so says its ledger" \
	    "$(reckoned "$T/practice.15" "$T/practice.1.levels")" \
	    "$(score K8501 15)"
	LEVELS=1 reckoned "$T/practice.15" "$T/practice.1.levels" \
	    >"$T/practice.2.levels"
	is "practice: on time, an hour before midnight" "$(extract K8501 2028-03-31)" \
	    "15 published satisfactory 69 0 1"
	records K8501 15
}

# ---- the third: ten minutes after midnight in London, and so late ----

# 115 is not kept up and falls to 2: 12 x 2 = 24 of 36.
practice_third() {
	enters tom
	sends "practice: 16 is opened" tom /home /assessment version=16
	ledger 16 GP 115=3- >"$T/practice.16"
	practice_answers 16
	practice_trained 2029-03-02
	attests 2 3 2029
}
practice_is_late() {
	enters tom
	get tom /assessment/16/publish
	has "practice: it is late, though London is an hour ahead" \
	    "It will be recorded as late"
	practice_publishes 16
	is "practice: 24 of 36" "$(score K8501 16)" "66 24/36 0 0 satisfactory none"
	is "practice: so says its ledger" \
	    "$(reckoned "$T/practice.16" "$T/practice.2.levels")" \
	    "$(score K8501 16)"
	is "practice: nothing on 31 March, late on 1 April" \
	    "$(extract K8501 2029-03-31), $(extract K8501 2029-04-01)" \
	    "15 published satisfactory 69 0 1, 16 published satisfactory 66 1 1"
	records K8501 16
}
