"""What became of each bullet of a list: read by a family, by the sentences in it, or by nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from .blocks import Item, every_item
from .bullets import READERS, files, sizes
from .bullets.base import Bullet, Sayings, bullet_of, note
from .claims import Fate, Keys, Line, Said
from .names import Names
from .phrases import LONGEST, sentences, split_asides
from .sentences import is_normative, read_sentence, with_subject

_GOES_ON: Final = re.compile(r", (?=(?:not (?:supported|available|allowed|compatible)|incompatible|cannot) )")
"""Where a limit of the whole bullet begins, as its second sentence would: `1-80 characters, cannot be used with ...`."""

Told: TypeAlias = tuple[str, Said, Line]
"""Kind of the claim, what was said, and the line that said it."""


@dataclass(frozen=True)
class Outcome:
    """What the lines of some part of a page say, and what became of them."""

    told: tuple[Told, ...] = ()
    lines: tuple[Line, ...] = ()


def read_bullets(items: Iterable[Item], names: Names) -> Outcome:
    """Every bullet, each of those below it included."""
    told: list[Told] = []
    lines: list[Line] = []
    for item in items:
        found = _one(item, names)
        told += found.told
        lines += found.lines
    return Outcome(tuple(told), tuple(lines))


def _one(item: Item, names: Names) -> Outcome:
    bullet = bullet_of(item)
    for kind, said in _readings(bullet, names) if len(item.text) <= LONGEST else ():
        every = [Line(one.line, one.text, Fate.UNDERSTOOD, kind, is_bullet=True) for one in every_item([item])]
        return Outcome(tuple((kind, one, every[0]) for one in said), tuple(every))
    return _in_parts(item, bullet, names)


def _readings(bullet: Bullet, names: Names) -> Iterator[tuple[str, Sayings]]:
    """The whole bullet by a family; else its first sentence so, and the others as sentences."""
    for kind, reader in READERS:
        said = reader(bullet, names)
        if said is not None:
            yield kind, said
    parts = list(_statements(bullet.body))
    if len(parts) > 1 and not bullet.children:
        first = Bullet(bullet.label, parts[0], bullet.line, f"{bullet.label}: {parts[0]}")
        rest = _sentences([with_subject(part, bullet.label) for part in parts[1:]], names)
        for kind, reader in READERS if rest is not None else ():
            said = reader(first, names)
            if said is not None:
                yield kind, (*said, *(rest or ()))
    if not bullet.children:
        yield from _with_aside(bullet, names)
        alone = _sentences(_about(bullet, parts), names, strictly=True)
        if alone:
            yield "rules", alone


def _statements(body: str) -> list[str]:
    return [part for sentence in sentences(body) for part in _GOES_ON.split(sentence)]


def _about(bullet: Bullet, parts: list[str]) -> list[str]:
    """The sentences of a body; one such as `Only available for image-to-video` is about the label."""
    return [with_subject(part, bullet.label) for part in parts] if bullet.label else parts


def _with_aside(bullet: Bullet, names: Names) -> Iterator[tuple[str, Sayings]]:
    """A bullet in whose brackets stands a sentence: `5 or 8 seconds (1080p supports 5 seconds only)`."""
    core, asides = split_asides(bullet.body)
    said = _sentences(list(asides), names, strictly=True)
    bare = replace(bullet, body=core, text=f"{bullet.label}: {core}")
    for kind, reader in READERS if said else ():
        found = reader(bare, names)
        if found is not None:
            yield kind, (*found, *(said or ()))


def _sentences(parts: list[str], names: Names, *, strictly: bool = False) -> Sayings | None:
    """What the sentences say together; a description is a note unless a rule is wanted."""
    found: list[Said] = []
    for sentence in parts:
        read = read_sentence(sentence, names)
        if read is None and (strictly or is_normative(sentence)):
            return None
        found += read[0] if read else (note(sentence),)
    return tuple(found)


def _in_parts(item: Item, bullet: Bullet, names: Names) -> Outcome:
    """A bullet nobody understands as a whole; those below it may be understood by themselves."""
    below = read_bullets(item.children, names)
    if item.children and not bullet.body and all(line.fate is Fate.UNDERSTOOD for line in below.lines):
        head = Line(item.line, item.text, Fate.UNDERSTOOD, "a heading of bullets", is_bullet=True)
    else:
        head = Line(item.line, item.text, Fate.UNKNOWN, "", is_bullet=True, subject=subject_of(bullet, names))
    return Outcome(below.told, (head, *below.lines))


def subject_of(bullet: Bullet, names: Names) -> Keys:
    """What a bullet is about, as far as its label tells."""
    if sizes.is_label(bullet.label):
        return ("dimensions",)
    path = names.path(bullet.label) or ()
    if path == ("fields", "frameImages"):
        return ("frames",)
    return path or files.subject(bullet.label)
