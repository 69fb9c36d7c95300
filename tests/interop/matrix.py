#!/usr/bin/python3
"""Prints which toolkit could do what, from the result files of run.py.

    matrix.py FOLDER     exits 1 when a toolkit is missing or something did not hold
    matrix.py --list     the runs that there are: each toolkit, and those that run on the frozen contract once more
"""
import json
import pathlib
import sys

import scenario
from toolkits import TOOLKITS

SHORT = {"UpdatePOSProducts": "Products", "UpdateInventory": "Inventory", "UpdatePricing": "Pricing", "GetNewOrders": "GetOrd", "ConfirmOrders": "ConfOrd",
         "GetNewCaptures": "GetCap", "ConfirmCaptures": "ConfCap", "GetNewTransactions": "GetTrn", "ConfirmTransactions": "ConfTrn", "SaveShipments": "Shipments"}
FAULT_CALLS = {call["call"] for call in scenario.FAULTS} | {"shipments_empty"}


def runs():
    return [name for name in TOOLKITS] + [name + "_frozen" for name, toolkit in TOOLKITS.items() if toolkit.frozen]


def operation_of(call):
    return next((each["operation"] for phase in scenario.PHASES.values() for each in phase if each["call"] == call), None)


def cell(result, calls):
    """How many of these calls held: '5', '4/5', '-' where the toolkit cannot."""
    made = [call for call in calls if call in result["calls"]]
    held = [call for call in made if not result["calls"][call]]
    if not made:
        return "-"
    return str(len(held)) if len(held) == len(made) else f"{len(held)}/{len(made)} !"


def row(result):
    ordinary = [call["call"] for name, phase in scenario.PHASES.items() if name != "soap12" for call in phase if call["call"] not in FAULT_CALLS]
    cells = [cell(result, [call for call in ordinary if operation_of(call) == operation]) for operation in scenario.OPERATIONS]
    faults = cell(result, sorted(FAULT_CALLS)) + ("*" if "fault_detail" in result["cannot"] else "")
    others = [call for call in result["calls"] if operation_of(call) is None]
    return [*cells, faults, cell(result, [call["call"] for call in scenario.SOAP12]), cell(result, others) if others else "ok"]


def main(folder):
    header = ["toolkit", *SHORT.values(), "faults", "SOAP 1.2", "values"]
    lines, missing, notes, broken = [header], [], [], False
    for name in runs():
        file = pathlib.Path(folder) / f"{name}.json"
        if not file.exists():
            missing.append(name)
            continue
        result = json.loads(file.read_text(encoding="utf-8"))
        lines.append([name, *row(result)])
        broken = broken or any(result["calls"].values())
        notes += [f"{name} cannot {what}: {why}" for what, why in result["cannot"].items()]
    widths = [max(len(line[column]) for line in lines) for column in range(len(header))]
    for line in lines:
        print("  ".join(text.ljust(width) for text, width in zip(line, widths)).rstrip())
    print("\nCalls that hold per operation; * = the toolkit shows a fault's text only.", *notes, *(f"MISSING {name}" for name in missing), sep="\n")
    return 1 if missing or broken else 0


if __name__ == "__main__":
    if sys.argv[1:] == ["--list"]:
        print(" ".join(runs()))
    else:
        sys.exit(main(sys.argv[1]))
