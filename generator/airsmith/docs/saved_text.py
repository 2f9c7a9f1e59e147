"""A page saved from a browser as text: bullets are signs, headings are bare lines, code stands between its braces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from .blocks import Block, Bullets, Fence, Heading, Item, Paragraph

_BULLET: Final = re.compile(r"([ \t]*)([•◦▪‣∙·*–-])[ \t]+(\S.*)")
_GROUP: Final = re.compile(r"(?:[A-Z][a-z]+ )?[Mm]odels")
_AIR: Final = re.compile(r"(?:Models? )?AIR(?: IDs?)?s?\s*:", re.IGNORECASE)
_NAME: Final = re.compile(r"(?<![`\w.])(?:[a-z]+(?:[A-Z][A-Za-z]*)+|inputs|settings)(?:\.[A-Za-z]+)*(?![`\w])")
_SIDES: Final = re.compile(r"\b(the |The )?width (and|or) height (?=parameters?\b)")
_SENTENCE_END: Final = (".", ":", ",", ";", "!", "?")


def blocks(lines: Sequence[str]) -> Iterator[Block]:
    """The blocks of the lines; a heading is the last bare line before the paragraph that goes before an AIR id."""
    headings = _headings(lines)
    position = 0
    while position < len(lines):
        line = lines[position]
        if not line.strip():
            position += 1
        elif position in headings:
            yield Heading(headings[position], line.strip(), position + 1)
            position += 1
        elif line.strip() in ("{", "[", "{}") or line.lstrip().startswith(('{"', "[{")):
            end = _code_end(lines, position)
            yield Fence("\n".join(lines[position:end]), position + 1)
            position = end
        elif _BULLET.match(line):
            end = position
            while end < len(lines) and (_BULLET.match(lines[end]) or _goes_on(lines, end)):
                end += 1
            yield Bullets(_items(lines, position, end), position + 1)
            position = end
        else:
            yield Paragraph(marked(line.strip()), position + 1)
            position += 1


def marked(text: str) -> str:
    """The text with names of fields between backticks again; a browser saves code as plain words.

    >>> marked("Supports first frame for frameImages.")
    'Supports first frame for `frameImages`.'
    """
    return _SIDES.sub(r"\1`width` \2 `height` ", _NAME.sub(r"`\g<0>`", text))


def _headings(lines: Sequence[str]) -> dict[int, int]:
    """Line -> level: 3 for the name of a model, 2 for a group of models."""
    found = {number: 2 for number, line in enumerate(lines) if _GROUP.fullmatch(line.strip())}
    for number, line in enumerate(lines):
        if not _AIR.match(line.strip()):
            continue
        above = number - 1
        while above >= 0 and (not lines[above].strip() or not _is_name(lines[above])):
            above -= 1
        if above >= 0 and above not in found:
            found[above] = 3
    return found


def _is_name(line: str) -> bool:
    text = line.strip()
    return len(text) <= 80 and not text.endswith(_SENTENCE_END) and not _BULLET.match(line) and text[0] not in '{}[]"'


def _goes_on(lines: Sequence[str], number: int) -> bool:
    """Whether an empty line stands between two bullets of one list."""
    follows = number + 1 < len(lines) and _BULLET.match(lines[number + 1])
    return not lines[number].strip() and bool(follows)


def _code_end(lines: Sequence[str], start: int) -> int:
    """The line behind the one that closes the brackets opened at ``start``; at most the next empty line."""
    depth = 0
    for number in range(start, len(lines)):
        text = re.sub(r'"(?:[^"\\]|\\.)*"', "", lines[number])
        depth += sum(text.count(sign) for sign in "{[") - sum(text.count(sign) for sign in "}]")
        if depth <= 0:
            return number + 1
    return start + 1


def _items(lines: Sequence[str], start: int, end: int) -> tuple[Item, ...]:
    """The bullets of a list; those further in, or with another sign than the first, lie below the one before."""
    matches = [(number, match) for number in range(start, end) if (match := _BULLET.match(lines[number]))]
    outer = matches[0][1]
    found: list[Item] = []
    for number, match in matches:
        item = Item(marked(match[3].strip()), number + 1)
        if found and (len(match[1]) > len(outer[1]) or match[2] != outer[2]):
            found[-1] = Item(found[-1].text, found[-1].line, (*found[-1].children, item))
        else:
            found.append(item)
    return tuple(found)
