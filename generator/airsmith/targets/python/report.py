"""The body of ``report(r, allow_unknown)``: the fields in their order, each rule behind the last field it reads.

Most requests carry few optional fields, so it is asked again and again whether any key is left. A rule is
asked as early as can be: what it reads is known to be clean where nothing was found so far.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...meaning.contract import Contract
from ...meaning.shapes import Property
from ...meaning.violations import Rule
from ..printer import Block
from ..shared import Printed
from ..steps import REQUEST, AddRule, Branch, Case, Has, Note, field_test, rule_note, summary, unknown_keys
from .expressions import every
from .fast import DISPATCHED
from .full import MANY, write
from .literals import string
from .rules import unless_failed

_PLAIN = Printed()


@dataclass(frozen=True)
class _Part:
    """A field, and the rules that are asked behind it."""

    field: Property
    rules: tuple[Rule, ...]

    @property
    def key(self) -> str:
        return string(self.field.name)

    def test(self, model: str) -> Branch:
        return field_test(self.field, REQUEST, model)


def report_body(contract: Contract, common: Sequence[str], block: Block) -> None:
    """The body of ``report(r, allow_unknown)``; of the optional fields those in ``common`` are likely."""
    block.add('found: "list[Violation]" = []')
    if contract.rules:
        block.add('late: "list[Violation]" = []')
    parts = tuple(_parts(contract))
    behind = max((i + 1 for i, part in enumerate(parts) if part.field.required), default=0)
    groups = tuple(_groups(parts[behind:], common))
    plain = next((i for i, group in enumerate(groups) if group[0].field.name not in common), len(groups))
    counted = [group[0] for group in groups[plain:] if group[0].field.name in common]
    block.add(f"n0 = len(r) - {sum(part.field.required for part in parts)}")
    for part in counted:
        block.add(f"if {part.key} in r:")
        block.nest().add("n0 -= 1")
    for part in parts[:behind]:
        _plain(part, contract.name, block)
        _rules(part, contract, block)
    for i, group in enumerate(groups):
        if i < plain:
            _plain(group[0], contract.name, block)
        elif group[0] in counted:
            _counted(group[0], contract.name, block)
        else:
            _guarded(group, contract.name, block)
        _rules(group[-1], contract, block)
    block.blank()
    write((unknown_keys(contract.root, REQUEST, contract.name),), block)
    block.add("return ordered(found, late, FIELDS) if late else found" if contract.rules else "return found")


def _parts(contract: Contract) -> Iterator[_Part]:
    """The fields of a request in their order."""
    fields = contract.root.properties
    places = {field.name: i for i, field in enumerate(fields)}
    behind: dict[int, list[Rule]] = {}
    place = 0
    for rule in contract.rules:
        # Never before the rule above it: of what two rules say of one field, the first comes first.
        place = max(place, *(places[path[0]] for path in rule.reads))
        behind.setdefault(place, []).append(rule)
    for i, field in enumerate(fields):
        yield _Part(field, tuple(behind.get(i, ())))


def _groups(parts: Sequence[_Part], common: Sequence[str]) -> Iterator[tuple[_Part, ...]]:
    """The optional fields behind the last required one: likely ones alone, others a few together."""
    group: list[_Part] = []
    for part in parts:
        if part.field.name in common:
            if group:
                yield tuple(group)
            yield (part,)
            group = []
            continue
        group.append(part)
        if part.rules or len(group) == MANY:
            yield tuple(group)
            group = []
    if group:
        yield tuple(group)


def _plain(part: _Part, model: str, block: Block) -> None:
    def statements(block: Block, model: str) -> None:
        write((Note(summary(part.field)), part.test(model)), block)

    if part.field.name == DISPATCHED:
        write((Note(f"{summary(part.field)}, for which this function was chosen"),), block)
    else:
        _PLAIN.write(part.field, model, block, statements)


def _guarded(group: Sequence[_Part], model: str, block: Block) -> None:
    """Fields that are looked for only where a key is left."""
    block.blank()
    block.add("if n0:")
    for part in group:
        _plain(part, model, block.nest())


def _counted(part: _Part, model: str, block: Block) -> None:
    """A likely field, whose key was counted in advance."""
    match part.test(model):
        case Branch((Case(Has(), True, steps),)):
            write((Note(summary(part.field)),), block)
            block.add(f"if {part.key} in r:")
            write(steps, block.nest())
        case _:
            raise TypeError(f"{part.field.name} is not optional")


def _rules(part: _Part, contract: Contract, block: Block) -> None:
    for rule in part.rules:
        write((rule_note(rule),), block)
        block.add(every(unless_failed(rule, contract.root)), prefix="if ", suffix=":")
        write((AddRule(rule),), block.nest())
