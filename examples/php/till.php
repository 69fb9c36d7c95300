<?php
// A small till on Tillbridge.    php till.php products|stock|prices|shipments FILE.csv      php till.php pull
//
// Ends with 0 when all was taken, 1 when the service refused the call, 2 when it refused rows, 75 when it could not be reached: then the
// same command later goes on where this one stopped.
require __DIR__ . '/connection.php';
require __DIR__ . '/ledger.php';

const UPDATES = [
    'products' => ['UpdatePOSProducts', 'Products', 'Product', 'product'],
    'stock' => ['UpdateInventory', 'InventoryRows', 'InventoryRow', 'stock_row'],
    'prices' => ['UpdatePricing', 'PriceRows', 'PriceRow', 'price_row'],
];
define('FOLDER', getenv('TILLBRIDGE_FOLDER') ?: 'till-data');
const OUTBOX = FOLDER . '/outbox';

// -- up: products, stock, prices, parcels ---------------------------------------------------------------------------------------

/** Puts the file into the outbox under a name that no other will have: the CallerReference. It stays there until an answer came,
 *  so a repeat carries the same reference and the same content, whether the line broke or this program died. */
function queue(string $kind, string $file): void
{
    $name = OUTBOX . '/' . (new DateTime('now', new DateTimeZone('UTC')))->format('Ymd\THisu') . '-' . bin2hex(random_bytes(4)) . "-$kind";
    copy($file, "$name.part") && rename("$name.part", "$name.csv") || throw new Refused("cannot queue $file");
}

/** Sends what waits, oldest first. Returns whether every row was taken. */
function send_outbox(Connection $service): bool
{
    $taken = true;
    foreach (glob(OUTBOX . '/*.csv') as $file) {
        $lines = array_map(fn ($line) => explode(';', $line), file($file, FILE_IGNORE_NEW_LINES | FILE_SKIP_EMPTY_LINES));
        $names = array_shift($lines);
        $rows = array_map(fn ($columns) => array_combine($names, $columns), $lines);
        $reference = basename($file, '.csv');
        $kind = substr(strrchr($reference, '-'), 1);
        $taken = ($kind === 'shipments' ? send_shipments($service, $rows) : send_update($service, $kind, $reference, $rows)) && $taken;
        unlink($file);
    }
    return $taken;
}

function send_update(Connection $service, string $kind, string $reference, array $rows): bool
{
    [$operation, $wrapper, $row_name, $write] = UPDATES[$kind];
    $result = $service->call('ProductTasks', $operation, ['CallerReference' => $reference, $wrapper => [$row_name => array_map($write, $rows)]]);
    echo "$operation: $result->Received received, $result->Created created, $result->Updated updated, $result->Unchanged unchanged, ",
        "$result->Rejected rejected, $result->NotProcessed not processed\n";
    foreach ($result->Results->RowResult ?? [] as $row) {
        echo '  row ', $row->Index + 1, ", $row->ItemIntegrationId: $row->Status ", $row->Code ?? '', ' ', $row->Message ?? '', "\n";
    }
    if ($result->NotProcessed > 0) {                     // the service was interrupted: the same rows again, as a new call
        rename(OUTBOX . "/$reference.csv", OUTBOX . '/' . substr($reference, 0, strrpos($reference, '-')) . "-again-$kind.csv");
        throw new NoAnswer("$operation: $result->NotProcessed rows were not processed");
    }
    return $result->Rejected == 0;
}

function product(array $row): array
{
    $product = ['ItemIntegrationId' => $row['item'], 'Name' => $row['name'], 'Price' => $row['price'], 'Quantity' => $row['quantity']];
    if ($row['style'] !== '') {                          // a matrix item: the style groups sizes and colours to one product of the shop
        $product['ProductIntegrationId'] = $row['style'];
        $product['Options']['ProductOption'] = [['Name' => 'Size', 'Value' => $row['size']], ['Name' => 'Colour', 'Value' => $row['colour']]];
    }
    return $product;
}

function stock_row(array $row): array
{
    return ['ItemIntegrationId' => $row['item'], 'Quantity' => $row['quantity']];
}

function price_row(array $row): array
{
    return ['ItemIntegrationId' => $row['item'], 'Price' => $row['price'], 'SalePrice' => $row['sale_price'] ?: '0'];   // 0 ends a sale
}

/** The parcel's own number is the key: sent twice, it is already_saved. */
function send_shipments(Connection $service, array $rows): bool
{
    $parcels = array_map(fn ($row) => [
        'ShipmentId' => $row['parcel'], 'Site' => $row['site'], 'WebOrderNumber' => $row['order'], 'Carrier' => $row['carrier'],
        'TrackingNumber' => $row['tracking'], 'Lines' => ['Line' => [['ItemIntegrationId' => $row['item'], 'Quantity' => $row['quantity']]]],
    ], $rows);
    $results = $service->call('OrderTasks', 'SaveShipments', ['Shipments' => ['Shipment' => $parcels]])->Results->ShipmentResult ?? [];
    foreach ($results as $told) {
        echo "SaveShipments: $told->ShipmentId $told->Status ", $told->Code ?? '', ' ', $told->Message ?? '', "\n";
    }
    return array_diff(array_column($results, 'Status'), ['saved', 'already_saved']) === [];
}

// -- down: what the web sold ----------------------------------------------------------------------------------------------------

/** Books what is offered, then confirms it, until nothing is left. Until the confirm the same documents are offered again. */
function pull(Connection $service, Ledger $ledger): void
{
    do {
        $offered = $service->call('OrderTasks', 'GetNewTransactions', ['MaxCount' => (int) (getenv('TILLBRIDGE_MAX_COUNT') ?: 100)]);
        $answers = array_map(fn ($transaction) => book($transaction, $ledger), $offered->Transactions->Transaction ?? []);
        if ($answers === []) {
            return;
        }
        $result = $service->call('OrderTasks', 'ConfirmTransactions', ['Confirmations' => ['TransactionConfirmation' => $answers]]);
        foreach ($result->Results->DocumentResult as $told) {   // confirmed, already_confirmed (a repeat) and refused are what we wanted
            echo "  $told->DocumentId: $told->Status ", $told->Message ?? '', "\n";
        }
        $settled = array_intersect(array_column($result->Results->DocumentResult, 'Status'), ['confirmed', 'already_confirmed', 'refused']);
    } while ($offered->MoreAvailable && $settled !== []);
}

/** Books one sale or return and returns the confirmation; or the refusal, with words for the operator, who sees it parked. */
function book(object $transaction, Ledger $ledger): array
{
    $problem = why_not($transaction);
    if ($problem !== null) {
        echo "cannot book $transaction->TransactionId: $problem\n";
        return ['TransactionId' => $transaction->TransactionId, 'Accepted' => false, 'ErrorCode' => 'NOT_BOOKABLE', 'ErrorMessage' => $problem];
    }
    $items = implode(' ', array_map(fn ($line) => "$line->ItemIntegrationId:$line->Quantity", $transaction->Lines->Line));
    $receipt = $ledger->book($transaction->TransactionId, $transaction->Type, $transaction->WebOrderNumber, $transaction->Total, $items);
    echo "$transaction->Type of order $transaction->WebOrderNumber is receipt $receipt: $items, $transaction->Total $transaction->Currency\n";
    return ['TransactionId' => $transaction->TransactionId, 'Accepted' => true, 'PosDocumentNumbers' => ['PosDocumentNumber' => [$receipt]]];
}

/** What this till cannot book: put your own reasons here. Null if it can. */
function why_not(object $transaction): ?string
{
    $lines = $transaction->Lines->Line ?? [];
    if ($lines === []) {
        return 'money given back without goods has to be booked by hand';
    }
    foreach ($lines as $line) {
        if (($line->ItemIntegrationId ?? '') === '') {
            return 'a line has no item of this till';
        }
    }
    return null;
}

function main(array $words): int
{
    is_dir(OUTBOX) || mkdir(OUTBOX, 0700, true);
    $service = new Connection();
    if ($words === ['pull']) {
        pull($service, new Ledger(FOLDER . '/ledger.csv'));
        return 0;
    }
    if (count($words) === 2 && isset([...UPDATES, 'shipments' => true][$words[0]])) {
        queue(...$words);
        return send_outbox($service) ? 0 : 2;
    }
    fwrite(STDERR, "php till.php products|stock|prices|shipments FILE.csv      php till.php pull\n");
    return 1;
}

try {
    exit(main(array_slice($argv, 1)));
} catch (Refused $refused) {
    fwrite(STDERR, $refused->getMessage() . "\n");
    exit(1);
} catch (NoAnswer $lost) {
    fwrite(STDERR, $lost->getMessage() . "\nnot finished: the same command goes on later\n");
    exit(75);
}
