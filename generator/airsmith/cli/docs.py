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
from .suggesting import Group

if TYPE_CHECKING:
    from ..docs.claims import Reading
    from ..docs.finding import Drift
    from ..docs.fetch import Progress
    from ..docs.page import Page
    from ..docs.patching.write import Written

_PAGES = click.argument("pages", metavar="PAGE...", nargs=-1, required=True)


@click.group(cls=Group)
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

    With --write, what was written goes to standard error, and what is left is reported with the reason.

    Exit codes: 0 no drift, 1 drift, written or not, 3 a page cannot be read or names no model. A line that is not
    understood is drift.
    """
    from ..docs.drift import drift as compare
    from ..docs.facts import Shared
    from ..load.folder import SpecFolder
    from ..pipeline import read

    folder = specs_folder(specs)
    for _ in read(folder).models():
        pass  # Specs with errors raise here; what follows reads them as they are written.
    expected = {facts.air: facts.settings for facts in Shared(SpecFolder(folder, folder.name)).facts()}
    readings = list(_readings(pages, expected))

    def differences(page: Page, reading: Reading) -> list[Drift]:
        return compare(reading, list(Shared(SpecFolder(folder, folder.name)).facts()), page.url)

    found: list[list[Drift]] = []
    reasons: dict[str, str] = {}
    for page, reading in readings:
        found.append(differences(page, reading))
        if is_written:
            reasons |= _written(_write(folder, page, found[-1]))
        if all_lines:
            _show_lines(page, reading)
    left = [differences(*one) for one in readings] if is_written else found
    _show([(page, one) for (page, _), rest in zip(readings, left, strict=True) for one in rest], form, reasons)
    if form == "text":
        for (page, reading), all_of_it, rest in zip(readings, found, left, strict=True):
            still = f" ({len(rest) or 'none'} left)" if is_written and all_of_it else ""
            click.echo(f"{page.name}: {_counted(len(all_of_it), 'difference')}{still}, {_figures(reading)}")
    if len(readings) < len(pages):
        return UNREADABLE
    return FINDINGS if any(found) else 0


def _write(folder: Path, page: Page, found: Sequence[Drift]) -> list[Written]:
    from ..docs.patching.write import write

    return write(folder, page, found, date.today().isoformat())


def _written(outcomes: Sequence[Written]) -> dict[str, str]:
    """Say what was written; what was not is returned, message -> reason, since it is reported with all that is left."""
    from ..diagnostics import one_line

    for outcome in outcomes:
        if not outcome.reason:
            click.echo(one_line(f"  {outcome.drift.message}: written to {outcome.file}"), err=True)
    return {outcome.drift.message: outcome.reason for outcome in outcomes if outcome.reason}


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


def _show(found: Sequence[tuple[Page, Drift]], form: str, reasons: Mapping[str, str]) -> None:
    """``reasons`` says why a difference was not written, by its message."""
    from ..findings import Finding

    findings = []
    for page, one in found:
        reason = reasons.get(one.message)
        hints = (f"not written: {reason}" if reason else "", _place(one))
        hint = "; ".join(filter(None, hints))
        findings.append(Finding(page.name, max(one.line, 1), 1, one.kind.value, one.message, hint=hint))
    show(findings, form)


def _place(one: Drift) -> str:
    """Where to look in the specs. What is new may have a place there, such as a list that wants one value more."""
    from ..docs.finding import Kind

    if one.spec is None:
        return ""
    match one.kind:
        case Kind.NEW:
            return f"it belongs at {one.spec}" if one.facts else f"it belongs into {one.spec.file}"
        case Kind.CHANGED:
            return f"the spec says otherwise at {one.spec}"
        case _:
            return f"the spec says it at {one.spec}"


def _show_lines(page: Page, reading: Reading) -> None:
    from ..diagnostics import one_line

    every = [line for model in reading.models for line in model.lines] + list(reading.shared)
    for line in sorted(every, key=lambda one: one.number):
        about = f" ({line.reason})" if line.reason else ""
        click.echo(one_line(f"{page.name}:{line.number}: {line.fate.value}{about}: {line.text}"))


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
