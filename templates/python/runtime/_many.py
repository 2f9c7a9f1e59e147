"""Several calls at once, of which so many run at a time."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine, Sequence
from queue import SimpleQueue
from threading import Thread
from typing import Any, TypeVar

Value = TypeVar("Value")


def run_all(works: Sequence[Callable[[], Value]], concurrency: int, stop: Callable[[], None]) -> list[Value]:
    """What the works return, in their order.

    Where one raises, or the wait is interrupted, ``stop`` is called and nothing more is begun. The
    threads do not keep the process alive. Raises ValueError for a concurrency below 1.
    """
    check(concurrency)
    waiting = deque(range(len(works)))
    done: SimpleQueue[tuple[int, Value | None, BaseException | None]] = SimpleQueue()

    def worker() -> None:
        while waiting:
            try:
                index = waiting.popleft()
            except IndexError:
                return
            try:
                done.put((index, works[index](), None))
            except BaseException as error:
                done.put((index, None, error))

    found: dict[int, Any] = {}
    try:
        for _ in range(min(concurrency, len(works))):
            Thread(target=worker, name="runware-batch", daemon=True).start()
        while len(found) < len(works):
            index, value, error = done.get()
            if error is not None:
                raise error
            found[index] = value
    except BaseException:
        waiting.clear()
        stop()
        raise
    return [found[index] for index in range(len(works))]


async def gather_all(
    works: Sequence[Callable[[], Coroutine[Any, Any, Value]]], concurrency: int, stop: Callable[[], None]
) -> list[Value]:
    """The same in an event loop; where one raises, the others are cancelled."""
    check(concurrency)
    gate = asyncio.Semaphore(concurrency)

    async def one(work: Callable[[], Coroutine[Any, Any, Value]]) -> Value:
        async with gate:
            return await work()

    running = [asyncio.ensure_future(one(work)) for work in works]
    try:
        return await asyncio.gather(*running)
    except BaseException:
        stop()
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        raise


def check(concurrency: int) -> None:
    if concurrency < 1:
        raise ValueError("concurrency must be at least 1")
