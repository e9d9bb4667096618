# packs.pl - the packs of two later versions, made from those of 14.1.
#
#	perl packs.pl FOLDER-OF-PACKS FOLDER-TO-WRITE
#
# Version 15 is 14.1 with what @first says, and 16 is 15 with what @second
# says, for the types that the play has: what is added, removed, merged into
# another, moved to another number or initiative, and reworded.
use strict;
use warnings;
use JSON::PP;

my ($from, $to) = @ARGV;
my $json = JSON::PP->new->canonical->utf8->pretty;

sub slurp {
	open my $f, "<", shift or die "$!";
	local $/;
	return scalar <$f>;
}

sub of {
	my ($pack, $number) = @_;
	my ($r) = grep { $_->{number} eq $number } @{ $pack->{requirements} };
	return $r // die "no $number";
}
sub drop {
	my ($pack, $number) = @_;
	@{ $pack->{requirements} } =
	    grep { $_->{number} ne $number } @{ $pack->{requirements} };
}

# Another requirement, of texts that are in none before, as another stands.
sub add {
	my ($pack, $like, $number, $title) = @_;
	my $r = decode_json($json->encode(of($pack, $like)));
	@$r{qw(number title description)} = ($number, $title, "$title.");
	$r->{training} = JSON::PP::false;
	for my $l (@{ $r->{levels} }) {
		$l->{summary} = "$title, level $l->{level}";
		$_->{text} = "$title as $number/$_->{id} has it"
		    for @{ $l->{criteria} };
	}
	push @{ $pack->{requirements} }, $r;
}
# What it asked is asked by another one, which keeps its number.
sub merge {
	my ($pack, $number, $into) = @_;
	my ($r, $whole) = map { of($pack, $_) } $number, $into;
	for my $level (1 .. 3) {
		my $c = $whole->{levels}[$level]{criteria};
		for (grep { !$_->{maintenance} }
		    @{ $r->{levels}[$level]{criteria} }) {
			my %more = (%$_,
			    id => $level . chr(ord("a") + @$c));
			push @$c, \%more;
		}
	}
	drop($pack, $number);
}
sub renumber { of($_[0], $_[1])->{number} = $_[2] }
sub resettle { of($_[0], $_[1])->{initiative} = $_[2] }
sub reword {
	my ($pack, $number) = @_;
	my $c = of($pack, $number)->{levels}[2]{criteria}[0];
	$c->{text} =~ s/$/, and this is looked at every year/;
}

my %first = (
	ACU => sub {
		my $p = shift;
		add($p, "323", "325", "Cloud services are chosen with care");
		drop($p, "604");
		merge($p, "502", "501");
		renumber($p, "406", "407");
		reword($p, "101");
	},
	GP => sub {
		my $p = shift;
		add($p, "316", "321", "Online services for patients are safe");
		drop($p, "319");
		reword($p, "115");
	},
	PHA => sub {
		my $p = shift;
		add($p, "316", "321", "Online services for patients are safe");
		drop($p, "319");
		reword($p, "115");
	},
);
my %second = (
	ACU => sub {
		my $p = shift;
		add($p, "325", "326", "Suppliers report their incidents");
		resettle($p, "407", "ISA");
		reword($p, "105");
		$p->{training}{threshold_percent} = 98;
	},
	GP => sub {
		my $p = shift;
		merge($p, "318", "317");
		$p->{training}{threshold_percent} = 100;
	},
	PHA => sub { reword(shift, "116") },
);
$first{EYE} = $second{EYE} = sub { };

sub release {
	my ($pack, $version, $day, $change) = @_;
	$change->($pack);
	@{ $pack->{requirements} } = sort { $a->{number} cmp $b->{number} }
	    @{ $pack->{requirements} };
	my %used;
	$used{$_->{initiative}} = 1 for @{ $pack->{requirements} };
	@{ $pack->{initiatives} } =
	    grep { $used{$_->{code}} } @{ $pack->{initiatives} };
	$pack->{title} =~ s/[\d.]+(?=:)/$version/ or die $pack->{title};
	@$pack{qw(version released)} = ($version, $day);
	$pack->{provenance} = { mark => "reconstructed",
	    note => "Made for a test, from version 14.1." };
	my $code = $pack->{organisation_type}{code};
	open my $f, ">", "$to/igt-$version-$code.json" or die "$!";
	print $f $json->encode($pack) or die "$!";
	close $f or die "$!";
}

for my $type (sort keys %first) {
	my $pack = decode_json(slurp("$from/igt-14.1-$type.json"));
	release($pack, "15", "2027-04-05", $first{$type});
	release($pack, "16", "2028-04-05", $second{$type});
}
