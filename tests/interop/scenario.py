"""The calls that every toolkit makes, as data: all ten operations with every optional element absent and present, lists of none, one and
many, decimals that binary fractions would damage, times, text beyond ASCII, and faults.

    scenario.py      prints them as JSON for clients that take their calls as data

Arguments are in the schema's order. {"$id": "CALL", "at": N} stands for the key of the N-th document in the answer of an earlier call of
the same phase, {"$order": ..} and {"$line": ..} for its OrderId and the LineId of its first line.
"""
import json

TEXT = "Größe „Ünï“ \U0001F600 \u05E9\u05DC <&> \"'"

EVERYTHING = {
    "ItemIntegrationId": "T-1", "Name": TEXT, "ShortDescription": "short", "LongDescription": "long\nwith two lines", "AdditionalDescription": "more",
    "Brand": "Åker", "Department": "Clothes/Shirts", "Barcode": "4012345000009", "SupplierSku": "S-1", "Weight": "0.2505", "WeightUnit": "kg",
    "Price": "12.5000", "SalePrice": "9.90", "SaleStart": "2026-11-01T00:00:00Z", "SaleEnd": "2036-12-31T22:59:59Z", "Taxable": True,
    "TaxClass": "standard", "Quantity": "12345678.1234", "SellOnline": True, "Sites": {"SiteName": ["shop"]},
    "ImageUrls": {"ImageUrl": ["http://127.0.0.1/a.jpg", "http://127.0.0.1/b.jpg"]},
    "Attributes": {"ProductAttribute": [{"Name": "Material", "Value": "Wool"}, {"Name": "Care", "Value": "30°"}]}, "AsOf": "2026-11-02T03:04:05Z"}


def variant(size):
    return {"ItemIntegrationId": f"T-2-{size}", "ProductIntegrationId": "T-2",
            "Options": {"ProductOption": [{"Name": "Size", "Value": size}, {"Name": "Colour", "Value": "Grün"}]}, "Name": "Shirt", "Price": "20",
            "LocationQuantities": {"LocationQuantity": [{"Location": "east", "Quantity": "2"}, {"Quantity": "1.5"}]}}


INVENTORY = [{"ItemIntegrationId": "T-1", "Quantity": "7.25", "Location": "east", "AsOf": "2026-11-03T03:04:05Z"},
             {"ItemIntegrationId": "T-2-S", "Quantity": "5"}, {"ItemIntegrationId": "nobody", "Quantity": "1"}]
PRICES = [{"ItemIntegrationId": "T-1", "Price": "1234.5678", "SalePrice": "1000.0001", "SaleStart": "2026-11-01T00:00:00Z",
           "SaleEnd": "2036-12-31T22:59:59Z", "AsOf": "2026-11-03T03:04:05Z"}, {"ItemIntegrationId": "T-2-S"}]


def call(name, operation, **arguments):
    return {"call": name, "operation": operation, "arguments": arguments}


PRODUCTS = [
    call("products_most", "UpdatePOSProducts", CallerReference="call-1", ReturnAllRows=True, Products={"Product": [EVERYTHING, variant("S"), variant("M")]}),
    call("products_least", "UpdatePOSProducts", Products={"Product": [{"ItemIntegrationId": "T-3", "Name": "Least"}]}),
    call("products_none", "UpdatePOSProducts"),
    call("products_empty", "UpdatePOSProducts", Products={"Product": []}),
    call("inventory_most", "UpdateInventory", CallerReference="call-2", ReturnAllRows=True, InventoryRows={"InventoryRow": INVENTORY}),
    call("inventory_least", "UpdateInventory", InventoryRows={"InventoryRow": [{"ItemIntegrationId": "T-3", "Quantity": "9"}]}),
    call("pricing_most", "UpdatePricing", CallerReference="call-3", ReturnAllRows=True, PriceRows={"PriceRow": PRICES}),
    call("pricing_least", "UpdatePricing", PriceRows={"PriceRow": [{"ItemIntegrationId": "T-3", "Price": "3"}]}),
]

# Kinds of documents: the list and its items, and what the key of one is called.
KINDS = {"orders": ("Order", "OrderDocumentId"), "captures": ("Capture", "CaptureId"), "transactions": ("Transaction", "TransactionId")}


def documents(kind):
    item, key = KINDS[kind]
    get, confirm, entry = f"GetNew{kind.capitalize()}", f"Confirm{kind.capitalize()}", f"{item}Confirmation"

    def confirmation(document, accepted, **more):
        return {key: document, "Accepted": accepted, **more}

    return [
        call(f"get_{kind}_none", get, MaxCount=5, Site="shop", PosStore="nowhere"),
        call(f"get_{kind}_one", get, MaxCount=1, Site="shop"),
        call(f"confirm_{kind}_one", confirm, Confirmations={entry: [confirmation({"$id": f"get_{kind}_one", "at": 0}, True)]}),
        call(f"get_{kind}", get),
        call(f"confirm_{kind}_many", confirm, Confirmations={entry: [
            confirmation({"$id": f"get_{kind}", "at": 0}, True, BookedAt="2026-11-04T05:06:07Z", PosDocumentNumbers={"PosDocumentNumber": ["R-1", "R-2"]}, PosCustomerNumber="C-7"),
            confirmation({"$id": f"get_{kind}", "at": 1}, False, ErrorCode="E1", ErrorMessage=TEXT),
            confirmation("nobody", True)]}),
    ]


ORDERS = [each for kind in KINDS for each in documents(kind)]

PARCELS = {"Shipment": [
    {"ShipmentId": "S-1", "OrderId": {"$order": "get_orders_unconfirmed", "at": 0}, "Carrier": "DHL", "Service": "Päckchen", "TrackingNumber": "00340",
     "TrackingUrl": "http://127.0.0.1/t?a=1&b=2", "ShippedAt": "2026-11-05T06:07:08Z",
     "Lines": {"Line": [{"LineId": {"$line": "get_orders_unconfirmed", "at": 0}, "Quantity": "1"}]}},
    {"ShipmentId": "S-2", "Site": "shop", "WebOrderNumber": "nothing", "Lines": {"Line": [{"ItemIntegrationId": "T-1", "Quantity": "1"}]}},
    {"ShipmentId": "S-3"}]}
SHIPMENTS = [
    call("get_orders_unconfirmed", "GetNewOrders"),
    call("shipments_many", "SaveShipments", Shipments=PARCELS),
    call("shipments_again", "SaveShipments", Shipments=PARCELS),
    call("shipments_empty", "SaveShipments", Shipments={"Shipment": []}),
]

FAULTS = [
    call("empty_confirm", "ConfirmTransactions", Confirmations={"TransactionConfirmation": []}),
    call("too_many", "GetNewTransactions", MaxCount=100000),
    {**call("wrong_password", "UpdateInventory", InventoryRows={"InventoryRow": [{"ItemIntegrationId": "T-1", "Quantity": "1"}]}), "password": "wrong"},
]

SOAP12 = [
    call("soap12_inventory", "UpdateInventory", InventoryRows={"InventoryRow": [{"ItemIntegrationId": "T-3", "Quantity": "9"}]}),
    call("soap12_orders", "GetNewOrders", MaxCount=1),
    {**call("soap12_fault", "GetNewTransactions", MaxCount=100000)},
]

PHASES = {"products": PRODUCTS, "orders": ORDERS, "shipments": SHIPMENTS, "faults": FAULTS, "soap12": SOAP12}
OPERATIONS = ["UpdatePOSProducts", "UpdateInventory", "UpdatePricing", "GetNewOrders", "ConfirmOrders", "GetNewCaptures", "ConfirmCaptures",
              "GetNewTransactions", "ConfirmTransactions", "SaveShipments"]

if __name__ == "__main__":
    print(json.dumps(PHASES, ensure_ascii=True, indent=1))
