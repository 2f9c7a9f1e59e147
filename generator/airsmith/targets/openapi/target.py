"""The file of the target: the whole service in one document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...files import File
from ...meaning.values import Fragment
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
    """``generated/openapi``. One document tells of every model, so their schemas are kept."""

    name = "openapi"

    def __init__(self, packages: Packages, renderer: Renderer) -> None:
        self._packages = packages
        self._renderer = renderer
        self._requests: dict[str, tuple[str, Fragment]] = {}
        self._results: dict[str, Fragment] = {}
        self._asked: Fragment = {}
        self._answered: Fragment = {}

    def model_files(self, model: Model) -> Iterator[File]:
        self._requests[model.air] = request_name(model.slug), request_component(model, self._packages)
        self._results.setdefault(model.task.name, result_component(model.task))
        self._asked |= request_examples(model)
        self._answered |= answer_examples(model)
        yield from ()

    def index_files(self, entries: Sequence[Entry]) -> Iterator[File]:
        every = ("catalog.yaml", *(entry.file for entry in entries))
        schemas = components(self._requests, self._results)
        whole = document(self._packages, schemas, self._asked, self._answered)
        view = DocumentView(Code(header(every)), Code("\n".join(yaml_lines(whole))))
        yield File("openapi/openapi.yaml", self._renderer.render("openapi/openapi.yaml.j2", view), every)
