# end.sh - after three years: what everybody can still see and check, and that
# a copy of the whole answers the same.  Sourced by years_test.sh.
# shellcheck shell=sh disable=SC2016,SC2030,SC2031,SC2034,SC2154

# ---- scores of all years, and bundles with old keys and new ----

asks_again() {
	wrong=
	while read -r a_org a_version moment was; do
		is_now=$(score "$a_org" "$a_version" --at "$moment")
		[ "$is_now" = "$was" ] || wrong="$wrong$a_org $a_version $moment:
$was
$is_now
"
	done <"$T/recorded"
	is "the scores of all moments are what was recorded then: $(
	    wc -l <"$T/recorded") of them" "$wrong" ""
}

# What was published, by anybody's hand from the public pages.
fetches() { # ORG VERSION EDITION
	get anybody "/public/$1/$2/bundle/$3"
	status_is "bundle of $1 $2, edition $3" 200
	cp "$body" "$T/bundles/$1-$2-$3.json"
}
new_key() {
	does_plain "another key" key new
	is "two keys, the newer one signs from now on" \
	    "$(igtk key list --json | json 'scalar @$d')" 2
}
does_plain() { # NAME WORD...: an igtk command that needs no site
	d_name=$1
	shift
	if igtk "$@" >"$T/said" 2>"$T/said.err"; then ok "$d_name"; else
		not_ok "$d_name" "$(cat "$T/said.err")"
	fi
}
bundles_verify() {
	get anybody /public/keys
	cp "$body" "$T/keys.public"
	n=0 wrong=
	for bundle in "$T"/bundles/*.json; do
		"$SITE_BUILD/bin/igtk-verify" bundle "$bundle" \
		    --key "$T/keys.public" >"$T/said" 2>&1 ||
		    wrong="$wrong$(cat "$T/said")"
		n=$((n + 1))
	done
	is "all $n bundles of three years verify" "$wrong" ""
	sed 's/"percent":68/"percent":86/' "$T/bundles/RX901-14.1-1.json" \
	    >"$T/forged.json"
	"$SITE_BUILD/bin/igtk-verify" bundle "$T/forged.json" \
	    --key "$T/keys.public" >"$T/said" 2>&1
	is "one with another score does not" $? 1
	head -n 1 "$T/keys.public" >"$T/keys.new"
	is "the first and the last are signed by different keys" \
	    "$(for b in RX901-14.1-1 RX901-16-2; do
		"$SITE_BUILD/bin/igtk-verify" bundle "$T/bundles/$b.json" \
		    --key "$T/keys.new" >"$T/said" 2>&1
		echo $?
	    done | tr '\n' ' ')" "1 0 "
}

# ---- what the public sees, and what it does not ----

# Every public page, table and file of these organisations, in one file.
read_all_public() { # ORG...
	: >"$T/public.all"
	for path in /public '/public?q=' /public/json '/public/csv?q=' \
	    /public/keys; do
		keeps "$path"
	done
	for p_org in "$@"; do
		keeps "/public/$p_org"
		keeps "/public/$p_org/json"
		keeps "/public/$p_org/csv"
		for version in 14.1 15 16; do
			keeps "/public/$p_org/$version"
			keeps "/public/$p_org/$version/csv"
		done
	done
	keeps "/verify/${certificate##*/}"
	cat "$T"/bundles/*.json >>"$T/public.all"
}
keeps() { # PATH
	get anybody "$1"
	[ "$status" = 200 ] || [ "$status" = 404 ] ||
	    not_ok "public: $1" "status $status"
	cat "$body" >>"$T/public.all"
}
public_is_clean() {
	read_all_public "$@"
	is "the public has read $(($(wc -c <"$T/public.all") / 1024)) KiB and no private word" \
	    "$(grep -oiE "$MARK" "$T/public.all" | sort | uniq -c)" ""
	for n_org in "$@"; do
		igtk person list --org "$n_org" --json |
		    json 'map { "$_->{name}\n" } @$d'
	done | sed 's/^ //; /^$/d' | sort -u >"$T/names"
	is "and none of $(($(wc -l <"$T/names"))) names of people" \
	    "$(grep -F -f "$T/names" "$T/public.all")" ""
	is "which stands in the trust's own records" "$(igtk assessment export \
	    --org RX901 --version 16 | grep -c "$MARK" | sed 's/[1-9][0-9]*/yes/')" yes
	is "but what was published" "$(grep -c "326 was claimed by mistake" \
	    "$T/public.all" | sed 's/[1-9][0-9]*/yes/')" yes
}

# The bars of the trend, oldest first: version, stage and score.
trend_is() {
	enters priya
	get priya /trend
	is "trend of the trust over three years" "$(perl -0777 -ne '
	    while (m{scope="row">([^<]+)</th><td[^>]*>([^<]*)</td><td[^>]*>(\d+)%}g) {
		my ($what, $when, $score) = ($1, $2, $3);
		print "$what $score", ($when =~ /late/ ? " late" : ""), "\n";
	    }' "$body")" "14.1 Baseline 19
14.1 Performance update 67
14.1 Final 68
15 Baseline 65
15 Performance update 66 late
15 Final 67 late
16 Final 67"
}

# ---- the records themselves ----

# What the records say, in one text.
says_all() { # DATABASE
	(
		DB=$1
		igtk org list --json
		for day in 2027-03-31 2028-03-31 2029-03-31 2029-05-02; do
			igtk extract --on $day --csv
		done
		for s_org in RX901 K8501; do
			igtk assessment list --org $s_org --json
			for version in 14.1 15 16; do
				igtk assessment export --org $s_org --version $version
				igtk score --org $s_org --version $version --json
			done
		done
		igtk audit export
		igtk exemption list --json
		igtk duty list --org RX901 --json
		igtk staff list --org RX901 --json
	)
}
records_are_whole() {
	igtk audit export >"$T/audit"
	is "the audit chains are unaltered" \
	    "$("$SITE_BUILD/bin/igtk-verify" audit "$T/audit" |
		sed 's/^[0-9]* rows in [0-9]* chains/all/')" "all: unaltered"
	sed '100s/"action":"/&x/' "$T/audit" >"$T/audit.bad"
	"$SITE_BUILD/bin/igtk-verify" audit "$T/audit.bad" >"$T/said" 2>&1
	is "a changed one is not" $? 1
	does "a backup of all" backup "$T/backup"
	does "which passes" restore --verify-only "$T/backup"
	does "and is put in another place" restore --to "$T/again/igtk.db" \
	    "$T/backup"
	says_all "$DB" >"$T/said.here"
	says_all "$T/again/igtk.db" >"$T/said.again"
	is "the copy answers the same, all $(wc -l <"$T/said.here") lines" \
	    "$(cmp "$T/said.here" "$T/said.again" 2>&1)" ""
	printf '[watch]\nbackup = %s\n' "$T/backup" >>"$T/igtk.ini"
	touch -d "@$(($(date +%s) + AHEAD))" "$T/backup/MANIFEST"
	does "the doctor finds no fault" doctor
	is "the doctor sees the clock of the play" \
	    "$(grep -c 'clock .* 2029' "$T/said")" 1
}
