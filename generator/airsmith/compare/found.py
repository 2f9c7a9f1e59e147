"""What the namers hand over: a change as it was written, and the question whose answer fixes its level."""

from __future__ import annotations

from dataclasses import dataclass

from ..load.document import Keys
from .judge import Question


@dataclass(frozen=True)
class Place:
    """Where to look for a change in the files of one side: ``keys`` of a model's spec, or a rule by its number.

    Of several entries of ``keys`` the first that some file of the model holds counts.
    """

    keys: tuple[Keys, ...] = ()
    constraint: int | None = None


NOWHERE = Place()


@dataclass(frozen=True)
class Found:
    """A named change of one model. Without a ``question`` the rule's own level counts."""

    rule: str
    path: str
    before: str = ""
    after: str = ""
    old: Place = NOWHERE
    new: Place = NOWHERE
    question: Question | None = None
    migration: str = ""
