"""The steps of the full path as TypeScript statements."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from ...meaning.predicates import ALWAYS
from ...meaning.shapes import Array, Object
from ...meaning.values import Path, pointer
from ...meaning.violations import Rule
from ..printer import Block, Doc, Group
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
from ..walk import as_object
from .expressions import accepts, at, has_type, holds
from .literals import choices, one_line, scalar, string
from .logic import Atom, Bool, Call, document, every, opposite
from .names import constant


class Statements:
    """Writes steps into a block; lists of choices become constants, which it collects."""

    def __init__(self) -> None:
        self.constants: dict[str, Group] = {}

    def write(self, steps: Iterable[Step], block: Block) -> None:
        for step in steps:
            self._write(step, block)

    def _write(self, step: Step, block: Block) -> None:
        match step:
            case Note(text):
                block.blank()
                block.add(f"// {one_line(text)}")
            case Read(place, owner, key):
                block.add(f"const {place.variable} = {owner.variable}.{key};")
            case Branch():
                self._branch(step, block)
            case Each(place, item, inner):
                index = item.path[-1]
                assert isinstance(index, Index)
                block.add(f"for (const [{index.name}, {item.variable}] of {place.variable}.entries()) {{")
                self.write(inner, block.nest())
                block.add("}")
            case Add():
                self._add(step, block)
            case AddUnknown(place, sentence):
                table = field_table(place.names)
                self._call(block, "out.unknown(", [place.variable, table, path_literal(place), string(sentence)])
            case AddRule(rule):
                self._add_rule(rule, block)
            case _:
                assert_never(step)

    def _branch(self, branch: Branch, block: Block) -> None:
        for i, case in enumerate(branch.cases):
            test = document(_test(case.test) if case.outcome else opposite(_test(case.test)))
            block.add(Group("(", (test,), ")", trailing=False), prefix="} else if " if i else "if ", suffix=" {")
            self.write(case.steps, block.nest())
        if branch.otherwise:
            block.add("} else {")
            self.write(branch.otherwise, block.nest())
        block.add("}")

    def _add(self, step: Add, block: Block) -> None:
        value = step.place.variable if step.value else "undefined"
        arguments: list[Doc] = [string(step.code), path_literal(step.place), value, string(step.sentence)]
        names = tuple(part for part in step.place.path if isinstance(part, str))
        if step.choices:
            arguments.append(self._constant((*names, "values"), choices(step.choices)))
        elif step.bound is not None:
            arguments.append("[]")
        if step.bound is not None:
            arguments.append(scalar(step.bound))
        self._call(block, "out.add(", arguments)

    def _add_rule(self, rule: Rule, block: Block) -> None:
        arguments: list[Doc] = [
            string(rule.code),
            string(pointer(rule.path)),
            _shown(rule.value),
            string(rule.sentence),
        ]
        if rule.choices or rule.bound is not None or rule.related:
            listed = choices(rule.choices)
            name = ("sizes",) if rule.code == "unsupported_dimensions" else (*rule.path, "values")
            arguments.append(self._constant(name, listed) if rule.choices else "[]")
        if rule.bound is not None or rule.related:
            arguments.append("null" if rule.bound is None else scalar(rule.bound))
        if rule.related:
            arguments.append(self._constant((*rule.path, "related"), choices(shown_paths(rule.related))))
        self._call(block, "out.rule(", arguments)

    def _call(self, block: Block, function: str, arguments: list[Doc]) -> None:
        block.add(Group(function, tuple(arguments), ")"), suffix=";")

    def _constant(self, names: tuple[str, ...], value: Group) -> str:
        """The name of a constant of that value; a second value under the same name gets a number."""
        name, number = constant(*names), 1
        while self.constants.setdefault(name, value) != value:
            number += 1
            name = f"{constant(*names)}_{number}"
        return name


def _test(test: Test) -> Bool:
    match test:
        case Has(owner, key):
            return Atom(f"{owner.variable}.{key}", "!==", "undefined")
        case Accepts(shape, place):
            return accepts(shape, place.variable)
        case HasType(shape, place):
            return has_type(shape, place.variable)
        case IsText(place):
            return Call(f"isText({place.variable})")
        case Meets(predicate, shape, place):
            return holds(predicate, place.variable, shape)
        case OnlyKnown(place):
            return Call(f"onlyKnown({place.variable}, {field_table(place.names)})")
        case Broken(rule, warning):
            clean = Call(f"out.clean({', '.join(string(pointer(path)) for path in rule.reads)})")
            applies = [] if rule.applies == ALWAYS else [holds(rule.applies, "r")]
            return every([*([] if warning else [clean]), *applies, opposite(holds(rule.holds, "r"))])
        case _:
            assert_never(test)


def _shown(paths: tuple[Path, ...]) -> str:
    if len(paths) == 1:
        return at(paths[0], "r")
    return f"row({', '.join(at(path, 'r') for path in paths)})" if paths else "undefined"


def path_literal(place: Place) -> str:
    """The pointer of a place, with the positions of items filled in."""
    if not any(isinstance(part, Index) for part in place.path):
        return string(pointer(part for part in place.path if isinstance(part, str)))
    parts = ["/${" + part.name + "}" if isinstance(part, Index) else pointer((part,)) for part in place.path]
    return "`" + "".join(parts) + "`"


def field_table(names: tuple[str, ...]) -> str:
    """The name of the table of an object's fields."""
    return constant(*names, "fields")


def table_entries(shape: Object, names: tuple[str, ...]) -> list[Doc]:
    """``name: table of its fields or null`` for every field of an object."""
    found: list[Doc] = []
    for field in shape.properties:
        inner = as_object(field.shape)
        table = field_table((*names, field.name)) if inner is not None else "null"
        if isinstance(field.shape, Array):
            table = f'{{ "*": {table} }}'
        found.append(f"{field.name}: {table}")
    return found
