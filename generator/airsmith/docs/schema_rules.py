"""What a request schema says across fields, as rules of a spec; the forms are those in which specs become schemas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeAlias

from ..meaning.values import Json
from .bullets.base import Sayings, rule
from .claims import Said

Schema: TypeAlias = dict[str, Json]
_LIMITS: Final = frozenset({"enum", "const", "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems"})
_SIZE: Final = ["height", "width"]


def root_rules(schema: Schema) -> Iterator[tuple[str, Sayings | None]]:
    """JSON Pointer and meaning of each part that ties fields together; None where it is not understood."""
    for number, part in enumerate(_list(schema.get("allOf"))):
        yield f"/allOf/{number}", _part(_object(part))
    for key in ("anyOf", "oneOf", "not"):
        if key in schema:
            yield f"/{key}", _part({key: schema[key]})
    if "if" in schema:
        yield "/if", _part({key: schema[key] for key in ("if", "then", "else") if key in schema})
    for key in ("dependentRequired", "dependencies"):
        if key in schema:
            yield f"/{key}", _together(_object(schema[key]))


def _part(part: Schema) -> Sayings | None:
    keys = set(part) - {"$comment", "title", "description"}
    if keys <= {"if", "then", "else"} and {"if", "then"} <= keys and "else" not in keys:
        when = _condition(_object(part["if"]))
        return _consequence(_object(part["then"]), when) if when is not None else None
    if keys == {"dependentRequired"}:
        return _together(_object(part["dependentRequired"]))
    if keys == {"anyOf"} or (keys == {"oneOf"} and _pairs(_list(part["oneOf"]))):
        pairs = _pairs(_list(part.get("anyOf") or part.get("oneOf")))
        return (Said(("dimensions", "pairs"), pairs),) if pairs else None
    if keys == {"oneOf"}:
        names = [_present(_object(branch)) for branch in _list(part["oneOf"])]
        return (rule("exactly_one", [name for name in names if name]),) if all(names) and len(names) > 1 else None
    if keys == {"not"}:
        return _excluded(_object(part["not"]))
    return None


def _present(schema: Schema) -> str | None:
    """The one field whose presence a schema asks for, dotted; width stands for the size."""
    required = [name for name in _list(schema.get("required")) if isinstance(name, str)]
    if sorted(required) == _SIZE and set(schema) == {"required"}:
        return "width"
    if len(required) != 1 or set(schema) - {"required", "properties", "type"}:
        return None
    inner = _object(_object(schema.get("properties")).get(required[0]))
    if not inner:
        return required[0]
    below = _present(inner)
    return f"{required[0]}.{below}" if below else None


def _named(name: str) -> str:
    """A path as rules write it: settings by the word provider."""
    parts = name.split(".")
    return f"provider.{'.'.join(parts[2:])}" if parts[0] == "providerSettings" and len(parts) > 2 else name


def _condition(schema: Schema) -> Schema | None:
    """An ``if`` as a ``when``."""
    if set(schema) == {"not"}:
        inner = _condition(_object(schema["not"]))
        if inner and set(inner) == {"has"}:
            return {"lacks": inner["has"]}
        return {"not": inner} if inner else None
    for key, word in (("anyOf", "any"), ("allOf", "all")):
        if set(schema) == {key}:
            parts = [_condition(_object(branch)) for branch in _list(schema[key])]
            return {word: [part for part in parts if part]} if all(parts) and parts else None
    valued = _valued(schema, ())
    if valued:
        return valued
    name = _present(schema)
    return {"has": _named(name)} if name else None


def _valued(schema: Schema, path: tuple[str, ...]) -> Schema | None:
    """`required` and a `const` or `enum` of one field, however deep."""
    required, properties = _list(schema.get("required")), _object(schema.get("properties"))
    if (
        len(required) != 1
        or set(properties) != set(map(str, required))
        or set(schema) - {"required", "properties", "type"}
    ):
        return None
    name = str(required[0])
    inner = _object(properties[name])
    if "const" in inner:
        return {_named(".".join((*path, name))): inner["const"]}
    if "enum" in inner:
        return {_named(".".join((*path, name))): {"in": inner["enum"]}}
    return _valued(inner, (*path, name))


def _consequence(schema: Schema, when: Schema) -> Sayings | None:
    """A ``then`` as what a rule asks for."""
    found: list[Said] = []
    for key, value in schema.items():
        said: Sayings | None = None
        if key == "required":
            said = (rule("require", _list(value), when),)
        elif key == "not":
            names = _forbidden(_object(value))
            said = (rule("forbid", list(names), when),) if names else None
        elif key == "properties":
            said = _constrained(_object(value), when)
        elif key in ("anyOf", "oneOf"):
            pairs = _pairs(_list(value))
            said = (rule("constrain", {"dimensions": {"pairs": pairs}}, when),) if pairs else None
        elif key == "allOf":
            parts = [_consequence(_object(part), when) for part in _list(value)]
            said = tuple(one for part in parts if part for one in part) if all(parts) else None
        if said is None:
            return None
        found += said
    return tuple(found)


def _forbidden(schema: Schema) -> list[str]:
    """The fields of ``not: {required: [a]}`` and ``not: {anyOf: [...]}``."""
    branches = [_object(branch) for branch in _list(schema.get("anyOf"))] or [schema]
    names = [_present(branch) for branch in branches]
    return [_named(name) for name in names if name] if all(names) else []


def _constrained(properties: Schema, when: Schema) -> Sayings | None:
    forbidden = [name for name, limits in properties.items() if limits is False]
    if forbidden:
        return (rule("forbid", list(forbidden), when),) if len(forbidden) == len(properties) else None
    limits: dict[str, Json] = {}
    for path, schema in _leaves(properties, ()):
        kept = {key: value for key, value in schema.items() if key != "type"}
        if not kept or set(kept) - _LIMITS:
            return None
        limits[_named(path)] = _keywords(kept)
    return (rule("constrain", limits, when),) if limits else None


def _leaves(properties: Schema, path: tuple[str, ...]) -> Iterator[tuple[str, Schema]]:
    for name, value in properties.items():
        inner = _object(value)
        if "properties" in inner:
            yield from _leaves(_object(inner["properties"]), (*path, name))
        else:
            yield ".".join((*path, name)), inner


def _keywords(schema: Schema) -> dict[str, Json]:
    found: dict[str, Json] = {key: schema[key] for key in ("enum", "const") if key in schema}
    for word, least, most in (
        ("range", "minimum", "maximum"),
        ("length", "minLength", "maxLength"),
        ("count", "minItems", "maxItems"),
    ):
        if least in schema or most in schema:
            found[word] = [schema.get(least), schema.get(most)]
    return found


def _excluded(schema: Schema) -> Sayings | None:
    """``not: {required: [a, b]}`` or of all of several presences: no two of them."""
    required = [str(name) for name in _list(schema.get("required"))]
    if len(required) == 2 and set(schema) == {"required"}:
        return (rule("at_most_one", list(required)),)
    names = [_present(_object(branch)) for branch in _list(schema.get("allOf"))]
    if len(names) == 2 and all(names) and set(schema) == {"allOf"}:
        return (rule("at_most_one", [_named(name) for name in names if name]),)
    return None


def _together(dependent: Schema) -> Sayings | None:
    """Fields that need each other; a need in one direction is a rule of its own."""
    found: list[Said] = []
    for name, needed in dependent.items():
        for other in _list(needed):
            back = [str(one) for one in _list(dependent.get(str(other)))]
            if name in back and name < str(other):
                found.append(rule("together", [str(other), name] if name == "height" else [name, str(other)]))
            elif name not in back:
                found.append(rule("require", [other], {"has": name}))
    return tuple(found)


def _pairs(branches: list[Json]) -> list[Json]:
    """The sizes of branches that each fix a width and list its heights."""
    found: list[Json] = []
    for branch in branches:
        properties = _object(_object(branch).get("properties"))
        if set(properties) != {"width", "height"}:
            return []
        wide, high = (_values(_object(properties[side])) for side in ("width", "height"))
        if len(wide) != 1 and len(high) != 1:
            return []
        found += [f"{width}x{height}" for width in wide for height in high]
    return found


def _values(schema: Schema) -> list[Json]:
    return [schema["const"]] if "const" in schema else _list(schema.get("enum"))


def _object(value: Json) -> Schema:
    return value if isinstance(value, dict) else {}


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []
