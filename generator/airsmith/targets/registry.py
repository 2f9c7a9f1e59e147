"""Which targets there are: ours, and those that installed packages offer under the entry point ``airsmith.targets``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Final, cast

from ..files import File
from ..model.catalog import Entry, Model, Packages
from ..plugins import installed
from .faults import named, proper
from .notes import Notes
from .target import Target, TargetClass, Words

TARGETS: Final[dict[str, str]] = {
    "python": "airsmith.targets.python.target:PythonTarget",
    "typescript": "airsmith.targets.typescript.target:TypeScriptTarget",
    "schemas": "airsmith.targets.schemas.target:SchemasTarget",
    "openapi": "airsmith.targets.openapi.target:OpenApiTarget",
    "docs": "airsmith.targets.docs.target:DocsTarget",
    "vectors": "airsmith.targets.vectors.target:VectorsTarget",
}
"""Name -> ``module:class``, in the order of making; a module is imported only when its target is made."""


def known() -> dict[str, str]:
    """Every target's name and where it is. An entry point cannot take the name of one of ours."""
    return {**{name: point.value for name, point in installed().items()}, **TARGETS}


def make(names: Sequence[str], packages: Packages, renderer: Words) -> list[Target]:
    """The targets of these names.

    Raises KeyError for a name nothing has, ImportError for an installed target that is not there, TargetError for one
    that fails in being made.
    """
    return [
        _load(TARGETS[name])(packages, renderer) if name in TARGETS else _Installed(name, packages, renderer)
        for name in names
    ]


def _load(home: str) -> TargetClass:
    module, _, name = home.partition(":")
    try:
        return cast("TargetClass", getattr(import_module(module), name))
    except AttributeError:
        raise ImportError(f"the module {module} has no {name}") from None


class _Installed:
    """A target of another package: whatever goes wrong in it says whose it is."""

    def __init__(self, name: str, packages: Packages, renderer: Words) -> None:
        self.name = name
        self._point = installed()[name]
        with named(self._point):
            self._target = _load(self._point.value)(packages, renderer)
        if isinstance(notes := getattr(self._target, "notes", None), Notes):
            self.notes = notes

    def model_files(self, model: Model) -> Iterator[File]:
        with named(self._point):
            yield from proper(self._target.model_files(model))

    def index_files(self, entries: Sequence[Entry]) -> Iterator[File]:
        with named(self._point):
            yield from proper(self._target.index_files(entries))
