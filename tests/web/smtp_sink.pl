#!/usr/bin/perl
# smtp_sink.pl - a relay that keeps what it is sent: FOLDER.
#
# Its port is in FOLDER/port, and FOLDER/up is there once it listens; each mail
# becomes a file FOLDER/mail.N.
# FOLDER/mode says how it is today, looked at for each connection:
#	take          everything
#	refuse TEXT   no recipient whose address holds TEXT
#	later         says of everything that it should come later
#	slow SECONDS  takes a mail, and says so that much later
use strict;
use warnings;
use IO::Socket::INET;

my $folder = shift or die "usage: smtp_sink.pl FOLDER\n";
my $door = IO::Socket::INET->new(
	Listen => 50, LocalAddr => "127.0.0.1", ReuseAddr => 1,
	LocalPort => -s "$folder/port" ? slurp("$folder/port") + 0 : 0)
    or die "no port: $!\n";
$SIG{CHLD} = "IGNORE";
spew("$folder/port", $door->sockport);
spew("$folder/up", $$);
while (1) {
	my $c = $door->accept or next;
	if (!fork) {
		close $door;
		talk($c);
		exit 0;
	}
	close $c;
}

sub slurp {
	open(my $f, "<", shift) or return "";
	local $/;
	return <$f> // "";
}

# Whole under its name, or not at all.
sub spew {
	my ($name, $text) = @_;
	open(my $f, ">", "$name.new.$$") or die;
	print $f $text;
	close $f;
	rename "$name.new.$$", $name;
}

sub talk {
	my ($c) = @_;
	my ($how, $what) = split ' ', slurp("$folder/mode") . " take";
	my $text;
	$c->autoflush(1);
	print $c "220 sink\r\n";
	while (defined($_ = <$c>)) {
		if (/^(EHLO|HELO)/i) {
			print $c "250 sink\r\n";
		} elsif (/^RCPT/i && $how eq "refuse" && /\Q$what\E/) {
			print $c "550 5.1.1 there is nobody of this name\r\n";
		} elsif (/^RCPT/i && $how eq "later") {
			print $c "451 4.3.0 come later\r\n";
		} elsif (/^DATA/i) {
			print $c "354 go on\r\n";
			$text = "";
			while (defined($_ = <$c>) && !/^\.\r?\n$/) {
				s/^\.//;
				$text .= $_;
			}
			last unless defined;
			spew("$folder/mail." . time . ".$$", $text);
			sleep $what if $how eq "slow";
			print $c "250 taken\r\n";
		} elsif (/^QUIT/i) {
			print $c "221 bye\r\n";
			last;
		} else {
			print $c "250 fine\r\n";
		}
	}
}
