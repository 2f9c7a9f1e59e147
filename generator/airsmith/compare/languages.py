"""Patterns compared exactly: the shortest texts for every way in which patterns and words can agree or differ.

All patterns are read side by side, one character at a time. A pattern is followed by its
partial derivatives (Antimirov 1996): what is left to match after a character.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence as Listing
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeAlias, assert_never

from ..meaning.patterns import Chars, Either, Part, Pattern, Repeat, Sequence

MOST_STEPS: Final = 200_000
"""States looked at before the search gives up."""

_STRANGE: Final = "éüñß"
"""Characters no pattern can name, since patterns are ASCII."""

_END: Final = Sequence(())

State: TypeAlias = "tuple[frozenset[Part], ...]"


@dataclass(frozen=True)
class Texts:
    """``complete`` is false where the search gave up."""

    texts: tuple[str, ...]
    complete: bool


class Language:
    """Texts told apart by ``patterns``, ``words`` and the ``lengths`` that matter."""

    def __init__(self, patterns: Listing[Pattern], words: Listing[str], lengths: Listing[int]) -> None:
        self._parts = [pattern.part for pattern in patterns] + [_literal(word) for word in words]
        self._lengths = sorted(set(lengths))
        self._left: dict[tuple[Part, str], frozenset[Part]] = {}

    @cached_property
    def _alphabet(self) -> tuple[str, ...]:
        """One character of each set that all patterns treat alike, and one that none of them names."""
        sets = {chars for part in self._parts for chars in _sets(part)}
        alike: dict[tuple[bool, ...], str] = {}
        for char in sorted(set().union(*sets)):
            alike.setdefault(tuple(char in chars for chars in sets), char)
        named = set().union(*sets)
        return (*alike.values(), *[char for char in _STRANGE if char not in named][:1])

    def texts(self) -> Texts:
        """A shortest text for each combination of matches, at each length that matters."""
        layer: dict[State, str] = {tuple(frozenset((part,)) for part in self._parts): ""}
        found: dict[tuple[tuple[bool, ...], int], str] = {}
        seen: set[State] = set()
        last, length, steps = max(self._lengths, default=0), 0, 0
        while layer:
            for state, text in layer.items():
                matched = tuple(any(map(_nullable, left)) for left in state)
                found.setdefault((matched, self._cell(length)), text)
            after = self._next(layer)
            if length > last:
                # From here on a longer text differs from a shorter one only by what is left to match.
                after = {state: text for state, text in after.items() if state not in seen}
                seen.update(after)
            layer, length, steps = after, length + 1, steps + len(after)
            if steps > MOST_STEPS:
                return Texts(tuple(found.values()), False)
        return Texts(tuple(found.values()), True)

    def _cell(self, length: int) -> int:
        """Lengths that matter stand alone; those between two of them are one."""
        below = sum(1 for mark in self._lengths if mark <= length)
        return 2 * below + (length in self._lengths)

    def _next(self, layer: dict[State, str]) -> dict[State, str]:
        after: dict[State, str] = {}
        for state, text in layer.items():
            for char in self._alphabet:
                left = tuple(frozenset().union(*(self._derive(part, char) for part in parts)) for parts in state)
                after.setdefault(left, text + char)
        return after

    def _derive(self, part: Part, char: str) -> frozenset[Part]:
        key = (part, char)
        if key not in self._left:
            self._left[key] = frozenset(_derive(part, char))
        return self._left[key]


def _literal(word: str) -> Part:
    return Sequence(tuple(Chars(frozenset(char)) for char in word))


def _sets(part: Part) -> Iterable[frozenset[str]]:
    match part:
        case Chars(allowed):
            yield allowed
        case Repeat(inner):
            yield from _sets(inner)
        case Sequence(parts) | Either(parts):
            for inner in parts:
                yield from _sets(inner)
        case _:
            assert_never(part)


def _nullable(part: Part) -> bool:
    """Whether it matches the empty text."""
    match part:
        case Chars():
            return False
        case Repeat(inner, least):
            return least == 0 or _nullable(inner)
        case Sequence(parts):
            return all(map(_nullable, parts))
        case Either(parts):
            return any(map(_nullable, parts))
        case _:
            assert_never(part)


def _derive(part: Part, char: str) -> Iterable[Part]:
    """What may be left to match after the character."""
    match part:
        case Chars(allowed):
            if char in allowed:
                yield _END
        case Either(parts):
            for inner in parts:
                yield from _derive(inner, char)
        case Repeat(inner, least, most):
            if most != 0:
                rest = Repeat(inner, max(least - 1, 0), None if most is None else most - 1)
                yield from (_then(left, (rest,)) for left in _derive(inner, char))
        case Sequence(parts):
            for i, inner in enumerate(parts):
                yield from (_then(left, parts[i + 1 :]) for left in _derive(inner, char))
                if not _nullable(inner):
                    break
        case _:
            assert_never(part)


def _then(first: Part, rest: tuple[Part, ...]) -> Part:
    parts = (first.parts if isinstance(first, Sequence) else (first,)) + rest
    return parts[0] if len(parts) == 1 else Sequence(parts)
