<?php
// PHP's SoapClient as a till: the same calls as zeep_client.py.   php php_client.php WSDL STORE USER PASSWORD
[$_, $wsdl, $store, $user, $password] = $argv;
ini_set('soap.wsdl_cache_enabled', '0');
$client = new SoapClient($wsdl, ['exceptions' => true, 'trace' => true, 'features' => SOAP_SINGLE_ELEMENT_ARRAYS]);
$credentials = ['StoreId' => $store, 'UserName' => $user, 'Password' => $password];

function show(string $call, $result): void { echo json_encode(['call' => $call, 'result' => $result->Result], JSON_UNESCAPED_UNICODE), "\n"; }

function fault(string $call, callable $do): void {
    try {
        $do();
        echo json_encode(['call' => $call, 'fault' => null]), "\n";
    } catch (SoapFault $fault) {
        echo json_encode(['call' => $call, 'fault' => $fault->detail->ServiceFault ?? null, 'text' => $fault->getMessage()]), "\n";
    }
}

$row = fn(string $id, $quantity) => ['ItemIntegrationId' => $id, 'Quantity' => $quantity];
show('products_most', $client->UpdatePOSProducts(['Credentials' => $credentials, 'CallerReference' => 'php-1', 'ReturnAllRows' => true, 'Products' => ['Product' => [
    ['ItemIntegrationId' => 'Z-1', 'Name' => "Mug — größer \u{1F600}", 'Price' => '12.50', 'SalePrice' => '9.90', 'Quantity' => 5, 'Taxable' => true,
     'SaleStart' => '2026-11-01T00:00:00Z', 'Barcode' => '4012345000009', 'Attributes' => ['ProductAttribute' => [['Name' => 'Material', 'Value' => 'Enamel']]]],
    ['ItemIntegrationId' => 'Z-2-S', 'ProductIntegrationId' => 'Z-2', 'Name' => "Shirt — größer \u{1F600}", 'Price' => 20, 'Options' => ['ProductOption' => [['Name' => 'Size', 'Value' => 'S']]],
     'LocationQuantities' => ['LocationQuantity' => [['Location' => 'east', 'Quantity' => 2], ['Location' => 'west', 'Quantity' => '1.5']]]]]]]));
show('products_least', $client->UpdatePOSProducts(['Credentials' => $credentials, 'Products' => ['Product' => [['ItemIntegrationId' => 'Z-1', 'Name' => 'Mug']]]]));
show('products_empty', $client->UpdatePOSProducts(['Credentials' => $credentials]));
show('inventory', $client->UpdateInventory(['Credentials' => $credentials, 'InventoryRows' => ['InventoryRow' => [$row('Z-1', 4), $row('nobody', 1)]]]));
show('pricing', $client->UpdatePricing(['Credentials' => $credentials, 'PriceRows' => ['PriceRow' => [['ItemIntegrationId' => 'Z-1', 'Price' => '13.00']]]]));
foreach (['Orders', 'Captures', 'Transactions'] as $kind)
    show('get_' . strtolower($kind), $client->__soapCall("GetNew$kind", [['Credentials' => $credentials, 'MaxCount' => 10]]));
show('confirm_orders', $client->ConfirmOrders(['Credentials' => $credentials, 'Confirmations' => ['OrderConfirmation' => [
    ['OrderDocumentId' => 'odc_aaaaaaaaaaaaaaaaaaaaaaaaaa', 'Accepted' => true]]]]));
show('confirm_captures', $client->ConfirmCaptures(['Credentials' => $credentials, 'Confirmations' => ['CaptureConfirmation' => [
    ['CaptureId' => 'cap_aaaaaaaaaaaaaaaaaaaaaaaaaa', 'Accepted' => false, 'ErrorCode' => 'X', 'ErrorMessage' => 'no']]]]));
show('confirm_transactions', $client->ConfirmTransactions(['Credentials' => $credentials, 'Confirmations' => ['TransactionConfirmation' => [
    ['TransactionId' => 'txn_aaaaaaaaaaaaaaaaaaaaaaaaaa', 'Accepted' => true, 'PosDocumentNumbers' => ['PosDocumentNumber' => ['R-1', 'R-2']]]]]]));
show('shipments', $client->SaveShipments(['Credentials' => $credentials, 'Shipments' => ['Shipment' => [
    ['ShipmentId' => 'S-1', 'OrderId' => 'ord_aaaaaaaaaaaaaaaaaaaaaaaaaa', 'Carrier' => 'DHL', 'TrackingNumber' => '1']]]]));
fault('wrong_password', fn() => $client->UpdateInventory(['Credentials' => ['Password' => 'wrong'] + $credentials]));
fault('empty_confirm', fn() => $client->ConfirmTransactions(['Credentials' => $credentials, 'Confirmations' => (object)[]]));
fault('too_many', fn() => $client->GetNewTransactions(['Credentials' => $credentials, 'MaxCount' => 100000]));
