"""A plan to disk: all of it, or, if anything goes wrong on the way, nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from ...lock import locked
from .plan import Plan
from .shelf import kind_of

WORK: Final = ".airsmith-work"
_PATIENCE: Final = 60.0


class OutputError(Exception):
    """The folder cannot be written to as asked; nothing was changed."""


def publish(root: Path, decide: Callable[[], Plan]) -> Plan:
    """Decide while no other run can write, and write what was decided. Raises OutputError and OSError.

    A release is moved in whole, before anything refers to it, and each other file is wholly old or wholly new. If the
    process is killed between two of them, the next run writes the rest.
    """
    with _working_folder(root) as stage:
        decided = decide()
        if decided and not decided.refused:
            _write(root, stage, decided)
        return decided


def _write(root: Path, stage: Path, decided: Plan) -> None:
    release = stage / "release"
    if decided.release is not None:
        _fill(release, decided.release)
    lists = decided.lists or {}
    new, old = stage / "new", stage / "old"
    _fill(new, lists)
    _fill(old, {path: (root / path).read_bytes() for path in lists if (root / path).is_file()})
    moved: list[str] = []
    try:
        if decided.release is not None:
            os.rename(release, root / decided.version)
        for path in lists:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            moved.append(path)
            os.replace(new / path, root / path)
    except BaseException:
        _take_back(root, old, moved, decided)
        raise


def _fill(folder: Path, files: Mapping[str, bytes]) -> None:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def _take_back(root: Path, old: Path, moved: list[str], decided: Plan) -> None:
    """Undo the moves, the last one first: nothing may refer to a release that is gone."""
    for path in reversed(moved):
        if (old / path).is_file():
            os.replace(old / path, root / path)
        else:
            (root / path).unlink(missing_ok=True)
            _prune((root / path).parent, root)
    if decided.release is not None and kind_of(root / decided.version):
        shutil.rmtree(root / decided.version)


def _prune(folder: Path, root: Path) -> None:
    with suppress(OSError):
        while folder != root:
            folder.rmdir()
            folder = folder.parent


@contextmanager
def _working_folder(root: Path) -> Generator[Path, None, None]:
    """Hold the folder alone and give an empty one to stage in, on the same file system."""
    made = [folder for folder in (root, *root.parents) if not folder.exists()]
    root.mkdir(parents=True, exist_ok=True)
    work = root / WORK
    if kind_of(work) == "other":
        raise OutputError(f"{work} is a link; remove it")
    try:
        with locked(work / "lock", _PATIENCE):
            stage = work / "stage"
            shutil.rmtree(stage, ignore_errors=True)
            stage.mkdir()
            try:
                yield stage
            finally:
                shutil.rmtree(stage, ignore_errors=True)
    except TimeoutError:
        raise OutputError(f"another run is writing to {root}") from None
    finally:
        for folder in (work, *made):
            with suppress(OSError):
                folder.rmdir()
