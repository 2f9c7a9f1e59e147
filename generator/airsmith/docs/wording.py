"""Subjects and values of statements in words, for reports."""

from __future__ import annotations

import json
from collections.abc import Sequence

from ..meaning.values import Json, listing
from .claims import Keys
from .stated import sizes

_WORDS = {
    "required": "whether it is required",
    "default": "default",
    "count": "number of items",
    "length": "length",
    "type": "type",
    "supported": "support",
    "items": "items",
    "roles": "roles",
    "mix": "mixing of roles",
}


def subject_words(key: Keys) -> str:
    """What an aspect is about.

    >>> subject_words(("field", "duration", "limits")), subject_words(("setting", "style", "default"))
    ('duration', 'setting style (default)')
    """
    kind, name, aspect = (*key, "", "")[:3]
    match kind:
        case "field":
            return f"{name} ({_WORDS[aspect]})" if aspect in _WORDS else name
        case "setting":
            return f"setting {name} ({_WORDS[aspect]})" if aspect in _WORDS else f"setting {name}"
        case "settings":
            return "provider settings"
        case "sizes":
            return "sizes (whether required)" if aspect == "required" else "sizes"
        case "frames":
            return "frames"
        case "media":
            return f"input {name} files ({aspect})" if aspect else f"input {name} files"
        case "lifecycle":
            return f"lifecycle ({aspect})"
        case "rule":
            return "rule"
        case _:
            return kind


def value_words(value: Json, key: Keys = ()) -> str:
    """A value as a reader of both sides would write it."""
    if key[:1] == ("rule",):
        return key[1]
    match value:
        case bool():
            return "yes" if value else "no"
        case str():
            return value
        case int() | float():
            return str(value)
        case [int() | float() | None, int() | float() | None] if key[-1:] in ((), ("length",), ("count",), ("side",)):
            return _span(value[0], value[1])
        case list():
            return listing([value_words(item) for item in value])
        case dict():
            return _mapping(value, key)
        case _:
            return "nothing"


def _mapping(value: dict[str, Json], key: Keys) -> str:
    if key[:1] == ("sizes",) and sizes(value):
        return listing([f"{size} {ratio}".strip() for size, (ratio, _) in sizes(value).items()])
    if not value:
        return "that it is there"
    parts = []
    for word, inner in value.items():
        if word == "enum":
            parts.append(value_words(inner))
        elif word in ("range", "length") and isinstance(inner, list):
            parts.append(_span(inner[0], inner[1]))
        else:
            parts.append(f"{word} {json.dumps(inner, ensure_ascii=False)}")
    return ", ".join(parts)


def _span(least: Json, most: Json) -> str:
    if least is None or most is None:
        return f"up to {most}" if least is None else f"{least} or more"
    return f"{least} to {most}"


def difference(key: Keys, old: Json, new: Json) -> tuple[Sequence[str], Sequence[str]]:
    """What a list has gained and lost; both where the values are no lists."""
    before, after = _entries(key, old), _entries(key, new)
    if before is None or after is None:
        return [value_words(new, key)], [value_words(old, key)]
    return [one for one in after if one not in before], [one for one in before if one not in after]


def _entries(key: Keys, value: Json) -> list[str] | None:
    if key[0] == "sizes" and isinstance(value, dict) and sizes(value):
        return list(sizes(value))
    if isinstance(value, dict) and set(value) == {"enum"} and isinstance(value["enum"], list):
        return [value_words(item) for item in value["enum"]]
    if isinstance(value, list) and key[0] in ("workflows", "frames"):
        return [value_words(item) for item in value]
    if isinstance(value, list) and key[-1] == "formats":
        return [value_words(item) for item in value]
    return None
