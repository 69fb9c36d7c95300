#!/usr/bin/perl
# Perl's SOAP::Lite as a till. SOAP::Lite reads addresses and actions from the WSDL; content is built with SOAP::Data.
#     client.pl WSDL STORE USER PASSWORD PHASE
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../perl";
use SOAP::Lite;
use Till;

my ($wsdl, @rest) = @ARGV;
SOAP::Lite->soapversion('1.2') if $rest[3] eq 'soap12';
my $NS = 'urn:tillbridge:pos:v1';
my %operations = map { %$_ } values %{ SOAP::Schema->new(schema_url => $wsdl)->parse->services };

# Every value is typed a string: untyped, SOAP::Lite guesses (text beyond ASCII becomes base64), and with autotype off it does not escape.
sub data {
    my ($name, $value) = @_;
    my $data = SOAP::Data->name($name)->prefix('tb');
    return $data->type(string => $value) unless ref $value;
    return @$value ? $data->value(\SOAP::Data->value(children($value))) : $data->type(string => '');
}

sub children {
    my ($content) = @_;
    return map { data(@$content[2 * $_, 2 * $_ + 1]) } 0 .. @$content / 2 - 1;
}

Till::run(sub {
    my ($operation, $content) = @_;
    my $about = $operations{$operation};
    my $soap = SOAP::Lite->proxy($about->{endpoint}->value)->ns($NS, 'tb')->on_action(sub { $about->{soapaction}->value });
    $soap->on_fault(sub { die ref $_[1] ? $_[1] : $_[0]->transport->status });
    my $answer = eval { $soap->call($operation, children($content)) };
    return $answer->result if $answer;
    my $fault = $@;
    die $fault unless ref $fault && $fault->isa('SOAP::SOM');
    # SOAP::Lite's own fault methods know SOAP 1.1 only.
    my ($detail, $text) = map { $fault->valueof($_) } $rest[3] eq 'soap12' ? ('//Detail/ServiceFault', '//Reason/Text') : ('//detail/ServiceFault', '//faultstring');
    Till::Fault->throw(detail => $detail, text => $text, exception => ref $fault);
}, @rest);
