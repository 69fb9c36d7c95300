<?php
// What PHP clients share: the calls of a phase as data, keys out of earlier answers, and the lines that are printed.

/** $send(operation, arguments) gives the Result; $faultOf(exception) gives [detail, text] or null. */
function make_calls(array $arguments, callable $send, callable $faultOf): void
{
    [, , $store, $user, $password, $phase] = $arguments;
    $phases = json_decode(file_get_contents(getenv('SCENARIO')), true, 512, JSON_THROW_ON_ERROR);
    $answers = [];
    foreach ($phases[$phase] as $call) {
        $told = ['call' => $call['call'], 'operation' => $call['operation']];
        $credentials = ['StoreId' => $store, 'UserName' => $user, 'Password' => $call['password'] ?? $password];
        try {
            $result = $send($call['operation'], ['Credentials' => $credentials] + filled($call['arguments'], $answers));
            $told['result'] = $answers[$call['call']] = json_decode(json_encode($result, JSON_THROW_ON_ERROR), true);
        } catch (Throwable $error) {
            [$told['fault'], $told['text']] = $faultOf($error) ?? [null, $error->getMessage()];
            $told['exception'] = get_class($error);
        }
        echo json_encode($told, JSON_THROW_ON_ERROR), "\n";
    }
}

function filled(mixed $value, array $answers): mixed
{
    if (!is_array($value)) {
        return $value;
    }
    foreach (['$id' => 'key_of', '$order' => fn ($document) => $document['OrderId'], '$line' => fn ($document) => items($document['Lines'])[0]['LineId']] as $marker => $pick) {
        if (isset($value[$marker])) {
            return $pick(documents($answers[$value[$marker]])[$value['at']]);
        }
    }
    return array_map(fn ($inner) => filled($inner, $answers), $value);
}

/** The entries of a list wrapper, however the toolkit gives them. */
function items(array $wrapper): array
{
    $inner = array_is_list($wrapper) ? $wrapper : reset($wrapper);
    return array_is_list($inner) ? $inner : [$inner];
}

function documents(array $result): array
{
    return items($result['Orders'] ?? $result['Captures'] ?? $result['Transactions']);
}

function key_of(array $document): string
{
    return $document['OrderDocumentId'] ?? $document['CaptureId'] ?? $document['TransactionId'];
}
