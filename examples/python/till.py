#!/usr/bin/python3
"""A small till on Tillbridge.    till.py products|stock|prices|shipments FILE.csv      till.py pull

Ends with 0 when all was taken, 1 when the service refused the call, 2 when it refused rows, 75 when it could not be reached: then the
same command later goes on where this one stopped.
"""
import csv
import datetime
import os
import pathlib
import secrets
import shutil
import sys

from connection import Connection, NoAnswer, Refused, entries
from ledger import Ledger

FOLDER = pathlib.Path(os.environ.get("TILLBRIDGE_FOLDER", "till-data"))
OUTBOX = FOLDER / "outbox"
AT_ONCE = int(os.environ.get("TILLBRIDGE_MAX_COUNT", "100"))


# -- up: products, stock, prices, parcels --------------------------------------------------------------------------------------

def queue(kind, file):
    """Puts the file into the outbox under a name that no other will have: the CallerReference. It stays there until an answer came,
    so a repeat carries the same reference and the same content, whether the line broke or this program died."""
    name = f"{datetime.datetime.utcnow():%Y%m%dT%H%M%S%f}-{secrets.token_hex(4)}-{kind}"
    shutil.copyfile(file, OUTBOX / (name + ".part"))
    os.replace(OUTBOX / (name + ".part"), OUTBOX / (name + ".csv"))


def send_outbox(service):
    """Sends what waits, oldest first. Returns whether every row was taken."""
    taken = True
    for file in sorted(OUTBOX.glob("*.csv")):
        with open(file, encoding="utf-8", newline="") as text:
            rows = list(csv.DictReader(text, delimiter=";", quoting=csv.QUOTE_NONE))
        kind = file.stem.rpartition("-")[2]
        send = send_shipments if kind == "shipments" else send_update
        taken = send(service, kind, file.stem, rows) and taken
        file.unlink()
    return taken


def send_update(service, kind, reference, rows):
    operation, wrapper, row_name, write = UPDATES[kind]
    result = service.call("ProductTasks", operation, CallerReference=reference, **{wrapper: {row_name: [write(row) for row in rows]}})
    print(f"{operation}: {result.Received} received, {result.Created} created, {result.Updated} updated, {result.Unchanged} unchanged, "
          f"{result.Rejected} rejected, {result.NotProcessed} not processed")
    for row in entries(result.Results):
        print(f"  row {row.Index + 1}, {row.ItemIntegrationId}: {row.Status} {row.Code or ''} {row.Message or ''}")
    if result.NotProcessed:                          # the service was interrupted: the same rows again, as a new call
        (OUTBOX / f"{reference}.csv").rename(OUTBOX / f"{reference.rpartition('-')[0]}-again-{kind}.csv")
        raise NoAnswer(f"{operation}: {result.NotProcessed} rows were not processed")
    return result.Rejected == 0


def product(row):
    made = {"ItemIntegrationId": row["item"], "Name": row["name"], "Price": row["price"], "Quantity": row["quantity"]}
    if row["style"]:                                 # a matrix item: the style groups sizes and colours to one product of the shop
        made["ProductIntegrationId"] = row["style"]
        made["Options"] = {"ProductOption": [{"Name": "Size", "Value": row["size"]}, {"Name": "Colour", "Value": row["colour"]}]}
    return made


def stock_row(row):
    return {"ItemIntegrationId": row["item"], "Quantity": row["quantity"]}


def price_row(row):
    return {"ItemIntegrationId": row["item"], "Price": row["price"], "SalePrice": row["sale_price"] or "0"}   # 0 ends a sale


UPDATES = {
    "products": ("UpdatePOSProducts", "Products", "Product", product),
    "stock": ("UpdateInventory", "InventoryRows", "InventoryRow", stock_row),
    "prices": ("UpdatePricing", "PriceRows", "PriceRow", price_row),
}


def send_shipments(service, kind, reference, rows):
    """The parcel's own number is the key: sent twice, it is already_saved."""
    parcels = [{"ShipmentId": row["parcel"], "Site": row["site"], "WebOrderNumber": row["order"], "Carrier": row["carrier"],
                "TrackingNumber": row["tracking"], "Lines": {"Line": [{"ItemIntegrationId": row["item"], "Quantity": row["quantity"]}]}} for row in rows]
    result = service.call("OrderTasks", "SaveShipments", Shipments={"Shipment": parcels})
    for told in entries(result.Results):
        print(f"SaveShipments: {told.ShipmentId} {told.Status} {told.Code or ''} {told.Message or ''}")
    return all(told.Status in ("saved", "already_saved") for told in entries(result.Results))


# -- down: what the web sold ---------------------------------------------------------------------------------------------------

def pull(service, ledger):
    """Books what is offered, then confirms it, until nothing is left. Until the confirm the same documents are offered again."""
    while True:
        offered = service.call("OrderTasks", "GetNewTransactions", MaxCount=AT_ONCE)
        answers = [book(transaction, ledger) for transaction in entries(offered.Transactions)]
        if not answers:
            return
        result = service.call("OrderTasks", "ConfirmTransactions", Confirmations={"TransactionConfirmation": answers})
        for told in entries(result.Results):   # confirmed, already_confirmed (a repeat) and refused are what we wanted
            print(f"  {told.DocumentId}: {told.Status} {told.Message or ''}")
        settled = [told for told in entries(result.Results) if told.Status in ("confirmed", "already_confirmed", "refused")]
        if not offered.MoreAvailable or not settled:
            return


def book(transaction, ledger):
    """Books one sale or return and returns the confirmation; or the refusal, with words for the operator, who sees it parked."""
    problem = why_not(transaction)
    if problem:
        print(f"cannot book {transaction.TransactionId}: {problem}")
        return {"TransactionId": transaction.TransactionId, "Accepted": False, "ErrorCode": "NOT_BOOKABLE", "ErrorMessage": problem}
    items = " ".join(f"{line.ItemIntegrationId}:{line.Quantity}" for line in entries(transaction.Lines))
    receipt = ledger.book(transaction.TransactionId, transaction.Type, transaction.WebOrderNumber, str(transaction.Total), items)
    print(f"{transaction.Type} of order {transaction.WebOrderNumber} is receipt {receipt}: {items}, {transaction.Total} {transaction.Currency}")
    return {"TransactionId": transaction.TransactionId, "Accepted": True, "PosDocumentNumbers": {"PosDocumentNumber": [receipt]}}


def why_not(transaction):
    """What this till cannot book: put your own reasons here. None if it can."""
    if not entries(transaction.Lines):
        return "money given back without goods has to be booked by hand"
    if any(not line.ItemIntegrationId for line in entries(transaction.Lines)):
        return "a line has no item of this till"
    return None


def main(words):
    OUTBOX.mkdir(parents=True, exist_ok=True)
    service = Connection()
    if words == ["pull"]:
        pull(service, Ledger(FOLDER / "ledger.csv"))
        return 0
    if len(words) == 2 and words[0] in [*UPDATES, "shipments"]:
        queue(*words)
        return 0 if send_outbox(service) else 2
    print(__doc__, file=sys.stderr)
    return 1


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Refused as refused:
        print(refused, file=sys.stderr)
        sys.exit(1)
    except NoAnswer as lost:
        print(f"{lost}\nnot finished: the same command goes on later", file=sys.stderr)
        sys.exit(75)
