"""Models made by several processes at once, in the order of their files.

Each worker makes every n-th model and sends it; it waits while nobody takes what it sent, so no more than one model per
worker is ever in flight. A worker ends when the run that started it is gone: nobody is left at the other end.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from .making import Checked, Made, Maker
from .options import Options

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

SHARE: Final = 50
"""Models that a worker is worth its start for: it takes as long as some twenty-five of them, or six with all targets."""

MOST: Final = 12
"""More workers than this would only wait for the run, which writes what they make; and each takes some 60 MB."""


def worker_count(models: int) -> int:
    """How many workers so many models are worth; 1 means none but this process."""
    return max(1, min(_cores(), MOST, models // SHARE))


def made_by_workers(options: Options, names: Sequence[str], count: int) -> Iterator[Made | Checked | None]:
    """What came of each spec, in their order; None for what the caller is to make itself, as a worker failed at it."""
    # Imported here, since few models want no workers.
    from multiprocessing import get_context

    # A worker that begins as a copy of this process could hold its locks, so each is a new one.
    context = get_context("spawn")
    workers: list[tuple[BaseProcess, Connection]] = []
    try:
        with _interrupts_ignored():
            for first in range(count):
                ours, theirs = context.Pipe(duplex=False)
                process = context.Process(target=_work, args=(options, names[first::count], theirs), daemon=True)
                process.start()
                theirs.close()
                workers.append((process, ours))
        for number in range(len(names)):
            yield _received(workers[number % count][1])
    finally:
        for started, pipe in workers:
            pipe.close()
            started.terminate()
            started.join()


def _received(pipe: Connection) -> Made | Checked | None:
    try:
        made = pipe.recv()
    except (EOFError, OSError):
        return None
    return made if isinstance(made, Made | Checked) else None


def _work(options: Options, names: Sequence[str], pipe: Connection) -> None:
    """The life of a worker. What it cannot make it leaves to the run, where the error is told as any other."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    maker = Maker(options)
    maker.specs.shared_problems()
    with suppress(BrokenPipeError, ConnectionError):
        for name in names:
            try:
                made: Made | Checked | None = maker.make(maker.specs.files[name])
            except Exception:
                made = None
            pipe.send(made)


def _cores() -> int:
    with suppress(AttributeError):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def _interrupts_ignored() -> Generator[None, None, None]:
    """Processes that are started here ignore Ctrl-C from their first moment: it is this one that ends the run."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
