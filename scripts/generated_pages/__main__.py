"""Write the parts of the docs that are generated from the code, or find those that are stale.

    python -m scripts.generated_pages            write them
    python -m scripts.generated_pages --check    exit with 1 if any is stale

`scripts/docs` calls this module. It needs only logtools.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from scripts.generated_pages import architecture, columns, commands, examples, lesson

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


def main() -> int:
    """Write or check all pages; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if a page is stale")
    check = parser.parse_args().check
    stale = []
    for file, text in (*whole_files(), *pages()):
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            stale.append(file.relative_to(ROOT).as_posix())
            if not check:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8", newline="\n")
    if stale:
        print("Stale:" if check else "Updated:", *stale, sep="\n  ", file=sys.stderr)  # noqa: T201
    if stale and check:
        print("Run scripts/docs --write and commit the result.", file=sys.stderr)  # noqa: T201
    return int(check and bool(stale))


def whole_files() -> Iterator[tuple[Path, str]]:
    """Yield path and text of each file that is generated completely."""
    yield DOCS / "columns.md", columns.page()
    yield DOCS / "images" / "layers.svg", architecture.picture(ROOT)
    for name, text in commands.pages().items():
        yield DOCS / "commands" / f"{name}.md", text


def pages() -> Iterator[tuple[Path, str]]:
    """Yield path and text of each page with generated blocks or examples."""
    blocks = {**lesson.tables(DOCS / "lesson"), **architecture.blocks(ROOT)}
    generated = {file for file, _ in whole_files()}
    with examples.workspace(ROOT) as folder:
        for file in sorted(DOCS.rglob("*.md")):
            if file not in generated:
                text = examples.fill_blocks(file.read_text(encoding="utf-8"), blocks)
                yield file, examples.rerun(text, folder)


if __name__ == "__main__":
    sys.exit(main())
