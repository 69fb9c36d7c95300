"""The till's side of Tillbridge: what it sends up, what it books, in plain functions over soap.Client."""
import itertools
import uuid

from soap import as_list

BATCH = 1000

# The order of the elements in the WSDL; Tillbridge takes any order, strict readers of requests would not.
PRODUCT_TEXTS_FIRST = ["ItemIntegrationId", "ProductIntegrationId"]
PRODUCT_TEXTS_THEN = ["Name", "ShortDescription", "LongDescription", "AdditionalDescription", "Brand", "Department", "Barcode", "SupplierSku",
                      "Weight", "WeightUnit", "Price", "SalePrice", "SaleStart", "SaleEnd", "Taxable", "TaxClass"]


def batches(rows, size=BATCH):
    rows = iter(rows)
    while batch := list(itertools.islice(rows, size)):
        yield batch


def name_values(pairs, element):
    return [(element, [("Name", name), ("Value", value)]) for name, value in pairs] or None


def product_element(product):
    out = [(field, product.get(field)) for field in PRODUCT_TEXTS_FIRST]
    out.append(("Options", name_values(product.get("Options", []), "ProductOption")))
    out += [(field, product.get(field)) for field in PRODUCT_TEXTS_THEN]
    out += [("Quantity", product.get("Quantity")), ("SellOnline", product.get("SellOnline"))]
    out.append(("Attributes", name_values(product.get("Attributes", []), "ProductAttribute")))
    return ("Product", out)


class Counts(dict):
    """The sums of an update's answers over several calls."""

    NAMES = ["Received", "Created", "Updated", "Unchanged", "Stale", "Superseded", "Rejected", "NotProcessed"]

    def __init__(self):
        super().__init__({name: 0 for name in self.NAMES})
        self.rows = []

    def add(self, result):
        for name in self.NAMES:
            self[name] += int(result[name])
        self.rows += as_list(result.get("Results"), "RowResult")

    def __str__(self):
        return ", ".join(f"{count} {name.lower()}" for name, count in self.items() if count)


def update(client, operation, wrapper, elements):
    """Sends rows in batches. Each batch has a reference of its own: a repeat after a lost answer gets the first answer."""
    counts = Counts()
    for batch in batches(elements):
        counts.add(client.call("ProductTasks", operation, [("CallerReference", str(uuid.uuid4())), (wrapper, batch)]))
    return counts


def update_products(client, products):
    return update(client, "UpdatePOSProducts", "Products", (product_element(product) for product in products))


def update_inventory(client, quantities, as_of=None):
    """`quantities`: (item, quantity) pairs."""
    rows = (("InventoryRow", [("ItemIntegrationId", item), ("Quantity", quantity), ("AsOf", as_of)]) for item, quantity in quantities)
    return update(client, "UpdateInventory", "InventoryRows", rows)


def update_pricing(client, prices):
    """`prices`: (item, price, sale price or "" to clear it) triples."""
    rows = (("PriceRow", [("ItemIntegrationId", item), ("Price", price), ("SalePrice", sale)]) for item, price, sale in prices)
    return update(client, "UpdatePricing", "PriceRows", rows)


def get_new_transactions(client, max_count=100, site=None, pos_store=None):
    """Of one web site or of one store, where named. Returns what is offered and whether more waits behind it."""
    result = client.call("OrderTasks", "GetNewTransactions", [("MaxCount", max_count), ("Site", site), ("PosStore", pos_store)])
    return as_list(result.get("Transactions"), "Transaction"), result.get("MoreAvailable") == "true"


def confirm_transactions(client, entries):
    """`entries`: dictionaries with TransactionId and either PosDocumentNumber or ErrorCode and ErrorMessage. Returns the word per id."""
    confirmations = []
    for entry in entries:
        numbers = entry.get("PosDocumentNumber")
        confirmations.append(("TransactionConfirmation", [
            ("TransactionId", entry["TransactionId"]), ("Accepted", "false" if "ErrorCode" in entry else "true"),
            ("ErrorCode", entry.get("ErrorCode")), ("ErrorMessage", entry.get("ErrorMessage")),
            ("PosDocumentNumbers", [("PosDocumentNumber", numbers)] if numbers else None),
            ("PosCustomerNumber", entry.get("PosCustomerNumber"))]))
    result = client.call("OrderTasks", "ConfirmTransactions", [("Confirmations", confirmations)])
    return {row["DocumentId"]: row["Status"] for row in as_list(result.get("Results"), "DocumentResult")}


def save_shipment(client, shipment_id, order_id, carrier, tracking, lines=()):
    """`lines`: (ItemIntegrationId, quantity) pairs; none = all that is left."""
    shipment = [("ShipmentId", shipment_id), ("OrderId", order_id), ("Carrier", carrier), ("TrackingNumber", tracking),
                ("Lines", [("Line", [("ItemIntegrationId", item), ("Quantity", quantity)]) for item, quantity in lines] or None)]
    result = client.call("OrderTasks", "SaveShipments", [("Shipments", [("Shipment", shipment)])])
    return [(row["Status"], row.get("Message", "")) for row in as_list(result.get("Results"), "ShipmentResult")]
