"""Shapes and constraints as JSON Schema, from the fragments their kinds give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Final, assert_never

from ...meaning.kinds.base import Constraint, Draft
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
from ...meaning.values import SAFE_INTEGER, Fragment, Json
from ...model.catalog import Model
from ..shared import Memo

DRAFTS: Final[tuple[Draft, ...]] = ("2020-12", "draft-07")
LONE_SURROGATES: Final = "Text that holds a lone surrogate is refused, which no schema can say."

_PROPERTIES: Final = Memo[Fragment]()
"""The schemas of shared fields, which nobody changes."""


def request_fragment(model: Model, draft: Draft) -> Fragment:
    """The schema of a model's requests, without its frame of titles and ids."""
    contract = model.contract
    fragment = shape_fragment(contract.root, draft)
    stated = [item for item in contract.constraints if item.level == "error"]
    parts = [{**_explained(model, item), **part} for item in stated if (part := item.fragment(draft))]
    branches = [branch for part in parts for branch in _branches(part)]
    return {**fragment, "allOf": branches} if branches else fragment


def _branches(part: Fragment) -> list[Json]:
    """The branches of a fragment that is nothing but an ``allOf``; any other is one by itself."""
    inner = part.get("allOf")
    return inner if isinstance(inner, list) and len(part) == 1 else [part]


def _explained(model: Model, constraint: Constraint) -> Fragment:
    """A rule's sentence, where its author says why it is there."""
    sentence = model.describe(constraint)
    return {"description": sentence} if sentence != constraint.describe() else {}


def shape_fragment(shape: Shape, draft: Draft) -> Fragment:
    """The schema of a value."""
    kinds = _merged(kind.fragment(draft) or {} for kind in shape.kinds)
    match shape:
        case String() | Media():
            return {"type": "string", **kinds}
        case Integer():
            return {"type": "integer", **_bounded(kinds)}
        case Number():
            return {"type": "number", **_bounded(kinds)}
        case Boolean():
            return {"type": "boolean", **kinds}
        case Array(items):
            return {"type": "array", "items": shape_fragment(items, draft), **kinds}
        case Object():
            return {**_object(shape, draft), **kinds}
        case Union(branches):
            return {"anyOf": [shape_fragment(branch, draft) for branch in branches], **kinds}
        case _:
            assert_never(shape)


def _object(shape: Object, draft: Draft) -> Fragment:
    fields = [field for field in shape.properties if field.presence is not Presence.UNSUPPORTED]
    required: list[Json] = [field.name for field in fields if field.required]
    properties: Fragment = {
        field.name: _PROPERTIES.of(field, draft, partial(property_fragment, field, draft)) for field in fields
    }
    return {
        "type": "object",
        **({"properties": properties} if properties else {}),
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def property_fragment(field: Property, draft: Draft) -> Fragment:
    """The schema of a field with what is known about it."""
    return {**_annotations(field), **shape_fragment(field.shape, draft)}


def _annotations(field: Property) -> Fragment:
    labels: dict[str, Json] = {str(value): label for value, label in field.labels}
    found: Fragment = {
        "description": field.summary,
        "default": field.default,
        "x-unit": field.unit,
        "x-labels": labels,
        "x-source": field.anchor or field.about.docs,
    }
    return {key: value for key, value in found.items() if value not in ("", None, {})}


def _merged(fragments: Iterable[Fragment]) -> Fragment:
    """All fragments in one; what would overwrite a keyword moves into an ``allOf``."""
    found: Fragment = {}
    extra: list[Json] = []
    for fragment in fragments:
        if "allOf" in fragment or found.keys() & fragment.keys():
            extra.append(fragment)
        else:
            found |= fragment
    if len(extra) == 1 and isinstance(extra[0], dict) and not found.keys() & extra[0].keys():
        return {**found, **extra[0]}
    return {**found, "allOf": extra} if extra else found


def _bounded(kinds: Fragment) -> Fragment:
    """Numbers stay within what every implementation keeps exactly."""
    if "enum" in kinds or "const" in kinds:
        return kinds
    return {"minimum": -SAFE_INTEGER, "maximum": SAFE_INTEGER, **kinds}


def response_fragment(response: Object) -> Fragment:
    """The schema of one result: open, so that new keys and new values of the service pass."""
    required: list[Json] = [field.name for field in response.properties if field.required]
    properties: Fragment = {
        field.name: _PROPERTIES.of(field, "result", partial(_response_property, field)) for field in response.properties
    }
    return {"type": "object", "properties": properties, "required": required}


def _response_property(field: Property) -> Fragment:
    names = {String: "string", Integer: "integer", Number: "number", Boolean: "boolean", Array: "array"}
    known: list[Json] = list(choices(field.shape))
    found: Fragment = {**_annotations(field), "type": names.get(type(field.shape), "object")}
    return {**found, "x-known-values": known} if known else found


def unenforced(model: Model) -> Iterator[str]:
    """What validators and clients check of a request and this schema cannot."""
    yield LONE_SURROGATES
    for constraint in model.contract.constraints:
        if constraint.fragment("2020-12") is None:
            yield model.describe(constraint)
    for limits in model.media:
        yield limits.describe()
