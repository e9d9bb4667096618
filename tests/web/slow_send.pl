#!/usr/bin/perl
# slow_send.pl - many forms at once that are sent as slowly as can be.
#
#	slow_send.pl PORT PATH COUNT SECONDS
#
# Each is announced as 100,000 bytes and sent by the byte.  Says "sending" when
# all have begun, and at the end how many were still taken.
use strict;
use warnings;
use IO::Socket::INET;
use Time::HiRes qw(sleep time);

my ($port, $path, $count, $seconds) = @ARGV;
my $until = time + $seconds;
my @all;

$SIG{PIPE} = 'IGNORE';
$| = 1;
for (1 .. $count) {
	my $s = IO::Socket::INET->new(PeerAddr => '127.0.0.1',
	    PeerPort => $port) or die "connection $_: $!";
	$s->autoflush(1);
	print $s "POST $path HTTP/1.1\r\nHost: 127.0.0.1:$port\r\n",
	    "Content-Type: application/x-www-form-urlencoded\r\n",
	    "Content-Length: 100000\r\n\r\nuser=";
	push @all, $s;
}
print "sending\n";
while (time < $until) {
	sleep 0.2;
	@all = grep { print $_ 'a' } @all;
}
print scalar(@all), " still taken\n";
