package Till;
# The till that the Perl clients share: the calls of scenario.py, as lists of element and value in the schema's order. A client gives the
# function that makes one call with its toolkit: ($operation, \@content) -> the Result as a hash, or dies with a Till::Fault read out of
# the toolkit's own fault.
use strict;
use warnings;
use utf8;
use JSON::PP;

my $TEXT = "Größe „Ünï“ \x{1F600} \x{05E9}\x{05DC} <&> \"'";
my $json = JSON::PP->new->canonical->utf8;

sub run {
    my ($call, $store, $user, $password, $phase) = @_;
    my $till = bless { call => $call, credentials => [StoreId => $store, UserName => $user, Password => $password] }, __PACKAGE__;
    my $does = $till->can("phase_$phase") or die "no phase $phase\n";
    $| = 1;
    $does->($till);
}

# Makes a call, prints what came of it as a line of JSON, gives back the Result (empty after a fault).
sub tell {
    my ($till, $name, $operation, @content) = @_;
    my $result = eval { $till->{call}->($operation, [Credentials => $till->{credentials}, @content]) };
    my $told = { call => $name, operation => $operation };
    if (my $error = $@) {
        die $error unless ref $error eq 'Till::Fault';
        @$told{qw(fault text exception)} = @$error{qw(detail text exception)};
    } else {
        $told->{result} = $result;
    }
    print $json->encode($told), "\n";
    return $result // {};
}

# The items of a list: a toolkit gives nothing, an empty text, one item or an array of them.
sub items {
    my ($result, $wrapper, $item) = @_;
    my $list = ref $result->{$wrapper} eq 'HASH' ? $result->{$wrapper}{$item} : undef;
    return ref $list eq 'ARRAY' ? @$list : defined $list ? ($list) : ();
}

sub phase_products {
    my ($till) = @_;
    my @all = (
        ItemIntegrationId => 'T-1', Name => $TEXT, ShortDescription => 'short', LongDescription => "long\nwith two lines", AdditionalDescription => 'more', Brand => 'Åker',
        Department => 'Clothes/Shirts', Barcode => '4012345000009', SupplierSku => 'S-1', Weight => '0.2505', WeightUnit => 'kg', Price => '12.5000', SalePrice => '9.90',
        SaleStart => '2026-11-01T00:00:00Z', SaleEnd => '2036-12-31T22:59:59Z', Taxable => 'true', TaxClass => 'standard', Quantity => '12345678.1234', SellOnline => 'true',
        Sites => [SiteName => 'shop'], ImageUrls => [ImageUrl => 'http://127.0.0.1/a.jpg', ImageUrl => 'http://127.0.0.1/b.jpg'],
        Attributes => [ProductAttribute => [Name => 'Material', Value => 'Wool'], ProductAttribute => [Name => 'Care', Value => '30°']], AsOf => '2026-11-02T03:04:05Z');
    my @variants = map { (Product => [
        ItemIntegrationId => "T-2-$_", ProductIntegrationId => 'T-2', Options => [ProductOption => [Name => 'Size', Value => $_], ProductOption => [Name => 'Colour', Value => 'Grün']],
        Name => 'Shirt', Price => '20', LocationQuantities => [LocationQuantity => [Location => 'east', Quantity => '2'], LocationQuantity => [Quantity => '1.5']]]) } qw(S M);
    $till->tell(products_most => 'UpdatePOSProducts', CallerReference => 'call-1', ReturnAllRows => 'true', Products => [Product => \@all, @variants]);
    $till->tell(products_least => 'UpdatePOSProducts', Products => [Product => [ItemIntegrationId => 'T-3', Name => 'Least']]);
    $till->tell(products_none => 'UpdatePOSProducts');
    $till->tell(products_empty => 'UpdatePOSProducts', Products => []);
    $till->tell(inventory_most => 'UpdateInventory', CallerReference => 'call-2', ReturnAllRows => 'true', InventoryRows => [
        InventoryRow => [ItemIntegrationId => 'T-1', Quantity => '7.25', Location => 'east', AsOf => '2026-11-03T03:04:05Z'],
        InventoryRow => [ItemIntegrationId => 'T-2-S', Quantity => '5'], InventoryRow => [ItemIntegrationId => 'nobody', Quantity => '1']]);
    $till->tell(inventory_least => 'UpdateInventory', InventoryRows => [InventoryRow => [ItemIntegrationId => 'T-3', Quantity => '9']]);
    $till->tell(pricing_most => 'UpdatePricing', CallerReference => 'call-3', ReturnAllRows => 'true', PriceRows => [
        PriceRow => [ItemIntegrationId => 'T-1', Price => '1234.5678', SalePrice => '1000.0001', SaleStart => '2026-11-01T00:00:00Z', SaleEnd => '2036-12-31T22:59:59Z', AsOf => '2026-11-03T03:04:05Z'],
        PriceRow => [ItemIntegrationId => 'T-2-S']]);
    $till->tell(pricing_least => 'UpdatePricing', PriceRows => [PriceRow => [ItemIntegrationId => 'T-3', Price => '3']]);
}

sub phase_orders {
    my ($till) = @_;
    for my $kind (['Orders', 'Order', 'OrderDocumentId'], ['Captures', 'Capture', 'CaptureId'], ['Transactions', 'Transaction', 'TransactionId']) {
        my ($list, $item, $id) = @$kind;
        my $lower = lc $list;
        $till->tell("get_${lower}_none", "GetNew$list", MaxCount => 5, Site => 'shop', PosStore => 'nowhere');
        my $got = $till->tell("get_${lower}_one", "GetNew$list", MaxCount => 1, Site => 'shop');
        my ($first) = map { $_->{$id} } items($got, $list, $item);
        $till->tell("confirm_${lower}_one", "Confirm$list", Confirmations => ["${item}Confirmation" => [$id => $first, Accepted => 'true']]);
        my @ids = map { $_->{$id} } items($till->tell("get_${lower}", "GetNew$list"), $list, $item);
        $till->tell("confirm_${lower}_many", "Confirm$list", Confirmations => [
            "${item}Confirmation" => [$id => $ids[0], Accepted => 'true', BookedAt => '2026-11-04T05:06:07Z', PosDocumentNumbers => [PosDocumentNumber => 'R-1', PosDocumentNumber => 'R-2'], PosCustomerNumber => 'C-7'],
            "${item}Confirmation" => [$id => $ids[1], Accepted => 'false', ErrorCode => 'E1', ErrorMessage => $TEXT],
            "${item}Confirmation" => [$id => 'nobody', Accepted => 'true']]);
    }
}

sub phase_shipments {
    my ($till) = @_;
    my ($order) = items($till->tell(get_orders_unconfirmed => 'GetNewOrders'), 'Orders', 'Order');
    my ($line) = items($order, 'Lines', 'Line');
    my @content = (Shipments => [
        Shipment => [ShipmentId => 'S-1', OrderId => $order->{OrderId}, Carrier => 'DHL', Service => 'Päckchen', TrackingNumber => '00340', TrackingUrl => 'http://127.0.0.1/t?a=1&b=2',
                     ShippedAt => '2026-11-05T06:07:08Z', Lines => [Line => [LineId => $line->{LineId}, Quantity => '1']]],
        Shipment => [ShipmentId => 'S-2', Site => 'shop', WebOrderNumber => 'nothing', Lines => [Line => [ItemIntegrationId => 'T-1', Quantity => '1']]],
        Shipment => [ShipmentId => 'S-3']]);
    $till->tell(shipments_many => 'SaveShipments', @content);
    $till->tell(shipments_again => 'SaveShipments', @content);
    $till->tell(shipments_empty => 'SaveShipments', Shipments => []);
}

sub phase_soap12 {
    my ($till) = @_;
    $till->tell(soap12_inventory => 'UpdateInventory', InventoryRows => [InventoryRow => [ItemIntegrationId => 'T-3', Quantity => '9']]);
    $till->tell(soap12_orders => 'GetNewOrders', MaxCount => 1);
    $till->tell(soap12_fault => 'GetNewTransactions', MaxCount => 100000);
}

sub phase_faults {
    my ($till) = @_;
    $till->tell(empty_confirm => 'ConfirmTransactions', Confirmations => []);
    $till->tell(too_many => 'GetNewTransactions', MaxCount => 100000);
    $till->{credentials} = [@{ $till->{credentials} }[0 .. 4], 'wrong'];
    $till->tell(wrong_password => 'UpdateInventory', InventoryRows => [InventoryRow => [ItemIntegrationId => 'T-1', Quantity => '1']]);
}

package Till::Fault;
# `detail`: Code, Message, Field, Retryable, RequestId as the toolkit gave them; `text`: its words; `exception`: the class that held it.
sub throw { my ($class, %told) = @_; die bless {%told}, $class }

1;
