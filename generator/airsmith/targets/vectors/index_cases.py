"""Requests that never come to a model: of no known model, or no requests at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from ...meaning.values import Json
from .cases import Case, spelled
from .start import Request
from .texts import slip

NO_OBJECTS: Final[tuple[tuple[str, Json], ...]] = (
    ("null", None),
    ("true", True),
    ("false", False),
    ("zero", 0),
    ("number", 1.5),
    ("no-text", ""),
    ("text", "first"),
    ("prose", "A lighthouse at dawn"),
    ("no-items", []),
    ("list-of-null", [None]),
)
SPELLED: Final = (
    ("infinity", "1e400"),
    ("lone-surrogate", r'"\ud800"'),
    ("blanks-around", " {} \n"),
    ("model-lone-surrogate", r'{"model": "\ud800"}'),
    ("model-infinity", '{"model": 1e400}'),
)
MODELS: Final[tuple[tuple[str, Json], ...]] = (
    ("null", None),
    ("true", True),
    ("number", 1),
    ("fraction", 0.5),
    ("list", []),
    ("object", {}),
    ("no-text", ""),
    ("word", "first"),
    ("prose", "A lighthouse at dawn"),
    ("unknown", "acme:1@1"),
    ("like-a-key", "0123456789abcdef0123456789abcdef"),
    ("prototype", "__proto__"),
    ("constructor", "constructor"),
    ("to-string", "toString"),
    ("long", "m" * 200),
)
"""No AIR ids; some are what a lookup in an object finds without being put there."""


def index_cases(starts: Mapping[str, Request]) -> Iterator[Case]:
    """``starts`` holds a valid request to each model, by AIR id."""
    for label, value in NO_OBJECTS:
        yield Case("request", label, value)
    for label, text in SPELLED:
        yield spelled("request", label, text)
    yield Case("request", "no-keys", {})
    for air, start in starts.items():
        yield Case("request", f"list-with-a-request-to-{air}", [start])
        yield Case("model", f"missing-{air}", _without_model(start))
        yield Case("model", f"only-in-a-prototype-{air}", {"__proto__": {"model": air}, **_without_model(start)})
        yield Case("model", f"in-other-case-{air}", {"Model": air, **_without_model(start)})
        yield Case("model", f"in-a-list-{air}", {**start, "model": [air]})
        for label, wrong in _nearly(air, tuple(starts)):
            yield Case("model", f"{label}-{air}", {**start, "model": wrong})
    for start in list(starts.values())[:1]:
        for label, value in MODELS:
            yield Case("model", label, {**start, "model": value})


def _nearly(air: str, airs: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What looks like the id of a model."""
    yield from (("other-case", air.swapcase()), ("blank-before", f" {air}"), ("line-feed-after", f"{air}\n"))
    yield from dict.fromkeys(slip(air, number, airs) for number in range(5))


def _without_model(start: Request) -> Request:
    return {name: value for name, value in start.items() if name != "model"}
