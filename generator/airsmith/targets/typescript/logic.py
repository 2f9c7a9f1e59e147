"""Boolean expressions of TypeScript that can be turned round: conditions read better as what is refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, assert_never

from ..printer import Chain, Doc, Group

Operator: TypeAlias = Literal["===", "!==", ">=", "<=", ">", "<"]
_OPPOSITES: Final[dict[Operator, Operator]] = {"===": "!==", "!==": "===", ">=": "<", "<": ">=", "<=": ">", ">": "<="}


@dataclass(frozen=True)
class Atom:
    """A comparison."""

    left: str
    operator: Operator
    right: str


@dataclass(frozen=True)
class Call:
    """A call or any other text that stands for a truth, or for its opposite."""

    text: str
    positive: bool = True


@dataclass(frozen=True)
class Every:
    parts: tuple[Bool, ...]


@dataclass(frozen=True)
class Some:
    parts: tuple[Bool, ...]


Bool: TypeAlias = Atom | Call | Every | Some


def opposite(expression: Bool) -> Bool:
    """True where the expression is false; comparisons are of values that can be compared."""
    match expression:
        case Atom(left, operator, right):
            return Atom(left, _OPPOSITES[operator], right)
        case Call(text, positive):
            return Call(text, not positive)
        case Every(parts):
            return Some(tuple(map(opposite, parts)))
        case Some(parts):
            return Every(tuple(map(opposite, parts)))
        case _:
            assert_never(expression)


def every(parts: Iterable[Bool]) -> Bool:
    found = [one for part in parts for one in (part.parts if isinstance(part, Every) else (part,))]
    return found[0] if len(found) == 1 else Every(tuple(found))


def some(parts: Iterable[Bool]) -> Bool:
    found = [one for part in parts for one in (part.parts if isinstance(part, Some) else (part,))]
    return found[0] if len(found) == 1 else Some(tuple(found))


def document(expression: Bool, *, inner: bool = False) -> Doc:
    """The expression for the printer; a chain within another one gets brackets."""
    match expression:
        case Atom(left, operator, right):
            return f"{left} {operator} {right}"
        case Call(text, positive):
            return text if positive else f"!{text}"
        case Every(()):
            return "true"
        case Some(()):
            return "false"
        case Every(parts):
            chain = Chain("&&", tuple(document(part, inner=True) for part in parts))
        case Some(parts):
            chain = Chain("||", tuple(document(part, inner=True) for part in parts))
        case _:
            assert_never(expression)
    return Group("(", (chain,), ")", trailing=False) if inner else chain
