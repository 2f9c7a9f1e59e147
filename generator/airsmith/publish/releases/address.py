"""Where schemas are served: the base of every ``$id``."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

_SCHEMES: Final = ("http", "https")
_PLAIN: Final = re.compile(r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/\[\]-]|%[0-9A-Fa-f]{2})+")


def base_url(text: str) -> str:
    """The address without a slash at its end.

    Raises ValueError, which says what is wrong, for what cannot be the base of an ``$id``: every engine must
    resolve what stands below it to the same address.
    """
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise ValueError(f"{text} is not a URL: {error}") from None
    if parts.scheme not in _SCHEMES or not host:
        raise ValueError(f"{text} is not absolute; write it like https://example.com/schemas")
    if parts.query or parts.fragment or text.endswith(("?", "#")):
        raise ValueError(f"{text} has a query or a fragment; name the folder alone")
    if parts.username is not None:
        raise ValueError("an address that is published holds no user and no password")
    if not _PLAIN.fullmatch(text):
        raise ValueError(f"{text} holds characters that a URL writes with %, or a host that is not ASCII")
    if any(part in ("", ".", "..") for part in parts.path.rstrip("/").split("/")[1:]):
        raise ValueError(f"{text} holds an empty part, '.' or '..', which engines resolve differently")
    return text.rstrip("/")
