"""The file of the target: the whole service in one document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...files import File
from ...meaning.values import Fragment, Json
from ...model.catalog import Entry, Model, Packages
from ...render import Renderer
from ..code import Code
from ..target import header
from .components import components, request_component, request_name, result_component
from .document import document
from .examples import answer_examples, request_examples
from .yaml_text import yaml_lines


@dataclass(frozen=True)
class DocumentView:
    """A whole YAML document, behind a comment."""

    header: Code
    text: Code


class OpenApiTarget:
    """``generated/openapi``. One document tells of every model: a note is a model's part of it."""

    name = "openapi"

    def __init__(self, packages: Packages, renderer: Renderer) -> None:
        self.notes: dict[str, Json] = {}
        self._packages = packages
        self._renderer = renderer

    def model_files(self, model: Model) -> Iterator[File]:
        self.notes[model.air] = {
            "request": request_component(model, self._packages),
            "result": result_component(model.task),
            "asked": request_examples(model),
            "answered": answer_examples(model),
        }
        yield from ()

    def index_files(self, entries: Sequence[Entry]) -> Iterator[File]:
        every = ("catalog.yaml", *(entry.file for entry in entries))
        requests = {entry.air: (request_name(entry.slug), self._part(entry, "request")) for entry in entries}
        results: dict[str, Fragment] = {}
        asked: Fragment = {}
        answered: Fragment = {}
        for entry in entries:
            results.setdefault(entry.task, self._part(entry, "result"))
            asked |= self._part(entry, "asked")
            answered |= self._part(entry, "answered")
        whole = document(self._packages, components(requests, results), asked, answered)
        view = DocumentView(Code(header(every)), Code("\n".join(yaml_lines(whole))))
        yield File("openapi/openapi.yaml", self._renderer.render("openapi/openapi.yaml.j2", view), every)

    def _part(self, entry: Entry, name: str) -> Fragment:
        match self.notes[entry.air]:
            case dict() as note if isinstance(part := note[name], dict):
                return part
            case note:
                raise TypeError(f"no note of ours: {note}")
