"""The steps of the full path as Python statements.

The keys of an object are counted as they are met, which is cheaper than comparing sets of them:
only where some are left are the unknown ones looked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, assert_never

from ...meaning.contract import Contract
from ...meaning.shapes import NOT_AN_OBJECT, Array, Boolean, Integer, Media, Number, Object, Shape, String, Union
from ...meaning.values import Choice, Path, pointer
from ...meaning.violations import Rule
from ..printer import Block, Chain, Doc, Group, flat
from ..steps import (
    Accepts,
    Add,
    AddRule,
    AddUnknown,
    Branch,
    Broken,
    Case,
    Each,
    Has,
    HasType,
    Index,
    IsText,
    Meets,
    Note,
    OnlyKnown,
    Place,
    Read,
    Step,
    Test,
    shown_paths,
    warning_path,
)
from .expressions import accepts, at, brackets, broken, every, fails, for_type, holds, negated
from .literals import choices, one_line, scalar, string
from .names import constant
from ..walk import as_object

MANY = 4
"""Before so many optional fields it is asked whether any key is left."""

SHORT_INTEGER: Final = 2**30 - 1
"""The greatest integer of one machine digit."""


def advice_body(contract: Contract, block: Block) -> None:
    """The body of ``advise(r)``."""
    if not contract.warnings:
        block.add("return []")
        return
    block.add('late: "list[Violation]" = []')
    statements(warning_path(contract), block)
    block.add("return late")


def statements(steps: Iterable[Step], block: Block, wrong: str = NOT_AN_OBJECT) -> None:
    """Write the steps into the block.

    ``wrong`` is the sentence about the object the steps look into, should its keys turn out to be no text.
    """
    written = tuple(steps)
    owner = next((found for step in written if (found := _whose_keys(step)) is not None), None)
    if owner is None:
        write(written, block, wrong)
        return
    required = sum(_missing_case(step) is not None for step in written)
    block.add(f"{_unseen(owner)} = len({owner.variable})" + (f" - {required}" if required else ""))
    first, last = _optional(written)
    if sum(isinstance(step, Branch) for step in written[first:last]) <= MANY:
        write(written, block, wrong)
        return
    write(written[:first], block, wrong)
    block.blank()
    block.add(f"if {_unseen(owner)}:")
    write(written[first:last], block.nest(), wrong)
    write(written[last:], block, wrong)


def _optional(steps: Sequence[Step]) -> tuple[int, int]:
    """Which of an object's steps find nothing where no key is left: those behind the last required field.

    Before that the keys that are left cannot be told, as a missing one is met in advance.
    """
    first = max((i + 1 for i, step in enumerate(steps) if _missing_case(step)), default=0)
    last = next(i + 1 for i, step in enumerate(steps) if _whose_keys(step))
    return first, last


def write(steps: Sequence[Step], block: Block, wrong: str = NOT_AN_OBJECT) -> None:
    for step in steps:
        match step:
            case Note(text):
                if not block.written[-1].endswith(":"):
                    block.blank()
                block.add(f"# {one_line(text)}")
            case Read(place, owner, key):
                block.add(f"{place.variable} = {owner.variable}[{string(key)}]")
            case Branch():
                _branch(step, block, wrong)
            case Each(place, item, inner):
                index = item.path[-1]
                assert isinstance(index, Index)
                block.add(f"for {index.name}, {item.variable} in enumerate({place.variable}):")
                statements(inner, block.nest())
            case Add():
                _add(step, block)
            case AddUnknown(place, sentence):
                where = (place.variable, field_table(place.names), path_literal(place))
                allowed = ("allow_unknown",) if place.depth == 0 else ()
                block.add(Group("unknown(", ("found", *where, string(sentence), string(wrong), "DOCS", *allowed), ")"))
            case AddRule(rule):
                _add_rule(rule, block)
            case _:
                assert_never(step)


def _whose_keys(step: Step) -> Place | None:
    """The object whose unknown keys the step looks for, if it does."""
    match step:
        case Branch((Case(OnlyKnown(place)),)):
            return place
        case _:
            return None


def _unseen(owner: Place) -> str:
    """The variable that holds how many keys of an object have not been met; a missing one is met in advance."""
    return f"n{owner.depth}"


def _missing_case(step: Step) -> Case | None:
    """The case that a required field is missing, where the step is about one."""
    match step:
        case Branch((Case(Has(), False) as case,)):
            return case
        case _:
            return None


def _branch(branch: Branch, block: Block, wrong: str) -> None:
    match branch:
        case Branch((Case(Has(), False) as missing,), (Read() as read, Branch((Case(Accepts(), False) as refused,)))):
            _required_scalar(missing, read, refused, block)
        case Branch(cases, otherwise):
            said = next(_wrong_type(branch), wrong)
            _cases(cases, block, said)
            if otherwise:
                block.add("else:")
                statements(otherwise, block.nest(), said)


def _wrong_type(branch: Branch) -> Iterator[str]:
    """The sentence for a value of none of the types that the branch asks for."""
    for steps in (*(case.steps for case in branch.cases), branch.otherwise):
        for step in steps:
            if isinstance(step, Add) and step.code == "wrong_type":
                yield step.sentence


def _cases(cases: Sequence[Case], block: Block, wrong: str) -> None:
    for i, case in enumerate(cases):
        test = _true(case.test) if case.outcome else _false(case.test)
        block.add(test, prefix="elif " if i else "if ", suffix=":")
        inner = block.nest()
        match case:
            case Case(Has(owner), False):
                statements(case.steps, inner, wrong)
                inner.add(f"{_unseen(owner)} += 1")
            case Case(Has(owner), True):
                inner.add(f"{_unseen(owner)} -= 1")
                statements(case.steps, inner, wrong)
            case _:
                statements(case.steps, inner, wrong)


def _required_scalar(missing: Case, read: Read, refused: Case, block: Block) -> None:
    """None is no legal value, so a field that is not there needs no look-up of its own until one is refused."""
    block.add(f"{read.place.variable} = {read.owner.variable}.get({string(read.key)})")
    (closer,) = refused.steps
    assert isinstance(closer, Branch)
    block.add(_false(refused.test), prefix="if ", suffix=":")
    _cases((missing, *closer.cases), block.nest(), "")


def _accepts(shape: Shape, name: str) -> Doc:
    """The dense test; a number of one machine digit is asked for first, as CPython compares those without a call."""
    if isinstance(shape, Integer) and not shape.checks:
        short = Chain("and", (f"type({name}) is int", f"-{SHORT_INTEGER} <= {name} <= {SHORT_INTEGER}"))
        return Chain("or", (brackets(short), f"is_integer({name})"))
    return accepts(shape, name, fast=False)


def _true(test: Test) -> Doc:
    match test:
        case Has(owner, key):
            return f"{string(key)} in {owner.variable}"
        case Accepts(shape, place):
            return _accepts(shape, place.variable)
        case HasType(shape, place):
            return _has_type(shape, place.variable)
        case IsText(place):
            return Chain("or", (f"{place.variable}.isascii()", f"is_text({place.variable})"))
        case Meets(predicate, shape, place):
            return holds(for_type(predicate, shape), place.variable)
        case OnlyKnown(place):
            return f"not {_unseen(place)}"
        case Broken(rule, warning):
            assert warning, "what a rule of a report reads is known to report.py"
            return every(broken(rule, "r"))
        case _:
            assert_never(test)


def _false(test: Test) -> Doc:
    match test:
        case Has(owner, key):
            return f"{string(key)} not in {owner.variable}"
        case Meets(predicate, shape, place):
            return fails(for_type(predicate, shape), place.variable)
        case _:
            return negated(_true(test))


def _has_type(shape: Shape, name: str) -> Doc:
    match shape:
        case String() | Media():
            return f"isinstance({name}, str)"
        case Integer():
            return f"is_integer({name})"
        case Number():
            return f"is_number({name})"
        case Boolean():
            return f"isinstance({name}, bool)"
        case Array():
            return f"isinstance({name}, list)"
        case Object():
            return f"isinstance({name}, dict)"
        case Union(branches):
            return Chain("or", tuple(_has_type(branch, name) for branch in branches))
        case _:
            assert_never(shape)


def _add(step: Add, block: Block) -> None:
    value = step.place.variable if step.value else "None"
    said = (string(step.code), path_literal(step.place), value, string(step.sentence), "DOCS")
    _append("found", [*said, *_where_given(step.choices, step.bound, ())], block)


def _add_rule(rule: Rule, block: Block) -> None:
    said = (string(rule.code), string(pointer(rule.path)), _shown(rule.value), string(rule.sentence), 'DOCS[""]')
    _append("late", [*said, *_where_given(rule.choices, rule.bound, rule.related)], block)


def _append(name: str, arguments: Sequence[Doc], block: Block) -> None:
    violation = Group("Violation(", tuple(arguments), ")")
    block.add(Group(f"{name}.append(", (violation,), ")", trailing=False))


def _where_given(legal: Sequence[Choice], bound: int | float | None, related: Sequence[Path]) -> list[Doc]:
    """The arguments of a violation that not every one has."""
    found: list[Doc] = [choices(legal)] if legal else []
    if bound is not None:
        found += [*([] if legal else ["()"]), scalar(bound)]
    if related:
        found.append("related=" + flat(Group("(", tuple(map(string, shown_paths(related))), ")")))
    return found


def _shown(paths: tuple[Path, ...]) -> str:
    if len(paths) == 1:
        return at(paths[0], "r")
    return "Size((" + ", ".join(at(path, "r") for path in paths) + "))" if paths else "None"


def path_literal(place: Place) -> str:
    """The pointer of a place, with the positions of items filled in."""
    if not any(isinstance(part, Index) for part in place.path):
        return string(pointer(part for part in place.path if isinstance(part, str)))
    parts = ["/{" + part.name + "}" if isinstance(part, Index) else _braced(pointer((part,))) for part in place.path]
    return "f" + string("".join(parts))


def _braced(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def field_table(names: tuple[str, ...]) -> str:
    """The name of the table of an object's fields."""
    return constant("fields") if not names else constant(*names)


def table_entries(shape: Object, names: tuple[str, ...]) -> list[Doc]:
    """``name: table of its fields or None`` for every field of an object."""
    found: list[Doc] = []
    for field in shape.properties:
        inner = as_object(field.shape)
        table = field_table((*names, field.name)) if inner is not None else "None"
        if isinstance(field.shape, Array):
            table = f'{{"*": {table}}}'
        found.append(f"{string(field.name)}: {table}")
    return found
