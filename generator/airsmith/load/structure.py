"""Checking a document against the schema of its file kind, with every finding at its line and column.

Most documents are as they should be, which jsonschema-rs says a hundred times as fast as jsonschema; only what it does
not pass is put to jsonschema, which says what is wrong and is imported then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import jsonschema_rs

from ..diagnostics import Diagnostic
from ..meaning.values import edit_distance, listing, nearest_word, plural, show
from .document import Document, Keys
from .layout import FileKind
from .spec_schema import spec_schema

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

_TYPES = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping",
    "null": "null",
}


def problems(document: Document, kind: FileKind) -> list[Diagnostic]:
    """Everything the schema of the file kind finds wrong; only the version where that is another."""
    if _is_fine(document, kind):
        return []
    found = list(findings(document, _validator(kind)))
    versions = [diagnostic for diagnostic in found if diagnostic.code == "bad-version"]
    return versions or found


def findings(document: Document, validator: Draft202012Validator) -> Iterator[Diagnostic]:
    """Everything a schema finds wrong with a document, each at its place.

    A misspelled key is read as the one that was meant, so that what is wrong below it is found in the same run.
    """
    errors = list(validator.iter_errors(document.data))
    found = [diagnostic for error in errors for diagnostic in _diagnostics(error, document)]
    meant = dict(pair for error in errors for pair in _misspelled(error))
    if meant:
        found = [one for one in found if one.code == "unknown-key"]
        found += findings(document.with_keys(meant), validator)
    yield from dict.fromkeys(found)


def _is_fine(document: Document, kind: FileKind) -> bool:
    """Whether there is certainly nothing to be said about a document."""
    try:
        return _judge(kind).is_valid(document.data)
    except ValueError:
        return False  # It holds what no JSON can, such as half a character.


@cache
def _judge(kind: FileKind) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(spec_schema(kind))


@cache
def _validator(kind: FileKind) -> Draft202012Validator:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(spec_schema(kind))


def _diagnostics(error: ValidationError, document: Document) -> Iterator[Diagnostic]:
    keys: Keys = tuple(error.absolute_path)
    if error.context and error.validator in ("if", "then", "else"):
        for inner in error.context:
            yield from _diagnostics(inner, document)
        return
    match error.validator:
        case "additionalProperties":
            yield from _unknown_keys(error, document, keys)
        case "required":
            yield from _missing_keys(error, document, keys)
        case "type":
            message = f"{_place(keys)} must be {_type_words(_asked(error))}, not {_found(error.instance)}"
            yield document.problem("wrong-type", message, keys, _hint(error))
        case "anyOf" if _has_unknown_key(error):
            return  # The misspelled verb is reported already.
        case "pattern" if "propertyNames" in error.schema_path:
            message = f"{_found(error.instance)} cannot be a name in {_place(keys)}"
            yield document.problem(_code(error), message, (*keys, str(error.instance)), _hint(error), key=True)
        case "uniqueItems":
            yield from _repeated(error, document, keys)
        case _:
            yield document.problem(_code(error), _value_message(error, keys), keys, _hint(error))


def _misspelled(error: ValidationError) -> Iterator[tuple[Keys, str]]:
    """The place of each key that is like one that could stand there and does not, and that one."""
    for inner in error.context or ():
        yield from _misspelled(inner)
    if error.validator == "additionalProperties":
        present, known = set(_mapping(error.instance)), list(_schema(error).get("properties", {}))
        taken = set(present)
        for key in sorted(present - set(known)):
            meant = _meant(key, known)
            if meant and meant not in taken:
                taken.add(meant)
                yield (*error.absolute_path, key), meant


def _meant(key: str, known: Sequence[str]) -> str | None:
    """The word that an unknown one is like; of a word as short as "in", two letters are all of it."""
    near = nearest_word(key, known)
    return near if near is not None and edit_distance(key.lower(), near.lower()) < len(near) else None


def _has_unknown_key(error: ValidationError) -> bool:
    return not set(_mapping(error.instance)) <= set(_schema(error).get("properties", {}))


def _repeated(error: ValidationError, document: Document, keys: Keys) -> Iterator[Diagnostic]:
    items = error.instance if isinstance(error.instance, list) else []
    for i, item in enumerate(items):
        if item in items[:i]:
            yield document.problem(_code(error), f"{_found(item)} is listed twice in {_place(keys)}", (*keys, i))


def _unknown_keys(error: ValidationError, document: Document, keys: Keys) -> Iterator[Diagnostic]:
    known = list(_schema(error).get("properties", {}))
    for key in sorted(set(_mapping(error.instance)) - set(known)):
        meant = _meant(key, known)
        hint = f"did you mean {meant}?" if meant else f"keys here: {listing(sorted(known))}"
        message = f"{_found(key)} is not a key of {_place(keys)}"
        yield document.problem("unknown-key", message, (*keys, key), hint, key=True)


def _missing_keys(error: ValidationError, document: Document, keys: Keys) -> Iterator[Diagnostic]:
    for key in _asked(error):
        if key not in _mapping(error.instance):
            yield document.problem("missing-key", f"{_place(keys)} needs the key {key}", keys)


def _value_message(error: ValidationError, keys: Keys) -> str:
    place, value = _place(keys), _asked(error)
    match error.validator:
        case "enum":
            return f"{place} cannot be {_found(error.instance)}; use {listing([show(choice) for choice in value])}"
        case "const":
            return f"{place} cannot be {_found(error.instance)}; use {show(value)}"
        case "minItems" | "minProperties" | "minLength" if value == 1:
            return f"{place} is empty"
        case "minItems" | "minProperties" | "maxItems" | "maxProperties":
            return f"{place} has {plural(_size(error), 'part')}; it takes {_limits(_schema(error))}"
        case "minimum":
            return f"{place} cannot be {_found(error.instance)}; the minimum is {value}"
        case "exclusiveMinimum":
            return f"{place} must be greater than {value}, not {_found(error.instance)}"
        case "pattern":
            return f"{place} must be {_schema(error).get('description')}, not {_found(error.instance)}"
        case "anyOf":
            return f"{place} says nothing"
        case _:
            return f"{place} is not what the language allows here"


def _size(error: ValidationError) -> int:
    return len(error.instance) if isinstance(error.instance, list | dict) else 0


def _limits(schema: Mapping[str, Any]) -> str:
    """How many parts a list or a mapping takes."""
    least, most = (schema.get(f"{end}Items", schema.get(f"{end}Properties")) for end in ("min", "max"))
    if least == most:
        return f"exactly {least}"
    return f"{least or 0} to {most}" if most is not None else f"at least {least}"


def _code(error: ValidationError) -> str:
    if error.validator == "anyOf":
        return "missing-key"
    return str(_schema(error).get("x-code", "bad-value"))


def _hint(error: ValidationError) -> str:
    if error.validator == "enum" and isinstance(error.instance, str):
        words = [choice for choice in _asked(error) if isinstance(choice, str)]
        near = nearest_word(error.instance, words)
        return f"did you mean {near}?" if near else ""
    if error.validator == "pattern" and "propertyNames" not in error.schema_path:
        return ""  # The message says it.
    return str(_schema(error).get("description", ""))


def _asked(error: ValidationError) -> Any:
    """The value of the keyword that failed."""
    return error.validator_value


def _schema(error: ValidationError) -> Mapping[str, Any]:
    return error.schema if isinstance(error.schema, Mapping) else {}


def _mapping(instance: object) -> Mapping[str, object]:
    return instance if isinstance(instance, Mapping) else {}


def _type_words(types: str | Sequence[str]) -> str:
    names = [types] if isinstance(types, str) else list(types)
    return listing([_TYPES[name] for name in names])


def _found(instance: object) -> str:
    if isinstance(instance, str):
        return f'"{instance}"' if len(instance) <= 60 else "this text"
    return {list: "a list", dict: "a mapping", type(None): "empty"}.get(type(instance)) or show(instance)


def _place(keys: Keys) -> str:
    """
    >>> _place(("rules", 0, "when")), _place(())
    ('rules[0].when', 'the file')
    """
    words = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in keys)
    return words.removeprefix(".") or "the file"
