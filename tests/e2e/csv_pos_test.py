#!/usr/bin/python3
"""The example till as its README tells to use it: each sub-command once, and pulling twice books once.    csv_pos_test.py PROGRAM"""
import csv
import os
import subprocess
import sys
import time

from harness import ROOT, Harness, check

TILL = ROOT / "examples" / "csv_pos"


def csv_pos(house, *arguments, expect=0):
    line = ["/usr/bin/python3", str(TILL / "csv_pos.py"), *arguments, "--url", house.service_url, "--store", house.STORE, "--user", house.USER]
    done = subprocess.run(line, capture_output=True, text=True, timeout=120, env={**os.environ, "TILLBRIDGE_PASSWORD": house.password})
    check(f"csv_pos {arguments[0]} ends with {expect}", done.returncode == expect, done.stdout + done.stderr)
    return done.stdout


def pull_until(house, book, rows):
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        csv_pos(house, "pull", "--book", str(book))
        if book.exists() and len(list(csv.DictReader(book.open(newline="")))) >= rows:
            return
        time.sleep(0.5)


def main():
    with Harness(sys.argv[1]) as house:
        export = ["--map", str(TILL / "maps" / "till_export.toml"), str(TILL / "catalogue.csv")]
        check("the catalogue goes up", "205 received, 205 created" in csv_pos(house, "products", *export))
        check("stock again changes nothing", "205 received, 205 unchanged" in csv_pos(house, "inventory", *export))
        check("nor do prices", "205 received, 205 unchanged" in csv_pos(house, "prices", *export))
        deadline = time.monotonic() + 60
        while not house.shop.variant("A00276")[1] and time.monotonic() < deadline:
            time.sleep(0.2)
        house.shop.merchandise("A00276", status="published")
        order = house.shop.place_order({"A00276": 2})
        house.shop.ship(order, {"A00276": 2}, "DHL", "T-1")
        book = house.directory / "booked.csv"
        pull_until(house, book, 1)
        csv_pos(house, "pull", "--book", str(book))
        booked = list(csv.DictReader(book.open(newline="")))
        found = [(row["WebOrderNumber"], row["Type"], row["Items"]) for row in booked]
        check("the shipment is booked once", found == [(order["number"], "Shipment", "A00276x2")], found)
        csv_pos(house, "products", "--map", str(TILL / "maps" / "magento_gear.toml"), str(TILL / "catalogue.csv"), expect=1)


if __name__ == "__main__":
    main()
