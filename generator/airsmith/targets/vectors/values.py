"""Values worth trying in one place: of every JSON type, both sides of every limit, all listed ones and their like."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, product
from typing import Final, TypeAlias

from ...meaning.evaluate import fits
from ...meaning.predicates import All, AtMost, Compare, Count, In, Length, Matches, Predicate, Value
from ...meaning.shapes import Array, Boolean, Integer, Media, Number, Object, Presence, Shape, String, Union
from ...meaning.values import Json, is_integer
from ...model.samples import samples
from .texts import STOCK, at_length, free_texts, near_words, patterned

Try: TypeAlias = tuple[str, Json]
"""A value, and what is the matter with it in a word or two."""

MANY: Final = 24
"""Of more listed numbers than this only some are tried."""

_OTHERS: Final[dict[type[Shape], tuple[Try, ...]]] = {
    Boolean: (("true", True), ("false", False)),
    Number: (("one", 1), ("zero", 0)),
    String: (("no-text", ""), ("text", "first")),
    Array: (("no-items", []),),
    Object: (("no-keys", {}),),
}
"""Of each JSON type what is easily taken for another one; all of it only where that may happen."""
_ALIKE: Final = frozenset({Boolean, Number})


def least(shape: Shape) -> Json:
    """A legal value that is short and easy to read; null where none was found."""
    match shape:
        case Object(properties):
            return {field.name: least(field.shape) for field in properties if field.required}
        case Array(items):
            fewest = max([1, *(int(bound) for operator, bound in bounds(shape, Count) if operator == ">=")])
            return [least(items)] * min([fewest, *(int(bound) for _, bound in bounds(shape, Count))])
        case Union(branches):
            return least(branches[0])
        case String() | Media() if not listed(shape):
            known = next((text for text in STOCK[type(shape)] if fits(text, shape)), None)
            return known if known is not None else next(iter(samples(shape)), None)
        case _:
            return plain(next(iter(samples(shape)), None))


def fullest(shape: Shape) -> Json:
    """A legal value with everything in it that may be."""
    match shape:
        case Object(properties):
            fields = [field for field in properties if field.presence is not Presence.UNSUPPORTED]
            return {field.name: fullest(field.shape) for field in fields}
        case Array(items):
            return [fullest(items)] * len(kept) if isinstance(kept := least(shape), list) else kept
        case Union(branches):
            return fullest(branches[-1])
        case _:
            return least(shape)


def tries(shape: Shape, usual: Json, prose: bool = False) -> Iterator[Try]:
    """Values for a place where ``usual`` is legal; more of them where texts are ``prose``."""
    for branch in branches(shape):
        yield from _of_type(branch, prose)
    if isinstance(usual, int | float) and not isinstance(usual, bool):
        yield "fraction", usual + 0.5
        yield "digits-in-quotes", str(usual)
    types = {_json_type(branch) for branch in branches(shape)}
    yield "null", None
    for other, values in _OTHERS.items():
        if other not in types:
            yield from values if types & _ALIKE else values[:1]
    yield from _disguised(shape)


def branches(shape: Shape) -> tuple[Shape, ...]:
    return shape.branches if isinstance(shape, Union) else (shape,)


def listed(shape: Shape) -> list[Json]:
    """The values a check lists that are of the shape's type."""
    found = [value for check in shape.checks if isinstance(check.holds, In) for value in check.holds.values]
    return [value for value in found if _is_of(value, shape)]


def bounds(shape: Shape, term: type[Value | Length | Count]) -> list[tuple[str, int | float]]:
    """The limits on the value, its length or its count, each with its operator."""
    parts = [part for check in shape.checks for part in _parts(check.holds)]
    return [(part.operator, part.bound) for part in parts if isinstance(part, Compare) and isinstance(part.term, term)]


def longest(shape: Shape) -> int:
    """The greatest length of a text, 0 where nothing limits it."""
    return int(min((bound for operator, bound in bounds(shape, Length) if operator == "<="), default=0))


def plain(value: Json) -> Json:
    """Whole numbers without a fraction, as most people write them."""
    return int(value) if isinstance(value, float) and is_integer(value) else value


def _parts(predicate: Predicate) -> Iterator[Predicate]:
    if isinstance(predicate, All):
        for part in predicate.parts:
            yield from _parts(part)
    else:
        yield predicate


def _json_type(shape: Shape) -> type[Shape]:
    match shape:
        case Integer():
            return Number
        case Media():
            return String
        case _:
            return type(shape)


def _is_of(value: Json, shape: Shape) -> bool:
    match shape:
        case Boolean():
            return isinstance(value, bool)
        case Integer() | Number():
            return isinstance(value, int | float) and not isinstance(value, bool)
        case _:
            return isinstance(value, str)


def _of_type(shape: Shape, prose: bool) -> Iterator[Try]:
    """Values of the shape's own type, legal and not."""
    match shape:
        case String() | Media():
            yield from _texts(shape, prose)
        case Integer() | Number():
            yield from _numbers(shape)
        case Boolean():
            yield from (("true", True), ("false", False))
        case Array():
            yield from _arrays(shape)
        case Object():
            yield from (("no-keys", {}), ("least", least(shape)), ("fullest", fullest(shape)))
        case _:
            return


def _texts(shape: String | Media, prose: bool) -> Iterator[Try]:
    words = [value for value in listed(shape) if isinstance(value, str)]
    if words:
        yield from near_words(words)
        return
    legal = least(shape)
    if isinstance(legal, str):
        yield "usual", legal
    if any(isinstance(part, Matches) for check in shape.checks for part in _parts(check.holds)):
        yield from patterned(shape, legal if isinstance(legal, str) else "")
        return
    for operator, bound in bounds(shape, Length):
        yield from at_length(operator, int(bound))
    yield from free_texts(isinstance(shape, Media), prose)


def _numbers(shape: Integer | Number) -> Iterator[Try]:
    numbers = _some(sorted(value for value in listed(shape) if isinstance(value, int | float)))
    step = 1 if isinstance(shape, Integer) or numbers else 0.001
    for value in numbers:
        yield f"value-{value}", value
    for operator, bound in bounds(shape, Value):
        name, beyond = ("minimum", -step) if operator == ">=" else ("maximum", step)
        yield f"at-{name}", plain(bound)
        yield f"inside-{name}", plain(round(bound - beyond, 6))
        yield f"beyond-{name}", plain(round(bound + beyond, 6))
    if numbers:
        yield "below-listed", numbers[0] - 1
        yield "above-listed", numbers[-1] + 1
        for low, high in pairwise(numbers):
            yield f"between-{low}-and-{high}", plain((low + high) / 2)
            yield f"above-{low}", plain(low + (high - low) / 4)
    yield from (("negative", -1), ("zero", 0), ("one", 1))


def _some(numbers: list[int | float]) -> list[int | float]:
    """All of them, or of very many the first, the last and some that show how far apart they are."""
    if len(numbers) <= MANY:
        return numbers
    middle = len(numbers) // 2
    return [*numbers[:3], *numbers[middle : middle + 3], *numbers[-3:]]


def _arrays(shape: Array) -> Iterator[Try]:
    item = least(shape.items)
    ends = {int(bound) for _, bound in bounds(shape, Count)}
    for count in sorted({0, 1, 2} | ends | {end + 1 for end in ends} | {end - 1 for end in ends if end}):
        yield f"{count}-items", [item] * count
    if any(isinstance(part, AtMost) for check in shape.checks for part in _parts(check.holds)):
        variants = _variants(shape.items)
        yield from ((f"items-{left}-and-{right}", [a, b]) for (left, a), (right, b) in product(variants, variants))
    yield "wrong-second-item", [item, None]
    yield "list-in-a-list", [[item]]


def _variants(items: Shape) -> list[Try]:
    """An item of each branch, an object with each of the listed values of its fields."""
    found: list[Try] = []
    for branch in branches(items):
        base = least(branch)
        found.append((word_of(base), base))
        if isinstance(branch, Object) and isinstance(base, dict):
            for field in branch.properties:
                values = [value for inner in branches(field.shape) for value in listed(inner)]
                found += [(f"{field.name}-{value}", {**base, field.name: value}) for value in values]
    return found


def word_of(value: Json) -> str:
    return "object" if isinstance(value, dict) else "text"


def _disguised(shape: Shape) -> Iterator[Try]:
    """A legal value in the clothes of another type."""
    for branch in branches(shape):
        legal = least(branch)
        match branch:
            case Boolean():
                yield "true-in-quotes", "true"
            case Integer() | Number():
                yield "number-in-a-list", [legal]
            case String() | Media():
                yield "text-in-a-list", [legal]
            case Array():
                yield "item-without-its-list", legal[0] if isinstance(legal, list) and legal else None
                yield "items-by-number", {"0": legal[0]} if isinstance(legal, list) and legal else {}
            case Object():
                yield "object-in-a-list", [legal]
            case _:
                return
