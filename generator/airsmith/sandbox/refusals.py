"""Violations as the service words them: its codes, parameters, allowed values, limits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, assert_never

from ..meaning.contract import Contract
from ..meaning.kinds.count import CountKind
from ..meaning.kinds.length import LengthKind
from ..meaning.kinds.range import RangeKind
from ..meaning.shapes import Array, Boolean, Integer, Media, Number, Object, Shape, String, Union
from ..meaning.values import Choice
from ..meaning.violations import Violation
from .protocol import Refusal

__all__ = ["refusals"]

_LIMITED: Final = frozenset({"too_short", "too_long", "wrong_count", "below_minimum", "above_maximum"})
_OF_A_VALUE: Final = _LIMITED | {"wrong_type", "bad_pattern", "malformed_text", "not_allowed", "unsupported_dimensions"}
"""The value is wrong, and not that it is there, is missing, or stands beside another."""

MOST_ERRORS: Final = 20
"""Errors of one task that are answered; what has more is not read to its end by anybody."""


def refusals(violations: list[Violation], contract: Contract | None) -> Iterator[Refusal]:
    """The errors of one task, without its UUID. ``contract`` is that of its model, where that is known."""
    for violation in violations[:MOST_ERRORS]:
        yield _refusal(violation, contract)


def _refusal(violation: Violation, contract: Contract | None) -> Refusal:
    parts = [part.replace("~1", "/").replace("~0", "~") for part in violation.path.split("/")[1:]]
    related = [path.strip("/").replace("/", ".") for path in violation.related]
    own, place = _dotted(parts), _place(contract, parts)
    shape, known = (place.shape, place.error) if place else (None, "")
    return Refusal(
        code=known if known and violation.code in _OF_A_VALUE else _code(violation, parts),
        message=violation.message,
        parameter=(own, *related) if related else own,
        kind=_type_name(shape) if shape and violation.code == "wrong_type" else "",
        documentation=violation.docs,
        allowed=tuple(map(_shown, violation.allowed)),
        limits=_limits(violation, shape),
    )


def _dotted(parts: list[str]) -> str:
    """
    >>> _dotted(["frameImages", "0", "frame"])
    'frameImages[0].frame'
    """
    return "".join(f"[{part}]" if part.isdecimal() else f".{part}" for part in parts).removeprefix(".")


def _code(violation: Violation, parts: list[str]) -> str:
    """The service's code: of the family that names the field, where there is one."""
    names = [part for part in parts if not part.isdecimal()]
    field = names[-1][:1].upper() + names[-1][1:] if names else "Request"
    match violation.code:
        case "missing_field":
            return f"missing{field}"
        case "wrong_type" | "bad_pattern" | "malformed_text":
            return f"invalid{field}"
        case "too_short" | "too_long" | "wrong_count":
            return f"invalid{field}Length"
        case "below_minimum":
            return "valueTooSmall"
        case "above_maximum":
            return "valueTooLarge"
        case "not_allowed":
            return f"unsupported{field}"
        case "unsupported_dimensions":
            return "unsupportedDimensions"
        case "unpaired_dimensions" | "forbidden_field" | "conflict":
            return "incompatibleParameters"
        case "unknown_field" if parts[:1] == ["providerSettings"] and len(parts) == 2:
            return "mismatchProviderSettingsProvider"
        case "unknown_field":
            return "unknownParameter"
        case "unsupported_field":
            return "unsupportedParameter"
        case "unknown_model":
            return "unknownModel"
        case _:
            assert_never(violation.code)


def _shown(choice: Choice) -> object:
    """A size is written 1792x1024."""
    return "x".join(map(str, choice)) if isinstance(choice, tuple) else choice


def _limits(violation: Violation, shape: Shape | None) -> tuple[tuple[str, float], ...]:
    """Both ends of a limit that was passed."""
    if shape is None or violation.code not in _LIMITED:
        return ()
    kind = next((kind for kind in shape.kinds if isinstance(kind, LengthKind | RangeKind | CountKind)), None)
    ends = (("min", kind.least), ("max", kind.most)) if kind else ()
    return tuple((name, end) for name, end in ends if end is not None)


@dataclass(frozen=True)
class _Place:
    """What a model expects somewhere; ``error`` is by which the service refuses a value of the field, where known."""

    shape: Shape
    error: str = ""


def _place(contract: Contract | None, parts: list[str]) -> _Place | None:
    place = _Place(contract.root) if contract else None
    for part in parts:
        place = _inner(place, part) if place else None
    return place


def _inner(place: _Place, part: str) -> _Place | None:
    match place.shape:
        case Object() as shape:
            field = shape.property(part)
            return _Place(field.shape, field.error) if field else None
        case Array(items):
            return _Place(items, place.error)
        case Union(branches):
            inner = (_inner(_Place(branch, place.error), part) for branch in branches)
            return next((found for found in inner if found is not None), None)
        case _:
            return None


def _type_name(shape: Shape) -> str:
    match shape:
        case String() | Media():
            return "string"
        case Integer():
            return "integer"
        case Number():
            return "float"
        case Boolean():
            return "boolean"
        case Array():
            return "array"
        case Object():
            return "object"
        case Union(branches):
            return "|".join(map(_type_name, branches))
        case _:
            assert_never(shape)
