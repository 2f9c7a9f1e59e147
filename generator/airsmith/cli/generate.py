"""``airsmith generate``: files to disk, or compared with it."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from ..options import Options
from ..stamp import is_current, remember
from .common import STALE, guarded, specs_folder, specs_option

if TYPE_CHECKING:
    from ..model.catalog import Model
    from ..write import Changes

MOST_SHOWN: Final = 40
"""Changed files listed by name; more are only counted."""

MANY: Final = 50
"""From this many models on, a terminal is shown a progress bar."""


@click.command()
@specs_option
@click.option(
    "--templates",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Your templates; they replace shipped ones of the same name.",
)
@click.option("--out", type=click.Path(path_type=Path), default=Path("generated"), show_default=True)
@click.option("--target", "targets", multiple=True, help="Make only this target; may be repeated.")
@click.option("--check", is_flag=True, help="Write nothing; exit 4 if files are stale.")
@click.option("--diff", "as_diff", is_flag=True, help="Write nothing; print what would change.")
@click.option("--watch", is_flag=True, help="Go on, and generate whenever specs or templates change.")
@guarded
def generate(
    specs: Path | None,
    templates: Path | None,
    out: Path,
    targets: tuple[str, ...],
    check: bool,
    as_diff: bool,
    watch: bool,
) -> int:
    """Make the generated files, or say what would change."""
    if check + as_diff + watch > 1:
        raise click.UsageError("--check, --diff and --watch exclude each other")
    if out.exists() and not out.is_dir():
        raise NotADirectoryError(f"{out} is not a folder; name another with --out")
    options = Options(specs_folder(specs), templates, out, _known_targets(targets))
    if check:
        return _check(options)
    if as_diff:
        return _diff(options)
    return _watch(options) if watch else _generate(options)


def _known_targets(names: tuple[str, ...]) -> tuple[str, ...]:
    if names:
        from ..targets.registry import known

        for name in names:
            if name not in known():
                raise click.UsageError(f"there is no target {name}; targets: {', '.join(known())}")
    return tuple(dict.fromkeys(names))


def _generate(options: Options) -> int:
    began, digest = time.monotonic(), options.digest()
    if is_current(digest, options.out, options.stamp):
        click.echo(f"{options.out} is up to date")
        return 0
    from .. import pipeline

    with _progress(options.specs) as step:
        changes = pipeline.generate(options, step)
    # What was read is what the digest says, unless the run refreshed the schemas beside the specs: inputs, too.
    if not any(path.startswith(f"{options.specs.name}/") for path in changes.changed):
        remember(digest, options.out, options.stamp)
    _show_changes(changes, options)
    count = len(changes.added) + len(changes.changed) + changes.unchanged_count
    click.echo(f"{count} files from {options.specs} in {time.monotonic() - began:.1f} s: {_counts(changes)}")
    return 0


def _check(options: Options) -> int:
    from .. import pipeline

    with _progress(options.specs) as step:
        changes = pipeline.check(options, step)
    if not changes:
        click.echo(f"{options.out} is up to date")
        return 0
    _show_changes(changes, options)
    click.echo(f"{options.out} is stale ({_counts(changes)}): run airsmith generate", err=True)
    return STALE


def _diff(options: Options) -> int:
    from .. import pipeline

    found = False
    for line in pipeline.difference(options, lambda model: None):
        colour = {"+": "green", "-": "red", "@": "cyan"}.get(line[:1])
        click.echo(click.style(line, fg=colour), nl=not line.endswith("\n"))
        found = True
    if not found:
        click.echo("nothing would change", err=True)
    return 0


def _watch(options: Options) -> int:
    """Generate whenever an input changes; only Ctrl-C ends it."""
    last = ""
    click.echo(f"watching {options.specs}; Ctrl-C ends it", err=True)
    while True:
        # A file may go between being listed and being read; the next look will see what came of it.
        with suppress(OSError):
            digest = options.digest()
            if digest != last:
                last = digest
                guarded(_generate)(options)
        time.sleep(0.3)


def _show_changes(changes: Changes, options: Options) -> None:
    marked = [(mark, path) for mark, paths in _marks(changes) for path in paths]
    for mark, path in marked[:MOST_SHOWN]:
        beside = path.startswith(f"{options.specs.name}/")
        shown = options.specs.parent / path if beside else options.out / path
        click.echo(f"  {mark} {shown}")
    if len(marked) > MOST_SHOWN:
        click.echo(f"  ... and {len(marked) - MOST_SHOWN} more")


def _marks(changes: Changes) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield click.style("+", fg="green"), changes.added
    yield click.style("~", fg="yellow"), changes.changed
    yield click.style("-", fg="red"), changes.removed


def _counts(changes: Changes) -> str:
    added, changed, removed = len(changes.added), len(changes.changed), len(changes.removed)
    return f"{added} added, {changed} changed, {removed} removed, {changes.unchanged_count} unchanged"


@contextmanager
def _progress(specs: Path) -> Iterator[Callable[[Model], None]]:
    """A bar with the remaining time, on a terminal and where the work is long."""
    total = sum(1 for path in specs.glob("*/*.yaml") if path.parent.name != "tasks")
    if total < MANY or not sys.stderr.isatty():
        yield lambda model: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("models"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("models", total=total)
        yield lambda model: bar.advance(task)
