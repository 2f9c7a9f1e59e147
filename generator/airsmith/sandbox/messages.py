"""One message over WebSocket: an array of tasks in, a message for each of them out, with the faults in store for them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Final

from .exchange import dressed, in_turns, rate_limited, shaped
from .faults import Cut, ErrorAfterAccept, Fault, OutOfOrder, RateLimit, Slow, Stagger
from .protocol import Envelope, Refusal, Reply
from .recorder import Recorder
from .service import Begun, Service
from .sessions import Session
from .spoken import spoken

__all__ = ["Messages"]

_LOGGER: Final = logging.getLogger("airsmith.sandbox")


class Messages:
    """Answers messages, whatever becomes of the connection they came over."""

    def __init__(self, service: Service, recorder: Recorder | None) -> None:
        self._service = service
        self._recorder = recorder

    async def answer(self, session: Session, tasks: Sequence[object], cut: Callable[[], None]) -> None:
        """Answer the tasks of one message, each as soon as its answer is there; ``cut`` ends the connection."""
        faults = [self._service.fault(task, "websocket") for task in tasks]
        if Cut(after=False) in faults:
            self._note(tasks, faults, [])
            cut()
            return
        begun = await in_turns(self._begin, tasks, faults)
        self._note(tasks, faults, begun)
        if Cut(after=True) in faults:
            cut()
        answers = await self._answered(session, begun, faults)
        if self._recorder is not None:
            self._recorder.write("websocket", tasks, None, (b"".join(answer.parts()) for answer in answers))

    async def _begin(self, task: object, fault: Fault | None) -> Begun:
        if isinstance(fault, RateLimit):
            return Reply(errors=(rate_limited(fault, task),))
        begun = await self._service.begin(task, fault, "websocket")
        if isinstance(fault, ErrorAfterAccept):
            # There are no statuses here: what a gateway would say of its server, the server says itself.
            return Reply(errors=(_BROKEN.of(task),))
        return begun

    async def _answered(
        self, session: Session, begun: Sequence[Begun], faults: Sequence[Fault | None]
    ) -> list[Envelope]:
        """What was sent. Tasks do not wait for each other, unless their order is to be turned round."""
        if OutOfOrder() not in faults:
            work = [self._answer(session, one, fault) for one, fault in zip(begun, faults, strict=True)]
            return [envelope for sent in await asyncio.gather(*work) for envelope in sent]
        replies: list[Reply] = []
        for one in reversed(begun):
            replies += [reply async for reply in self._shaped(one, None)]
        return [await _sent(session, dressed([reply], faults)) for reply in replies]

    async def _answer(self, session: Session, begun: Begun, fault: Fault | None) -> list[Envelope]:
        """One message for a task, or one for each of its results if these come one by one."""
        replies = self._shaped(begun, fault)
        if isinstance(fault, Stagger):
            return [await _sent(session, dressed([reply], [fault])) async for reply in replies]
        envelope = dressed([reply async for reply in replies], [fault])
        return [await _sent(session, envelope)] if envelope.data or envelope.errors else []

    async def _shaped(self, begun: Begun, fault: Fault | None) -> AsyncIterator[Reply]:
        began = self._service.clock.now()
        async for reply in self._service.replies(begun):
            if isinstance(fault, Slow):
                await self._service.clock.sleep_until(began + fault.seconds)
            yield shaped(reply, fault)

    def _note(self, tasks: Sequence[object], faults: Sequence[Fault | None], begun: Sequence[Begun]) -> None:
        refused = Envelope.of([one for one in begun if isinstance(one, Reply)])
        words = spoken(tasks, faults, refused)
        self._service.ledger.note_exchange(self._service.clock.now(), "websocket", None, words)
        _LOGGER.info("WebSocket: %d elements", len(tasks))


async def _sent(session: Session, envelope: Envelope) -> Envelope:
    await session.send(envelope)
    return envelope


_BROKEN: Final = Refusal("internalServerError", "The scenario of the sandbox says that the server failed.", status=500)
