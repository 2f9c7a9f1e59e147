"""Reading what the service says: which words are about which task, what is a result, what may be kept of an error."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias, cast

from ._codes import ABOUT_THE_ID, code_of

Object: TypeAlias = "dict[str, object]"

MEDIA = ("image", "video", "audio", "media")
_UUIDS = tuple(f"{kind}UUID" for kind in MEDIA)
_URLS = tuple(f"{kind}URL" for kind in MEDIA)
_MEDIA_KEYS = (*_UUIDS, *_URLS, *(f"{kind}{form}" for kind in MEDIA for form in ("Base64Data", "DataURI")))
_FAILED = ("error", "failed")
_OF_THE_CONNECTION = ("authentication", "ping")

LONGEST_TEXT = 2000
"""Characters kept of a text in an error object."""
LONGEST_LIST = 100
DEEPEST = 6
LONGEST_WAIT = 86_400.0
"""A longer time to wait, in seconds, is a mistake."""


@dataclass
class Words:
    """What an answer says of one task: items of ``data``, and errors, in their order."""

    items: list[Object] = field(default_factory=list[Object])
    errors: list[Object] = field(default_factory=list[Object])


def words_about(envelope: Mapping[str, object], tasks: Sequence[str]) -> dict[str, Words]:
    """The words of an answer by task.

    What names no task is about the only one that was asked for. Of several, an error that names
    none is about those of which nothing else is said, unless it speaks of one task's id.
    """
    found = {task.lower(): Words() for task in tasks}
    nameless: list[Object] = []
    for item in objects(envelope.get("data")):
        words = found.get(_named(item, tasks))
        if words is not None and item.get("taskType") not in _OF_THE_CONNECTION:
            words.items.append(item)
    for error in (*objects(envelope.get("errors")), *objects(envelope.get("error"))):
        words = found.get(_named(error, tasks))
        if words is not None:
            words.errors.append(error)
        elif not isinstance(error.get("taskUUID"), str) and code_of(error) not in ABOUT_THE_ID:
            nameless.append(error)
    for words in found.values():
        if not words.items and not words.errors:
            words.errors += nameless
    return {task: found[task.lower()] for task in tasks}


def _named(value: Object, tasks: Sequence[str]) -> str:
    name = value.get("taskUUID")
    if isinstance(name, str):
        return name.lower()
    return tasks[0].lower() if len(tasks) == 1 else ""


def objects(value: object) -> list[Object]:
    """The objects of an array; the service also sends a lone one."""
    found: Sequence[object] = cast("list[object]", value) if isinstance(value, list) else [value]
    return [cast("Object", item) for item in found if isinstance(item, dict)]


def is_success(item: Mapping[str, object]) -> bool:
    """Whether an item is a finished result, and not an acknowledgement or one still in the making."""
    status = item.get("status")
    return status == "success" if isinstance(status, str) else any(_has(item, key) for key in _MEDIA_KEYS)


def failure_of(item: Mapping[str, object]) -> Object | None:
    """The error object of an item of ``data`` that failed."""
    if item.get("status") not in _FAILED:
        return None
    inner = item.get("error")
    return {**cast("Object", inner), "status": "error"} if isinstance(inner, dict) else dict(item)


def is_of_one_result(error: Mapping[str, object]) -> bool:
    """Whether an error is that of a single result, while others of the task may succeed."""
    return error.get("status") in _FAILED


def identity(item: Mapping[str, object]) -> str:
    """By what a result is known when it comes again: the id of its medium, else its address or all of it."""
    for key in (*_UUIDS, *_URLS):
        if _has(item, key):
            return str(item[key]).lower() if key in _UUIDS else str(item[key])
    return repr(item)


def _has(item: Mapping[str, object], key: str) -> bool:
    value = item.get(key)
    return isinstance(value, str) and bool(value)


def percent_of(items: Iterable[Mapping[str, object]]) -> int | None:
    """How far the service says it is, where it gives a sensible number."""
    found = [item.get("progress") for item in items]
    numbers = [value for value in found if type(value) in (int, float)]
    sensible = [int(value) for value in cast("list[float]", numbers) if 0 <= value <= 100]
    return min(sensible, default=None)


def seconds(value: object) -> float | None:
    """A time to wait, or None for what is none."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return float(value) if 0 <= value <= LONGEST_WAIT and math.isfinite(value) else None


def presentable(raw: Mapping[str, object], private: Iterable[str]) -> Object:
    """An error object of bounded size that repeats nothing private, should the service do so."""
    return cast("Object", _presentable(raw, tuple(private), DEEPEST))


def _presentable(value: object, private: tuple[str, ...], depth: int) -> object:
    if isinstance(value, str):
        return _text(value, private)
    if isinstance(value, int) and abs(value) > 10**100:
        return "..."
    if isinstance(value, (list, dict)) and depth == 0:
        return "..."
    if isinstance(value, list):
        return [_presentable(one, private, depth - 1) for one in cast("list[object]", value)[:LONGEST_LIST]]
    if isinstance(value, dict):
        entries = list(cast("Object", value).items())[:LONGEST_LIST]
        return {_text(key, private): _presentable(one, private, depth - 1) for key, one in entries}
    return value


def _text(text: str, private: tuple[str, ...]) -> str:
    for secret in private:
        text = text.replace(secret, "...")
    return text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT] + "..."
