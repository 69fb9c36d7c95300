#!/usr/bin/python3
"""Every relative link in the Markdown of this project leads to a file, and to a heading where it names one; every page for
integrators is linked from their first page.

    links_test.py ROOT
"""
import pathlib
import re
import sys

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def anchors(text):
    """The names that headings get: lower case, blanks as hyphens, no punctuation."""
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}


def without_code(text):
    return re.sub(r"`[^`\n]*`", "", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL))


def broken(root):
    pages = [*root.glob("*.md"), *(path for folder in ("docs", "examples", "tests", "wsdl") for path in (root / folder).rglob("*.md") if "node_modules" not in path.parts)]
    for page in pages:
        for target in LINK.findall(without_code(page.read_text(encoding="utf-8"))):
            path, _, anchor = target.partition("#")
            if re.match(r"[a-z]+:", path):
                continue
            file = (page.parent / path).resolve() if path else page
            if not file.exists():
                yield f"{page.relative_to(root)}: {target} leads nowhere"
            elif anchor and file.suffix == ".md" and anchor not in anchors(file.read_text(encoding="utf-8")):
                yield f"{page.relative_to(root)}: {target} names no heading"


def not_linked(root):
    folder = root / "docs" / "integrators"
    linked = {target.partition("#")[0] for target in LINK.findall((folder / "README.md").read_text(encoding="utf-8"))}
    for page in sorted(folder.glob("*.md")):
        if page.name not in linked | {"README.md"}:
            yield f"docs/integrators/README.md does not lead to {page.name}"


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    problems = [*broken(root), *not_linked(root)]
    print("\n".join(problems) or "every link leads somewhere")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
