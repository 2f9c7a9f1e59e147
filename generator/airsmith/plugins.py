"""Targets that installed packages offer under the entry point ``airsmith.targets``."""

import sys
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path


def installed() -> dict[str, EntryPoint]:
    """Name -> entry point, in the order of their names."""
    return _installed(tuple(sys.path))


# Every package of the environment is looked at, and the answer is wanted several times in a run.
@lru_cache(maxsize=1)
def _installed(path: tuple[str, ...]) -> dict[str, EntryPoint]:
    """The same, where packages are looked for in these folders."""
    found = entry_points(group="airsmith.targets")
    return {point.name: point for point in sorted(found, key=lambda point: point.name)}


def origin(point: EntryPoint) -> str:
    """Which target of whom an entry point offers, for messages."""
    whose = f" of {point.dist.name} {point.dist.version}" if point.dist else ""
    return f"the target {point.name}{whose}"


def versions() -> tuple[str, ...]:
    """What output depends on besides our own files: which targets are installed, and in which version."""
    return tuple(f"{point.value}: {origin(point)}" for point in installed().values())


def folders() -> tuple[Path, ...]:
    """The folder of each package that offers a target, or its only file; nothing of it is imported."""
    return tuple(dict.fromkeys(folder for point in installed().values() for folder in _folders(point)))


def template_folders() -> tuple[Path, ...]:
    """The folder ``templates`` of each package that offers a target and has one."""
    return tuple(folder / "templates" for folder in folders() if (folder / "templates").is_dir())


def _folders(point: EntryPoint) -> Iterator[Path]:
    found = find_spec(point.module.partition(".")[0])
    if found is not None and found.submodule_search_locations is not None:
        yield from map(Path, found.submodule_search_locations)
    elif found is not None and found.origin is not None:
        yield Path(found.origin)
