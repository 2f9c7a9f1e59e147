"""The reference interpreter: slow, plain, and the oracle of every test.

Order of a report: fields in their order, each object's unknown keys last within it, by code
point; a rule speaks where its field stands. A path gets one violation from its own checks,
the first that fails; a rule that reads a field which failed is silent; no code stands twice
at one path.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

from . import shapes
from .contract import Contract
from .predicates import (
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
from .patterns import Pattern
from .shapes import About, Array, Boolean, Integer, Media, Number, Object, Presence, Property, Shape, String, Union
from .values import Path, is_integer, is_number, is_object, is_text, pointer, same
from .violations import Rule, Violation, unknown_key, violation

Place = tuple[str | int, ...]
Found = tuple[Place, Violation]


class _Absent:
    """The value of a key that is not there."""


ABSENT = _Absent()


def violations(request: object, contracts: Mapping[str, Contract], *, allow_unknown: bool = False) -> list[Violation]:
    """Everything wrong with a request, in field order.

    ``allow_unknown`` lets keys pass that nothing names, at the top level only.
    """
    if not isinstance(request, dict) or not is_object(request):
        return [violation("wrong_type", "", shapes.NOT_AN_OBJECT, _single(request))]
    airs = tuple(contracts)
    model = request.get("model", ABSENT)
    if model is ABSENT:
        return [violation("missing_field", "/model", shapes.MODEL_MISSING, None, choices=airs)]
    if not isinstance(model, str):
        return [violation("wrong_type", "/model", shapes.MODEL_TYPE, _single(model))]
    if model not in contracts:
        return [violation("unknown_model", "/model", shapes.UNKNOWN_MODEL, model, choices=airs)]
    return _report(request, contracts[model], allow_unknown)


def warnings(request: object, contract: Contract) -> list[Violation]:
    """What is legal but pointless in a valid request, in field order."""
    broken = [rule for rule in contract.warnings if not _satisfied(rule, request)]
    return _in_order(((rule.path, _rule_violation(rule, request, contract)) for rule in broken), contract)


def _report(request: dict[str, object], contract: Contract, allow_unknown: bool) -> list[Violation]:
    own = list(_object(request, contract.root, (), contract.name, allow_unknown))
    failed = [place for place, _ in own]
    late = [
        (rule.path, _rule_violation(rule, request, contract))
        for rule in contract.rules
        if not any(_touches(place, path) for place in failed for path in rule.reads) and not _satisfied(rule, request)
    ]
    return _in_order([*own, *late], contract)


def _in_order(found: Iterable[Found], contract: Contract) -> list[Violation]:
    """In field order, and no code twice at one path."""
    every = list(found)
    ordered = sorted(every, key=lambda one: _rank(one[0], contract.root)) if len(every) > 1 else every
    unique: dict[tuple[str, str], Violation] = {}
    for _, one in ordered:
        unique.setdefault((one.code, one.path), one)
    return list(unique.values())


def _touches(failed: Place, path: Path) -> bool:
    """A failure at a field, inside it or around it."""
    shorter = min(len(failed), len(path))
    return failed[:shorter] == path[:shorter]


def _rank(place: Place, shape: Shape) -> tuple[int, ...]:
    """The position of a place in field order; what nothing names comes last within its object."""
    ranks: list[int] = []
    for part in place:
        if isinstance(part, int):
            ranks.append(part)
            shape = shape.items if isinstance(shape, Array) else shape
            continue
        owner = _as_object(shape)
        names = owner.names if owner else ()
        ranks.append(names.index(part) if part in names else len(names))
        shape = owner.properties[ranks[-1]].shape if owner and part in names else shape
    return tuple(ranks)


def _as_object(shape: Shape) -> Object | None:
    if isinstance(shape, Union):
        return next((branch for branch in shape.branches if isinstance(branch, Object)), None)
    return shape if isinstance(shape, Object) else None


def _object(
    value: dict[str, object], shape: Object, place: Place, model: str, allow_unknown: bool = False
) -> Iterator[Found]:
    for field in shape.properties:
        if field.name in value or field.presence is Presence.REQUIRED:
            yield from _property(value.get(field.name, ABSENT), field, (*place, field.name), model)
    unknown = () if allow_unknown else value.keys() - shape.names
    for key in sorted(map(str, unknown)):
        at = (*place, key)
        sentence = shapes.unknown(shape.about)
        yield at, unknown_key(pointer(at), sentence, key, shape.names, model, shape.about.docs)


def _property(value: object, field: Property, place: Place, model: str) -> Iterator[Found]:
    about = field.about
    if value is ABSENT:
        if field.presence is Presence.REQUIRED:
            sentence = shapes.missing(about)
            yield place, violation("missing_field", pointer(place), sentence, None, model=model, docs=about.docs)
    elif field.presence is Presence.UNSUPPORTED:
        sentence = shapes.unsupported(about)
        yield place, violation("unsupported_field", pointer(place), sentence, value, model=model, docs=about.docs)
    else:
        yield from _value(value, field.shape, about, place, model)


def _value(value: object, shape: Shape, about: About, place: Place, model: str) -> Iterator[Found]:
    branch = _branch(value, shape)
    if branch is None:
        sentence = shapes.wrong_type(about, shape)
        yield place, violation("wrong_type", pointer(place), sentence, _single(value), docs=about.docs)
        return
    if isinstance(value, str) and not is_text(value):
        yield place, violation("malformed_text", pointer(place), shapes.malformed(about), value, docs=about.docs)
        return
    for check in branch.checks:
        if not holds(check.holds, value):
            yield place, violation(
                check.code,
                pointer(place),
                check.sentence,
                value,
                choices=check.choices,
                bound=check.bound,
                model=model,
                docs=about.docs,
            )
            break
    if isinstance(branch, Array) and isinstance(value, list):
        item = shapes.item_about(about)
        for i, inner in enumerate(value):
            yield from _value(inner, branch.items, item, (*place, i), model)
    if isinstance(branch, Object) and isinstance(value, dict):
        yield from _object(value, branch, place, model)


def _single(value: object) -> object:
    """A value for a sentence: a caller's tuple is nothing JSON has, while a tuple of ours is a size."""
    return ABSENT if isinstance(value, tuple) else value


def _branch(value: object, shape: Shape) -> Shape | None:
    """The shape whose JSON type the value has, or None."""
    match shape:
        case String() | Media():
            return shape if isinstance(value, str) else None
        case Integer():
            return shape if is_integer(value) else None
        case Number():
            return shape if is_number(value) else None
        case Boolean():
            return shape if isinstance(value, bool) else None
        case Array():
            return shape if isinstance(value, list) else None
        case Object():
            return shape if is_object(value) else None
        case Union(branches):
            return next((found for branch in branches if (found := _branch(value, branch)) is not None), None)
        case _:
            assert_never(shape)


def _satisfied(rule: Rule, request: object) -> bool:
    return not holds(rule.applies, request) or holds(rule.holds, request)


def _rule_violation(rule: Rule, request: object, contract: Contract) -> Violation:
    values = tuple(_at(request, path) for path in rule.value)
    return violation(
        rule.code,
        pointer(rule.path),
        rule.sentence,
        values[0] if len(values) == 1 else values,
        choices=rule.choices,
        bound=rule.bound,
        related=tuple(map(pointer, rule.related)),
        docs=contract.docs,
    )


def holds(predicate: Predicate, value: object) -> bool:
    """Whether the predicate is true of the value. Never raises."""
    match predicate:
        case Present(path):
            found = _at(value, path)
            return found is not ABSENT and found is not None
        case In(path, values):
            found = _at(value, path)
            return any(same(found, legal) for legal in values)
        case RowIn(paths, rows):
            row = [_at(value, path) for path in paths]
            return any(all(map(same, row, legal)) for legal in rows)
        case Compare(term, operator, bound):
            number = _measure(term, value)
            return number is not None and (number >= bound if operator == ">=" else number <= bound)
        case Matches(path, pattern):
            text = _at(value, path)
            return isinstance(text, str) and _matches(pattern, text)
        case AtMost(path, limit, item):
            items = _at(value, path)
            return isinstance(items, list) and sum(holds(item, inner) for inner in items) <= limit
        case All(parts):
            return all(holds(part, value) for part in parts)
        case AnyOf(parts):
            return any(holds(part, value) for part in parts)
        case Not(part):
            return not holds(part, value)
        case _:
            assert_never(predicate)


def _at(value: object, path: Path) -> object:
    for name in path:
        if not isinstance(value, dict):
            return ABSENT
        value = value.get(name, ABSENT)
    return value


def _measure(term: Term, root: object) -> int | float | None:
    value = _at(root, term.path)
    match term:
        case Value():
            return value if is_number(value) and isinstance(value, int | float) else None
        case Length():
            return len(value) if isinstance(value, str) else None
        case Count():
            return len(value) if isinstance(value, list) else None
        case _:
            assert_never(term)


def _matches(pattern: Pattern, text: str) -> bool:
    return re.fullmatch(pattern.text, text) is not None


def fits(value: object, shape: Shape) -> bool:
    """Whether a value, taken alone, satisfies a shape."""
    return not list(_value(value, shape, About(""), (), ""))
