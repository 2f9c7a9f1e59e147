"""An output folder before and after a run, and what must hold of it at any moment."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from airsmith.files import File
from airsmith.manifest import MANIFEST, WORK

OLD = {"a.txt": "old a\n", "b/kept.txt": "kept\n", "b/c/gone.txt": "gone\n"}
NEW = {"a.txt": "new a\n", "b/kept.txt": "kept\n", "d/added.txt": "added\n"}


def files(texts: dict[str, str]) -> Iterator[File]:
    return (File(path, text, ("specs/x.yaml",)) for path, text in texts.items())


def tree(out: Path) -> dict[str, str]:
    """Read everything below a folder, except the manifest."""
    found = (path for path in out.rglob("*") if path.is_file() or path.is_symlink())
    return {path.relative_to(out).as_posix(): path.read_text() for path in found if path.name != MANIFEST}


def listed(out: Path) -> dict[str, dict[str, object]]:
    entries: dict[str, dict[str, object]] = json.loads((out / MANIFEST).read_text())["files"]
    return entries


def assert_whole(out: Path) -> None:
    """Every file is wholly old or wholly new, and the manifest too."""
    for path, text in tree(out).items():
        if not path.startswith(WORK):
            assert text in (OLD.get(path), NEW.get(path)), path
    assert json.loads((out / MANIFEST).read_text())["generator"] == "airsmith"


def assert_done(out: Path, texts: dict[str, str]) -> None:
    assert tree(out) == texts
    assert not (out / WORK).exists()
    assert not [path for path in out.rglob("*") if path.is_dir() and not any(path.iterdir())]
