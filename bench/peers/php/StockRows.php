<?php
declare(strict_types=1);

/** The rows of one call, checked: what cannot be stored is named in the answer and fails no other row. */
final class StockRows
{
    public int $received;
    /** @var list<stdClass> */
    public array $accepted = [];
    public array $rejected = [];

    /** @param list<stdClass> $rows */
    public function __construct(array $rows)
    {
        $this->received = count($rows);
        foreach ($rows as $index => $row) {
            if ($row->ItemIntegrationId !== '' && strlen($row->ItemIntegrationId) <= 128 && preg_match('/^[+-]?\d{1,10}(\.\d{1,4})?$/', $row->Quantity)) $this->accepted[] = $row;
            else $this->rejected[] = ['Index' => $index, 'ItemIntegrationId' => $row->ItemIntegrationId, 'Status' => 'rejected', 'Code' => 'invalid_value'];
        }
    }
}
