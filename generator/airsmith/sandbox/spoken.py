"""An exchange in the few words that the journal keeps of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from .faults import Fault
from .ledger import Spoken
from .protocol import Envelope, echo

__all__ = ["spoken"]


def spoken(tasks: Sequence[object], faults: Sequence[Fault | None], envelope: Envelope | None) -> list[Spoken]:
    """What was asked, what came of it, and which fault of the scenario had a part in it."""
    codes = {error.task_uuid: error.code for error in reversed(envelope.errors)} if envelope else {}
    return [
        Spoken(echo(task, "taskType"), uuid := echo(task, "taskUUID"), codes.get(uuid, ""), fault_name(fault))
        for task, fault in zip_longest(tasks, faults)
    ]


def fault_name(fault: Fault | None) -> str:
    """
    >>> from airsmith.sandbox.faults import LostAck
    >>> fault_name(LostAck())
    'lost_ack'
    """
    return re.sub("(?<=[a-z])(?=[A-Z])", "_", type(fault).__name__).lower() if fault is not None else ""
