#!/usr/bin/perl
# rates.pl - what rates.sh has seen, as a table or as JSON, and judged.
#
#	rates.pl table|json <seen
#
# Lines are "fact KEY VALUE", "skip NAME WHY", and "group=G round=N name=X
# rate=R ...".  Round 0 is thrown away.  Ends with 1 where a goal is missed or
# a figure void, unless the machine was too noisy to say.
use strict;
use warnings;

my $NOISE = 1.2;    # a reference that moves more makes the run noisy
my (%fact, @facts, @skips, %seen, @names, %known, @verdicts);

sub read_seen {
	while (<STDIN>) {
		chomp;
		if (/^fact (\S+) (.*)/) {
			push @facts, $1 unless exists $fact{$1};
			$fact{$1} = $2;
		} elsif (/^skip (\S+) (.*)/) {
			push @skips, [$1, $2];
		} else {
			my %f = map { split /=/, $_, 2 } split;
			next unless $f{group};
			push @names, "$f{group} $f{name}"
			    unless $known{"$f{group} $f{name}"}++;
			$seen{$f{group}}{$f{name}}[$f{round}] = \%f;
		}
	}
}

sub median {
	my @v = sort { $a <=> $b } @_;
	return undef unless @v;
	return ($v[$#v / 2] + $v[@v / 2]) / 2;
}

# The kept rounds of one contender.
sub kept {
	my ($group, $name) = @_;
	my @all = @{$seen{$group}{$name} || []};
	return grep { $_ } @all[1 .. $#all];
}

sub values_of {
	my ($group, $name, $key) = @_;
	return grep { defined } map { $_->{$key} } kept($group, $name);
}

sub void {
	my ($group, $name) = @_;
	my @why = grep { $_ ne '-' } values_of($group, $name, 'void');
	return $why[0];
}

# The median and the range of one's figure against the other's, by rounds.
sub ratio {
	my ($group, $one, $other, $key) = @_;
	my ($x, $y) = ($seen{$group}{$one} || [], $seen{$group}{$other} || []);
	my @r = map { $x->[$_]{$key} / $y->[$_]{$key} }
	    grep { $x->[$_] && $y->[$_] && $y->[$_]{$key} } 1 .. $#$x;
	return unless @r;
	@r = sort { $a <=> $b } @r;
	return (median(@r), $r[0], $r[-1]);
}

sub noisy {
	my ($group, $name) = @_;
	my @v = sort { $a <=> $b } values_of($group, $name, 'rate');
	return !@v || !$v[0] || $v[-1] / $v[0] > $NOISE;
}

sub verdict { push @verdicts, { goal => $_[0], result => $_[1], figure => $_[2] } }

# A ratio that is to be at least so much.  Under noise the processor time of an
# answer is judged in the place of the rate: that of the program, nginx and wrk
# together, because all of them share the cores that a rate comes from.
sub at_least {
	my ($what, $group, $one, $other, $least, $reference) = @_;
	return verdict($what, 'skipped', "no $other")
	    unless $seen{$group}{$other} && $seen{$group}{$one};
	for ($one, $other) {
		my $why = void($group, $_);
		return verdict($what, 'void', "$_: $why") if $why;
	}
	my ($m, $low, $high) = ratio($group, $one, $other, 'rate');
	return verdict($what, 'void', 'no rounds') unless defined $m;
	my $figure = sprintf 'rate %.2f x (%.2f to %.2f)', $m, $low, $high;
	my ($cpu) = $reference eq 'sync' || $group eq 'storm' ? ()
	    : ratio($group, $other, $one, 'all');
	$figure .= sprintf ', CPU %.2f x', $cpu if defined $cpu;
	if (noisy($group, $reference)) {
		return verdict($what, 'noisy', "$figure, at least $least")
		    unless defined $cpu;
		return verdict($what, $cpu >= $least ? 'met by CPU' : 'missed by CPU',
		    "noisy, $figure, at least $least");
	}
	verdict($what, $m >= $least ? 'met' : 'missed', "$figure, at least $least");
}

sub judge_list {
	for my $n (16, 64, 256) {
		at_least("1 list against a libfcgi constant, $n connections",
		    "list-$n", 'igtk', 'constant', 0.80, 'constant');
	}
	for my $n (16, 64, 256) {
		at_least("2 list against PHP, $n connections", "list-$n",
		    'igtk', 'php', 3, 'constant');
	}
	at_least('2 list against Flask, 16 connections', 'list-16', 'igtk',
	    'flask', 6, 'constant');
	at_least('2 list against Django, 16 connections', 'list-16', 'igtk',
	    'django', 30, 'constant');
}

sub judge_saves {
	at_least('5 saves of one person against the bare disk', 'save',
	    'save-1', 'sync', 0.7, 'sync');
	at_least('5 saves of 64 people against the bare disk', 'save',
	    'save-64', 'sync', 1.0, 'sync');
	my @wait = sort { $a <=> $b } values_of('save', 'save-64', 'longest');
	my $result = !@wait ? 'void' : $wait[-1] <= 500_000 ? 'met'
	    : noisy('save', 'sync') ? 'noisy' : 'missed';
	verdict('5 longest wait of 64 people', $result, sprintf
	    'median %.0f ms, longest %.0f ms, at most 500', median(@wait) / 1000,
	    $wait[-1] / 1000) if @wait;
	my $busy = 0;
	$busy += $_ for values_of('save', 'save-1', 'busy'),
	    values_of('save', 'save-64', 'busy');
	my $sqlite = $fact{'sqlite-busy'} || 0;
	verdict('5 nobody is turned away', $busy + $sqlite == 0 ? 'met' : 'missed',
	    "$busy answers 503, $sqlite times SQLITE_BUSY");
}

sub judge_waits {
	my @r = map { $_->{p99} / $_->{p50} } grep { $_->{p50} }
	    kept('list-256', 'igtk');
	my $why = void('list-256', 'igtk');
	my $noisy = noisy('list-256', 'constant');
	return verdict('6 p99 at 256 connections', 'void', $why || 'no rounds')
	    if $why || !@r;
	my $result = median(@r) <= 6 ? 'met' : $noisy ? 'noisy' : 'missed';
	verdict('6 p99 against p50, 256 connections', $result,
	    sprintf '%.2f x, at most 6, and no answer but 2xx', median(@r));
	my ($m, $low, $high) = ratio('list-256', 'igtk', 'php', 'p99');
	return verdict('6 p99 against that of PHP', 'skipped', 'no php')
	    unless defined $m;
	verdict('6 p99 against that of PHP, 256 connections',
	    $m < 1 ? 'met' : $noisy ? 'noisy' : 'missed',
	    sprintf '%.2f x (%.2f to %.2f), below 1', $m, $low, $high);
}

sub judge_storm {
	at_least('9 pages while 16 people sign in, against none', 'storm',
	    'storm', 'quiet', 0.5, 'quiet');
}

sub table {
	print "igtk's rates, $fact{date}, $fact{cores} cores\n";
	printf "%-16s %s\n", $_, $fact{$_} for grep { $_ ne 'date' } @facts;
	print "skipped          $_->[0]: $_->[1]\n" for @skips;
	printf "\n%-9s %-9s %10s %17s %8s %8s %9s %9s %9s\n", 'what', 'who',
	    'per s', 'range', 'CPU us', '+ wrk', 'p50 ms', 'p99 ms', 'worst ms';
	for (@names) {
		my ($group, $name) = split;
		my @rate = sort { $a <=> $b } values_of($group, $name, 'rate');
		next unless @rate;
		my $ms = sub {
			my $m = median(values_of($group, $name, $_[0]));
			return defined $m ? sprintf '%.1f', $m / 1000 : '-';
		};
		my $cpu = sub {
			my $m = median(values_of($group, $name, $_[0]));
			return defined $m ? sprintf '%.0f', $m : '-';
		};
		my @worst = sort { $a <=> $b } values_of($group, $name, 'longest');
		printf "%-9s %-9s %10.1f %17s %8s %8s %9s %9s %9s%s\n", $group,
		    $name,
		    median(@rate), sprintf('%.0f to %.0f', $rate[0], $rate[-1]),
		    $cpu->('cpu'), $cpu->('all'), $ms->('p50'), $ms->('p99'),
		    @worst ? sprintf('%.1f', $worst[-1] / 1000) : '-',
		    void($group, $name) ? '  void: ' . void($group, $name) : '';
	}
	print "\n";
	for my $r (['list-16', 'constant'], ['list-64', 'constant'],
	    ['list-256', 'constant'], ['save', 'sync'], ['storm', 'quiet']) {
		print "noisy: $r->[1] of $r->[0] moved by more than 20 %\n"
		    if $seen{$r->[0]} && noisy(@$r);
	}
	printf "%-14s goal %s: %s\n", @$_{qw(result goal figure)} for @verdicts;
}

sub quoted {
	my ($s) = @_;
	$s =~ s/([\\"])/\\$1/g;
	$s =~ s/([\x00-\x1f])/sprintf '\\u%04x', ord $1/ge;
	return "\"$s\"";
}

sub value { return $_[0] =~ /^-?\d+(\.\d+)?$/ ? $_[0] : quoted($_[0]) }

sub object {
	my ($hash, @keys) = @_;
	return '{' . join(', ', map { quoted($_) . ': ' . value($hash->{$_}) }
	    grep { defined $hash->{$_} } @keys) . '}';
}

sub json {
	my @runs = map {
		my ($group, $name) = split;
		map { object($_, qw(group round name rate cpu all p50 p99 longest busy void)) }
		    grep { $_ } @{$seen{$group}{$name}};
	} @names;
	print "{\"format\": \"igtk-rates\", \"schema\": 1,\n",
	    "\"facts\": ", object(\%fact, @facts), ",\n\"skipped\": [",
	    join(', ', map { object({ name => $_->[0], why => $_->[1] },
		qw(name why)) } @skips), "],\n\"runs\": [\n",
	    join(",\n", @runs), "\n],\n\"goals\": [\n",
	    join(",\n", map { object($_, qw(goal result figure)) } @verdicts),
	    "\n]}\n";
}

read_seen();
judge_list();
judge_waits();
judge_saves();
judge_storm();
if (($ARGV[0] || '') eq 'json') {
	json();
} else {
	table();
}
exit((grep { $_->{result} =~ /^(missed|void)/ } @verdicts) ? 1 : 0);
