"""A contract whose fields were moved: what callers send who follow a move and change nothing else.

A rule about a field that moved refuses nothing that was sent before, since nobody sent the
field there. It may still refuse everybody who moves it; that is asked of this contract.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, replace
from typing import TypeAlias, assert_never

from ..meaning.contract import Contract
from ..meaning.kinds.base import Constraint, Draft
from ..meaning.predicates import (
    All,
    AnyOf,
    AtMost,
    Compare,
    In,
    Matches,
    Not,
    Predicate,
    Present,
    RowIn,
)
from ..meaning.shapes import Object, Presence, Property
from ..meaning.values import Fragment, Json, Path
from ..meaning.violations import Level, Rule

Move: TypeAlias = "tuple[Path, Path]"
"""Where a field was, and where it is."""


@dataclass(frozen=True)
class _Fixed(Constraint):
    """Rules that no author wrote."""

    fixed: tuple[Rule, ...]
    level: Level = "error"

    def rules(self) -> tuple[Rule, ...]:
        return self.fixed

    def fragment(self, draft: Draft) -> Fragment | None:
        return None

    def describe(self) -> str:
        return ""


def migrated(contract: Contract, moves: tuple[Move, ...]) -> Contract:
    """The contract with each field at its new place, its rules and all."""
    root = contract.root
    for old, new in moves:
        field, root = _taken(root, old)
        root = root if field is None else _put(root, new, replace(field, name=new[-1]))
    rules = tuple(_rule(rule, moves) for rule in contract.rules)
    return replace(contract, root=root, constraints=(_Fixed(rules),))


def moved_request(request: Json, moves: tuple[Move, ...]) -> Json:
    """The request with the values at their new places; objects that are left empty are dropped."""
    found = deepcopy(request)
    for old, new in moves:
        value = _pop(found, old)
        if value is not None and isinstance(found, dict):
            inner = found
            for name in new[:-1]:
                step = inner.setdefault(name, {})
                inner = step if isinstance(step, dict) else {}
            inner[new[-1]] = value
    return found


def _pop(value: Json, path: Path) -> Json:
    if not isinstance(value, dict) or path[0] not in value:
        return None
    if len(path) == 1:
        return value.pop(path[0])
    found = _pop(value[path[0]], path[1:])
    if value[path[0]] == {}:
        del value[path[0]]
    return found


def _taken(shape: Object, path: Path) -> tuple[Property | None, Object]:
    """The field at a path, and the object without it."""
    field = shape.property(path[0])
    if field is None:
        return None, shape
    if len(path) == 1:
        return field, replace(shape, properties=tuple(one for one in shape.properties if one is not field))
    if not isinstance(field.shape, Object):
        return None, shape
    found, inner = _taken(field.shape, path[1:])
    return found, _with(shape, replace(field, shape=inner))


def _put(shape: Object, path: Path, field: Property) -> Object:
    if len(path) == 1:
        return _with(shape, field)
    outer = shape.property(path[0])
    if outer is None or not isinstance(outer.shape, Object):
        presence = Presence.REQUIRED if field.required else Presence.OPTIONAL
        outer = Property(path[0], Object((), field.about), presence, field.about)
    assert isinstance(outer.shape, Object)
    return _with(shape, replace(outer, shape=_put(outer.shape, path[1:], field)))


def _with(shape: Object, field: Property) -> Object:
    kept = tuple(one for one in shape.properties if one.name != field.name)
    return replace(shape, properties=(*kept, field))


def _rule(rule: Rule, moves: tuple[Move, ...]) -> Rule:
    return replace(rule, path=_path(rule.path, moves), applies=_at(rule.applies, moves), holds=_at(rule.holds, moves))


def _path(path: Path, moves: tuple[Move, ...]) -> Path:
    for old, new in moves:
        if path[: len(old)] == old:
            return new + path[len(old) :]
    return path


def _at(predicate: Predicate, moves: tuple[Move, ...]) -> Predicate:
    """The predicate about the fields at their new places."""
    match predicate:
        case Present(path):
            return Present(_path(path, moves))
        case Compare(term):
            return replace(predicate, term=type(term)(_path(term.path, moves)))
        case In(path) | Matches(path) | AtMost(path):
            return replace(predicate, path=_path(path, moves))
        case RowIn(paths, rows):
            return RowIn(tuple(_path(path, moves) for path in paths), rows)
        case All(parts):
            return All(tuple(_at(part, moves) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(_at(part, moves) for part in parts))
        case Not(part):
            return Not(_at(part, moves))
        case _:
            assert_never(predicate)
