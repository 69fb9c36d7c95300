#!/usr/bin/perl
# Perl's SOAP::WSDL as a till: wsdl2perl made interfaces, types and typemaps out of the WSDL, in ./generated; requests are plain hashes.
#     client.pl WSDL STORE USER PASSWORD PHASE
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../perl", 'generated';
use TbElements::ServiceFault;
use TbInterfaces::OrderTasks::OrderTasksSoap;
use TbInterfaces::ProductTasks::ProductTasksSoap;
use Till;


# wsdl2perl leaves the content of a fault's detail out of its typemaps, so SOAP::WSDL gives up on every fault that has one. This class
# for the detail, and the entries for what stands in it, let it read them.
{
    package FaultDetail;
    use Class::Std::Fast::Storable constructor => 'none';
    use base 'SOAP::WSDL::XSD::Typelib::ComplexType';
    my %ServiceFault_of : ATTR(:get<ServiceFault>);
    __PACKAGE__->_factory(['ServiceFault'], { ServiceFault => \%ServiceFault_of }, { ServiceFault => 'TbElements::ServiceFault' });
    Class::Std::initialize();
}
for my $typemap (TbTypemaps::ProductTasks->get_typemap, TbTypemaps::OrderTasks->get_typemap) {
    $typemap->{"Fault/detail/$_"} = $typemap->{$_} for grep { /^ServiceFault/ } keys %$typemap;
    $typemap->{'Fault/detail'} = 'FaultDetail';
}

my (undef, @rest) = @ARGV;
my @services = (TbInterfaces::ProductTasks::ProductTasksSoap->new, TbInterfaces::OrderTasks::OrderTasksSoap->new);

# The lists of element and value as hashes; elements that repeat become arrays.
sub structure {
    my ($value) = @_;
    return $value unless ref $value;
    my %hash;
    for (my $i = 0; $i < @$value; $i += 2) { push @{ $hash{ $value->[$i] } }, structure($value->[$i + 1]) }
    @{ $hash{$_} } > 1 or $hash{$_} = $hash{$_}[0] for keys %hash;
    return \%hash;
}

Till::run(sub {
    my ($operation, $content) = @_;
    my ($service) = grep { $_->can($operation) } @services;
    my $answer = $service->$operation(structure($content));
    return $answer->as_hash_ref(1)->{Result} if $answer;
    my $detail = $answer->get_detail or die $answer->get_faultstring;
    my $told = $detail->get_ServiceFault;
    my %simple = map { my $get = "get_$_"; my $value = $told->$get; defined $value ? ($_ => "$value") : () } qw(Code Message Field Retryable RequestId);
    Till::Fault->throw(detail => { %simple, Extras => $told->get_Extras->as_hash_ref(1) },
                       text => $answer->get_faultstring->get_value, exception => ref $answer);
}, @rest);
