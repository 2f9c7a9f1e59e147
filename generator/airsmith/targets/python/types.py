"""Shapes as Python types: Literals, TypedDicts, parameters."""

from __future__ import annotations

import keyword
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
from .literals import docstring, literal_type, quoted, string
from .names import class_name
from ..shared import Memo
from ..walk import as_object, objects

WIDTH = 120

_FIELDS = Memo["FieldView"]()


@dataclass(frozen=True)
class FieldView:
    """``name: type`` and its docstring."""

    declaration: Code
    docs: Code


@dataclass(frozen=True)
class TypedDictView:
    """As a class, or as a call where a field has the name of a keyword."""

    name: Code
    docs: Code
    fields: tuple[FieldView, ...]
    is_call: bool
    call: Code


def type_doc(shape: Shape, prefix: str, names: tuple[str, ...], *, parameter: bool = False) -> Doc:
    """The type of a value; objects are called after the names that lead to them."""
    values = choices(shape)
    if values and not any(isinstance(value, float) for value in values):
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
            _kept_field(field, prefix, names, is_open=suffix == "result")
            for field in shape.properties
            if field.presence is not Presence.UNSUPPORTED
        )
        called = class_name(prefix, *names) if names else class_name(prefix, suffix)
        about = f"{title}: {'.'.join(names)}." if names else f"{title}."
        is_call = any(keyword.iskeyword(field.name) for field in shape.properties)
        call = _call(called, shape, prefix, names) if is_call else Code("")
        yield TypedDictView(Code(called), quoted(docstring([about], WIDTH - 10)), fields, is_call, call)


def _call(called: str, shape: Object, prefix: str, names: tuple[str, ...]) -> Code:
    """``Name = TypedDict("Name", {...})``, which can spell every key."""
    fields = [field for field in shape.properties if field.presence is not Presence.UNSUPPORTED]
    types = [_presence(field, type_doc(field.shape, prefix, (*names, field.name))) for field in fields]
    entries = tuple(f"{string(field.name)}: {flat(kind)}" for field, kind in zip(fields, types, strict=True))
    whole = Group("TypedDict(", (string(called), Group("{", entries, "}")), ")")
    return Code("\n".join(lines(whole, prefix=f"{called} = ")))


def _kept_field(field: Property, prefix: str, names: tuple[str, ...], *, is_open: bool) -> FieldView:
    """The field of a class. Objects are called after the model, nothing else is."""
    if as_object(field.shape) is not None:
        return _field(field, prefix, names, is_open=is_open)
    return _FIELDS.of(field, is_open, lambda: _field(field, prefix, names, is_open=is_open))


def _field(field: Property, prefix: str, names: tuple[str, ...], *, is_open: bool) -> FieldView:
    kind = type_doc(field.shape, prefix, (*names, field.name))
    if is_open and isinstance(field.shape, String) and len(choices(field.shape)) > 1:
        # A service may answer with words that no page lists yet; known ones are still there to complete.
        listed = f"{flat(kind)} | str"
        kind = listed if len(listed) <= WIDTH // 2 else "str"
    text = "\n".join(lines(_presence(field, kind), BLACK.narrower(4), prefix=f"{field.name}: "))
    return FieldView(Code(text), quoted(docstring([field_sentence(field)], WIDTH - 10)))


def _presence(field: Property, kind: Doc) -> Doc:
    return kind if field.required else Group("NotRequired[", (kind,), "]", trailing=False)
