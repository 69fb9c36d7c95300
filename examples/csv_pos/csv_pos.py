#!/usr/bin/env python3
"""A small point of sale that lives on CSV files.

  csv_pos.py products  --map maps/till_export.toml catalogue.csv     send the catalogue (creates and updates)
  csv_pos.py inventory --map maps/till_export.toml catalogue.csv     send quantities only
  csv_pos.py prices    --map maps/till_export.toml catalogue.csv     send prices only
  csv_pos.py pull      --book booked.csv                             fetch transactions, book each once, confirm

Where to send: --url, --store, --user and the password in the environment variable TILLBRIDGE_PASSWORD or a file (--password-file).
"""
import argparse
import csv
import os
import pathlib
import sys

import pos
from column_map import ColumnMap, MapError
from soap import Client, Fault, as_list


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["products", "inventory", "prices", "pull"])
    parser.add_argument("csv", nargs="?", help="the export to read")
    parser.add_argument("--map", help="the column map of the export")
    parser.add_argument("--book", default="booked.csv", help="where pulled transactions are booked")
    parser.add_argument("--url", default="http://127.0.0.1:8470")
    parser.add_argument("--store", required=True)
    parser.add_argument("--user", required=True)
    parser.add_argument("--password-file")
    return parser.parse_intermixed_args()


def password(arguments):
    if arguments.password_file:
        return pathlib.Path(arguments.password_file).read_text().strip()
    if "TILLBRIDGE_PASSWORD" in os.environ:
        return os.environ["TILLBRIDGE_PASSWORD"]
    sys.exit("csv_pos: no password: set TILLBRIDGE_PASSWORD or give --password-file")


def send(client, arguments):
    if not arguments.map or not arguments.csv:
        sys.exit(f"csv_pos: {arguments.what} needs --map MAP and a CSV file")
    products = ColumnMap(arguments.map).read(arguments.csv)
    if arguments.what == "products":
        counts = pos.update_products(client, products)
    elif arguments.what == "inventory":
        counts = pos.update_inventory(client, ((p["ItemIntegrationId"], p["Quantity"]) for p in products if "Quantity" in p))
    else:
        counts = pos.update_pricing(client, ((p["ItemIntegrationId"], p["Price"], p.get("SalePrice", "")) for p in products if "Price" in p))
    print(counts)
    for row in counts.rows:
        print(f"  row {row['Index']} {row.get('ItemIntegrationId', '')}: {row['Status']} {row.get('Code', '')} {row.get('Message', '')}")
    return 1 if counts["Rejected"] or counts["NotProcessed"] else 0


def pull(client, arguments):
    """Books each transaction once, keyed by its id, and confirms it only then: whatever is lost in between comes again."""
    book = pathlib.Path(arguments.book)
    booked = {row["TransactionId"]: row["Number"] for row in csv.DictReader(book.open(newline=""))} if book.exists() else {}
    while True:
        transactions, more = pos.get_new_transactions(client)
        if not transactions:
            break
        with book.open("a", newline="") as file:
            writer = csv.DictWriter(file, ["TransactionId", "Number", "Type", "WebOrderNumber", "Total", "Currency", "Items"])
            if file.tell() == 0:
                writer.writeheader()
            for transaction in transactions:
                key = transaction["TransactionId"]
                if key in booked:
                    continue
                booked[key] = f"R{len(booked) + 1:06d}"
                items = " ".join(f"{line.get('ItemIntegrationId') or line.get('Name')}x{line['Quantity']}"
                                 for line in as_list(transaction.get("Lines"), "Line"))
                writer.writerow({"TransactionId": key, "Number": booked[key], "Type": transaction["Type"], "Items": items,
                                 "WebOrderNumber": transaction["WebOrderNumber"], "Total": transaction["Total"], "Currency": transaction["Currency"]})
            file.flush()
            os.fsync(file.fileno())
        words = pos.confirm_transactions(client, [{"TransactionId": t["TransactionId"], "PosDocumentNumber": booked[t["TransactionId"]]} for t in transactions])
        for key, word in words.items():
            print(f"{booked[key]} {key}: {word}")
        if not more:
            break
    return 0


def main():
    arguments = parse_arguments()
    client = Client(arguments.url, arguments.store, arguments.user, password(arguments), log=lambda text: print(text, file=sys.stderr))
    try:
        return pull(client, arguments) if arguments.what == "pull" else send(client, arguments)
    except (Fault, MapError, OSError) as error:
        print(f"csv_pos: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
