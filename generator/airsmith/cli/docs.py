"""``airsmith docs``: what pages say, against the specs or as new ones."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .common import FINDINGS, UNREADABLE, format_option, guarded, show, specs_folder, specs_option

if TYPE_CHECKING:
    from ..docs.claims import Reading
    from ..docs.finding import Drift
    from ..docs.fetch import Progress
    from ..docs.page import Page
    from ..docs.patching.write import Written

_PAGES = click.argument("pages", metavar="PAGE...", nargs=-1, required=True)


@click.group()
def docs() -> None:
    """Read docs pages: provider pages, model pages, OpenAPI documents, request schemas."""


@docs.command()
@_PAGES
@specs_option
@format_option
@click.option("--write", "is_written", is_flag=True, help="Change the specs as the pages say, as far as lint agrees.")
@click.option("--lines", "all_lines", is_flag=True, help="Say of every line what became of it.")
@guarded
def drift(pages: tuple[str, ...], specs: Path | None, form: str, is_written: bool, all_lines: bool) -> int:
    """Compare pages with the specs.

    PAGE is a file, a URL, or "-" for standard input: Markdown, text saved from a browser, or JSON.
    Its format is told by its content.

    Exit codes: 0 no drift, 1 drift, 3 a page cannot be read or names no model. A line that is not understood is drift.
    """
    from ..docs.drift import drift as compare
    from ..docs.facts import Shared
    from ..load.folder import SpecFolder
    from ..pipeline import read

    folder = specs_folder(specs)
    for _ in read(folder).models():
        pass  # Specs with errors raise here; what follows reads them as they are written.
    found: list[tuple[Page, Drift]] = []
    expected = {facts.air: facts.settings for facts in Shared(SpecFolder(folder, folder.name)).facts()}
    readings = list(_readings(pages, expected))
    for page, reading in readings:
        facts = list(Shared(SpecFolder(folder, folder.name)).facts())
        differences = compare(reading, facts, page.url)
        found += [(page, one) for one in differences]
        if is_written:
            _report_written(_write(folder, page, differences))
        if all_lines:
            _show_lines(page, reading)
    _show(found, form)
    if form == "text":
        for page, reading in readings:
            count = sum(1 for where, _ in found if where is page)
            click.echo(f"{page.name}: {_counted(count, 'difference')}, {_figures(reading)}")
    if len(readings) < len(pages):
        return UNREADABLE
    return FINDINGS if found else 0


def _write(folder: Path, page: Page, found: Sequence[Drift]) -> list[Written]:
    from ..docs.patching.write import write

    return write(folder, page, found, date.today().isoformat())


@docs.command("import")
@_PAGES
@specs_option
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder for the drafts.")
@click.option("--overwrite", is_flag=True, help="Replace drafts that are there.")
@guarded
def import_(pages: tuple[str, ...], specs: Path | None, out: Path, overwrite: bool) -> int:
    """Draft specs from pages never seen before.

    Each value names the line it comes from, and each guess says that it is one. The drafts pass lint;
    tasks are taken from the specs folder.

    Exit codes: 0 all models drafted, 1 some could not be, 3 a page cannot be read or names no model.
    """
    from ..diagnostics import one_line
    from ..docs.claims import Fate
    from ..docs.drafts.folder import import_reading

    readings = list(_readings(pages, {}))
    missing = 0
    for page, reading in readings:
        today = date.today().isoformat()
        for drafted in import_reading(page, reading, out, specs_folder(specs), today, overwrite=overwrite):
            missing += drafted.path is None
            told = f"  + {drafted.path}" if drafted.path else f"  ! {drafted.model.air}: {drafted.reason}"
            click.echo("\n".join(map(one_line, told.split("\n"))))
            for line in drafted.model.lines:
                if line.fate is Fate.UNKNOWN:
                    click.echo(one_line(f"    {page.name}:{line.number}: not understood: {line.text}"))
        click.echo(f"{page.name}: {_figures(reading)}")
    if len(readings) < len(pages):
        return UNREADABLE
    return FINDINGS if missing else 0


def _readings(pages: Sequence[str], expected: Mapping[str, frozenset[str]]) -> Iterator[tuple[Page, Reading]]:
    """The pages that can be read, by the settings ``expected`` of each model; the others are reported as they come."""
    from ..diagnostics import one_line
    from ..docs.page import UnreadablePage
    from ..docs.read import read_page

    for name in pages:
        try:
            page = _page(name)
            yield page, read_page(page, expected)
        except UnreadablePage as error:
            click.echo(one_line(f"error: {error}"), err=True)


def _page(name: str) -> Page:
    """Raises UnreadablePage and OSError."""
    from ..docs.fetch import fetch
    from ..docs.page import LARGEST, Page

    if name.startswith(("http://", "https://")):
        with _progress(name) as progress:
            return fetch(name, progress)
    if name == "-":
        return Page.of("<stdin>", sys.stdin.buffer.read(LARGEST + 1))
    with Path(name).open("rb") as file:
        return Page.of(name, file.read(LARGEST + 1))


@contextmanager
def _progress(name: str) -> Iterator[Progress]:
    """A bar on a terminal, nothing elsewhere."""
    from rich.console import Console
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    with Bar(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(name, total=None)

        def progress(done: int, whole: int | None) -> None:
            bar.update(task, completed=done, total=whole)

        yield progress


def _show(found: Sequence[tuple[Page, Drift]], form: str) -> None:
    from ..findings import Finding

    findings = [
        Finding(
            page.name,
            max(one.line, 1),
            1,
            one.kind.value,
            one.message,
            hint=f"the spec says it at {one.spec}" if one.spec else "",
        )
        for page, one in found
    ]
    show(findings, form)


def _show_lines(page: Page, reading: Reading) -> None:
    from ..diagnostics import one_line

    every = [line for model in reading.models for line in model.lines] + list(reading.shared)
    for line in sorted(every, key=lambda one: one.number):
        about = f" ({line.reason})" if line.reason else ""
        click.echo(one_line(f"{page.name}:{line.number}: {line.fate.value}{about}: {line.text}"))


def _report_written(outcomes: Sequence[Written]) -> None:
    from ..diagnostics import one_line

    for outcome in outcomes:
        done = f"written to {outcome.file}" if not outcome.reason else f"not written: {outcome.reason}"
        click.echo(one_line(f"  {outcome.drift.message}: {done}"), err=True)


def _figures(reading: Reading) -> str:
    """How many models there are, and how many of the bullets were understood; ignored ones do not count as such."""
    figures = [model.figures() for model in reading.models]
    understood, ignored, unknown = (sum(counts[place] for counts in figures) for place in range(3))
    whole = understood + ignored + unknown
    share = 100 * understood / whole if whole else 100.0
    rest = f", {ignored} ignored, {unknown} not understood" if ignored or unknown else ""
    models = _counted(len(reading.models), "model")
    return f"{models}, {understood} of {whole} spec bullets understood ({share:.1f} %){rest}"


def _counted(count: int, noun: str) -> str:
    return f"{count or 'no'} {noun}{'s' if count != 1 else ''}"
