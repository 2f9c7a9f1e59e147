"""The files of the Python package: which template, which view, which path."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...files import File
from ...model.catalog import Entry, Model, Packages
from ...render import Renderer
from ..notes import Notes
from .names import identifier
from .package import package_files
from .views import index_view, model_view, validator_view

CATALOG = ("catalog.yaml",)
INDEXES = {
    "validate.py": "_validate/__init__.py",
    "models.py": "models/__init__.py",
    "names.py": "_names.py",
    "init.py": "__init__.py",
    "init.pyi": "__init__.pyi",
}
"""Template -> path, of the files that list all models."""


class PythonTarget:
    """Everything below ``generated/python``."""

    name = "python"

    def __init__(self, packages: Packages, renderer: Renderer) -> None:
        self.notes = Notes()
        self._packages = packages
        self._renderer = renderer
        self._source = f"python/src/{packages.python_module}"

    def model_files(self, model: Model) -> Iterator[File]:
        module = identifier(model.slug)
        validator = self._renderer.render("python/validator.py.j2", validator_view(model))
        yield File(f"{self._source}/_validate/{module}.py", validator, model.sources)
        typed = self._renderer.render("python/model.py.j2", model_view(model))
        yield File(f"{self._source}/models/{module}.py", typed, model.sources)

    def index_files(self, entries: Sequence[Entry]) -> Iterator[File]:
        view = index_view(entries, self._packages)
        every = (*CATALOG, *(entry.file for entry in entries))
        for template, path in INDEXES.items():
            yield File(f"{self._source}/{path}", self._renderer.render(f"python/{template}.j2", view), every)
        yield from package_files(self._packages, entries, self._renderer, self._source)
