"""JSON Schema fragments that say exactly what a predicate over a request means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import assert_never

from .predicates import All, AnyOf, AtMost, Compare, Count, In, Length, Matches, Not, Predicate, Present, RowIn, Value
from .patterns import Either, Pattern
from .values import Fragment, Json, Path, Row, Scalar


def at(path: Path, inner: Fragment) -> Fragment:
    """``inner`` for the value at ``path``, and nothing where it is absent."""
    for name in reversed(path):
        inner = {"properties": {name: inner}}
    return inner


def has(path: Path, inner: Fragment | None = None) -> Fragment:
    """The value at ``path`` is there and, if given, matches ``inner``.

    >>> has(("a", "b"))
    {'required': ['a'], 'properties': {'a': {'required': ['b']}}}
    """
    name, rest = path[0], path[1:]
    nested = has(rest, inner) if rest else inner
    found: Fragment = {"required": [name]}
    if nested is not None:
        found["properties"] = {name: nested}
    return found


def one_of_values(values: Sequence[Scalar]) -> Fragment:
    return {"const": values[0]} if len(values) == 1 else {"enum": list(values)}


def rows(paths: Sequence[Path], legal: Sequence[Row], required: bool) -> Fragment:
    """The values at two paths, taken together, are one of the rows: one branch per first value."""
    by_first: dict[int, list[Scalar]] = {}
    for first, second in legal:
        by_first.setdefault(first, []).append(second)
    branches: list[Json] = []
    for first, seconds in by_first.items():
        branch: Fragment = {"required": [path[-1] for path in paths]} if required else {}
        branch["properties"] = {paths[0][-1]: one_of_values([first]), paths[1][-1]: one_of_values(seconds)}
        branches.append(branch)
    return branches[0] if len(branches) == 1 and isinstance(branches[0], dict) else {"anyOf": branches}


def both(fragments: Iterable[Fragment]) -> Fragment:
    """All of the fragments, without an ``allOf`` where one will do."""
    parts = [part for part in fragments if part]
    if len(parts) <= 1:
        return parts[0] if parts else {}
    return {"allOf": list(parts)}


def implies(condition: Fragment, consequence: Fragment) -> Fragment:
    return {"if": condition, "then": consequence} if condition else consequence


def at_most(item: Fragment, limit: int, total: int, modern: bool) -> Fragment:
    """At most ``limit`` of the items of an array match.

    Drafts before 2019-09 cannot count: there every choice of places that would be one too many is listed. So the
    array has to be bounded; it has at most ``total`` items.
    """
    if modern:
        return {"contains": item, "minContains": 0, "maxContains": limit}
    if total == limit + 1:
        return {"not": {"minItems": total, "items": item}}
    choices: list[Json] = []
    for places in combinations(range(total), limit + 1):
        items: list[Json] = [item if i in places else {} for i in range(places[-1] + 1)]
        choices.append({"minItems": len(items), "items": items})
    return {"not": {"anyOf": choices}} if choices else {}


def pattern_fragment(pattern: Pattern) -> Fragment:
    """A pattern for the whole value.

    ``$`` also matches before a final newline in Python's engines: a length closes that gap
    where all matches are equally long, a look-ahead elsewhere.
    """
    least, most = pattern.width
    if most is not None and least == most and not isinstance(pattern.part, Either):
        return {"pattern": f"^{pattern.text}$", "maxLength": most}
    return {"pattern": f"^(?:{pattern.text})$(?!\\n)"}


def predicate_fragment(predicate: Predicate) -> Fragment:
    """The schema of the requests for which the predicate is true."""
    match predicate:
        case Present(path):
            return has(path)
        case In(path, values):
            return has(path, one_of_values(values))
        case Matches(path, pattern):
            return has(path, pattern_fragment(pattern))
        case Compare(term, operator, bound):
            return has(term.path, compare_fragment(term, operator == ">=", bound))
        case RowIn(paths, legal):
            return rows(paths, legal, required=True)
        case All(parts):
            return both(map(predicate_fragment, parts))
        case AnyOf(parts):
            return {"anyOf": [predicate_fragment(part) for part in parts]}
        case Not(part):
            return {"not": predicate_fragment(part)}
        case AtMost():
            raise ValueError("a count of items is said by its kind, never inside a condition")
        case _:
            assert_never(predicate)


def compare_fragment(term: Value | Length | Count, lower: bool, bound: int | float) -> Fragment:
    """The keyword for a lower or an upper bound of the term."""
    match term:
        case Value():
            return {"minimum" if lower else "maximum": bound}
        case Length():
            return {"minLength" if lower else "maxLength": bound}
        case Count():
            return {"minItems" if lower else "maxItems": bound}
        case _:
            assert_never(term)
