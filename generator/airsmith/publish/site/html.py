"""Text of a spec as HTML: the one place where it is escaped.

Everything that becomes `Code` for a page is made here or of what was made here, and holds nothing that a browser would
read as markup: in an element as in a quoted attribute.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlencode

from ...targets.code import Code

_KEPT: Final = "\n\t"
_STRANGE: Final = "\ufffd"
_WEB: Final = ("https://", "http://")
_IN_SCRIPTS: Final = {ord(char): f"\\u{ord(char):04x}" for char in "<>&'\u2028\u2029"}


def words(text: str) -> Code:
    """Prose on one line."""
    return Code(_escaped(" ".join(text.split())))


def block(text: str) -> Code:
    """Text whose line feeds and blanks count: what stands in ``<pre>``, where quotes mean nothing."""
    return Code(html.escape(_visible(text), quote=False))


def sentence(text: str) -> Code:
    """Prose that begins with a capital and ends with a full stop; nothing for nothing."""
    text = " ".join(text.split())
    end = "" if text.endswith((".", "!", "?")) or not text else "."
    return Code(_escaped(text[:1].upper() + text[1:] + end))


def url(address: str) -> Code:
    """The address of a page on the web; any other becomes the top of this page, which does nothing."""
    return Code(_escaped(address) if address.lower().startswith(_WEB) else "#")


def anchor(name: str) -> Code:
    """The name of a place within a page: what is no letter, digit, dot or hyphen becomes a hyphen."""
    return Code("".join(char if char.isascii() and (char.isalnum() or char in ".-") else "-" for char in name))


def joined(parts: Iterable[Code], separator: str = ", ") -> Code:
    """Finished words in a row; the separator is ours."""
    return Code(separator.join(map(str, parts)))


def data(value: object) -> Code:
    """JSON as it may stand in a script, or in an element ``<script type="application/json">``: none of it ends either."""
    return Code(json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_IN_SCRIPTS))


def example_link(air: str, number: int, model: str = "") -> Code:
    """The fragment that opens the numbered example of a model in the playground, put to another model if one is named."""
    asked = {"example": f"{air}/{number}"} | ({"model": model} if model else {})
    return Code(_escaped(urlencode(asked, safe=":@/")))


def _escaped(text: str) -> str:
    return html.escape(_visible(text)).replace("&quot;", "&#34;").replace("&#x27;", "&#39;")


def _visible(text: str) -> str:
    """Characters that are not printed, such as those that turn the direction of text around, are shown as such."""
    return "".join(char if char.isprintable() or char in _KEPT else _STRANGE for char in text)
