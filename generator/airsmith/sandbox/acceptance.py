"""The gate of the service: a task is refused, or it is accepted and so billed, once."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from ..model.catalog import Model
from .clock import Clock
from .faults import Fault, NeverFinishes, Partial, Stagger
from .identity import derived_seed, derived_uuid
from .inputs import InputError, Inputs, UnknownUpload
from .ledger import Ledger
from .orders import Order, VideoOrder, inputs_of, order_of
from .protocol import Refusal
from .scenario import Transport
from .settings import Settings
from .tasks import Result, Task
from .validators import Validators
from .workshop import Workshop

__all__ = ["Acceptance", "Refused"]

_VIDEO_LATENCY: Final = 2.0
"""Seconds from accepted to finished, where nothing else was asked for. A picture is there at once."""


class Refused(Exception):
    """A task that is not accepted, with the errors that say why."""

    def __init__(self, *refusals: Refusal) -> None:
        super().__init__(*(refusal.code for refusal in refusals))
        self.refusals = refusals


@dataclass(frozen=True)
class Acceptance:
    """Judges tasks, and enters those that pass into the ledger and the workshop."""

    settings: Settings
    validators: Validators
    inputs: Inputs
    clock: Clock
    ledger: Ledger
    workshop: Workshop

    async def accept(self, element: dict[str, object], fault: Fault | None, transport: Transport) -> Task:
        """Accept a task that has a type of the specs. Raises Refused."""
        errors = tuple(self.validators.refusals(element))
        if errors:
            raise Refused(*errors)
        model = self.validators.models[str(element["model"])]
        if self.settings.retired == "refuse" and model.lifecycle.stage == "retired":
            message = model.lifecycle.notice(model.name)
            raise Refused(Refusal("unknownModel", message, "model", documentation=model.source.url).of(element))
        size = await self._first_frame(element, model)
        return self._bill(order_of(element, model, size), fault, transport)

    async def _first_frame(self, element: dict[str, object], model: Model) -> tuple[int, int] | None:
        """The size of the first input image; all are checked. Raises Refused.

        A UUID that nobody uploaded here is taken at its word: the documented requests hold some.
        """
        limits = next((found for found in model.media if found.media == "image"), None)
        side, most = (limits.side, limits.size) if limits else (None, None)
        first: tuple[int, int] | None = None
        for name, value in inputs_of(element, model.contract.root):
            try:
                image = await self.inputs.read(value, side=side, size=most)
            except UnknownUpload:
                continue
            except InputError as error:
                field = name.split("[")[0]
                code = f"invalid{field[:1].upper()}{field[1:]}"
                raise Refused(Refusal(code, f"{name}: {error}.", name).of(element)) from None
            first = first or (image.width, image.height)
        return first

    def _bill(self, order: Order, fault: Fault | None, transport: Transport) -> Task:
        """Enter a task, unless its UUID was entered before. Nothing is awaited between the look and the entry."""
        if self.ledger.task(order.task_uuid) is not None:
            message = "A task with this taskUUID was accepted before. It is not billed again."
            raise Refused(Refusal("conflictTaskUUID", message, "taskUUID", order.task_uuid, order.task_type))
        task = Task(order, transport, self.clock.now(), tuple(self._results(order, fault)))
        self.ledger.bill(task)
        self.workshop.start(task)
        return task

    def _results(self, order: Order, fault: Fault | None) -> list[Result]:
        latency = self.settings.latency
        if latency is None:
            latency = _VIDEO_LATENCY if isinstance(order, VideoOrder) else 0.0
        ready = math.inf if isinstance(fault, NeverFinishes) else self.clock.now() + latency
        stagger = fault.seconds if isinstance(fault, Stagger) else 0.0
        good = order.count - fault.fail if isinstance(fault, Partial) else order.count
        code = fault.code if isinstance(fault, Partial) else ""
        seed, uuid = self.settings.seed, order.task_uuid.lower()
        return [
            Result(
                derived_uuid(seed, "result", uuid, number),
                derived_seed(seed, "result", uuid, number),
                ready + number * stagger,
                code if number >= good else "",
            )
            for number in range(order.count)
        ]
