"""The items of bench/shops.py: a thousand go through the till and the jobs into the shops, the others are multiplied in the store, as though
they had been in the shops for long."""
import sqlite3
import time

POST_ROWS = 500
GIVE_UP = 600


class Catalogue:
    """Of `every` items one changes; they lie all over the catalogue."""

    def __init__(self, changing, every):
        self.every = every
        self.all_items = [f"I{10_000_000 + n}" for n in range(changing * every)]
        self.changing = set(self.all_items[::every])

    def post(self, client):
        skus = sorted(self.changing)
        for first in range(0, len(skus), POST_ROWS):
            part = skus[first:first + POST_ROWS]
            client.call("ProductTasks", "UpdatePOSProducts", [("Products", [
                ("Product", [("ItemIntegrationId", sku), ("Name", f"Thing {sku}"), ("Price", "9.95"), ("Quantity", "5"), ("SellOnline", "true")]) for sku in part])])

    def wait_for(self, shops):
        deadline = time.monotonic() + GIVE_UP
        for shop in shops:
            while True:
                found = {sku for sku, (_, variant) in shop.variants().items() if float(variant["quantity"]) == 5}
                if self.changing <= found:
                    break
                if time.monotonic() > deadline:
                    raise SystemExit("the shops do not get the products")
                time.sleep(0.5)
        time.sleep(3)  # the jobs see that nothing is left to do

    def statements(self, columns_of, concat):
        """SQL that makes the rest of the items from the first one, table by table."""
        first = self.all_items[0]
        yield "CREATE TABLE digit (d INTEGER NOT NULL PRIMARY KEY)"
        yield "INSERT INTO digit VALUES (0),(1),(2),(3),(4),(5),(6),(7),(8),(9)"
        yield "CREATE TABLE number (n INTEGER NOT NULL PRIMARY KEY)"
        yield (f"INSERT INTO number SELECT n FROM (SELECT a.d + 10 * b.d + 100 * c.d + 1000 * d.d + 10000 * e.d AS n FROM digit a, digit b, digit c, digit d, digit e) every_n "
               f"WHERE n < {len(self.all_items)} AND n % {self.every} <> 0 ORDER BY n")
        for table in ("item", "price", "stock", "listing"):
            columns = columns_of(table)
            values = [concat if column == "item_id" else concat.replace("'I'", "'elsewhere-'") if column == "remote_product_id" else f"s.{column}" for column in columns]
            yield f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} FROM {table} s, number n WHERE s.item_id = '{first}' ORDER BY n.n"
        yield "DROP TABLE digit"
        yield "DROP TABLE number"


class EmbeddedStore:
    """While no process has it open."""

    def __init__(self, path):
        self.path = path

    def multiply(self, catalogue):
        connection = sqlite3.connect(self.path)
        columns_of = lambda table: [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]  # noqa: E731
        for statement in catalogue.statements(columns_of, "'I' || (10000000 + n.n)"):
            connection.execute(statement)
        connection.commit()
        connection.close()


class ServerStore:
    def __init__(self, database):
        self.database = database

    def multiply(self, catalogue):
        columns_of = lambda table: [line.split("\t")[0] for line in self.database.ask(f"USE tillbridge; SHOW COLUMNS FROM {table};").splitlines()]  # noqa: E731
        self.database.ask("USE tillbridge;\n" + ";\n".join(catalogue.statements(columns_of, "CONCAT('I', 10000000 + n.n)")) + ";")
