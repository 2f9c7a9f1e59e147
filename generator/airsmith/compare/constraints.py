"""Naming what changed about sizes and about rules across fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..meaning.contract import Contract
from ..meaning.kinds.base import Constraint
from ..meaning.kinds.dimensions import HEIGHT, WIDTH, Dimensions, Size
from ..meaning.predicates import ALWAYS, All, Not, Predicate, Present, RowIn
from ..meaning.values import Path, Row, show
from ..meaning.violations import Rule
from .found import Found, Place
from .judge import Direction, Question
from .paths import dotted

SIDES = ("width", "height")
PATH = "width, height"
_PLACE = Place(((("dimensions",)),))


def size_changes(old: Dimensions | None, new: Dimensions | None) -> Iterator[Found]:
    """Sizes that came and went, and what else was said about them."""
    if old is None or new is None:
        if old != new:
            yield _sizes("dimensions-changed", "either", ALWAYS, _form(old), _form(new))
        return
    if (not old.sizes) != (not new.sizes) or _rest(old) != _rest(new):
        yield _sizes("dimensions-changed", "either", ALWAYS, _form(old), _form(new))
    if old.sizes and new.sizes:
        yield from _pairs(old, new)
    if old.required != new.required and listed(old, new):
        rule = f"dimensions-became-{'required' if new.required else 'optional'}"
        direction: Direction = "narrower" if new.required else "wider"
        words = ("required", "optional") if old.required else ("optional", "required")
        yield _sizes(rule, direction, Not(All((Present(WIDTH), Present(HEIGHT)))), *words)


def listed(old: Dimensions | None, new: Dimensions | None) -> bool:
    """Whether sizes stand in a list on some side; else width and height are fields like others."""
    return old is not None and new is not None and bool(old.sizes or new.sizes)


def _sizes(rule: str, direction: Direction, focus: Predicate, before: str, after: str) -> Found:
    question = Question(direction, SIDES, focus, with_rules=True)
    return Found(rule, PATH, before, after, _PLACE, _PLACE, question)


def _pairs(old: Dimensions, new: Dimensions) -> Iterator[Found]:
    for row in old.rows:
        if row not in new.rows:
            yield _sizes("dimension-pair-removed", "narrower", _is(row), show(row), "")
    for row in new.rows:
        if row not in old.rows:
            yield _sizes("dimension-pair-added", "wider", _is(row), "", show(row))
    labels = {size.row: _label(size) for size in old.sizes}
    for size in new.sizes:
        if labels.get(size.row, _label(size)) != _label(size):
            yield Found("pair-label-changed", PATH, labels[size.row], _label(size), _PLACE, _PLACE)


def _is(row: Row) -> Predicate:
    return RowIn((WIDTH, HEIGHT), (row,))


def _label(size: Size) -> str:
    return " ".join(part for part in (show(size.row), size.label, size.group and f"of {size.group}") if part)


def _form(dimensions: Dimensions | None) -> str:
    return "nothing said about sizes" if dimensions is None else dimensions.describe().removesuffix(".")


def _rest(dimensions: Dimensions) -> object:
    """What is said besides the list of sizes and whether one must be given."""
    alike = replace(dimensions, sizes=(), required=False)
    return [(rule.applies, rule.holds) for rule in alike.rules()], dimensions.source


@dataclass(frozen=True)
class _Stated:
    """A constraint, its place among the others, and the numbers of its rules among those of the contract."""

    constraint: Constraint
    index: int
    numbers: tuple[int, ...]

    @property
    def rules(self) -> tuple[Rule, ...]:
        return self.constraint.rules()

    @property
    def sense(self) -> tuple[object, ...]:
        """What it means, free of words."""
        return tuple((rule.applies, rule.holds) for rule in self.rules)

    @property
    def reads(self) -> set[Path]:
        return {path for rule in self.rules for path in rule.reads}

    @property
    def place(self) -> Place:
        return Place(constraint=self.index)

    @property
    def path(self) -> str:
        return ", ".join(dict.fromkeys(dotted(rule.path) for rule in self.rules))


def rule_changes(old: Contract, new: Contract) -> Iterator[Found]:
    """Rules that came, went, or say something else; then the warnings."""
    before, after = _stated(old), _stated(new)
    for left, right in _matched(before, after):
        yield from _worded(left, right)
    gone, come = _unmatched(before, after), _unmatched(after, before)
    for alike in (_same_fields, _same_place):
        for left in list(gone):
            twin = next((one for one in come if alike(left, one)), None)
            if twin is not None:
                gone.remove(left)
                come.remove(twin)
                yield _question("rule-changed", "either", left, twin)
    yield from (_question("rule-removed", "wider", one, None) for one in gone)
    yield from (_question("rule-added", "narrower", None, one) for one in come)
    yield from _warnings(old, new)


def _stated(contract: Contract) -> list[_Stated]:
    found: list[_Stated] = []
    number = 0
    for index, constraint in enumerate(contract.constraints):
        if constraint.level == "error":
            count = len(constraint.rules())
            if not isinstance(constraint, Dimensions):
                found.append(_Stated(constraint, index, tuple(range(number, number + count))))
            number += count
    return found


def _matched(old: Sequence[_Stated], new: Sequence[_Stated]) -> Iterator[tuple[_Stated, _Stated]]:
    known = {one.sense: one for one in old}
    yield from ((known[one.sense], one) for one in new if one.sense in known)


def _unmatched(these: Sequence[_Stated], those: Sequence[_Stated]) -> list[_Stated]:
    known = {one.sense for one in those}
    return [one for one in these if one.sense not in known]


def _same_fields(left: _Stated, right: _Stated) -> bool:
    return type(left.constraint) is type(right.constraint) and left.reads == right.reads


def _same_place(left: _Stated, right: _Stated) -> bool:
    return type(left.constraint) is type(right.constraint) and left.path == right.path


def _worded(old: _Stated, new: _Stated) -> Iterator[Found]:
    """Another code or another sentence of a rule that means the same."""
    codes = [", ".join(rule.code for rule in one.rules) for one in (old, new)]
    if codes[0] != codes[1]:
        yield Found("rule-code-changed", new.path, codes[0], codes[1], old.place, new.place)
    words = [one.constraint.describe() for one in (old, new)]
    sentences = [[rule.sentence for rule in one.rules] for one in (old, new)]
    if words[0] != words[1] or sentences[0] != sentences[1]:
        yield Found("rule-message-changed", new.path, words[0], words[1], old.place, new.place)


def _question(rule: str, direction: Direction, old: _Stated | None, new: _Stated | None) -> Found:
    one = new or old
    assert one is not None
    numbers = (new.numbers if new else (), old.numbers if old else ())
    return Found(
        rule,
        one.path,
        old.constraint.describe() if old else "",
        new.constraint.describe() if new else "",
        old.place if old else Place(),
        new.place if new else Place(),
        Question(direction, (), rules=numbers),
    )


def _warnings(old: Contract, new: Contract) -> Iterator[Found]:
    """Rules that only say something: pointless, or worth knowing."""
    before, after = (
        {one.describe(): i for i, one in enumerate(contract.constraints) if one.level != "error"}
        for contract in (old, new)
    )
    for words in [words for words in before if words not in after]:
        yield Found("warning-removed", "", words, "", Place(constraint=before[words]))
    for words in [words for words in after if words not in before]:
        yield Found("warning-added", "", "", words, Place(), Place(constraint=after[words]))
