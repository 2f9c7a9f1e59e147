"""What an output folder says of itself: which files airsmith made there, and from which specs."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, cast

from .json_text import json_text

if TYPE_CHECKING:
    from .meaning.values import Json

__all__ = ["MANIFEST", "WORK", "Entry", "is_one", "is_safe", "named_in_pieces", "parse", "read", "render"]

MANIFEST = "MANIFEST.json"
WORK = ".airsmith-work"

_MARK = b'"generator": "airsmith"'
_BEGINNING = b"{\n  " + _MARK
_KEY = re.compile(r'^ {4}"([^"]+)": \{$', re.MULTILINE)
"""The line of a file in the text that `render` makes."""

_RESERVED = {MANIFEST.casefold(), WORK.casefold()}
_STRANGE = frozenset('\\:*?"<>|')
_NO_NAMES = frozenset({"", ".", ".."})


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the manifest: the hash of its content and the specs it came from."""

    sha256: str
    sources: tuple[str, ...]


def render(entries: Mapping[str, Entry]) -> str:
    """Return the text of a manifest."""
    files: dict[str, Json] = {
        path: {"sha256": entry.sha256, "sources": [*sorted(set(entry.sources))]}
        for path, entry in sorted(entries.items())
    }
    return json_text({"generator": "airsmith", "files": files}) + "\n"


def read(path: Path) -> dict[str, Entry]:
    """Read a manifest; one that is missing, broken or a link lists nothing, so nothing is removed on its word."""
    try:
        return parse(path.read_bytes()) if S_ISREG(path.lstat().st_mode) else {}
    except OSError:
        return {}


def parse(content: bytes) -> dict[str, Entry]:
    """Return the usable entries of a manifest's content, none if it is broken."""
    return dict(_parsed(content))


# A run asks five times: three times for what it found, then twice for what it wrote.
@lru_cache(maxsize=1)
def _parsed(content: bytes) -> Mapping[str, Entry]:
    try:
        files = _field(json.loads(content), "files")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(files, dict):
        return {}
    items = cast(dict[str, object], files).items()
    return {path: entry for path, value in items if is_safe(path) and (entry := _entry(value))}


def is_one(content: bytes) -> bool:
    """Whether the content is that of a manifest, broken or not; a beginning of one was cut off in being written."""
    return _MARK in content or _BEGINNING.startswith(content.strip()) or bool(parse(content))


def named_in_pieces(path: Path) -> frozenset[str]:
    """The files that a manifest names which is not JSON any more, as after a merge with conflicts.

    It is believed that they are ours, not what they held: nothing is removed on its word.
    """
    if not path.is_file() or read(path):
        return frozenset()
    return frozenset(_KEY.findall(path.read_text(encoding="utf-8", errors="replace")))


def is_safe(path: str) -> bool:
    """Tell whether a path is relative, stays within its folder, means the same everywhere and is not ours."""
    if not path.isprintable() or not _STRANGE.isdisjoint(path):
        return False
    parts = path.split("/")
    return _NO_NAMES.isdisjoint(parts) and parts[0].casefold() not in _RESERVED


def _entry(value: object) -> Entry | None:
    sha256, sources = _field(value, "sha256"), _field(value, "sources")
    if not isinstance(sha256, str) or not isinstance(sources, list):
        return None
    return Entry(sha256, tuple(str(source) for source in cast(list[object], sources)))


def _field(value: object, name: str) -> object:
    return cast(dict[str, object], value).get(name) if isinstance(value, dict) else None
