#!/usr/bin/env python3
"""A shop of every platform on one account, played through the public doors. Called by scripts/demo --platforms; chapters: platform_chapters.py."""
import argparse
import pathlib
import sys

from day import ROOT, new_directory, play_out
from report import Report

sys.path.insert(0, str(ROOT / "examples" / "csv_pos"))

import platform_chapters  # noqa: E402  (needs csv_pos on the path)
from installation import Installation  # noqa: E402


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True)
    parser.add_argument("--shops", required=True, help="the program of the pretended shops")
    parser.add_argument("--root", required=True, help="folder under which each run makes its own directory")
    parser.add_argument("--once", action="store_true", help="stop everything at the end")
    parser.add_argument("platforms", nargs="*", help="only these")
    return parser.parse_args()


def main():
    arguments = parse_arguments()
    report = Report()
    house = Installation(pathlib.Path(arguments.program).resolve(), new_directory(pathlib.Path(arguments.root).resolve(), "platforms"), pulls="orders,captures,transactions")
    return play_out(house, report, lambda: platform_chapters.play(house, report, pathlib.Path(arguments.shops).resolve(), arguments.platforms), arguments.once)


if __name__ == "__main__":
    sys.exit(main())
