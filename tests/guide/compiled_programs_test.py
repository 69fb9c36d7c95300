#!/usr/bin/python3
"""Generates, compiles and runs the programs of docs/integrators/toolkits-java-dotnet.md with the commands and texts that stand there.

    compiled_programs_test.py PROGRAM
"""
import os
import pathlib
import re
import subprocess
import sys

from toolkit_programs_test import ROOT, Harness, check, sell_one, told_all

PAGE = (ROOT / "docs" / "integrators" / "toolkits-java-dotnet.md").read_text(encoding="utf-8")


def sections():
    """(heading, commands, file name, program) of each toolkit on the page."""
    for section in re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]:
        commands = re.search(r"^```bash\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
        program = re.search(r"^```(?:java|csharp) (\S+)\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
        if program:
            yield section.splitlines()[0], commands[1], program[1], program[2]


def main():
    found = list(sections())
    check("the page has four programs", len(found) == 4, [name for name, *_ in found])
    with Harness(sys.argv[1]) as house:
        sell_one(house)

        def here(text):
            return text.replace("http://127.0.0.1:8470", house.service_url).replace("main-street", house.STORE).replace("till1", house.USER)

        for number, (name, commands, file, program) in enumerate(found):
            folder = pathlib.Path(house.directory) / f"program{number}"
            folder.mkdir()
            (folder / file).write_text(here(program), encoding="utf-8")
            told_all(name, subprocess.run(["bash", "-euc", here(commands)], cwd=folder, capture_output=True, text=True, timeout=240,
                                          env={**os.environ, "TILLBRIDGE_PASSWORD": house.password}))


if __name__ == "__main__":
    main()
