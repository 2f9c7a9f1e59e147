"""How free text is written in Markdown so that it stays text, in any dialect that readers of GitHub meet."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import quote

from ..meaning.values import Json, listing
from .code import Code

_MARKS: Final = re.compile(r"[\\`*_\[\]|#&~$@!]|:(?=//)|(?<=www)\.|\A>|\A[-+=](?=\s|\Z|[-+=])")
_NUMBERED: Final = re.compile(r"\A([0-9]+)([.)])(?=\s|\Z)")
_TICKS: Final = re.compile("`+")
_URL: Final = "%/:=&?~#+,;-._@"


def text(words: str) -> Code:
    """Free text on one line; nothing in it is a mark, a tag, an address or a control character.

    >>> print(text("*two* <b>words</b>, see http://x.example"))
    \\*two\\* &lt;b>words&lt;/b>, see http\\://x.example
    """
    escaped = _NUMBERED.sub(r"\1\\\2", _MARKS.sub(r"\\\g<0>", one_line(words)))
    # An entity, since tools that look for tags do not know a backslash.
    return Code(escaped.replace("<", "&lt;"))


def code(words: str) -> Code:
    """A code span; a bar is escaped as a table wants it.

    >>> code("a`b")
    Code('`` a`b ``')
    """
    line = one_line(words).replace("|", "\\|")
    longest = max((len(found) for found in _TICKS.findall(line)), default=0)
    pad = " " if "`" in line else ""
    return Code(f"{'`' * (longest + 1)}{pad}{line}{pad}{'`' * (longest + 1)}") if line else Code("")


def value(found: Json) -> Code:
    """A value as JSON in a code span; what cannot be seen is escaped."""
    return code(visible(json.dumps(found, ensure_ascii=False)))


def link(words: Code, url: str) -> Code:
    """The words, leading to an address if there is one."""
    return Code(f"[{words}]({quote(url, safe=_URL)})") if url else words


def fenced(body: str, language: str) -> Iterator[Code]:
    """The lines of a block that its body cannot end."""
    longest = max((len(found) for found in _TICKS.findall(body)), default=0)
    fence = "`" * max(3, longest + 1)
    yield from (Code(line) for line in (f"{fence}{language}", *body.rstrip("\n").split("\n"), fence))


def row(cells: Iterable[Code]) -> Code:
    """A line of a table."""
    return Code(f"| {' | '.join(cells)} |")


def words(parts: Iterable[Code], last: str = "or") -> Code:
    """``a, b or c``."""
    return Code(listing([str(part) for part in parts], last))


def visible(document: str) -> str:
    """JSON text in which what does not print is escaped; lines end in line feeds.

    >>> visible('"a\u2028b"')
    '"a\\\\u2028b"'
    """
    lines = document.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "  ").split("\n")
    return "\n".join(line if line.isprintable() else "".join(map(_escaped, line)) for line in lines)


def _escaped(char: str) -> str:
    if char.isprintable():
        return char
    return json.dumps(char)[1:-1]


def one_line(words: str) -> str:
    """Free text on one line, without control characters; its marks are still marks."""
    return " ".join("".join(char if char.isprintable() else " " for char in words).split())
