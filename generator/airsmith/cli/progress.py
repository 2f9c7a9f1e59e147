"""What a terminal is shown while much is read or made; nothing elsewhere, and nothing of a few models."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..load.layout import is_spec_file, kind_of

if TYPE_CHECKING:
    from ..model.catalog import Entry

MANY: Final = 50
"""From so many models on."""

REFRESH: Final = 0.1
"""Seconds between two looks of a bar."""


@contextmanager
def progress(specs: Path) -> Iterator[Callable[[Entry], None]]:
    """A bar of models with the remaining time; it is told of each that is done."""
    total = _models(specs)
    if not _is_wanted(total):
        yield lambda entry: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("models"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # Not refreshed by a thread: only a process of one thread may be copied, and many models are made by copies.
    with Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task, shown = bar.add_task("models", total=total), 0.0

        def step(entry: Entry) -> None:
            nonlocal shown
            bar.advance(task)
            if time.monotonic() - shown > REFRESH:
                bar.refresh()
                shown = time.monotonic()

        yield step


@contextmanager
def busy(doing: str, specs: Path) -> Iterator[None]:
    """How many models something is done with, and for how long already. Nothing may be printed meanwhile."""
    total = _models(specs)
    if not _is_wanted(total):
        yield
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        shown.add_task(f"{doing} {total} models", total=None)
        yield


def _models(specs: Path) -> int:
    names = (path.relative_to(specs).as_posix() for path in specs.glob("*/*.yaml"))
    return sum(1 for name in names if is_spec_file(name) and kind_of(name) == "spec")


def _is_wanted(models: int) -> bool:
    return models >= MANY and sys.stderr.isatty()
