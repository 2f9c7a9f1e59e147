"""A docs page as it came, and which of the known formats it has."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Final

from ..diagnostics import one_line
from ..meaning.values import Json

LARGEST: Final = 8_000_000
"""More bytes than this are no page; the largest one known has a hundredth of it."""

_FRONT: Final = re.compile(r"---[ \t]*\n(.*?\n)---[ \t]*(?:\n|\Z)", re.DOTALL)
_ENTRY: Final = re.compile(r"([a-z_]+):[ \t]*(.*)")
_AIR_LINE: Final = re.compile(r"^\W*(?:Models? )?AIR(?: IDs?)?s?\W*:+\W*[a-z0-9]", re.IGNORECASE | re.MULTILINE)
_MODEL_PAGE: Final = re.compile(
    r"^\s*[-*+] +\*\*ID\*\*:+ *`|^#+ +(?:Request Parameters|Compatibility & Validation)\s*$", re.MULTILINE
)
_MARKDOWN: Final = re.compile(r"^#{1,6} +\S|^(?:```|~~~)|\*\*[^*\n]+\*\*:|^[-*+] +\S|^[^\n]+\n(?:=+|-+)$", re.MULTILINE)
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


class UnreadablePage(Exception):
    """The text is no docs page of a known format; the message says why."""


class Format(Enum):
    """The ways a page is written."""

    PROVIDER = "provider page"
    SAVED = "provider page saved as text"
    MODEL = "model page"
    OPENAPI = "OpenAPI document"
    SCHEMA = "request schema"


@dataclass(frozen=True)
class Page:
    """``name`` is what messages call it, a path or a URL; ``text`` has line feeds only."""

    name: str
    text: str
    sha256: str

    @classmethod
    def of(cls, name: str, content: bytes) -> Page:
        """Raises UnreadablePage for what is no text."""
        if len(content) > LARGEST:
            raise UnreadablePage(f"{name} has {len(content)} bytes; a page has at most {LARGEST}")
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise UnreadablePage(f"{name} is not UTF-8 text: byte {error.start} begins no character") from None
        if "\0" in text:
            raise UnreadablePage(f"{name} is not text: it holds a NUL")
        lines = text.replace("\r\n", "\n").replace("\r", "\n")
        return cls(name, lines, hashlib.sha256(content).hexdigest())

    @cached_property
    def lines(self) -> tuple[str, ...]:
        return tuple(self.text.split("\n"))

    @cached_property
    def front(self) -> dict[str, str]:
        """The entries of the front matter, as text; none where there is none."""
        match = _FRONT.match(self.text)
        entries = (_ENTRY.fullmatch(line.strip()) for line in (match[1] if match else "").split("\n"))
        return {entry[1]: entry[2].strip("\"' ") for entry in entries if entry}

    @property
    def front_lines(self) -> int:
        """How many lines the front matter takes."""
        match = _FRONT.match(self.text)
        return match[0].count("\n") if match else 0

    @property
    def url(self) -> str:
        """Where the page says it stands, else where it was fetched from; empty for a file that does not say."""
        stated = self.front.get("source_url") or self.front.get("url") or ""
        return stated or (self.name if self.name.startswith(("http://", "https://")) else "")

    @property
    def fetched(self) -> str:
        """The day the page was saved, as YYYY-MM-DD, where it says so."""
        match = _DAY.match(self.front.get("fetched_at", ""))
        return match[0] if match else ""


def recognise(page: Page) -> Format:
    """The format of a page, by what is in it. Raises UnreadablePage with what is missing."""
    text = page.text.lstrip()
    if not text:
        raise UnreadablePage(f"{page.name} is empty")
    if re.match(r"\{|\[\s*[\[{\"\]]", text):
        return _machine_format(page)
    if re.match(r"<(?:!doctype|html|head|body|\?xml)", text, re.IGNORECASE):
        raise UnreadablePage(f"{page.name} is HTML; save the page as Markdown or as text, or name its .md address")
    if _MODEL_PAGE.search(page.text):
        return Format.MODEL
    if _AIR_LINE.search(page.text.replace("**", "")):
        return Format.PROVIDER if _MARKDOWN.search(page.text) else Format.SAVED
    raise UnreadablePage(f"{page.name} names no model: no line begins with `Model AIR ID`, and no `ID` is listed")


def parsed(page: Page) -> dict[str, Json]:
    """The JSON object of a machine format. Raises UnreadablePage."""
    try:
        document: Json = json.loads(page.text)
    except json.JSONDecodeError as error:
        message = f"{page.name}:{error.lineno}:{error.colno}: not JSON: {error.msg}"
        raise UnreadablePage(message) from None
    except (ValueError, RecursionError):
        raise UnreadablePage(f"{page.name} is not JSON that can be read: it nests too deep, or a number is too long")
    if not isinstance(document, dict):
        raise UnreadablePage(f"{page.name} is JSON, but not an object")
    return document


def _machine_format(page: Page) -> Format:
    document = parsed(page)
    if "openapi" in document:
        return Format.OPENAPI
    if isinstance(document.get("requestSchema"), dict) or isinstance(document.get("properties"), dict):
        return Format.SCHEMA
    keys = one_line(", ".join(list(document)[:5]))
    raise UnreadablePage(f"{page.name} is JSON, but neither OpenAPI nor a request schema; its keys: {keys or 'none'}")
