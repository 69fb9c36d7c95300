"""The demo's own book: everything that it told or was told, to be compared at the end with the database and the shop."""
from collections import Counter
from decimal import Decimal


class Ledger:
    def __init__(self):
        self.quantity = {}            # item -> last quantity posted by the till
        self.price = {}               # item -> (price, sale price or None) posted last
        self.placed = Counter()       # item -> pieces in web orders that are not cancelled or given back before shipping
        self.booked_down = Counter()  # item -> pieces whose shipment the till has booked and whose sale its last quantity contains
        self.expected = []            # (web order number, type, {item: pieces}) of every transaction that must come
        self.seen = Counter()         # transaction id -> times offered
        self.confirmed = {}           # transaction id -> the till's document number
        self.offered_after_confirm = []
        self.content = {}             # transaction id -> (web order number, type, {item: pieces})
        self.shipments = {}           # shipment id -> tracking number

    # -- what is told ----------------------------------------------------------------------------------------------

    def till_counts(self, item, quantity):
        self.quantity[item] = Decimal(quantity)

    def till_prices(self, item, price, sale):
        self.price[item] = (Decimal(price), Decimal(sale) if sale else None)

    def web_sells(self, item, pieces=1):
        self.placed[item] += pieces

    def web_gives_back(self, item, pieces=1):
        self.placed[item] -= pieces

    def till_has_booked(self, item, pieces=1):
        """The shipment is confirmed and a later count of the till contains it: the web's reservation is over."""
        self.booked_down[item] += pieces

    def expect_transaction(self, number, kind, items):
        self.expected.append((number, kind, tuple(sorted(items.items()))))

    # -- what is heard ---------------------------------------------------------------------------------------------

    def offered(self, transactions):
        for transaction in transactions:
            key = transaction["TransactionId"]
            self.seen[key] += 1
            if key in self.confirmed:
                self.offered_after_confirm.append(key)
            self.content[key] = describe(transaction)

    def confirm(self, key, number):
        self.confirmed[key] = number

    # -- the sums --------------------------------------------------------------------------------------------------

    def shop_quantity(self, item):
        """What the shop must show: the till's count minus web orders that the till does not know yet, never below 0."""
        return max(Decimal(0), self.quantity[item] - (self.placed[item] - self.booked_down[item]))


def describe(transaction):
    lines = transaction.get("Lines")
    lines = [] if not isinstance(lines, dict) else lines["Line"] if isinstance(lines["Line"], list) else [lines["Line"]]
    items = Counter()
    for line in lines:
        items[line["ItemIntegrationId"]] += int(Decimal(line["Quantity"]))
    return transaction["WebOrderNumber"], transaction["Type"], tuple(sorted(items.items()))
