"""The files of the vectors: one per model, one for what is no request to a model, and how they are read and run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...files import File
from ...meaning.contract import Contract
from ...meaning.shapes import About, Object
from ...meaning.values import Json
from ...model.catalog import Entry, Model, Packages
from ...render import Renderer
from ..notes import Notes
from .cases import judged
from .file_schema import PATH as SCHEMA
from .file_schema import file_schema
from .index_cases import index_cases
from .model_cases import model_cases
from .start import Request, plain_request
from .views import document, file_view, readme_view

REQUESTS = "requests.json"
MOST_LOOKED_UP = 10
"""Of more models only so many are looked for under almost their names: it is the look-up that is tried, not they."""
RUNNERS = ("run_vectors.py", "run_vectors.mjs")


class VectorsTarget:
    """Everything below ``generated/vectors``.

    A note is a plain request to the model, to be sent to no model, the path of its file and how many vectors it holds.
    """

    name = "vectors"

    def __init__(self, packages: Packages, renderer: Renderer) -> None:
        self.notes = Notes()
        self._renderer = renderer

    def model_files(self, model: Model) -> Iterator[File]:
        folder = model.provider.key or "models"
        head: dict[str, Json] = {
            "$schema": f"../{SCHEMA}",
            "model": model.air,
            "name": model.name,
            "source": model.source.url,
        }
        view = file_view(head, judged(model_cases(model), {model.air: model.contract}))
        path = f"{folder}/{model.slug}.json"
        yield File(f"vectors/{path}", self._renderer.render("vectors/vectors.json.j2", view), model.sources)
        self.notes[model.air] = {"start": dict(plain_request(model)), "path": path, "count": len(view.vectors)}

    def index_files(self, entries: Sequence[Entry]) -> Iterator[File]:
        every = ("catalog.yaml", *(entry.file for entry in entries))
        named = {entry.air: _named(entry) for entry in entries}
        head: dict[str, Json] = {"$schema": SCHEMA, "name": "What is no request to a known model"}
        starts = {entry.air: self._start(entry) for entry in entries[:MOST_LOOKED_UP]}
        view = file_view(head, judged(index_cases(starts), named))
        yield File(f"vectors/{REQUESTS}", self._renderer.render("vectors/vectors.json.j2", view), every)
        yield File(f"vectors/{SCHEMA}", self._renderer.render("vectors/schema.json.j2", document(file_schema())))
        for name in RUNNERS:
            yield File(f"vectors/{name}", self._runner(name))
        rows = [*map(self._row, entries), (REQUESTS, "unknown models, and what is no request", len(view.vectors))]
        page = readme_view(rows, *map(self._runner, RUNNERS))
        yield File("vectors/README.md", self._renderer.render("vectors/README.md.j2", page), every)

    def _start(self, entry: Entry) -> Request:
        match self.notes[entry.air]:
            case {"start": dict(start)}:
                return start
            case note:
                raise TypeError(f"no note of ours: {note}")

    def _row(self, entry: Entry) -> tuple[str, str, int]:
        match self.notes[entry.air]:
            case {"path": str(path), "count": int(count)}:
                return path, entry.name, count
            case note:
                raise TypeError(f"no note of ours: {note}")

    def _runner(self, name: str) -> str:
        return self._renderer.copy(f"vectors/runtime/{name}")


def _named(entry: Entry) -> Contract:
    """A model of which no more than the id is needed."""
    return Contract(entry.air, entry.name, Object((), About("")), (), "")
