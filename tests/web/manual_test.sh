#!/bin/sh
# manual_test.sh - the manual says what the programs do, and they do it.
#
#   BUILD=dir sh tests/web/manual_test.sh
#
# The examples of the manual pages are run as they stand there.
# The name of everything is MAN/PAGE, an example's is in its source.
# shellcheck disable=SC1091
. "$(dirname "$0")/lib.sh"

MAN=$TREE/man

# An example of a page, as a reader would copy it.
example() { # PAGE NAME
	awk -v name="$2" '
		$0 == ".\\\" example: " name { on = 1; next }
		/^\.\\" example end/ { on = 0 }
		on && !/^\.(Bd|Ed)/ { gsub(/\\e/, "\\"); print }' "$MAN/$1"
}

# Nothing is different between two files.
same() { # NAME FILE FILE
	if diff "$2" "$3" >"$T/diff"; then ok "$1"; else
		not_ok "$1" "$(head -n 20 "$T/diff")"
	fi
}

# A command's exit status.
exits() { # WANT COMMAND...
	want=$1
	shift
	"$@" >"$T/said" 2>&1 </dev/null
	got=$?
	is "exit $want: $(printf %s "$*" | sed "s,[^ ]*/,,g")" $got "$want"
}

# ---- the pages themselves ----

manual_lint() {
	# Pages refer to each other: mandoc looks in the folder it stands in.
	for page in "$MAN"/*.[1-8]; do
		page=${page##*/}
		found=$(cd "$MAN" && mandoc -T lint -W style "$page" 2>&1 |
		    grep -v -e 'outdated mandoc.db' \
			-e 'referenced manual not found: Xr [a-hj-z]')
		is "lint: $page" "$found" ""
	done
}

# "org add --code CODE [--group NAME] FILE...": a line for each command, its
# options in the order of the alphabet, without those that all of them take.
usage_of_program() {
	"$SITE_BUILD/bin/igtk" help | perl -ne '
		next unless s/^igtk (?=[a-z])//;
		chomp;
		for my $o ("--config FILE", "--db PATH", "--json") {
			s/ \[\Q$o\E\]// or print "lacks $o: $_\n";
		}
		my @o;
		push @o, $1 while s/ (\[--[^]]*\]|--\S+ \S+)//;
		s/FILE\.\.\./FILE .../;
		print join(" ", split(" ", $_), sort @o), "\n"' | sort
}

usage_of_manual() {
	perl -ne '
		if (/^\.It Xo$/) { $in = 1; $c = ""; @o = (); @f = (); next }
		next unless $in;
		if (/^\.Ic (.*)/) { $c = $1 }
		elsif (/^\.Fl -(\S+) Ar (.*)/) { push @o, "--$1 $2" }
		elsif (/^\.Op Fl -(\S+)$/) { push @o, "[--$1]" }
		elsif (/^\.Op Fl -(\S+) Ar (.*)/) { push @o, "[--$1 $2]" }
		elsif (/^\.Ar (.*)/) { push @f, $1 }
		elsif (/^\.Xc/) { $in = 0; print join(" ", split(" ", $c), @f, sort @o), "\n" }
		else { print "odd: $_" }' "$MAN/igtk.1" | sort
}

manual_usage() {
	usage_of_program >"$T/usage.program"
	usage_of_manual >"$T/usage.manual"
	same "igtk.1: commands and options" "$T/usage.program" "$T/usage.manual"
	"$SITE_BUILD/bin/igtk" help | grep -oE -e '--[a-z-]+' | sort -u \
	    >"$T/options.program"
	sed -n 's/^\.It Fl -\([a-z-]*\).*/--\1/p' "$MAN/igtk.1" | sort -u \
	    >"$T/options.manual"
	same "igtk.1: each option is explained" "$T/options.program" \
	    "$T/options.manual"
	for page in igtk-fcgi.8 igtk-authd.8; do
		program=${page%.8}
		sed -n '/^\.Sh SYNOPSIS/,/^\.Sh DESC/p' "$MAN/$page" |
		    options_in >"$T/options.synopsis"
		sed -n 's/^\.It Fl -\{0,1\}\([a-zA-Z]*\).*/\1/p' "$MAN/$page" |
		    sort -u >"$T/options.explained"
		"$SITE_BUILD/bin/$program" -? 2>&1 | options_of |
		    sort -u >"$T/options.program"
		same "$page: synopsis" "$T/options.program" "$T/options.synopsis"
		same "$page: each option is explained" "$T/options.program" \
		    "$T/options.explained"
	done
}

# The options of a synopsis, one a line: ".Op Fl Nt" are two.
options_in() {
	perl -ne 'while (/Fl (-?)([A-Za-z]+)/g) {
		print "$_\n" for $1 ? $2 : split(//, $2) }
		print "$1\n" if /\| Fl -(\w+)/;' | sort -u
}

# The same, of what a program says.
options_of() {
	perl -ne 'next if /invalid|cannot read/;
	    while (/(^|[ \[])(--?)([A-Za-z]+)/g) {
		print "$_\n" for $2 eq "--" ? $3 : split(//, $3) }'
}

manual_settings() {
	"$SITE_BUILD/bin/igtk-fcgi" -t --db "$DB" >"$T/settings" ||
	    not_ok "igtk-fcgi -t" "it failed"
	sed -n 's/^\([a-z_]*\) =.*/\1/p' "$T/settings" >"$T/keys"
	sed -n 's/^\.It Va //p' "$MAN/igtk.ini.5" >"$T/keys.manual"
	same "igtk.ini.5: every key in its order" "$T/keys" "$T/keys.manual"
	sed -n 's/^\[\(.*\)\]$/\1/p' "$T/settings" >"$T/sections"
	sed -n 's/^\.Ss Section //p' "$MAN/igtk.ini.5" >"$T/sections.manual"
	same "igtk.ini.5: every section" "$T/sections" "$T/sections.manual"
	grep -v -e '^#' -e '^$' "$TREE/config/igtk.ini" | sed 's/ *$//' \
	    >"$T/ini.shipped"
	sed "s,$DB,/var/lib/igtk/igtk.db,; s/ *\$//; /^\$/d" "$T/settings" \
	    >"$T/ini.built-in"
	same "config/igtk.ini: every key with its default" "$T/ini.built-in" \
	    "$T/ini.shipped"
}

# ---- the examples ----

# "igtk" as in the manual, with this test's configuration.
put_igtk() {
	mkdir -p "$T/bin"
	cat >"$T/bin/igtk" <<-END
	#!/bin/sh
	exec "$SITE_BUILD/bin/igtk" "\$@" -c "$T/igtk.ini"
	END
	ln -sf "$SITE_BUILD/bin/igtk-verify" "$T/bin/igtk-verify"
	chmod 755 "$T/bin/igtk"
}

# Run an example; its output is in $T/said.
run_example() { # PAGE NAME
	# Through a link, as nothing quotes a path that never has a space.
	ln -sfn "$TREE/config" "$T/share"
	example "$1" "$2" | sed "s,/usr/share/igtk,$T/share," >"$T/example"
	if ! [ -s "$T/example" ]; then
		not_ok "$1: example $2" "there is none"
		return 1
	fi
	( cd "$T" && PATH=$T/bin:$PATH sh -eu ./example ) >"$T/said" 2>&1 \
	    </dev/null
}

# Answers to every requirement of a pack: all of levels 1 and 2 is met.
answers() { # PACK ORG
	perl -MJSON::PP -0777 -e '
		my $pack = decode_json(<STDIN>);
		my @answers = map { { requirement => $_->{number},
		    met => [map { $_->{id} } map { @{ $_->{criteria} } }
			grep { $_->{level} <= 2 } @{ $_->{levels} }] } }
		    @{ $pack->{requirements} };
		print encode_json({ format => "igtk-assessment", schema => 1,
		    organisation => { code => $ARGV[0] },
		    version => $pack->{version}, answers => \@answers })' \
	    "$2" <"$TREE/config/catalogue/$1"
}

manual_supplier() {
	answers igt-13-CTP.json 8XX01 >"$T/answers.json"
	echo demo-grace-2026 >"$T/password"
	account grace demo-grace-2026
	if run_example igtk.1 supplier; then
		ok "igtk.1: a supplier's two years"
	else
		not_ok "igtk.1: a supplier's two years" "$(tail -n 5 "$T/said")"
	fi
	grep -q 'rows in .*chains: unaltered' "$T/said"
	is "igtk.1: the audit trail is checked" $? 0
	grep -q 'nothing blocks publication' "$T/said"
	is "igtk.1: nothing blocks" $? 0
	is "igtk.1: both years are published" \
	    "$(tail -n 2 "$T/said" | grep -c published)" 2
	"$T/bin/igtk" score --org 8XX01 --version 13 --json >"$T/score"
	same_members "igtk.1: the members of the score" "$T/score"
}

# What the manual names of the score, and what the score holds.
same_members() { # NAME FILE
	perl -MJSON::PP -0777 -ne 'print "$_\n" for sort keys %{ decode_json($_) }' \
	    "$2" >"$T/members"
	sed -n '/^\.Ic score/,/^More members/p' "$MAN/igtk.1" |
	    sed -n 's/^\.It Va //p' | sort >"$T/members.manual"
	same "$1" "$T/members" "$T/members.manual"
}

manual_trust() {
	org RX901 ACU "Eastmarsh Hospitals"
	person RX901 priya "Priya Anand" demo-priya-2026 administrator
	person RX901 daniel "Daniel Osei" demo-daniel-2026 assessor
	person RX901 sunita "Sunita Rao" demo-sunita-2026 reviewer
	answers igt-14.1-ACU.json RX901 >"$T/trust.json"
	echo demo-priya-2026 >"$T/password"
	run_example igtk.1 trust
	is "igtk.1: a trust's year until it is confirmed" $? 0
	is "igtk.1: the senior posts are what is left" \
	    "$(tail -n 4 "$T/said" | grep -c '^duty-missing ')" 4
	run_example igtk.1 trust-publish
	is "igtk.1: it cannot be published without them" $? 1
	sign_in priya demo-priya-2026 priya
	post priya /assessment/14.1/duties /assessment/14.1/duties \
	    name-accountable-officer=A name-siro=B name-caldicott-guardian=C \
	    name-ig-lead=D
	run_example igtk.1 trust-publish
	is "igtk.1: a trust's year is published" $? 0
}

manual_assessment() {
	example igtk-assessment.5 assessment >"$T/in.json"
	org 8XX01 CTP "Northgate Records Limited"
	exits 0 "$T/bin/igtk" assessment open --org 8XX01 --version 13
	"$T/bin/igtk" assessment import "$T/in.json" >"$T/said" 2>&1
	is "igtk-assessment.5: the example is taken in" $? 0
	"$T/bin/igtk" assessment export --org 8XX01 --version 13 >"$T/out.json"
	for f in in out; do
		perl -MJSON::PP -0777 -ne 'print JSON::PP->new->canonical
		    ->pretty->encode(decode_json($_))' "$T/$f.json" >"$T/$f"
	done
	same "igtk-assessment.5: and is given out again" "$T/in" "$T/out"
}

manual_file() { # PAGE EXAMPLE: of what igtk catalogue load takes
	example "$1" "$2" >"$T/$2.json"
	"$T/bin/igtk" catalogue check "$T/$2.json" >"$T/said" 2>&1
	is "$1: the example is accepted" $? 0
	# Each key of it is documented.
	perl -MJSON::PP -0777 -e 'sub keys_of { my $v = shift;
		return map { keys_of($_) } @$v if ref $v eq "ARRAY";
		return ref $v eq "HASH" ? (keys %$v, map { keys_of($_) } values %$v) : () }
		print "$_\n" for keys_of(decode_json(<STDIN>))' <"$T/$2.json" |
	    sort -u >"$T/keys"
	sed -n 's/^\.\(It \)\{0,1\}Va \([a-z_]*\).*/\2/p' \
	    "$MAN/$1" | sort -u >"$T/keys.manual"
	is "$1: every key is documented" \
	    "$(comm -23 "$T/keys" "$T/keys.manual")" ""
}

manual_exits() {
	I=$SITE_BUILD/bin/igtk
	exits 0 "$I" help
	exits 0 "$I" --version
	exits 0 "$I" org list --db "$DB"
	exits 1 "$I" org list --db "$T/none.db"
	exits 1 "$I" score --org NONE --version 13 --db "$DB"
	exits 2 "$I"
	exits 2 "$I" no-such-command
	exits 2 "$I" score --db "$DB"
	exits 2 "$I" org list --db "$DB" --no-such-option
	exits 2 "$I" org list --db "$DB" --db "$DB"
	echo 'no_such_key = 1' >"$T/bad.ini"
	exits 78 "$SITE_BUILD/bin/igtk-fcgi" -t -c "$T/bad.ini"
	exits 1 "$SITE_BUILD/bin/igtk-fcgi" -t --db "$T/none.db"
	exits 2 "$SITE_BUILD/bin/igtk-fcgi" -x
	exits 0 "$SITE_BUILD/bin/igtk-fcgi" -V
	exits 0 "$BUILD/bin/igtk-authd" -t -p igtk -d "$T/pam.d"
	exits 1 "$BUILD/bin/igtk-authd" -t -p none -d "$T/pam.d"
	exits 2 "$BUILD/bin/igtk-authd" -x
}

# ---- installing ----

installed() { # WHAT PLACE
	find "$T/a root/$2" -mindepth 1 -maxdepth 1 -printf '%f\n' 2>/dev/null |
	    sort | tr '\n' ' '
}

# "all" is taken as done: what was built is installed.  Into a folder with a
# space; from one without, because a rule of make cannot name such a one.
make_to_root() { # TARGET
	mkdir -p "$T/made"
	ln -sfn "$BUILD" "$T/made/build"
	ln -sfn "$(cd "$ASSETS" && pwd -P)" "$T/made/www"
	make -C "$TREE" -o all -o assets "$1" BUILD="$T/made/build" \
	    ASSETS="$T/made/www" DESTDIR="$T/a root" PREFIX=/usr \
	    >"$T/make.log" 2>&1 || not_ok "make $1" "$(tail -n 3 "$T/make.log")"
}

manual_install() {
	make_to_root install
	is "install: bin" "$(installed bin usr/bin)" "igtk igtk-verify "
	is "install: libexec/igtk" "$(installed libexec usr/libexec/igtk)" \
	    "igtk-authd igtk-fcgi "
	is "install: packs" "$(installed packs usr/share/igtk/catalogue)" \
	    "$(cd "$TREE/config/catalogue" && printf '%s\n' * | sort | tr '\n' ' ')"
	is "install: manual pages" \
	    "$(find "$T/a root/usr/share/man" -type f | wc -l)" \
	    "$(find "$MAN" -type f -name '*.[1578]' | wc -l)"
	is "install: igtk.ini is for root and its group only" \
	    "$(stat -c %a "$T/a root/etc/igtk/igtk.ini")" 640
	echo "; mine" >>"$T/a root/etc/igtk/igtk.ini"
	make_to_root install
	is "install again: igtk.ini stays" \
	    "$(tail -n 1 "$T/a root/etc/igtk/igtk.ini")" "; mine"
	make_to_root uninstall
	is "uninstall: only igtk.ini is left" \
	    "$(cd "$T/a root" && find . -type f)" ./etc/igtk/igtk.ini
}

# ---- everything in its order ----

new_site
manual_lint
manual_usage
manual_settings
manual_install

# The examples begin with nothing: their database is made by "igtk init".
rm -f "$DB" "$DB"-*
"$SITE_BUILD/bin/igtk" init --db "$DB" >/dev/null 2>&1
start_site
put_igtk
manual_supplier
manual_trust
manual_exits

rm -f "$DB" "$DB"-*
"$SITE_BUILD/bin/igtk" init --db "$DB" >/dev/null 2>&1
"$SITE_BUILD/bin/igtk" catalogue load --db "$DB" \
    "$TREE"/config/catalogue/*.json >/dev/null 2>&1
manual_assessment
manual_file igtk-catalogue.5 pack
manual_file igtk-library.5 library
finish
