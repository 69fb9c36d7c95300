#!/usr/bin/python3
"""Runs what docs/integrators/README.md tells a programmer to type, and holds its fault against the service's own.

    five_minutes_test.py PROGRAM
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

README = (ROOT / "docs" / "integrators" / "README.md").read_text(encoding="utf-8")


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


class Reader:
    """Types the lines, with the addresses of this house in place of the printed ones."""

    def __init__(self, house, program):
        self.house = house
        folder = pathlib.Path(house.directory) / "typed"
        folder.mkdir()
        (folder / "tillbridge").symlink_to(pathlib.Path(program).resolve())
        self.folder = folder
        self.environment = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}", "TILLBRIDGE_PASSWORD": house.password}

    def types(self, lines):
        login = f"tillbridge sample --address {self.house.service_url} --store {self.house.STORE} --user {self.house.USER}"
        text = lines.replace("tillbridge sample", login).replace("http://127.0.0.1:8088", self.house.shop_url)
        done = subprocess.run(["sh", "-e", "-c", text], cwd=self.folder, capture_output=True, text=True, timeout=120, env=self.environment)
        check(lines.strip().splitlines()[-1][:90], done.returncode == 0, done.stdout + done.stderr)
        return done.stdout

    def types_until(self, lines, expected):
        """The printed text waits some seconds; a test looks until it has happened."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            out = self.types(lines)
            if expected in out:
                return out
            time.sleep(0.5)
        check(f"{expected} comes", False, out)


def main():
    set_up, first, sell, confirm = blocks("sh")
    (fault,) = blocks("xml")
    check("the fault is the one that the service gives", fault == (ROOT / "guide/answers/fault.xml").read_text(encoding="utf-8"))
    with Harness(sys.argv[1]) as house:
        reader = Reader(house, sys.argv[1])
        lines = re.sub(r"\\\n\s*", "", set_up).splitlines()
        reader.types("\n".join(line for line in lines if not line.endswith("&")))
        check("the first product is created", "<tb:Status>created<" in reader.types(first))
        publish_and_order, ship, pull = sell.split("sleep 10\n")
        reader.types_until("curl -s http://127.0.0.1:8088/admin/products", '"product_id":"1001"')
        reader.types(publish_and_order)
        reader.types_until(ship, "<tb:Status>saved<")
        answer = reader.types_until(pull, "<tb:TransactionId>")
        reader.environment["TRANSACTION"] = re.search(r"TransactionId>(txn_\w+)<", answer)[1]
        check("the sale is told as booked", "<tb:Status>confirmed<" in reader.types(confirm))
        check("nothing waits then", "<tb:Transactions></tb:Transactions>" in reader.types(pull))


if __name__ == "__main__":
    main()
