"""What lines that nobody understood may be about: the fields and settings of a spec that they name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from ..meaning.values import Json
from .claims import Fate, Keys, Line
from .names import LABELS
from .vocabulary import letters

_WORD: Final = re.compile(r"[^\W_]+(?:[._-][^\W_]+)*")
_LONGEST_NAME: Final = 5
"""The words a label has at most: `Maximum number of sequential images` is found by its last two."""

_KINDS: Final = ("field", "setting")


def mentioned(lines: Iterable[Line], subjects: Iterable[Keys]) -> set[Keys]:
    """Those of ``subjects``, fields and settings of a spec, that a line not understood names.

    A label, a slug, the name on the wire and a path all count, in any case: whether a line that cannot be read still
    says something of a field is for people to tell, and until then the field has not gone.
    """
    names = {name for line in lines if line.fate is Fate.UNKNOWN for name in _names(line.text)}
    return {subject for subject in subjects if subject[0] in _KINDS and _spellings(subject[1]) & names}


def _names(text: str) -> Iterator[str]:
    """Every run of words in a line, as the letters of a name; of a path its last part too, and labels as fields."""
    words = _WORD.findall(text)
    for start in range(len(words)):
        for end in range(start + 1, min(start + _LONGEST_NAME, len(words)) + 1):
            name = letters("".join(words[start:end]))
            yield from (name, name.rsplit(".", 1)[-1])
            if name in LABELS:
                yield letters(LABELS[name])


def _spellings(name: str) -> set[str]:
    """The name of a field; of one inside an object the path and its first part, whose line speaks of all of it."""
    whole = letters(name)
    return {whole, whole.partition(".")[0], whole.rpartition(".")[2]}


def uses(request: Json, subjects: Iterable[Keys]) -> bool:
    """Whether a request carries one of the fields or settings."""
    carried = set(_carried(request))
    names = {name for kind, path in subjects if kind in _KINDS for name in path.split(".")}
    return bool(names & carried)


def _carried(value: Json) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _carried(inner)
