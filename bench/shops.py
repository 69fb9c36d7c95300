#!/usr/bin/env python3
"""How soon do three shops show what a till posted? Real processes: `tillbridge serve`, `jobs` and three `sandbox` shops that work slowly.

    bench/shops.py --program build/release/main/tillbridge [--quick] [--rounds N]       called by scripts/bench shops

One call of UpdateInventory with 100,000 rows of which 1,000 changed; each shop takes 1.2 s for 100 items. Measured from the answer of the call until
every shop shows all 1,000 quantities; the overhead is what that takes beyond the shops' own 12 s. Then the same with one shop five times as slow.
"""
import argparse
import pathlib
import shutil
import statistics
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "bench"), str(ROOT / "demo"), str(ROOT / "examples" / "csv_pos"), str(ROOT / "tests" / "e2e")]

from installation import Installation  # noqa: E402  (demo/)
from private_mariadb import PrivateMariadb  # noqa: E402  (tests/e2e/)
from shops_catalogue import Catalogue, EmbeddedStore, ServerStore  # noqa: E402

SHOPS = ["north", "south", "west"]
PACE_MS = 12                        # for each item: 1.2 s for 100
SLOW = 5
INTERVALS = ["products=1s", "inventory=1s", "pricing=1s", "orders=1s"]
LOOK_EVERY = 0.01
GIVE_UP = 300


class Watch(threading.Thread):
    """Waits until a shop shows a quantity for all of these items, and notes when. Looks at the items only after a call that wrote stock ended."""

    def __init__(self, shop, skus, quantity):
        super().__init__(daemon=True)
        self.shop, self.missing, self.quantity, self.shown_at = shop, set(skus), quantity, None
        self.calls_before = self.stock_calls()

    def stock_calls(self):
        return self.shop.calls().get("POST /stock", 0)

    def run(self):
        deadline = time.monotonic() + GIVE_UP
        seen = self.calls_before
        while time.monotonic() < deadline:
            calls, at = self.stock_calls(), time.monotonic()
            if calls != seen:
                seen = calls
                shown = {sku for sku, (_, variant) in self.shop.variants().items() if float(variant["quantity"]) == self.quantity}
                self.missing -= shown
                if not self.missing:
                    self.shown_at = at
                    return
            time.sleep(LOOK_EVERY)


class Bench:
    def __init__(self, house, catalogue):
        self.house, self.catalogue = house, catalogue
        self.client = house.client()
        self.shops = {}
        self.quantity = 100

    def set_paces(self, paces):
        for name, shop in self.shops.items():
            shop.clear_faults()
            shop.fault("pace", path="/stock", exact=True, times=0, delay_ms=paces[name])

    def round(self):
        """Seconds from the answer until each shop shows everything, how long the call took, and the calls of each shop."""
        self.quantity += 1
        watches = {name: Watch(shop, self.catalogue.changing, self.quantity) for name, shop in self.shops.items()}
        for watch in watches.values():
            watch.start()
        rows = [("InventoryRow", [("ItemIntegrationId", sku), ("Quantity", self.quantity if sku in self.catalogue.changing else 5)]) for sku in self.catalogue.all_items]
        request = self.client._envelope("UpdateInventory", [("InventoryRows", rows)])
        begun = time.monotonic()
        self.client._send("ProductTasks", "UpdateInventory", request)
        answered = time.monotonic()
        for name, watch in watches.items():
            watch.join()
            if watch.shown_at is None:
                raise SystemExit(f"{name} does not show {len(watch.missing)} of the quantities after {GIVE_UP} s")
        return {name: watch.shown_at - answered for name, watch in watches.items()}, answered - begun, {name: w.stock_calls() - w.calls_before for name, w in watches.items()}


def measure(title, bench, paces, rounds, quick_shops):
    """The line of a case: the overhead of the last of `quick_shops`, in per cent of what its own work takes."""
    bench.set_paces(paces)
    own = PACE_MS * len(bench.catalogue.changing) / 1000
    overheads, lasts = [], []
    for _ in range(rounds):
        shown, call, calls = bench.round()
        last = max(shown[name] for name in quick_shops)
        overheads.append(100 * (last - own) / own)
        lasts.append(shown)
        print(f"    round: {'  '.join(f'{name} {seconds:.2f} s' for name, seconds in shown.items())}; the call {call:.2f} s; calls {calls}", flush=True)
    print(f"  {title}: overhead {statistics.median(overheads):5.1f} % ({min(overheads):.1f}-{max(overheads):.1f}) over {own:.1f} s; rounds: {rounds}", flush=True)


def run_on(name, program, database, folder, quick, rounds):
    house = Installation(program, folder / "house", database, "transactions")
    store = ServerStore(database) if database else EmbeddedStore(folder / "house" / "tillbridge.db")
    changed, every = 1_000, 10 if quick else 100
    catalogue = Catalogue(changed, every)
    try:
        house.set_up_account()
        bench = None
        shops = {shop: house.add_shop(shop) for shop in SHOPS}
        house.start_all()
        catalogue.post(house.client())
        catalogue.wait_for(shops.values())
        house.product.stop_one("jobs")
        house.product.stop_one("serve")
        store.multiply(catalogue)
        house.start_all()
        bench = Bench(house, catalogue)
        bench.shops = shops
        print(f"\n{name}: {changed * every} rows, {changed} changed, until {len(SHOPS)} shops show them", flush=True)
        measure("three equal shops", bench, dict.fromkeys(SHOPS, PACE_MS), rounds, SHOPS)
        paces = {**dict.fromkeys(SHOPS, PACE_MS), SHOPS[0]: SLOW * PACE_MS}
        measure(f"two shops beside one that is {SLOW} times as slow", bench, paces, 1 if quick else max(1, rounds // 3), SHOPS[1:])
    finally:
        house.product.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--quick", action="store_true", help="10,000 rows and one round")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    rounds = 1 if arguments.quick else max(arguments.rounds, 5)
    memory = "/dev/shm" if pathlib.Path("/dev/shm").is_dir() else None
    for embedded in (True, False):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="tillbridge-shops-", dir=memory))
        try:
            if embedded:
                run_on("SQLite", arguments.program, None, folder, arguments.quick, rounds)
            else:
                with PrivateMariadb() as database:
                    run_on("MariaDB", arguments.program, database, folder, arguments.quick, rounds)
        finally:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
