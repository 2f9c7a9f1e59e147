"""Markdown as blocks: CommonMark with tables by markdown-it, and definition lists, which that does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from .blocks import Block, Break, Bullets, Definition, Fence, Heading, Item, Paragraph, Table

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

DEEPEST: Final = 20
"""Definitions nest less deep than this; below, their lines are read as ordinary text."""

_DEFINITION: Final = re.compile(r":[ \t]+\S")
_LABEL: Final = re.compile(r"[A-Z][A-Za-z &/-]{2,40}:")
_ANCHOR: Final = re.compile(r"#(\S+)\Z")


def blocks(lines: Sequence[str], first: int = 1, depth: int = 0) -> Iterator[Block]:
    """The blocks of some lines, the first of which has the number ``first``."""
    start = position = 0
    while position < len(lines):
        body = _definition_end(lines, position) if depth < DEEPEST else None
        if body is None:
            position += 1
            continue
        yield from _plain_blocks(lines[start:position], first + start)
        yield _definition(lines, position, body, first, depth)
        start = position = body
    yield from _plain_blocks(lines[start:], first + start)


def _definition_end(lines: Sequence[str], position: int) -> int | None:
    """Where the definition ends whose term stands at ``position``; None where no definition begins there."""
    if position + 1 >= len(lines) or not lines[position].strip() or not _DEFINITION.match(lines[position + 1]):
        return None
    end = position + 2
    for number in range(position + 2, len(lines)):
        if lines[number].startswith(("    ", "\t")):
            end = number + 1
        elif lines[number].strip():
            break
    return end


def _definition(lines: Sequence[str], position: int, end: int, first: int, depth: int) -> Definition:
    opening = re.sub(r"\A:[ \t]+", "", lines[position + 1])
    body = [opening, *(line[4:] if line.startswith("    ") else line.strip() for line in lines[position + 2 : end])]
    term = inline(lines[position])
    return Definition(term, first + position, tuple(blocks(body, first + position + 1, depth + 1)))


def _plain_blocks(lines: Sequence[str], first: int) -> Iterator[Block]:
    from markdown_it import MarkdownIt

    if not any(line.strip() for line in lines):
        return
    parser: MarkdownIt = MarkdownIt("commonmark").enable("table")
    yield from _Walk(parser.parse("\n".join(lines)), first).blocks()


def inline(text: str) -> str:
    """One line of Markdown as plain text."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").parseInline(text.strip())
    return _words(tokens[0].children or []) if tokens else ""


def _words(tokens: Sequence[Token]) -> str:
    parts: list[str] = []
    for token in tokens:
        match token.type:
            case "code_inline":
                parts.append(f"`{token.content}`")
            case "softbreak" | "hardbreak":
                parts.append("\n")
            case _:
                parts.append(token.content)
    return "".join(parts).strip()


class _Walk:
    """Goes through the tokens of a parsed text once."""

    def __init__(self, tokens: Sequence[Token], first: int) -> None:
        self.tokens = tokens
        self.first = first
        self.at = 0

    def blocks(self) -> Iterator[Block]:
        while self.at < len(self.tokens):
            yield from self._block()

    def _next(self) -> Token:
        token = self.tokens[self.at]
        self.at += 1
        return token

    def _line(self, token: Token) -> int:
        return self.first + (token.map[0] if token.map else 0)

    def _block(self) -> Iterator[Block]:
        token = self._next()
        line = self._line(token)
        match token.type:
            case "heading_open":
                yield self._heading(token, line)
            case "paragraph_open":
                yield from _paragraphs(self._next(), line)
            case "bullet_list_open" | "ordered_list_open":
                yield Bullets(tuple(self._items(token.type.replace("open", "close"))), line)
            case "fence":
                yield Fence(token.content, line + 1)
            case "code_block":
                yield Fence(token.content, line)
            case "table_open":
                yield self._table(line)
            case "hr":
                yield Break(line)
            case "html_block":
                yield Paragraph(token.content.strip(), line)
            case _:
                pass

    def _heading(self, opened: Token, line: int) -> Heading:
        token = self._next()
        links = [child.attrGet("href") for child in token.children or [] if child.type == "link_open"]
        anchor = _ANCHOR.search(str(links[0])) if links else None
        return Heading(int(opened.tag[1]), _words(token.children or []), line, anchor[1] if anchor else "")

    def _items(self, closing: str) -> Iterator[Item]:
        while (token := self._next()).type != closing:
            yield self._item(self._line(token))

    def _item(self, line: int) -> Item:
        """A bullet; code and tables in it are part of its text, since nothing else knows what they belong to."""
        texts: list[str] = []
        children: list[Item] = []
        while self.tokens[self.at].type != "list_item_close":
            for block in self._block():
                match block:
                    case Bullets(items):
                        children += items
                    case Paragraph(text) | Heading(_, text) | Fence(text):
                        texts.append(text)
                    case Table(header, rows):
                        texts += [" ".join(row) for row in (header, *rows)]
                    case _:
                        pass
        self.at += 1
        return Item(" ".join(" ".join(texts).split()), line, tuple(children))

    def _table(self, line: int) -> Table:
        rows: list[tuple[str, ...]] = []
        cells: list[str] = []
        while (token := self._next()).type != "table_close":
            if token.type == "inline":
                cells.append(_words(token.children or []))
            elif token.type == "tr_close":
                rows.append(tuple(cells))
                cells = []
        return Table(rows[0], tuple(rows[1:]), line)


def _paragraphs(token: Token, line: int) -> Iterator[Block]:
    """A paragraph, cut before each line that begins with a label; one that is all bold is a heading."""
    children = token.children or []
    text = _words(children)
    if _is_bold(children) and not text.endswith(":"):
        yield Heading(7, text, line)
        return
    gathered, begun = "", line
    for number, words in enumerate(text.split("\n"), line):
        if gathered and _LABEL.match(words):
            yield Paragraph(gathered, begun)
            gathered, begun = "", number
        gathered = f"{gathered} {words}".strip()
    if gathered:
        yield Paragraph(gathered, begun)


def _is_bold(children: Sequence[Token]) -> bool:
    kinds = [child.type for child in children if child.type != "text" or child.content.strip()]
    return kinds[:1] == ["strong_open"] and kinds[-1:] == ["strong_close"] and kinds.count("strong_open") == 1
