"""Files in an output folder that no run made: nothing is written over them unasked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from .manifest import MANIFEST, parse, read

__all__ = ["CODE", "is_manifest", "named_in_pieces", "refusal"]

CODE: Final = "foreign-file"

MOST_NAMED: Final = 5
"""Files that a refusal names; more are only counted."""

_MARK: Final = b'"generator": "airsmith"'
_BEGINNING: Final = b"{\n  " + _MARK
_KEY: Final = re.compile(r'^ {4}"([^"]+)": \{$', re.MULTILINE)


def is_manifest(content: bytes) -> bool:
    """Whether the content of a manifest's file is one, broken or not; a beginning of one was cut off in being written."""
    return _MARK in content or _BEGINNING.startswith(content.strip()) or bool(parse(content))


def named_in_pieces(out: Path) -> frozenset[str]:
    """The files that a manifest names which is not JSON any more, as after a merge with conflicts.

    It is believed that they are ours, not what they held: nothing is removed on its word.
    """
    path = out / MANIFEST
    if not path.is_file() or read(path):
        return frozenset()
    return frozenset(_KEY.findall(path.read_text(encoding="utf-8", errors="replace")))


def refusal(out: Path, paths: Sequence[str]) -> str:
    """What is said of files that would be written over, and what would pass."""
    named = [f"  {(out / path).as_posix()}" for path in paths[:MOST_NAMED]]
    more = [f"  ... and {len(paths) - MOST_NAMED} more"] if len(paths) > MOST_NAMED else []
    what = "these files were" if len(paths) > 1 else "this file was"
    first = f"{(out / paths[0]).as_posix()}: error[{CODE}]: {what} not made by airsmith and would be written over"
    hint = "  hint: move them away, name another folder with --out, or write over them with --force"
    return "\n".join([first, *(named if len(paths) > 1 else []), *more, hint])
