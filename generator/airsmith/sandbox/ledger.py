"""Who was billed for what, and what was said to whom."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from .tasks import Task

__all__ = ["Delivery", "Ledger", "Spoken"]

_MOST_EXCHANGES: Final = 100_000

Channel: TypeAlias = Literal["webhook", "upload"]


@dataclass(frozen=True)
class Spoken:
    """One element of an exchange: the code of its first error, or nothing; the fault it met, or nothing."""

    task_type: str
    task_uuid: str
    code: str
    fault: str


@dataclass(frozen=True)
class Delivery:
    """A result that was sent somewhere, or was not; ``problem`` is empty where it arrived."""

    task_uuid: str
    result: str
    channel: Channel
    problem: str


@dataclass(frozen=True)
class _Exchange:
    at: float
    transport: str
    status: int | None
    spoken: tuple[Spoken, ...]


@dataclass
class Ledger:
    """Tasks by UUID, in the order they were accepted, whatever the case of the letters."""

    _tasks: dict[str, Task] = field(default_factory=dict[str, Task])
    _exchanges: deque[_Exchange] = field(default_factory=lambda: deque[_Exchange](maxlen=_MOST_EXCHANGES))
    _deliveries: list[Delivery] = field(default_factory=list[Delivery])

    def task(self, uuid: str) -> Task | None:
        return self._tasks.get(uuid.lower())

    @property
    def tasks(self) -> Sequence[Task]:
        return tuple(self._tasks.values())

    def bill(self, task: Task) -> None:
        """Enter a task that is accepted. Raises KeyError if its UUID is taken."""
        key = task.order.task_uuid.lower()
        if key in self._tasks:
            raise KeyError(key)
        self._tasks[key] = task

    def clear(self) -> None:
        """Forget everything."""
        self._tasks.clear()
        self._exchanges.clear()
        self._deliveries.clear()

    def note_exchange(self, at: float, transport: str, status: int | None, spoken: Sequence[Spoken]) -> None:
        """``status`` is None where the connection was cut, and on a WebSocket."""
        self._exchanges.append(_Exchange(at, transport, status, tuple(spoken)))

    def note_delivery(self, delivery: Delivery) -> None:
        self._deliveries.append(delivery)

    def journal(self) -> dict[str, object]:
        """Everything, as JSON."""
        return {
            "billed": len(self._tasks),
            "cost": round(sum(task.cost for task in self._tasks.values()), 4),
            "tasks": [_task(task) for task in self._tasks.values()],
            "requests": [_exchange(exchange) for exchange in self._exchanges],
            "deliveries": [_delivery(delivery) for delivery in self._deliveries],
        }


def _task(task: Task) -> dict[str, object]:
    return {
        "taskUUID": task.order.task_uuid,
        "taskType": task.order.task_type,
        "model": task.order.model,
        "transport": task.transport,
        "billed": True,
        "cost": task.cost,
        "accepted_at": round(task.accepted_at, 3),
        "state": task.state,
        "numberResults": task.order.count,
        "results": [result.uuid for result in task.made],
        "delivered": [result.uuid for result in task.results if result.deliveries],
    }


def _exchange(exchange: _Exchange) -> dict[str, object]:
    return {
        "at": round(exchange.at, 3),
        "transport": exchange.transport,
        "status": exchange.status,
        "tasks": [
            {"taskType": one.task_type, "taskUUID": one.task_uuid, "code": one.code, "fault": one.fault}
            for one in exchange.spoken
        ],
    }


def _delivery(delivery: Delivery) -> dict[str, object]:
    return {
        "taskUUID": delivery.task_uuid,
        "result": delivery.result,
        "channel": delivery.channel,
        "arrived": not delivery.problem,
        "problem": delivery.problem,
    }
