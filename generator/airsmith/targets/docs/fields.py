"""Fields as rows: what a table, a form or a program is told about each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, assert_never

from ...meaning.shapes import (
    Array,
    Boolean,
    Integer,
    Media,
    MediaKind,
    Number,
    Object,
    Presence,
    Property,
    Shape,
    String,
    Union,
    choices,
)
from ...meaning.values import Fragment, Json
from .facts import ChoiceRow, FieldRow, JsonType, Needed, word

_NEEDED: Final[dict[Presence, Needed]] = {
    Presence.REQUIRED: "required",
    Presence.OPTIONAL: "optional",
    Presence.UNSUPPORTED: "unsupported",
}
_PLAIN: Final = frozenset(
    {
        "const",
        "enum",
        "maximum",
        "maxItems",
        "maxLength",
        "minimum",
        "minItems",
        "minLength",
        "multipleOf",
        "pattern",
    }
)


def rows(shape: Shape, prefix: str = "") -> Iterator[FieldRow]:
    """Every field below a value, outer ones first."""
    match shape:
        case Object(properties):
            for field in properties:
                yield _row(field, prefix)
                if field.presence is not Presence.UNSUPPORTED:
                    yield from rows(field.shape, f"{prefix}{field.name}.")
        case Array(items):
            yield from rows(items, f"{prefix.removesuffix('.')}[]." if prefix else "")
        case Union(branches):
            for branch in branches:
                yield from rows(branch, prefix)
        case _:
            return


def _row(field: Property, prefix: str) -> FieldRow:
    shape, labels = field.shape, dict(field.labels)
    items = shape.items if isinstance(shape, Array) else None
    return FieldRow(
        name=f"{prefix}{field.name}",
        types=json_types(shape),
        items=json_types(items) if items else (),
        media=medium(shape),
        presence=_NEEDED[field.presence],
        limits=tuple(_limits(shape)),
        choices=tuple(ChoiceRow(value, labels.get(value, word(value))) for value in choices(shape)),
        default=field.default,
        unit=field.unit,
        summary=field.summary,
        stated=field.about.docs,
        reference=field.anchor,
        keywords=keywords(shape),
    )


def json_types(shape: Shape) -> tuple[JsonType, ...]:
    """The JSON types of a value, each once."""
    match shape:
        case String() | Media():
            return ("string",)
        case Integer():
            return ("integer",)
        case Number():
            return ("number",)
        case Boolean():
            return ("boolean",)
        case Array():
            return ("array",)
        case Object():
            return ("object",)
        case Union(branches):
            return tuple(dict.fromkeys(name for branch in branches for name in json_types(branch)))
        case _:
            assert_never(shape)


def medium(shape: Shape) -> MediaKind | None:
    """The kind of file that a value, or one of its items, refers to."""
    match shape:
        case Media(media):
            return media
        case Array(items):
            return medium(items)
        case Union(branches):
            return next((found for branch in branches if (found := medium(branch))), None)
        case Object(properties):
            return next((found for field in properties if (found := medium(field.shape))), None)
        case _:
            return None


def keywords(shape: Shape) -> Fragment:
    """The limits of the value itself as keywords of JSON Schema 2020-12, those with a plain value only."""
    found: Fragment = {}
    for kind in shape.kinds:
        for key, limit in (kind.fragment("2020-12") or {}).items():
            if key in _PLAIN:
                found[key] = _narrower(key, found.get(key, limit), limit)
    return found


def _narrower(key: str, left: Json, right: Json) -> Json:
    """Of two limits by one keyword the one that leaves less."""
    if not isinstance(left, int | float) or not isinstance(right, int | float):
        return right
    return min(left, right) if key.startswith("max") else max(left, right)


def _limits(shape: Shape) -> Iterator[str]:
    yield from (words for kind in shape.kinds if not kind.values and (words := kind.describe()))
    if isinstance(shape, Array):
        inner = [words for kind in shape.items.kinds if (words := kind.describe())]
        yield from (f"each item: {words}" for words in inner)
    if isinstance(shape, Union):
        for branch in shape.branches:
            yield from (f"{json_types(branch)[0]}: {words}" for kind in branch.kinds if (words := kind.describe()))
