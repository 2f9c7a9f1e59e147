"""What can go wrong on the way to a picture or a video, drawn at random: everything follows from one number."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any, Literal, TypeAlias
from uuid import UUID

Transport: TypeAlias = Literal["rest", "websocket"]
Fault: TypeAlias = dict[str, Any]

DEADLINE = 300.0
"""Seconds a call may take, on the virtual clock."""
MOST_FAULTS = 4

REQUESTS: tuple[tuple[int, dict[str, Any]], ...] = (
    (5, {"taskType": "imageInference", "model": "openai:2@2", "width": 256, "height": 256}),
    (3, {"taskType": "imageInference", "model": "openai:2@2", "width": 256, "height": 256, "deliveryMethod": "async"}),
    (1, {"taskType": "videoInference", "model": "openai:3@1", "duration": 4, "width": 720, "height": 1280}),
)
"""Requests and how often each is drawn; pictures are small and videos rare, since the sandbox really makes them."""

SUBMISSION: tuple[Fault, ...] = (
    {"cut": "before"},
    {"cut": "after"},
    {"error_after_accept": 500},
    {"error_after_accept": 503},
    {"lost_ack": True},
    {"slow": 100},
    {"duplicate": True},
    {"truncated": True},
    {"empty_errors": True},
    {"out_of_order": True},
    {"rate_limit": {"retry_after": 3}},
    {"fail": {"code": "serviceOverloaded", "status": 500, "retryAfter": 7}},
    {"fail": {"code": "internalServerError", "status": 502}},
    {"stagger": 9},
    {"partial": {"fail": 1, "code": "providerTimeout"}},
    {"never_finishes": True},
)
ASKING: tuple[Fault, ...] = (
    {"cut": "before"},
    {"cut": "after"},
    {"slow": 100},
    {"duplicate": True},
    {"truncated": True},
    {"empty_errors": True},
    {"rate_limit": {"retry_after": 5}},
    {"fail": {"code": "internalServerError", "status": 500}},
)


@dataclass(frozen=True)
class Schedule:
    """One call and what it meets. ``restart``: the client's process ends between submit and wait."""

    seed: int
    request: dict[str, Any]
    transport: Transport
    restart: bool
    submission: tuple[Fault | None, ...]
    asking: tuple[Fault | None, ...]

    @property
    def task_uuid(self) -> str:
        return str(self.request["taskUUID"])

    @property
    def scenario(self) -> dict[str, Any]:
        """The faults as a scenario: the nth time that the task is sent, or asked for, meets the nth of them."""
        task_type = self.request["taskType"]
        named = [(task_type, self.submission), ("getResponse", self.asking)]
        rules = [
            {"match": {"taskType": name, "attempt": attempt}, "do": fault}
            for name, faults in named
            for attempt, fault in enumerate(faults, 1)
            if fault is not None
        ]
        return {"scenario": 1, "rules": rules}

    def __str__(self) -> str:
        kind = f"{self.request['taskType']} {self.request.get('deliveryMethod', '')}".strip()
        faults = f"submission {list(self.submission)}, asking {list(self.asking)}"
        return f"seed {self.seed}: {kind} over {self.transport}, {faults}{', restart' if self.restart else ''}"


def draw(seed: int) -> Schedule:
    """The schedule that follows from a seed."""
    random = Random(seed)
    (drawn,) = random.choices([request for _, request in REQUESTS], [weight for weight, _ in REQUESTS])
    request = {
        **drawn,
        "taskUUID": str(UUID(int=random.getrandbits(128), version=4)),
        "positivePrompt": f"A lighthouse, number {seed}",
        "numberResults": random.choice((1, 1, 2, 3)),
    }
    return Schedule(
        seed,
        request,
        random.choice(("rest", "websocket")),
        random.random() < 0.2,
        _faults(random, SUBMISSION, random.randint(0, MOST_FAULTS)),
        _faults(random, ASKING, random.randint(0, MOST_FAULTS)),
    )


def _faults(random: Random, known: tuple[Fault, ...], count: int) -> tuple[Fault | None, ...]:
    return tuple(random.choice((None, *known)) for _ in range(count))
