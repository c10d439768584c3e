"""Generate the diagram and the table of the layers from the contract in pyproject.toml and from docstrings."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

#: Sizes in pixels. The diagram is narrow, so that its text is readable on a phone.
WIDTH: Final = 440
BAND: Final = 38
GAP: Final = 16
MARGIN: Final = 8

STYLE: Final = (
    "rect{fill:#e8eaf6;stroke:#5c6bc0}rect.apart{stroke-dasharray:4 3}"
    "text{font:15px ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace;fill:#1a237e;text-anchor:middle}"
    "path{stroke:#5c6bc0;stroke-width:1.5;fill:none}polygon{fill:#5c6bc0}"
)


def layers(root: Path) -> list[list[str]]:
    """Return the modules of each layer, highest layer first."""
    contracts = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    contract = next(one for one in contracts if one["id"] == "layers")
    return [re.split(r"\s*[|:]\s*", layer) for layer in contract["layers"]]


def picture(root: Path) -> str:
    """Return an SVG of the layers, with an arrow from each layer to the one below, and the separate trainer."""
    rows = [*layers(root), ["trainer"]]
    height = len(rows) * (BAND + GAP) - GAP + 2 * MARGIN
    shapes = [shape for number, row in enumerate(rows) for shape in band(number, row, last=len(rows) - 2)]
    title = "Layers of logtools, from high to low: " + "; ".join(", ".join(row) for row in rows[:-1])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n" + "\n".join(shapes) + "\n</svg>\n"
    )


def band(number: int, names: list[str], last: int) -> Iterator[str]:
    """Yield the boxes of one layer and the arrow to the layer below; boxes after layer `last` are separate."""
    top = MARGIN + number * (BAND + GAP)
    width = (WIDTH - 2 * MARGIN - GAP * (len(names) - 1)) / len(names)
    kind = ' class="apart"' if number > last else ""
    for column, name in enumerate(names):
        left = MARGIN + column * (width + GAP)
        yield f'<rect{kind} x="{left:.1f}" y="{top}" width="{width:.1f}" height="{BAND}" rx="5"/>'
        yield f'<text x="{left + width / 2:.1f}" y="{top + BAND / 2 + 5:.0f}">{name}</text>'
    if number < last:
        middle, bottom = WIDTH // 2, top + BAND
        yield f'<path d="M{middle} {bottom}v{GAP - 5}"/>'
        head = bottom + GAP - 6
        yield f'<polygon points="{middle - 4},{head} {middle + 4},{head} {middle},{head + 6}"/>'


def blocks(root: Path) -> dict[str, str]:
    """Return the table of layers: each module with the first sentence of its docstring."""
    rows = ["| layer | module | what it does |", "|---:|---|---|"]
    names = layers(root)
    for number, layer in enumerate(names):
        rows += [f"| {len(names) - number} | `{name}` | {summary(root / 'logtools', name)} |" for name in layer]
    rows.append(f"| | `trainer` | {summary(root / 'logtools', 'trainer')} |")
    return {"layers": "\n".join(rows)}


def summary(package: Path, name: str) -> str:
    """Return the first sentence of a module's docstring, for a cell of a table."""
    file = package / name / "__init__.py" if (package / name).is_dir() else package / f"{name}.py"
    docstring = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    sentence = " ".join(re.split(r"(?<=\.)\s", docstring.partition("\n\n")[0], maxsplit=1)[0].split())
    return sentence.rstrip(":.").replace("|", r"\|") + "."
