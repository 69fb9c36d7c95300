#!/usr/bin/env python3
"""A shop of every platform on one account, played through the public doors. Called by scripts/demo --platforms; chapters: platform_chapters.py."""
import argparse
import pathlib
import shutil
import sys

from day import ROOT, new_directory
from processes import Stopped
from report import Report, StepFailed

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
    keep_running = False
    try:
        platform_chapters.play(house, report, pathlib.Path(arguments.shops).resolve(), arguments.platforms)
        keep_running = not arguments.once
    except (StepFailed, Stopped, RuntimeError, OSError) as failure:
        print(f"\n  FAILED {failure}\n\nThe output of the processes stands in {house.directory}", file=sys.stderr)
        return 1
    finally:
        if not keep_running:
            house.product.stop()
    print(f"\nAll {report.steps} steps hold ({report.seconds():.0f} s).")
    if keep_running:
        print(f"""
Everything is still running:
  the SOAP service     {house.service_url}/soap/ProductTasks?wsdl  (StoreId {house.STORE}, UserName {house.USER}, Password {house.password})
  the command line     {house.product.program} --dir {house.directory} status
Stop it with: scripts/demo --stop""")
    else:
        shutil.rmtree(house.directory)
    return 0


if __name__ == "__main__":
    sys.exit(main())
