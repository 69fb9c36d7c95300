<?php
// PHP's nusoap as a till, from the copy in the build tree that build.sh made.
//     client.php BUILT WSDL STORE USER PASSWORD PHASE
error_reporting(E_ALL & ~E_DEPRECATED & ~E_WARNING & ~E_NOTICE);   // nusoap was written for PHP 4
[$built] = array_splice($argv, 1, 1);
require "$built/nusoap/nusoap.php";
require __DIR__ . '/../php/calls.php';

/** A fault as nusoap tells it: it throws nothing. */
final class NusoapFault extends Exception
{
    public function __construct(public readonly ?array $detail, string $text)
    {
        parent::__construct($text);
    }
}

$service = function (string $name) use ($argv): nusoap_client {
    $client = new nusoap_client($argv[1], 'wsdl', false, false, false, false, 0, 60, "{$name}Soap");
    $client->soap_defencoding = 'UTF-8';
    $client->decode_utf8 = false;
    if ($client->getError()) {
        throw new RuntimeException($client->getError());
    }
    return $client;
};
$services = [$service('ProductTasks'), $service('OrderTasks')];

make_calls(
    $argv,
    function (string $operation, array $arguments) use ($services): array {
        $client = $services[str_starts_with($operation, 'Update') ? 0 : 1];
        $answer = $client->call($operation, ['parameters' => $arguments]);
        if ($client->fault) {
            throw new NusoapFault($answer['detail']['ServiceFault'] ?? null, $answer['faultstring']);
        }
        if ($client->getError()) {
            throw new RuntimeException($client->getError());
        }
        return $answer['Result'];
    },
    fn (Throwable $error) => $error instanceof NusoapFault ? [$error->detail, $error->getMessage()] : null,
);
