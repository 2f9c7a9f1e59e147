"""The parameters of a request as model pages and schemas list them, one by one, as claims."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from ..meaning.values import Json
from .claims import Keys, Said
from .names import SETTINGS
from .vocabulary import FRAMES, SIZES, media_of

_PRESENCE: Final = frozenset({"required", "default"})
KNOWN_BY_TASK: Final = ("taskType", "model")
"""Fields whose one value is what makes the task and the model."""


@dataclass
class Param:
    """One parameter. ``facts`` are keywords of a spec, ``lines`` where each stands; ``children`` those inside it."""

    line: int
    facts: dict[str, Json] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    children: dict[str, Param] = field(default_factory=dict)

    def state(self, key: str, value: Json, line: int) -> None:
        """Keep a fact; both ends of a range or a length may come one after the other."""
        before = self.facts.get(key)
        if key in ("range", "length", "count") and isinstance(before, list) and isinstance(value, list):
            value = [new if new is not None else old for new, old in zip(value, before, strict=True)]
        self.facts[key] = value
        self.lines[key] = line

    def child(self, path: Iterable[str], line: int) -> Param:
        """The parameter below, made where there is none."""
        found = self
        for name in path:
            found = found.children.setdefault(name, Param(line))
        return found


Told: TypeAlias = tuple[Said, int]


def claims(root: Param, provider: str) -> Iterator[Told]:
    """What the parameters say, in the terms of a spec; ``root`` holds those of the request itself."""
    for name, param in root.children.items():
        if name == SETTINGS:
            yield from _settings(param, provider)
        elif name == FRAMES and param.facts.get("type") == "array":
            yield from _frames(param)
        elif name not in SIZES and name not in KNOWN_BY_TASK:
            yield from _field((name,), param)


def _field(path: Keys, param: Param) -> Iterator[Told]:
    """A field; objects are dotted names, arrays have a shape."""
    if param.children and param.facts.get("type") != "array":
        for name, inner in param.children.items():
            yield from _field((*path, name), inner)
        return
    for key, value in entry(path[-1], param).items():
        yield Said(("fields", ".".join(path), key), value), param.lines.get(key, param.line)


def entry(name: str, param: Param) -> dict[str, Json]:
    """The parameter as a spec describes it; a text without limits that is called an image is a reference to one."""
    facts = {key: value for key, value in param.facts.items() if key != "type"}
    kind = param.facts.get("type")
    if kind == "array":
        shape: dict[str, Json] = {key: _inner(key, inner) for key, inner in param.children.items()}
        facts["items"] = {"shape": shape} if shape else facts.get("items", "string")
    elif kind == "object":
        facts["shape"] = {key: _inner(key, inner) for key, inner in param.children.items()}
    elif kind is not None:
        media = (
            media_of(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name))
            if kind == "string" and not facts.keys() - _PRESENCE
            else None
        )
        facts["type"] = media or kind
    return facts


def _inner(name: str, param: Param) -> Json:
    """A field of a shape, where being required is what needs no word."""
    facts = entry(name, param)
    required = facts.pop("required", True)
    return facts if required is True else {**facts, "required": False}


def _settings(param: Param, provider: str) -> Iterator[Told]:
    own = param.children.get(provider, Param(param.line))
    for name, inner in own.children.items():
        yield Said((SETTINGS, name), {}), inner.line
        for key, value in entry(name, inner).items():
            if (key, value) != ("required", False):
                yield Said((SETTINGS, name, key), value), inner.lines.get(key, inner.line)


def _frames(param: Param) -> Iterator[Told]:
    """The array ``frameImages``: which frames its items name is what a spec says of it."""
    named = param.children.get("frame")
    words = named.facts.get("enum") if named else None
    if named is not None and "const" in named.facts:
        words = [named.facts["const"]]
    listed: list[Json] = [word for word in words if isinstance(word, str)] if isinstance(words, list) else []
    if listed:
        yield Said(("frames",), listed), named.line if named else param.line
    if param.facts.get("required") is True:
        yield Said(("rules",), {"require": [FRAMES]}), param.lines.get("required", param.line)


def sides(root: Param) -> Mapping[str, Param]:
    """The parameters width and height, which a spec describes as one thing."""
    return {name: root.children[name] for name in SIZES if name in root.children}


def side_claims(root: Param) -> Iterator[Told]:
    """The sizes of a page that lists no pairs: each side has its own ends."""
    for name, param in sides(root).items():
        if "range" in param.facts:
            yield Said(("dimensions", "range", name), param.facts["range"]), param.lines.get("range", param.line)
