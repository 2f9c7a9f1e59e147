"""Shapes as TypeScript types: literals, interfaces, pairs of sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import assert_never

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
from ...model.catalog import Model
from ..code import Code
from ..comments import field_sentence
from ..printer import columns
from ..shared import Memo
from ..walk import as_object, objects
from .literals import doc_comment, scalar
from .names import object_type, pascal

WIDTH = 120

_FIELDS = Memo["FieldView"]()


@dataclass(frozen=True)
class FieldView:
    """A comment and ``name: type;``."""

    docs: Code
    declaration: Code


@dataclass(frozen=True)
class InterfaceView:
    name: Code
    docs: Code
    is_empty: bool
    """Nothing is said of its keys."""
    is_closed: bool
    """It has no keys, and may have none."""
    fields: tuple[FieldView, ...]


def members(shape: Shape, prefix: str, names: tuple[str, ...], *, parameter: bool = False) -> list[str]:
    """The types a value may have; objects are called after the names that lead to them."""
    values = choices(shape)
    if values and not isinstance(shape, Union):
        return list(map(scalar, values))
    match shape:
        case String():
            return ["string"]
        case Media():
            return ["Media"] if parameter else ["string"]
        case Integer() | Number():
            return ["number"]
        case Boolean():
            return ["boolean"]
        case Array(items):
            inner = members(items, prefix, names, parameter=parameter)
            single = len(inner) == 1 and not inner[0].startswith("readonly ")
            text = inner[0] if single else f"({' | '.join(inner)})"
            return [f"readonly {text}[]" if parameter else f"{text}[]"]
        case Object():
            return [object_type(prefix, (*names, "input") if parameter and takes_media(shape) else names)]
        case Union(branches):
            return [one for branch in branches for one in members(branch, prefix, names, parameter=parameter)]
        case _:
            assert_never(shape)


def takes_media(shape: Shape) -> bool:
    """Whether a value holds media, which the typed function also takes as bytes."""
    match shape:
        case Media():
            return True
        case Array(items):
            return takes_media(items)
        case Union(branches):
            return any(map(takes_media, branches))
        case Object(properties):
            return any(takes_media(field.shape) for field in properties)
        case _:
            return False


def declaration(name: str, types: Sequence[str], *, optional: bool, lenient: bool = False) -> Code:
    """``name: a | b;``, one type a line where one line is too short; ``lenient`` admits undefined."""
    types = [*types, "undefined"] if lenient and optional else list(types)
    mark = "?" if optional else ""
    one = f"{name}{mark}: {' | '.join(types)};"
    if columns(one) <= WIDTH - 2 or len(types) == 1:
        return Code(one)
    return Code("\n".join([f"{name}{mark}:", *(f"  | {kind}" for kind in types)]) + ";")


def alias(name: str, types: Sequence[str], suffix: str = "") -> Code:
    """``export type name = a | b;``"""
    one = f"export type {name} = {' | '.join(types)}{suffix};"
    if columns(one) <= WIDTH or len(types) == 1:
        return Code(one)
    if columns(one) - columns(f"export type {name} = ") <= WIDTH - 2:
        return Code(f"export type {name} =\n  {' | '.join(types)}{suffix};")
    return Code("\n".join([f"export type {name} =", *(f"  | {kind}" for kind in types)]) + f"{suffix};")


def both(name: str, first: str, second: str) -> Code:
    """``export type name = first & second;``"""
    head = f"export type {name} ="
    for text in (f"{head} {first} & {second};", f"{head} {first} &\n  {second};"):
        if max(map(len, text.split("\n"))) <= WIDTH:
            return Code(text)
    return Code(f"{head}\n  {first} &\n    {second};")


def request_interfaces(model: Model, root: Object, title: str) -> Iterator[InterfaceView]:
    """The interfaces of a request, inner objects first; sides that go in pairs are left to a type of their own."""
    paired = bool(model.dimensions and model.dimensions.sizes)
    for names, shape in objects(root):
        fields = [
            _field(field, model, names)
            for field in shape.properties
            if field.presence is not Presence.UNSUPPORTED
            and not (paired and not names and field.name in ("width", "height"))
        ]
        called = object_type(model.slug, names) if names else pascal(model.slug, "fields")
        about = (
            f"{'.'.join(names)} of {title}."
            if names
            else f"The fields of {title}" + (", but for its size." if paired else ".")
        )
        yield InterfaceView(Code(called), doc_comment([about], WIDTH), False, not fields, tuple(fields))
        if names and takes_media(shape):
            yield _input(model, names, shape, f"{about[:-1]}, with the bytes of files wherever a medium is named.")


def _input(model: Model, names: tuple[str, ...], shape: Object, about: str) -> InterfaceView:
    """An inner object as the typed function takes it."""
    fields = [
        FieldView(comment(field), declaration(field.name, types, optional=not field.required))
        for field in shape.properties
        if field.presence is not Presence.UNSUPPORTED
        for types in [members(field.shape, model.slug, (*names, field.name), parameter=True)]
    ]
    called = object_type(model.slug, (*names, "input"))
    return InterfaceView(Code(called), doc_comment([about], WIDTH), False, False, tuple(fields))


def _field(field: Property, model: Model, names: tuple[str, ...]) -> FieldView:
    """The field of a request. Objects are called after the model, nothing else is."""

    def made() -> FieldView:
        types = members(field.shape, model.slug, (*names, field.name))
        return FieldView(comment(field), declaration(field.name, types, optional=not field.required))

    return made() if as_object(field.shape) is not None else _FIELDS.of(field, None, made)


def result_interface(model: Model, title: str) -> InterfaceView:
    """A result: open to values and keys that are not known yet."""
    fields = tuple(_FIELDS.of(field, "result", partial(_result, field)) for field in model.task.response.properties)
    return InterfaceView(
        Code(pascal(model.slug, "result")), doc_comment([f"A result of {title}."], WIDTH), not fields, False, fields
    )


def _result(field: Property) -> FieldView:
    return FieldView(comment(field), declaration(field.name, _open(field.shape), optional=not field.required))


def _open(shape: Shape) -> list[str]:
    values = choices(shape)
    if values and isinstance(shape, String):
        return [*map(scalar, values), "(string & {})"]
    return members(shape, "", ())


def comment(field: Property) -> Code:
    return doc_comment([field_sentence(field)], WIDTH - 2)


def size_alias(model: Model) -> Code | None:
    """The pairs of sides a request may have."""
    if not model.dimensions or not model.dimensions.sizes:
        return None
    pairs = [f"{{ width: {size.width}; height: {size.height} }}" for size in model.dimensions.sizes]
    if not model.dimensions.required:
        pairs.append("{ width?: never; height?: never }")
    return alias(pascal(model.slug, "size"), pairs)
