"""The end of the day: the demo's own ledger of everything it was told against the database and the shop."""
import sqlite3
from collections import Counter
from decimal import Decimal


def run(day):
    report, ledger = day.report, day.ledger
    report.chapter("The final count: the demo's ledger against the shop and the database")
    variants = {}

    def wrong_quantities():
        variants.clear()
        variants.update(day.shop.variants())
        return [(item, Decimal(variants[item][1]["quantity"]), ledger.shop_quantity(item)) for item in sorted(ledger.quantity)
                if Decimal(variants[item][1]["quantity"]) != ledger.shop_quantity(item)]
    report.eventually("every quantity in the shop is the till's count minus what the web holds", wrong_quantities, [],
                      figure=f"{len(ledger.quantity)} items right")
    wrong = [(item, day_price(variants[item][1]), told) for item, told in ledger.price.items() if day_price(variants[item][1]) != shop_price(told)]
    report.expect("every price and sale price too", wrong, [], figure=f"{len(ledger.price)} prices right")
    duplicates = [sku for sku, count in Counter(v["sku"] for p in day.shop.products() for v in p["variants"]).items() if count > 1]
    report.expect("no SKU stands twice in the shop", duplicates, [], figure="0 twice")

    report.expect("nothing waits any more", day.pull(), [], figure="0 offered")
    heard = Counter(ledger.content[key] for key in ledger.confirmed)
    report.expect("every event came as one transaction, none twice", heard, Counter(ledger.expected), figure=f"{len(ledger.expected)} events, {len(ledger.confirmed)} transactions")
    report.expect("none was offered after its confirm", ledger.offered_after_confirm, [], figure="0 of them")
    report.expect("the database holds the same documents, all confirmed", documents(day.house.directory), {key: "confirmed" for key in ledger.confirmed},
                  figure=f"{len(ledger.confirmed)} confirmed")
    proof = day.house.product.json("verify")
    report.expect("the stored evidence proves it too", (proof["documents"], proof["confirmed"], proof["breaches"]), (len(ledger.confirmed), len(ledger.confirmed), 0),
                  figure=f"{proof['hand_outs']} hand-outs, {proof['confirms']} confirms, {proof['breaches']} breaches")
    for shipment_id, (tracking, order_id) in ledger.shipments.items():
        parcels = [p for p in day.shop.order(order_id)["shipments"] if p["shipment_id"] == shipment_id]
        report.expect(f"shipment {shipment_id} stands once in the shop", [p["tracking_number"] for p in parcels], [tracking])


def day_price(variant):
    return Decimal(variant["price"]), Decimal(variant["sale_price"]) if variant.get("sale_price") else None


def shop_price(told):
    """A sale price goes to the shop only if it is lower than the price."""
    price, sale = told
    return price, sale if sale and sale < price else None


def documents(directory):
    with sqlite3.connect(f"file:{directory}/tillbridge.db?mode=ro", uri=True) as database:
        return dict(database.execute("SELECT document_id, state FROM document WHERE kind = 'transaction'").fetchall())
