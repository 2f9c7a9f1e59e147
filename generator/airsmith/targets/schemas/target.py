"""The schema files: which document, which path."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...files import File
from ...meaning.kinds.base import Draft
from ...meaning.values import Json
from ...model.catalog import Entry, Model, Packages
from ...render import Renderer
from ..notes import Notes
from .fragments import DRAFTS
from .request_file import FILE_DRAFT, FILE_PATH, named, request_file_schema
from .views import (
    SchemaView,
    definition_text,
    holding_texts,
    inner_references,
    request_schema,
    response_schema,
    schema_path,
    serialised,
    union_path,
    union_schema,
)


class SchemasTarget:
    """Everything below ``generated/schemas``. The union embeds every model's schema: a note is its text per dialect."""

    name = "schemas"

    def __init__(self, packages: Packages, renderer: Renderer) -> None:
        self.notes = Notes()
        self._packages = packages
        self._renderer = renderer

    def model_files(self, model: Model) -> Iterator[File]:
        texts: dict[str, Json] = {}
        for draft in DRAFTS:
            request = serialised(request_schema(model, self._packages, draft))
            texts[draft] = definition_text(request)
            yield self._file(schema_path(model, "request", draft), request, model.sources)
            response = response_schema(model, self._packages, draft)
            yield self._file(schema_path(model, "response", draft), serialised(response), model.sources)
        self.notes[model.air] = texts

    def index_files(self, entries: Sequence[Entry]) -> Iterator[File]:
        every = ("catalog.yaml", *(entry.file for entry in entries))
        for draft in DRAFTS if entries else ():
            path = union_path(draft)
            union = union_schema(entries, inner_references(entries, draft), self._packages, path, draft)
            yield self._file(path, holding_texts(union, self._definitions(entries, draft)), every)
            if draft == FILE_DRAFT:
                schema = request_file_schema(union, f"{self._packages.schema_base}/{FILE_PATH}")
                definitions = ((slug, named(text)) for slug, text in self._definitions(entries, draft))
                yield self._file(FILE_PATH, holding_texts(schema, definitions), every)

    def _definitions(self, entries: Sequence[Entry], draft: Draft) -> Iterator[tuple[str, str]]:
        """Slug and text of each model's schema, unpacked as it is asked for: of thousands they are large."""
        for entry in entries:
            note = self.notes[entry.air]
            assert isinstance(note, dict)
            yield entry.slug, str(note[draft])

    def _file(self, path: str, view: SchemaView, sources: tuple[str, ...]) -> File:
        return File(f"schemas/{path}", self._renderer.render("schemas/schema.json.j2", view), sources)
