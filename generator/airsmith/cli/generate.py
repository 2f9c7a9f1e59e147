"""``airsmith generate``: files to disk, or compared with it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from click.core import ParameterSource

from ..options import Options
from ..stamp import is_current
from .common import STALE, USAGE, Interrupted, force_option, guarded, specs_folder, specs_option
from .other_specs import refusal
from .places import keep_apart
from .progress import progress

if TYPE_CHECKING:
    from ..outcome import Outcome
    from ..write import Changes

MOST_SHOWN: Final = 40
"""Changed files listed by name; more are only counted."""

LONGEST_LINE: Final = 200
"""Characters of a line of a difference; what is longer is shortened."""

HEAD, TAIL = 120, 40
"""Characters that are left at the ends of a line that is shortened; the tail holds the line feed."""


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
@click.option("--diff", "as_diff", is_flag=True, help="Write nothing; print what would change, long lines shortened.")
@click.option("--watch", is_flag=True, help="Go on, and generate whenever specs or templates change.")
@force_option
@guarded
def generate(
    specs: Path | None,
    templates: Path | None,
    out: Path,
    targets: tuple[str, ...],
    check: bool,
    as_diff: bool,
    watch: bool,
    force: bool,
) -> int:
    """Make the generated files, or say what would change."""
    if check + as_diff + watch > 1:
        raise click.UsageError("--check, --diff and --watch exclude each other")
    if out.exists() and not out.is_dir():
        raise NotADirectoryError(f"{out} is not a folder; name another with --out")
    options = Options(specs_folder(specs), templates, out, _known_targets(targets), force)
    keep_apart(out, options.specs, templates, lambda: _top_names(options))
    if _would_replace_other_specs(specs, out, check or as_diff):
        return USAGE
    _warn_of_idle(options)
    if check:
        return _check(options)
    if as_diff:
        return _diff(options)
    return _watch(options) if watch else _generate(options)


def _would_replace_other_specs(specs: Path | None, out: Path, is_dry: bool) -> bool:
    """Say so where a run would, though nobody said that it may by naming ``--out``."""
    named = click.get_current_context().get_parameter_source("out") is not ParameterSource.DEFAULT
    words = "" if specs is None or named or is_dry else refusal(specs, out)
    if words:
        click.echo(words, err=True)
    return bool(words)


def _warn_of_idle(options: Options) -> None:
    """Say which files of ``--templates`` do nothing."""
    if options.templates is not None:
        from ..overrides import idle

        for sentence in idle(options.templates, options.template_folders[1:]):
            click.echo(f"warning: {sentence}", err=True)


def _top_names(options: Options) -> tuple[str, ...]:
    """The folders below ``--out`` that are written to."""
    from ..targets.registry import known

    return options.targets or tuple(known())


def _known_targets(names: tuple[str, ...]) -> tuple[str, ...]:
    if names:
        from ..targets.registry import known

        for name in names:
            if name not in known():
                raise click.UsageError(f"there is no target {name}; targets: {', '.join(known())}")
    return tuple(dict.fromkeys(names))


def _opening(work: Callable[[Options], int]) -> Callable[[Options], int]:
    """Call a broken template of one's own by a path that opens from where one is."""

    @wraps(work)
    def run(options: Options) -> int:
        try:
            return work(options)
        except Exception as error:
            # By name, so that a run with nothing to do does not import the templates.
            if options.templates is not None and type(error).__name__ == "RenderError":
                from ..overrides import opened

                raise opened(error, options.templates) from error
            raise

    return run


@_opening
def _generate(options: Options) -> int:
    began, inputs = time.monotonic(), options.inputs()
    if is_current(inputs.digest(), options.out, options.stamp):
        click.echo(f"{options.out} is up to date")
        return 0
    from .. import pipeline

    try:
        with progress(options.specs) as step:
            outcome = pipeline.generate(options, inputs, step)
    except KeyboardInterrupt:
        raise Interrupted from None
    _show_changes(outcome, options)
    count = sum(_counted(outcome)) - len(outcome.files.removed)
    click.echo(f"{count} files from {options.specs} in {time.monotonic() - began:.1f} s: {_counts(outcome)}")
    return 0


@_opening
def _check(options: Options) -> int:
    from .. import pipeline

    with progress(options.specs) as step:
        outcome = pipeline.check(options, step)
    if not outcome.files and not outcome.schemas:
        click.echo(f"{options.out} is up to date")
        return 0
    _show_changes(outcome, options)
    click.echo(f"{options.out} is stale ({_counts(outcome)}): run airsmith generate", err=True)
    return STALE


@_opening
def _diff(options: Options) -> int:
    from .. import pipeline

    found = False
    for line in pipeline.difference(options, lambda entry: None):
        colour = {"+": "green", "-": "red", "@": "cyan"}.get(line[:1])
        click.echo(click.style(shortened(line), fg=colour), nl=not line.endswith("\n"))
        found = True
    if not found:
        click.echo("nothing would change", err=True)
    return 0


def shortened(line: str) -> str:
    """A line that people can read: of one that is longer, its ends are shown, and how much is between them."""
    between = len(line) - HEAD - TAIL
    if between + HEAD + TAIL <= LONGEST_LINE:
        return line
    return f"{line[:HEAD]} [... {between} characters ...] {line[-TAIL:]}"


def _watch(options: Options) -> int:
    """Generate whenever an input changes; only Ctrl-C ends it."""
    last = ""
    click.echo(f"watching {options.specs}; Ctrl-C ends it", err=True)
    while True:
        # A file may go between being listed and being read; the next look will see what came of it.
        with suppress(OSError):
            digest = options.inputs().digest()
            if digest != last:
                last = digest
                guarded(_generate)(options)
        time.sleep(0.3)


def _show_changes(outcome: Outcome, options: Options) -> None:
    folders = ((options.out, outcome.files), (options.specs, outcome.schemas))
    marked = [(mark, folder / path) for folder, one in folders for mark, paths in _marks(one) for path in paths]
    for mark, path in marked[:MOST_SHOWN]:
        click.echo(f"  {mark} {path}")
    if len(marked) > MOST_SHOWN:
        click.echo(f"  ... and {len(marked) - MOST_SHOWN} more")


def _marks(changes: Changes) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield click.style("+", fg="green"), changes.added
    yield click.style("~", fg="yellow"), changes.changed
    yield click.style("-", fg="red"), changes.removed


def _counts(outcome: Outcome) -> str:
    added, changed, removed, unchanged = _counted(outcome)
    return f"{added} added, {changed} changed, {removed} removed, {unchanged} unchanged"


def _counted(outcome: Outcome) -> tuple[int, int, int, int]:
    files, schemas = outcome.files, outcome.schemas
    added, changed = len(files.added) + len(schemas.added), len(files.changed) + len(schemas.changed)
    return added, changed, len(files.removed), files.unchanged_count
