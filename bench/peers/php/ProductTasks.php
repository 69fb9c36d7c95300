<?php
declare(strict_types=1);

/** The operations of the WSDL. */
final class ProductTasks
{
    public function __construct(private Database $database, private UpsertingStock|DetectingStock $stock, private Products $products)
    {
    }

    public function UpdateInventory(stdClass $request): array
    {
        $account = $this->login($request->Credentials ?? null);
        $rows = new StockRows($request->InventoryRows->InventoryRow ?? []);
        return self::answer($rows->received, $this->stock->store($account, $rows->accepted), $rows->rejected);
    }

    public function UpdatePOSProducts(stdClass $request): array
    {
        $account = $this->login($request->Credentials ?? null);
        $products = $request->Products->Product ?? [];
        return self::answer(count($products), $this->products->store($account, $products), []);
    }

    private function login(?stdClass $sent): int
    {
        if ($sent !== null) {
            $held = $this->database->rows('SELECT a.account_id, c.digest FROM account a JOIN credential c ON c.account_id = a.account_id WHERE a.store_id = '
                . $this->database->quote($sent->StoreId) . ' AND c.user_name = ' . $this->database->quote($sent->UserName) . ' AND a.disabled = 0');
            $digest = base64_encode(hash_hmac('sha256', $sent->Password, hex2bin(getenv('PEER_PEPPER')), true));
            foreach ($held as [$account, $stored]) if (hash_equals($stored, $digest)) return (int) $account;
        }
        throw new SoapFault('Client', 'the login was not accepted');
    }

    private static function answer(int $received, array $counts, array $rejected): array
    {
        return ['Result' => $counts + [
            'RequestId' => 'req_' . bin2hex(random_bytes(13)), 'Received' => $received, 'Created' => 0, 'Updated' => 0, 'Unchanged' => 0, 'Stale' => 0,
            'Superseded' => 0, 'Rejected' => count($rejected), 'NotProcessed' => 0, 'Results' => ['RowResult' => $rejected], 'Warnings' => [], 'Extras' => []]];
    }
}
