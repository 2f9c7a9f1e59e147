"""The verdict on a named change: both sides are asked about requests, and their answers fix the level."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from ..meaning.contract import Contract
from ..meaning.evaluate import violations
from ..meaning.predicates import ALWAYS, Predicate
from ..meaning.values import Json
from ..model.catalog import Model
from .changes import Proof
from .migration import Move, migrated, moved_request
from .remedies import remedies
from .rules import Level
from .sets import Answer, Difference, FieldPart, Part, RulePart

Direction: TypeAlias = Literal["narrower", "wider", "either"]


@dataclass(frozen=True)
class Question:
    """Which requests tell whether a change matters: those about ``heads`` that ``focus`` holds of.

    Asked are the fields ``heads`` and the rules that report at them; or, where ``rules`` is set,
    the rules whose number among the contract's rules it holds: of the new side, of the old side.
    ``otherwise`` is the level if no request tells the sides apart.
    """

    direction: Direction
    heads: tuple[str, ...]
    focus: Predicate = ALWAYS
    with_rules: bool = False
    rules: tuple[tuple[int, ...], tuple[int, ...]] | None = None
    otherwise: Level = "none"


@dataclass(frozen=True)
class Verdict:
    level: Level
    proof: Proof | None = None
    undecided: bool = False


class Judge:
    """Both differences of two versions of a model."""

    def __init__(self, old: Model, new: Model) -> None:
        self._documented = documented(old)
        self.narrowed = Difference(old.contract, new.contract, self._documented)
        self.widened = Difference(new.contract, old.contract, documented(new))

    def verdict(self, question: Question) -> Verdict:
        given_up = False
        if question.direction != "wider":
            answer = self._ask(self.narrowed, question, 0)
            if answer.request is not None:
                return Verdict("break", proof(answer, self.narrowed.refuses, refused=True))
            given_up = answer.state == "undecided"
        if given_up:
            return Verdict("danger", None, True)
        if question.direction != "narrower":
            answer = self._ask(self.widened, question, 1)
            if answer.request is not None:
                return Verdict("minor", proof(answer, self.widened.refuses, refused=False))
            if answer.state == "undecided":
                return Verdict("minor", None, True)
        return Verdict(question.otherwise)

    def once_moved(self, question: Question, moves: tuple[Move, ...]) -> Verdict:
        """The verdict on rules for those who have moved the fields; the request is shown as it was before."""
        old = self.narrowed.accepts
        back = tuple((new, old) for old, new in moves)
        examples = [(title, moved_request(request, moves)) for title, request in self._documented]
        difference = Difference(migrated(old, moves), self.narrowed.refuses, examples)
        answer = self._ask(difference, question, 0)
        if answer.request is None:
            return Verdict("danger" if answer.state == "undecided" else "none", None, answer.state == "undecided")
        found = proof(answer, self.narrowed.refuses, refused=True)
        return Verdict("break", replace(found, request=moved_request(answer.request, back)))

    def _ask(self, difference: Difference, question: Question, side: int) -> Answer:
        return difference.ask(_parts(difference.refuses, question, side), question.focus)


def _parts(contract: Contract, question: Question, side: int) -> list[Part]:
    if question.rules is not None:
        return [RulePart(contract.rules[number]) for number in question.rules[side]]
    parts: list[Part] = [FieldPart(name) for name in question.heads]
    if question.with_rules:
        parts += [RulePart(rule) for rule in contract.rules if rule.path[0] in question.heads]
    return parts


def documented(model: Model) -> list[tuple[str, Json]]:
    """The documented requests that are meant to be legal."""
    return [(example.title, example.request) for example in model.examples if not example.invalid]


def proof(answer: Answer, refusing: Contract, *, refused: bool) -> Proof:
    """What shows an answer to a reader, with the sentences of the side that refuses the request."""
    found = violations(answer.request, {refusing.air: refusing})
    why = tuple(one.message for one in found)
    return Proof(refused, answer.request, answer.documented, answer.smallest, why, remedy=remedies(found))
