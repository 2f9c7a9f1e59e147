"""The files of the docs: a page per model, the matrix, and what programs read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...files import File
from ...meaning.values import Json
from ...model.catalog import Entry, Model, Packages
from ...render import Renderer
from ..code import Code
from ..notes import Notes
from .capabilities import capabilities, capability, shown_json
from .capabilities_schema import SCHEMA, capabilities_schema
from .page import model_page
from .views import index_view, matrix_row, page_view


@dataclass(frozen=True)
class DocumentView:
    """A whole JSON document, serialised."""

    text: Code


class DocsTarget:
    """Everything below ``generated/docs``. A note is the model's row of the matrix, and what it is capable of."""

    name = "docs"

    def __init__(self, packages: Packages, renderer: Renderer) -> None:
        self.notes = Notes()
        self._packages = packages
        self._renderer = renderer

    def model_files(self, model: Model) -> Iterator[File]:
        page = model_page(model)
        self.notes[model.air] = {"row": matrix_row(page), "capability": shown_json(capability(page), depth=2)}
        text = self._renderer.render("docs/page.md.j2", page_view(page))
        yield File(f"docs/{page.path}.md", text, model.sources)

    def index_files(self, entries: Sequence[Entry]) -> Iterator[File]:
        every = ("catalog.yaml", *(entry.file for entry in entries))
        notes = [_note(self.notes[entry.air]) for entry in entries]
        matrix = index_view(self._packages.summary, [Code(row) for row, _ in notes])
        yield File("docs/README.md", self._renderer.render("docs/README.md.j2", matrix), every)
        yield File("docs/capabilities.json", self._json(capabilities([text for _, text in notes])), every)
        yield File(f"docs/{SCHEMA}", self._json(shown_json(capabilities_schema())))

    def _json(self, text: str) -> str:
        return self._renderer.render("docs/document.json.j2", DocumentView(Code(text)))


def _note(note: Json) -> tuple[str, str]:
    match note:
        case {"row": str(row), "capability": str(capable)}:
            return row, capable
        case _:
            raise TypeError(f"no note of ours: {note}")
