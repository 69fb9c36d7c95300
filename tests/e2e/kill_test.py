#!/usr/bin/python3
"""serve and jobs as processes, killed with kill -9 again and again while a till posts, pulls and confirms and the shop loses answers.

What must hold at the end: every quantity that was answered is in the shop, every shipment came as one transaction, none was offered
after its confirm, no product stands twice.    kill_test.py PROGRAM [SEED]
"""
import http.client
import random
import sys
import threading
import time
from collections import Counter
from decimal import Decimal

from harness import Harness, check

ITEMS = [f"K-{n:03d}" for n in range(60)]
ROUNDS = 6


class Till(threading.Thread):
    """Posts quantities, pulls and confirms until it is told to stop; keeps what was answered."""

    def __init__(self, house, seed):
        super().__init__(daemon=True)
        import pos
        self.pos, self.house, self.random = pos, house, random.Random(seed)
        self.answered = {item: 0 for item in ITEMS}
        self.offered, self.confirmed, self.late = Counter(), set(), []
        self.stop = threading.Event()
        self.failure = None

    def run(self):
        try:
            while not self.stop.is_set():
                self.post()
                self.pull()
        except Exception as failure:  # noqa: BLE001  told to the main thread, which fails the test with it
            self.failure = failure

    def client(self):
        return self.house.client()

    def until_answered(self, call):
        """A call repeats itself over a kill; the client gives up after its tries, the till does not."""
        while True:
            try:
                return call()
            except (OSError, http.client.HTTPException):
                time.sleep(0.1)

    def post(self):
        quantities = {item: self.random.randint(100, 999) for item in self.random.sample(ITEMS, 20)}
        self.until_answered(lambda: self.pos.update_inventory(self.client(), list(quantities.items())))
        self.answered.update(quantities)

    def pull(self):
        transactions, _ = self.until_answered(lambda: self.pos.get_new_transactions(self.client()))
        for transaction in transactions:
            key = transaction["TransactionId"]
            self.offered[key] += 1
            if key in self.confirmed:
                self.late.append(key)
        if transactions:
            entries = [{"TransactionId": t["TransactionId"], "PosDocumentNumber": "R-" + t["TransactionId"]} for t in transactions]
            words = self.until_answered(lambda: self.pos.confirm_transactions(self.client(), entries))
            self.confirmed |= {key for key, word in words.items() if word in ("confirmed", "already_confirmed")}


def eventually(what, probe, expected, seconds=60):
    deadline = time.monotonic() + seconds
    found = probe()
    while found != expected and time.monotonic() < deadline:
        time.sleep(0.3)
        found = probe()
    check(what, found == expected, f"expected {expected}, found {found}")


def main():
    program = sys.argv[1]
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.SystemRandom().randrange(1 << 30)
    print(f"seed {seed}", flush=True)
    chance = random.Random(seed)
    with Harness(program) as house:
        import pos
        pos.update_products(house.client(), [{"ItemIntegrationId": item, "Name": f"Item {item}", "Price": "10.00", "Quantity": "50"} for item in ITEMS])
        eventually("all items are in the shop", lambda: len(house.shop.variants()), len(ITEMS))
        for item in ITEMS:
            house.shop.merchandise(item, status="published")
        till = Till(house, seed)
        till.start()
        shipped = 0
        for _ in range(ROUNDS):
            for kind in ("drop", "error"):
                house.shop.fault(kind, times=1, after_work=chance.random() < 0.5)
            order = house.shop.place_order({item: 1 for item in chance.sample(ITEMS, 2)})
            for line in order["lines"]:
                house.shop.ship(order, {line["sku"]: 1}, "DHL", f"T-{shipped}")
                shipped += 1
            time.sleep(chance.random() * 2)
            for name, start in (("serve", house.start_serve), ("jobs", house.start_jobs)):
                if chance.random() < 0.8:
                    house.product.kill_hard(name)
                    start()
        house.shop.clear_faults()
        eventually("every shipment was offered and confirmed", lambda: till.failure or len(till.confirmed), shipped)
        till.stop.set()
        till.join(60)
        check("the till was served to its end", not till.is_alive() and till.failure is None, till.failure)
        check("no transaction was offered after its confirm", till.late == [], till.late)
        # All orders are shipped, booked and followed by a newer count: nothing is reserved any more.
        final = {item: 700 + index for index, item in enumerate(ITEMS)}
        pos.update_inventory(house.client(), list(final.items()))
        eventually("the shop shows every quantity that was answered",
                   lambda: {sku: Decimal(variant["quantity"]) for sku, (_, variant) in house.shop.variants().items()},
                   {item: Decimal(quantity) for item, quantity in final.items()})
        twice = [sku for sku, count in Counter(v["sku"] for p in house.shop.products() for v in p["variants"]).items() if count > 1]
        check("no product stands twice", twice == [], twice)
        print(f"{shipped} shipments, {sum(till.offered.values())} offers, {len(till.confirmed)} confirmed")


if __name__ == "__main__":
    main()
