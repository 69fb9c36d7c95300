#!/usr/bin/python3
"""One foreign toolkit drives the real service through the whole scenario.

    run.py PROGRAM TOOLKIT BUILD_FOLDER [--frozen]

Writes BUILD_FOLDER/results/TOOLKIT.json for matrix.py; exits 1 when anything does not hold.
"""
import json
import os
import pathlib
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "e2e"))

from harness import Harness  # noqa: E402
import frozen_contract  # noqa: E402
import plain  # noqa: E402
import scenario  # noqa: E402
from expectations import Judge, missing  # noqa: E402
from toolkits import TOOLKITS  # noqa: E402

PATIENCE = 60
ORDERS = 4


class Run:
    def __init__(self, house, toolkit, built, frozen):
        self.house, self.toolkit, self.built, self.frozen = house, toolkit, built, frozen
        self.service = plain.Service(house.service_url, house.STORE, house.USER, house.password)
        self.judge = Judge(toolkit, plain.Schema((HERE.parents[1] / "wsdl" / "tillbridge.wsdl").read_text(encoding="utf-8")), {})
        (built / "scenario.json").write_text(json.dumps(scenario.PHASES), encoding="utf-8")

    def words(self, template):
        node = self.built.parent / "npm"
        return [word.format(here=HERE, built=self.built, node=node) for word in template]

    def wsdl(self, phase="products"):
        if self.frozen:
            return frozen_contract.served_at(self.built, self.house.service_url)
        return self.house.service_url + "/soap/ProductTasks?wsdl" + ("=soap12" if phase == "soap12" else "")

    def started(self, command, timeout):
        environment = {**os.environ, "SCENARIO": str(self.built / "scenario.json"), **{name: self.words([value])[0] for name, value in self.toolkit.environment.items()}}
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", timeout=timeout, env=environment, cwd=self.built)

    def build(self):
        if self.toolkit.build:
            done = self.started([*self.words(self.toolkit.build), self.wsdl()], 400)
            if done.returncode:
                raise SystemExit(f"{self.toolkit.name}: building the client failed\n{done.stdout[-3000:]}{done.stderr[-3000:]}")

    def phase(self, name):
        house = self.house
        done = self.started([*self.words(self.toolkit.command), self.wsdl(name), house.STORE, house.USER, house.password, name], 240)
        told = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
        for line in told:
            self.judge.judge(line)
        for problem in missing(name, told):
            if problem.partition(":")[0] not in self.toolkit.cannot:
                self.judge.found[problem.partition(":")[0]] = [problem + f"; it ended with {done.returncode}: {done.stderr[-1500:]}"]

    def products_arrived_exactly(self):
        """A clean request with the same values finds every row unchanged: nothing was changed on the way."""
        last = {price["ItemIntegrationId"]: price for price in scenario.PRICES}
        products = [{**product, **last.get(product["ItemIntegrationId"], {}), "AsOf": product.get("AsOf")} for product in scenario.PRODUCTS[0]["arguments"]["Products"]["Product"]]
        again = [("UpdatePricing", "PriceRows", {"PriceRow": scenario.PRICES}), ("UpdateInventory", "InventoryRows", {"InventoryRow": scenario.INVENTORY[:2]})]
        for operation, wrapper, rows in again:
            result = self.service.call(operation, ReturnAllRows=True, **{wrapper: rows})
            self._all_unchanged(operation, result)
        stripped = [{name: value for name, value in product.items() if value is not None and name not in ("AsOf", "LocationQuantities", "Quantity")} for product in products]
        self._all_unchanged("UpdatePOSProducts", self.service.call("UpdatePOSProducts", ReturnAllRows=True, Products={"Product": stripped}))

    def _all_unchanged(self, operation, result):
        rows = result["Results"][0]["RowResult"]
        changed = [row for row in rows if row["Status"][0] != "unchanged"]
        if changed:
            self.judge.found.setdefault(f"values of {operation}", []).append(f"a clean request with the same values changes {changed}")

    def place_orders(self):
        shop = self.house.shop
        wait_for("the products in the shop", lambda: all(shop.variant(sku)[1] for sku in ("T-1", "T-2-S", "T-3")))
        for sku in ("T-2-S", "T-3"):
            shop.merchandise(sku, status="published")
        wait_for("stock in the shop", lambda: (shop.quantity("T-2-S") or 0) >= 4 and (shop.quantity("T-3") or 0) >= 4)
        orders = [shop.place_order({"T-3": 1, "T-2-S": 1}, shipping_charge="4.90", email=f"zoe{index}@example.com", name=("Zoë \U0001F600", "Müller & <Söhne>"))
                  for index in range(ORDERS)]
        for index, order in enumerate(orders):
            shop.ship(order, {"T-2-S": 1}, "DHL", f"0034-{index}")
        shop.refund(orders[0], {"T-2-S": 1})
        wait_for("documents of every kind", lambda: self._waiting_counts() == {"orders": 4, "captures": 4, "transactions": 5})
        for kind, (item, _) in scenario.KINDS.items():
            result = self.service.call(f"GetNew{kind.capitalize()}")
            self.judge.waiting[kind] = result[kind.capitalize()][0][item]
        # The toolkit will book the second order under this customer number: its later documents know it.
        for transaction in self.judge.waiting["transactions"]:
            if transaction["OrderId"] == self.judge.waiting["orders"][1]["OrderId"]:
                transaction["Customer"][0]["PosCustomerNumber"] = ["C-7"]

    def _waiting_counts(self):
        counts = {}
        for kind, (item, _) in scenario.KINDS.items():
            found = self.service.call(f"GetNew{kind.capitalize()}")[kind.capitalize()][0]
            counts[kind] = len(found[item]) if found else 0
        return counts

    def refusal_and_parcel_arrived(self):
        parked = json.dumps(self.house.product.json("parked", "list"), ensure_ascii=False)
        if json.dumps(scenario.TEXT, ensure_ascii=False).strip('"') not in parked:
            self.judge.found.setdefault("text of the refusal", []).append(f"the operator's list does not hold it: {parked[:400]}")
        order_id = self.judge.waiting["orders"][3]["WebOrderId"][0]
        shop = self.house.shop
        try:
            wait_for("the parcel in the shop", lambda: "00340" in json.dumps(shop.order(order_id)))
        except SystemExit as late:
            self.judge.found.setdefault("parcel", []).append(str(late))

    def everything(self):
        self.build()
        self.phase("products")
        self.products_arrived_exactly()
        self.place_orders()
        self.phase("orders")
        self.phase("shipments")
        self.phase("faults")
        if self.toolkit.soap12 and not self.frozen:
            self.phase("soap12")
        self.refusal_and_parcel_arrived()


def wait_for(what, condition):
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            raise SystemExit(f"FAILED: waited {PATIENCE} s for {what}")
        time.sleep(0.2)


def report(run, name, folder):
    folder.mkdir(parents=True, exist_ok=True)
    found = run.judge.found
    (folder / f"{name}.json").write_text(json.dumps({"toolkit": run.toolkit.name, "stands_for": run.toolkit.stands_for, "frozen": run.frozen,
                                                     "calls": found, "cannot": run.toolkit.cannot}), encoding="utf-8")
    broken = {call: problems for call, problems in found.items() if problems}
    for call, problems in broken.items():
        for problem in problems[:5]:
            print(f"FAILED {call}: {problem}")
    for call, why in run.toolkit.cannot.items():
        print(f"cannot {call}: {why}")
    print(f"{name}: {len(found) - len(broken)} of {len(found)} calls and checks hold")
    return 1 if broken else 0


def main():
    program, name, folder = sys.argv[1:4]
    frozen = "--frozen" in sys.argv
    toolkit = TOOLKITS[name]
    label = name + ("_frozen" if frozen else "")
    built = pathlib.Path(folder).resolve() / label
    built.mkdir(parents=True, exist_ok=True)
    with Harness(program, pulls="orders,captures,transactions") as house:
        run = Run(house, toolkit, built, frozen)
        try:
            run.everything()
        except SystemExit as broken:
            run.judge.found["the whole"] = [str(broken)]
        code = report(run, label, built.parent / "results")
    sys.exit(code)


if __name__ == "__main__":
    main()
