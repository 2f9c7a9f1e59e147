"""What a shape accepts, free of its wording: equal for shapes that no request tells apart by their looks."""

from __future__ import annotations

from typing import TypeAlias, assert_never

from ..meaning.shapes import Array, Boolean, Integer, Media, Number, Object, Shape, String, Union

Meaning: TypeAlias = "tuple[object, ...]"


def meaning(shape: Shape) -> Meaning:
    """What a shape accepts, free of its wording."""
    checks = tuple(check.holds for check in shape.checks)
    match shape:
        case String() | Media() | Integer() | Number() | Boolean():
            return (type(shape).__name__, checks)
        case Array(items):
            return ("Array", meaning(items), checks)
        case Object(properties):
            inner = sorted((one.name, one.presence.name, meaning(one.shape)) for one in properties)
            return ("Object", tuple(inner), checks)
        case Union(branches):
            return ("Union", tuple(map(meaning, branches)), checks)
        case _:
            assert_never(shape)
