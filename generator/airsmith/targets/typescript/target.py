"""The files of the npm package: which template, which view, which path."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...files import File
from ...model.catalog import Entry, Model, Packages
from ...render import Renderer
from ..code import Code
from ..notes import Notes
from .package import package_files
from .shown import ShownCall, shown_call
from .views import index_view, model_view, validator_view


class TypeScriptTarget:
    """Everything below ``generated/typescript``. A note is the call that shows a live model; the README has one."""

    name = "typescript"

    def __init__(self, packages: Packages, renderer: Renderer) -> None:
        self.notes = Notes()
        self._packages = packages
        self._renderer = renderer

    def model_files(self, model: Model) -> Iterator[File]:
        if model.lifecycle.stage == "live" and (shown := shown_call(model)):
            self.notes[model.air] = [shown.function, shown.text]
        validator = self._renderer.render("typescript/validator.ts.j2", validator_view(model))
        yield File(f"typescript/src/validate/{model.slug}.ts", validator, model.sources)
        typed = self._renderer.render("typescript/model.ts.j2", model_view(model))
        yield File(f"typescript/src/models/{model.slug}.ts", typed, model.sources)

    def index_files(self, entries: Sequence[Entry]) -> Iterator[File]:
        view = index_view(entries)
        every = ("catalog.yaml", *(entry.file for entry in entries))
        for name in ("valid", "validate", "client", "requests", "index"):
            yield File(f"typescript/src/{name}.ts", self._renderer.render(f"typescript/{name}.ts.j2", view), every)
        yield from package_files(self._packages, entries, self._shown(entries), self._renderer)

    def _shown(self, entries: Sequence[Entry]) -> ShownCall | None:
        """The call that shows the first model that has one."""
        for entry in entries:
            match self.notes.get(entry.air):
                case [str(function), str(text)]:
                    return ShownCall(Code(function), Code(text))
        return None
