"""Where a value counts: `8 seconds (720p only)`, `30 FPS (text-to-video)`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ...meaning.values import Json
from ..names import Names
from ..vocabulary import slug
from .asides import workflows
from .base import Sayings, rule

_ALL: Final = re.compile(
    r"(?:all|any|every)(?: (?:supported )?(?:resolutions?|dimensions?|sizes?|workflows?|modes?))?", re.I
)
_ONLY: Final = re.compile(
    r"\A(?:only )?(?:for |in |at |with )?(?:only )?|(?: resolutions?| dimensions?)?(?: only)?\Z", re.I
)
_LINES: Final = re.compile(r"(\d{3,4})p", re.I)
_PAIR: Final = re.compile(r"(\d{2,5}) ?x ?(\d{2,5})(?: \(\d+:\d+\))?")


@dataclass(frozen=True)
class Scope:
    """Everything, some workflows, or some sizes; ``group`` is their name where the page groups its sizes."""

    everywhere: bool = False
    workflows: tuple[str, ...] = ()
    sizes: tuple[tuple[int, int], ...] = ()
    group: str = ""
    guess: str = ""

    def condition(self) -> dict[str, Json]:
        """The ``when`` of a rule for workflows."""
        if len(self.workflows) == 1:
            return {"workflow": self.workflows[0]}
        return {"any": [{"workflow": name} for name in self.workflows]}


def read_scope(words: str, names: Names) -> Scope | None:
    """What a scope means for this model; None where that is not certain."""
    if _ALL.fullmatch(words.strip()):
        return Scope(everywhere=True)
    text = words.strip()
    for _ in range(2):
        text = _ONLY.sub("", text).strip()
    found = workflows(text) or (slug(text),)
    if all(name in names.workflows for name in found):
        return Scope(workflows=found)
    return _sizes(text, names)


def _sizes(text: str, names: Names) -> Scope | None:
    entries = [entry for entry in re.split(r",\s*|\s+(?:and|or)\s+|/", text) if entry]
    scopes = [_size_scope(entry.strip(), names) for entry in entries]
    known = [scope for scope in scopes if scope]
    if not known or len(known) < len(scopes):
        return None
    sizes = tuple(dict.fromkeys(size for scope in known for size in scope.sizes))
    guess = next((scope.guess for scope in known if scope.guess), "")
    return Scope(sizes=sizes, group=known[0].group if len(known) == 1 else "", guess=guess)


def _size_scope(word: str, names: Names) -> Scope | None:
    pair = _PAIR.fullmatch(word)
    if pair:
        size = (int(pair[1]), int(pair[2]))
        return Scope(sizes=(size,)) if size in [(width, height) for width, height, _ in names.sizes] else None
    grouped = tuple((width, height) for width, height, group in names.sizes if group.lower() == word.lower())
    if grouped:
        return Scope(sizes=grouped, group=next(group for *_, group in names.sizes if group.lower() == word.lower()))
    lines = _LINES.fullmatch(word)
    if lines is None:
        return None
    short = tuple((width, height) for width, height, _ in names.sizes if min(width, height) == int(lines[1]))
    return Scope(sizes=short, guess=f"{word} is taken for the sizes whose shorter side it is") if short else None


def scoped_rules(
    field: str, entries: Sequence[tuple[tuple[int | float, ...], dict[str, Json], Scope]], names: Names
) -> Sayings:
    """The rules of values that do not all count everywhere; ``entries`` hold values, their limits and their scope."""
    every = {(width, height) for width, height, _ in names.sizes}
    found = [
        rule("constrain", {field: dict(limits)}, scope.condition())
        for _, limits, scope in entries
        if scope.workflows and limits
    ]
    by_value: dict[int | float, list[Scope]] = {}
    for values, _, scope in entries:
        for value in values:
            by_value.setdefault(value, []).append(scope)
    for value, scopes in by_value.items():
        if all(scope.sizes for scope in scopes) and {size for scope in scopes for size in scope.sizes} != every:
            found.append(rule("constrain", {"dimensions": _dimensions(scopes)}, {field: value}))
    return tuple(found)


def _dimensions(scopes: Sequence[Scope]) -> dict[str, Json]:
    if len(scopes) == 1 and scopes[0].group:
        return {"group": scopes[0].group}
    sizes = dict.fromkeys(size for scope in scopes for size in scope.sizes)
    return {"pairs": [f"{width}x{height}" for width, height in sizes]}
