"""Which targets there are: ours, and those that installed packages offer under the entry point ``airsmith.targets``."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Final, cast

from ..model.catalog import Packages
from ..plugins import installed
from .target import Target, Words

TARGETS: Final[dict[str, str]] = {
    "python": "airsmith.targets.python.target:PythonTarget",
    "typescript": "airsmith.targets.typescript.target:TypeScriptTarget",
    "schemas": "airsmith.targets.schemas.target:SchemasTarget",
    "vectors": "airsmith.targets.vectors.target:VectorsTarget",
}
"""Name -> ``module:class``, in the order of making; a module is imported only when its target is made."""


def known() -> dict[str, str]:
    """Every target's name and where it is. An entry point cannot take the name of one of ours."""
    return {**{name: point.value for name, point in installed().items()}, **TARGETS}


def make(names: Sequence[str], packages: Packages, renderer: Words) -> list[Target]:
    """The targets of these names. Raises KeyError for a name nothing has."""
    homes = known()
    return [_load(homes[name])(packages, renderer) for name in names]


def _load(home: str) -> type[_Made]:
    module, _, name = home.partition(":")
    return cast("type[_Made]", getattr(import_module(module), name))


class _Made(Target):
    def __init__(self, packages: Packages, renderer: Words) -> None: ...
