# reckon.pl - the score of a year by the ledger of the play, without igtk.
#
#	perl reckon.pl LEDGER BEFORE [NUMBER=WHAT...]
#
# A ledger has a line for each requirement: its number and how far it was
# answered, 0 to 3, "3-" for level 3 without what only maintains it, or NR.
# BEFORE is a file of the levels that were published in the year before, as
# "NUMBER LEVEL" lines; /dev/null in a first year.  WHAT is "exempt", or the
# level that is counted at most; "plan" says that its plan was accepted.
# Prints PERCENT POINTS/OF NOT-RELEVANT EXEMPT GRADE BELOW; with LEVELS=1 in
# the environment the levels instead, as BEFORE takes them.
use strict;
use warnings;

sub read_ledger {
	my ($file, %of) = @_;
	open my $f, "<", $file or die "$file: $!";
	while (<$f>) {
		my ($number, $level) = /^(\d+) (\S+)$/ or die "$file: $_";
		$of{$number} = $level;
	}
	return \%of;
}

my ($ledger, $before) = map { read_ledger($_) } splice @ARGV, 0, 2;
my (%at_most, %exempt, %plan);
for (@ARGV) {
	my ($number, $what) = /^(\d+)=(\w+)$/ or die $_;
	if ($what eq "exempt") { $exempt{$number} = 1 }
	elsif ($what eq "plan") { $plan{$number} = 1 }
	else { $at_most{$number} = $what }
}

# Maintenance binds only after a year at level 3.
sub level {
	my $number = shift;
	my $level = $ledger->{$number};
	$level = ($before->{$number} // "") eq "3" ? 2 : 3 if $level eq "3-";
	my $most = $at_most{$number} // 3;
	return $level < $most ? $level : $most;
}

my ($points, $n, $nr, @below, @lines) = (0, 0, 0);
for my $number (sort keys %$ledger) {
	next if $exempt{$number};
	if ($ledger->{$number} eq "NR") {
		$nr++;
		next;
	}
	my $level = level($number);
	push @lines, "$number $level\n";
	$points += $level;
	$n++;
	push @below, $number if $level < 2;
}
if ($ENV{LEVELS}) {
	print @lines;
	exit;
}
my $grade = !@below ? "satisfactory"
    : (grep { !$plan{$_} } @below) ? "not-satisfactory"
    : "satisfactory-with-improvement-plan";
print int(100 * $points / (3 * $n)), " $points/", 3 * $n, " $nr ",
    scalar(keys %exempt), " $grade ", join(",", @below) || "none", "\n";
