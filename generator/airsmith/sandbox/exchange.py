"""One exchange over REST: all elements of an array in, one answer out, with whatever faults are in store for it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final, TypeAlias

from .faults import (
    Cut,
    Duplicate,
    EmptyErrors,
    ErrorAfterAccept,
    Fault,
    LostAck,
    OutOfOrder,
    RateLimit,
    Slow,
    Truncated,
)
from .protocol import Envelope, Refusal, Reply
from .service import Begun, Service

__all__ = ["Answered", "Broken", "CutOff", "Outcome", "dressed", "exchange", "in_turns", "rate_limited", "shaped"]

_LONGEST_TURN: Final = 0.02
"""Seconds after which others are let in while many elements are looked at."""


@dataclass(frozen=True)
class Answered:
    """An envelope is the answer."""

    envelope: Envelope


@dataclass(frozen=True)
class CutOff:
    """The connection is closed, and nothing is said."""


@dataclass(frozen=True)
class Broken:
    """The answer is that of a gateway whose server broke: a status and no envelope."""

    status: int


Outcome: TypeAlias = Answered | CutOff | Broken
Begin: TypeAlias = Callable[[object, Fault | None], Coroutine[Any, Any, Begun]]


async def exchange(service: Service, elements: Sequence[object], faults: Sequence[Fault | None]) -> Outcome:
    """Answer the elements of one array, each with the fault that is in store for it.

    Faults of the connection concern all of them: before any is accepted (cut before, rate limit), or after all were.
    """
    began = service.clock.now()
    if Cut(after=False) in faults:
        return CutOff()
    limits = [fault for fault in faults if isinstance(fault, RateLimit)]
    if limits:
        longest = max(limits, key=lambda fault: fault.retry_after)
        return Answered(Envelope(errors=[rate_limited(longest, element) for element in elements]))
    begun = await in_turns(partial(service.begin, transport="rest"), elements, faults)
    if Cut(after=True) in faults:
        return CutOff()
    for fault in faults:
        if isinstance(fault, ErrorAfterAccept):
            return Broken(fault.status)
    replies: list[Reply] = []
    for one, fault in zip(begun, faults, strict=True):
        replies += [shaped(reply, fault) async for reply in service.replies(one)]
    await service.clock.sleep_until(began + max((one.seconds for one in faults if isinstance(one, Slow)), default=0.0))
    return Answered(dressed(replies, faults))


async def in_turns(begin: Begin, elements: Sequence[object], faults: Sequence[Fault | None]) -> list[Begun]:
    """Look at elements one after the other, and let others in now and then."""
    begun: list[Begun] = []
    turn = time.monotonic()
    for element, fault in zip(elements, faults, strict=True):
        begun.append(await begin(element, fault))
        if time.monotonic() - turn > _LONGEST_TURN:
            await asyncio.sleep(0)
            turn = time.monotonic()
    return begun


def rate_limited(fault: RateLimit, element: object) -> Refusal:
    """The error of an element that came too early."""
    message = "Too many requests; the scenario of the sandbox says so."
    return Refusal("rateLimitExceeded", message, status=429, retry_after=fault.retry_after).of(element)


def shaped(reply: Reply, fault: Fault | None) -> Reply:
    """A reply after what its element's fault does to it."""
    if fault == LostAck():
        return Reply()
    if fault == Duplicate():
        return Reply(
            tuple(item for item in reply.data for _ in range(2)), tuple(e for e in reply.errors for _ in range(2))
        )
    return reply


def dressed(replies: Sequence[Reply], faults: Sequence[Fault | None]) -> Envelope:
    """The envelope of the replies, after what the faults do to the whole of it."""
    envelope = Envelope.of(replies)
    if OutOfOrder() in faults:
        envelope = replace(envelope, data=envelope.data[::-1], errors=envelope.errors[::-1])
    return replace(envelope, empty_errors=EmptyErrors() in faults, truncated=Truncated() in faults)
