#!/usr/bin/python3
"""serve and jobs as processes, killed with kill -9 again and again while a till posts, pulls, confirms and saves parcels and the shop
loses answers. On MariaDB two of each share one database, the till goes from door to door, and the database server itself is killed once.

What must hold at the end: every quantity that was answered is in the shop, every shipment came as one transaction, none was offered
after its confirm, no product stands twice, every parcel that the till saved stands once in the shop.

    kill_test.py PROGRAM sqlite|mariadb [SEED]
"""
import contextlib
import http.client
import itertools
import random
import sys
import threading
import time
from collections import Counter
from decimal import Decimal

from harness import Harness, check
from private_mariadb import PrivateMariadb

ITEMS = [f"K-{n:03d}" for n in range(60)]
ROUNDS = 6
SERVES = {"sqlite": ["serve"], "mariadb": ["serve", "serve-2"]}
RUNNERS = {"sqlite": ["jobs"], "mariadb": ["jobs", "jobs-2"]}


class Till(threading.Thread):
    """Posts quantities, pulls, confirms and ships until it is told to stop; keeps what was answered."""

    def __init__(self, house, doors, seed):
        super().__init__(daemon=True)
        import pos
        import soap
        self.pos, self.fault, self.house, self.random = pos, soap.Fault, house, random.Random(seed)
        self.doors = itertools.cycle(doors)
        self.offered, self.confirmed, self.late = Counter(), set(), []
        self.parcels, self.repeats = {}, 0
        self.stop = threading.Event()
        self.failure = None

    def run(self):
        try:
            while not self.stop.is_set():
                self.post()
                self.pull()
        except Exception as failure:  # noqa: BLE001  told to the main thread, which fails the test with it
            self.failure = failure

    def until_answered(self, call):
        """A call repeats itself over a kill; the client gives up after its tries, the till goes to the next door."""
        while True:
            try:
                return call(self.house.client(name=next(self.doors)))
            except (OSError, http.client.HTTPException):
                time.sleep(0.1)
            except self.fault as fault:
                if not fault.retryable:
                    raise

    def post(self):
        self.count({item: self.random.randint(100, 999) for item in self.random.sample(ITEMS, 20)})

    def count(self, quantities):
        while (counts := self.until_answered(lambda client: self.pos.update_inventory(client, list(quantities.items()))))["NotProcessed"]:
            pass
        check_rows(counts, len(quantities))

    def pull(self):
        transactions, _ = self.until_answered(lambda client: self.pos.get_new_transactions(client))
        for transaction in transactions:
            key = transaction["TransactionId"]
            self.offered[key] += 1
            if key in self.confirmed:
                self.late.append(key)
            if not transaction.get("ShipmentId", "").startswith("P-"):
                self.ship_the_rest(transaction["OrderId"])
        if transactions:
            entries = [{"TransactionId": t["TransactionId"], "PosDocumentNumber": "R-" + t["TransactionId"]} for t in transactions]
            words = self.until_answered(lambda client: self.pos.confirm_transactions(client, entries))
            self.confirmed |= {key for key, word in words.items() if word in ("confirmed", "already_confirmed")}

    def ship_the_rest(self, order_id):
        """The shop ships the first line of each order, the till the other one. Tills repeat themselves: so does this one, now and then."""
        for _ in range(self.random.choice((1, 2))):
            saved = self.until_answered(lambda client: self.pos.save_shipment(client, "P-" + order_id, order_id, "DPD", "TILL-" + order_id))
            if [word for word, _ in saved] not in (["saved"], ["already_saved"]):
                raise RuntimeError(f"parcel of {order_id}: {saved}")
            self.repeats += saved[0][0] == "already_saved"
        self.parcels[order_id] = "TILL-" + order_id


def check_rows(counts, expected):
    if counts["Rejected"] or counts["Received"] != expected:
        raise RuntimeError(f"posted {expected} quantities: {counts}: {counts.rows[:3]}")


def eventually(what, probe, expected, seconds=60):
    deadline = time.monotonic() + seconds
    found = probe()
    while found != expected and time.monotonic() < deadline:
        time.sleep(0.3)
        found = probe()
    check(what, found == expected, f"expected {expected}, found {found}")


class Killer:
    """Kills at random, and each process at least once."""

    def __init__(self, house, serves, runners, chance):
        self.house, self.chance = house, chance
        self.start = {**{name: house.start_serve for name in serves}, **{name: house.start_jobs for name in runners}}
        self.kills = Counter()

    def round(self, last):
        for name in self.start:
            if self.chance.random() < 0.6 or (last and not self.kills[name]):
                self.house.product.kill_hard(name)
                self.kills[name] += 1
                # Where another one is left, it has the field for a moment.
                time.sleep(self.chance.random() * 0.7)
                self.start[name](name)

    def kill_database(self):
        if self.house.database:
            self.house.database.kill_hard()
            time.sleep(self.chance.random() * 2)
            self.house.database.start()
            self.kills["mariadbd"] += 1


def sell_and_kill(house, killer, chance):
    """Returns the tracking numbers of the shop's own parcels."""
    trackings = []
    for turn in range(ROUNDS):
        for kind in ("drop", "error"):
            house.shop.fault(kind, times=1, after_work=chance.random() < 0.5)
        # So that kills meet runs with a call under way, not only idle processes.
        house.shop.fault("slow", times=4, delay_ms=900)
        order = house.shop.place_order({item: 1 for item in chance.sample(ITEMS, 2)})
        trackings.append(f"SHOP-{turn}")
        house.shop.ship(order, {order["lines"][0]["sku"]: 1}, "DHL", trackings[-1])
        time.sleep(chance.random() * 2)
        if turn == ROUNDS // 2:
            killer.kill_database()
        killer.round(last=turn == ROUNDS - 1)
    house.shop.clear_faults()
    return trackings


def play(house, kind, seed):
    import pos
    chance = random.Random(seed)
    for name in SERVES[kind][1:]:
        house.start_serve(name)
    for name in RUNNERS[kind][1:]:
        house.start_jobs(name)
    pos.update_products(house.client(), [{"ItemIntegrationId": item, "Name": f"Item {item}", "Price": "10.00", "Quantity": "50"} for item in ITEMS])
    eventually("all items are in the shop", lambda: len(house.shop.variants()), len(ITEMS))
    for item in ITEMS:
        house.shop.merchandise(item, status="published")
    till = Till(house, SERVES[kind], seed)
    till.start()
    killer = Killer(house, SERVES[kind], RUNNERS[kind], chance)
    trackings = sell_and_kill(house, killer, chance)
    eventually("every shipment was offered and confirmed, the till's own too", lambda: till.failure or len(till.confirmed), 2 * ROUNDS)
    till.stop.set()
    till.join(60)
    check("the till was served to its end", not till.is_alive() and till.failure is None, till.failure)
    check("no transaction was offered after its confirm", till.late == [], till.late)
    check("every shipment came as one transaction", len(till.offered) == 2 * ROUNDS, till.offered)
    in_shop = Counter(parcel["tracking_number"] for order in house.shop.orders() for parcel in order["shipments"])
    check("every parcel stands once in the shop", in_shop == Counter([*trackings, *till.parcels.values()]), in_shop)
    # All orders are shipped, booked and followed by a newer count: nothing is reserved any more.
    final = {item: 700 + index for index, item in enumerate(ITEMS)}
    till.count(final)
    eventually("the shop shows every quantity that was answered",
               lambda: {sku: Decimal(variant["quantity"]) for sku, (_, variant) in house.shop.variants().items()},
               {item: Decimal(quantity) for item, quantity in final.items()})
    twice = [sku for sku, count in Counter(v["sku"] for p in house.shop.products() for v in p["variants"]).items() if count > 1]
    check("no product stands twice", twice == [], twice)
    print(f"{2 * ROUNDS} shipments, {sum(till.offered.values())} offers, {len(till.confirmed)} confirmed, {till.repeats} parcels saved again; "
          f"killed: {dict(killer.kills)}")


def main():
    program, kind = sys.argv[1:3]
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else random.SystemRandom().randrange(1 << 30)
    print(f"{kind}, seed {seed}", flush=True)
    with contextlib.ExitStack() as stack:
        database = stack.enter_context(PrivateMariadb()) if kind == "mariadb" else None
        play(stack.enter_context(Harness(program, database)), kind, seed)


if __name__ == "__main__":
    main()
