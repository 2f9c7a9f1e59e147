"""The schemas of a release: each model's, and those of all requests in three forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ...meaning.kinds.base import Draft
from ...meaning.values import Fragment
from ...model.catalog import Entry, Model, Packages
from ...targets.schemas.fragments import DRAFTS
from ...targets.schemas.request_file import FILE_DRAFT, FILE_PATH, naming, request_file_schema
from ...targets.schemas.views import (
    definition,
    holding,
    inner_references,
    request_schema,
    response_schema,
    schema_path,
    union_path,
    union_schema,
)
from .record import Document, Kind

_FORMS: Final[dict[Kind, str]] = {"requests": "", "bundle": ".bundle", "flat": ".flat"}
_EXPLAINED: Final[dict[Kind, str]] = {
    "requests": "It refers to the schema of each model.",
    "bundle": "It holds the schema of each model under its own id: nothing has to be fetched.",
    "flat": "It holds the schema of each model without an id, for engines that take one id per document.",
}


def documents(models: Iterable[Model], packages: Packages) -> Iterator[tuple[Document, Fragment]]:
    """Every schema; ``packages.schema_base`` is the address of the release, so that each reference stays within it."""
    requests: dict[Draft, dict[str, Fragment]] = {draft: {} for draft in DRAFTS}
    entries: list[Entry] = []
    for model in models:
        entries.append(Entry.of(model))
        for draft in DRAFTS:
            request = requests[draft][model.slug] = request_schema(model, packages, draft)
            yield _described(schema_path(model, "request", draft), "request", draft, request, model.air)
            response = response_schema(model, packages, draft)
            yield _described(schema_path(model, "response", draft), "response", draft, response, model.air)
    for draft in DRAFTS if entries else ():
        yield from _unions(entries, requests[draft], packages, draft)


def _unions(
    entries: list[Entry], requests: dict[str, Fragment], packages: Packages, draft: Draft
) -> Iterator[tuple[Document, Fragment]]:
    """Requests to any model: referring to other documents, holding them whole, and holding them as definitions."""
    outer = {entry.air: str(requests[entry.slug]["$id"]) for entry in entries}
    inner = inner_references(entries, draft)
    bare = {slug: definition(schema) for slug, schema in requests.items()}
    forms: tuple[tuple[Kind, dict[str, str], dict[str, Fragment]], ...] = (
        ("requests", outer, {}),
        ("bundle", outer, requests),
        ("flat", inner, bare),
    )
    for kind, references, held in forms:
        path = union_path(draft, _FORMS[kind])
        schema = union_schema(entries, references, packages, path, draft)
        schema["description"] = f"{schema['description']} {_EXPLAINED[kind]}"
        yield _described(path, kind, draft, holding(schema, held, draft) if held else schema)
    if draft == FILE_DRAFT:
        union = union_schema(entries, inner, packages, union_path(draft), draft)
        schema = request_file_schema(union, f"{packages.schema_base}/{FILE_PATH}")
        models = {slug: naming(definition) for slug, definition in bare.items()}
        yield _described(FILE_PATH, "file", draft, holding(schema, models, draft))


def _described(
    path: str, kind: Kind, draft: Draft, schema: Fragment, air: str | None = None
) -> tuple[Document, Fragment]:
    return Document(path, kind, draft, str(schema["title"]), str(schema["description"]), air), schema
