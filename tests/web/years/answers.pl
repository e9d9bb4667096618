# answers.pl - a ledger of the play as a file for igtk assessment import.
#
#	perl answers.pl PACK ORG LEDGER [MARK]
#
# Each criterion of the levels that the ledger says is met, and no other.
# MARK stands in everything that the public must not see: comments, evidence
# and plans.
use strict;
use warnings;
use JSON::PP;

my ($pack_file, $org, $ledger_file, $mark) = @ARGV;
$mark //= "private";

sub slurp {
	open my $f, "<", shift or die "$!";
	local $/;
	return scalar <$f>;
}

my $pack = decode_json(slurp($pack_file));
my %wanted = slurp($ledger_file) =~ /^(\d+) (\S+)$/mg;

sub met {
	my ($requirement, $level) = @_;
	my $bare = $level eq "3-";
	my @met;
	for my $l (@{ $requirement->{levels} }) {
		next if $l->{level} > substr $level, 0, 1;
		push @met, map { $_->{id} }
		    grep { !($bare && $_->{maintenance}) } @{ $l->{criteria} };
	}
	return \@met;
}

my @answers;
for my $requirement (@{ $pack->{requirements} }) {
	my $number = $requirement->{number};
	my $level = delete $wanted{$number} // next;
	my %answer = (requirement => $number);
	if ($level eq "NR") {
		$answer{not_relevant} = JSON::PP::true;
		$answer{not_relevant_record} = "$mark record of $number";
		push @answers, \%answer;
		next;
	}
	$answer{met} = met($requirement, $level);
	$answer{comments} = { "1a" => "$mark comment on $number" };
	$answer{evidence} = [ { criteria => ["1a"],
		title => "$mark evidence for $number",
		reference => "$mark shelf" } ] if $level ne "0";
	push @answers, \%answer;
}
die "not in the pack: ", join(" ", sort keys %wanted), "\n" if %wanted;
print JSON::PP->new->canonical->utf8->encode({ format => "igtk-assessment",
	schema => 1, organisation => { code => $org },
	version => $pack->{version}, answers => \@answers }), "\n";
