# chain.sh - Bluebell Pharmacies: head office PH000 and its sites from B0001 on,
# answered and published by head office in batches.  Sourced by years_test.sh.
#
# The sites hold no staff records here, so nothing depends on training.
# shellcheck shell=sh disable=SC2016,SC2034,SC2154

# Each by a command of its own, two at a time, as two people would.
chain_adds() { # FIRST LAST
	{
		echo code,name,type,parent
		seq "$1" "$2" | sed 's/.*/0000&/
		    s/.*\(....\)$/B\1,Bluebell Pharmacy B\1,PHA,PH000/'
	} >"$T/sites.csv"
	is "chain: sites $1 to $2 are registered" \
	    "$(igtk org import "$T/sites.csv" 2>&1)" \
	    "sites.csv: $(($2 - $1 + 1)) added, 0 registered already"
}

chain_begins() {
	org PH000 PHA "Bluebell Pharmacies"
	chain_adds 1 1000
	person PH000 chloe "Chloe Brandt" demo-chloe-2026 administrator assessor
	person B0001 ola "Ola Svensson" demo-ola-2026 administrator
	does "chain: Ola sees to a second one" role grant --org B0002 --user ola \
	    --role administrator
}

# ---- what head office does in each year ----

# Its own answers, which it publishes, and which the batch copies.
chain_answers() { # VERSION [NUMBER=LEVEL...]
	c_version=$1
	shift
	ledger "$c_version" PHA "$@" >"$T/chain.$c_version"
	answers "$c_version" PHA PH000 "$T/chain.$c_version" >"$T/answers.json"
	does "chain: head office opens $c_version" assessment open --org PH000 \
	    --version "$c_version"
	does "chain: and answers" assessment import "$T/answers.json"
	does "chain: and publishes" assessment publish --org PH000 \
	    --version "$c_version" --as chloe \
	    --password-file "$(password_of chloe)"
}
# One site by itself, with its own answers.
chain_by_itself() { # CODE VERSION [NUMBER=LEVEL...]
	c_code=$1 c_version=$2
	shift 2
	ledger "$c_version" PHA "$@" >"$T/site"
	answers "$c_version" PHA "$c_code" "$T/site" >"$T/answers.json"
	does "site $c_code: opened by itself" assessment open --org "$c_code" \
	    --version "$c_version"
	does "site $c_code: answered" assessment import "$T/answers.json"
	does "site $c_code: published" assessment publish --org "$c_code" \
	    --version "$c_version" --as ola --password-file "$(password_of ola)"
}
batch_new() { # VERSION NUMBER-OF-SITES [CODE...]
	b_version=$1 b_sites=$2
	shift 2
	does "chain: a batch for $b_version" batch new --org PH000 \
	    --version "$b_version" --as chloe --open --complete --json "$@"
	batch=$(json '$d->{batch}' <"$T/said")
	is "chain: it has $b_sites sites" "$(json '$d->{sites}' <"$T/said")" \
	    "$b_sites"
}
batch_leaves_out() { # CODE...
	does "chain: left out: $*" batch exclude "$batch" --org PH000 --as chloe \
	    "$@"
}
batch_answers() { # NUMBER-OF-SITES
	does "chain: nothing is in the way at any site" batch check "$batch" \
	    --org PH000
	does "chain: answered" batch answer "$batch" --org PH000 --as chloe --json
	is "chain: at all $1" "$(json '@$d{qw(done blocked)}' <"$T/said")" "$1 0"
}
batch_publishes() { # NUMBER-OF-SITES
	does "chain: published" batch publish "$batch" --org PH000 --as chloe \
	    --password-file "$(password_of chloe)" --json
	is "chain: at all $1" "$(json '@$d{qw(done blocked)}' <"$T/said")" "$1 0"
}

# How many of the sites were told to the regulator as what: a line of
# VERSION:PERCENT:LATE=NUMBER, "none" for those that never published.
chain_stands() { # DAY
	igtk extract --on "$1" --json | json 'my %n;
	    for (grep { $_->{code} =~ /^B/ } @$d) {
		$n{$_->{status} eq "published" ? join(":", $_->{version},
		    $_->{percent}, $_->{late} ? 1 : 0) : "none"}++;
	    }
	    map { "$_=$n{$_}" } sort keys %n'
}
# Of all pharmacies: ALL NOT-STARTED OPEN OVERDUE PUBLISHED LATE.
chain_overview() { # VERSION
	enters ewan
	get ewan "/overview/csv?version=$1"
	grep -E '(^|,)"?PHA"?,' "$body" | tr -d '"\r' | cut -d , -f 4-9 | tr , ' '
}

# ---- the first year ----

# 115 at 3, 318 not relevant, 13 at 2: 29 of 42.
chain_first() {
	chain_by_itself B0001 14.1 114=1
	is "site B0001: 29 of 45, by its own ledger" "$(score B0001 14.1)" \
	    "$(reckoned "$T/site" /dev/null)"
	chain_answers 14.1 115=3 318=NR
	batch_new 14.1 1000
	igtk batch check "$batch" --org PH000 --json >"$T/said" 2>&1
	is "chain: what is published is in the way" \
	    "$? $(json '$d->{cannot_be_answered}' <"$T/said")" "1 1"
	batch_leaves_out B0001 B0010
	batch_answers 998
	batch_publishes 998
	is "site B0500: 29 of 42" "$(score B0500 14.1)" \
	    "69 29/42 1 0 satisfactory none"
	is "site B0500: so says the ledger" \
	    "$(reckoned "$T/chain.14.1" /dev/null)" "$(score B0500 14.1)"
	records B0500 14.1
	is "head office: 1,001 pharmacies, one not started" \
	    "$(chain_overview 14.1)" "1001 1 0 0 1000 0"
}

# ---- between the years ----

chain_changes_hands() {
	chain_adds 1001 1010
	does "site B0030: sold" org change --code B0030 --parent -
	does "site B0040: sells spectacles now" org change --code B0040 --type EYE
	is "chain: what was published stays" "$(chain_stands 2027-04-20)" \
	    "14.1:64:0=1 14.1:69:0=998 none=11"
}

# ---- the second year ----

# 1,000 and 10 more, without B0030 that was sold and B0040 of another type.
chain_second() {
	chain_by_itself B0002 15 318=NR
	is "site B0002: 115 at 3 last year is not kept up, 28 of 42" \
	    "$(score B0002 15)" "66 28/42 1 0 satisfactory none"
	chain_answers 15 115=3 318=NR
	batch_new 15 1008
	batch_leaves_out B0002 B0020
	batch_answers 1006
	batch_publishes 1006
	is "site B0500: 29 of 42" "$(score B0500 15)" \
	    "69 29/42 1 0 satisfactory none"
	is "site B1001, in its first year: the same" "$(score B1001 15)" \
	    "69 29/42 1 0 satisfactory none"
	records B0500 15
	does "site B0040: opened with the set of its new type" assessment open \
	    --org B0040 --version 15
	is "site B0040: which asks for 13" "$(igtk score --org B0040 --version 15 \
	    --json | json '$d->{in_play} + $d->{not_relevant}')" 13
	is "head office: two have not begun" "$(chain_overview 15)" \
	    "1010 2 0 0 1008 0"
}
chain_before_third() {
	is "chain: 15 at 1,007 sites, and what the others had before" \
	    "$(chain_stands 2028-03-31)" "14.1:69:0=3 15:66:0=1 15:69:0=1006"
	does "site B0030: bought back" org change --code B0030 --parent PH000
	chain_adds 1011 1020
}

# ---- the third year ----

# 115 is not kept up: 28 of 42, but 29 where it was not at level 3 before: at
# ten new sites and at B0002.  B0700 does not begin; ten wait until April.
chain_third() {
	chain_answers 16 115=3- 318=NR
	batch_new 16 1019
	batch_leaves_out B0700
	batch_answers 1018
	seq -f 'B%04g' 601 610 >"$T/waiting"
	does "chain: ten are left for later" batch exclude "$batch" --org PH000 \
	    --as chloe --sites "$T/waiting"
	batch_publishes 1008
	LEVELS=1 reckoned "$T/chain.15" /dev/null >"$T/chain.15.levels"
	for code in B0500 B0001 B0020 B0030; do
		is "site $code: 28 of 42" "$(score $code 16)" \
		    "$(reckoned "$T/chain.16" "$T/chain.15.levels")"
	done
	is "site B0500: by hand" "$(score B0500 16)" \
	    "66 28/42 1 0 satisfactory none"
	for code in B0002 B1011; do
		is "site $code: 29 of 42" "$(score $code 16)" \
		    "$(reckoned "$T/chain.16" /dev/null)"
	done
	records B0500 16
}
chain_is_late() {
	is "chain: ten are overdue, and the one that has not begun" \
	    "$(chain_overview 16)" "1020 1 10 11 1009 0"
	does "site B0040: opens 16 after its day, for the next" assessment open \
	    --org B0040 --version 16 --json
	is "site B0040: due in a year" "$(json '$d->{publish_by}' <"$T/said")" \
	    2030-03-31
	is "chain: which leaves the others overdue" \
	    "$(chain_overview 16)" "1020 1 10 11 1009 0"
	does "chain: the ten are added" batch add "$batch" --org PH000 --as chloe \
	    --sites "$T/waiting"
	batch_publishes 10
	is "chain: now late" "$(chain_overview 16)" "1020 1 0 1 1019 10"
	is "chain: the regulator knows, also of those two that did not publish" \
	    "$(chain_stands 2029-04-10)" \
	    "16:66:0=997 16:66:1=10 16:69:0=11 none=2"
}
