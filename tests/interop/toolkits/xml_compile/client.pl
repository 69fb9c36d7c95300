#!/usr/bin/perl
# Perl's XML::Compile as a till: bodies are written and read by code compiled from the WSDL's schema. Debian has no XML::Compile::SOAP,
# so the envelope and the HTTP call are ours.
#     client.pl WSDL STORE USER PASSWORD PHASE
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../perl";
use LWP::UserAgent;
use Math::BigFloat;
use Math::BigInt;
use XML::Compile::Schema;
use XML::Compile::Util 'pack_type';
use XML::LibXML;
use Till;

my ($wsdl, @rest) = @ARGV;
my $soap12 = $rest[3] eq 'soap12';
my ($NS, $ENVELOPE) = ('urn:tillbridge:pos:v1', $soap12 ? 'http://www.w3.org/2003/05/soap-envelope' : 'http://schemas.xmlsoap.org/soap/envelope/');
my $http = LWP::UserAgent->new;
my $document = XML::LibXML->load_xml(string => $http->get($wsdl)->content);
my $xpath = XML::LibXML::XPathContext->new($document);
$xpath->registerNs(wsdl => 'http://schemas.xmlsoap.org/wsdl/');
$xpath->registerNs(soap => $soap12 ? 'http://schemas.xmlsoap.org/wsdl/soap12/' : 'http://schemas.xmlsoap.org/wsdl/soap/');
$xpath->registerNs(xs => 'http://www.w3.org/2001/XMLSchema');
my $schema = XML::Compile::Schema->new;
$schema->importDefinitions($_) for $xpath->findnodes('//xs:schema');

sub address_and_action {
    my ($operation) = @_;
    my ($bound) = $xpath->findnodes("//wsdl:binding[soap:binding]/wsdl:operation[\@name='$operation']");
    my $binding = $bound->parentNode->getAttribute('name');
    return ($xpath->findvalue("//wsdl:port[\@binding='tb:$binding']/soap:address/\@location"), $xpath->findvalue('soap:operation/@soapAction', $bound));
}

# The lists of element and value as the hashes that XML::Compile takes; elements that repeat become arrays.
sub structure {
    my ($value) = @_;
    return $value unless ref $value;
    my %hash;
    for (my $i = 0; $i < @$value; $i += 2) { push @{ $hash{ $value->[$i] } }, structure($value->[$i + 1]) }
    my %repeats = map { $_ => 1 } qw(Product ProductOption SiteName ImageUrl ProductAttribute LocationQuantity InventoryRow PriceRow PosDocumentNumber
        OrderConfirmation CaptureConfirmation TransactionConfirmation Shipment Line);
    $repeats{$_} or $hash{$_} = $hash{$_}[0] for keys %hash;
    return \%hash;
}

sub read_as {
    my ($type, $element) = @_;
    return $schema->compile(READER => pack_type($NS, $type), sloppy_floats => 0)->($element);
}

# XML::Compile keeps decimals exact as Math::BigFloat objects.
sub plain {
    my ($value) = @_;
    return ref $value eq 'HASH' ? { map { $_ => plain($value->{$_}) } keys %$value } : ref $value eq 'ARRAY' ? [map { plain($_) } @$value] : "$value";
}

Till::run(sub {
    my ($operation, $content) = @_;
    my ($address, $action) = address_and_action($operation);
    my $request = XML::LibXML::Document->new('1.0', 'UTF-8');
    $request->setDocumentElement(my $envelope = $request->createElementNS($ENVELOPE, 'soap:Envelope'));
    my $write = $schema->compile(WRITER => pack_type($NS, $operation), prefixes => [tb => $NS]);
    $envelope->addNewChild($ENVELOPE, 'Body')->appendChild($write->($request, structure($content)));
    my @headers = $soap12 ? ('Content-Type' => qq(application/soap+xml; charset=utf-8; action="$action")) : ('Content-Type' => 'text/xml; charset=utf-8', SOAPAction => qq("$action"));
    my $answer = $http->post($address, @headers, Content => $request->toString);
    my ($element) = XML::LibXML->load_xml(string => $answer->content)->findnodes('/*/*[local-name()="Body"]/*');
    return plain(read_as("${operation}Response", $element)->{Result}) if $element->localname ne 'Fault';
    my ($detail) = $element->findnodes('*[local-name()="detail" or local-name()="Detail"]/*');
    Till::Fault->throw(detail => plain(read_as(ServiceFault => $detail)), exception => 'XML::Compile reader of ServiceFault',
                       text => $element->findvalue('faultstring | .//*[local-name()="Text"]'));
}, @rest);
