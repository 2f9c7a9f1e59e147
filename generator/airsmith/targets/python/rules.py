"""When the full path asks a rule: where what the rule reads was found to be clean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ...meaning.predicates import ALWAYS, All, Not, Predicate, Present
from ...meaning.shapes import Array, Object, Union
from ...meaning.values import Path, pointer
from ...meaning.violations import Rule
from ..printer import Chain, Doc, Group
from .expressions import brackets, broken
from .literals import string


def unless_failed(rule: Rule, root: Object) -> list[Doc]:
    """The tests that together say that what the rule reads is clean, and that the rule is broken.

    Only tests of which keys there are may be put before the question whether they are clean.
    """
    clean = brackets(Chain("or", ("not found", _clean(rule.reads, root))))
    sure = frozenset((field.name,) for field in root.properties if field.required)
    applies = _without(rule.applies, sure)
    parts = broken(replace(rule, applies=applies), "r", sure)
    if applies != ALWAYS and not _asks_for_keys(applies):
        return [clean, *parts]
    first = parts if _asks_for_keys(rule.holds) else parts[:-1]
    return [*first, clean, *parts[len(first) :]]


def _without(predicate: Predicate, sure: frozenset[Path]) -> Predicate:
    """The predicate without the question for fields that are required, and so are there where they are clean."""
    match predicate:
        case Present(path) if path in sure:
            return ALWAYS
        case All(parts):
            return All(tuple(part for part in parts if _without(part, sure) != ALWAYS))
        case _:
            return predicate


def _clean(paths: Sequence[Path], root: Object) -> Group:
    """The question whether nothing was found at the paths, inside them or around them."""
    if all(_is_flat(path, root) for path in paths):
        return Group("clean(", ("found", _listed(map(pointer, paths))), ")")
    around = dict.fromkeys(path[:i] for path in paths for i in range(1, len(path)))
    arguments = (_slashed(paths), *([_slashed(around)] if around else []))
    return Group("clean_within(", ("found", *arguments), ")")


def _is_flat(path: Path, root: Object) -> bool:
    """Whether nothing can be found inside the field."""
    field = root.property(path[0])
    return len(path) == 1 and field is not None and not isinstance(field.shape, Array | Object | Union)


def _slashed(paths: Iterable[Path]) -> Group:
    return _listed(pointer(path) + "/" for path in paths)


def _listed(pointers: Iterable[str]) -> Group:
    return Group("(", tuple(map(string, pointers)), ")")


def _asks_for_keys(predicate: Predicate) -> bool:
    """Whether the predicate asks for nothing but which keys the request has."""
    match predicate:
        case Present(path):
            return len(path) == 1
        case All(parts):
            return bool(parts) and all(map(_asks_for_keys, parts))
        case Not(part):
            return _asks_for_keys(part)
        case _:
            return False
