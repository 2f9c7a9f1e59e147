"""What stands where lists and aliases are to be written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from .problems import Problem
from .shelf import kind_of
from .sums import SUMS, read_listing, sha256


def obstacles(root: Path, files: Mapping[str, bytes], *, released: bool) -> tuple[list[Problem], dict[str, bytes]]:
    """What bars files from being written, and those that are not on disk as they would be.

    ``released`` says whether a release is there already.
    """
    problems: list[Problem] = []
    changed: dict[str, bytes] = {}
    ours = _listed(root)
    for path, content in files.items():
        found = _in_the_way(root, path)
        if found is not None:
            problems.append(found)
            continue
        old = (root / path).read_bytes() if (root / path).is_file() else None
        if old == content:
            continue
        changed[path] = content
        # A run that was killed has written aliases, and perhaps its first lists, that no sums tell of.
        known = path in ours if ours else released
        if old is not None and not known and not _is_alias(path, old):
            message = "this file was not published; nothing is written over it"
            problems.append(Problem("foreign-file", path, message, "move it away, or publish into another folder"))
    return problems, changed


def _listed(root: Path) -> set[str]:
    """What was written before; nothing where the list is lost."""
    try:
        return {SUMS, *read_listing((root / SUMS).read_bytes())}
    except (OSError, ValueError):
        return set()


def _is_alias(path: str, content: bytes) -> bool:
    try:
        return str(json.loads(content)["$id"]).endswith(f"/{path}")
    except (ValueError, KeyError, TypeError):
        return False


def _in_the_way(root: Path, path: str) -> Problem | None:
    """A link or a file where a folder belongs, or a link or a folder where a file does."""
    above = [str(parent) for parent in reversed(PurePosixPath(path).parents) if parent.name]
    for name, wanted in [*((name, "folder") for name in above), (path, "file")]:
        kind = kind_of(root / name)
        if kind == "other":
            return Problem("link", name, f"a link stands where a {wanted} is to be written", "remove the link")
        if kind and kind != wanted:
            message = f"a {kind} stands where a {wanted} is to be written"
            return Problem("foreign-file", name, message, "move it away, or publish into another folder")
    return None


def stale(root: Path) -> Iterator[Problem]:
    """Lists and aliases that are not as they were last written; publishing writes them anew."""
    try:
        sums = read_listing((root / SUMS).read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return
    except ValueError as error:
        yield Problem("stale-file", SUMS, f"it cannot be read: {error}", level="warning")
        return
    for path, expected in sums.items():
        if PurePosixPath(path).name != SUMS and kind_of(root / path) in ("", "file"):
            content = (root / path).read_bytes() if (root / path).is_file() else None
            if content is None or sha256(content) != expected:
                what = "is missing" if content is None else "is not as it was written"
                yield Problem("stale-file", path, f"the file {what}; publish writes it anew", level="warning")
