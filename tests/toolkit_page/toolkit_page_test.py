#!/usr/bin/python3
"""The programs on an integrators' page about toolkits work as they stand there.    toolkit_page_test.py PROGRAM PAGE

Each section (##) of the page is played in a directory of its own: blocks with a file name behind the language are written there, the blocks
`sh generate` and `sh build` are run, then the program: once with the right password, once with a wrong one.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "e2e"))

from harness import Harness, check  # noqa: E402

BLOCK = re.compile(r"^```(\w+) (\S+)\n(.*?)^```$", re.M | re.S)
RUN = {"pl": ["perl"], "rb": ["ruby"], "lua": ["lua5.1"]}


def sections(page):
    for text in re.split(r"^## ", page, flags=re.M)[1:]:
        blocks = [match.groups() for match in BLOCK.finditer(text)]
        if blocks:
            yield text.splitlines()[0], blocks


def run(line, directory, house, expect=None):
    done = subprocess.run(line, cwd=directory, env={**os.environ, "URL": house.service_url}, capture_output=True, text=True, timeout=300)
    said = done.stdout + done.stderr
    if expect is not None:
        check(f"{' '.join(line)[:60]} ends with {expect}", done.returncode == expect, said[-3000:])
    return said


def play(title, blocks, house):
    with tempfile.TemporaryDirectory(prefix="tillbridge-page-") as directory:
        program = None
        for language, name, text in blocks:
            if language == "sh":
                run(["sh", "-euc", text], directory, house, 0)
                continue
            pathlib.Path(directory, name).write_text(text, encoding="utf-8")
            if name == "generate.rb":
                run(["ruby", name, house.service_url], directory, house, 0)
            else:
                program = name
        start = [*RUN[program.rpartition(".")[2]], program] if not program.endswith(".cpp") else ["./till"]
        said = run([*start, house.service_url, house.STORE, house.password], directory, house)
        check(f"{title}: the call works", " ".join(said.split()) == "A-1 rejected no item 'A-1'; send it with UpdatePOSProducts first", said)
        said = run([*start, house.service_url, house.STORE, "wrong"], directory, house)
        check(f"{title}: the fault is read", re.match(r"unauthenticated:? the login was not accepted.* \(?req_\w+", said), said)


def main():
    program, page = sys.argv[1:3]
    found = list(sections(pathlib.Path(page).read_text(encoding="utf-8")))
    check("the page has programs", found)
    with Harness(program) as house:
        for title, blocks in found:
            play(title, blocks, house)


if __name__ == "__main__":
    main()
