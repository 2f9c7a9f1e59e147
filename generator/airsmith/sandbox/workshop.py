"""What happens to an accepted task while nobody asks: its results are made when they are due, and sent around."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from functools import partial
from typing import Any, Final, assert_never

from .clock import Clock
from .files import Files
from .ledger import Delivery, Ledger
from .orders import Order, PictureOrder, VideoOrder
from .outbound import Outbound, OutboundError
from .pictures import PICTURE_MIMES
from .protocol import Envelope
from .studio import Studio
from .tasks import Failed, Made, Result, Task
from .videos import VIDEO_MIMES

__all__ = ["Workshop"]

_VARIANTS: Final = 4
"""Different pictures there are of one size, format and quality: a thousand tasks do not need a thousand encodings."""

_LOGGER: Final = logging.getLogger("airsmith.sandbox")


class Workshop:
    """Belongs to one event loop."""

    def __init__(
        self, clock: Clock, studio: Studio, files: Files, outbound: Outbound, ledger: Ledger, base_url: str
    ) -> None:
        self._clock = clock
        self._studio = studio
        self._files = files
        self._outbound = outbound
        self._ledger = ledger
        self._base_url = base_url
        self._running: set[asyncio.Task[None]] = set()

    def start(self, task: Task) -> None:
        """Let every result of a task go its way."""
        for result in task.results:
            running = asyncio.get_running_loop().create_task(self._live(task, result))
            self._running.add(running)
            running.add_done_callback(partial(self._over, result))

    def stop(self) -> None:
        """Give up everything that is not finished; whoever waits for it is told so."""
        for running in self._running:
            running.cancel()

    def _over(self, result: Result, running: asyncio.Task[None]) -> None:
        """Nobody waits in vain: who is cancelled may not even have begun, and could not say so."""
        self._running.discard(running)
        if not result.ended.is_set():
            result.end(Failed("taskCancelled", "The sandbox was reset, or is closing."))

    async def _live(self, task: Task, result: Result) -> None:
        await self._clock.sleep_until(result.due)
        result.end(await self._outcome(task.order, result))
        _LOGGER.info("%s: a result is %s", task.order.task_uuid, task.state)
        await self._send_around(task, result)

    async def _outcome(self, order: Order, result: Result) -> Made | Failed:
        if result.fails_with:
            return Failed(result.fails_with, "The scenario of the sandbox says that this result fails.")
        try:
            content, mime = await self._content(order, result.seed % _VARIANTS)
        except Exception as error:  # Whatever an encoder raises is the end of this result, not of the sandbox.
            _LOGGER.error("%s: a result could not be made: %s", order.task_uuid, type(error).__name__)
            return Failed("internalServerError", "The sandbox could not make this result.")
        expires_at = None if order.ttl is None else self._clock.now() + order.ttl
        return Made(content, mime, self._base_url + self._files.put(content, mime, result.uuid, order.form, expires_at))

    async def _content(self, order: Order, seed: int) -> tuple[bytes, str]:
        match order:
            case PictureOrder():
                content = await self._studio.picture(
                    order.width, order.height, order.form, seed, order.quality, order.transparent
                )
                return content, PICTURE_MIMES[order.form]
            case VideoOrder():
                content = await self._studio.video(order.width, order.height, order.seconds, order.form, seed)
                return content, VIDEO_MIMES[order.form]
            case _:
                assert_never(order)

    async def _send_around(self, task: Task, result: Result) -> None:
        """To the upload endpoint and the webhook, in this order, so that who hears of a result finds it."""
        order, outcome = task.order, result.outcome
        if order.upload_to and isinstance(outcome, Made):
            problem = await _problem(self._outbound.put(order.upload_to, outcome.content, outcome.mime))
            self._ledger.note_delivery(Delivery(order.task_uuid, result.uuid, "upload", problem))
        if order.webhook:
            problem = await _problem(self._outbound.post_webhook(order.webhook, _notice(task, result)))
            self._ledger.note_delivery(Delivery(order.task_uuid, result.uuid, "webhook", problem))


async def _problem(sending: Coroutine[Any, Any, None]) -> str:
    """Why something did not arrive; empty if it did."""
    try:
        await sending
    except OutboundError as error:
        return str(error)
    return ""


def _notice(task: Task, result: Result) -> dict[str, object]:
    """What the API would answer about the result."""
    envelope = Envelope.of([task.part(result)])
    data, errors = [item.render() for item in envelope.data], [error.render() for error in envelope.errors]
    return {**({"data": data} if data else {}), **({"errors": errors} if errors else {})}
