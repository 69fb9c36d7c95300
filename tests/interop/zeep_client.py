#!/usr/bin/python3
"""Python's zeep as a till: reads the WSDL, calls all ten operations with the least and the most that they take, reads faults.

    zeep_client.py WSDL STORE USER PASSWORD        prints one JSON line per call
"""
import json
import sys

import zeep
from zeep.helpers import serialize_object

wsdl, store, user, password = sys.argv[1:5]
client = zeep.Client(wsdl)
credentials = {"StoreId": store, "UserName": user, "Password": password}


def service(name):
    return client.bind(name)


products, orders = service("ProductTasks"), service("OrderTasks")


def show(name, result):
    print(json.dumps({"call": name, "result": serialize_object(result, dict)}, default=str), flush=True)


def fault(name, call):
    try:
        call()
    except zeep.exceptions.Fault as error:
        detail = error.detail[0] if error.detail is not None and len(error.detail) else None
        told = {child.tag.rpartition("}")[2]: child.text for child in detail} if detail is not None else {}
        print(json.dumps({"call": name, "fault": told, "text": error.message}), flush=True)
    else:
        print(json.dumps({"call": name, "fault": None}), flush=True)


show("products_most", products.UpdatePOSProducts(
    Credentials=credentials, CallerReference="zeep-1", ReturnAllRows=True,
    Products={"Product": [
        {"ItemIntegrationId": "Z-1", "Name": "Mug — größer \U0001F600", "Price": "12.50", "SalePrice": "9.90", "Quantity": 5, "Taxable": True,
         "SaleStart": "2026-11-01T00:00:00Z", "Barcode": "4012345000009", "Attributes": {"ProductAttribute": [{"Name": "Material", "Value": "Enamel"}]}},
        {"ItemIntegrationId": "Z-2-S", "ProductIntegrationId": "Z-2", "Name": "Shirt — größer \U0001F600", "Price": 20, "Options": {"ProductOption": [{"Name": "Size", "Value": "S"}]},
         "LocationQuantities": {"LocationQuantity": [{"Location": "east", "Quantity": 2}, {"Location": "west", "Quantity": "1.5"}]}}]}))
show("products_least", products.UpdatePOSProducts(Credentials=credentials, Products={"Product": [{"ItemIntegrationId": "Z-1", "Name": "Mug"}]}))
show("products_empty", products.UpdatePOSProducts(Credentials=credentials))
show("inventory", products.UpdateInventory(Credentials=credentials, InventoryRows={"InventoryRow": [
    {"ItemIntegrationId": "Z-1", "Quantity": 4}, {"ItemIntegrationId": "nobody", "Quantity": 1}]}))
show("pricing", products.UpdatePricing(Credentials=credentials, PriceRows={"PriceRow": [{"ItemIntegrationId": "Z-1", "Price": "13.00"}]}))
for kind in ("Orders", "Captures", "Transactions"):
    show(f"get_{kind.lower()}", getattr(orders, f"GetNew{kind}")(Credentials=credentials, MaxCount=10))
show("confirm_orders", orders.ConfirmOrders(Credentials=credentials, Confirmations={"OrderConfirmation": [
    {"OrderDocumentId": "odc_aaaaaaaaaaaaaaaaaaaaaaaaaa", "Accepted": True}]}))
show("confirm_captures", orders.ConfirmCaptures(Credentials=credentials, Confirmations={"CaptureConfirmation": [
    {"CaptureId": "cap_aaaaaaaaaaaaaaaaaaaaaaaaaa", "Accepted": False, "ErrorCode": "X", "ErrorMessage": "no"}]}))
show("confirm_transactions", orders.ConfirmTransactions(Credentials=credentials, Confirmations={"TransactionConfirmation": [
    {"TransactionId": "txn_aaaaaaaaaaaaaaaaaaaaaaaaaa", "Accepted": True, "PosDocumentNumbers": {"PosDocumentNumber": ["R-1", "R-2"]}}]}))
show("shipments", orders.SaveShipments(Credentials=credentials, Shipments={"Shipment": [
    {"ShipmentId": "S-1", "OrderId": "ord_aaaaaaaaaaaaaaaaaaaaaaaaaa", "Carrier": "DHL", "TrackingNumber": "1"}]}))
fault("wrong_password", lambda: products.UpdateInventory(Credentials={**credentials, "Password": "wrong"}))
fault("empty_confirm", lambda: orders.ConfirmTransactions(Credentials=credentials, Confirmations={}))
fault("too_many", lambda: orders.GetNewTransactions(Credentials=credentials, MaxCount=100000))
