"""Models made by several processes at once, in the order of their files.

Each worker makes every n-th model and sends it; it waits while nobody takes what it sent, so no more than one model per
worker is ever in flight. A worker ends when the run that started it is gone: nobody is left at the other end.

On Linux a worker begins as a copy of the run, which has read and imported all it needs. That is safe as long as the run
has one thread: a copy of several could hold a lock whose holder it does not have. Elsewhere a worker begins anew.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from .making import Checked, Made, Maker
from .options import Options

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

SHARE: Final = 2
"""Models that a copy of this process is worth its start for: it takes as long as one."""

SHARE_ANEW: Final = 50
"""The same for a worker that imports all anew, which takes as long as some twenty-five, or six with all targets."""

MOST: Final = 12
"""More workers than this would only wait for the run, which writes what they make; and each takes some 60 MB."""


def worker_count(models: int) -> int:
    """How many workers so many models are worth; 1 means none but this process."""
    return max(1, min(_cores(), MOST, models // (SHARE if can_copy() else SHARE_ANEW)))


def can_copy() -> bool:
    """Whether a worker may begin as a copy of this process."""
    return sys.platform == "linux" and threading.active_count() == 1


def made_by_workers(
    maker: Maker, options: Options, names: Sequence[str], count: int
) -> Iterator[Made | Checked | None]:
    """What came of each spec, in their order; None for what the caller is to make itself, as a worker failed at it."""
    workers: list[tuple[BaseProcess, Connection]] = []
    try:
        # The collector writes to all it looks at, and a copy of this process takes memory of its own for what is written.
        gc.freeze()
        # Where the system has no room for another process, the caller makes what that one was to make.
        with _interrupts_ignored(), suppress(OSError):
            for first in range(count):
                workers.append(_started(maker, options, names[first::count], [pipe for _, pipe in workers]))
        for number in range(len(names)):
            place = number % count
            yield _received(workers[place][1]) if place < len(workers) else None
    finally:
        gc.unfreeze()
        for process, pipe in workers:
            pipe.close()
            process.terminate()
            process.join()


def _started(
    maker: Maker, options: Options, names: Sequence[str], others: Sequence[Connection]
) -> tuple[BaseProcess, Connection]:
    """A worker, and our end of its pipe; ``others`` are those of the workers before it. Raises OSError."""
    # Imported here, since few models want no workers.
    from multiprocessing import get_context

    copies = can_copy()
    context = get_context("fork") if copies else get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    # A copy holds our ends, too, and nobody would notice that we are gone.
    given = (maker, [ours, *others]) if copies else (options, [])
    process = context.Process(target=_work, args=(*given, names, theirs), daemon=True)
    process.start()
    theirs.close()
    return process, ours


def _received(pipe: Connection) -> Made | Checked | None:
    try:
        made = pipe.recv()
    except (EOFError, OSError):
        return None
    return made if isinstance(made, Made | Checked) else None


def _work(given: Maker | Options, others: Sequence[Connection], names: Sequence[str], pipe: Connection) -> None:
    """The life of a worker. What it cannot make it leaves to the run, where the error is told as any other."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for other in others:
        other.close()
    maker = given if isinstance(given, Maker) else _begun(given)
    with suppress(BrokenPipeError, ConnectionError):
        for name in names:
            try:
                made: Made | Checked | None = maker.make(maker.specs.files[name])
            except Exception:
                made = None
            pipe.send(made)


def _begun(options: Options) -> Maker:
    maker = Maker(options)
    maker.specs.shared_problems()
    return maker


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
