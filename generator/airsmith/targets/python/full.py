"""The steps of the full path as Python statements."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from ...meaning.shapes import Array, Boolean, Integer, Media, Number, Object, Shape, String, Union
from ...meaning.values import Path, pointer
from ...meaning.violations import Rule
from ..printer import Block, Chain, Doc, Group, flat
from ..steps import (
    Accepts,
    Add,
    AddRule,
    AddUnknown,
    Branch,
    Broken,
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
)
from .expressions import accepts, at, broken, every, fails, for_type, holds, negated
from .literals import choices, one_line, scalar, string
from .names import constant
from ..walk import as_object


def statements(steps: Iterable[Step], block: Block) -> None:
    """Write the steps into the block."""
    for step in steps:
        match step:
            case Note(text):
                block.blank()
                block.add(f"# {one_line(text)}")
            case Read(place, owner, key):
                block.add(f"{place.variable} = {owner.variable}[{string(key)}]")
            case Branch():
                _branch(step, block)
            case Each(place, item, inner):
                index = item.path[-1]
                assert isinstance(index, Index)
                block.add(f"for {index.name}, {item.variable} in enumerate({place.variable}):")
                statements(inner, block.nest())
            case Add():
                _add(step, block)
            case AddUnknown(place, sentence):
                arguments = (place.variable, field_table(place.names), path_literal(place), string(sentence))
                block.add(Group("out.unknown(", arguments, ")"))
            case AddRule(rule):
                _add_rule(rule, block)
            case _:
                assert_never(step)


def _branch(branch: Branch, block: Block) -> None:
    for i, case in enumerate(branch.cases):
        test = _true(case.test) if case.outcome else _false(case.test)
        block.add(test, prefix="elif " if i else "if ", suffix=":")
        statements(case.steps, block.nest())
    if branch.otherwise:
        block.add("else:")
        statements(branch.otherwise, block.nest())


def _true(test: Test) -> Doc:
    match test:
        case Has(owner, key):
            return f"{string(key)} in {owner.variable}"
        case Accepts(shape, place):
            return accepts(shape, place.variable, fast=False)
        case HasType(shape, place):
            return _has_type(shape, place.variable)
        case IsText(place):
            return f"out.is_text({place.variable})"
        case Meets(predicate, shape, place):
            return holds(for_type(predicate, shape), place.variable)
        case OnlyKnown(place):
            return f"{place.variable}.keys() <= {field_table(place.names)}.keys()"
        case Broken(rule, warning):
            clean = Group("out.clean(", tuple(string(pointer(path)) for path in rule.reads), ")")
            return every([*([] if warning else [clean]), *broken(rule, "r")])
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
            return f"out.is_integer({name})"
        case Number():
            return f"out.is_number({name})"
        case Boolean():
            return f"isinstance({name}, bool)"
        case Array():
            return f"isinstance({name}, list)"
        case Object():
            return f"out.is_object({name})"
        case Union(branches):
            return Chain("or", tuple(_has_type(branch, name) for branch in branches))
        case _:
            assert_never(shape)


def _add(step: Add, block: Block) -> None:
    value = step.place.variable if step.value else "None"
    arguments: list[Doc] = [string(step.code), path_literal(step.place), value, string(step.sentence)]
    if step.choices:
        arguments.append(choices(step.choices))
    if step.bound is not None:
        arguments.append(f"bound={scalar(step.bound)}")
    block.add(Group("out.add(", tuple(arguments), ")"))


def _add_rule(rule: Rule, block: Block) -> None:
    arguments: list[Doc] = [string(rule.code), string(pointer(rule.path)), _shown(rule.value), string(rule.sentence)]
    if rule.choices:
        arguments.append(choices(rule.choices))
    if rule.bound is not None:
        arguments.append(f"bound={scalar(rule.bound)}")
    if rule.related:
        arguments.append("related=" + flat(Group("(", tuple(map(string, shown_paths(rule.related))), ")")))
    block.add(Group("out.rule(", tuple(arguments), ")"))


def _shown(paths: tuple[Path, ...]) -> str:
    if len(paths) == 1:
        return at(paths[0], "r")
    return "(" + ", ".join(at(path, "r") for path in paths) + ")" if paths else "None"


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
