"""The file of the target: the whole service in one document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ...files import File
from ...meaning.values import Fragment
from ...model.catalog import Entry, Model, Packages
from ...render import Renderer
from ..code import Code
from ..notes import Notes
from ..target import header
from .components import components, request_component, request_name, result_component
from .document import document
from .examples import answer_examples, request_examples
from .yaml_text import yaml_lines, yaml_string

COMPONENT: Final = "      "
"""How far the content of a schema is indented in the document."""


@dataclass(frozen=True)
class DocumentView:
    """A whole YAML document, behind a comment."""

    header: Code
    text: Code


class OpenApiTarget:
    """``generated/openapi``. One document tells of every model: a note is a model's part of it."""

    name = "openapi"

    def __init__(self, packages: Packages, renderer: Renderer) -> None:
        self.notes = Notes()
        self._packages = packages
        self._renderer = renderer

    def model_files(self, model: Model) -> Iterator[File]:
        self.notes[model.air] = {
            "request": "\n".join(yaml_lines(request_component(model, self._packages), COMPONENT)),
            "result": result_component(model.task),
            "asked": request_examples(model),
            "answered": answer_examples(model),
        }
        yield from ()

    def index_files(self, entries: Sequence[Entry]) -> Iterator[File]:
        every = ("catalog.yaml", *(entry.file for entry in entries))
        names = {entry.air: request_name(entry.slug) for entry in entries}
        results: dict[str, Fragment] = {}
        asked: Fragment = {}
        answered: Fragment = {}
        for entry in entries:
            note = self._note(entry)
            results.setdefault(entry.task, _part(note, "result"))
            asked |= _part(note, "asked")
            answered |= _part(note, "answered")
        # Of a request to a model only the name is put in: its text is in the note, and there are thousands of them.
        whole = document(self._packages, components(names, results), asked, answered)
        written = {f"{COMPONENT[2:]}{yaml_string(names[entry.air])}: {{}}": entry for entry in entries}
        lines = (self._filled(line, written) for line in yaml_lines(whole))
        view = DocumentView(Code(header(every)), Code("\n".join(lines)))
        yield File("openapi/openapi.yaml", self._renderer.render("openapi/openapi.yaml.j2", view), every)

    def _filled(self, line: str, written: dict[str, Entry]) -> str:
        """A line of the document; behind the name of a request to a model, the schema that was left out."""
        entry = written.get(line)
        return f"{line.removesuffix(' {}')}\n{self._note(entry)['request']}" if entry else line

    def _note(self, entry: Entry) -> Fragment:
        note = self.notes[entry.air]
        assert isinstance(note, dict)
        return note


def _part(note: Fragment, name: str) -> Fragment:
    found = note[name]
    assert isinstance(found, dict)
    return found
