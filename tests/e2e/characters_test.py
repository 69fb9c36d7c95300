#!/usr/bin/python3
"""Every text of characters/texts.py from the till to the shop and back, over the real programs.    characters_test.py PROGRAM sqlite|mariadb"""
import contextlib
import pathlib
import sys

from harness import Harness
from private_mariadb import PrivateMariadb

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "characters"))

from journey import Journey  # noqa: E402  (characters/)
from raw_till import RawTill  # noqa: E402


def main():
    program, kind = sys.argv[1:]
    with contextlib.ExitStack() as stack:
        database = stack.enter_context(PrivateMariadb()) if kind == "mariadb" else None
        house = stack.enter_context(Harness(program, database, pulls="orders,transactions", site_settings=("--order-moment", "placed")))
        Journey(house, RawTill(house.service_url, house.STORE, house.USER, house.password)).walk()


if __name__ == "__main__":
    main()
