"""The schemas beside the specs, by which editors complete and check them: made from the kinds, like the checks."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from .load.editor_schema import editor_schema
from .load.layout import FILE_KINDS, FileKind


def outdated(specs: Path) -> Iterator[tuple[str, str]]:
    """Name and text of every schema that is missing beside the specs or says something else."""
    for kind in FILE_KINDS:
        name, text = f"{kind}.schema.json", _text(kind)
        path = specs / name
        if not path.is_file() or path.read_bytes() != text.encode():
            yield name, text


# A run asks what would change, and then changes it.
@cache
def _text(kind: FileKind) -> str:
    return json.dumps(editor_schema(kind), indent=2, ensure_ascii=False) + "\n"


def refresh(specs: Path) -> tuple[str, ...]:
    """Write what is outdated, each file wholly or not at all. Raises OSError."""
    found = tuple(outdated(specs))
    for name, text in found:
        _replace(specs / name, text.encode())
    return tuple(name for name, _ in found)


def _replace(path: Path, content: bytes) -> None:
    handle, staged = tempfile.mkstemp(dir=path.parent, prefix=".airsmith-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(staged, 0o644)
        os.replace(staged, path)
    except BaseException:
        os.unlink(staged)
        raise
