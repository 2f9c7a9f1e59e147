"""``POST /v1``: bytes in, an HTTP answer out."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine, Sequence
from typing import Any, Final, TypeVar, assert_never

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from .answers import BrokenAnswer, CutAnswer, EnvelopeAnswer
from .body import MOST_BYTES, Unreadable, elements
from .exchange import Answered, Broken, CutOff, Outcome, exchange
from .faults import Fault
from .protocol import UNKNOWN_KEY, Envelope
from .recorder import Recorder
from .service import Service
from .spoken import spoken

__all__ = ["Rest"]

_LOGGER: Final = logging.getLogger("airsmith.sandbox")

Found = TypeVar("Found")


class Rest:
    """The REST half of the service."""

    def __init__(self, service: Service, recorder: Recorder | None) -> None:
        self._service = service
        self._recorder = recorder

    async def post(self, request: Request) -> Response:
        """Answer one request, whatever is in it."""
        try:
            sent = elements(await _body(request))
        except Unreadable as error:
            return EnvelopeAnswer(Envelope(errors=[error.refusal]))
        except ClientDisconnect:
            return CutAnswer(request)
        tasks, is_known = self._authenticated(request, sent)
        faults: list[Fault | None] = []
        outcome: Outcome = Answered(Envelope(errors=[UNKNOWN_KEY]))
        if is_known:
            faults = [self._service.fault(task, "rest") for task in tasks]
            outcome = await self._unless_gone(request, exchange(self._service, tasks, faults)) or CutOff()
        self._note(sent, tasks, faults, outcome)
        return _response(request, outcome)

    def _authenticated(self, request: Request, sent: list[object]) -> tuple[list[object], bool]:
        """The tasks without the authentication that may come first, and whether the key is one we serve."""
        scheme, _, key = request.headers.get("authorization", "").partition(" ")
        given = key.strip() if scheme.lower() == "bearer" else None
        first = sent[0]
        if isinstance(first, dict) and first.get("taskType") == "authentication":
            return sent[1:], self._service.accepts(given or first.get("apiKey"))
        return sent, self._service.accepts(given)

    async def _unless_gone(self, request: Request, work: Coroutine[Any, Any, Found]) -> Found | None:
        """What the work comes to; None, and no more work, when the client has gone or the sandbox closes."""
        working = asyncio.ensure_future(work)
        ends = [asyncio.ensure_future(_gone(request)), asyncio.ensure_future(self._service.closing.wait())]
        try:
            await asyncio.wait((working, *ends), return_when=asyncio.FIRST_COMPLETED)
            # What ends because the sandbox closes is not an answer.
            is_answered = working.done() and not self._service.closing.is_set()
            return working.result() if is_answered else None
        finally:
            for end in (working, *ends):
                end.cancel()

    def _note(
        self, sent: Sequence[object], tasks: Sequence[object], faults: Sequence[Fault | None], outcome: Outcome
    ) -> None:
        envelope = outcome.envelope if isinstance(outcome, Answered) else None
        status = envelope.status if envelope else outcome.status if isinstance(outcome, Broken) else None
        words = spoken(tasks, faults, envelope)
        self._service.ledger.note_exchange(self._service.clock.now(), "rest", status, words)
        _LOGGER.info("POST /v1: %s, %d elements", status or "cut", len(sent))
        if self._recorder is not None:
            self._recorder.write("rest", sent, status, [b"".join(envelope.parts())] if envelope else [])


async def _body(request: Request) -> bytes:
    """The body. Raises Unreadable for too many bytes, as early as that is known, and ClientDisconnect."""
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > MOST_BYTES:
        raise _TOO_LARGE
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise _TOO_LARGE
    return bytes(body)


_TOO_LARGE: Final = Unreadable("valueTooLarge", f"The body has more than {MOST_BYTES} bytes.", 413)


async def _gone(request: Request) -> None:
    """Return when the client has closed the connection."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _response(request: Request, outcome: Outcome) -> Response:
    match outcome:
        case Answered(envelope):
            return EnvelopeAnswer(envelope)
        case CutOff():
            return CutAnswer(request)
        case Broken(status):
            return BrokenAnswer(status)
        case _:
            assert_never(outcome)
