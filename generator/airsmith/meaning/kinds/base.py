"""What a kind is: one constraint an author may write, with everything that follows from it.

A field kind constrains one value; a verb ties fields together. Each lowers to checks or
rules over predicates, gives its exact JSON Schema fragment (or None where a schema cannot
say it), and one sentence for the docs. Targets see only what a kind lowers to.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal, Self, TypeAlias

from ..predicates import ALWAYS, Predicate
from ..shapes import About, Shape
from ..values import Fragment, Json, Path, Row, Scalar
from ..violations import Check, Level, Rule

Draft: TypeAlias = Literal["2020-12", "draft-07"]


class Refused(Exception):
    """What an author wrote cannot be meant. ``at`` leads to the place below the kind's own."""

    def __init__(self, code: str, message: str, hint: str = "", at: tuple[str | int, ...] = ()) -> None:
        super().__init__(message)
        self.code, self.message, self.hint, self.at = code, message, hint, at


class FieldKind(ABC):
    """A constraint on one value. Subclasses are frozen dataclasses."""

    keyword: ClassVar[str]
    help: ClassVar[str]
    """What the keyword means: a clause of Markdown, which editors show."""
    types: ClassVar[frozenset[str]]
    values: tuple[Scalar, ...] = ()

    @classmethod
    @abstractmethod
    def author(cls) -> Fragment:
        """The JSON Schema of what may be written behind the keyword."""

    @classmethod
    @abstractmethod
    def read(cls, written: Json) -> Self:
        """The kind from what was written, already of the form ``author`` asks for. Raises Refused."""

    def beside(self, kinds: Sequence[FieldKind]) -> Self:
        """The kind as the other keywords of its field complete it. Raises Refused where it needs one that is missing."""
        return self

    @abstractmethod
    def checks(self, about: About) -> tuple[Check, ...]:
        """What must hold of the value, in the order of reporting."""

    @abstractmethod
    def fragment(self, draft: Draft) -> Fragment | None:
        """The keywords that say exactly this, beside the type; None when a schema cannot."""

    @abstractmethod
    def describe(self) -> str:
        """A clause for the docs, such as ``1 to 4000 characters``."""


class Scope(ABC):
    """What the names in a rule stand for. Every method raises Refused for a name nothing has."""

    owner: str

    @abstractmethod
    def path(self, name: str) -> Path:
        """The path of a field; ``provider.x`` is a setting of the model's provider."""

    @abstractmethod
    def shape(self, path: Path) -> Shape:
        """What stands at a path that ``path`` gave."""

    @abstractmethod
    def scalar(self, name: str, value: Scalar) -> Scalar:
        """The value, after checking that the field at ``name`` can have it."""

    @abstractmethod
    def workflow(self, name: str) -> Predicate:
        """What a request of that workflow carries."""

    @abstractmethod
    def rows(self, group: str) -> tuple[Row, ...]:
        """The sizes of a group of dimensions."""

    @abstractmethod
    def kinds(self, name: str, written: dict[str, Json]) -> tuple[FieldKind, ...]:
        """Field keywords written for an existing field, read as kinds."""


class Constraint(ABC):
    """A condition across fields, stated at the root of a request. Subclasses are frozen dataclasses."""

    level: Level

    @abstractmethod
    def rules(self) -> tuple[Rule, ...]:
        """What must hold, in the order of reporting."""

    @abstractmethod
    def fragment(self, draft: Draft) -> Fragment | None:
        """A schema of the whole request that says exactly this; None when a schema cannot."""

    @abstractmethod
    def describe(self) -> str:
        """A sentence for the docs."""


@dataclass(frozen=True)
class Condition:
    """A ``when``: its predicate, and its words, which are empty when it always holds."""

    predicate: Predicate = ALWAYS
    words: str = ""

    def clause(self) -> str:
        """The words as they end a sentence, or nothing."""
        return f" when {self.words}" if self.words else ""


class Verb(Constraint):
    """A constraint an author writes in the list of rules, as ``when: ..., <keyword>: ...``."""

    keyword: ClassVar[str]
    help: ClassVar[str]
    """What the keyword means: a clause of Markdown, which editors show."""

    @classmethod
    @abstractmethod
    def author(cls) -> Fragment:
        """The JSON Schema of what may be written behind the keyword."""

    @classmethod
    @abstractmethod
    def read(cls, written: Json, when: Condition, scope: Scope, level: Level) -> Self:
        """The constraint from what was written. Raises Refused."""
