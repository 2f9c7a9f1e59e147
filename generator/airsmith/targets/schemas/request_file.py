"""The schema of files that hold requests, for editors: such a file may name its schema, which a request may not."""

from __future__ import annotations

import json
from typing import Final

from ...meaning.kinds.base import Draft
from ...meaning.values import Fragment

FILE_PATH: Final = "request-file.schema.json"
"""Below ``schemas/``."""

FILE_DRAFT: Final[Draft] = "draft-07"
"""The dialect that editors read best; there is no twin in another."""

_OF_THE_WHOLE: Final = ("$schema", "$id", "$comment", "title", "description", "definitions")
_NAMED: Final[Fragment] = {
    "type": "string",
    "description": "The schema by which editors check this file. It is no part of the request: do not send it.",
}
# The way to a model asks only what it needs to know; editors offer what is listed.
_KNOWN: Final[Fragment] = {"$ref": "#/definitions/known_models/properties/model"}
_FIRST: Final = '\n      "properties": {\n'
"""How the fields of a request begin in the text of a definition."""


def request_file_schema(union: Fragment, identifier: str) -> Fragment:
    """One request or an array of them, each as the draft-07 schema of all requests says; its models are to be `named`."""
    frame = {key: union[key] for key in ("$schema", "$comment")}
    definitions = union["definitions"]
    if not isinstance(definitions, dict):
        raise TypeError(definitions)
    request: Fragment = {key: value for key, value in union.items() if key not in _OF_THE_WHOLE}
    reference: Fragment = {"$ref": "#/definitions/any_request"}
    return {
        **frame,
        "$id": identifier,
        "title": "A file of requests",
        "description": "One request or an array of them. A key $schema is for editors and is not to be sent.",
        "if": {"type": "array"},
        "then": {"items": reference},
        "else": reference,
        # No slug has an underscore, so no model is in the way.
        "definitions": {"any_request": {**request, "properties": {"model": _KNOWN}}, **definitions},
    }


def naming(definition: Fragment) -> Fragment:
    """The schema of requests to one model, which lets a request name a schema."""
    fields = definition["properties"]
    if not isinstance(fields, dict):
        raise TypeError(fields)
    return {**definition, "properties": {"$schema": _NAMED, **fields}}


def named(definition: str) -> str:
    """The same of its text."""
    before, first, rest = definition.partition(_FIRST)
    if not first:
        raise ValueError("a definition has no fields")
    field = json.dumps(_NAMED, indent=2).replace("\n", "\n        ")
    return f'{before}{first}        "$schema": {field},\n{rest}'
