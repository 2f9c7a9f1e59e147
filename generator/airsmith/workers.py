"""Models made by several processes at once, in the order of their files.

Who is done is given the next model, as some take three times as long as others. No worker is so far ahead of the slowest
that many models wait for their turn. A worker ends when the run that started it is gone: nobody is left at the other end.

On Linux a worker begins as a copy of the run, which has read and imported all it needs. That is safe as long as the run
has one thread: a copy of several could hold a lock whose holder it does not have. Elsewhere a worker begins anew.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import threading
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
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

QUEUED: Final = 2
"""Models that a worker has been given and has not sent: it need not wait for the run to make the next one."""

AHEAD: Final = 4
"""Models for each worker from the one whose turn it is to the last that is given to anybody."""


@dataclass(frozen=True)
class _Worker:
    """A process, our end of the pipe to it, and the numbers of the models that it is making, in their order."""

    process: BaseProcess
    pipe: Connection
    making: deque[int]

    def hand(self, number: int, name: str) -> None:
        """Give it a spec to make something of."""
        self.making.append(number)
        # One that is gone is met when what it makes is waited for.
        with suppress(OSError):
            self.pipe.send(name)

    def received(self) -> Made | Checked | None:
        """What it made of the first of them. Raises EOFError or OSError if it is gone, anything for what is no message."""
        made = self.pipe.recv()
        return made if isinstance(made, Made | Checked) else None


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
    workers: list[_Worker] = []
    try:
        # The collector writes to all it looks at, and a copy of this process takes memory of its own for what is written.
        gc.freeze()
        # Where the system has no room for another process, the others make what that one would have made.
        with _interrupts_held(), suppress(OSError):
            for _ in range(count):
                workers.append(_started(maker, options, [worker.pipe for worker in workers]))
        yield from _in_order(tuple(workers), names)
    finally:
        gc.unfreeze()
        for worker in workers:
            worker.pipe.close()
            worker.process.terminate()
            worker.process.join()


def _in_order(workers: tuple[_Worker, ...], names: Sequence[str]) -> Iterator[Made | Checked | None]:
    """What the workers make, in the order of the names: what is made before its turn is kept until then."""
    early: dict[int, Made | Checked | None] = {}
    handed = 0
    for number in range(len(names)):
        while workers and number not in early:
            most = min(len(names), number + AHEAD * len(workers))
            while handed < most and (idle := _least_busy(workers)):
                idle.hand(handed, names[handed])
                handed += 1
            workers, came = _next_of(workers)
            early |= came
        yield early.pop(number, None)


def _least_busy(workers: Sequence[_Worker]) -> _Worker | None:
    """Who is to make the next model, if anybody has room for it."""
    least = min(workers, key=lambda worker: len(worker.making), default=None)
    return least if least and len(least.making) < QUEUED else None


def _next_of(workers: tuple[_Worker, ...]) -> tuple[tuple[_Worker, ...], dict[int, Made | Checked | None]]:
    """Wait for what comes next: the workers that are still there, and what came of which name."""
    from multiprocessing.connection import wait

    ready = wait([worker.pipe for worker in workers if worker.making])
    came: dict[int, Made | Checked | None] = {}
    gone: list[_Worker] = []
    for worker in workers:
        if worker.pipe in ready:
            try:
                came[worker.making[0]] = worker.received()
            except Exception:  # It is gone, or what it sent cannot be read: then nothing of it is.
                gone.append(worker)
                came |= dict.fromkeys(worker.making)
            else:
                worker.making.popleft()
    return tuple(worker for worker in workers if worker not in gone), came


def _started(maker: Maker, options: Options, others: Sequence[Connection]) -> _Worker:
    """A worker; ``others`` are our ends of the pipes to those before it. Raises OSError."""
    # Imported here, since few models want no workers.
    from multiprocessing import get_context

    copies = can_copy()
    context = get_context("fork") if copies else get_context("spawn")
    ours, theirs = context.Pipe()
    # A copy holds our ends, too, and nobody would notice that we are gone.
    given = (maker, [ours, *others]) if copies else (options, [])
    process = context.Process(target=_work, args=(*given, theirs), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours, deque())


def _work(given: Maker | Options, others: Sequence[Connection], pipe: Connection) -> None:
    """The life of a worker. What it cannot make it leaves to the run, where the error is told as any other."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for other in others:
        other.close()
    maker = given if isinstance(given, Maker) else _begun(given)
    with suppress(EOFError, BrokenPipeError, ConnectionError):
        while True:
            name = pipe.recv()
            try:
                made = pickle.dumps(maker.make(maker.specs.files[name]), pickle.HIGHEST_PROTOCOL)
            except (Exception, SystemExit):
                made = pickle.dumps(None)
            pipe.send_bytes(made)


def _begun(options: Options) -> Maker:
    maker = Maker(options)
    maker.specs.shared_problems()
    return maker


def _cores() -> int:
    with suppress(AttributeError):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def _interrupts_held() -> Generator[None, None, None]:
    """Ctrl-C waits for the end of the block, and does not reach processes that are started in it: this one ends the run."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, frame: came.append(number))
    try:
        with _interrupts_blocked():
            yield
    finally:
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)
    if came:
        raise KeyboardInterrupt


@contextmanager
def _interrupts_blocked() -> Generator[None, None, None]:
    """What is started in the block has Ctrl-C blocked from its first moment on, where systems know of that."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
