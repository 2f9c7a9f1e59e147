"""The generated packages of both sides compared: what somebody's code can name, call and read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .changes import Artefact, Change
from .rules import RULES
from .surface.differences import surface_differences
from .surface.python import python_surface
from .surface.symbols import Surface
from .surface.typescript import typescript_surface

PYTHON = "python/src/"
TYPESCRIPT = "typescript/src/"


def surface_changes(old: Mapping[str, str], new: Mapping[str, str], modules: tuple[str, str]) -> Iterator[Change]:
    """Changes of both packages. ``old`` and ``new`` map paths below ``generated/`` to text; ``modules`` are the
    import names of the Python package on both sides."""
    yield from _changes(
        python_surface(_below(old, PYTHON), modules[0]),
        python_surface(_below(new, PYTHON), modules[1]),
        "Python package",
        "python",
    )
    yield from _changes(
        typescript_surface(_below(old, TYPESCRIPT)), typescript_surface(_below(new, TYPESCRIPT)), "npm package", "npm"
    )


def _below(files: Mapping[str, str], folder: str) -> dict[str, str]:
    return {path.removeprefix(folder): text for path, text in files.items() if path.startswith(folder)}


def _changes(old: Surface, new: Surface, owner: str, artefact: Artefact) -> Iterator[Change]:
    for one in surface_differences(old, new):
        yield Change(
            rule=one.rule,
            level=RULES[one.rule].alone,
            model="",
            owner=owner,
            path=one.path,
            before=one.before,
            after=one.after,
            artefacts=(artefact,),
        )
