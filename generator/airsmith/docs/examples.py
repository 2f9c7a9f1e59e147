"""Whether a documented request keeps to the limits its own page states, field by field."""

from __future__ import annotations

from collections.abc import Iterator

from ..meaning.values import Json, is_number
from .claims import Claim, Keys
from .names import SETTINGS
from .stated import Stated, sizes


def breaks(request: dict[str, Json], stated: Stated[Claim], provider: str) -> Iterator[tuple[Keys, str]]:
    """Each aspect that the request breaks, and how."""
    for key, aspect in stated.items():
        kind, name, word = (*key, "", "")[:3]
        if kind == "sizes" and word == "limits" and isinstance(aspect.value, dict):
            wrong = _size(request, aspect.value)
        elif kind in ("field", "setting"):
            value = _value(request, name, kind, provider)
            wrong = _wrong(value, word, aspect.value) if value is not None else ""
        else:
            continue
        if wrong:
            yield key, wrong


def _value(request: Json, name: str, kind: str, provider: str) -> Json:
    path = [*((SETTINGS, provider) if kind == "setting" else ()), *name.split(".")]
    found = request
    for part in path:
        found = found.get(part) if isinstance(found, dict) else None
    return found


def _size(request: dict[str, Json], limits: dict[str, Json]) -> str:
    listed = sizes(limits)
    width, height = request.get("width"), request.get("height")
    size = f"{width}x{height}"
    return f"{size} is not listed" if listed and None not in (width, height) and size not in listed else ""


def _wrong(value: Json, word: str, limits: Json) -> str:
    if word == "limits" and isinstance(limits, dict):
        listed, span = limits.get("enum"), limits.get("range")
        if isinstance(listed, list) and value not in listed and not isinstance(value, dict | list):
            return f"{value} is not listed"
        return _outside(value, span) if isinstance(span, list) else ""
    if word in ("length", "count") and isinstance(value, str | list) and isinstance(limits, list):
        return _outside(len(value), limits)
    return ""


def _outside(value: Json, span: list[Json]) -> str:
    least, most = span
    if not is_number(value) or not isinstance(value, int | float):
        return ""
    below = isinstance(least, int | float) and value < least
    above = isinstance(most, int | float) and value > most
    return f"{value} is out of range" if below or above else ""
