<?php
declare(strict_types=1);

/** Reads what is there, compares, and writes only what differs. */
final class DetectingStock
{
    private const ROWS_OF_A_READ = 1000;
    /** A range that holds more than so many rows per row asked for is read by names instead. */
    private const SPREAD = 4;

    private UpsertingStock $writer;

    public function __construct(private Database $database)
    {
        $this->writer = new UpsertingStock($database);
    }

    /** @param list<stdClass> $rows */
    public function store(int $account, array $rows): array
    {
        usort($rows, fn (stdClass $a, stdClass $b) => strcmp($a->ItemIntegrationId, $b->ItemIntegrationId));
        $write = [];
        $updated = $stale = 0;
        foreach (array_chunk($rows, self::ROWS_OF_A_READ) as $chunk) {
            $held = $this->held($account, $chunk);
            foreach ($chunk as $row) {
                [$quantity, $asOf] = $held[$row->ItemIntegrationId . "\0" . ($row->Location ?? '')] ?? [null, null];
                $time = isset($row->AsOf) ? trim(UpsertingStock::time($row->AsOf), "'") : null;
                if ($time !== null && $asOf !== null && $time < $asOf) {
                    ++$stale;
                    continue;
                }
                $differs = $quantity === null || $quantity != $row->Quantity;
                $updated += (int) $differs;
                if ($differs || ($time !== null && $time !== $asOf)) $write[] = $row;
            }
        }
        $this->database->executeAll($this->writer->upserts($account, $write));
        return ['Updated' => $updated, 'Unchanged' => count($rows) - $updated - $stale, 'Stale' => $stale];
    }

    /** Quantity and AsOf by item and location. @param list<stdClass> $rows in the order of their ids */
    private function held(int $account, array $rows): array
    {
        $select = "SELECT item_id, location, quantity, as_of FROM stock WHERE account_id = $account AND item_id ";
        $most = self::SPREAD * count($rows);
        $found = $this->database->rows($select . 'BETWEEN ' . $this->database->quote($rows[0]->ItemIntegrationId) . ' AND '
            . $this->database->quote($rows[count($rows) - 1]->ItemIntegrationId) . ' LIMIT ' . ($most + 1));
        if (count($found) > $most)
            $found = $this->database->rows($select . 'IN (' . implode(',', array_map(fn (stdClass $row) => $this->database->quote($row->ItemIntegrationId), $rows)) . ')');
        $held = [];
        foreach ($found as [$item, $location, $quantity, $asOf]) $held["$item\0$location"] = [$quantity, $asOf];
        return $held;
    }
}
