"""The full path of a validator as steps that every language prints in its own syntax.

What is looked at, in which order, and what is reported when: decided here once. Every value
is first put to one dense test; only a value that fails it is looked at more closely, phase
by phase: presence, type, text, then the checks in their order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from ..meaning import shapes
from ..meaning.contract import Contract
from ..meaning.predicates import Predicate
from ..meaning.shapes import About, Array, Media, Object, Presence, Property, Shape, String, Union, item_about
from ..meaning.values import Choice, Path, pointer
from ..meaning.violations import Rule, ViolationCode, of_model


@dataclass(frozen=True)
class Index:
    """The position of an item, in the variable ``name``, as a part of a path."""

    name: str


@dataclass(frozen=True)
class Place:
    """A value in the code: its variable, its path, and the names of the table of its fields."""

    variable: str
    path: tuple[str | Index, ...] = ()
    names: tuple[str, ...] = ()
    depth: int = 0

    def below(self, key: str) -> Place:
        return Place(f"v{self.depth}", (*self.path, key), (*self.names, key), self.depth + 1)

    def item(self) -> Place:
        return Place(f"i{self.depth}", (*self.path, Index(f"k{self.depth}")), self.names, self.depth + 1)


REQUEST: Final = Place("r")
"""The request itself."""


@dataclass(frozen=True)
class Has:
    """The object has the key."""

    owner: Place
    key: str


@dataclass(frozen=True)
class Accepts:
    """The dense test of a scalar."""

    shape: Shape
    place: Place


@dataclass(frozen=True)
class HasType:
    shape: Shape
    place: Place


@dataclass(frozen=True)
class IsText:
    """The string holds no lone surrogate."""

    place: Place


@dataclass(frozen=True)
class Meets:
    """The predicate holds of a value of the shape's type."""

    predicate: Predicate
    shape: Shape
    place: Place


@dataclass(frozen=True)
class OnlyKnown:
    """The object has no key but those in its table."""

    place: Place


@dataclass(frozen=True)
class Broken:
    """Nothing was found at what the rule reads (unless ``warning``), it applies, and it does not hold."""

    rule: Rule
    warning: bool = False


Test: TypeAlias = Has | Accepts | HasType | IsText | Meets | OnlyKnown | Broken


@dataclass(frozen=True)
class Case:
    """``steps`` are taken where the test has the wanted outcome and no case before had."""

    test: Test
    outcome: bool
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Branch:
    cases: tuple[Case, ...]
    otherwise: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Note:
    """A comment on what follows."""

    text: str


@dataclass(frozen=True)
class Read:
    """The value under ``key`` becomes the variable of ``place``."""

    place: Place
    owner: Place
    key: str


@dataclass(frozen=True)
class Each:
    """The steps for every item of the array at ``place``."""

    place: Place
    item: Place
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Add:
    """A violation of one value's own checks; ``value`` is false where none was sent."""

    code: ViolationCode
    place: Place
    sentence: str
    choices: tuple[Choice, ...] = ()
    bound: int | float | None = None
    value: bool = True


@dataclass(frozen=True)
class AddUnknown:
    """A violation for every key of the object that its table does not have."""

    place: Place
    sentence: str


@dataclass(frozen=True)
class AddRule:
    rule: Rule


Step: TypeAlias = Branch | Note | Read | Each | Add | AddUnknown | AddRule


def warning_path(contract: Contract) -> Iterator[Step]:
    """Tell what is legal but pointless in a valid request."""
    for rule in contract.warnings:
        yield Branch((Case(Broken(rule, warning=True), True, (AddRule(rule),)),))


def rule_test(rule: Rule) -> Branch:
    """A rule about a request."""
    return Branch((Case(Broken(rule), True, (AddRule(rule),)),))


def rule_note(rule: Rule) -> Note:
    """The line above a rule."""
    return Note(f"{pointer(rule.path)[1:].replace('/', '.')}: {rule.code}")


def _members(shape: Object, place: Place, model: str) -> Iterator[Step]:
    for field in shape.properties:
        yield Note(summary(field))
        yield field_test(field, place, model)
    yield unknown_keys(shape, place, model)


def unknown_keys(shape: Object, place: Place, model: str) -> Branch:
    """What is said of the keys of an object that it does not have."""
    unknown = AddUnknown(place, of_model(shapes.unknown(shape.about), model))
    return Branch((Case(OnlyKnown(place), False, (unknown,)),))


def summary(field: Property) -> str:
    """The rules of a field in a line."""
    words = [kind.describe() for kind in field.shape.kinds]
    presence = {Presence.REQUIRED: "required", Presence.UNSUPPORTED: "not supported"}.get(field.presence)
    said = ", ".join([*([presence] if presence else []), *filter(None, words)])
    return f"{field.about.field}: {said}" if said else field.about.field


def field_test(field: Property, owner: Place, model: str) -> Branch:
    """All that can be wrong with a field of an object, said of the model of this name."""
    place = owner.below(field.name)
    has = Has(owner, field.name)
    read = (Read(place, owner, field.name), *_value(field.shape, field.about, place, model))
    match field.presence:
        case Presence.UNSUPPORTED:
            add = Add("unsupported_field", place, of_model(shapes.unsupported(field.about), model), value=False)
            return Branch((Case(has, True, (add,)),))
        case Presence.REQUIRED:
            add = Add("missing_field", place, of_model(shapes.missing(field.about), model), value=False)
            return Branch((Case(has, False, (add,)),), read)
        case Presence.OPTIONAL:
            return Branch((Case(has, True, read),))


def _value(shape: Shape, about: About, place: Place, model: str) -> tuple[Step, ...]:
    match shape:
        case Object():
            return (Branch((_wrong_type(shape, about, place),), tuple(_members(shape, place, model))),)
        case Array():
            return (Branch((_wrong_type(shape, about, place),), _array(shape, about, place, model)),)
        case Union(branches):
            cases = tuple(Case(HasType(one, place), True, _typed(one, about, place, model)) for one in branches)
            return (Branch(cases, (_add_type(shape, about, place),)),)
        case _:
            closer = Branch((_wrong_type(shape, about, place), *_checks(shape, about, place, model)))
            return (Branch((Case(Accepts(shape, place), False, (closer,)),)),)


def _typed(shape: Shape, about: About, place: Place, model: str) -> tuple[Step, ...]:
    """The steps for a branch of a union, whose type is known to be right."""
    match shape:
        case Object():
            return tuple(_members(shape, place, model))
        case Array():
            return _array(shape, about, place, model)
        case _:
            closer = Branch(tuple(_checks(shape, about, place, model)))
            return (Branch((Case(Accepts(shape, place), False, (closer,)),)),)


def _array(shape: Array, about: About, place: Place, model: str) -> tuple[Step, ...]:
    checks = tuple(_checks(shape, about, place, model))
    item = place.item()
    each = Each(place, item, _value(shape.items, item_about(about), item, model))
    return (Branch(checks), each) if checks else (each,)


def _wrong_type(shape: Shape, about: About, place: Place) -> Case:
    return Case(HasType(shape, place), False, (_add_type(shape, about, place),))


def _add_type(shape: Shape, about: About, place: Place) -> Add:
    return Add("wrong_type", place, shapes.wrong_type(about, shape))


def _checks(shape: Shape, about: About, place: Place, model: str) -> Iterator[Case]:
    if isinstance(shape, String | Media):
        yield Case(IsText(place), False, (Add("malformed_text", place, shapes.malformed(about)),))
    for check in shape.checks:
        add = Add(check.code, place, of_model(check.sentence, model), check.choices, check.bound)
        yield Case(Meets(check.holds, shape, place), False, (add,))


def docs_table(contract: Contract) -> Iterator[tuple[str, str]]:
    """Path -> page that states its limits, for the paths whose page is another than that of what is around them."""
    yield "", contract.docs
    yield from _docs_below(contract.root, (), contract.docs)


def _docs_below(shape: Object, path: Path, docs: str) -> Iterator[tuple[str, str]]:
    for field in shape.properties:
        below = (*path, field.name)
        if field.about.docs != docs:
            yield pointer(below), field.about.docs
        if isinstance(field.shape, Object):
            yield from _docs_below(field.shape, below, field.about.docs)


def shown_paths(paths: Sequence[Path]) -> tuple[str, ...]:
    """Pointers of paths without items."""
    return tuple(map(pointer, paths))
