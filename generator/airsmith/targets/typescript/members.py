"""How the full path in TypeScript reads an object, and its branches with no test asked twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...meaning.predicates import All, AnyOf, In, Not, Predicate, Present, RowIn
from ...meaning.violations import Rule
from ..printer import Block
from ..steps import Accepts, Branch, Case, Has, OnlyKnown, Place, Read, Step
from .expressions import FIELDS, owns
from .literals import string


def fields_of(owner: Place) -> str:
    """The object that keeps the values of an object's fields until their turn comes."""
    return f"{FIELDS}{owner.depth or ''}"


def more_of(place: Place) -> str:
    """The variable that tells whether an object has a key that nothing names."""
    return f"more{place.depth or ''}"


def whose_keys(step: Step) -> Place | None:
    """The object whose unknown keys the step looks for, if it does."""
    match step:
        case Branch((Case(OnlyKnown(place)),)):
            return place
        case _:
            return None


def key_of(step: Step) -> str | None:
    """The name of the field that the step is about, if it is about one."""
    match step:
        case Branch((Case(Has(_, key)),)):
            return key
        case _:
            return None


def read_fields(owner: Place, keys: Sequence[str], block: Block) -> None:
    """The statements that meet every key of an object once, and keep the values of those that are known."""
    name, fields = owner.variable, fields_of(owner)
    if keys:
        block.add(f"const {fields}: Record<string, unknown> = {{")
        for key in keys:
            block.nest().add(f"{key}: undefined,")
        block.add("};")
        block.add(f"let {owner.below(keys[0]).variable};")
    block.add(f"let {more_of(owner)} = false;")
    block.add(f"for (const key in {name}) {{")
    loop = block.nest()
    loop.add(f"if (!{owns(name)}) continue;")
    if keys:
        loop.add(f"const v = given({name}[key]);")
    for i, key in enumerate(keys):
        loop.add(f"{'else ' if i else ''}if (key === {string(key)}) {fields}.{key} = v;")
    loop.add(f"{'else ' if keys else ''}{more_of(owner)} = true;")
    block.add("}")


def plainer(branch: Branch) -> Branch:
    """The same with no test asked twice: what a value is found wrong by need not be looked for before.

    A test for one of several listed values is short, and comes first; then the last thing that can be wrong is wrong.
    """
    match branch:
        case Branch((Case(Accepts(shape), False, (Branch(cases, ()),)) as refused,), ()):
            if len(cases) == 1:
                return Branch((replace(refused, steps=cases[0].steps),))
            if not all(isinstance(check.holds, In) for check in shape.checks) or not shape.checks:
                return Branch(cases)
            return Branch((replace(refused, steps=(Branch(cases[:-1], cases[-1].steps),)),))
        case Branch((Case(Has(), True, (Read(), Branch() as inner)) as present,), ()):
            return Branch((replace(present, steps=(plainer(inner),)),))
        case _:
            return branch


def asks_anything(rule: Rule) -> bool:
    """Whether the rule only compares: that can be asked of values of wrong types, too, and before the report is."""
    return all(map(_only_compares, (rule.applies, rule.holds)))


def _only_compares(predicate: Predicate) -> bool:
    match predicate:
        case Present() | In() | RowIn():
            return True
        case All(parts) | AnyOf(parts):
            return all(map(_only_compares, parts))
        case Not(part):
            return _only_compares(part)
        case _:
            return False
