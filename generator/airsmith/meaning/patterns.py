"""The patterns a spec may use: the part of regular expressions that every engine reads alike.

Literals, escaped punctuation, ASCII classes, ``(?:...)`` groups, ``|`` and the counts
``? * + {n} {n,m}``. No ``.``, no anchors, no ``\\d \\w \\s \\b``, no look-around, no
back-references: Python, JavaScript and the engines of schema validators differ there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

_SPECIAL: Final = frozenset("^$.|?*+()[]{}\\")
_ESCAPABLE: Final = _SPECIAL | {"/"}
_SET_OPERATORS: Final = ("&&", "||", "~~", "--")
"""What some engines read as an operation on two classes."""
MAX_DEPTH: Final = 32
MAX_WIDTH: Final = 4096


class BadPattern(ValueError):
    """The pattern is outside the language; the message says where and what would do."""


@dataclass(frozen=True)
class Chars:
    """One character out of a set."""

    allowed: frozenset[str]


@dataclass(frozen=True)
class Repeat:
    part: Part
    least: int
    most: int | None


@dataclass(frozen=True)
class Sequence:
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Either:
    parts: tuple[Part, ...]


Part: TypeAlias = Chars | Repeat | Sequence | Either


@dataclass(frozen=True)
class Pattern:
    """A pattern that matches a whole value. ``text`` is the source, without anchors."""

    text: str
    part: Part

    @property
    def width(self) -> tuple[int, int | None]:
        """The least and the greatest number of code points it can match; None is unbounded."""
        return _width(self.part)

    @property
    def fixed(self) -> tuple[frozenset[str], ...] | None:
        """One set of characters per position, when every match has the same shape; else None."""
        return _positions(self.part)


def parse(text: str) -> Pattern:
    """Read a pattern. Raises BadPattern."""
    reader = _Reader(text)
    part = reader.either()
    if reader.at < len(text):
        raise BadPattern(f"{text[reader.at]} at position {reader.at + 1} closes nothing")
    if _width(part)[0] > MAX_WIDTH:
        raise BadPattern(f"a text of more than {MAX_WIDTH} characters is asked for")
    return Pattern(text, part)


def _width(part: Part) -> tuple[int, int | None]:
    match part:
        case Chars():
            return 1, 1
        case Repeat(inner, least, most):
            low, high = _width(inner)
            return low * least, None if most is None or high is None else high * most
        case Sequence(parts):
            widths = [_width(inner) for inner in parts]
            highs = [high for _, high in widths if high is not None]
            return sum(low for low, _ in widths), sum(highs) if len(highs) == len(widths) else None
        case Either(parts):
            widths = [_width(inner) for inner in parts]
            highs = [high for _, high in widths if high is not None]
            return min(low for low, _ in widths), max(highs) if len(highs) == len(widths) else None


def _positions(part: Part) -> tuple[frozenset[str], ...] | None:
    match part:
        case Chars(allowed):
            return (allowed,)
        case Repeat(inner, least, most):
            positions = _positions(inner)
            return positions * least if positions is not None and least == most else None
        case Sequence(parts):
            found: tuple[frozenset[str], ...] = ()
            for inner in parts:
                positions = _positions(inner)
                if positions is None:
                    return None
                found += positions
            return found
        case Either():
            return None


def _refusal(char: str, position: int) -> str:
    if not " " <= char <= "~":
        return f"the character at position {position} is not printable ASCII"
    if char in "^$":
        return f"{char} at position {position} is not needed: patterns match the whole value"
    if char == ".":
        return f". at position {position} leaves out other characters in every engine; write a class, or \\. for a dot"
    return f"{char} at position {position} must be written \\{char}"


class _Reader:
    """A recursive descent over the text; ``at`` is the next position to read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.depth = 0

    def peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def take(self) -> str:
        char = self.peek()
        if not char:
            raise BadPattern("the pattern ends too early")
        self.at += 1
        return char

    def expect(self, char: str) -> None:
        if self.peek() != char:
            raise BadPattern(f"{char} is missing at position {self.at + 1}")
        self.at += 1

    def either(self) -> Part:
        branches = [self.sequence()]
        while self.peek() == "|":
            self.at += 1
            branches.append(self.sequence())
        return branches[0] if len(branches) == 1 else Either(tuple(branches))

    def sequence(self) -> Part:
        parts: list[Part] = []
        while self.peek() not in ("", "|", ")"):
            parts.append(self.counted(self.atom()))
        return parts[0] if len(parts) == 1 else Sequence(tuple(parts))

    def atom(self) -> Part:
        char = self.take()
        if char == "(":
            if self.text[self.at : self.at + 2] != "?:":
                raise BadPattern(f"a group at position {self.at} must be written (?:...)")
            self.at += 2
            return self.group()
        if char == "[":
            return self.char_class()
        if char == "\\":
            return Chars(frozenset(self.escaped(_ESCAPABLE)))
        if char in _SPECIAL or not " " <= char <= "~":
            raise BadPattern(_refusal(char, self.at))
        return Chars(frozenset(char))

    def group(self) -> Part:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise BadPattern(f"groups nest deeper than {MAX_DEPTH} levels")
        part = self.either()
        self.expect(")")
        self.depth -= 1
        return part

    def escaped(self, escapable: frozenset[str]) -> str:
        char = self.take()
        if char in escapable:
            return char
        if char.isalnum():
            raise BadPattern(f"\\{char} means different things in different engines; write a class such as [0-9]")
        raise BadPattern(f"{char} at position {self.at} takes no backslash")

    def char_class(self) -> Part:
        if self.peek() == "^":
            raise BadPattern("a negated class is not allowed; list what may stand there")
        allowed: set[str] = set()
        while self.peek() != "]":
            if self.text[self.at : self.at + 2] in _SET_OPERATORS:
                raise BadPattern(f"{self.text[self.at : self.at + 2]} in a class is an operator to some engines")
            first = self.class_char()
            last = first
            if self.peek() == "-" and self.text[self.at + 1 : self.at + 2] != "]":
                self.at += 1
                last = self.class_char()
            if last < first:
                raise BadPattern(f"the range {first}-{last} is empty")
            allowed.update(map(chr, range(ord(first), ord(last) + 1)))
        self.at += 1
        if not allowed:
            raise BadPattern("an empty class matches nothing")
        return Chars(frozenset(allowed))

    def class_char(self) -> str:
        char = self.take()
        if char == "\\":
            return self.escaped(_ESCAPABLE | {"-"})
        if char == "[" or not " " <= char <= "~":
            raise BadPattern(_refusal(char, self.at))
        return char

    def counted(self, part: Part) -> Part:
        char = self.peek()
        simple = {"?": (0, 1), "*": (0, None), "+": (1, None)}
        if char in simple:
            self.at += 1
            return self.once(part, *simple[char])
        if char != "{":
            return part
        self.at += 1
        least = self.number()
        most: int | None = least
        if self.peek() == ",":
            self.at += 1
            most = None if self.peek() == "}" else self.number()
        self.expect("}")
        if most is not None and most < least:
            raise BadPattern(f"the count {{{least},{most}}} is empty")
        return self.once(part, least, most)

    def once(self, part: Part, least: int, most: int | None) -> Part:
        if self.peek() in ("?", "*", "+", "{"):
            raise BadPattern(f"two counts in a row at position {self.at + 1}")
        return Repeat(part, least, most)

    def number(self) -> int:
        digits = ""
        while "0" <= self.peek() <= "9":
            digits += self.take()
        if not digits or len(digits) > 4:
            raise BadPattern(f"a count of 1 to 4 digits is needed at position {self.at + 1}")
        return int(digits)
