# stage.sh - the clock of a play of years, its acts, and what is read of the
# records between them.  Sourced after lib.sh.
# shellcheck shell=sh disable=SC2016,SC2034,SC2154

# ---- the clock ----

# All programs of the site see the same clock: the system's, moved by so many
# seconds, by a library that is made here and preloaded.  The product has no
# such setting.  The broker and nginx look at no date and run as they are.
AHEAD=0
# The site begins at this moment; nothing of it is older.
begin_at() { # 'YYYY-MM-DD HH:MM'
	clock=$(mktemp -d /tmp/igtk-clock.XXXXXX) || exit 1
	clock=$clock/clock.so
	${CC:-cc} -shared -fPIC -O2 -D_GNU_SOURCE -o "$clock" \
	    "$TREE/tests/web/years/clock.c" || {
		not_ok "the clock is made"
		rm -rf "${clock%/*}"
		exit 1
	}
	at "$1"
	new_site
	mv "$clock" "$T/clock.so"
	rmdir "${clock%/*}"
	clock=$T/clock.so
}
igtk() { # WORD...
	LD_PRELOAD=$clock YEARS_AHEAD=$AHEAD "$SITE_BUILD/bin/igtk" "$@" \
	    --db "$DB"
}
start_fcgi() {
	LD_PRELOAD=$clock YEARS_AHEAD=$AHEAD "$SITE_BUILD/bin/igtk-fcgi" \
	    -c "$T/igtk.ini" -s "$T/run/igtk.sock" -w "$WORKERS" \
	    2>>"$T/logs/fcgi.log" </dev/null &
	fcgi=$!
	wait_for test -S "$T/run/igtk.sock" || give_up "igtk-fcgi did not start"
}

# From here on it is this moment, by the clock of London.  Who was signed in
# is so no longer.
at() { # 'YYYY-MM-DD HH:MM'
	now=$1
	AHEAD=$(($(TZ=Europe/London date -d "$1" +%s) - $(date +%s)))
	[ -n "${fcgi:-}" ] || return 0
	rm -f "$T"/*.jar
	stop_fcgi
	start_fcgi
	wait_for is_healthy || give_up "no answer on $1"
}

# ---- acts ----

# What is waited for moves with the load of the machine; the time of the
# processor hardly does.  Services are not in it.
act_name=
act() { # NAME; prints how long the one before it took
	act_end
	act_name=$1 act_from=$(date +%s%N)
	times >"$T/act.times"
	echo "# ---- $1 ----"
}
act_end() {
	[ -n "$act_name" ] || return 0
	times >>"$T/act.times"
	printf '# %s: %d ms, of the processor %s\n' "$act_name" \
	    $((($(date +%s%N) - act_from) / 1000000)) \
	    "$(tr 'ms' '  ' <"$T/act.times" | awk '
		{ t[NR] = 60000 * ($1 + $3) + 1000 * ($2 + $4) }
		END { printf "%d ms", t[3] + t[4] - t[1] - t[2] }')"
}

# A command that is to succeed, with what it said in $T/said.
does() { # NAME WORD...: an igtk command, on the site's configuration
	d_name=$1
	shift
	if igtk "$@" -c "$T/igtk.ini" >"$T/said" 2>"$T/said.err"; then
		ok "$d_name"
	else
		not_ok "$d_name" "$(cat "$T/said" "$T/said.err")"
	fi
}
# One that is refused, for this reason.
refuses() { # NAME REASON WORD...
	d_name=$1 reason=$2
	shift 2
	if igtk "$@" -c "$T/igtk.ini" >"$T/said" 2>&1; then
		not_ok "$d_name" "it was done: $(cat "$T/said")"
	elif grep -qF -- "$reason" "$T/said"; then
		ok "$d_name"
	else
		not_ok "$d_name" "$(cat "$T/said")"
	fi
}
# A page's form, sent as a browser does; it is to lead on.
sends() { # NAME JAR PAGE ACTION NAME=VALUE...
	s_name=$1
	shift
	post "$@"
	status_is "$s_name" 303
}
# A form that is filled in now, and sent later.
holds() { # JAR PAGE ACTION NAME=VALUE...
	h_jar=$1 h_page=$2 h_action=$3
	shift 3
	get "$h_jar" "$h_page"
	hidden "$h_action" <"$body" | tr '\n' '&' >"$T/held"
	fields "$@" >>"$T/held"
}
releases() { # JAR ACTION
	ask "$1" "$2" -X POST --data-binary "@$T/held"
}
# The lists of a page as they are chosen: a NAME=VALUE for each.
chosen() {
	perl -0777 -ne 'while (/<select[^>]* name="([^"]*)"[^>]*>(.*?)<\/select>/sg) {
		my ($name, $options) = ($1, $2);
		my ($value) = $options =~ /value="([^"]*)" selected/;
		print "$name=$value\n";
	    }' "$body"
}
enters() { # USER...: with their password
	for e_user in "$@"; do
		sign_in "$e_user" "demo-$e_user-2026" "$e_user" ||
		    not_ok "$e_user signs in" "status $status"
	done
}
password_of() { # USER: a file with it
	echo "demo-$1-2026" >"$T/$1.password"
	echo "$T/$1.password"
}

# ---- what is on record ----

# A program for perl over JSON in $d; prints what it says.
json() { # PERL, JSON on the standard input
	perl -MJSON::PP -0777 -e 'my $code = shift; our $d = decode_json(<STDIN>);
	    my @v = eval $code; die $@ if $@;
	    print join(" ", map { defined $_ ? $_ : "null" } @v), "\n"' "$1"
}

# PERCENT POINTS/OF NOT-RELEVANT EXEMPT GRADE BELOW
score() { # ORG VERSION [--at MOMENT]
	s_org=$1 s_version=$2
	shift 2
	igtk score --org "$s_org" --version "$s_version" --json "$@" |
	    json '$d->{percent}, "$d->{points}/$d->{of}", $d->{not_relevant},
		$d->{exempt}, $d->{grade}, join(",", @{$d->{below_2}}) || "none"'
}
# The score now is kept with its moment, to be asked for again in later years.
# The clock goes on by two seconds, so that the moment is whole.
records() { # ORG VERSION
	printf '%s %s %s %s\n' "$1" "$2" "$(date -u \
	    -d "@$(($(date +%s) + AHEAD + 1))" +%Y-%m-%dT%H:%M:%SZ)" \
	    "$(score "$1" "$2")" >>"$T/recorded"
	AHEAD=$((AHEAD + 2))
}
readiness() { # ORG VERSION: STATE DAYS-LEFT and how many of each block
	igtk assessment readiness --org "$1" --version "$2" --json |
	    json 'my %n; $n{$_->{kind}}++ for @{$d->{blockers}};
		$d->{state}, $d->{days_left}, map { "$_:$n{$_}" } sort keys %n'
}
# What the regulator is told of an organisation at the end of a day.
extract() { # ORG DAY
	igtk extract --on "$2" --json | json 'my ($o) =
	    grep { $_->{code} eq "'"$1"'" } @$d;
	    $o ? (map { $_ // "-" } @$o{qw(version status grade percent late
		edition)}) : "nothing"'
}

# ---- ledgers ----

# Every requirement of a set at level 2, but for those that are named.
ledger() { # VERSION TYPE [NUMBER=LEVEL...]
	l_set=$T/packs/igt-$1-$2.json
	shift 2
	perl -MJSON::PP -0777 -e 'my %l = map { split /=/ } @ARGV;
	    for (@{ decode_json(<STDIN>)->{requirements} }) {
		my $level = delete $l{$_->{number}} // $l{rest} // 2;
		print "$_->{number} $level\n";
	    }
	    delete $l{rest};
	    die "not in the set: ", %l if %l' -- "$@" <"$l_set"
}
# A ledger as answers that are taken in, with what is private marked.
answers() { # VERSION TYPE ORG LEDGER
	perl "$TREE/tests/web/years/answers.pl" "$T/packs/igt-$1-$2.json" \
	    "$3" "$4" "$MARK"
}
# The same for a browser: a line of fields for each requirement.
ticks() { # VERSION TYPE LEDGER
	answers "$1" "$2" NONE "$3" | json 'map { my $x = $_;
	    join(" ", $x->{requirement}, (map { "met-$_=1" } @{$x->{met}}),
		$x->{not_relevant} ? "nr=1 nr-record=$ENV{MARK}" : ()) . "\n" } @{$d->{answers}}' |
	    sed 's/^ //; /^$/d'
}
# The score by a ledger, without the program.
reckoned() { # LEDGER LEVELS-OF-THE-YEAR-BEFORE [NUMBER=WHAT...]
	perl "$TREE/tests/web/years/reckon.pl" "$@"
}
