"""``SHA256SUMS``: a line per file, as ``sha256sum -c`` reads it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Final

SUMS: Final = "SHA256SUMS"
_LINE: Final = re.compile(r"([0-9a-f]{64})  (\S.*)")


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def hashes_of(files: Mapping[str, bytes]) -> dict[str, str]:
    return {path: sha256(content) for path, content in files.items()}


def listing(hashes: Mapping[str, str]) -> bytes:
    """The text that lists files by path, from path -> hash."""
    return "".join(f"{found}  {path}\n" for path, found in sorted(hashes.items())).encode()


def read_listing(content: bytes) -> dict[str, str]:
    """Path -> hash. Raises ValueError for what is no list, and for a path that leads out of its folder."""
    found: dict[str, str] = {}
    for line in content.decode().removesuffix("\n").split("\n"):
        match = _LINE.fullmatch(line)
        if match is None or {"", ".", ".."} & set(match[2].split("/")):
            raise ValueError(f"{line[:80]!r} is no line of {SUMS}")
        found[match[2]] = match[1]
    return found
