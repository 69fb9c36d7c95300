<?php
declare(strict_types=1);

/** One persistent connection per php-fpm worker. Text statements: a prepared one takes three round trips instead of one. */
final class Database
{
    private mysqli $link;
    private bool $inTransaction = false;

    public function __construct()
    {
        mysqli_report(MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT);
        $this->link = new mysqli('p:' . getenv('PEER_DB_HOST'), getenv('PEER_DB_USER'), getenv('PEER_DB_PASSWORD'), getenv('PEER_DB_NAME'), (int) getenv('PEER_DB_PORT'));
        $this->link->set_charset('utf8mb4');
    }

    public function quote(string $text): string
    {
        return "'" . $this->link->real_escape_string($text) . "'";
    }

    /** @return list<list<?string>> */
    public function rows(string $sql): array
    {
        return $this->link->query($sql)->fetch_all(MYSQLI_NUM);
    }

    /** How many rows it changed; in an upsert an updated row counts twice, one that stayed as it was not at all. */
    public function execute(string $sql): int
    {
        $this->link->query($sql);
        return (int) $this->link->affected_rows;
    }

    /** All of the statements or none. @param list<string> $statements */
    public function executeAll(array $statements): int
    {
        // A single statement is a transaction by itself.
        if (count($statements) < 2) return $statements ? $this->execute($statements[0]) : 0;
        return $this->transaction(fn () => array_sum(array_map($this->execute(...), $statements)));
    }

    /** Within another one it is part of that. */
    public function transaction(Closure $work): mixed
    {
        if ($this->inTransaction) return $work();
        $this->link->begin_transaction();
        $this->inTransaction = true;
        try {
            $result = $work();
            $this->link->commit();
            return $result;
        } catch (Throwable $error) {
            $this->link->rollback();
            throw $error;
        } finally {
            $this->inTransaction = false;
        }
    }
}
