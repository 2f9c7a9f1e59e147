"""Two versions of specs that differ by edits of text, and what is said about them."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from airsmith.compare.catalogs import Side, compare
from airsmith.compare.changes import Change
from airsmith.load.folder import SpecFolder
from airsmith.model.specs import Specs

from support import ROOT

BASE = ROOT / "tests" / "compare" / "base"
BRUSH = "acme/brush.yaml"
PENCIL = "acme/pencil.yaml"
TASK = "tasks/paint.yaml"


@dataclass(frozen=True)
class Edit:
    """Replace a text that stands in a file once; without a text to replace, write the file; without both, remove it."""

    file: str
    old: str = ""
    new: str = ""


def edited(base: Path, folder: Path, edits: tuple[Edit, ...]) -> Path:
    """A copy of a folder of specs with the edits made, or the folder itself."""
    if folder != base:
        shutil.copytree(base, folder, dirs_exist_ok=True)
    for edit in edits:
        path = folder / edit.file
        if not edit.old and not edit.new:
            path.unlink()
        elif not edit.old:
            path.write_text(edit.new, encoding="utf-8")
        else:
            text = path.read_text(encoding="utf-8")
            assert text.count(edit.old) == 1, f"{edit.old!r} stands {text.count(edit.old)} times in {edit.file}"
            path.write_text(text.replace(edit.old, edit.new), encoding="utf-8")
    return folder


def side(folder: Path, called: str) -> Side:
    return Side.of(called, Specs(SpecFolder(folder, called)))


@cache
def compared(
    old: tuple[Edit, ...], new: tuple[Edit, ...], *, base: Path = BASE, on: date | None = None
) -> tuple[Change, ...]:
    """Every change of the specs between two edited copies of a folder."""
    with tempfile.TemporaryDirectory() as scratch:
        folders = [edited(base, Path(scratch) / name, edits) for name, edits in (("old", old), ("new", new))]
        return tuple(compare(side(folders[0], "old"), side(folders[1], "new"), on))
