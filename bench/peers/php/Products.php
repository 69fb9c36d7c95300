<?php
declare(strict_types=1);

/** Products with their price, as columns of one table; an absent field stays as it is. */
final class Products
{
    private const ROWS_OF_A_STATEMENT = 1000;
    private const COLUMNS = [
        'product_id' => 'ProductIntegrationId', 'name' => 'Name', 'short_description' => 'ShortDescription', 'long_description' => 'LongDescription',
        'additional_description' => 'AdditionalDescription', 'brand' => 'Brand', 'department' => 'Department', 'barcode' => 'Barcode', 'supplier_sku' => 'SupplierSku',
        'weight' => 'Weight', 'weight_unit' => 'WeightUnit', 'price' => 'Price', 'sale_price' => 'SalePrice', 'tax_class' => 'TaxClass'];
    private const TIMES = ['sale_start' => 'SaleStart', 'sale_end' => 'SaleEnd'];
    private const FLAGS = ['taxable' => 'Taxable', 'sell_online' => 'SellOnline'];

    public function __construct(private Database $database, private UpsertingStock|DetectingStock $stock)
    {
    }

    /** @param list<stdClass> $products */
    public function store(int $account, array $products): array
    {
        $statements = array_map(fn (array $chunk) => $this->upsert($account, $chunk), array_chunk($products, self::ROWS_OF_A_STATEMENT));
        return $this->database->transaction(function () use ($account, $products, $statements) {
            $changed = intdiv($this->database->executeAll($statements), 2);
            $this->stock->store($account, self::quantities($products));
            return ['Updated' => $changed, 'Unchanged' => count($products) - $changed];
        });
    }

    /** @param list<stdClass> $products */
    private function upsert(int $account, array $products): string
    {
        $columns = ['item_id', ...array_keys(self::COLUMNS), ...array_keys(self::TIMES), ...array_keys(self::FLAGS), 'options', 'sites', 'image_urls', 'attributes'];
        $values = array_map(fn (stdClass $product) => "($account," . implode(',', $this->values($product)) . ')', $products);
        $assignments = array_map(fn (string $column) => "$column = COALESCE(VALUES($column), $column)", array_slice($columns, 1));
        return 'INSERT INTO product (account_id, ' . implode(', ', $columns) . ') VALUES ' . implode(',', $values) . ' ON DUPLICATE KEY UPDATE ' . implode(', ', $assignments);
    }

    /** @return list<string> in the order of the columns */
    private function values(stdClass $product): array
    {
        $values = [$this->database->quote($product->ItemIntegrationId)];
        foreach (self::COLUMNS as $field) $values[] = isset($product->$field) ? $this->database->quote($product->$field) : 'NULL';
        foreach (self::TIMES as $field) $values[] = isset($product->$field) ? UpsertingStock::time($product->$field) : 'NULL';
        foreach (self::FLAGS as $field) $values[] = isset($product->$field) ? (string) (int) $product->$field : 'NULL';
        foreach ([$product->Options->ProductOption ?? null, $product->Sites->SiteName ?? null, $product->ImageUrls->ImageUrl ?? null,
                  $product->Attributes->ProductAttribute ?? null] as $list)
            $values[] = $list === null ? 'NULL' : $this->database->quote(json_encode($list, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES));
        return $values;
    }

    /** @param list<stdClass> $products @return list<stdClass> rows as UpdateInventory has them */
    private static function quantities(array $products): array
    {
        $rows = [];
        foreach ($products as $product) {
            if (isset($product->Quantity)) $rows[] = (object) ['ItemIntegrationId' => $product->ItemIntegrationId, 'Quantity' => $product->Quantity];
            foreach ($product->LocationQuantities->LocationQuantity ?? [] as $at)
                $rows[] = (object) ['ItemIntegrationId' => $product->ItemIntegrationId, 'Location' => $at->Location, 'Quantity' => $at->Quantity];
        }
        return $rows;
    }
}
