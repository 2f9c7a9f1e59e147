"""Requests and answers to look at: the documented requests, and what comes back."""

from __future__ import annotations

from typing import Final

from ...meaning.values import Fragment, Json
from ...model.catalog import Model
from ...model.names import snake
from .wire import STATUSES

_UUID: Final = "9d2b6f0e-4c1a-4e37-8f5d-2a7c61b0e394"
_MEDIUM: Final = "5b8e1c77-03d2-4f6a-b9a4-7e20c8f51d36"


def request_examples(model: Model) -> Fragment:
    """The documented requests of a model that are valid, each as an array of one."""
    valid = [example for example in model.examples if not example.invalid]
    return {
        f"{model.slug}-{number}": {"summary": f"{model.name}: {example.title}", "value": [example.request]}
        for number, example in enumerate(valid, 1)
    }


def question_example() -> Fragment:
    """A task that asks how another one is getting on."""
    task: Fragment = {"taskType": "getResponse", "taskUUID": _UUID}
    return {"get-response": {"summary": "How a task is getting on", "value": [task]}}


def answer_examples(model: Model) -> Fragment:
    """What a task of this model comes to, from accepted to finished."""
    name, names = _kebab(model.task.name), {"taskType": model.task.name, "taskUUID": _UUID}
    media = model.task.media
    keys = {f"{media}UUID": _MEDIUM, f"{media}URL": f"https://media.example/{_UUID}"}
    made = {key: value for key, value in keys.items() if model.task.response.property(key)}
    return {
        f"{name}-accepted": _answer(f"{model.task.title}: accepted", names),
        f"{name}-processing": _answer(f"{model.task.title}: not finished yet", {**names, "status": "processing"}),
        f"{name}-success": _answer(f"{model.task.title}: finished", {**names, "status": "success", **made}),
    }


def refusal_example(status: str) -> Fragment:
    """An error that comes with an HTTP status."""
    meaning, code = STATUSES[status]
    return {"errors": [{"code": code, "message": meaning}]}


def _answer(summary: str, item: dict[str, str]) -> Fragment:
    data: list[Json] = [{**item}]
    return {"summary": summary, "value": {"data": data}}


def _kebab(name: str) -> str:
    return snake(name).replace("_", "-")
