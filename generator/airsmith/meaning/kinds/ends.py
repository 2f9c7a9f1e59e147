"""The ``[min, max]`` form that several kinds share."""

from __future__ import annotations

from typing import TypeVar

from ..values import SAFE_INTEGER, Fragment, Json
from .base import Refused
from .enum import unsafe

Bound = TypeVar("Bound", int, float)


def ends_author(number: str, **limits: Json) -> Fragment:
    """Two numbers, either of them null for an open end."""
    return {"type": "array", "items": {"type": [number, "null"], **limits}, "minItems": 2, "maxItems": 2}


def read_ends(written: Json, number: type[Bound]) -> tuple[Bound | None, Bound | None]:
    """Both ends. Raises Refused where nothing lies between them, neither is given or one is not safe."""
    if not isinstance(written, list):
        raise TypeError(written)
    for i, end in enumerate(written):
        if isinstance(end, int | float) and abs(end) > SAFE_INTEGER:
            raise unsafe(end, (i,))
    least, most = (end if isinstance(end, int | float) else None for end in written)
    if least is None and most is None:
        raise Refused("empty-limits", "both ends are open, so nothing is limited", "leave the keyword out")
    if least is not None and most is not None and least > most:
        raise Refused("empty-range", f"nothing lies between {least} and {most}", f"write [{most}, {least}]")
    return (
        None if least is None else number(least),
        None if most is None else number(most),
    )


def clause(least: float | None, most: float | None, noun: str) -> str:
    """
    >>> clause(1, 4000, "character"), clause(60, None, "second"), clause(None, 1, "item")
    ('1 to 4000 characters', 'at least 60 seconds', 'at most 1 item')
    """
    end = most if most is not None else least
    unit = noun if end == 1 or not noun else noun + "s"
    if least is None:
        words = f"at most {most}"
    elif most is None:
        words = f"at least {least}"
    else:
        words = f"{least} to {most}"
    return f"{words} {unit}".rstrip()
