#!/usr/bin/python3
"""Two foreign SOAP toolkits drive the real service from clients that they generate out of its WSDL.

    run.py PROGRAM zeep|php
"""
import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "e2e"))

from harness import Harness, check  # noqa: E402

COMMANDS = {"zeep": ["/usr/bin/python3", str(HERE / "zeep_client.py")], "php": ["php", str(HERE / "php_client.php")]}


def calls(house, toolkit):
    line = [*COMMANDS[toolkit], house.service_url + "/soap/ProductTasks?wsdl", house.STORE, house.USER, house.password]
    done = subprocess.run(line, capture_output=True, text=True, timeout=120)
    check(f"{toolkit} runs to its end", done.returncode == 0, done.stderr[-2000:] + done.stdout[-2000:])
    return {row["call"]: row for row in map(json.loads, done.stdout.splitlines())}


def items(result, wrapper, element):
    inner = (result.get(wrapper) or {}).get(element) or []
    return inner if isinstance(inner, list) else [inner]


def counts(told, **expected):
    names = {"Created": 0, "Updated": 0, "Unchanged": 0, "Stale": 0, "Superseded": 0, "Rejected": 0, "NotProcessed": 0, **expected}
    names["Received"] = sum(names.values())
    check(f"{told['call']} counts its rows", {name: int(told["result"][name]) for name in names} == names, told)


def statuses(told):
    return [row["Status"] for row in items(told["result"], "Results", "RowResult")]


def main():
    program, toolkit = sys.argv[1:3]
    with Harness(program) as house:
        told = calls(house, toolkit)
        counts(told["products_most"], Created=2)
        check("ReturnAllRows names every row", statuses(told["products_most"]) == ["created", "created"], told["products_most"])
        counts(told["products_least"], Updated=1)
        counts(told["products_empty"])
        counts(told["inventory"], Updated=1, Rejected=1)
        row = items(told["inventory"]["result"], "Results", "RowResult")[0]
        check("an unknown item is a row of its own", (row["Status"], row["Code"], int(row["Index"])) == ("rejected", "not_found", 1), row)
        counts(told["pricing"], Updated=1)
        for kind in ("orders", "captures", "transactions"):
            check(f"no {kind} wait", items(told[f"get_{kind}"]["result"], kind.capitalize(), kind[:-1].capitalize()) == [], told[f"get_{kind}"])
            confirmed = items(told[f"confirm_{kind}"]["result"], "Results", "DocumentResult")
            check(f"an unknown id of {kind} is said per id", [c["Status"] for c in confirmed] == ["not_found"], confirmed)
        shipment = items(told["shipments"]["result"], "Results", "ShipmentResult")[0]
        check("a shipment of an unknown order is rejected", shipment["Status"] == "rejected", shipment)
        for call, code in {"wrong_password": "unauthenticated", "empty_confirm": "empty_list", "too_many": "too_many"}.items():
            fault = told[call]["fault"]
            check(f"{call} is a fault with its detail", fault and fault["Code"] == code and fault["RequestId"].startswith("req_"), told[call])
            check(f"{call} has its code in the fault's text", code in told[call]["text"], told[call])
        product, variant = house.shop.variant("Z-2-S") if wait_for(house, "Z-2-S") else (None, None)
        check("what the toolkit sent stands in the shop, letter by letter", product and product["name"] == "Shirt — größer \U0001F600", product)
        check("quantities of all locations are added up", variant["quantity"] == "3", variant)
    print(f"{toolkit}: 10 operations, 3 faults")


def wait_for(house, sku):
    import time
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if house.shop.variant(sku)[1]:
            return True
        time.sleep(0.2)
    return False


if __name__ == "__main__":
    main()
