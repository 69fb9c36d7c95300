"""A small till that does what the conformance kit tells it, correctly or with one flaw. It reads the kit's JSON lines where a person would read the text."""
import datetime
import http.client
import threading
import time
import uuid

import pos
from soap import Client, Fault

POLL_EVERY = 0.4


class OnceClient(Client):
    """The flaw: a call without an answer is forgotten."""

    def call(self, service, operation, body):
        return self._send(service, operation, self._envelope(operation, body))


def now():
    return datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class Till:
    def __init__(self, url, store, user, password, flaw=None):
        self.client = (OnceClient if flaw == "never_repeats" else Client)(url, store, user, password)
        self.flaw = flaw
        self.on_hand, self.booked, self.refuses, self.parcels = {}, {}, set(), []
        self.orders, self.lock = [], threading.Lock()
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._work, daemon=True)
        self.thread.start()

    def tell(self, event):
        with self.lock:
            self.orders.append(event)

    def stop(self):
        self.ended.set()
        self.thread.join(60)

    # -- its day -----------------------------------------------------------------------------------------------------

    def _work(self):
        while not self.ended.is_set():
            try:
                self._follow_orders()
                self._ship_parcels()
                self._pull()
            except Fault as fault:
                print(f"  till: {fault}", flush=True)
            except (OSError, http.client.HTTPException) as lost:
                print(f"  till: no answer ({lost.__class__.__name__}), forgotten", flush=True)
            if self.flaw != "hurries":
                self.ended.wait(POLL_EVERY)

    def _follow_orders(self):
        with self.lock:
            orders, self.orders = self.orders, []
        for event in orders:
            values = {pair["name"]: pair["value"] for pair in event["values"]}
            act = getattr(self, "_do_" + event["task"].replace("-", "_"), None)
            if act:
                act(values)

    # -- what the kit tells ------------------------------------------------------------------------------------------

    def _do_matrix(self, values):
        products = []
        for size in ("small", "medium", "large"):
            product = {"ItemIntegrationId": values[size], "Name": "Conformance shirt", "Price": values["price"], "SellOnline": "true"}
            if self.flaw != "simple_items":
                product |= {"ProductIntegrationId": values["style"], "Options": [("Size", size[0].upper())]}
            products.append(product)
        pos.update_products(self.client, products)

    def _do_stock(self, values):
        self._count({item: int(quantity) for item, quantity in values.items()})

    def _do_price(self, values):
        price, sale = values["price"], values["sale_price"]
        if self.flaw == "comma_prices":
            price, sale = price.replace(".", ","), sale.replace(".", ",")
        pos.update_pricing(self.client, [(values["item"], price, sale)])

    def _do_refuse(self, values):
        self.refuses.add(values["order"])

    def _do_lost_update(self, values):
        self._count({values["item"]: int(values["quantity"])})

    def _do_parcel(self, values):
        self.parcels.append((f"parcel-{uuid.uuid4()}", values))

    def _count(self, quantities):
        self.on_hand.update(quantities)
        pos.update_inventory(self.client, quantities.items(), as_of=now())

    # -- sales -------------------------------------------------------------------------------------------------------

    def _ship_parcels(self):
        for parcel in list(self.parcels):
            shipment, values = parcel
            element = ("Shipment", [("ShipmentId", shipment), ("Site", values["site"]), ("WebOrderNumber", values["order"]), ("Carrier", "DHL"), ("TrackingNumber", "TILL-" + values["order"])])
            result = self.client.call("OrderTasks", "SaveShipments", [("Shipments", [element])])
            if pos.as_list(result["Results"], "ShipmentResult")[0]["Status"] in ("saved", "already_saved"):
                self.parcels.remove(parcel)

    def _pull(self):
        transactions, _ = pos.get_new_transactions(self.client)
        self._follow_orders()
        if self.flaw == "forgets_return":
            transactions = [one for one in transactions if one["Type"] != "Return"]
        if not transactions or self.flaw == "never_confirms":
            return
        changed, entries = {}, []
        for one in transactions:
            entries.append(self._book(one, changed))
        self._confirm(entries)
        if self.flaw == "confirms_twice":
            self._confirm([entry | {"PosDocumentNumber": entry["PosDocumentNumber"] + "-B"} for entry in entries if "PosDocumentNumber" in entry])
        if changed:
            self._count(changed)

    def _book(self, transaction, changed):
        """The booking of a sale that is new, and the confirmation of one that is not."""
        key = transaction["TransactionId"]
        if transaction["WebOrderNumber"] in self.refuses:
            return {"TransactionId": key, "ErrorCode": "ITEM_BLOCKED", "ErrorMessage": None if self.flaw == "refuses_without_message" else "the item is blocked in the till"}
        if key not in self.booked:
            self.booked[key] = (f"D-{len(self.booked) + 1}", now())
            sign = 1 if transaction["Type"] == "Return" else -1
            for line in pos.as_list(transaction["Lines"], "Line"):
                item = line["ItemIntegrationId"]
                if item in self.on_hand:
                    changed[item] = changed.get(item, self.on_hand[item]) + sign * int(float(line["Quantity"]))
        return {"TransactionId": key, "PosDocumentNumber": self.booked[key][0]}

    def _confirm(self, entries):
        confirmations = []
        for entry in entries:
            number = entry.get("PosDocumentNumber")
            confirmations.append(("TransactionConfirmation", [
                ("TransactionId", entry["TransactionId"]), ("Accepted", "true" if number else "false"), ("ErrorCode", entry.get("ErrorCode")), ("ErrorMessage", entry.get("ErrorMessage")),
                ("BookedAt", self.booked[entry["TransactionId"]][1] if number else None), ("PosDocumentNumbers", [("PosDocumentNumber", number)] if number else None)]))
        if confirmations:
            self.client.call("OrderTasks", "ConfirmTransactions", [("Confirmations", confirmations)])
