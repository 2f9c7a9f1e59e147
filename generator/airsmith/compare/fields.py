"""Naming what changed about the fields of a request. How much each change breaks is decided elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..meaning.predicates import ALWAYS, Not, Predicate, Present, rebase
from ..meaning.shapes import Array, Object, Presence, Property, Shape, Union, noun
from ..meaning.values import Path
from .found import Found, Place
from .judge import Direction, Question
from .limits import differences, word
from .moves import reunited
from .paths import ITEM, dotted, keys_of


def field_changes(old: Object, new: Object, skip: frozenset[Path] = frozenset()) -> list[Found]:
    """Every named change below the root of requests, fields that moved or got another name put together."""
    return reunited(list(_Walk(skip).objects(old, new, ())), old, new)


@dataclass(frozen=True)
class _Walk:
    skip: frozenset[Path]

    def objects(self, old: Object, new: Object, path: Path) -> Iterator[Found]:
        names = dict.fromkeys(one.name for shape in (old, new) for one in shape.properties)
        for name in names:
            if (*path, name) not in self.skip:
                yield from self._field(_given(old.property(name)), _given(new.property(name)), (*path, name))

    def _field(self, old: Property | None, new: Property | None, path: Path) -> Iterator[Found]:
        if old is not None and new is not None:
            yield from self._presence(old, new, path)
            yield from self._shapes(old.shape, new.shape, path)
            yield from _documentation(old, new, path)
        elif old is not None:
            rule = "setting-removed" if _is_setting(path) else "field-removed"
            yield found(rule, path, "narrower", Present(path), describe(old), "")
        elif new is not None:
            added = "field-added-required" if new.required else "field-added-optional"
            focus: Predicate = Not(Present(path)) if new.required else Present(path)
            direction: Direction = "narrower" if new.required else "wider"
            yield found("setting-added" if _is_setting(path) else added, path, direction, focus, "", describe(new))

    def _presence(self, old: Property, new: Property, path: Path) -> Iterator[Found]:
        if old.required and not new.required:
            yield found("became-optional", path, "wider", Not(Present(path)), "required", "optional")
        if new.required and not old.required:
            yield found("became-required", path, "narrower", Not(Present(path)), "optional", "required")

    def _shapes(self, old: Shape, new: Shape, path: Path) -> Iterator[Found]:
        match old, new:
            case Object(), Object():
                yield from self.objects(old, new, path)
            case Array(), Array():
                yield from self._shapes(old.items, new.items, (*path, ITEM))
            case Union(), Union() if _types(old) == _types(new):
                for left, right in zip(_sorted(old), _sorted(new), strict=True):
                    yield from self._shapes(left, right, path)
            case _ if type(old) is not type(new) or isinstance(old, Union):
                yield found("type-changed", path, "either", ALWAYS, noun(old), noun(new))
                return
        for step in differences(old, new):
            direction: Direction = "either" if step.wider is None else "wider" if step.wider else "narrower"
            focus = ALWAYS if step.focus is None else rebase(step.focus, path)
            yield found(step.rule, path, direction, focus, step.before, step.after)


def _given(field: Property | None) -> Property | None:
    """The field, unless requests must not have it."""
    return None if field is None or field.presence is Presence.UNSUPPORTED else field


def _is_setting(path: Path) -> bool:
    return len(path) == 3 and path[0] == "providerSettings"


def _sorted(shape: Union) -> list[Shape]:
    return sorted(shape.branches, key=lambda branch: type(branch).__name__)


def _types(shape: Union) -> list[str]:
    return [type(branch).__name__ for branch in _sorted(shape)]


def describe(field: Property) -> str:
    """A field in a few words."""
    limits = [words for kind in field.shape.kinds if (words := kind.describe())]
    return ", ".join(["required" if field.required else "optional", noun(field.shape), *limits])


def found(rule: str, path: Path, direction: Direction, focus: Predicate, before: str, after: str) -> Found:
    """A change of a field; below an item of a list no predicate reaches, so there every request is looked at."""
    known = ALWAYS if ITEM in path else focus
    place = Place(keys_of(path))
    return Found(rule, dotted(path), before, after, place, place, Question(direction, path[:1], known))


def _documentation(old: Property, new: Property, path: Path) -> Iterator[Found]:
    place = Place(keys_of(path))
    if old.default != new.default:
        rule = (
            "default-added" if old.default is None else "default-removed" if new.default is None else "default-changed"
        )
        before, after = ("" if value is None else word(value) for value in (old.default, new.default))
        yield Found(rule, dotted(path), before, after, place, place)
    said = [
        ("unit-changed", old.unit, new.unit),
        ("description-changed", old.summary, new.summary),
        ("description-changed", _labels(old), _labels(new)),
    ]
    yield from (Found(rule, dotted(path), one, other, place, place) for rule, one, other in said if one != other)
    yield from citation(old.anchor or old.about.docs, new.anchor or new.about.docs, dotted(path), place)


def _labels(field: Property) -> str:
    return ", ".join(f"{word(value)} is shown as {label}" for value, label in field.labels)


def citation(old: str, new: str, path: str, place: Place) -> Iterator[Found]:
    """A change of the page that states something."""
    if old != new:
        rule = "citation-lost" if not new else "citation-added" if not old else "citation-changed"
        yield Found(rule, path, old, new, place, place)
