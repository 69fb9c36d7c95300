"""A second web shop on the same stock, whose orders go to another store of the retailer."""
from decimal import Decimal

POLE = "A00279"


def run(day):
    report, house, ledger = day.report, day.house, day.ledger
    report.chapter("A second shop sells from the same stock; its orders go to another store")
    outlet = house.add_shop("outlet", "--pos-store", "north")
    report.eventually("the new shop gets the whole catalogue as drafts", lambda: len(outlet.variants()), len(day.shop.variants()),
                      figure=f"{len(day.shop.variants())} SKUs")
    outlet.merchandise(POLE, status="published")
    day.count(**{POLE: 9})

    def both():
        return day.shop.quantity(POLE), outlet.quantity(POLE)
    report.eventually("both show the one stock", both, (Decimal(9), Decimal(9)), figure="9 and 9")
    order = outlet.place_order({POLE: 2}, email="bo@example.com", name=("Bo", "Lund"), customer_id="b-1")
    ledger.web_sells(POLE, 2)
    report.eventually("an order in one is reserved for both", both, (Decimal(7), Decimal(7)), figure="7 and 7")
    outlet.ship(order, {POLE: 2}, "Post", "N-1")
    ledger.expect_transaction(order["number"], "Shipment", {POLE: 2})
    report.eventually("the store in the north is offered it", lambda: len(north(day)), 1, figure="1 offered")
    south = day.pos.get_new_transactions(day.till, 1000, site=house.SITE)[0]
    report.expect("the first shop's store is not", south, [], figure="0 offered")
    ledger.offered(north(day))
    words = day.confirm(north(day), customer_number="K-4711")
    report.expect("it is confirmed with the customer's number in the till", sorted(words.values()), ["confirmed"], figure="K-4711")
    day.count(**{POLE: 7})
    ledger.till_has_booked(POLE, 2)
    report.eventually("the till's next count contains it, in both", both, (Decimal(7), Decimal(7)), figure="7 and 7")
    known_customer(day, outlet)


def known_customer(day, outlet):
    """Whatever happens to the e-mail address: the pair of web customer and customer number stays."""
    report, ledger = day.report, day.ledger
    order = outlet.place_order({POLE: 1}, email="bo.lund@example.org", name=("Bo", "Lund"), customer_id="b-1")
    ledger.web_sells(POLE)
    outlet.ship(order, {POLE: 1}, "Post", "N-2")
    ledger.expect_transaction(order["number"], "Shipment", {POLE: 1})
    report.eventually("the customer comes back with another e-mail address", lambda: len(north(day)), 1, figure="1 offered")
    offered = north(day)
    ledger.offered(offered)
    report.expect("and is recognised", offered[0]["Customer"]["PosCustomerNumber"], "K-4711")
    report.expect("the till confirms", list(day.confirm(offered).values()), ["confirmed"])
    day.count(**{POLE: 6})
    ledger.till_has_booked(POLE)
    day.shop_shows("the next count contains it", POLE, 6)


def north(day):
    return day.pos.get_new_transactions(day.till, 1000, pos_store="north")[0]
