"""The schema of files that hold requests, for editors: such a file may name its schema, which a request may not."""

from __future__ import annotations

from typing import Final

from ...meaning.values import Fragment, Json

PATH: Final = "request-file.schema.json"
"""Below ``schemas/``. There is no twin of it: editors read draft-07 best."""

_NAMED: Final[Fragment] = {
    "type": "string",
    "description": "The schema by which editors check this file. It is no part of the request: do not send it.",
}


def request_file_schema(union: Fragment, identifier: str) -> Fragment:
    """One request or an array of them, each as the draft-07 schema of all requests says, but for a key ``$schema``."""
    frame = {key: union[key] for key in ("$schema", "$comment", "description")}
    models = union["definitions"]
    if not isinstance(models, dict):
        raise TypeError(models)
    request: Json = {key: value for key, value in union.items() if key not in (*frame, "$id", "title", "definitions")}
    reference: Fragment = {"$ref": "#/definitions/any_request"}
    return {
        **frame,
        "$id": identifier,
        "title": "A file of requests",
        "if": {"type": "array"},
        "then": {"items": reference},
        "else": reference,
        # No slug has an underscore, so no model is in the way.
        "definitions": {"any_request": request, **{slug: _named(schema) for slug, schema in models.items()}},
    }


def _named(schema: Json) -> Json:
    """The schema of a request to one model, which lets the request name a schema."""
    if not isinstance(schema, dict) or not isinstance(schema["properties"], dict):
        raise TypeError(schema)
    return {**schema, "properties": {"$schema": _NAMED, **schema["properties"]}}
