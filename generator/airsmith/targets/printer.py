"""A small group-and-indent printer: text comes out in the layout the language's formatter would give it.

A group stands on one line if it fits, else one item per line with a trailing comma; a
chain of operands breaks before its operator. Black and prettier agree with both forms.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias, assert_never


@dataclass(frozen=True)
class Group:
    """``open``, items separated by commas, ``close``; ``trailing`` says whether the last item may have a comma."""

    open: str
    items: tuple[Doc, ...]
    close: str
    trailing: bool = True


@dataclass(frozen=True)
class Chain:
    """Operands joined by one operator. Broken, it needs brackets, which the statement around it gives."""

    operator: str
    items: tuple[Doc, ...]


Doc: TypeAlias = str | Group | Chain


def flat(doc: Doc) -> str:
    """The document on one line."""
    match doc:
        case str():
            return doc
        case Group(opening, items, closing):
            comma = "," if opening == "(" and closing == ")" and len(items) == 1 and doc.trailing else ""
            return opening + ", ".join(map(flat, items)) + comma + closing
        case Chain(operator, items):
            return f" {operator} ".join(map(flat, items))
        case _:
            assert_never(doc)


def lines(doc: Doc, width: int, prefix: str = "", suffix: str = "") -> list[str]:
    """The document as lines, within ``width`` columns where its words allow it."""
    one = prefix + flat(doc) + suffix
    if len(one) <= width or isinstance(doc, str):
        return [one]
    inner: list[str] = []
    match doc:
        case Group(opening, items, closing):
            comma = "," if doc.trailing else ""
            for item in items:
                inner += lines(item, width - 4, suffix=comma)
            return [prefix + opening, *indented(inner), closing + suffix]
        case Chain(operator, items):
            for i, item in enumerate(items):
                inner += lines(item, width - 4, prefix=f"{operator} " if i else "")
            return inner if not prefix and not suffix else [prefix + "(", *indented(inner), ")" + suffix]
        case _:
            assert_never(doc)


def indented(text: Sequence[str]) -> list[str]:
    return ["    " + line if line else line for line in text]


@dataclass
class Block:
    """Statements being written, one indentation deeper inside each ``nest``."""

    width: int
    depth: int = 0
    written: list[str] = field(default_factory=list[str])

    def add(self, doc: Doc, prefix: str = "", suffix: str = "") -> None:
        """One statement."""
        margin = "    " * self.depth
        self.written += [margin + line for line in lines(doc, self.width - len(margin), prefix, suffix)]

    def blank(self) -> None:
        if self.written and self.written[-1]:
            self.written.append("")

    def nest(self) -> Block:
        """A block one level deeper that writes into the same lines."""
        return Block(self.width, self.depth + 1, self.written)

    def __iter__(self) -> Iterator[str]:
        return iter(self.written)
