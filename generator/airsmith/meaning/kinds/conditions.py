"""``when``: the condition of a rule. Several entries of one mapping must all hold."""

from __future__ import annotations

from ..predicates import All, AnyOf, In, Not, Predicate, Present, RowIn
from ..values import Fragment, Json, Scalar, dotted, listing, show
from .base import Condition, Refused, Scope
from .dimensions import HEIGHT, WIDTH
from .enum import EnumKind, read_scalar

RESERVED = ("has", "lacks", "workflow", "group", "any", "all", "not")


def author() -> Fragment:
    """The JSON Schema of a condition; ``#/$defs/condition`` refers to it."""
    name: Fragment = {"type": "string"}
    nested: Fragment = {"$ref": "#/$defs/condition"}
    several: Fragment = {"type": "array", "items": nested, "minItems": 1}
    values: Fragment = {
        "type": "object",
        "properties": {"in": EnumKind.author()},
        "required": ["in"],
        "additionalProperties": False,
    }
    field: Fragment = {"if": {"type": "object"}, "then": values, "else": {"type": ["string", "number", "boolean"]}}
    words: dict[str, Json] = {word: name for word in RESERVED[:4]}
    return {
        "type": "object",
        "properties": {**words, "any": several, "all": several, "not": nested},
        "additionalProperties": field,
        "minProperties": 1,
    }


def read_condition(written: Json, scope: Scope) -> Condition:
    """The condition from what was written. Raises Refused, with the place below ``when``."""
    if not isinstance(written, dict):
        raise TypeError(written)
    parts = [_located(key, written[key], scope) for key in sorted(written)]
    if len(parts) == 1:
        return parts[0]
    words = " and ".join(part.words for part in parts)
    return Condition(All(tuple(part.predicate for part in parts)), words)


def _located(key: str, value: Json, scope: Scope) -> Condition:
    try:
        return _entry(key, value, scope)
    except Refused as refused:
        raise Refused(refused.code, refused.message, refused.hint, (key, *refused.at)) from None


def _entry(key: str, value: Json, scope: Scope) -> Condition:
    match key, value:
        case ("has" | "lacks"), str():
            return _presence(value, scope, present=key == "has")
        case "workflow", str():
            return Condition(scope.workflow(value), f"the workflow is {value}")
        case "group", str():
            return Condition(RowIn((WIDTH, HEIGHT), scope.rows(value)), f"the size is one of {value}")
        case ("any" | "all"), list():
            return _several(key, value, scope)
        case "not", _:
            inner = read_condition(value, scope)
            return Condition(Not(inner.predicate), _negated(inner.words))
        case _:
            return _value(key, value, scope)


def _negated(words: str) -> str:
    """
    >>> _negated("the workflow is text-to-video"), _negated("a is 1 and b is 2")
    ('the workflow is not text-to-video', 'it is not so that a is 1 and b is 2')
    """
    if words.count(" is ") == 1:
        return (
            words.replace(" is ", " is not ").replace("is not given", "is absent").replace("is not absent", "is given")
        )
    return f"it is not so that {words}"


def _presence(name: str, scope: Scope, *, present: bool) -> Condition:
    path = scope.path(name)
    predicate: Predicate = Present(path) if present else Not(Present(path))
    return Condition(predicate, f"{dotted(path)} is {'given' if present else 'absent'}")


def _several(key: str, value: list[Json], scope: Scope) -> Condition:
    parts: list[Condition] = []
    for i, written in enumerate(value):
        try:
            parts.append(read_condition(written, scope))
        except Refused as refused:
            raise Refused(refused.code, refused.message, refused.hint, (i, *refused.at)) from None
    predicates = tuple(part.predicate for part in parts)
    words = listing([part.words for part in parts], "or" if key == "any" else "and")
    return Condition(AnyOf(predicates) if key == "any" else All(predicates), words)


def _read_values(written: Json) -> tuple[Scalar, ...]:
    try:
        return EnumKind.read(written).values
    except Refused as refused:
        raise Refused(refused.code, refused.message, refused.hint, ("in", *refused.at)) from None


def _value(name: str, value: Json, scope: Scope) -> Condition:
    path = scope.path(name)
    values = _read_values(value["in"]) if isinstance(value, dict) else (read_scalar(value),)
    legal = tuple(scope.scalar(name, scalar) for scalar in values)
    return Condition(In(path, legal), f"{dotted(path)} is {listing([show(scalar) for scalar in legal])}")
