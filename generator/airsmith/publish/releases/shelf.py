"""What is published already, read from the disk and held against its own sums."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Final

from ...compare.versions import Version, parse
from .problems import Problem
from .record import RECORD, Record
from .sums import SUMS, read_listing, sha256

RESTORE: Final = "bring the folder back from a copy; a release never changes, and is never taken back"
_MOST_NAMED: Final = 5


@dataclass(frozen=True)
class Published:
    """A release on disk. ``digest`` is the hash of its sums, and so of everything in it."""

    version: Version
    record: Record
    sums: Mapping[str, str]
    digest: str


@dataclass(frozen=True)
class Shelf:
    """All releases below ``root``, from the lowest version on, and what is wrong with them."""

    root: Path
    releases: tuple[Published, ...]
    problems: tuple[Problem, ...]

    @classmethod
    def of(cls, root: Path) -> Shelf:
        """Raises OSError for what cannot be read."""
        names = sorted(filter(_is_version, _names(root)), key=parse)
        recorded = _recorded(root)
        read = [_published(root, name, recorded.get(name)) for name in names]
        problems = [problem for _, found in read for problem in found]
        problems += [_gone(version) for version in sorted(recorded.keys() - {*names})]
        return cls(root, tuple(one for one, _ in read if one is not None), tuple(problems))

    def release(self, version: str) -> Published | None:
        return next((one for one in self.releases if one.record.version == version), None)


def _names(root: Path) -> list[str]:
    return [path.name for path in root.iterdir()] if root.is_dir() else []


def _is_version(name: str) -> bool:
    try:
        return bool(parse(name))
    except ValueError:
        return False


def _published(root: Path, name: str, digest: str | None) -> tuple[Published | None, list[Problem]]:
    """A release and what is to be said of it; None where its bytes are not those that were published."""
    folder = root / name
    try:
        _refuse_links(folder)
        listed = (folder / SUMS).read_bytes()
        if digest is not None and sha256(listed) != digest:
            raise ValueError(f"its {SUMS} is not the one that was published")
        sums = read_listing(listed)
        problems = [*_damage(folder, sums)]
        if any(problem.level == "error" for problem in problems):
            return None, problems
        record = Record.of_json(json.loads((folder / RECORD).read_bytes()))
    except _Link as link:
        return None, [Problem("link", f"{name}{link}", "a link stands where a release keeps its files", RESTORE)]
    except (FileNotFoundError, NotADirectoryError):
        return None, [Problem("release-damaged", name, f"it has no {SUMS} or no {RECORD}", RESTORE)]
    except ValueError as error:
        return None, [Problem("release-damaged", name, f"it cannot be read: {error}", RESTORE)]
    if record.version != name:
        return None, [Problem("release-damaged", name, f"it is the release {record.version}, renamed", RESTORE)]
    return Published(parse(name), record, sums, sha256(listed)), problems


class _Link(Exception):
    """The path of a link below the folder of a release."""


def _refuse_links(folder: Path) -> None:
    if folder.is_symlink():
        raise _Link
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            raise _Link(f"/{path.relative_to(folder).as_posix()}")


def _damage(folder: Path, sums: Mapping[str, str]) -> Iterator[Problem]:
    """What the sums list and is not so; and, as a warning, what they do not list."""
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {SUMS}
    missing = sorted(set(sums) - there)
    changed = [path for path in sorted(there & set(sums)) if sha256((folder / path).read_bytes()) != sums[path]]
    for words, paths in (("missing", missing), ("changed", changed)):
        if paths:
            yield Problem("release-damaged", folder.name, f"{words}: {_some(paths)}", RESTORE)
    for path in sorted(there - set(sums)):
        message = f"{SUMS} does not list it: it is no part of the release"
        yield Problem("unlisted-file", f"{folder.name}/{path}", message, level="warning")


def _some(paths: list[str]) -> str:
    rest = len(paths) - _MOST_NAMED
    return ", ".join(paths[:_MOST_NAMED]) + (f" and {rest} more" if rest > 0 else "")


def _gone(version: str) -> Problem:
    return Problem("release-gone", version, "it was published, and there is no such folder", RESTORE)


def _recorded(root: Path) -> dict[str, str]:
    """Version -> hash of its sums, as they were when a release was last added; none where the list is lost."""
    try:
        listed = read_listing((root / SUMS).read_bytes())
    except (OSError, ValueError):
        return {}
    found = {path.removesuffix(f"/{SUMS}"): digest for path, digest in listed.items() if path.endswith(f"/{SUMS}")}
    return {version: digest for version, digest in found.items() if _is_version(version)}


def kind_of(path: Path) -> str:
    """What is at a path, links not followed: ``file``, ``folder``, ``other``, or nothing for nothing."""
    try:
        mode = path.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return ""
    return "file" if S_ISREG(mode) else "folder" if S_ISDIR(mode) else "other"
