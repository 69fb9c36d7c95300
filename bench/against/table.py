"""Runs the bench `parts` of two revisions by turns and prints the tables of docs/performance/parts.md.
   table.py BEFORE_PROGRAM AFTER_PROGRAM [TURNS [option...]]
The figures are processor time (of the program and the database server together), since it tells the same on a busy machine;
medians of the turns, each of them a median of rounds."""
import re
import statistics
import subprocess
import sys

LINE = re.compile(r"^\| ([^|]+?) +\| +([\d.]+) \( *([\d.]+)\) \| +(\d+) % \| ?(.*)$")
LIMIT = re.compile(r"^(.*?) ([\d.]+) \(([\d.]+)\)$")


def measure(command):
    """{case: {part: (wall, processor, limit name, limit)}}"""
    cases, case = {}, None
    for line in subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines():
        if line.endswith("us per row (of processor time)"):
            case = cases.setdefault(line.rsplit(":", 1)[0], {})
        elif case is not None and (found := LINE.match(line)):
            part, wall, processor, _, limit = found.groups()
            named = LIMIT.match(limit)
            case[part] = (float(wall), float(processor), named[1] if named else "", float(named[3]) if named else None)
    return cases


def median(turns, case, part, which):
    values = [turn[case][part][which] for turn in turns if turn[case][part][which] is not None]
    return statistics.median(values) if values else None


def text(value):
    return "" if value is None else f"{value:.2f}" if value < 9.995 else f"{value:.1f}"


def main():
    before, after, turns = sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 3
    was, now = [], []
    for _ in range(turns):
        was.append(measure([before, *sys.argv[4:]]))
        now.append(measure([after, *sys.argv[4:]]))
    for case in now[0]:
        print(f"\n**{case}**, µs per row\n\n| part | before | after | share | raw limit |\n|---|---|---|---|---|")
        whole = median(now, case, "whole", 1)
        for part, (_, _, limit_name, _) in now[0][case].items():
            value = median(now, case, part, 1)
            limit = median(now, case, part, 3)
            limit_text = f"{limit_name}: {text(limit)}" if limit is not None else ""
            print(f"| {part} | {text(median(was, case, part, 1))} | {text(value)} | {value / whole * 100:.0f} % | {limit_text} |")
        sys.stdout.flush()


main()
