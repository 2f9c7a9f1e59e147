"""The steps of the full path as TypeScript statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import assert_never

from ...meaning.contract import Contract
from ...meaning.predicates import ALWAYS
from ...meaning.shapes import Array, Object, Property
from ...meaning.values import Path, pointer
from ...meaning.violations import Rule
from ..printer import Block, Doc, Group
from ..shared import Memo, around, printed, stand_in_of
from ..steps import (
    REQUEST,
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
    field_test,
    rule_note,
    rule_test,
    shown_paths,
    summary,
    unknown_keys,
)
from ..walk import as_object
from .expressions import FIELDS, accepts, at, has_type, holds
from .literals import choices, one_line, scalar, string
from .logic import Atom, Bool, Call, document, every, opposite
from .members import asks_anything, fields_of, key_of, more_of, plainer, read_fields, whose_keys
from .names import constant


@dataclass(frozen=True)
class _Field:
    """The statements about a field of a request, and the constants that they use."""

    text: str
    constants: Mapping[str, Group]


_FIELDS = Memo[_Field | None]()


class Statements:
    """Writes steps into a block; lists of choices become constants, which it collects.

    ``request`` is the object from which rules read the fields of the request.
    """

    def __init__(self, constants: dict[str, Group], request: str = FIELDS) -> None:
        self.constants = constants
        self._request = request

    def report(self, contract: Contract, block: Block) -> None:
        """Tell everything wrong with a request: fields in order, unknown keys, then rules."""
        fields = contract.root.properties
        read_fields(REQUEST, [field.name for field in fields], block)
        for field in fields:
            self._field(field, contract.name, block)
        self._write(unknown_keys(contract.root, REQUEST, contract.name), block)
        for rule in contract.rules:
            self._write(rule_note(rule), block)
            self._write(rule_test(rule), block)

    def _field(self, field: Property, model: str, block: Block) -> None:
        """What can be wrong with a field of the request."""
        stand_in = stand_in_of(model)
        kept = None
        if field.shared and stand_in is not None:
            kept = _FIELDS.of(field, (around(block), stand_in), lambda: _printed(field, stand_in, block))
        if kept is None or stand_in is None or not self._takes(kept.constants):
            self.field(field, block, model)
        else:
            block.written.append(kept.text.replace(stand_in, model) if stand_in else kept.text)

    def field(self, field: Property, block: Block, model: str) -> None:
        """The statements about a field of a request to the model of that name."""
        self._write(Note(summary(field)), block)
        block.add(f"{REQUEST.below(field.name).variable} = {fields_of(REQUEST)}.{field.name};")
        self._write(field_test(field, REQUEST, model), block)

    def _takes(self, constants: Mapping[str, Group]) -> bool:
        """Add the constants; false where one of their names stands for something else."""
        if any(self.constants.get(name, value) != value for name, value in constants.items()):
            return False
        self.constants.update(constants)
        return True

    def write(self, steps: Iterable[Step], block: Block) -> None:
        written = tuple(steps)
        owner = next((found for step in written if (found := whose_keys(step)) is not None), None)
        if owner is not None:
            read_fields(owner, [key for step in written if (key := key_of(step)) is not None], block)
        for step in written:
            key = key_of(step)
            if owner is not None and key is not None:
                place = owner.below(key)
                block.add(f"{place.variable} = {fields_of(owner)}.{key};")
            self._write(step, block)

    def _write(self, step: Step, block: Block) -> None:
        match step:
            case Note(text):
                block.blank()
                block.add(f"// {one_line(text)}")
            case Read():
                pass  # The fields of an object are read before anything is said about them.
            case Branch():
                self._branch(plainer(step), block)
            case Each(place, item, inner):
                index, items = item.path[-1], place.variable
                assert isinstance(index, Index)
                block.add(f"for (let {index.name} = 0; {index.name} < {items}.length; {index.name}++) {{")
                block.nest().add(f"const {item.variable} = given({items}[{index.name}]);")
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

    def _branch(self, branch: Branch, block: Block, word: str = "if ") -> None:
        for case in branch.cases:
            test = self._test(case.test) if case.outcome else opposite(self._test(case.test))
            block.add(Group("(", (document(test),), ")", trailing=False), prefix=word, suffix=" {")
            self.write(case.steps, block.nest())
            word = "} else if "
        match [step for step in branch.otherwise if not isinstance(step, Read)]:
            case []:
                block.add("}")
            case [Branch() as inner] if whose_keys(inner) is None:
                self._branch(plainer(inner), block, word)
            case left:
                block.add("} else {")
                self.write(left, block.nest())
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
            self._shown(rule.value),
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

    def _test(self, test: Test) -> Bool:
        match test:
            case Has(owner, key):
                return Atom(owner.below(key).variable, "!==", "undefined")
            case Accepts(shape, place):
                return accepts(shape, place.variable)
            case HasType(shape, place):
                return has_type(shape, place.variable)
            case IsText(place):
                return Call(f"isText({place.variable})")
            case Meets(predicate, shape, place):
                return holds(predicate, place.variable, shape)
            case OnlyKnown(place):
                return Call(more_of(place), positive=False)
            case Broken(rule, warning):
                clean = Call(f"out.clean({', '.join(string(pointer(path)) for path in rule.reads)})")
                applies = [] if rule.applies == ALWAYS else [holds(rule.applies, self._request)]
                broken = [*applies, opposite(holds(rule.holds, self._request))]
                if warning:
                    return every(broken)
                return every([*broken, clean] if asks_anything(rule) else [clean, *broken])
            case _:
                assert_never(test)

    def _shown(self, paths: tuple[Path, ...]) -> str:
        if len(paths) == 1:
            return at(paths[0], self._request)
        return f"row({', '.join(at(path, self._request) for path in paths)})" if paths else "undefined"


def _printed(field: Property, stand_in: str, block: Block) -> _Field | None:
    alone = Statements({})
    text = printed(field, block, stand_in, partial(alone.field, field))
    return None if text is None else _Field(text, alone.constants)


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
