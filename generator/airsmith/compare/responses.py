"""Naming what changed about results. Here a change breaks a reader: what new ones may hold and old ones could not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from ..meaning.evaluate import ABSENT
from ..meaning.predicates import In
from ..meaning.shapes import (
    Array,
    Boolean,
    Integer,
    Media,
    Number,
    Object,
    Property,
    Shape,
    String,
    Union,
    choices,
    noun,
)
from ..meaning.values import Scalar, same
from .cells import Cell, property_cells, text
from .changes import Proof
from .limits import word
from .sense import meaning
from .found import Found, Place

STATUS = "status"
"""The field whose words callers wait for."""


def response_changes(old: Object, new: Object) -> Iterator[tuple[Found, Proof | None]]:
    """The changes of a task's results, each with a value that shows it."""
    for name in dict.fromkeys(one.name for shape in (old, new) for one in shape.properties):
        before, after = old.property(name), new.property(name)
        place = Place((("response", "fields", name),))
        if before is None or after is None:
            rule = "response-field-added" if before is None else "response-field-removed"
            shown = ["" if one is None else _describe(one) for one in (before, after)]
            yield Found(rule, name, shown[0], shown[1], place, place), None
            continue
        named = [*((found, None) for found in _words(before, after, place)), *_values(before, after, place)]
        if not named and before != after:
            named = [(Found("text-changed", name, "", "", place, place), None)]
        yield from named


def _describe(field: Property) -> str:
    return f"{'always' if field.required else 'sometimes'} there, {noun(field.shape)}"


def _words(old: Property, new: Property, place: Place) -> Iterator[Found]:
    """Lists of words are open: readers expect others, except where they wait for one."""
    before, after = choices(old.shape), choices(new.shape)
    gone = [value for value in before if not _among(value, after)]
    come = [value for value in after if not _among(value, before)]
    if old.name == STATUS and (gone or come):
        yield Found(
            "response-status-changed", old.name, ", ".join(map(word, before)), ", ".join(map(word, after)), place, place
        )
        return
    yield from (Found("response-value-removed", old.name, word(value), "", place, place) for value in gone)
    yield from (Found("response-value-added", old.name, "", word(value), place, place) for value in come)
    if old.summary != new.summary:
        yield Found("description-changed", f"response.{old.name}", old.summary, new.summary, place, place)


def _among(value: Scalar, values: tuple[Scalar, ...]) -> bool:
    return any(same(value, one) for one in values)


def _values(old: Property, new: Property, place: Place) -> Iterator[tuple[Found, Proof | None]]:
    left, right = replace(old, shape=opened(old.shape)), replace(new, shape=opened(new.shape))
    if left.required != right.required:
        rule = "response-became-optional" if left.required else "response-became-required"
        yield Found(rule, old.name, _describe(old), _describe(new), place, place), None
    if meaning(left.shape) == meaning(right.shape):
        return
    cells = property_cells(left, right, (old.name,), ()).cells
    for rule, wanted in (("response-widened", False), ("response-narrowed", True)):
        shown = [cell for cell in cells if _told_apart(cell, wanted)]
        if shown:
            value = min(shown, key=lambda cell: (cell.cost, text(cell.value))).value
            words = f"{old.name} may be {text(value)}" if not wanted else ""
            found = Found(rule, old.name, _limited(old), _limited(new), place, place)
            yield found, Proof(True, words=words) if words else None


def _told_apart(cell: Cell, before: bool) -> bool:
    return cell.value is not ABSENT and cell.before is before and cell.after is not before


def _limited(field: Property) -> str:
    return ", ".join([noun(field.shape), *(words for kind in field.shape.kinds if (words := kind.describe()))])


def opened(shape: Shape) -> Shape:
    """The shape as readers take it: lists of values leave room for others."""
    checks = tuple(check for check in shape.checks if not isinstance(check.holds, In))
    match shape:
        case String() | Media() | Integer() | Number() | Boolean():
            return replace(shape, checks=checks)
        case Array(items):
            return replace(shape, items=opened(items), checks=checks)
        case Object(properties):
            inner = tuple(replace(one, shape=opened(one.shape)) for one in properties)
            return replace(shape, properties=inner, checks=checks)
        case Union(branches):
            return replace(shape, branches=tuple(map(opened, branches)), checks=checks)
        case _:
            assert_never(shape)
