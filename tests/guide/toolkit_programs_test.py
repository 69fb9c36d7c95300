#!/usr/bin/python3
"""Runs the programs of docs/integrators/toolkits-python-php-node.md as they stand there.

    toolkit_programs_test.py PROGRAM NODE_MODULES
"""
import os
import pathlib
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "e2e"))

from harness import Harness, check  # noqa: E402

PAGE = (ROOT / "docs" / "integrators" / "toolkits-python-php-node.md").read_text(encoding="utf-8")
COMMANDS = {"python": ["/usr/bin/python3"], "php": ["php"], "js": ["node"]}


def programs():
    """(heading, language, text) of each program on the page."""
    found = []
    for section in re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]:
        block = re.search(r"^```(python|php|js)\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
        found.append((section.splitlines()[0], block[1], block[2]))
    return found


def sell_one(house):
    """A product, and a sale of it that waits."""

    def sample(operation):
        text = house.product.command("sample", operation, "--as", "curl", "--address", house.service_url, "--store", house.STORE, "--user", house.USER)
        return subprocess.run(["sh"], input=text, capture_output=True, text=True, timeout=60, env={**os.environ, "TILLBRIDGE_PASSWORD": house.password}).stdout

    sample("UpdatePOSProducts")
    wait("the product comes to the shop", lambda: house.shop.variant("100-234-XL")[1])
    house.shop.merchandise("100-234-XL", status="published")
    order = house.shop.place_order({"100-234-XL": "2"}, shipping_charge="4.90")
    house.shop.ship(order, {"100-234-XL": "1"}, "DHL", "JJD1")
    wait("the sale waits for the till", lambda: "<tb:TransactionId>" in sample("GetNewTransactions"))


def wait(what, happened):
    deadline = time.monotonic() + 60
    while not happened():
        check(what, time.monotonic() < deadline)
        time.sleep(0.2)


def told_all(name, done):
    """What every program of these pages prints."""
    told = done.stdout + done.stderr
    check(f"{name} runs to its end", done.returncode == 0, told)
    check(f"{name} names the row that was not taken", "NO-SUCH rejected not_found no item" in done.stdout, told)
    check(f"{name} shows the sale with its exact total", re.search(r"txn_\w+ Shipment 24\.89 ", done.stdout), told)
    check(f"{name} reads the fault's detail", re.search(r"^unknown_site ([Ff]alse|never) ", done.stdout, re.MULTILINE), told)


def main():
    program, node_modules = sys.argv[1:3]
    found = programs()
    check("the page has five programs", [language for _, language, _ in found] == ["python", "python", "php", "js", "js"], [name for name, *_ in found])
    with Harness(program) as house:
        sell_one(house)
        for number, (name, language, text) in enumerate(found):
            file = pathlib.Path(house.directory) / f"program{number}.{language}"
            file.write_text(text.replace("http://127.0.0.1:8470", house.service_url).replace("main-street", house.STORE).replace("till1", house.USER), encoding="utf-8")
            done = subprocess.run([*COMMANDS[language], str(file)], capture_output=True, text=True, timeout=120,
                                  env={**os.environ, "TILLBRIDGE_PASSWORD": house.password, "NODE_PATH": node_modules})
            told_all(name, done)


if __name__ == "__main__":
    main()
