"""A small group-and-indent printer: text comes out in the layout the language's formatter would give it.

A group stands on one line if it fits, else one item per line with a trailing comma; a
chain of operands breaks before its operator. Black and prettier agree with both forms.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple, TypeAlias, TypeGuard, assert_never
from unicodedata import combining, east_asian_width


# Named tuples, as there are thousands to each model: they are made and hashed several times as fast as dataclasses.
class Group(NamedTuple):
    """``open``, items separated by commas, ``close``.

    ``trailing`` says whether the last item may have a comma, ``forced`` that it never stands
    on one line, ``filled`` that its lines hold as many items as fit, as prettier does with numbers.
    """

    open: str
    items: tuple[Doc, ...]
    close: str
    trailing: bool = True
    forced: bool = False
    filled: bool = False


class Chain(NamedTuple):
    """Operands joined by one operator. Broken, it needs brackets, which the statement around it gives."""

    operator: str
    items: tuple[Doc, ...]


Doc: TypeAlias = str | Group | Chain


class Style(NamedTuple):
    """What differs between formatters: the width of a line and of an indentation, and where operators stand."""

    width: int
    indent: int
    operator_last: bool = False
    tuple_comma: bool = True

    def narrower(self, columns: int) -> Style:
        return Style(self.width - columns, self.indent, self.operator_last, self.tuple_comma)


BLACK = Style(120, 4)
PRETTIER = Style(120, 2, operator_last=True, tuple_comma=False)


def columns(text: str) -> int:
    """The width of a text as both formatters count it: wide characters take two columns, combining ones none.

    >>> columns("size"), columns("\U0001f6b0"), columns("e\u0301")
    (4, 2, 1)
    """
    if text.isascii():
        return len(text)
    return len(text) + sum(map(_extra_columns, text))


@lru_cache(maxsize=1024)
def _extra_columns(char: str) -> int:
    """How much wider than one column a character is."""
    return -1 if combining(char) else 1 if east_asian_width(char) in "WF" else 0


def flat(doc: Doc, style: Style = BLACK) -> str:
    """The document on one line."""
    if isinstance(doc, str):
        return doc
    words = [item if isinstance(item, str) else flat(item, style) for item in doc.items]
    match doc:
        case Group():
            single = style.tuple_comma and (doc.open, doc.close, len(words)) == ("(", ")", 1) and doc.trailing
            return f"{doc.open}{', '.join(words)}{',' if single else ''}{doc.close}"
        case Chain():
            return f" {doc.operator} ".join(words)
        case _:
            assert_never(doc)


def lines(doc: Doc, style: Style = BLACK, prefix: str = "", suffix: str = "") -> list[str]:
    """The document as lines, within the style's width where its words allow it."""
    if isinstance(doc, str):
        return [f"{prefix}{doc}{suffix}"]
    one = prefix + flat(doc, style) + suffix
    if columns(one) <= style.width and not _is_forced(doc):
        return [one]
    match doc:
        case Group():
            return _group_lines(doc, style, prefix, suffix)
        case Chain() if not prefix and not suffix:
            return _chain_lines(doc, style)
        case Chain(_, (first, last)) if not style.operator_last:
            return _pair_lines(doc, first, last, style, prefix, suffix)
        case Chain():
            inner = _chain_lines(doc, style.narrower(style.indent))
            return [prefix + "(", *indented(inner, style), ")" + suffix]
        case _:
            assert_never(doc)


def _is_forced(doc: Doc) -> bool:
    return isinstance(doc, Group) and (
        doc.forced or any(_is_forced(item) for item in doc.items if not isinstance(item, str))
    )


def _group_lines(group: Group, style: Style, prefix: str, suffix: str) -> list[str]:
    if style.operator_last and len(group.items) == 1 and isinstance(group.items[0], Chain):
        return _bracketed_chain(group, group.items[0], style, prefix, suffix)
    if group.filled:
        return [prefix + group.open, *indented(_filled(group.items, style), style), group.close + suffix]
    inner: list[str] = []
    last = len(group.items) - 1
    for i, item in enumerate(group.items):
        comma = "," if group.trailing or i < last else ""
        inner += lines(item, style.narrower(style.indent), suffix=comma)
    return [prefix + group.open, *indented(inner, style), group.close + suffix]


def _filled(items: Sequence[Doc], style: Style) -> list[str]:
    found: list[str] = []
    for item in items:
        text = flat(item, style) + ","
        if found and columns(f"{found[-1]} {text}") <= style.width - style.indent:
            found[-1] += f" {text}"
        else:
            found.append(text)
    return found


def _bracketed_chain(group: Group, chain: Chain, style: Style, prefix: str, suffix: str) -> list[str]:
    """Prettier's form of operands in brackets: those of ``if (`` and ``!(`` stand below it, others beside."""
    if group.open.endswith("!(") or prefix.endswith("if "):
        inner = _chain_lines(chain, style.narrower(style.indent))
        return [prefix + group.open, *indented(inner, style), group.close + suffix]
    # What follows the first operand is indented, but not the further lines of that operand itself.
    first, *rest = _operands(chain, style.narrower(style.indent))
    whole = [
        prefix + group.open + first[0],
        *first[1:],
        *indented([line for operand in rest for line in operand], style),
    ]
    whole[-1] += group.close + suffix
    return whole


def _pair_lines(chain: Chain, first: Doc, last: Doc, style: Style, prefix: str, suffix: str) -> list[str]:
    """Black's form of two operands: it rather breaks inside the brackets of one than adds a pair around both."""
    narrow = style.narrower(style.indent)
    if _is_bracketed(last):
        head = f"{prefix}{flat(first, style)} {chain.operator} {last.open}"
        if columns(head) <= style.width:
            return [head, *indented(lines(last.items[0], narrow), style), last.close + suffix]
    if _is_bracketed(first) and first.open == "(":
        tail = f"{first.close} {chain.operator} {flat(last, style)}{suffix}"
        if columns(tail) <= style.width:
            return [prefix + first.open, *indented(lines(first.items[0], narrow), style), tail]
    return [prefix + "(", *indented(_chain_lines(chain, narrow), style), ")" + suffix]


def _is_bracketed(doc: Doc) -> TypeGuard[Group]:
    return isinstance(doc, Group) and len(doc.items) == 1 and isinstance(doc.items[0], Chain)


def _chain_lines(chain: Chain, style: Style) -> list[str]:
    return [line for operand in _operands(chain, style) for line in operand]


def _operands(chain: Chain, style: Style) -> list[list[str]]:
    """The lines of each operand, with the operator on the side where the style has it."""
    found: list[list[str]] = []
    last = len(chain.items) - 1
    for i, item in enumerate(chain.items):
        before = f"{chain.operator} " if i and not style.operator_last else ""
        after = f" {chain.operator}" if i < last and style.operator_last else ""
        found.append(lines(item, style, prefix=before, suffix=after))
    return found


def indented(text: Sequence[str], style: Style = BLACK) -> list[str]:
    margin = " " * style.indent
    return [margin + line if line else line for line in text]


# Models share most of their fields, so most statements about them come again.
@lru_cache(maxsize=8192)
def _statement(doc: Doc, style: Style, depth: int, prefix: str, suffix: str) -> tuple[str, ...]:
    """The lines of a statement that is so deep inside others."""
    margin = " " * (style.indent * depth)
    return tuple(margin + line for line in lines(doc, style.narrower(len(margin)), prefix, suffix))


@dataclass
class Block:
    """Statements being written, one indentation deeper inside each ``nest``."""

    style: Style = BLACK
    depth: int = 0
    written: list[str] = field(default_factory=list[str])

    def add(self, doc: Doc, prefix: str = "", suffix: str = "") -> None:
        """One statement."""
        if isinstance(doc, str):
            self.written.append(f"{' ' * (self.style.indent * self.depth)}{prefix}{doc}{suffix}")
        else:
            self.written += _statement(doc, self.style, self.depth, prefix, suffix)

    def blank(self) -> None:
        if self.written and self.written[-1] and not self.written[-1].endswith("{"):
            self.written.append("")

    def nest(self) -> Block:
        """A block one level deeper that writes into the same lines."""
        return Block(self.style, self.depth + 1, self.written)

    def __iter__(self) -> Iterator[str]:
        return iter(self.written)


def fits_line(doc: Doc, block: Block, more: int) -> bool:
    """Whether a statement of the block, ``more`` columns longer than the document, stands on one line."""
    margin = block.style.indent * block.depth
    return margin + columns(flat(doc, block.style)) + more <= block.style.width
