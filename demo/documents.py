"""GetNew… and Confirm… of any kind of document, as a till calls them."""
from decimal import Decimal

from soap import as_list

ORDERS, CAPTURES, TRANSACTIONS = ("Order", "OrderDocumentId"), ("Capture", "CaptureId"), ("Transaction", "TransactionId")


def get_new(client, kind, max_count=1000):
    element, _ = kind
    return as_list(client.call("OrderTasks", f"GetNew{element}s", [("MaxCount", max_count)]).get(f"{element}s"), element)


def confirm(client, kind, documents):
    """Accepts them and returns the words of the answer, one per document."""
    element, key = kind
    entries = [(f"{element}Confirmation", [(key, document[key]), ("Accepted", "true")]) for document in documents]
    result = client.call("OrderTasks", f"Confirm{element}s", [("Confirmations", entries)])
    return [row["Status"] for row in as_list(result.get("Results"), "DocumentResult")]


def lines_of(order):
    return as_list(order.get("Lines"), "Line")


def does_not_add_up(order):
    """Every document adds up by itself: lines, shipping, fees, tax and rounding make the total."""
    parts = sum(Decimal(line["Total"]) for line in lines_of(order))
    parts += sum(Decimal(order.get(field) or 0) for field in ("Shipping", "Tax", "Rounding"))
    parts += sum(Decimal(fee["Amount"]) for fee in as_list(order.get("Fees"), "NamedAmount"))
    return parts != Decimal(order["Total"])
