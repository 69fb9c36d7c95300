#!/usr/bin/env python3
"""A retailer's day with Tillbridge, played through the public doors: SOAP over HTTP, the command line and the shop's own API.

Called by scripts/demo. Each chapter is a function in demo/chapters.py; this file makes the installation, runs them in order and ends.
"""
import argparse
import pathlib
import shutil
import sys
import time

import chapters
from processes import Stopped, stop_all
from report import Report, StepFailed

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "examples" / "csv_pos"))

from installation import Installation  # noqa: E402  (needs csv_pos on the path)


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True)
    parser.add_argument("--root", required=True, help="folder under which each run makes its own directory")
    parser.add_argument("--once", action="store_true", help="stop everything at the end")
    parser.add_argument("--stop", action="store_true", help="only stop what earlier runs left running")
    parser.add_argument("--catalog", default=str(ROOT.parent / "shared" / "data" / "catalog"), help="folder of the foreign catalogue")
    return parser.parse_args()


def new_directory(root, name="day"):
    root.mkdir(parents=True, exist_ok=True)
    for number in range(1000):
        directory = root / (time.strftime(f"{name}-%Y%m%d-%H%M%S") + (f"-{number}" if number else ""))
        try:
            directory.mkdir()
            return directory
        except FileExistsError:
            continue
    raise OSError(f"no new directory could be made under {root}")


def play_out(house, report, play, once, pages=lambda: ""):
    """Plays, says how it went, and stops everything at the end or says what goes on running (`pages` first); the exit code."""
    keep_running = False
    try:
        play()
        keep_running = not once
    except (StepFailed, Stopped, RuntimeError, OSError) as failure:
        print(f"\n  FAILED {failure}\n\nThe output of the processes stands in {house.directory}", file=sys.stderr)
        return 1
    finally:
        if not keep_running:
            house.product.stop()
    print(f"\nAll {report.steps} steps hold ({report.seconds():.0f} s).")
    if keep_running:
        print(f"""
Everything is still running:{pages()}
  the SOAP service     {house.service_url}/soap/ProductTasks?wsdl  (StoreId {house.STORE}, UserName {house.USER}, Password {house.password})
  the command line     {house.product.program} --dir {house.directory} status
Stop it with: scripts/demo --stop""")
    else:
        shutil.rmtree(house.directory)
    return 0


def main():
    arguments = parse_arguments()
    root = pathlib.Path(arguments.root).resolve()
    if arguments.stop:
        print(f"stopped {stop_all(root)} processes of earlier runs")
        return 0

    report = Report()
    house = Installation(pathlib.Path(arguments.program).resolve(), new_directory(root))
    return play_out(house, report, lambda: chapters.play(house, report, pathlib.Path(arguments.catalog)), arguments.once,
                    lambda: f"\n  the shop's page      {house.shop_url}/")


if __name__ == "__main__":
    sys.exit(main())
