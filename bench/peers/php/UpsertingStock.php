<?php
declare(strict_types=1);

/** Writes every row and lets the database find out which ones differ. */
final class UpsertingStock
{
    private const ROWS_OF_A_STATEMENT = 1000;

    public function __construct(private Database $database)
    {
    }

    /** @param list<stdClass> $rows */
    public function store(int $account, array $rows): array
    {
        $changed = intdiv($this->database->executeAll($this->upserts($account, $rows)), 2);
        return ['Updated' => $changed, 'Unchanged' => count($rows) - $changed];
    }

    /** @param list<stdClass> $rows @return list<string> */
    public function upserts(int $account, array $rows): array
    {
        return array_map(fn (array $chunk) => $this->upsert($account, $chunk), array_chunk($rows, self::ROWS_OF_A_STATEMENT));
    }

    /** @param list<stdClass> $rows */
    private function upsert(int $account, array $rows): string
    {
        $values = [];
        $timed = false;
        foreach ($rows as $row) {
            $timed = $timed || isset($row->AsOf);
            $values[] = "($account," . $this->database->quote($row->ItemIntegrationId) . ',' . $this->database->quote($row->Location ?? '') . ",$row->Quantity,"
                . (isset($row->AsOf) ? self::time($row->AsOf) : 'NULL') . ')';
        }
        // updated_at moves by itself where a row differs; a later AsOf alone must not move it.
        return 'INSERT INTO stock (account_id, item_id, location, quantity, as_of) VALUES ' . implode(',', $values) . ' ON DUPLICATE KEY UPDATE ' . (!$timed
            ? 'quantity = VALUES(quantity)'
            : 'updated_at = IF(VALUES(as_of) < as_of OR VALUES(quantity) = quantity, updated_at, NOW(6)), quantity = IF(VALUES(as_of) < as_of, quantity, VALUES(quantity)),'
              . ' as_of = COALESCE(GREATEST(VALUES(as_of), as_of), VALUES(as_of), as_of)');
    }

    /** In UTC, for SQL. Rows of one call mostly tell the same time. */
    public static function time(string $text): string
    {
        static $known = [];
        return $known[$text] ??= "'" . (new DateTimeImmutable($text))->setTimezone(new DateTimeZone('UTC'))->format('Y-m-d H:i:s.u') . "'";
    }
}
