"""The files of the vectors: one per model, one for what is no request to a model, and how they are read and run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...files import File
from ...meaning.contract import Contract
from ...meaning.shapes import About, Object
from ...meaning.values import Json
from ...model.catalog import Entry, Model, Packages
from ...render import Renderer
from .cases import judged
from .file_schema import PATH as SCHEMA
from .file_schema import file_schema
from .index_cases import index_cases
from .model_cases import model_cases
from .start import Request, plain_request
from .views import document, file_view, readme_view

REQUESTS = "requests.json"
RUNNERS = ("run_vectors.py", "run_vectors.mjs")


class VectorsTarget:
    """Everything below ``generated/vectors``. Of a model only a plain request is kept, to be sent to no model."""

    name = "vectors"

    def __init__(self, packages: Packages, renderer: Renderer) -> None:
        self._renderer = renderer
        self._starts: dict[str, Request] = {}
        self._rows: list[tuple[str, str, int]] = []

    def model_files(self, model: Model) -> Iterator[File]:
        self._starts[model.air] = plain_request(model)
        folder = model.provider.key or "models"
        head: dict[str, Json] = {
            "$schema": f"../{SCHEMA}",
            "model": model.air,
            "name": model.name,
            "source": model.source.url,
        }
        view = file_view(head, judged(model_cases(model), {model.air: model.contract}))
        path = f"{folder}/{model.slug}.json"
        self._rows.append((path, model.name, len(view.vectors)))
        yield File(f"vectors/{path}", self._renderer.render("vectors/vectors.json.j2", view), model.sources)

    def index_files(self, entries: Sequence[Entry]) -> Iterator[File]:
        every = ("catalog.yaml", *(entry.file for entry in entries))
        named = {entry.air: _named(entry) for entry in entries}
        head: dict[str, Json] = {"$schema": SCHEMA, "name": "What is no request to a known model"}
        view = file_view(head, judged(index_cases(self._starts), named))
        yield File(f"vectors/{REQUESTS}", self._renderer.render("vectors/vectors.json.j2", view), every)
        yield File(f"vectors/{SCHEMA}", self._renderer.render("vectors/schema.json.j2", document(file_schema())))
        for name in RUNNERS:
            yield File(f"vectors/{name}", self._runner(name))
        rows = [*self._rows, (REQUESTS, "unknown models, and what is no request", len(view.vectors))]
        page = readme_view(rows, *map(self._runner, RUNNERS))
        yield File("vectors/README.md", self._renderer.render("vectors/README.md.j2", page), every)

    def _runner(self, name: str) -> str:
        return self._renderer.copy(f"vectors/runtime/{name}")


def _named(entry: Entry) -> Contract:
    """A model of which no more than the id is needed."""
    return Contract(entry.air, entry.name, Object((), About("", entry.name)), (), "")
