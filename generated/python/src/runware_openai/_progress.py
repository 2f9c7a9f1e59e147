"""A bar on the terminal for all tasks of a client that are under way."""

from __future__ import annotations

import sys
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.progress import Progress as Bar
    from rich.progress import TaskID

    from ._jobs import Progress

LONGEST_NAME = 8
"""Characters of a task's id that are shown."""


class Display:
    """Shows progress on standard error while tasks are under way, if that is a terminal.

    Raises ImportError where rich is not installed.
    """

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import Progress as Bar

        self._lock = Lock()
        self._rows: dict[str, TaskID] = {}
        self._make: Callable[[], Bar] = lambda: Bar(console=Console(stderr=True), transient=True)
        self._bar: Bar | None = None

    def show(self, progress: Progress) -> None:
        if not sys.stderr.isatty():
            return
        with self._lock:
            bar = self._bar
            if bar is None:
                bar = self._bar = self._make()
                bar.start()
            row = self._rows.get(progress.task_uuid)
            if row is None:
                row = self._rows[progress.task_uuid] = bar.add_task("", total=100 * progress.expected)
            done = max(100 * progress.finished, progress.percent or 0)
            bar.update(row, completed=done, description=f"{progress.task_uuid[:LONGEST_NAME]} {progress.state}")

    def forget(self, tasks: list[str]) -> None:
        """The call is over; the last one takes the bar away."""
        with self._lock:
            for task in tasks:
                row = self._rows.pop(task, None)
                if row is not None and self._bar is not None:
                    self._bar.remove_task(row)
            if not self._rows and self._bar is not None:
                self._bar.stop()
                self._bar = None
