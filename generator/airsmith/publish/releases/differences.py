"""A release against the same version made anew: which bytes would change."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

from ...compare.versions import raised
from .history import step
from .made import SPECS, Made
from .problems import Problem
from .shelf import Published, Shelf
from .sums import SUMS, hashes_of


def differences(made: Made, released: Published, specs: Path, shelf: Shelf) -> tuple[list[Problem], list[str]]:
    """A problem for every file that would differ, and the lines of a unified diff; specs, the cause, come first."""
    new = {path: content for path, content in made.files.items() if path != SUMS}
    old_hashes, new_hashes = released.sums, hashes_of(new)
    paths = sorted(
        (path for path in {*old_hashes, *new_hashes} if old_hashes.get(path) != new_hashes.get(path)),
        key=lambda path: (not path.startswith(f"{SPECS}/"), path),
    )
    if not paths:
        return [], []
    folder = shelf.root / released.record.version
    problems: list[Problem] = []
    lines: list[str] = []
    hint = _hint(released, specs, shelf)
    for path in paths:
        old = (folder / path).read_bytes() if path in old_hashes else b""
        problems.append(_problem(released.record.version, path, old, new.get(path), hint if not problems else ""))
        lines += _unified(f"{released.record.version}/{path}", old, new.get(path, b""))
    return problems, lines


def _problem(version: str, path: str, old: bytes, new: bytes | None, hint: str) -> Problem:
    what = "would go" if new is None else "would change" if old else "would be added"
    message = f"{version} is released, and this file {what}"
    return Problem("released-changed", f"{version}/{path}", message, hint, _first_difference(old, new or b""))


def _hint(released: Published, specs: Path, shelf: Shelf) -> str:
    """The lowest version that can be published instead."""
    bump = step(shelf.root, released, released.record.version, specs).bump
    level = bump.level if bump and bump.level != "none" else "patch"
    highest = max(release.version for release in shelf.releases)
    least = max(raised(released.version, level), raised(highest, "patch"))
    return f"set schemas.version in catalog.yaml to {least} or higher"


def _first_difference(old: bytes, new: bytes) -> int:
    """The line, counted from 1, at which they part."""
    before, after = old.split(b"\n"), new.split(b"\n")
    same = next((number for number, pair in enumerate(zip(before, after)) if pair[0] != pair[1]), None)
    return 1 + (min(len(before), len(after)) - 1 if same is None else same)


def _unified(path: str, old: bytes, new: bytes) -> Iterator[str]:
    before, after = (content.decode("utf-8", "replace").split("\n") for content in (old, new))
    yield from unified_diff(before, after, f"released/{path}", f"now/{path}", lineterm="")
