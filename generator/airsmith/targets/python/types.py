"""Shapes as Python types: Literals, TypedDicts, parameters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...meaning.shapes import (
    Array,
    Boolean,
    Integer,
    Media,
    Number,
    Object,
    Presence,
    Property,
    Shape,
    String,
    Union,
    choices,
)
from ..code import Code
from ..comments import field_sentence
from ..printer import BLACK, Doc, Group, flat, lines
from .literals import docstring, literal_type, quoted
from .names import class_name
from ..walk import objects

WIDTH = 120


@dataclass(frozen=True)
class FieldView:
    """``name: type`` and its docstring."""

    declaration: Code
    docs: Code


@dataclass(frozen=True)
class TypedDictView:
    name: Code
    docs: Code
    fields: tuple[FieldView, ...]


def type_doc(shape: Shape, prefix: str, names: tuple[str, ...], *, parameter: bool = False) -> Doc:
    """The type of a value; objects are called after the names that lead to them."""
    values = choices(shape)
    if values:
        return literal_type(values)
    match shape:
        case String():
            return "str"
        case Media():
            return "Media" if parameter else "str"
        case Integer():
            return "int"
        case Number():
            return "float"
        case Boolean():
            return "bool"
        case Array(items):
            inner = type_doc(items, prefix, names, parameter=parameter)
            return Group("Sequence[" if parameter else "list[", (inner,), "]", trailing=False)
        case Object():
            return class_name(prefix, *names)
        case Union(branches):
            return " | ".join(flat(type_doc(branch, prefix, names, parameter=parameter)) for branch in branches)


def typed_dicts(root: Object, prefix: str, suffix: str, title: str) -> Iterator[TypedDictView]:
    """The TypedDict of an object and of every object below it, inner ones first."""
    for names, shape in objects(root):
        fields = tuple(
            _field(field, prefix, names, is_open=suffix == "result")
            for field in shape.properties
            if field.presence is not Presence.UNSUPPORTED
        )
        called = class_name(prefix, *names) if names else class_name(prefix, suffix)
        about = f"{title}: {'.'.join(names)}." if names else f"{title}."
        yield TypedDictView(Code(called), quoted(docstring([about], WIDTH - 10)), fields)


def _field(field: Property, prefix: str, names: tuple[str, ...], *, is_open: bool) -> FieldView:
    kind = type_doc(field.shape, prefix, (*names, field.name))
    if is_open and isinstance(field.shape, String) and len(choices(field.shape)) > 1:
        # A service may answer with words that no page lists yet; known ones are still there to complete.
        listed = f"{flat(kind)} | str"
        kind = listed if len(listed) <= WIDTH // 2 else "str"
    wrapped = kind if field.required else Group("NotRequired[", (kind,), "]", trailing=False)
    text = "\n".join(lines(wrapped, BLACK.narrower(4), prefix=f"{field.name}: "))
    return FieldView(Code(text), quoted(docstring([field_sentence(field)], WIDTH - 10)))
