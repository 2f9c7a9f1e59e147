"""The JSON Schemas of the spec files, made from the kinds: for checking here and for editors."""

from __future__ import annotations

from typing import Final

from ..meaning.kinds import KINDS, VERBS, conditions, dimensions
from ..meaning.kinds.ends import ends_author
from ..meaning.kinds.frames import FramesKind
from ..meaning.values import Fragment, Json
from .layout import FileKind

TYPES: Final = ("string", "url", "integer", "number", "boolean", "image", "video", "audio")
STAGES: Final = ("live", "deprecated", "retired")
URLS: Final = ("homepage", "documentation", "source", "issues", "changelog")
"""What the packages can link to, in the order in which they do."""
AIR: Final = r"^[a-z0-9][a-z0-9-]*:[A-Za-z0-9._-]+@[A-Za-z0-9._-]+$"
NAME: Final = r"^[A-Za-z][A-Za-z0-9]*$"
SLUG: Final = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
_DOTTED: Final = r"^[A-Za-z][A-Za-z0-9]*(\.[A-Za-z][A-Za-z0-9]*)*$"

_TEXT: Fragment = {"type": "string", "minLength": 1}
_SLUG: Fragment = {
    "type": "string",
    "pattern": SLUG,
    "description": "lower-case words joined by hyphens, such as dall-e-3",
}
_DATE: Fragment = {
    "type": "string",
    "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    "description": "a date such as 2025-10-27",
    "x-code": "bad-date",
}
_VERSION: Fragment = {
    "type": "string",
    "pattern": r"^[0-9]+\.[0-9]+\.[0-9]+$",
    "description": "a version such as 0.1.0",
}
_URL: Fragment = {"type": "string", "pattern": r"^https?://[^\s]+$", "description": "an absolute URL"}
_AIR: Fragment = {
    "type": "string",
    "pattern": AIR,
    "description": "source:id@version, such as openai:2@3",
    "x-code": "bad-air",
}
_LICENSE: Fragment = {
    "type": "string",
    "pattern": r"^[A-Za-z0-9(][A-Za-z0-9.+() -]*$",
    "description": "an SPDX expression, such as MIT or Apache-2.0",
}
_ERROR: Fragment = {
    "type": "string",
    "pattern": NAME,
    "description": "the name of an error, such as unsupportedDimensions",
}
_SCALAR: Fragment = {"type": ["string", "number", "boolean"]}


def spec_schema(kind: FileKind) -> Fragment:
    """The schema of one kind of file, complete in itself."""
    builders = {"spec": _model, "task": _task, "provider": _provider, "set": _set, "catalog": _catalog}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"airsmith {kind} file, language version 1",
        **builders[kind](),
        "$defs": _definitions(),
    }


def _closed(properties: dict[str, Fragment], *required: str) -> Fragment:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(required),
        "additionalProperties": False,
    }


def _map(inner: Fragment) -> Fragment:
    return {"type": "object", "additionalProperties": inner}


def _list(inner: Fragment, least: int = 0) -> Fragment:
    return {"type": "array", "items": inner, "minItems": least}


def _object_or(shape: Fragment, otherwise: Fragment) -> Fragment:
    """Two forms told apart by type, so that an error speaks of the form that was meant."""
    return {"if": {"type": "object"}, "then": shape, "else": otherwise}


def _version() -> Fragment:
    return {"const": 1, "description": "this program reads version 1 of the spec language", "x-code": "bad-version"}


def _source() -> Fragment:
    return _closed({"url": _URL, "fetched": _DATE}, "url", "fetched")


def _fields(pattern: str = NAME) -> Fragment:
    names: Fragment = {"pattern": pattern, "description": "names are letters and digits, and begin with a letter"}
    return {**_map({"$ref": "#/$defs/field"}), "propertyNames": names}


def _distinct(inner: Fragment, least: int = 0) -> Fragment:
    return {**_list(inner, least), "uniqueItems": True, "x-code": "duplicate-value"}


def _definitions() -> dict[str, Json]:
    return {"field": _field(), "limits": _limits(), "condition": conditions.author(), "rule": _rule()}


def _limits() -> Fragment:
    """The keywords of a field that limit its value."""
    return {**_closed({kind.keyword: kind.author() for kind in KINDS}), "minProperties": 1}


def _field() -> Fragment:
    documentation: dict[str, Fragment] = {
        "default": _SCALAR,
        "unit": _TEXT,
        "labels": _map(_TEXT),
        "summary": _TEXT,
        "source": {
            "type": "string",
            "pattern": r"^(#|https?://)[^\s]+$",
            "description": "an anchor of the page, or a URL",
        },
        "error": _ERROR,
    }
    item = _object_or({"$ref": "#/$defs/field"}, {"enum": list(TYPES)})
    return _closed(
        {
            "type": {"enum": list(TYPES)},
            **{kind.keyword: kind.author() for kind in KINDS},
            "items": item,
            "tuple": _list(item, 2),
            "shape": {**_fields(), "minProperties": 1},
            "required": _required(),
            "supported": {"const": False, "description": "leave it out where the field is supported"},
            **documentation,
        }
    )


def _required() -> Fragment:
    at_times = {**_closed({"in": _distinct(_TEXT, 1), "unless": _TEXT}), "minProperties": 1, "maxProperties": 1}
    return _object_or(at_times, {"type": "boolean"})


def _rule() -> Fragment:
    verbs = {verb.keyword: verb.author() for verb in VERBS}
    return {
        **_closed(
            {
                "when": {"$ref": "#/$defs/condition"},
                **verbs,
                "level": {"enum": ["error", "warn", "note"]},
                "why": _TEXT,
            }
        ),
        "anyOf": [{"required": [verb]} for verb in verbs],
        "description": "write one of its verbs: " + ", ".join(verbs),
    }


def _model() -> Fragment:
    lifecycle = _closed(
        {
            "stage": {"enum": list(STAGES)},
            "since": {"if": {"type": "null"}, "else": _DATE},
            "replacement": {"if": {"type": "null"}, "else": _AIR},
            "source": _URL,
            "checked": _DATE,
        },
        "stage",
    )
    workflow: Fragment = _closed({"needs": _object_or({"type": "string"}, _names())})
    workflows: Fragment = _object_or(_map(workflow), _list(_object_or(_map(workflow), _SLUG), 1))
    invalid = _closed({"invalid": _distinct(_TEXT, 1)}, "invalid")
    example = _closed(
        {"title": _TEXT, "request": _TEXT, "expect": _object_or(invalid, {"const": "valid"})}, "title", "request"
    )
    settings = _object_or(_fields(), {"if": {"type": "string"}, "then": {"const": "none"}, "else": _distinct(_TEXT, 1)})
    return _closed(
        {
            "spec": _version(),
            "air": _AIR,
            "slug": _SLUG,
            "name": _TEXT,
            "provider": _SLUG,
            "task": _TEXT,
            "extends": _AIR,
            "summary": _TEXT,
            "lifecycle": lifecycle,
            "source": _source(),
            "workflows": workflows,
            "fields": _fields(_DOTTED),
            "frames": FramesKind.author(),
            "dimensions": dimensions.author(_required(), _ERROR),
            "media": {**_map(_media()), "propertyNames": {"enum": ["image", "video", "audio"]}},
            "providerSettings": settings,
            "rules": _list({"$ref": "#/$defs/rule"}),
            "notes": _list(_TEXT),
            "examples": _list(example),
        },
        "spec",
        "air",
        "name",
        "lifecycle",
        "source",
    )


def _media() -> Fragment:
    side: Fragment = {"type": "array", "items": {"type": "integer", "minimum": 1}, "minItems": 2, "maxItems": 2}
    size: Fragment = {"type": ["string", "integer"], "minimum": 1}
    ratio: Fragment = {"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 2}
    limits = _closed(
        {
            "side": side,
            "ratio": ratio,
            "bytes": size,
            "seconds": ends_author("number", minimum=0),
            "formats": _distinct(_TEXT, 1),
        }
    )
    return {**limits, "minProperties": 1}


def _names() -> Fragment:
    return {"if": {"type": "array"}, "then": _list(_TEXT, 1), "else": {"type": "string"}}


def _task() -> Fragment:
    response = _closed({"order": _distinct(_TEXT), "fields": _fields()}, "fields")
    return _closed(
        {
            "spec": _version(),
            "task": {"type": "string", "pattern": NAME},
            "name": _TEXT,
            "media": {"enum": ["image", "video", "audio"]},
            "source": _source(),
            "prompt": _TEXT,
            "dimensions": _closed({"required": {"type": "boolean"}}, "required"),
            "order": _distinct(_TEXT),
            "fields": _fields(),
            "rules": _list({"$ref": "#/$defs/rule"}),
            "response": response,
            "notes": _list(_TEXT),
        },
        "spec",
        "task",
        "name",
        "media",
        "source",
        "order",
        "fields",
        "response",
    )


def _provider() -> Fragment:
    return _closed(
        {
            "spec": _version(),
            "provider": _SLUG,
            "name": _TEXT,
            "source": _source(),
            "order": _distinct(_TEXT),
            "settings": _fields(),
            "notes": _list(_TEXT),
        },
        "spec",
        "provider",
        "name",
        "source",
    )


def _set() -> Fragment:
    return _closed(
        {"spec": _version(), "set": _SLUG, "summary": _TEXT, "source": _source(), **dimensions.sizes_author()},
        "spec",
        "set",
    )


def _catalog() -> Fragment:
    name: Fragment = {
        "type": "string",
        "pattern": r"^[a-z][a-z0-9-]*$",
        "description": "lower case, digits and hyphens",
    }
    module: Fragment = {
        "type": "string",
        "pattern": r"^[a-z][a-z0-9_]*$",
        "description": "lower case, digits and underscores",
    }
    python = _closed({"name": name, "module": module, "version": _VERSION}, "name", "module", "version")
    npm = _closed({"name": name, "version": _VERSION}, "name", "version")
    schemas = _closed({"base": _URL, "version": _VERSION}, "base", "version")
    packages = _closed({"python": python, "npm": npm}, "python", "npm")
    license = _closed({"expression": _LICENSE, "text": _TEXT}, "expression", "text")
    urls = _closed(dict.fromkeys(URLS, _URL))
    return _closed(
        {
            "spec": _version(),
            "summary": _TEXT,
            "packages": packages,
            "schemas": schemas,
            "license": license,
            "urls": urls,
        },
        "spec",
        "summary",
        "packages",
        "schemas",
    )
