"""How values and free text are written in Python, quoted as black would."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from ...meaning.values import Choice, Scalar
from ..code import Code
from ..comments import wrapped
from ..printer import Group

_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


@lru_cache(maxsize=8192)
def string(text: str) -> str:
    """A string literal in the quotes that need fewer escapes, double ones if equal.

    >>> print(string('say "hi"'), string("plain"), string("it's"))
    'say "hi"' "plain" "it's"
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
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def scalar(value: Scalar) -> str:
    match value:
        case bool():
            return str(value)
        case str():
            return string(value)
        case _:
            return repr(value)


def choice(value: Choice) -> str:
    if isinstance(value, tuple):
        return "(" + ", ".join(map(str, value)) + ")"
    return scalar(value)


def choices(values: Sequence[Choice]) -> Group:
    """A tuple of the values."""
    return Group("(", tuple(map(choice, values)), ")")


def literal_type(values: Iterable[Scalar]) -> Group:
    """``Literal[...]``."""
    return Group("Literal[", tuple(map(scalar, values)), "]")


def one_line(text: str) -> str:
    """Free text as a comment may show it: one line, no control characters."""
    printable = text if text.isprintable() else "".join(char if char.isprintable() else " " for char in text)
    return " ".join(printable.split())


def docstring(paragraphs: Iterable[str], width: int) -> list[str]:
    """The lines between the quotes of a docstring, wrapped; they cannot end it."""
    found: list[str] = []
    for paragraph in paragraphs:
        lines = _paragraph(paragraph, width)
        found += ["", *lines] if found and lines else lines
    if found and found[-1].endswith('"'):
        found[-1] += "."
    return found


# Models share most of their fields, so most texts come again.
@lru_cache(maxsize=4096)
def _paragraph(text: str, width: int) -> tuple[str, ...]:
    return wrapped(one_line(text).replace("\\", "\\\\").replace('"""', '\\"\\"\\"'), width)


def quoted(lines: Sequence[str]) -> Code:
    """A docstring with its quotes, of lines made by ``docstring``; black wants no quote to follow the first three."""
    if lines and lines[0].startswith('"'):
        lines = [" " + lines[0], *lines[1:]]
    if len(lines) == 1:
        return Code(f'"""{lines[0]}"""')
    return Code("\n".join(['"""' + lines[0], *lines[1:], '"""']))


def assigned(name: str, literal: str, width: int) -> str:
    """``name = literal``, in brackets where that is what makes it fit."""
    line = f"{name} = {literal}"
    return f"{name} = (\n    {literal}\n)" if len(line) > width >= len(literal) + 4 else line
