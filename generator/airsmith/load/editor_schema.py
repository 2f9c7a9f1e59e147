"""The schemas of the spec files as editors want them: with help for each key, and words for what is refused."""

from __future__ import annotations

from ..meaning.values import Fragment, Json
from .spec_help import HELP
from .layout import FileKind
from .spec_schema import spec_schema


def editor_schema(kind: FileKind) -> Fragment:
    """The schema by which a kind of file is checked, dressed for editors; it says the same of every file."""
    return {keyword: _shown(keyword, value, f"{kind} file") for keyword, value in spec_schema(kind).items()}


def _shown(keyword: str, value: Json, place: str) -> Json:
    """The value of a keyword in the schema of what stands at a place."""
    match keyword, value:
        case "properties", dict():
            return {key: _helped(_dressed(schema, key), place, key) for key, schema in value.items()}
        case "$defs", dict():
            return {name: _dressed(schema, name) for name, schema in value.items()}
        case "anyOf", list():
            return [_dressed(schema, place) for schema in value]
        case ("items" | "additionalProperties" | "propertyNames" | "if" | "then" | "else"), dict():
            return _dressed(value, place)
        case _:
            return value


def _dressed(schema: Json, place: str) -> Json:
    if not isinstance(schema, dict):
        return schema
    found = {keyword: _shown(keyword, value, place) for keyword, value in schema.items()}
    # The checks say there what is wanted of a value; an editor shows it where the value is something else.
    wanted = found.pop("description", None)
    if isinstance(wanted, str):
        is_value = {"type", "pattern"} <= schema.keys()
        found["errorMessage"] = f"Write {wanted}." if is_value else f"{_capital(wanted)}."
    return found


def _helped(schema: Json, place: str, key: str) -> Json:
    """Markdown for the editors that read it, and for others plain text."""
    words = HELP.get(place, {}).get(key)
    if words is None or not isinstance(schema, dict):
        return schema
    marked = _capital(words)
    plain = marked.replace("`", "")
    return {"description": plain, **({"markdownDescription": marked} if plain != marked else {}), **schema}


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
