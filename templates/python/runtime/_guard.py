"""A time limit for work that cannot be interrupted from within, such as a read that never ends."""

from __future__ import annotations

import contextvars
from collections.abc import Callable
from threading import Event, Thread
from typing import Generic, TypeVar

Value = TypeVar("Value")


class _Work(Generic[Value]):
    """The work in its thread, and what came of it."""

    def __init__(self, work: Callable[[], Value], done: Event) -> None:
        self._work = work
        self.done = done
        self.value: list[Value] = []
        self.error: BaseException | None = None

    def run(self) -> None:
        try:
            self.value.append(self._work())
        except BaseException as error:
            self.error = error
        finally:
            self.done.set()


def within(limit: float, work: Callable[[], Value], otherwise: Value, done: Event | None = None) -> Value:
    """What the work returns or raises, or ``otherwise`` where it takes longer than so many seconds.

    The work goes on in its thread, which does not keep the process alive; waiting for it can be
    interrupted from the keyboard at any time, and by whoever sets ``done``.
    """
    running = _Work(work, done or Event())
    context = contextvars.copy_context()
    Thread(target=context.run, args=(running.run,), name="runware-exchange", daemon=True).start()
    running.done.wait(max(limit, 0.0))
    if running.error is not None:
        raise running.error
    return running.value[0] if running.value else otherwise
