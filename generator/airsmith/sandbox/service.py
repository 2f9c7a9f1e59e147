"""The service behind both transports: what becomes of one element of a request."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from .acceptance import Acceptance, Refused
from .body import oversized
from .clock import Clock
from .faults import Fail, Fault
from .files import Files
from .identity import derived_uuid
from .inputs import InputError, Inputs
from .ledger import Ledger
from .outbound import Outbound
from .protocol import Plain, Refusal, Reply
from .scenario import Scenario, Seen, Transport
from .settings import Settings
from .studio import Studio
from .tasks import Task
from .validators import Validators
from .workshop import Workshop

__all__ = ["Begun", "Service", "failed"]


@dataclass(frozen=True)
class Waiting:
    """A sync task that was accepted; its results are the answer."""

    task: Task


@dataclass(frozen=True)
class Asking:
    """A question how a task is getting on."""

    task: Task


@dataclass(frozen=True)
class Uploading:
    """An image to be stored."""

    element: dict[str, object]


Begun: TypeAlias = Reply | Waiting | Asking | Uploading
"""An element that was looked at: what could be refused is refused, what could be accepted is accepted."""


class Service:
    """One sandbox: its tasks, files and rules. It belongs to one event loop."""

    def __init__(self, settings: Settings, base_url: str, validators: Validators, scenario: Scenario) -> None:
        """``base_url`` is the sandbox's address without a path; what it makes is served below it."""
        self.settings = settings
        self._base_url = base_url
        self.scenario = scenario
        self.clock = Clock()
        self.files = Files(self.clock)
        self.ledger = Ledger()
        self.closing = asyncio.Event()
        self._validators = validators
        self._outbound = Outbound(self.clock, settings.allow_hosts)
        self._inputs = Inputs(self.files, self._outbound)
        self._studio = Studio()
        self._workshop = Workshop(self.clock, self._studio, self.files, self._outbound, self.ledger, base_url)
        self._acceptance = Acceptance(settings, validators, self._inputs, self.clock, self.ledger, self._workshop)

    def reset(self) -> None:
        """Forget tasks, files and scenario; the clock goes on."""
        self._workshop.stop()
        self.files.clear()
        self.ledger.clear()
        self.scenario = Scenario()

    async def close(self) -> None:
        """Let go of everything, and of everybody who waits."""
        self.closing.set()
        self._workshop.stop()
        self._studio.close()
        await self._outbound.close()

    async def settle(self) -> None:
        """Wait until every result that is due has been made."""
        for task in self.ledger.tasks:
            await self._until_made(task)

    def accepts(self, key: object) -> bool:
        """Whether this is the key of somebody we serve; without a key of our own, any will do."""
        if not isinstance(key, str) or not key:
            return False
        wanted = self.settings.api_key
        return wanted is None or hmac.compare_digest(key.encode("utf-8", "replace"), wanted.encode("utf-8", "replace"))

    def fault(self, element: object, transport: Transport) -> Fault | None:
        """What the scenario has in store for an element."""
        fields = element if isinstance(element, dict) else {}
        task_type, uuid = _text(fields.get("taskType")), _text(fields.get("taskUUID"))
        air = _text(fields.get("model"))
        model = self._validators.models.get(air)
        prompt = _text(fields.get(model.task.prompt)) if model else ""
        task = self.ledger.task(uuid) if task_type == "getResponse" else None
        if task is not None:
            air, prompt = task.order.model, task.order.prompt
        is_inference = task_type in self._validators.tasks
        return self.scenario.fault(Seen(task_type, uuid, air, prompt, transport, is_inference))

    async def begin(self, element: object, fault: Fault | None, transport: Transport) -> Begun:
        """Refuse or accept an element. What it answers is said by `replies`."""
        if not isinstance(element, dict):
            return Reply(errors=(Refusal("invalidRequest", "A task must be an object."),))
        wrong = oversized(element)
        if wrong is None and isinstance(fault, Fail):
            wrong = failed(fault)
        if wrong is not None:
            return Reply(errors=(wrong.of(element),))
        match element.get("taskType"):
            case "ping":
                return Reply((Plain({"taskType": "ping", "pong": True}),))
            case "getResponse":
                return self._ask(element)
            case "imageUpload":
                return self._upload(element)
            case str() as task_type if task_type in self._validators.tasks:
                try:
                    task = await self._acceptance.accept(element, fault, transport)
                except Refused as refused:
                    return Reply(errors=refused.refusals)
                return task.acknowledgement() if task.order.is_async else Waiting(task)
            case str():
                allowed = tuple(sorted((*self._validators.tasks, "getResponse", "imageUpload", "ping")))
                message = "The sandbox does not know this task type."
                refusal = Refusal("unsupportedTaskType", message, "taskType", allowed=allowed)
            case None if "taskType" not in element:
                refusal = Refusal("missingTaskType", "taskType is required.", "taskType")
            case _:
                refusal = Refusal("invalidTaskType", "taskType must be a string.", "taskType", kind="string")
        return Reply(errors=(refusal.of(element),))

    async def replies(self, begun: Begun) -> AsyncIterator[Reply]:
        """The answer in the parts that it comes in: a sync task's results one after the other."""
        match begun:
            case Reply():
                yield begun
            case Waiting(task):
                for result in task.results:
                    await result.ended.wait()
                    yield task.part(result)
            case Asking(task):
                await self._until_made(task)
                yield task.status()
            case Uploading(element):
                yield await self._uploaded(element)
            case _:
                assert_never(begun)

    async def _until_made(self, task: Task) -> None:
        """A result that is due but still at the encoder is worth a moment."""
        for result in task.results:
            if result.due <= self.clock.now():
                await result.ended.wait()

    def _ask(self, element: dict[str, object]) -> Begun:
        wrong = _no_text(element, "taskUUID")
        if wrong is not None:
            return Reply(errors=(wrong.of(element),))
        task = self.ledger.task(str(element["taskUUID"]))
        if task is not None:
            return Asking(task)
        refusal = Refusal("taskNotFound", "No task with this taskUUID was accepted.", "taskUUID", status=404)
        return Reply(errors=(refusal.of(element),))

    def _upload(self, element: dict[str, object]) -> Begun:
        wrong = _no_text(element, "taskUUID") or _no_text(element, "image")
        return Uploading(element) if wrong is None else Reply(errors=(wrong.of(element),))

    async def _uploaded(self, element: dict[str, object]) -> Reply:
        uuid = derived_uuid(self.settings.seed, "upload", str(element["taskUUID"]).lower())
        try:
            upload = await self._inputs.upload(str(element["image"]), uuid)
        except InputError as error:
            return Reply(errors=(Refusal("invalidImage", f"image: {error}.", "image").of(element),))
        names: dict[str, object] = {"taskType": "imageUpload", "taskUUID": element["taskUUID"]}
        return Reply((Plain({**names, "imageUUID": uuid, "imageURL": self._base_url + upload.path}),))


def failed(fault: Fail) -> Refusal:
    """The error of an element that the scenario refuses."""
    return Refusal(fault.code, fault.message, status=fault.status, retry_after=fault.retry_after)


def _no_text(element: dict[str, object], name: str) -> Refusal | None:
    """What is wrong with a field that must be a text, if anything is."""
    value = element.get(name)
    if isinstance(value, str) and value:
        return None
    code = f"{'invalid' if name in element else 'missing'}{name[:1].upper()}{name[1:]}"
    return Refusal(code, f"{name} must be a text that is not empty.", name, kind="string")


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
