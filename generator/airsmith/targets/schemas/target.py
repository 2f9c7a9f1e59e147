"""The schema files: which document, which path."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...files import File
from ...meaning.kinds.base import Draft
from ...meaning.values import Fragment
from ...model.catalog import Entry, Model, Packages
from ...render import Renderer
from .fragments import DRAFTS
from .request_file import PATH, request_file_schema
from .views import (
    definition,
    holding,
    inner_references,
    request_schema,
    response_schema,
    schema_path,
    serialised,
    union_path,
    union_schema,
)


class SchemasTarget:
    """Everything below ``generated/schemas``. The union embeds every model's schema, so those are kept."""

    name = "schemas"

    def __init__(self, packages: Packages, renderer: Renderer) -> None:
        self._packages = packages
        self._renderer = renderer
        self._definitions: dict[Draft, dict[str, Fragment]] = {draft: {} for draft in DRAFTS}

    def model_files(self, model: Model) -> Iterator[File]:
        for draft in DRAFTS:
            request = request_schema(model, self._packages, draft)
            self._definitions[draft][model.slug] = definition(request)
            yield self._file(schema_path(model, "request", draft), request, model.sources)
            response = response_schema(model, self._packages, draft)
            yield self._file(schema_path(model, "response", draft), response, model.sources)

    def index_files(self, entries: Sequence[Entry]) -> Iterator[File]:
        every = ("catalog.yaml", *(entry.file for entry in entries))
        for draft in DRAFTS if entries else ():
            path = union_path(draft)
            union = union_schema(entries, inner_references(entries, draft), self._packages, path, draft)
            definitions = {entry.slug: self._definitions[draft][entry.slug] for entry in entries}
            document = holding(union, definitions, draft)
            yield self._file(path, document, every)
            if draft == "draft-07":
                identifier = f"{self._packages.schema_base}/{PATH}"
                yield self._file(PATH, request_file_schema(document, identifier), every)

    def _file(self, path: str, document: Fragment, sources: tuple[str, ...]) -> File:
        text = self._renderer.render("schemas/schema.json.j2", serialised(document))
        return File(f"schemas/{path}", text, sources)
