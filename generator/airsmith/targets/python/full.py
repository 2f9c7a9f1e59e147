"""The full path: straight-line code that tells everything wrong with a request, each rule beside its sentence.

Every field is first put to the dense test of the fast path; only one that fails it is looked
at more closely, phase by phase: presence, type, size, value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...meaning import shapes
from ...meaning.contract import Contract
from ...meaning.shapes import (
    About,
    Array,
    Boolean,
    Integer,
    Media,
    Number,
    Object,
    Presence,
    Property,
    Shape,
    String,
    Union,
    item_about,
)
from ...meaning.values import Choice, Path, pointer
from ...meaning.violations import Rule
from ..printer import Block, Chain, Doc, Group, flat
from .expressions import accepts, at, broken, every, fails, for_type, negated
from .literals import choices, one_line, scalar, string
from .names import constant
from .walk import as_object


@dataclass(frozen=True)
class Place:
    """A value in the code: the variable it is in, the expression of its path, and how deep it stands."""

    name: str
    path: str
    depth: int
    names: tuple[str, ...] = ()

    @property
    def path_literal(self) -> str:
        return ("f" if "{" in self.path.replace("{{", "") else "") + string(self.path)

    def below(self, key: str, name: str) -> Place:
        escaped = pointer((key,)).replace("{", "{{").replace("}", "}}") if "{" in self.path else pointer((key,))
        return Place(name, self.path + escaped, self.depth + 1, (*self.names, key))

    def item(self) -> Place:
        return Place(f"i{self.depth}", f"{self.path}/{{k{self.depth}}}", self.depth + 1, self.names)


def full_path(contract: Contract, block: Block) -> None:
    """The body of ``report(r, out)``."""
    _members(contract.root, Place("r", "", 0), block)
    for rule in contract.rules:
        _rule(rule, block)


def warning_path(contract: Contract, block: Block) -> None:
    """The body of ``advise(r, out)``, for valid requests."""
    for rule in contract.warnings:
        parts = broken(rule, "r")
        block.add(every(parts), prefix="if ", suffix=":")
        _rule_report(rule, block.nest())


def field_table(names: tuple[str, ...]) -> str:
    """The name of the table of an object's fields."""
    return constant("fields") if not names else constant(*names)


def _members(shape: Object, place: Place, block: Block) -> None:
    for field in shape.properties:
        _property(field, place, block)
    sentence = string(shapes.unknown(shape.about))
    block.add(f"if not {place.name}.keys() <= {field_table(place.names)}.keys():")
    arguments = (place.name, field_table(place.names), place.path_literal, sentence)
    block.nest().add(Group("out.unknown(", arguments, ")"))


def _property(field: Property, owner: Place, block: Block) -> None:
    key = string(field.name)
    place = owner.below(field.name, f"v{owner.depth}")
    block.blank()
    block.add(f"# {one_line(_summary(field))}")
    if field.presence is Presence.UNSUPPORTED:
        block.add(f"if {key} in {owner.name}:")
        _add(
            block.nest(),
            "unsupported_field",
            place,
            shapes.unsupported(field.about),
            value=f"{owner.name}[{key}]",
        )
    elif field.required:
        block.add(f"if {key} not in {owner.name}:")
        _add(block.nest(), "missing_field", place, shapes.missing(field.about), value="None")
        block.add("else:")
        _read(field, owner, place, block.nest())
    else:
        block.add(f"if {key} in {owner.name}:")
        _read(field, owner, place, block.nest())


def _summary(field: Property) -> str:
    """The rules of a field in a line."""
    words = [kind.describe() for kind in field.shape.kinds]
    presence = {Presence.REQUIRED: "required", Presence.UNSUPPORTED: "not supported"}.get(field.presence)
    said = ", ".join([*([presence] if presence else []), *filter(None, words)])
    return f"{field.about.field}: {said}" if said else field.about.field


def _read(field: Property, owner: Place, place: Place, block: Block) -> None:
    block.add(f"{place.name} = {owner.name}[{string(field.name)}]")
    _value(field.shape, field.about, place, block)


def _value(shape: Shape, about: About, place: Place, block: Block) -> None:
    match shape:
        case Object():
            _typed(f"isinstance({place.name}, dict)", shape, about, place, block)
            block.add("else:")
            _members(shape, place, block.nest())
        case Array():
            _typed(f"isinstance({place.name}, list)", shape, about, place, block)
            block.add("else:")
            _array(shape, about, place, block.nest())
        case Union(branches):
            _union(shape, branches, about, place, block)
        case _:
            test = accepts(shape, place.name, fast=False)
            block.add(negated(test), prefix="if ", suffix=":")
            _explain(shape, about, place, block.nest())


def _typed(test: str, shape: Shape, about: About, place: Place, block: Block) -> None:
    block.add(f"if not {test}:")
    _add(block.nest(), "wrong_type", place, shapes.wrong_type(about, shape))


def _array(shape: Array, about: About, place: Place, block: Block) -> None:
    _chain(shape, place, block, first=True)
    item = place.item()
    block.add(f"for k{place.depth}, {item.name} in enumerate({place.name}):")
    _value(shape.items, item_about(about), item, block.nest())


def _union(shape: Union, branches: Sequence[Shape], about: About, place: Place, block: Block) -> None:
    """One branch per JSON type; a value of no such type is of the wrong type."""
    for i, branch in enumerate(branches):
        block.add(_has_type(branch, place.name), prefix="elif " if i else "if ", suffix=":")
        inner = block.nest()
        match branch:
            case Object():
                _members(branch, place, inner)
            case _:
                test = accepts(branch, place.name, fast=False)
                inner.add(negated(test), prefix="if ", suffix=":")
                _explain(branch, about, place, inner.nest(), typed=True)
    block.add("else:")
    _add(block.nest(), "wrong_type", place, shapes.wrong_type(about, shape))


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
            return f"isinstance({name}, dict)"
        case Union(branches):
            return Chain("or", tuple(_has_type(branch, name) for branch in branches))


def _explain(shape: Shape, about: About, place: Place, block: Block, *, typed: bool = False) -> None:
    """Which of a scalar's conditions failed: the first one speaks; ``typed`` if its type is known to be right."""
    if not typed:
        _typed(flat(_has_type(shape, place.name)), shape, about, place, block)
    if isinstance(shape, String | Media):
        block.add(f"{'if' if typed else 'elif'} not out.is_text({place.name}):")
        _add(block.nest(), "malformed_text", place, shapes.malformed(about))
        typed = False
    _chain(shape, place, block, first=typed)


def _chain(shape: Shape, place: Place, block: Block, *, first: bool) -> None:
    for check in shape.checks:
        block.add(fails(for_type(check.holds, shape), place.name), prefix="if " if first else "elif ", suffix=":")
        _add(block.nest(), check.code, place, check.sentence, listed=check.choices, bound=check.bound)
        first = False


def _add(
    block: Block,
    code: str,
    place: Place,
    sentence: str,
    *,
    value: str = "",
    listed: tuple[Choice, ...] = (),
    bound: int | float | None = None,
) -> None:
    """A call that records a violation of the value's own checks."""
    arguments: list[Doc] = [string(code), place.path_literal, value or place.name, string(sentence)]
    if listed:
        arguments.append(choices(listed))
    if bound is not None:
        arguments.append(f"bound={scalar(bound)}")
    block.add(Group("out.add(", tuple(arguments), ")"))


def _rule(rule: Rule, block: Block) -> None:
    block.blank()
    block.add(f"# {one_line(pointer(rule.path)[1:].replace('/', '.'))}: {one_line(rule.code)}")
    clean = Group("out.clean(", tuple(string(pointer(path)) for path in rule.reads), ")")
    block.add(every([clean, *broken(rule, "r")]), prefix="if ", suffix=":")
    _rule_report(rule, block.nest())


def _rule_report(rule: Rule, block: Block) -> None:
    arguments: list[Doc] = [
        string(rule.code),
        string(pointer(rule.path)),
        _shown(rule.value),
        string(rule.sentence),
    ]
    if rule.choices:
        arguments.append(choices(rule.choices))
    if rule.bound is not None:
        arguments.append(f"bound={scalar(rule.bound)}")
    if rule.related:
        arguments.append("related=" + _flat_paths(rule.related))
    block.add(Group("out.rule(", tuple(arguments), ")"))


def _shown(paths: tuple[Path, ...]) -> str:
    if len(paths) == 1:
        return at(paths[0], "r")
    return "(" + ", ".join(at(path, "r") for path in paths) + ")" if paths else "None"


def _flat_paths(paths: tuple[Path, ...]) -> str:
    words = ", ".join(string(pointer(path)) for path in paths)
    return f"({words},)" if len(paths) == 1 else f"({words})"


def docs_entries(contract: Contract) -> list[Doc]:
    """Where the page that states a limit is looked up: the paths whose page is another than that of what is around."""
    found: list[Doc] = [f'"": {string(contract.docs)}']
    return found + _docs_below(contract.root, "", contract.docs)


def _docs_below(shape: Object, path: str, docs: str) -> list[Doc]:
    found: list[Doc] = []
    for field in shape.properties:
        below = path + pointer((field.name,))
        if field.about.docs != docs:
            found.append(f"{string(below)}: {string(field.about.docs)}")
        inner = field.shape
        if isinstance(inner, Object):
            found += _docs_below(inner, below, field.about.docs)
    return found


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
