"""Media as a request wants them: a reference, or the file itself as a data URI."""

from __future__ import annotations

import base64
import mimetypes
import os
from collections.abc import Mapping, Sequence
from typing import IO, TypeAlias, cast

Media: TypeAlias = "str | bytes | bytearray | memoryview | os.PathLike[str] | IO[bytes]"
"""A UUID, URL, data URI or base64 text, sent as it is; or a path, bytes or open file, sent as a data URI."""

_SIGNATURES: tuple[tuple[bytes, int, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", 0, "image/png"),
    (b"\xff\xd8\xff", 0, "image/jpeg"),
    (b"WEBP", 8, "image/webp"),
    (b"GIF8", 0, "image/gif"),
    (b"BM", 0, "image/bmp"),
    (b"ftyp", 4, "video/mp4"),
    (b"\x1aE\xdf\xa3", 0, "video/webm"),
)


def media(value: Media) -> str:
    """A media value as it goes on the wire: strings verbatim, everything else as a data URI.

    Raises OSError when a file cannot be read.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, (bytes, bytearray, memoryview)):
        return _data_uri(bytes(value), "")
    if isinstance(value, os.PathLike):
        with open(value, "rb") as file:
            return _data_uri(file.read(), os.fspath(value))
    content = cast("bytes | str", value.read())
    if not isinstance(content, bytes):
        raise TypeError("the file is open as text; open it in mode 'rb'")
    return _data_uri(content, str(getattr(value, "name", "")))


def media_or_none(value: Media | None) -> str | None:
    return None if value is None else media(value)


def media_list(values: Sequence[object] | None) -> list[object] | None:
    """A list of media values; in items that are mappings every path, bytes or file becomes a data URI."""
    if isinstance(values, (str, bytes, bytearray, memoryview, os.PathLike)):
        raise TypeError("a list of media is wanted; put the value in brackets")
    return None if values is None else [_item(value) for value in values]


def _item(value: object) -> object:
    if isinstance(value, Mapping):
        entries = cast("Mapping[str, object]", value)
        return {key: _item(inner) for key, inner in entries.items()}
    if isinstance(value, (bytes, bytearray, memoryview, os.PathLike)) or hasattr(value, "read"):
        return media(cast("Media", value))
    return value


def _data_uri(content: bytes, name: str) -> str:
    """The bytes as a data URI; the type is read from their first bytes, else from the name."""
    kind = next((kind for mark, at, kind in _SIGNATURES if content[at : at + len(mark)] == mark), None)
    kind = kind or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"
