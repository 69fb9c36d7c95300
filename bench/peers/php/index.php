<?php
// The entry point: one SOAP request. WSDL, database and the way of storing come from the environment of php-fpm.
declare(strict_types=1);

require __DIR__ . '/Database.php';
require __DIR__ . '/ProductTasks.php';
require __DIR__ . '/StockRows.php';
require __DIR__ . '/UpsertingStock.php';
require __DIR__ . '/DetectingStock.php';
require __DIR__ . '/Products.php';

$database = new Database();
$stock = getenv('PEER_STOCK') === 'detecting' ? new DetectingStock($database) : new UpsertingStock($database);

$server = new SoapServer(getenv('PEER_WSDL'), ['cache_wsdl' => WSDL_CACHE_BOTH, 'features' => SOAP_SINGLE_ELEMENT_ARRAYS, 'encoding' => 'UTF-8']);
$server->setObject(new ProductTasks($database, $stock, new Products($database, $stock)));
$server->handle();
