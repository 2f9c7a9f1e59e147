"""Pictures and videos made off the event loop, each thing once."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Final, TypeAlias

from .pictures import PictureForm, picture
from .videos import VideoForm, video

__all__ = ["Studio"]


@dataclass(frozen=True)
class _Picture:
    width: int
    height: int
    form: PictureForm
    seed: int
    quality: int
    transparent: bool


@dataclass(frozen=True)
class _Video:
    width: int
    height: int
    seconds: float
    form: VideoForm
    seed: int


_Order: TypeAlias = _Picture | _Video


class Studio:
    """Encodes in threads: Pillow and PyAV let go of the interpreter while they do, and a process would cost its start.

    It belongs to one event loop. What was made last is kept, up to a number of bytes; two orders
    for the same thing at the same time are one encoding.

    Attributes:
        encoded: How many pictures and videos were really made.
    """

    def __init__(self, workers: int = 1, keep: int = 64_000_000) -> None:
        self.encoded = 0
        self._pool: Final = ThreadPoolExecutor(workers, thread_name_prefix="studio")
        self._shelf: Final = _Shelf(keep)
        self._running: Final[dict[_Order, asyncio.Task[bytes]]] = {}

    async def picture(
        self, width: int, height: int, form: PictureForm, seed: int, quality: int = 95, transparent: bool = False
    ) -> bytes:
        """See `pictures.picture`."""
        order = _Picture(width, height, form, seed, quality, transparent)
        return await self._make(order, partial(picture, width, height, form, seed, quality, transparent))

    async def video(self, width: int, height: int, seconds: float, form: VideoForm, seed: int) -> bytes:
        """See `videos.video`."""
        order = _Video(width, height, seconds, form, seed)
        return await self._make(order, partial(video, width, height, seconds, form, seed))

    def close(self) -> None:
        """Drop what waits and see the encodings that run to their end, a fraction of a second."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    async def _make(self, order: _Order, encode: Callable[[], bytes]) -> bytes:
        made = self._shelf.get(order)
        if made is not None:
            return made
        task = self._running.get(order)
        if task is None:
            task = self._running[order] = asyncio.create_task(self._encode(order, encode))
        # Who gives up waiting does not take the encoding from the others.
        return await asyncio.shield(task)

    async def _encode(self, order: _Order, encode: Callable[[], bytes]) -> bytes:
        try:
            content = await asyncio.get_running_loop().run_in_executor(self._pool, encode)
        finally:
            del self._running[order]
        self.encoded += 1
        self._shelf.put(order, content)
        return content


class _Shelf:
    """The contents used last, up to a number of bytes in all."""

    def __init__(self, keep: int) -> None:
        self._keep = keep
        self._held = 0
        self._contents: OrderedDict[_Order, bytes] = OrderedDict()

    def get(self, order: _Order) -> bytes | None:
        content = self._contents.get(order)
        if content is not None:
            self._contents.move_to_end(order)
        return content

    def put(self, order: _Order, content: bytes) -> None:
        if len(content) > self._keep:
            return
        self._contents[order] = content
        self._held += len(content)
        while self._held > self._keep:
            _, dropped = self._contents.popitem(last=False)
            self._held -= len(dropped)
