"""``airsmith diff``, ``changelog`` and ``version``: what changed between two versions of the specs, and what it breaks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import click

from .common import FINDINGS, guarded, specs_folder, specs_option
from .progress import busy

if TYPE_CHECKING:
    from ..compare.catalogs import Side
    from ..compare.ignore import Ignored
    from ..compare.report import Report
    from ..compare.rules import Level

FORMATS: Final = ("text", "json", "markdown", "github", "junit", "sarif")
THRESHOLDS: Final = ("break", "danger", "minor", "never")


def _day(context: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    """The value of an option as a day."""
    try:
        return date.fromisoformat(value) if value is not None else None
    except ValueError:
        raise click.BadParameter(f"{value} is not a day such as 2026-11-22") from None


def on_option(command: Callable[..., int]) -> Callable[..., int]:
    words = "See shutdowns as of this day. [default: the day each was checked]"
    return click.option("--on", callback=_day, metavar="YYYY-MM-DD", help=words)(command)


def releases_option(command: Callable[..., int]) -> Callable[..., int]:
    kind = click.Path(file_okay=False, path_type=Path)
    words = "Folder that was published into: there OLD and NEW may be 0.1.0, latest, v0."
    return click.option("--releases", type=kind, default=Path("releases"), show_default=True, help=words)(command)


def sides(command: Callable[..., int]) -> Callable[..., int]:
    """The arguments and options that all comparisons share."""
    surface = click.option(
        "--surface/--no-surface", default=True, help="Compare what the generated packages offer, too."
    )
    for option in (surface, releases_option, on_option, click.argument("new"), click.argument("old")):
        command = option(command)
    return command


@click.command()
@sides
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How the report is shown.")
@click.option(
    "--fail-on", type=click.Choice(THRESHOLDS), default="break", show_default=True, help="Exit 1 from this level on."
)
@click.option(
    "--ignore",
    "ignore_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Changes to let pass. [default: .airsmith-ignore.yaml, if it is there]",
)
@guarded
def diff(
    old: str,
    new: str,
    on: date | None,
    releases: Path,
    surface: bool,
    form: str,
    fail_on: str,
    ignore_file: Path | None,
) -> int:
    """Say what changed from OLD to NEW, and prove what breaks with a request.

    OLD and NEW are folders of specs, releases such as 0.1.0 or latest (see --releases), or revisions of git such as
    HEAD~1, v1.0 or HEAD~1:specs.
    """
    from ..compare import exchange, formats
    from ..diagnostics import SpecErrors

    try:
        with _compared(old, new, on, releases, surface) as report:
            report = _without_ignored(report, ignore_file, on)
    except SpecErrors as errors:
        if form != "junit":
            raise
        click.echo(exchange.errors_as_junit(errors))
        return FINDINGS
    threshold = cast("Level | None", None if fail_on == "never" else fail_on)
    shown = {
        "text": formats.as_text,
        "json": exchange.as_json,
        "markdown": formats.as_markdown,
        "github": formats.as_annotations,
        "junit": lambda one: exchange.as_junit(one, threshold),
        "sarif": exchange.as_sarif,
    }[form](report)
    if shown:
        click.echo(shown)
    failed = threshold is not None and report.reaches(threshold)
    return FINDINGS if failed or report.idle else 0


@click.command()
@sides
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help="How it is shown.")
@click.option("--json", "twin", type=click.Path(dir_okay=False, path_type=Path), help="Write it as JSON, too.")
@click.option(
    "--date", "day", callback=_day, metavar="YYYY-MM-DD", help="The day of the release. [default: not released yet]"
)
@guarded
def changelog(
    old: str,
    new: str,
    on: date | None,
    releases: Path,
    surface: bool,
    form: str,
    twin: Path | None,
    day: date | None,
) -> int:
    """Print the changelog entry for what changed from OLD to NEW, with what to write instead."""
    from ..compare import changelog as entry

    with _compared(old, new, on, releases, surface) as report:
        specs = next(bump for bump in report.bumps if bump.artefact == "specs")
        version = specs.declared if specs.enough else specs.least
        if day and not specs.enough:
            words = f"the changes call for {specs.least}, which the heading names; catalog.yaml still declares"
            click.echo(f"warning: {words} {specs.declared}", err=True)
        released = day.isoformat() if day else ""
        if twin is not None:
            twin.write_text(entry.as_json(report, version, released) + "\n", encoding="utf-8")
        click.echo((entry.as_json if form == "json" else entry.as_text)(report, version, released))
    return 0


@click.command()
@click.argument("old", required=False)
@specs_option
@click.option("--check", is_flag=True, help="Exit 1 if a declared version is too low.")
@on_option
@releases_option
@guarded
def version(old: str | None, specs: Path | None, check: bool, on: date | None, releases: Path) -> int:
    """Say which versions the changes since OLD call for, and which ones catalog.yaml declares.

    OLD is named as for "airsmith diff"; without it, the last tag counts, or else the last commit.
    """
    from ..compare.revisions import last_release
    from ..compare.words import version_lines

    with _compared(old or last_release(Path()), str(specs_folder(specs)), on, releases, True) as report:
        click.echo("\n".join(version_lines(report)))
    return FINDINGS if check and not all(bump.enough for bump in report.bumps) else 0


@contextmanager
def _compared(old: str, new: str, on: date | None, releases: Path, surface: bool) -> Iterator[Report]:
    """The report on two sides; folders that were unpacked for it last as long as this."""
    from ..compare.catalogs import compare
    from ..compare.emitted import package_changes
    from ..compare.report import Report, ordered
    from ..compare.versions import bumps

    with ExitStack() as unpacked:
        with busy("comparing", Path(new)):
            before, after = (unpacked.enter_context(_read(name, releases)) for name in (old, new))
            changes = compare(before, after, on)
            changes += package_changes(before, after, on) if surface else ()
        yield Report(old, new, tuple(ordered(changes)), tuple(bumps(changes, before.packages, after.packages)))


@contextmanager
def _read(name: str, releases: Path) -> Iterator[Side]:
    from ..compare.catalogs import Side
    from ..compare.revisions import NotFound, ReleaseFolder, UnknownName, specs_named
    from ..load.folder import SpecFolder
    from ..model.specs import Specs

    try:
        with specs_named(name, ReleaseFolder(releases), Path()) as named:
            yield Side.of(name, Specs(SpecFolder(named.path, named.shown)))
    except UnknownName as error:
        hint = f"releases were looked for in {releases}; --releases names the folder that was published into"
        raise click.UsageError(f"{error}; {hint}") from None
    except NotFound as error:
        raise click.UsageError(str(error)) from None


def _without_ignored(report: Report, file: Path | None, on: date | None) -> Report:
    """Only whether an entry has expired follows from today's date, and only without ``--on``."""
    from dataclasses import replace

    from ..compare.ignore import FILE, ignore

    path = file or Path(FILE)
    entries: tuple[Ignored, ...] = _entries(path) if file or path.is_file() else ()
    parted = ignore(report.changes, entries, on or date.today())
    return replace(report, changes=parted.counted, ignored=parted.passed, idle=parted.idle)


def _entries(path: Path) -> tuple[Ignored, ...]:
    from ..compare.ignore import read_ignored

    return read_ignored(path.read_bytes(), path.as_posix())
