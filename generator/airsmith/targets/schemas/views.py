"""The documents of the schemas target: fragments in their frame of ids, titles and sources."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ...meaning.kinds.base import Draft
from ...meaning.values import Fragment, Json
from ...model.catalog import Entry, Model, Packages
from ..code import Code
from ...json_text import json_text
from ..target import header
from .dispatch import Dispatch
from .fragments import request_fragment, response_fragment, unenforced

DIALECTS: Final[dict[Draft, str]] = {
    "2020-12": "https://json-schema.org/draft/2020-12/schema",
    "draft-07": "http://json-schema.org/draft-07/schema#",
}
_FOLDERS: Final[dict[Draft, str]] = {"2020-12": "", "draft-07": "draft-07/"}
DEFINITIONS: Final[dict[Draft, str]] = {"2020-12": "$defs", "draft-07": "definitions"}


@dataclass(frozen=True)
class SchemaView:
    """A whole JSON document, serialised."""

    text: Code


def schema_path(model: Model, direction: str, draft: Draft) -> str:
    """The path below ``schemas/`` and below the base URL."""
    folder = model.provider.key or "models"
    return f"{_FOLDERS[draft]}{folder}/{model.slug}.{direction}.schema.json"


def union_path(draft: Draft, form: str = "") -> str:
    """The path of the schema of all requests; ``form`` tells apart where there are several."""
    return f"{_FOLDERS[draft]}requests{form}.schema.json"


def request_schema(model: Model, packages: Packages, draft: Draft) -> Fragment:
    """The schema of a model's requests."""
    examples: list[Json] = [example.request for example in model.examples if not example.invalid]
    missing: list[Json] = list(unenforced(model))
    return {
        **_frame(header(model.sources), packages, schema_path(model, "request", draft), draft),
        "title": f"{model.name} request",
        "description": model.summary,
        **({"deprecated": True} if model.lifecycle.stage != "live" else {}),
        **_provenance(model),
        "x-unenforced": missing,
        **request_fragment(model, draft),
        **({"examples": examples} if examples else {}),
    }


def response_schema(model: Model, packages: Packages, draft: Draft) -> Fragment:
    """The schema of one result of a model."""
    return {
        **_frame(header(model.sources), packages, schema_path(model, "response", draft), draft),
        "title": f"{model.name} result",
        "description": f"One item of `data` in the answer to a request to {model.name}.",
        "x-air-id": model.air,
        "x-source": model.task.source.url,
        **response_fragment(model.task.response),
    }


def union_schema(
    entries: Sequence[Entry], references: Mapping[str, str], packages: Packages, path: str, draft: Draft
) -> Fragment:
    """The schema of all requests: one look at ``model`` leads to the schema that counts.

    ``references`` says where the schema of each AIR id is. The last member holds the definitions of the way there.
    """
    named: Fragment = {"type": "object", "properties": {"model": {"type": "string"}}, "required": ["model"]}
    dispatch = Dispatch({entry.air: (entry.slug, references[entry.air]) for entry in entries}, DEFINITIONS[draft])
    return {
        **_frame(header(("catalog.yaml",)), packages, path, draft),
        "title": f"A request to any of {len(entries)} models",
        "description": packages.summary,
        **named,
        "if": named,
        "then": dispatch.way,
        DEFINITIONS[draft]: {**dispatch.definitions},
    }


def holding(schema: Fragment, definitions: Mapping[str, Fragment], draft: Draft) -> Fragment:
    """A schema of all requests with others inside it, by slug."""
    own = schema[DEFINITIONS[draft]]
    assert isinstance(own, dict)
    return {**schema, DEFINITIONS[draft]: {**own, **definitions}}


def inner_references(entries: Sequence[Entry], draft: Draft) -> dict[str, str]:
    """AIR id -> where a schema that ``holding`` put inside is found."""
    return {entry.air: f"#/{DEFINITIONS[draft]}/{entry.slug}" for entry in entries}


def definition(schema: Fragment) -> Fragment:
    """A schema as it stands inside another one: without dialect and id of its own."""
    return {key: value for key, value in schema.items() if key not in ("$schema", "$id", "$comment")}


def definition_text(schema: SchemaView) -> str:
    """The same of a serialised schema, two levels deep: of thousands of models texts are kept, not objects."""
    # The frame is three members of a line each, and they come first.
    opening, *_, rest = schema.text.split("\n", 4)
    return f"{opening}\n{rest}".replace("\n", "\n    ")


def serialised(document: Fragment) -> SchemaView:
    return SchemaView(Code(json_text(document)))


def holding_texts(schema: Fragment, definitions: Iterable[tuple[str, str]]) -> SchemaView:
    """A schema of all requests, whose last member holds definitions, with others behind them that are text by slug."""
    own = json_text(schema).removesuffix("\n  }\n}")
    inner = (f",\n    {json.dumps(slug)}: {text}" for slug, text in definitions)
    return SchemaView(Code("".join((own, *inner, "\n  }\n}"))))


def _frame(comment: str, packages: Packages, path: str, draft: Draft) -> Fragment:
    return {"$schema": DIALECTS[draft], "$id": f"{packages.schema_base}/{path}", "$comment": comment}


def _provenance(model: Model) -> Fragment:
    lifecycle = model.lifecycle
    found: Fragment = {
        "x-air-id": model.air,
        "x-status": lifecycle.stage,
        "x-status-since": lifecycle.since,
        "x-replacement": lifecycle.replacement,
        "x-source": {"url": model.source.url, "fetched": model.source.fetched},
    }
    return {key: value for key, value in found.items() if value is not None}
