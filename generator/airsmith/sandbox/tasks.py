"""Tasks that were accepted and their results, each on its own way from processing to an end."""

from __future__ import annotations

import asyncio
import base64
from dataclasses import dataclass, field
from typing import Final, TypeAlias, assert_never

from .orders import Order, OutputType, PictureOrder, VideoOrder
from .protocol import Plain, Refusal, Reply

__all__ = ["PENDING", "Failed", "Made", "Outcome", "Pending", "Result", "ResultItem", "Task"]


@dataclass(frozen=True)
class Pending:
    """It is not known yet, or the moment has not come."""


@dataclass(frozen=True)
class Made:
    """``url`` is where the sandbox serves it; equal results of different tasks share their bytes."""

    content: bytes
    mime: str
    url: str


@dataclass(frozen=True)
class Failed:
    code: str
    message: str


Outcome: TypeAlias = Pending | Made | Failed
PENDING: Final = Pending()


@dataclass
class Result:
    """One picture or video of a task; ``due`` is when, on the clock, it is there to be fetched."""

    uuid: str
    seed: int
    due: float
    fails_with: str = ""
    outcome: Outcome = PENDING
    deliveries: int = 0
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    def end(self, outcome: Made | Failed) -> None:
        self.outcome = outcome
        self.ended.set()


@dataclass
class Task:
    """A task that was accepted, and so is billed."""

    order: Order
    transport: str
    accepted_at: float
    results: tuple[Result, ...]

    @property
    def cost(self) -> float:
        """What is to be paid as of now: results that failed cost nothing."""
        paid = [result for result in self.results if not isinstance(result.outcome, Failed)]
        return round(self.order.price * len(paid), 4)

    @property
    def state(self) -> str:
        if any(isinstance(result.outcome, Pending) for result in self.results):
            return "processing"
        return "success" if any(isinstance(result.outcome, Made) for result in self.results) else "error"

    @property
    def made(self) -> list[Result]:
        return [result for result in self.results if isinstance(result.outcome, Made)]

    def acknowledgement(self) -> Reply:
        """What an async task is answered at once."""
        return Reply(data=(Plain({"taskType": self.order.task_type, "taskUUID": self.order.task_uuid}),))

    def status(self) -> Reply:
        """What ``getResponse`` says: every result there has been so far, each with its status."""
        found = [(result, result.outcome) for result in self.results]
        items = [ResultItem(self.order, result, one, True) for result, one in found if not isinstance(one, Failed)]
        errors = [self._refusal(one, asked=True) for _, one in found if isinstance(one, Failed)]
        return Reply(tuple(items), tuple(errors))

    def part(self, result: Result) -> Reply:
        """What is answered about a result that has ended, where the task itself was asked for."""
        outcome = result.outcome
        if isinstance(outcome, Failed):
            return Reply(errors=(self._refusal(outcome),))
        return Reply(data=(ResultItem(self.order, result, outcome, False),))

    def _refusal(self, outcome: Failed, *, asked: bool = False) -> Refusal:
        return Refusal(
            outcome.code,
            outcome.message,
            task_uuid=self.order.task_uuid,
            task_type=self.order.task_type,
            status=200 if asked else 500,
            failed=asked,
        )


@dataclass(frozen=True)
class ResultItem:
    """What is said of a result as of now; ``asked`` by getResponse, it says its status."""

    order: Order
    result: Result
    outcome: Pending | Made
    asked: bool

    def render(self) -> dict[str, object]:
        order = self.order
        wire: dict[str, object] = {"taskType": order.task_type, "taskUUID": order.task_uuid}
        if isinstance(self.outcome, Pending):
            return {**wire, "status": "processing"}
        if self.asked:
            wire["status"] = "success"
        wire |= self._media(self.outcome)
        wire["seed"] = self.result.seed
        if order.is_checked and isinstance(order, PictureOrder):
            # Of videos the docs list no such key.
            wire["NSFWContent"] = False
        if order.include_cost:
            wire["cost"] = order.price
        return wire

    def _media(self, made: Made) -> dict[str, object]:
        order = self.order
        match order:
            case VideoOrder():
                return {"videoUUID": self.result.uuid, "videoURL": made.url}
            case PictureOrder():
                return {"imageUUID": self.result.uuid, **_picture(made, order.output)}
            case _:
                assert_never(order)

    def sent(self) -> None:
        if isinstance(self.outcome, Made):
            self.result.deliveries += 1


def _picture(made: Made, output: OutputType) -> dict[str, object]:
    match output:
        case "URL":
            return {"imageURL": made.url}
        case "base64Data":
            return {"imageBase64Data": base64.b64encode(made.content).decode("ascii")}
        case "dataURI":
            return {"imageDataURI": f"data:{made.mime};base64,{base64.b64encode(made.content).decode('ascii')}"}
        case _:
            assert_never(output)
