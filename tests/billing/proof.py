"""What must hold after a call, whatever it met; said once for every client."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from airsmith.sandbox import Sandbox

from schedules import DEADLINE, Schedule

SLACK = 2.0
"""Seconds on the virtual clock by which a call may end late: what is under way when time is up is let go."""


@dataclass(frozen=True)
class Call:
    """What a call came to. ``error`` is the name of a typed error; ``media`` the ids of the results it gave."""

    media: tuple[str, ...]
    error: str
    seconds: float
    later: tuple[str, ...] = ()
    """Results that were had by waiting once more, after the service had recovered, where the call had failed."""


def broken_promises(schedule: Schedule, call: Call, sandbox: Sandbox) -> list[str]:
    """Every promise that the call broke; empty when it kept them all."""
    journal = sandbox.journal()
    bills = [task for task in journal["tasks"] if task["billed"]]
    found = [f"{len(bills)} tasks were billed"] if len(bills) > 1 else []
    if bills and bills[0]["taskUUID"] != schedule.task_uuid:
        found.append("the task was billed under another id")
    if call.seconds > DEADLINE + SLACK:
        found.append(f"the call took {call.seconds:.0f} s of {DEADLINE:.0f}")
    if not call.error and not call.media:
        found.append("neither a result nor an error")
    made = _made(bills)
    lost = made - set(call.media) - set(call.later)
    if lost:
        found.append(f"{len(lost)} of {len(made)} finished results were lost (error: {call.error or 'none'})")
    invented = set(call.media) - made
    if invented:
        found.append(f"{len(invented)} results that the service never made")
    if len(set(call.media)) != len(call.media):
        found.append("the same result twice")
    return found


def _made(bills: list[dict[str, Any]]) -> set[str]:
    """The results that can be had of the service now."""
    return {result for bill in bills for result in bill["results"]}
