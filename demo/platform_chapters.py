"""One account, a shop of every platform: what the till says once reaches all of them, and what they sell comes back once."""
import datetime
import json
import pathlib
from decimal import Decimal

import documents
import platform_shops

EXAMPLES = pathlib.Path(__file__).resolve().parents[1] / "examples" / "csv_pos"
POLE, MUG, LANTERN = "A00279", "A00276", "A00277"
JACKET = "A00101"                                      # a variant
SIMPLE = (POLE, MUG, LANTERN)
# What an operator says beside address and secrets: this Magento's attribute for colours has another name.
OPTIONS = {"magento": {"option_codes": "Size=size,Colour=color"}}
COUNTED, PRICED = {POLE: 10, MUG: 40, LANTERN: 12, JACKET: 6}, {MUG: ("13.90", "11.90"), JACKET: ("119.00", "99.00")}


class Round:
    """What the chapters share."""

    def __init__(self, house, report, program):
        import pos
        from column_map import ColumnMap
        self.house, self.report, self.pos, self.program = house, report, pos, program
        self.catalogue = list(ColumnMap(EXAMPLES / "maps" / "till_export.toml").read(EXAMPLES / "catalogue.csv"))
        self.shops, self.orders, self.held = {}, {}, {}

    @property
    def till(self):
        return self.house.client(log=self.report.note)

    def count(self, quantities):
        moment = datetime.datetime.now(datetime.timezone.utc).isoformat().replace("+00:00", "Z")
        return self.pos.update_inventory(self.till, list(quantities.items()), as_of=moment)

    def salable(self, item):
        """What a shopper of each shop can still buy. A shop of physical stock takes its own unshipped orders off by itself."""
        found = {}
        for name, shop in self.shops.items():
            number = shop.quantity(item)
            found[name] = number if number is None or not shop.counts_physical else number - self.held.get((name, item), 0)
        return found

    def all_show(self, step, item, expected):
        everywhere = {name: Decimal(expected) for name in self.shops}
        self.report.eventually(step, lambda: self.salable(item), everywhere, figure=f"{expected} in {len(self.shops)} shops")

    def offered_once(self, kind):
        """Waits until one document for each shop's order is offered, and sees that asking changes nothing."""
        element, key = kind
        placed = sorted((name, str(order)) for name, order in self.orders.items())
        self.report.eventually(f"GetNew{element}s offers one per shop", lambda: sorted((d["Site"], d["WebOrderId"]) for d in documents.get_new(self.till, kind)), placed,
                               figure=f"{len(placed)} offered")
        offered, again = documents.get_new(self.till, kind), documents.get_new(self.till, kind)
        self.report.expect("asked again, the same are offered again", [d[key] for d in again], [d[key] for d in offered], figure=f"the same {len(offered)}")
        return offered

    def confirm_for_ever(self, kind, offered):
        self.report.expect(f"Confirm{kind[0]}s", documents.confirm(self.till, kind, offered), ["confirmed"] * len(offered), figure=f"{len(offered)} confirmed")
        self.report.expect("and they never come again", documents.get_new(self.till, kind), [], figure="0 offered")


class RunLog:
    """What the jobs write about their runs from now on, one JSON object a line."""

    def __init__(self, file):
        self.file, self.mark = file, file.stat().st_size

    def runs(self):
        with open(self.file, "rb") as text:
            text.seek(self.mark)
            lines = [json.loads(line) for line in text.read().splitlines() if line.startswith(b"{") and line.endswith(b"}")]
        return [line for line in lines if line.get("event") == "run_finished"]


def play(house, report, program, platforms):
    day = Round(house, report, program)
    set_up(day, platforms)
    drafts(day)
    merchants_publish(day)
    one_update_reaches_all(day)
    orders_come_back(day)
    parcels_go_out(day)
    trouble_stays_where_it_is(day)
    final_count(day)


def set_up(day, platforms):
    report, house = day.report, day.house
    report.chapter("One account, a shop of every platform")
    day.shops = platform_shops.start(house.product, day.program, platforms)
    report.holds("pretended shops stand", ", ".join(f"{shop.platform} on {shop.url}" for shop in day.shops.values()))
    house.set_up_account()
    for name, shop in day.shops.items():
        options = [word for option in {**shop.options, **OPTIONS.get(shop.platform, {})}.items() for word in ("--option", "=".join(option))]
        house.connect(name, shop.platform, shop.url, shop.secrets, ["products=1s", "inventory=1s", "pricing=1s", "orders=1s"], "--order-moment", "placed", *options)
        told = house.product.json("site", "test", name)
        report.expect(f"site test {name}: address, credentials, currency and tax mode fit", told["refusals"], [], figure=told["platform_version"] or "nothing refused")
    house.start_all()
    report.holds("serve and jobs run", house.service_url)


def drafts(day):
    report = day.report
    report.chapter("The till posts its catalogue once; every shop gets drafts")
    skus = [product["ItemIntegrationId"] for product in day.catalogue]
    counts = day.pos.update_products(day.till, day.catalogue)
    report.expect("csv_pos sends a catalogue with matrix items", str(counts), f"{len(skus)} received, {len(skus)} created")
    for name, shop in day.shops.items():
        missing = set(skus)

        def left():
            for sku in list(missing):
                if not shop.items(sku):
                    return sku
                missing.discard(sku)
            return None
        report.eventually(f"every item appears in {name}", left, None, figure=lambda: f"{len(skus)} SKUs, {shop.calls()} calls so far", seconds=240)
        simple = [product["ItemIntegrationId"] for product in day.catalogue if "ProductIntegrationId" not in product]
        report.expect(f"as drafts in {name}", {shop.items(sku)[0]["status"] for sku in simple}, {"draft"}, figure=f"{len(simple)} simple products")


def merchants_publish(day):
    day.report.chapter("Each shop's merchant publishes")
    for shop in day.shops.values():
        for item in COUNTED:
            shop.publish(item)
    day.report.holds("published", f"{len(COUNTED)} products in {len(day.shops)} shops")


def one_update_reaches_all(day):
    report = day.report
    report.chapter("One UpdateInventory, one UpdatePricing: all shops follow")
    counts = day.count(COUNTED)
    report.expect("the till counts", counts["Received"] - counts["Rejected"], len(COUNTED), figure=str(counts))
    for item, quantity in COUNTED.items():
        day.all_show(f"{item}", item, quantity)
    counts = day.pos.update_pricing(day.till, [(item, price, sale) for item, (price, sale) in PRICED.items()])
    report.expect("the till reprices, with a sale", counts["Received"] - counts["Rejected"], len(PRICED), figure=str(counts))
    for item, (price, sale) in PRICED.items():
        report.eventually(f"{item}", lambda: {name: shop.price(item) for name, shop in day.shops.items()},
                          {name: (Decimal(price), Decimal(sale)) for name in day.shops}, figure=f"{price}, now {sale}, in {len(day.shops)} shops")
    report.expect("what the merchants published stands", {shop.items(item)[0]["status"] for shop in day.shops.values() for item in SIMPLE}, {"published"}, figure="published")


def orders_come_back(day):
    report = day.report
    report.chapter("One order in every shop; each comes back once")
    for name, shop in day.shops.items():
        day.orders[name] = shop.place_order({POLE: 1, JACKET: 1})
        day.held[name, POLE] = day.held[name, JACKET] = 1
    offered = day.offered_once(documents.ORDERS)
    report.expect("the money of each adds up to the cent", [d["Site"] for d in offered if documents.does_not_add_up(d)], [],
                  figure=", ".join(f"{d['Site']} {d['Total']} {d['Currency']}" for d in offered))
    report.expect("each holds the items that were bought", {tuple(sorted(line["ItemIntegrationId"] for line in documents.lines_of(d))) for d in offered},
                  {(JACKET, POLE)}, figure=f"{JACKET} and {POLE}")
    day.order_ids = {d["Site"]: d["OrderId"] for d in offered}
    day.confirm_for_ever(documents.ORDERS, offered)
    day.confirm_for_ever(documents.CAPTURES, day.offered_once(documents.CAPTURES))
    day.all_show("what one shop sold is reserved in all", POLE, COUNTED[POLE] - len(day.shops))


def parcels_go_out(day):
    report, shops = day.report, day.shops
    report.chapter("The till ships; each shop shows its parcel")

    def save_all():
        return [status for name in shops for status, _ in day.pos.save_shipment(day.till, f"PARCEL-{name}", day.order_ids[name], "DHL", f"JJD-{name}")]

    def shown():
        return {name: shop.parcels(day.orders[name], f"JJD-{name}") for name, shop in shops.items()}
    report.expect("SaveShipments, one for each order", save_all(), ["saved"] * len(shops), figure=f"{len(shops)} saved")
    once = {name: (1, 1) for name in shops}
    report.eventually("every shop shows carrier and number", shown, once, figure=f"1 parcel in {len(shops)} shops")
    report.expect("a repeat is recognised", save_all(), ["already_saved"] * len(shops), figure=f"{len(shops)} already saved")
    day.confirm_for_ever(documents.TRANSACTIONS, day.offered_once(documents.TRANSACTIONS))
    day.held.clear()
    left = COUNTED[POLE] - len(shops)
    day.count({POLE: left, JACKET: COUNTED[JACKET] - len(shops)})
    day.all_show("the till's next count contains the sales", POLE, left)
    report.expect("and no parcel was doubled", shown(), once, figure=f"1 parcel in {len(shops)} shops")


def trouble_stays_where_it_is(day):
    report = day.report
    report.chapter("One shop asks to wait, one is out: the others do not notice")
    names = list(day.shops)
    throttled, out = names[0], names[1 % len(names)]
    well = [name for name in names if name not in (throttled, out)]
    log = RunLog(day.house.directory / "jobs.out")
    day.shops[throttled].fail("throttle", "stock")
    day.shops[out].fail("gateway", "stock", times=2)
    day.count({LANTERN: 33})
    if well:
        report.eventually("the others have the new count", lambda: {name: day.salable(LANTERN)[name] for name in well}, {name: Decimal(33) for name in well},
                          figure=f"33 in {', '.join(well)}")
    day.all_show(f"{throttled} waited as it was told, {out} was asked again: both follow by themselves", LANTERN, 33)
    results = {name: {run["result"] for run in log.runs() if run["site"] == name} for name in names}
    report.expect(f"the runs of {throttled} say that they were asked to wait", "throttled" in results[throttled], True, figure="throttled")
    report.expect(f"those of {out} that there was no answer", bool(results[out] - {"ok"}), True, figure=", ".join(sorted(results[out] - {"ok"})))
    report.expect("those of the others know nothing of it", {name: results[name] for name in well}, {name: {"ok"} for name in well}, figure="ok")
    parked = day.house.product.json("parked", "list")
    report.expect("nothing had to be looked after", parked, [], figure="0 parked")


def final_count(day):
    report = day.report
    report.chapter("The final count")
    twice = [(name, sku) for name, shop in day.shops.items() for sku in (p["ItemIntegrationId"] for p in day.catalogue) if len(shop.items(sku)) != 1]
    report.expect("every SKU stands once in every shop", twice, [], figure=f"{len(day.catalogue)} SKUs in {len(day.shops)} shops")
    proof = day.house.product.json("verify")
    report.expect("the stored evidence proves each document once", (proof["documents"], proof["confirmed"], proof["breaches"]), (3 * len(day.shops), 3 * len(day.shops), 0),
                  figure=f"{proof['hand_outs']} hand-outs, {proof['confirms']} confirms, {proof['breaches']} breaches")
