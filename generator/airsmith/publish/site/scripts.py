"""The scripts of the site: its own, and the generated validators with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from ...files import File
from ...targets.target import Words
from .bundle import bundle

PACKAGE: Final = "package/"
"""Where the scripts of the site find the modules of the generated npm package."""

_RUNTIME: Final = "site/runtime"
MODULES: Final = (
    "clipboard",
    "element",
    "facts",
    "fixes",
    "form",
    "highlight",
    "json",
    "judge",
    "link",
    "playground",
    "schemas",
    "search",
    "site",
    "snippets",
    "tabs",
    "theme",
    "themes",
)
_ENTRIES: Final = ("theme", "site", "playground", "schemas")
_SOURCES: Final = "typescript/src/"


def scripts(renderer: Words, package: Mapping[str, str]) -> Iterator[File]:
    """A classic script for each kind of page; ``package`` holds the modules of the npm package by path.

    Raises NotPlain for a module that is more than JavaScript with types.
    """
    own = {f"{name}.ts": renderer.copy(f"{_RUNTIME}/{name}.ts") for name in MODULES}
    modules = {**own, **{PACKAGE + path: text for path, text in package.items()}}
    for name in _ENTRIES:
        yield File(f"assets/{name}.js", bundle(modules, f"{name}.ts"))


def package_modules(files: Iterator[File]) -> dict[str, str]:
    """The modules among the files of the npm package, by path."""
    return {file.path.removeprefix(_SOURCES): file.text for file in files if file.path.startswith(_SOURCES)}
