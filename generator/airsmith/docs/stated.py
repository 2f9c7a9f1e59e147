"""Statements of pages and of specs in one form, to be compared: one value for each aspect of a subject."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Generic, Protocol, TypeVar

from ..meaning.values import Json
from .claims import Keys

LIMITS: Final = ("enum", "const", "range", "step")
"""Keywords that say together which numbers or words a field takes."""

SILENT: Final = ("labels", "unit", "summary", "source", "error", "notes", "pattern")
"""What is not compared: words for people, and what only tasks state."""

PAIRED: Final[dict[str, Json]] = {"together": ["width", "height"]}


class Saying(Protocol):
    """A claim of a page, or an entry of a spec."""

    @property
    def path(self) -> Keys: ...

    @property
    def value(self) -> Json: ...


S = TypeVar("S", bound=Saying)


@dataclass(frozen=True)
class Aspect(Generic[S]):
    """What is said of one aspect, such as the limits of a field, and by which sayings."""

    value: Json = field(hash=False)
    sayings: tuple[S, ...]


Stated = dict[Keys, Aspect[S]]


@dataclass(frozen=True)
class Conflict(Generic[S]):
    """Two sayings that cannot both be true."""

    key: Keys
    first: S
    second: S


def key_of(path: Keys, value: Json) -> Keys | None:
    """Subject and aspect of a saying; None for what is not compared.

    >>> key_of(("fields", "duration", "enum"), [4, 8]), key_of(("dimensions", "pairs"), [])
    (('field', 'duration', 'limits'), ('sizes', '', 'limits'))
    """
    match path:
        case ("fields", name, *rest):
            return _aspect("field", name, rest)
        case ("providerSettings", name, *rest):
            return _aspect("setting", name, rest)
        case ("providerSettings",):
            return ("settings", "", "none")
        case ("dimensions", "required"):
            return ("sizes", "", "required")
        case ("dimensions", *_):
            return ("sizes", "", "limits")
        case ("frames",):
            return ("frames", "", "limits")
        case ("media", kind, word):
            return ("media", kind, word)
        case ("workflows",):
            return ("workflows", "", "limits")
        case ("rules",) if rule_text(value) != rule_text(PAIRED):
            return ("rule", rule_text(value), "limits")
        case ("lifecycle", word) if word in ("stage", "since", "replacement"):
            return ("lifecycle", "", word)
        case _:
            return None


def _aspect(kind: str, name: str, rest: Sequence[str]) -> Keys | None:
    if not rest:
        return (kind, name, "presence")
    word = rest[0]
    if word in SILENT:
        return None
    return (kind, name, "limits" if word in LIMITS else word)


def rule_text(value: Json) -> str:
    """A rule in one spelling: no reasons, keys and names in order."""
    return json.dumps(_ordered(value), sort_keys=True, ensure_ascii=False)


def _ordered(value: Json) -> Json:
    if isinstance(value, dict):
        return {key: _ordered(inner) for key, inner in value.items() if key not in ("why", "error")}
    if isinstance(value, list):
        return sorted((_ordered(item) for item in value), key=lambda item: json.dumps(item, sort_keys=True))
    return value


def gather(sayings: Iterable[S]) -> tuple[Stated[S], list[Conflict[S]]]:
    """One value for each aspect; what contradicts an earlier saying is a conflict, and does not count."""
    found: Stated[S] = {}
    conflicts: list[Conflict[S]] = []
    for saying in sayings:
        key = key_of(saying.path, saying.value)
        if key is None:
            continue
        value = _normal(saying.path, saying.value)
        before = found.get(key)
        if before is None:
            found[key] = Aspect(value, (saying,))
            continue
        merged = merge(key, before.value, value)
        if merged is None:
            conflicts.append(Conflict(key, before.sayings[0], saying))
        else:
            found[key] = Aspect(merged, (*before.sayings, saying))
    return found, conflicts


def _normal(path: Keys, value: Json) -> Json:
    """The value as it is compared: limits by keyword, sizes by form."""
    match path:
        case ("fields" | "providerSettings", _, "const"):
            return {"enum": [value]}
        case ("fields" | "providerSettings", _, word) if word in LIMITS:
            return {word: value}
        case ("dimensions", "range", side):
            return {"range": {side: value}}
        case ("dimensions", "range") if isinstance(value, list):
            return {"range": {"width": value, "height": value}}
        case ("dimensions", word) if word != "required":
            return {word: value}
        case ("rules",):
            return True
        case _:
            return value


def merge(key: Keys, left: Json, right: Json) -> Json:
    """Both together; None where they contradict each other."""
    if same(key, left, right):
        return left
    if isinstance(left, dict) and isinstance(right, dict):
        return _merged(key, left, right)
    if key[-1] in ("length", "count") and isinstance(left, list) and isinstance(right, list):
        return ends(left, right)
    return None


def _merged(key: Keys, left: dict[str, Json], right: dict[str, Json]) -> Json:
    result = dict(left)
    if key[-1] != "limits":
        return {**left, **right} if key[-1] == "presence" else None
    for word, value in right.items():
        before = result.get(word)
        if before is None and (word != "enum" and "enum" not in result):
            result[word] = value
        elif word == "enum" and "range" in result or word == "range" and "enum" in result:
            return None
        elif word == "range" and isinstance(before, dict) and isinstance(value, dict):
            result[word] = {**before, **value}
        elif word == "range" and isinstance(before, list) and isinstance(value, list):
            together = ends(before, value)
            if together is None:
                return None
            result[word] = together
        elif word == "pairs" and isinstance(before, list) and isinstance(value, list):
            result[word] = [*before, *(pair for pair in value if pair not in before)]
        elif before != value:
            return None
    return result


def ends(left: list[Json], right: list[Json]) -> Json:
    """Two ends, either of which may be open on one side; None where both are given and differ."""
    found: list[Json] = []
    for one, other in zip(left, right, strict=True):
        if one is not None and other is not None and one != other:
            return None
        found.append(one if one is not None else other)
    return found


def same(key: Keys, left: Json, right: Json) -> bool:
    """Whether two values of an aspect mean the same: order counts nowhere, ratios and case do not limit."""
    if key[0] == "sizes" and isinstance(left, dict) and isinstance(right, dict):
        return _same_sizes(sizes(left), sizes(right)) if sizes(left) and sizes(right) else left == right
    if isinstance(left, dict) and isinstance(right, dict) and key[-1] == "limits":
        return {word: _set(value) for word, value in left.items()} == {
            word: _set(value) for word, value in right.items()
        }
    return _set(left) == _set(right) and (left is right or type(left) is not bool or left == right)


def _same_sizes(left: dict[str, tuple[str, str]], right: dict[str, tuple[str, str]]) -> bool:
    """The same sizes; a ratio or a group that only one side states is no difference."""
    if left.keys() != right.keys():
        return False
    pairs = [(one, other) for size in left for one, other in zip(left[size], right[size], strict=True)]
    return all(not one or not other or one == other for one, other in pairs)


def _set(value: Json) -> object:
    """A list of words or numbers without its order; a range keeps its own."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return frozenset(str(item) for item in value)
    if isinstance(value, list) and None not in value and len(value) != 2:
        return frozenset(json.dumps(item, sort_keys=True) for item in value)
    return json.dumps(value, sort_keys=True)


def sizes(value: dict[str, Json]) -> dict[str, tuple[str, str]]:
    """Size -> ratio and group, of listed sizes; empty for other forms."""
    return dict(_sizes(value))


def _sizes(value: dict[str, Json]) -> Iterator[tuple[str, tuple[str, str]]]:
    groups = value.get("groups")
    pairs = value.get("pairs")
    for group, listed in groups.items() if isinstance(groups, dict) else ():
        for pair in listed if isinstance(listed, list) else ():
            size, _, ratio = str(pair).partition(" ")
            yield size, (ratio, group)
    for pair in pairs if isinstance(pairs, list) else ():
        size, _, ratio = str(pair).partition(" ")
        yield size, (ratio, "")
