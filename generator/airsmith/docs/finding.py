"""How a page and a spec differ: the findings of `airsmith docs drift`."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from ..diagnostics import Location
from .claims import Claim, Keys
from .facts import Fact


class Kind(Enum):
    """How a page and a spec differ; the value is the finding's code."""

    CHANGED = "docs-changed"
    NEW = "docs-new"
    VANISHED = "docs-vanished"
    CONTRADICTED = "docs-contradicted"
    UNKNOWN = "docs-not-understood"


@dataclass(frozen=True)
class Drift:
    """One difference. ``line`` is one of the page, 0 where the page has none; ``spec`` is where the spec says it.

    ``claims`` and ``facts`` are the two sides, for whoever patches the spec.
    """

    kind: Kind
    air: str
    subject: str
    message: str
    line: int
    quote: str = ""
    spec: Location | None = None
    key: Keys = ()
    claims: tuple[Claim, ...] = field(default=(), hash=False)
    facts: tuple[Fact, ...] = field(default=(), hash=False)
