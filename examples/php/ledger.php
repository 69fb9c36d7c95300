<?php
// The till's book: one line per booked sale or return. A real till has a table with a unique TransactionId instead.

class Ledger
{
    private $file;
    /** @var array<string, string> TransactionId => our receipt number, the last column */
    private array $receipts = [];

    public function __construct(string $path)
    {
        $this->file = fopen($path, 'c+b');
        $whole = stream_get_contents($this->file);
        $end = strrpos($whole, "\n");
        $complete = $end === false ? '' : substr($whole, 0, $end + 1);
        ftruncate($this->file, strlen($complete));       // died in the middle of a line: that one was never confirmed, it comes again
        fseek($this->file, 0, SEEK_END);
        foreach (explode("\n", rtrim($complete)) as $line) {
            $columns = explode(';', $line);
            if (count($columns) > 1) {
                $this->receipts[$columns[0]] = end($columns);
            }
        }
    }

    /** Returns the receipt number, which is on disk by then. A transaction that was booked before is not booked again. */
    public function book(string $transaction, string $type, string $order, string $total, string $items): string
    {
        if (!isset($this->receipts[$transaction])) {
            $receipt = 'R-' . (count($this->receipts) + 1);
            fwrite($this->file, implode(';', [$transaction, $type, $order, $total, $items, $receipt]) . "\n");
            fsync($this->file);
            $this->receipts[$transaction] = $receipt;
        }
        return $this->receipts[$transaction];
    }
}
