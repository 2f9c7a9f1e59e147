"""Keeping what is written apart from what is read: the next run would take it for specs or templates."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Final

from .. import resources
from .common import Refused

CODE: Final = "out-among-inputs"


def keep_apart(out: Path, specs: Path, templates: Path | None, names: Callable[[], Collection[str]]) -> None:
    """Refuse an output folder that is, or is in, a folder of inputs, and one whose files would land in such a folder.

    ``names`` gives the first folder (or file) of each path that is to be written; it is asked only where the output
    folder holds inputs, as the root of a project does.
    """
    inputs = [(specs, "specs"), (resources.templates(), "templates")]
    if templates is not None:
        inputs.append((templates, "templates"))
    place = out.resolve()
    for folder, what in inputs:
        read = folder.resolve()
        if place.is_relative_to(read):
            where = "is the folder" if place == read else "is in the folder"
            raise _refused(out, f"{out} {where} of the {what}, which is read as a whole")
        if read.is_relative_to(place) and read.relative_to(place).parts[0] in names():
            raise _refused(out, f"files would be written into the folder of the {what}, {folder}")


def _refused(out: Path, words: str) -> Refused:
    return Refused(f"{out.as_posix()}: error[{CODE}]: {words}\n  hint: name another folder with --out")
