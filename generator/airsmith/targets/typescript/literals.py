"""How values and free text are written in TypeScript, quoted as prettier would."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from ...meaning.patterns import Pattern
from ...meaning.values import Choice, Scalar
from ..code import Code
from ..comments import wrapped
from ..printer import Doc, Group

_TAG = re.compile(r"(^|[\s{(])@")
"""What would begin a tag in a comment; the `@` of an AIR id or an address does not."""
_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


@lru_cache(maxsize=8192)
def string(text: str) -> str:
    """A string literal in the quotes that need fewer escapes, double ones if equal.

    >>> print(string('say "hi"'), string("plain"))
    'say "hi"' "plain"
    """
    quote = "'" if text.count('"') > text.count("'") else '"'
    if text.isprintable() and quote not in text and "\\" not in text:
        return f"{quote}{text}{quote}"
    return quote + "".join("\\" + quote if char == quote else _character(char) for char in text) + quote


def _character(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if char.isprintable():
        return char
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\u{{{ord(char):x}}}"


def scalar(value: Scalar) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return string(value)
        case _:
            # Python writes 1e-07 for what JavaScript calls 1e-7.
            return repr(value).replace("e-0", "e-")


def choices(values: Sequence[Choice]) -> Group:
    """An array of the values; prettier never puts several sizes on one line."""
    items: tuple[Doc, ...] = tuple(
        Group("[", tuple(map(str, value)), "]") if isinstance(value, tuple) else scalar(value) for value in values
    )
    sizes = len(items) > 1 and isinstance(items[0], Group)
    return Group("[", items, "]", forced=sizes, filled=_are_numbers(values))


def value_set(values: Sequence[Scalar]) -> Group:
    """A set of the values."""
    return Group("new Set<unknown>([", tuple(map(scalar, values)), "])", filled=_are_numbers(values))


def _are_numbers(values: Sequence[Choice]) -> bool:
    return all(isinstance(value, int | float) and not isinstance(value, bool) for value in values)


def literal_type(values: Iterable[Scalar]) -> str:
    """A union of literals."""
    return " | ".join(map(scalar, values))


@lru_cache(maxsize=256)
def regular_expression(pattern: Pattern) -> str:
    """A literal that finds the text which, as a whole, does not match.

    Engines keep the last match, and with it the text; so what is right is not found. A fixed form is written out class
    by class, which V8 matches faster.
    """
    fixed = pattern.fixed
    text = "".join(map(_class, fixed)) if fixed is not None else f"(?:{pattern.text})"
    # Without the flag u V8 is faster, and about ASCII the flag changes nothing.
    flags = "" if fixed is not None and all(char.isascii() for allowed in fixed for char in allowed) else "u"
    return "/^(?!" + re.sub(r"\\.|/", lambda found: "\\/" if found[0] == "/" else found[0], text) + "$)/" + flags


def _class(allowed: frozenset[str]) -> str:
    if len(allowed) == 1:
        return _literal(next(iter(allowed)))
    ranges: list[str] = []
    codes = sorted(map(ord, allowed))
    start = previous = codes[0]
    for code in [*codes[1:], -1]:
        if code != previous + 1:
            ranges.append(_range(start, previous))
            start = code
        previous = code
    return "[" + "".join(ranges) + "]"


def _range(first: int, last: int) -> str:
    low, high = _literal(chr(first), inside=True), _literal(chr(last), inside=True)
    return low if first == last else low + high if last == first + 1 else f"{low}-{high}"


def _literal(char: str, *, inside: bool = False) -> str:
    special = "\\]^-[" if inside else "\\^$.|?*+()[]{}"
    return "\\" + char if char in special else char


def one_line(text: str) -> str:
    """Free text as a comment may show it: one line, no control characters, no end of the comment."""
    printable = text if text.isprintable() else "".join(char if char.isprintable() else " " for char in text)
    return " ".join(printable.split()).replace("*/", "*\u200b/")


def markdown(text: str) -> str:
    """Free text as Markdown shows it: one line, and none of its signs means anything."""
    return re.sub(r"([\\`*_{}\[\]<>|#&$~])", r"\\\1", one_line(text).replace("\u200b", ""))


def doc_comment(paragraphs: Iterable[str], width: int, tag: str = "") -> Code:
    """A JSDoc comment that ends in the tag, if there is one; no text begins a tag."""
    found: list[str] = []
    for paragraph in paragraphs:
        lines = _paragraph(paragraph, width - 3)
        found += ["", *lines] if found and lines else lines
    found += wrapped(tag[:1] + _TAG.sub("\\1\uff20", one_line(tag[1:])), width - 3)
    if len(found) == 1:
        return Code(f"/** {found[0]} */")
    return Code("\n".join(["/**", *((" * " + line).rstrip() for line in found), " */"]))


# Models share most of their fields, so most texts come again.
@lru_cache(maxsize=4096)
def _paragraph(text: str, width: int) -> tuple[str, ...]:
    return wrapped(_TAG.sub("\\1\uff20", one_line(text)), width)
