<?php
// PHP's SoapClient as a till.
//     client.php WSDL STORE USER PASSWORD PHASE
require __DIR__ . '/calls.php';

ini_set('precision', '17');
[, $wsdl, , , , $phase] = $argv;
$version = $phase === 'soap12' ? SOAP_1_2 : SOAP_1_1;
$options = ['cache_wsdl' => WSDL_CACHE_NONE, 'exceptions' => true, 'soap_version' => $version, 'trace' => true];
// SoapClient merges the operations of all services and takes the first port's address: any address takes every operation.
$client = new SoapClient($wsdl, $options);

make_calls(
    $argv,
    fn (string $operation, array $arguments) => $client->$operation($arguments)->Result,
    fn (Throwable $error) => $error instanceof SoapFault ? [(array) ($error->detail->ServiceFault ?? null), $error->getMessage()] : null,
);
