#!/usr/bin/python3
"""One example's day on a line that loses everything once: nothing may be lost, and nothing booked or sent twice.    example_test.py PROGRAM LANGUAGE [FOLDER]

FOLDER: another place than examples/LANGUAGE, to show that the test finds a fault put there on purpose.
"""
import collections
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
from decimal import Decimal

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "e2e"))

from harness import Harness, check  # noqa: E402
from languages import LANGUAGES  # noqa: E402
from losing_line import LosingLine  # noqa: E402

DATA = ROOT / "examples" / "data"
EVERYTHING = ["before", "answer", "busy", "page", "answer"]
TAKEN, REFUSED, ROWS_REFUSED, NO_ANSWER = 0, 1, 2, 75
Told = collections.namedtuple("Told", "code out")


class Till:
    """The example as a process in a folder of its own, behind the losing line."""

    def __init__(self, language, here, house, line, folder):
        self.folder, self.line = folder / "till data", line
        self.names = {"here": str(here), "built": str(folder / "built"), "url": house.service_url}
        (folder / "built").mkdir()
        for step in language.build:
            done = subprocess.run(self.filled(step), capture_output=True, text=True, timeout=300)
            check(f"{step[0]} builds the example", done.returncode == 0, done.stdout + done.stderr)
        self.language = language
        self.environment = {**os.environ, **language.environment, "TILLBRIDGE_URL": line.url, "TILLBRIDGE_STORE": house.STORE, "TILLBRIDGE_USER": house.USER,
                            "TILLBRIDGE_PASSWORD": house.password, "TILLBRIDGE_FOLDER": str(self.folder), "TILLBRIDGE_WAITS": "0.05 0.05 0.05 0.05 0.05 0.05",
                            "TILLBRIDGE_MAX_COUNT": "2"}
        line.kill = self.kill

    def filled(self, words):
        return [word.format(**self.names) for word in words]

    def run(self, *words, expect=TAKEN, plan=None, **environment):
        """Runs a command of the till on a line with this plan, and sees that all of the plan came to pass."""
        self.line.plan = {operation: list(acts) for operation, acts in (plan or {}).items()}
        self.process = subprocess.Popen(self.filled(self.language.command) + [str(word) for word in words], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                        stderr=subprocess.STDOUT, text=True, errors="replace", start_new_session=True, env={**self.environment, **environment})
        out = self.process.communicate(timeout=120)[0]
        left = {operation: acts for operation, acts in self.line.plan.items() if acts}
        check(f"{words[0]} ends with {expect}", self.process.returncode == expect and not left, f"ended with {self.process.returncode}, left of the plan: {left}\n{out}")
        return out

    def kill(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def ledger(self):
        file = self.folder / "ledger.csv"
        return [line.split(";") for line in file.read_text(encoding="utf-8").splitlines()] if file.exists() else []

    def outbox(self):
        return sorted(file.name for file in (self.folder / "outbox").iterdir())


def eventually(what, found, wanted):
    deadline = time.monotonic() + 60
    while found() != wanted and time.monotonic() < deadline:
        time.sleep(0.1)
    check(what, found() == wanted, f"{found()} instead of {wanted}")


def goods_go_up(till, house):
    told = till.run("products", DATA / "products.csv", plan={"UpdatePOSProducts": EVERYTHING})
    check("the first answer comes again: all were created", "4 received, 4 created" in told, told)
    references = {reference for operation, _, reference in till.line.seen if operation == "UpdatePOSProducts"}
    check("every try carried one reference", len(references) == 1 and None not in references, till.line.seen)
    told = till.run("stock", DATA / "stock.csv", plan={"UpdateInventory": EVERYTHING}, expect=ROWS_REFUSED)
    check("a bad row is told, the others are taken", "NOBODY" in told and "not_found" in told and "3 updated" in told, told)

    mark = len(till.line.seen)
    till.run("prices", DATA / "prices.csv", plan={"UpdatePricing": ["killed"]}, expect=-signal.SIGKILL)
    till.run("prices", DATA / "prices.csv", plan={"UpdatePricing": EVERYTHING}, expect=ROWS_REFUSED)
    references = collections.Counter(reference for _, _, reference in till.line.seen[mark:])
    check("a till that died sends what it had begun with the reference it had", sorted(references.values()) == [1, 7], till.line.seen[mark:])
    check("the outbox is empty", till.outbox() == [], till.outbox())

    # The shop keeps whole pieces: 6.5 are 6.
    eventually("stock stands in the shop", lambda: {sku: Decimal(variant["quantity"]) for sku, (_, variant) in house.shop.variants().items()},
               {"EX-1-S": 4, "EX-1-M": 5, "EX-1-L": 6, "EX-2": 10})
    prices = lambda: {sku: house.shop.price(sku) for sku in house.shop.variants()}  # noqa: E731
    eventually("prices stand in the shop", prices, {"EX-1-S": (Decimal("129.90"), None), "EX-1-L": (Decimal("129.90"), None),
                                                    "EX-1-M": (Decimal("119.90"), Decimal("99.95")), "EX-2": (Decimal("19.90"), None)})
    product = house.shop.variant("EX-1-S")[0]
    check("the matrix item is one product", len(product["variants"]) == 3 and len(house.shop.products()) == 2, product)
    check("letters survive", house.shop.variant("EX-2")[0]["name"] == "Beanie Élise “Größe M” & more", house.shop.variant("EX-2")[0])


def parcel_goes_up(till, house, order):
    eventually("the order is collected", lambda: order["number"] in [each["number"] for each in house.product.json("orders", "list")], True)
    parcels = till.folder / "parcels.csv"
    row = f"P-1;shop;{order['number']};DHL;JJD0001;EX-1-M;1\n"
    parcels.write_text("parcel;site;order;carrier;tracking;item;quantity\n" + row + "P-2;shop;nothing;DHL;JJD0002;EX-1-M;1\n", encoding="utf-8")
    told = till.run("shipments", parcels, plan={"SaveShipments": EVERYTHING}, expect=ROWS_REFUSED)
    check("a repeat of a saved parcel is no error, a bad one is told", "P-1 already_saved" in told and "P-2 rejected" in told, told)
    parcels.write_text("parcel;site;order;carrier;tracking;item;quantity\n" + row, encoding="utf-8")
    till.run("shipments", parcels, plan={"SaveShipments": ["killed"]}, expect=-signal.SIGKILL)
    till.run("shipments", parcels)
    check("the outbox is empty", till.outbox() == [], till.outbox())
    eventually("the parcel stands once in the shop", lambda: [p["tracking_number"] for p in house.shop.order(order["order_id"])["shipments"]], ["JJD0001"])


def sales_come_down(till, house):
    for product in house.shop.products():
        house.shop.merchandise(product["variants"][0]["sku"], status="published")
    by_till = house.shop.place_order({"EX-1-M": 1})
    parcel_goes_up(till, house, by_till)
    by_shop = [house.shop.place_order({"EX-2": 1, "EX-1-S": 1}), house.shop.place_order({"EX-2": 2})]
    for order in by_shop:
        house.shop.ship(order, {"EX-2": 1}, "DHL", "T-" + order["number"])
    offered = lambda: sum(document["state"] in ("new", "offered") for document in documents(house))  # noqa: E731
    eventually("three shipments are offered", offered, 3)

    till.run("pull", plan={"GetNewTransactions": ["before"], "ConfirmTransactions": ["kill"]}, expect=-signal.SIGKILL)
    check("the till booked two and died before it confirmed", len(till.ledger()) == 2 and offered() == 3, till.ledger())
    with open(till.folder / "ledger.csv", "ab") as torn:
        torn.write(b"txn_torn;Ship")                 # as if it had died in the middle of the next line
    told = till.run("pull", plan={"GetNewTransactions": EVERYTHING, "ConfirmTransactions": EVERYTHING})
    check("a repeated confirm is no error", "already_confirmed" in told, told)
    check("nothing is offered any more", offered() == 0, documents(house))

    house.shop.refund(by_shop[0], {"EX-2": 1})
    refund_money(house, by_shop[1], "3.00")
    eventually("two returns are offered", offered, 2)
    till.run("pull", plan={"GetNewTransactions": EVERYTHING, "ConfirmTransactions": EVERYTHING})
    eventually("nothing is offered any more", offered, 0)
    till.run("pull")
    wanted = [(order["number"], "Shipment") for order in [by_till, *by_shop]] + [(by_shop[0]["number"], "Return")]
    check("each sale and return stands once in the ledger", sorted((row[2], row[1]) for row in till.ledger()) == sorted(wanted), till.ledger())
    check("under ids of its own", len({row[0] for row in till.ledger()}) == 4 and len({row[5] for row in till.ledger()}) == 4, till.ledger())
    items = {(row[2], row[1]): [(item, Decimal(quantity)) for item, quantity in (each.split(":") for each in row[4].split())] for row in till.ledger()}
    check("with its items", items[by_shop[0]["number"], "Shipment"] == [("EX-2", 1)] and items[by_till["number"], "Shipment"] == [("EX-1-M", 1)], items)
    totals = {(row[2], row[1]): Decimal(row[3]) for row in till.ledger()}
    check("and its money", totals[by_till["number"], "Shipment"] == Decimal("99.95"), totals)
    states = collections.Counter(document["state"] for document in documents(house))
    check("four are confirmed, the one that cannot be booked is parked", states == {"confirmed": 4, "parked": 1}, states)


def faults_stop_it(till):
    told = till.run("pull", expect=REFUSED, TILLBRIDGE_PASSWORD="wrong")
    check("a refused call shows code, message, request and help", all(word in told for word in ("unauthenticated", "login was not accepted", "req_", "/help/errors/unauthenticated")), told)
    told = till.run("stock", DATA / "stock.csv", plan={"UpdateInventory": ["before"] * 7}, expect=NO_ANSWER)
    check("what could not be sent waits in the outbox", len(till.outbox()) == 1, till.outbox())
    secret = till.folder / "secret"
    secret.write_text(till.environment["TILLBRIDGE_PASSWORD"] + "\n")
    till.environment.pop("TILLBRIDGE_PASSWORD")
    till.run("stock", DATA / "stock.csv", expect=ROWS_REFUSED, TILLBRIDGE_PASSWORD_FILE=str(secret))
    check("and goes before the next", till.outbox() == [], till.outbox())


def documents(house):
    import sqlite3
    with sqlite3.connect(f"file:{house.directory}/tillbridge.db?mode=ro", uri=True) as database:
        return [{"id": row[0], "state": row[1]} for row in database.execute("SELECT document_id, state FROM document WHERE kind = 'transaction'")]


def refund_money(house, order, amount):
    house.shop._ask("POST", f"/orders/{order['order_id']}/refunds", {"amount": amount, "lines": []})


def main():
    program, name = sys.argv[1:3]
    here = pathlib.Path(sys.argv[3]) if len(sys.argv) > 3 else ROOT / "examples" / name
    started = time.monotonic()
    with Harness(program) as house, LosingLine(house.service_url) as line, tempfile.TemporaryDirectory(prefix="tillbridge example ") as folder:
        till = Till(LANGUAGES[name], here, house, line, pathlib.Path(folder))
        goods_go_up(till, house)
        sales_come_down(till, house)
        faults_stop_it(till)
        parked = house.product.json("parked", "list")
        check("the operator sees the till's words", "NOT_BOOKABLE" in str(parked), parked)
        proof = house.product.json("verify")
        check("the stored evidence proves it", (proof["confirmed"], proof["breaches"]) == (4, 0), proof)
    print(f"{name}: {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
