"""One change: what it is called, how much it breaks, where it was written, and what proves it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from ..diagnostics import Location
from ..meaning.values import Json
from .rules import LEVELS, RULES, Level

Artefact: TypeAlias = Literal["specs", "python", "npm"]
ARTEFACTS: Final[tuple[Artefact, ...]] = ("specs", "python", "npm")
"""What has a version of its own: the schemas, the Python package, the npm package."""


@dataclass(frozen=True)
class Proof:
    """A request that one side accepts and the other refuses, or in ``words`` what a request cannot show.

    ``refused`` says that the new side refuses it, ``why`` in which sentences the refusing side does.
    ``remedy`` is those sentences with what to write instead.
    """

    refused: bool
    request: Json = field(default=None, hash=False)
    documented: str = ""
    smallest: bool = True
    why: tuple[str, ...] = ()
    words: str = ""
    remedy: str = ""


@dataclass(frozen=True)
class Change:
    """``bump`` is the level that versions follow, where it differs from ``level``; ``note`` then says why.

    ``model`` is an AIR id, or empty; ``owner`` is who the change is about, in words. ``path``
    is the field as the docs write it. ``old`` and ``new`` are the places of both sides.
    """

    rule: str
    level: Level
    model: str
    owner: str
    path: str
    before: str = ""
    after: str = ""
    old: Location | None = None
    new: Location | None = None
    proof: Proof | None = None
    artefacts: tuple[Artefact, ...] = ARTEFACTS
    note: str = ""
    migration: str = ""
    lowered: Level | None = None

    @property
    def bump(self) -> Level:
        return self.lowered or self.level

    @property
    def words(self) -> str:
        """The change as a sentence."""
        return RULES[self.rule].words

    @property
    def fingerprint(self) -> str:
        """12 hexadecimal digits that stay the same while lines move."""
        parts = (self.rule, self.model or self.owner, self.path, self.before, self.after)
        return hashlib.sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:12]


def worst(levels: Iterable[Level]) -> Level:
    """The worst of the levels; ``none`` of none at all."""
    found: set[Level] = set(levels)
    for level in LEVELS:
        if level in found:
            return level
    return "none"
