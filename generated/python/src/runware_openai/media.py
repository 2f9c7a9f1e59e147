"""Media as a request wants them: a reference, or the file itself as a data URI, checked before anything is sent."""

from __future__ import annotations

import base64
import mimetypes
import os
from collections.abc import Mapping, Sequence
from typing import IO, TypeAlias, cast

from ._kinds import kind_of
from ._files import MediaLimits as MediaLimits
from ._files import check

Media: TypeAlias = "str | bytes | bytearray | memoryview | os.PathLike[str] | IO[bytes]"
"""A UUID, URL, data URI or base64 text, sent as it is; or a path, bytes or open file, sent as a data URI."""


def media(value: Media, limits: MediaLimits | None = None, path: str = "") -> str:
    """A media value as it goes on the wire: strings verbatim, everything else as a data URI.

    Raises OSError when a file cannot be read, and ValidationError when it breaks the limits; ``path``
    is the JSON Pointer of the field.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, (bytes, bytearray, memoryview)):
        content, name = bytes(value), ""
    elif isinstance(value, os.PathLike):
        name = os.fspath(value)
        with open(value, "rb") as file:
            content = _read(file, limits)
    else:
        content, name = _read(value, limits), str(getattr(value, "name", ""))
    if limits is not None:
        check(content, limits, path)
    return _data_uri(content, name)


def media_or_none(value: Media | None, limits: MediaLimits | None = None, path: str = "") -> str | None:
    return None if value is None else media(value, limits, path)


def media_list(
    values: Sequence[object] | None, limits: MediaLimits | None = None, path: str = ""
) -> list[object] | None:
    """A list of media values; in items that are mappings every path, bytes or file becomes a data URI."""
    if isinstance(values, (str, bytes, bytearray, memoryview, os.PathLike)):
        raise TypeError("a list of media is wanted; put the value in brackets")
    if values is None:
        return None
    return [_item(value, limits, f"{path}/{index}") for index, value in enumerate(values)]


def _item(value: object, limits: MediaLimits | None, path: str) -> object:
    if isinstance(value, Mapping):
        entries = cast("Mapping[str, object]", value)
        return {key: _item(inner, limits, f"{path}/{key}") for key, inner in entries.items()}
    if isinstance(value, (bytes, bytearray, memoryview, os.PathLike)) or hasattr(value, "read"):
        return media(cast("Media", value), limits, path)
    return value


def _read(file: IO[bytes], limits: MediaLimits | None) -> bytes:
    """The content, and of what is too large anyway one byte more than is allowed."""
    most = limits.size if limits is not None else None
    content = cast("bytes | str", file.read(-1 if most is None else most + 1))
    if not isinstance(content, bytes):
        raise TypeError("the file is open as text; open it in mode 'rb'")
    return content


def _data_uri(content: bytes, name: str) -> str:
    """The bytes as a data URI; the type is read from their first bytes, else from the name."""
    kind = kind_of(content) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"
