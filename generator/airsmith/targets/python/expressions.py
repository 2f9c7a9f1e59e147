"""Shapes and predicates as Python expressions.

Two spellings of the same meaning: ``accepts`` is one dense test of a value of exact JSON
type; ``holds`` and ``fails`` spell a predicate about values whose types are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, assert_never
from zlib import crc32

from ...meaning.patterns import Pattern
from ...meaning.predicates import (
    ALWAYS,
    All,
    AnyOf,
    AtMost,
    Compare,
    Count,
    In,
    Length,
    Matches,
    Not,
    Predicate,
    Present,
    RowIn,
    Term,
    Value,
)
from ...meaning.shapes import Array, Boolean, Integer, Media, Number, Object, Shape, String, Union
from ...meaning.values import SAFE_INTEGER, Path, Row, Scalar
from ...meaning.violations import Rule
from ..printer import Chain, Doc, Group, flat, lines
from .literals import choices, scalar, string

_IDENTITY: Final = re.compile(r"^(type\(\w+\)|\w+) is ")

SHORT_SET: Final = 60
"""A set whose text is longer stands apart, as a constant."""

LONGEST_CHAIN: Final = 3
"""Up to this many values, comparing one after the other beats a set (measured: docs/benchmarks)."""


def brackets(doc: Doc) -> Doc:
    return Group("(", (doc,), ")", trailing=False) if isinstance(doc, Chain) else doc


def every(parts: list[Doc]) -> Doc:
    """All of the parts; a chain of the same operator is taken apart."""
    found: list[Doc] = []
    for part in parts:
        found += part.items if isinstance(part, Chain) and part.operator == "and" else [brackets(part)]
    return found[0] if len(found) == 1 else Chain("and", tuple(found))


def some(parts: list[Doc]) -> Doc:
    found: list[Doc] = []
    for part in parts:
        found += part.items if isinstance(part, Chain) and part.operator == "or" else [brackets(part)]
    return found[0] if len(found) == 1 else Chain("or", tuple(found))


def negated(doc: Doc) -> Doc:
    """The opposite, in brackets where it is a chain."""
    match doc:
        case Chain():
            return Group("not (", (doc,), ")", trailing=False)
        case Group():
            opening = doc.open.removeprefix("not ") if doc.open.startswith("not ") else f"not {doc.open}"
            return Group(opening, doc.items, doc.close, doc.trailing)
        case _ if doc.startswith("not "):
            return doc.removeprefix("not ")
        case _ if _IDENTITY.match(doc):
            return _IDENTITY.sub(r"\1 is not ", doc)
        case _:
            return f"not {doc}"


def accepts(shape: Shape, name: str, *, fast: bool, listed: bool = False) -> Doc:
    """The test that a scalar of exact JSON type has the shape.

    ``fast`` allows it to raise ValueError for text with lone surrogates and TypeError for what is no text;
    ``listed`` says that the legal values of a number are compared one by one elsewhere.
    """
    listed = listed or any(isinstance(check.holds, In | Matches) for check in shape.checks)
    checks = _checks(shape, name)
    match shape:
        case String() | Media():
            return _accepts_text(shape, name, fast)
        case Integer():
            return every([_whole(name, listed), *checks, *([] if listed else _safe(shape, name))])
        case Number():
            number = Chain("or", (f"type({name}) is int", f"type({name}) is float"))
            return every([number, *checks, *([] if listed else _safe(shape, name))])
        case Boolean():
            return every(checks) if checks else Chain("or", (f"{name} is True", f"{name} is False"))
        case Array() | Object() | Union():
            raise TypeError(f"{type(shape).__name__} is not a scalar")
        case _:
            assert_never(shape)


def accepts_str(shape: String | Media, name: str) -> Doc:
    """The test of a value whose type is ``str``, which may raise ValueError for lone surrogates."""
    checks = _checks(shape, name)
    if any(isinstance(check.holds, In | Matches) for check in shape.checks):
        return every(checks)
    return every([*checks, Chain("or", (f"{name}.isascii()", f"{name}.encode()"))])


def _checks(shape: Shape, name: str) -> list[Doc]:
    return [holds(for_type(check.holds, shape), name) for check in shape.checks]


def _accepts_text(shape: Shape, name: str, fast: bool) -> Doc:
    """The functions ``isascii`` and ``encode`` of str raise for what is no string, which saves asking for its type."""
    holding = [check.holds for check in shape.checks]
    checks = _checks(shape, name)
    if any(isinstance(one, In) for one in holding):
        return every([f"type({name}) is str", *checks])
    if any(isinstance(one, Matches) for one in holding):
        return every(checks if fast else [f"type({name}) is str", f"{name}.isascii()", *checks])
    if fast:
        return every([*checks, Chain("or", (f"isascii({name})", f"{name}.encode()"))])
    return every([f"type({name}) is str", *checks, Chain("or", (f"{name}.isascii()", f"is_text({name})"))])


def for_type(predicate: Predicate, shape: Shape) -> Predicate:
    """The same check of a value whose type is known: listed values of other types need no comparison."""
    if isinstance(predicate, In):
        words = isinstance(shape, String | Media)
        return In(predicate.path, tuple(value for value in predicate.values if isinstance(value, str) == words))
    return predicate


def _whole(name: str, listed: bool) -> Doc:
    """A fraction cannot equal a listed integer, so it needs no test of its own there."""
    if listed:
        return Chain("or", (f"type({name}) is int", f"type({name}) is float"))
    whole = Chain("and", (f"type({name}) is float", f"{name} % 1 == 0"))
    return Chain("or", (f"type({name}) is int", brackets(whole)))


def _safe(shape: Shape, name: str) -> list[Doc]:
    """The ends of the safe range, where no check is tighter."""
    bounds = {check.holds.operator for check in shape.checks if isinstance(check.holds, Compare)}
    found: list[Doc] = []
    if ">=" not in bounds:
        found.append(f"{name} >= -{SAFE_INTEGER}")
    if "<=" not in bounds:
        found.append(f"{name} <= {SAFE_INTEGER}")
    return found


def holds(predicate: Predicate, name: str, there: frozenset[Path] = frozenset()) -> Doc:
    """The predicate about the value in variable ``name``, whose type is known.

    The paths in ``there`` are known to be present, so nothing asks for them again.
    """
    match predicate:
        case Present(path):
            return present(path, name)
        case In(path, values):
            inner = member(at(path, name), values)
            return every([present(path, name), inner]) if path and path not in there else inner
        case RowIn(paths, rows):
            first, second = (at(path, name) for path in paths)
            asked = [present(path, name) for path in paths if path not in there]
            return every([*asked, _rows(first, second, rows)])
        case Compare(term, operator, bound):
            return _compare(term, operator, bound, name)
        case Matches(path, pattern):
            return matches(pattern, at(path, name))
        case AtMost((), limit, item):
            return f"{_count(name, item)} <= {limit}"
        case AtMost():
            return _at_most(predicate, at(predicate.path, name))
        case All(parts):
            return every([holds(part, name, there) for part in parts]) if parts else "True"
        case AnyOf(parts):
            return some([holds(part, name, there) for part in parts]) if parts else "False"
        case Not(part):
            return fails(part, name, there)
        case _:
            assert_never(predicate)


def broken(rule: Rule, name: str, sure: frozenset[Path] = frozenset()) -> list[Doc]:
    """The tests that together say that a rule applies and does not hold; the paths that are ``sure`` are present."""
    there = sure | frozenset(_certain(rule.applies))
    asked = [] if rule.applies == ALWAYS else [holds(rule.applies, name)]
    return [*asked, brackets(fails(rule.holds, name, there))]


def _certain(predicate: Predicate) -> Iterator[Path]:
    """The paths that are present wherever the predicate is true."""
    match predicate:
        case Present(path) | In(path):
            yield path
        case All(parts):
            for part in parts:
                yield from _certain(part)
        case _:
            return


def fails(predicate: Predicate, name: str, there: frozenset[Path] = frozenset()) -> Doc:
    """The opposite of ``holds``, as a person would write it."""
    match predicate:
        case Compare(Length() as term, ">=", 1) if not term.path:
            return f"not {name}"
        case Compare(term, operator, bound):
            return f"{_measure(term, name)} {'<' if operator == '>=' else '>'} {bound}"
        case AtMost((), limit, item):
            return f"{_count(name, item)} > {limit}"
        case AtMost():
            return _more_than(predicate, at(predicate.path, name))
        case Present((key,)):
            return f"{string(key)} not in {name}"
        case In((), values) if len(values) == 1:
            return f"{name} {'is not' if isinstance(values[0], bool) else '!='} {scalar(values[0])}"
        case Not(part):
            return holds(part, name, there)
        case All(parts) if parts and all(isinstance(part, Compare) for part in parts):
            return some([fails(part, name) for part in parts])
        case _:
            return negated(holds(predicate, name, there))


def at(path: Path, name: str) -> str:
    """The value at a path that is known to be there."""
    return name + "".join(f"[{string(key)}]" for key in path)


def present(path: Path, name: str) -> Doc:
    """Every key of the path is there; whatever is there has been found to have its type."""
    parts: list[Doc] = [f"{string(key)} in {at(path[:i], name)}" for i, key in enumerate(path)]
    return every(parts)


def member(name: str, values: tuple[Scalar, ...]) -> Doc:
    """One of the values, for a variable whose type no value of another type can have."""
    if all(isinstance(value, bool) for value in values):
        return some([f"{name} is {scalar(value)}" for value in values])
    if len(values) <= LONGEST_CHAIN:
        return some([f"{name} == {scalar(value)}" for value in values])
    listed = f"{{{', '.join(map(scalar, values))}}}"
    return f"{name} in {listed}" if len(listed) <= SHORT_SET else f"{name} in {set_name(values)}"


def set_name(values: tuple[Scalar, ...]) -> str:
    """The name of the constant that holds a long set of values."""
    return f"VALUES_{crc32(repr(values).encode()):08X}"


def long_sets(leaves: Iterable[Predicate]) -> dict[str, str]:
    """Name -> text of the constants that these predicates refer to."""
    found: dict[str, str] = {}
    for leaf in leaves:
        for values in _spellings(leaf.values) if isinstance(leaf, In) else ():
            if set_name(values) in flat(member("x", values)):
                listed = Group("(", tuple(map(scalar, values)), ")")
                text = lines(Group("frozenset(", (listed,), ")", trailing=False), prefix=f"{set_name(values)} = ")
                found[set_name(values)] = "\n".join(text)
    return found


def _spellings(values: tuple[Scalar, ...]) -> tuple[tuple[Scalar, ...], ...]:
    """All of the values, and those a string or anything else can equal."""
    words = tuple(value for value in values if isinstance(value, str))
    return values, words, tuple(value for value in values if not isinstance(value, str))


def _rows(first: str, second: str, rows: tuple[Row, ...]) -> Doc:
    """Pairs as comparisons grouped by their first value: faster than looking a tuple up."""
    if all(row[0] == row[1] for row in rows):
        return every([f"{first} == {second}", member(first, tuple(row[0] for row in rows))])
    groups: dict[int, list[Scalar]] = {}
    for left, right in rows:
        groups.setdefault(left, []).append(right)
    return some([every([f"{first} == {left}", member(second, tuple(groups[left]))]) for left in groups])


def _compare(term: Term, operator: str, bound: int | float, name: str) -> Doc:
    if isinstance(term, Length | Count) and (operator, bound) == (">=", 1):
        return at(term.path, name)
    return f"{_measure(term, name)} {operator} {bound}"


def _measure(term: Term, name: str) -> str:
    match term:
        case Value(path):
            return at(path, name)
        case Length(path) | Count(path):
            return f"len({at(path, name)})"
        case _:
            assert_never(term)


def _count(items: str, item: Predicate) -> str:
    """How many items satisfy a predicate, of which nothing is known yet."""
    match item:
        case In((key,), values):
            return f"count({items}, {string(key)}, {flat(choices(values))})"
        case _:
            raise TypeError(f"{type(item).__name__} cannot be asked of an item whose type is not known")


def looks_inside(predicate: Predicate) -> bool:
    """Whether the predicate about an array asks something of its items."""
    match predicate:
        case AtMost():
            return True
        case All(parts) | AnyOf(parts):
            return any(map(looks_inside, parts))
        case Not(part):
            return looks_inside(part)
        case _:
            return False


def of_items(predicate: Predicate, name: str) -> Doc:
    """The predicate about an array in variable ``name`` whose items are known to have their types."""
    match predicate:
        case AtMost():
            return _at_most(predicate, name)
        case All(parts):
            return every([of_items(part, name) for part in parts])
        case AnyOf(parts):
            return some([of_items(part, name) for part in parts])
        case Not(part):
            return negated(of_items(part, name))
        case _:
            return holds(predicate, name)


def _at_most(predicate: AtMost, items: str) -> Doc:
    if predicate.limit == 0:
        return _each_item("not any(", predicate.item, items, ")")
    return _each_item("sum(", predicate.item, items, f") <= {predicate.limit}")


def _more_than(predicate: AtMost, items: str) -> Doc:
    if predicate.limit == 0:
        return _each_item("any(", predicate.item, items, ")")
    return _each_item("sum(", predicate.item, items, f") > {predicate.limit}")


def _each_item(opening: str, item: Predicate, items: str, closing: str) -> Doc:
    """A function of a generator that says of each item, whose type is known, whether it is such."""
    return Group(opening, (Chain("for", (_asked_of_item(item), f"i in {items}")),), closing, trailing=False)


def _asked_of_item(item: Predicate) -> str:
    match item:
        case In((key,), values):
            return f"isinstance(i, dict) and i.get({string(key)}) in {flat(choices(values))}"
        case Compare(Value((key,)), operator, bound):
            number = f"isinstance(i.get({string(key)}), (int, float))"
            return f"isinstance(i, dict) and {number} and i[{string(key)}] {operator} {bound}"
        case _:
            raise TypeError(f"{type(item).__name__} cannot be asked of an item yet")


def matches(pattern: Pattern, name: str) -> Doc:
    """The whole text matches. Fixed forms are translated to a skeleton, which needs no ``re``."""
    form = skeleton(pattern)
    if form is None:
        return f"re.fullmatch({string(pattern.text)}, {name})"
    members, literals, text = form
    return f"encode({name}).translate({table_name(members, literals)}) == b{string(text)}"


@lru_cache(maxsize=256)
def skeleton(pattern: Pattern) -> tuple[str, str, str] | None:
    """The class, the literals and the skeleton of a pattern of literals and one class; None for any other."""
    positions = pattern.fixed
    if positions is None:
        return None
    classes = {allowed for allowed in positions if len(allowed) > 1}
    literals = {next(iter(allowed)) for allowed in positions if len(allowed) == 1}
    if len(classes) != 1 or literals & (members := next(iter(classes))) or "0" in literals:
        return None
    text = "".join("0" if len(allowed) > 1 else next(iter(allowed)) for allowed in positions)
    return "".join(sorted(members)), "".join(sorted(literals)), text


def table_name(members: str, literals: str) -> str:
    """The name of the translation table of a skeleton."""
    plain = (members, literals) == ("0123456789ABCDEFabcdef", "-")
    return "HEXADECIMAL" if plain else f"TABLE_{crc32((members + literals).encode()):08X}"


def table(members: str, literals: str) -> str:
    """The translation table: members to 0, literals to themselves, all else to 1."""
    return f"bytes(48 if c in b{string(members)} else c if c in b{string(literals)} else 1 for c in range(256))"
