#!/usr/bin/env python3
"""Reads every #include of ours and every CMake link and names each one that breaks the table in rules.py.

    check.py ROOT          exits 1 when a row is broken
    check.py --self-test   proves that each kind of breach is found
"""
import pathlib
import re
import sys
import tempfile

from rules import INTERFACES_BIND, LIBRARY_STOPS_AT, MAY_INCLUDE, ONLY_INTERFACES

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^">]+)[">]')
LINK = re.compile(r"tillbridge_(\w+)")
NOT_FOLDERS = {"options", "options_quiet", "folder_library", "test", "test_support", "test_main"}


def broken_include(folder, source, quoted, target):
    """The rule that this include breaks, or None."""
    for library, homes in LIBRARY_STOPS_AT.items():
        if target.startswith(library) and not any(source.startswith(home) for home in homes):
            return f"{library}* stops at {', '.join(homes)}"
    if not quoted or "/" not in target:
        return None
    other = target.split("/")[0]
    if other not in MAY_INCLUDE or other == folder:
        return platform_breach(source, target)
    if other not in MAY_INCLUDE[folder]:
        return f"{folder} may not know {other}"
    if folder in INTERFACES_BIND and other in ONLY_INTERFACES and not ONLY_INTERFACES[other](target):
        return f"{folder} may use only the interfaces of {other}"
    return None


def platform_breach(source, target):
    """connectors/<a>/ may not include connectors/<b>/; http/ belongs to all of them."""
    if not (source.startswith("connectors/") and target.startswith("connectors/")):
        return None
    ours, theirs = source.split("/"), target.split("/")
    if len(ours) < 3 or len(theirs) < 3 or theirs[1] in {ours[1], "http"} or ours[1] == "http" and theirs[1] == "http":
        return None
    return f"connectors/{ours[1]} may not know connectors/{theirs[1]}"


def check_includes(root):
    for folder in MAY_INCLUDE:
        for path in sorted((root / folder).rglob("*.[ch]pp")):
            source = path.relative_to(root).as_posix()
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                found = INCLUDE.match(line)
                if not found:
                    continue
                rule = broken_include(folder, source, found[1] == '"', found[2])
                if rule:
                    yield f"{source}:{number}: includes {found[2]}: {rule}"


def check_links(root):
    for folder, allowed in MAY_INCLUDE.items():
        lists = root / folder / "CMakeLists.txt"
        if folder == "main" or not lists.exists():
            continue
        text = re.sub(r"#.*", "", lists.read_text(encoding="utf-8"))
        for other in set(LINK.findall(text)) - NOT_FOLDERS - {folder} - allowed:
            if other in MAY_INCLUDE or other == "generated":
                yield f"{folder}/CMakeLists.txt: links tillbridge_{other}: {folder} may not know {other}"


def check_examples(root):
    """Examples and the demo use the public doors only: no header and no file of the product's insides."""
    for place in ("examples", "demo"):
        for path in sorted((root / place).rglob("*")):
            if path.suffix in {".cpp", ".hpp", ".c"} and path.is_file():
                for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                    found = INCLUDE.match(line)
                    if found and found[2].split("/")[0] in MAY_INCLUDE:
                        yield f"{path.relative_to(root)}:{number}: examples may not include headers of the product"


def breaches(root):
    return [*check_includes(root), *check_links(root), *check_examples(root)]


def self_test():
    cases = {
        "domain/a.hpp": '#include "persistence/items.hpp"\n',
        "services/b.cpp": '#include "connectors/connector.hpp"\n',
        "services/c.cpp": "#include <soci/soci.h>\n",
        "jobs/d.cpp": '#include "persistence/soci/session.hpp"\n',
        "connectors/woocommerce/e.cpp": '#include "connectors/generic/json.hpp"\n',
        "jobs/f.cpp": '#include "connectors/woocommerce/json.hpp"\n',
        "sandbox/g.cpp": '#include "domain/item.hpp"\n',
        "domain/CMakeLists.txt": "tillbridge_folder_library(LINKS tillbridge_persistence)\n",
        "examples/h.cpp": '#include "base/decimal.hpp"\n',
    }
    allowed = {"services/ok.cpp": '#include "persistence/items.hpp"\n#include <string>\n#include "services/http/message.hpp"\n',
               "connectors/generic/ok.cpp": '#include "connectors/http/client.hpp"\n'}
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for name, text in {**cases, **allowed}.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text)
        found = breaches(root)
    missed = [name for name in cases if not any(line.startswith(name) for line in found)]
    wrong = [line for line in found if any(line.startswith(name) for name in allowed)]
    return [f"not found: {name}" for name in missed] + [f"wrongly found: {line}" for line in wrong]


def main():
    if sys.argv[1:] == ["--self-test"]:
        problems = self_test()
    else:
        problems = breaches(pathlib.Path(sys.argv[1]))
    for line in problems:
        print(line)
    print(f"{len(problems)} breaches")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
