import datetime
import os
import threading

import pymysql

UPSERT = "INSERT INTO stock (account_id, item_id, location, quantity, as_of) VALUES (%s, %s, %s, %s, %s) ON DUPLICATE KEY UPDATE "
# updated_at moves by itself where a row differs; a later AsOf alone must not move it.
NEWEST = "quantity = VALUES(quantity)"
NEWEST_BY_TIME = ("updated_at = IF(VALUES(as_of) < as_of OR VALUES(quantity) = quantity, updated_at, NOW(6)), quantity = IF(VALUES(as_of) < as_of, quantity, VALUES(quantity)),"
                  " as_of = COALESCE(GREATEST(VALUES(as_of), as_of), VALUES(as_of), as_of)")


class Database:
    """One connection per thread."""

    def __init__(self):
        self._threads = threading.local()

    def _link(self):
        if not hasattr(self._threads, "link"):
            self._threads.link = pymysql.connect(host=os.environ["PEER_DB_HOST"], port=int(os.environ["PEER_DB_PORT"]), database=os.environ["PEER_DB_NAME"],
                                                 user=os.environ["PEER_DB_USER"], password=os.environ["PEER_DB_PASSWORD"], charset="utf8mb4", autocommit=True)
        return self._threads.link

    def rows(self, sql, values):
        with self._link().cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall()

    def store(self, account, rows):
        """Writes every row and lets the database find out which ones differ; returns how many did."""
        if not rows:
            return 0
        timed = any(row.AsOf for row in rows)
        values = [(account, row.ItemIntegrationId, row.Location or "", row.Quantity, utc(row.AsOf)) for row in rows]
        link = self._link()
        link.begin()
        try:
            with link.cursor() as cursor:
                # pymysql makes statements of many rows of it.
                affected = cursor.executemany(UPSERT + (NEWEST_BY_TIME if timed else NEWEST), values)
            link.commit()
            return affected // 2
        except Exception:
            link.rollback()
            raise


def utc(time):
    return time and time.astimezone(datetime.timezone.utc).replace(tzinfo=None)
