"""The day, chapter by chapter. Every step prints the figure that it proves; the ledger remembers all that was told and heard."""
import datetime
import itertools
import pathlib
from decimal import Decimal

import final_count
import foreign_catalogue
import second_shop
from ledger import Ledger

EXAMPLES = pathlib.Path(__file__).resolve().parents[1] / "examples" / "csv_pos"
MUG, LANTERN, JACKET, VEST = "A00276", "A00277", "A00101", "A00238"


class Day:
    """What the chapters share."""

    def __init__(self, house, report):
        import pos
        from column_map import ColumnMap
        self.house, self.report, self.pos = house, report, pos
        self.catalogue = list(ColumnMap(EXAMPLES / "maps" / "till_export.toml").read(EXAMPLES / "catalogue.csv"))
        self.ledger = Ledger()
        self.numbers = itertools.count(1)

    @property
    def till(self):
        return self.house.client(log=self.report.note)

    @property
    def shop(self):
        return self.house.shop

    def count(self, **quantities):
        """The till counts: names are item ids."""
        counts = self.pos.update_inventory(self.till, list(quantities.items()), as_of=now())
        for item, quantity in quantities.items():
            self.ledger.till_counts(item, quantity)
        return counts

    def shop_shows(self, step, item, expected):
        self.report.eventually(step, lambda: self.shop.quantity(item), Decimal(expected), figure=f"the shop shows {expected}")

    def pull(self):
        transactions, _ = self.pos.get_new_transactions(self.till, 1000)
        self.ledger.offered(transactions)
        return transactions

    def wait_for(self, step, count):
        """Waits until so many transactions are offered and returns them."""
        found = []

        def probe():
            found[:] = self.pull()
            return len(found)
        self.report.eventually(step, probe, count, figure=f"{count} offered")
        return found

    def confirm(self, transactions, customer_number=None):
        entries = [{"TransactionId": t["TransactionId"], "PosDocumentNumber": f"R{next(self.numbers):06d}", "PosCustomerNumber": customer_number}
                   for t in transactions]
        words = self.pos.confirm_transactions(self.till, entries)
        for entry in entries:
            if words[entry["TransactionId"]] == "confirmed":
                self.ledger.confirm(entry["TransactionId"], entry["PosDocumentNumber"])
        return words


def now():
    return datetime.datetime.now(datetime.timezone.utc).isoformat().replace("+00:00", "Z")


def play(house, report, foreign_folder):
    set_up(house, report)
    day = Day(house, report)
    catalogue_goes_up(day)
    merchant_works(day)
    ten_nine_eight_seven(day)
    parcels_and_returns(day)
    refusal(day)
    till_ships(day)
    second_shop.run(day)
    killed_in_the_middle(day)
    foreign_catalogue.run(day, foreign_folder)
    final_count.run(day)


def set_up(house, report):
    report.chapter("An operator sets it up with the command line")
    house.set_up()
    report.holds("account and site are made", f"account {house.STORE}, site {house.SITE} on {house.shop_url}")
    house.start_all()
    report.holds("serve and jobs run beside the sandbox shop", house.service_url)
    report.expect("the site's address, credentials, currency and tax mode fit", house.product.json("site", "test", house.SITE)["refusals"], [],
                  figure="nothing refused")


def catalogue_goes_up(day):
    report, ledger = day.report, day.ledger
    report.chapter("The till posts its catalogue; the shop gets drafts")
    counts = day.pos.update_products(day.till, day.catalogue)
    for product in day.catalogue:
        ledger.till_counts(product["ItemIntegrationId"], product["Quantity"])
        ledger.till_prices(product["ItemIntegrationId"], product["Price"], product.get("SalePrice"))
    report.expect("csv_pos sends a catalogue with matrix items", str(counts), f"{len(day.catalogue)} received, {len(day.catalogue)} created")
    skus = {product["ItemIntegrationId"] for product in day.catalogue}
    report.eventually("every item appears in the shop", lambda: len(skus & set(day.shop.variants())), len(skus), figure=f"{len(skus)} SKUs")
    products = day.shop.products()
    styles = {product["ProductIntegrationId"] for product in day.catalogue if "ProductIntegrationId" in product}
    report.expect("styles became products with variants", sum(1 for product in products if product["kind"] == "matrix"), len(styles))
    report.expect("all of them are drafts", {product["status"] for product in products}, {"draft"}, figure=f"{len(products)} drafts")

    wait_for_quiet(day)
    before = day.shop.writing_calls()
    counts = day.pos.update_products(day.till, day.catalogue)
    report.expect("the same catalogue again changes nothing", str(counts), f"{len(skus)} received, {len(skus)} unchanged")
    wait_for_runs(day)
    report.expect("and nothing changed means no writing call to the shop", day.shop.writing_calls() - before, 0)


def merchant_works(day):
    report, shop = day.report, day.shop
    report.chapter("A merchant finishes drafts; later updates touch price, sale price and quantity only")
    shop.merchandise(MUG, name="Emaille-Becher „Förde“", description="Für Tee am Steg.", status="published")
    shop.merchandise(JACKET, name="Fjell Regenjacke", description="Hält dicht.", status="published")
    shop.merchandise(LANTERN, status="published")
    shop.merchandise(VEST, status="published")
    counts = day.pos.update_products(day.till, [{"ItemIntegrationId": MUG, "Name": "MUG ENAMEL 350", "LongDescription": "till text", "Price": "13.90",
                                                 "SalePrice": "11.90", "Quantity": "17"}])
    day.ledger.till_prices(MUG, "13.90", "11.90")
    day.ledger.till_counts(MUG, "17")
    report.expect("the till renames, reprices and recounts it", str(counts), "1 received, 1 updated")
    report.eventually("the shop has price and sale price", lambda: shop.price(MUG), (Decimal("13.90"), Decimal("11.90")), figure="13.90, now 11.90")
    day.shop_shows("and the quantity", MUG, 17)
    product = shop.variant(MUG)[0]
    report.expect("the merchant's name, text and status stand", (product["name"], product["description"], product["status"]),
                  ("Emaille-Becher „Förde“", "Für Tee am Steg.", "published"), figure=product["name"])
    counts = day.pos.update_pricing(day.till, [(MUG, "12.90", "")])
    day.ledger.till_prices(MUG, "12.90", None)
    report.eventually("an empty sale price clears it", lambda: shop.price(MUG), (Decimal("12.90"), None), figure=f"12.90 ({counts})")


def ten_nine_eight_seven(day):
    report, shop, ledger = day.report, day.shop, day.ledger
    report.chapter("10 on hand, 3 sold in the store, 3 on the web, 1 cancelled")
    day.count(**{LANTERN: 10})
    day.shop_shows("10 on hand", LANTERN, 10)
    for left in (9, 8, 7):
        day.count(**{LANTERN: left})
        day.shop_shows("sold one in the store", LANTERN, left)
    orders = []
    for _ in range(3):
        orders.append(shop.place_order({LANTERN: 1}))
        ledger.web_sells(LANTERN)
    report.eventually("three web orders of one", lambda: explained(day, LANTERN)["allocated"], "3", figure="3 allocated")
    day.shop_shows("7 on hand minus 3 allocated", LANTERN, 4)
    day.count(**{LANTERN: 7})
    wait_for_runs(day)
    day.shop_shows("the till posts its 7 again, not knowing the web orders", LANTERN, 4)
    shop.cancel(orders[2])
    ledger.web_gives_back(LANTERN)
    report.eventually("one is cancelled", lambda: explained(day, LANTERN)["allocated"], "2", figure="2 allocated")
    day.shop_shows("and comes back", LANTERN, 5)
    for line in day.house.product.command("explain", day.house.SITE, LANTERN).rstrip().splitlines():
        report.note(line)
    report.holds("the sum behind the number can be asked for", f"tillbridge explain {day.house.SITE} {LANTERN}")


def explained(day, item):
    return day.house.product.json("explain", day.house.SITE, item)["stock"]


def parcels_and_returns(day):
    report, shop, ledger = day.report, day.shop, day.ledger
    report.chapter("Two lines, two parcels, one return: three transactions, each until it is confirmed")
    day.count(**{JACKET: 6, VEST: 4})
    day.shop_shows("jackets are counted", JACKET, 6)
    order = shop.place_order({JACKET: 2, VEST: 1}, shipping_charge="4.90", customer_id="77")
    number = order["number"]
    ledger.web_sells(JACKET, 2)
    ledger.web_sells(VEST, 1)
    shop.ship(order, {JACKET: 2}, "DHL", "JJD001")
    shop.ship(order, {VEST: 1}, "DHL", "JJD002")
    shop.refund(order, {JACKET: 1})
    ledger.expect_transaction(number, "Shipment", {JACKET: 2})
    ledger.expect_transaction(number, "Shipment", {VEST: 1})
    ledger.expect_transaction(number, "Return", {JACKET: 1})

    first = day.wait_for("GetNewTransactions offers each event", 3)
    report.expect("two shipments and a return", sorted(t["Type"] for t in first), ["Return", "Shipment", "Shipment"])
    one = next(t for t in first if t["Type"] == "Shipment" and t["TrackingNumber"] == "JJD001")
    report.expect("with the customer", (one["Customer"]["Email"], one["ShippingAddress"]["City"]), ("ann@example.com", "Kiel"), figure="Ann Müller, Kiel")
    lines = sum(Decimal(t["Total"]) * (-1 if t["Type"] == "Return" else 1) for t in first)
    paid = Decimal(order["total"]) - sum(Decimal(r["amount"]) for r in shop.order(order["order_id"])["refunds"])
    report.expect("the money adds up to the cent", lines, paid, figure=f"{paid} {one['Currency']} paid and not given back")
    again = day.pull()
    report.expect("asked again, they are offered again", [t["TransactionId"] for t in again], [t["TransactionId"] for t in first], figure="the same 3")
    words = day.confirm(first)
    report.expect("the till confirms", sorted(words.values()), ["confirmed"] * 3, figure="3 confirmed")
    report.expect("and they never come again", day.pull(), [], figure="0 offered")
    words = day.pos.confirm_transactions(day.till, [{"TransactionId": first[0]["TransactionId"]}])
    report.expect("a repeated confirm is harmless", list(words.values()), ["already_confirmed"])
    # The till books the sale and the return, then counts: only this newer count ends the reservation.
    day.count(**{JACKET: 5, VEST: 3})
    ledger.till_has_booked(JACKET, 2)
    ledger.till_has_booked(VEST, 1)
    day.shop_shows("the till's next count contains the sale", JACKET, 5)
    day.shop_shows("for the other line too", VEST, 3)


def refusal(day):
    report, shop, ledger, product = day.report, day.shop, day.ledger, day.house.product
    report.chapter("The till refuses one; an operator sends it again")
    order = shop.place_order({MUG: 1})
    ledger.web_sells(MUG)
    shop.ship(order, {MUG: 1}, "Post", "P-9")
    ledger.expect_transaction(order["number"], "Shipment", {MUG: 1})
    offered = day.wait_for("the shipment is offered", 1)[0]
    words = day.pos.confirm_transactions(day.till, [{"TransactionId": offered["TransactionId"], "ErrorCode": "NO_TAX_RATE",
                                                     "ErrorMessage": "tax rate 20 % unknown to this till"}])
    report.expect("the till refuses it with a message", list(words.values()), ["refused"])
    report.expect("it is parked, not offered", day.pull(), [], figure="0 offered")
    parked = product.json("parked", "list")
    report.expect("the operator sees why", [(p["key"], p["message"]) for p in parked],
                  [(offered["TransactionId"], "tax rate 20 % unknown to this till")], figure=parked[0]["message"] if parked else "")
    product.command("orders", "resend", offered["TransactionId"])
    again = day.wait_for("the operator sends it again", 1)[0]
    report.expect("same id, marked as resent", (again["TransactionId"], again["Resent"]), (offered["TransactionId"], "true"))
    report.expect("the till confirms", list(day.confirm([again]).values()), ["confirmed"])
    report.expect("and it never comes again", day.pull(), [], figure="0 offered")
    day.count(**{MUG: 16})
    ledger.till_has_booked(MUG)
    day.shop_shows("the next count contains it", MUG, 16)


def till_ships(day):
    report, shop, ledger = day.report, day.shop, day.ledger
    report.chapter("SaveShipments: the till ships, the shop shows carrier and tracking number")
    order = shop.place_order({VEST: 1})
    ledger.web_sells(VEST)
    product = day.house.product
    report.eventually("the order is known", lambda: any(o["number"] == order["number"] for o in product.json("orders", "list")), True,
                      figure=order["number"])
    order_id = next(o["order_id"] for o in product.json("orders", "list") if o["number"] == order["number"])
    saved = day.pos.save_shipment(day.till, "PARCEL-1", order_id, "DHL", "JJD777", [(VEST, 1)])
    report.expect("the till saves a shipment", [status for status, _ in saved], ["saved"])
    ledger.shipments["PARCEL-1"] = ("JJD777", order["order_id"])

    def parcels():
        now_there = shop.order(order["order_id"])
        return now_there["status"], [(p["carrier"], p["tracking_number"]) for p in now_there["shipments"]]
    report.eventually("the shop marks it as shipped", parcels, ("shipped", [("DHL", "JJD777")]), figure="DHL JJD777")
    saved = day.pos.save_shipment(day.till, "PARCEL-1", order_id, "DHL", "JJD777", [(VEST, 1)])
    report.expect("a repeat is recognised", [status for status, _ in saved], ["already_saved"])
    wait_for_runs(day)
    report.expect("and changes nothing in the shop", parcels(), ("shipped", [("DHL", "JJD777")]), figure="1 parcel")
    ledger.expect_transaction(order["number"], "Shipment", {VEST: 1})
    offered = day.wait_for("our own shipment comes back as a transaction", 1)[0]
    report.expect("with its ShipmentId", offered["ShipmentId"], "PARCEL-1")
    report.expect("and is confirmed", list(day.confirm([offered]).values()), ["confirmed"])
    day.count(**{VEST: 2})
    ledger.till_has_booked(VEST)
    day.shop_shows("the next count contains it", VEST, 2)


def killed_in_the_middle(day):
    report, shop, ledger, house = day.report, day.shop, day.ledger, day.house
    report.chapter("kill -9 in the middle")
    items = [product["ItemIntegrationId"] for product in day.catalogue if product["ItemIntegrationId"] not in (MUG, LANTERN, JACKET, VEST)]
    half = len(items) // 2
    shop.fault("drop", path="/stock", times=1, after_work=True)
    day.count(**{item: 30 + index % 7 for index, item in enumerate(items[:half])})
    orders = [shop.place_order({item: 1}) for item in items[:3]]
    for item in items[:3]:
        ledger.web_sells(item)
    for order, item in zip(orders, items[:3]):
        shop.ship(order, {item: 1}, "DHL", f"KILL-{item}")
        ledger.expect_transaction(order["number"], "Shipment", {item: 1})
    house.product.kill_hard("jobs")
    house.product.kill_hard("serve")
    report.holds("serve and jobs are killed with work in flight and an answer lost", "kill -9")
    house.start_all()
    report.holds("started again", house.service_url)
    day.count(**{item: 40 + index % 5 for index, item in enumerate(items[half:])})
    house.product.kill_hard("jobs")
    house.start_jobs()
    report.holds("jobs once more, right after a post", "kill -9, started again")
    offered = day.wait_for("the shipments of the gap are offered", 3)
    house.product.kill_hard("serve")
    house.start_serve()
    report.expect("confirms go through after another kill -9 of serve", sorted(day.confirm(offered).values()), ["confirmed"] * 3)
    day.count(**{item: 29 for item in items[:3]})
    for item in items[:3]:
        ledger.till_has_booked(item)


def wait_for_quiet(day):
    """Until no delivery waits and a run of every job has passed."""
    day.report.eventually("no delivery waits", lambda: site(day)["deliveries"]["waiting"] + site(day)["deliveries"]["in_flight"], 0)
    wait_for_runs(day)


def wait_for_runs(day):
    """A whole run of the stock, price and product jobs that began after this moment."""
    started = {job["job"]: job["last_finished_at"] for job in jobs(day)}

    def passed():
        return all(job["last_finished_at"] != started[job["job"]] and (job["last_started_at"] or "") >= (started[job["job"]] or "") for job in jobs(day))
    for _ in range(2):
        day.report.silently(passed)
        started = {job["job"]: job["last_finished_at"] for job in jobs(day)}


def site(day):
    return day.house.product.json("status")["accounts"][0]["sites"][0]


def jobs(day):
    return site(day)["jobs"]
