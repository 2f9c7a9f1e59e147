"""Try drift and import on a folder of saved pages, and print the figures: ``make try-pages PAGES=DIR``.

For each page: its models, how many of its bullets were understood, ignored and not understood, what drift it shows
against our specs, how many drafts lint and generate, how many of its requests are valid or marked, and on how many
random requests the validators and schemas of its drafts agree.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from pathlib import Path

from airsmith.docs.claims import Fate, Reading
from airsmith.docs.drift import drift
from airsmith.docs.drafts.folder import import_reading
from airsmith.docs.facts import Shared
from airsmith.docs.page import Page, UnreadablePage
from airsmith.docs.read import read_page
from airsmith.load.folder import SpecFolder
from airsmith.model.catalog import Model
from airsmith.model.specs import Specs

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from panel import Panel

SPECS = ROOT / "specs"
FUZZED, SEED = 2_000, 20251027
"""Requests that are drawn for each page, and from what."""

HEAD = (
    "page",
    "models",
    "bullets",
    "understood",
    "share",
    "unread lines",
    "drift",
    "drafts",
    "requests",
    "marked",
    "made",
    "fuzz",
)


@dataclass(frozen=True)
class Row:
    """The figures of a page, as they are printed."""

    page: str
    models: int
    bullets: int
    understood: int
    share: str
    unread: int
    drift: str
    drafts: int
    requests: int
    marked: int
    generated: str
    fuzz: str


def main(folder: Path) -> int:
    """Exit code 1 if a draft failed or is judged differently, 3 if a page could not be read."""
    rows: list[Row] = []
    code = 0
    for path in sorted(path for path in folder.rglob("*") if path.suffix in (".md", ".txt", ".json")):
        try:
            page = Page.of(path.name, path.read_bytes())
            rows.append(_row(page, read_page(page)))
        except UnreadablePage as error:
            print(f"{path.name}: {error}")
            code = 3
    widths = [max(len(str(cell)) for cell in column) for column in zip(HEAD, *map(astuple, rows), strict=True)]
    for cells in (HEAD, *map(astuple, rows)):
        print("  ".join(str(cell).ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip())
    failed = any(row.drafts < row.models or row.generated != "yes" or row.fuzz == "disagree" for row in rows)
    return code or int(failed)


def _row(page: Page, reading: Reading) -> Row:
    understood, ignored, unknown = (sum(one.figures()[place] for one in reading.models) for place in range(3))
    whole = understood + ignored + unknown
    for line in _unread(reading):
        print(f"{page.name}:{line}")
    specs = list(Shared(SpecFolder(SPECS, SPECS.name)).facts())
    kinds = Counter(one.kind.name.lower() for one in drift(reading, specs, page.url))
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / "specs"
        results = list(import_reading(page, reading, out, SPECS, "2000-01-01"))
        for one in results:
            if one.reason:
                print(f"{page.name}: {one.model.air}: {one.reason}")
        models = list(Specs(SpecFolder(out, "specs")).models())
        examples = [example for model in models for example in model.examples]
        made = _generated(out, Path(scratch) / "generated")
    return Row(
        page.name,
        len(reading.models),
        whole,
        understood,
        f"{100 * understood / max(whole, 1):.1f} %",
        len(list(_unread(reading))),
        ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items())) or "none",
        len(models),
        len(examples),
        sum(1 for example in examples if example.invalid),
        made,
        _fuzzed(page, models),
    )


def _fuzzed(page: Page, models: list[Model]) -> str:
    """On how many requests validators and schemas agree; the first disagreement is printed."""
    if not models:
        return "none"
    found = Panel.of(models).first_disagreement(FUZZED, SEED, models)
    if found:
        print(f"{page.name}: {found}")
    return "disagree" if found else f"{FUZZED} agree"


def _unread(reading: Reading) -> Iterator[str]:
    for model in reading.models:
        for line in model.lines:
            if line.fate is Fate.UNKNOWN:
                yield f"{line.number}: not understood: {line.text}"


def _generated(specs: Path, out: Path) -> str:
    command = [sys.executable, "-m", "airsmith", "generate", "--specs", str(specs), "--out", str(out)]
    outcome = subprocess.run(command, capture_output=True, text=True)
    return "yes" if outcome.returncode == 0 else f"no: {outcome.stderr.strip()[:200]}"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
