"""Places of a request: each field, item and object a model describes, and the request with something else there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from ...meaning.shapes import Array, Object, Presence, Property, Shape, Union
from ...meaning.values import Json
from .values import least

Owner: TypeAlias = dict[str, Json]


@dataclass(frozen=True)
class Place:
    """``put`` gives the request with a value there, the rest as it was."""

    path: tuple[str | int, ...]
    put: Callable[[Json], Json]

    @property
    def topic(self) -> str:
        """The place in the ids of vectors."""
        return ".".join(map(str, self.path)) or "request"

    def key(self, owner: Owner, name: str) -> Place:
        """The place of a key in the object ``owner``, which stands here."""
        return Place((*self.path, name), lambda value: self.put({**owner, name: value}))

    def item(self, items: list[Json], index: int) -> Place:
        """The place of an item in the array ``items``, which stands here."""
        return Place((*self.path, index), lambda value: self.put([*items[:index], value, *items[index + 1 :]]))


@dataclass(frozen=True)
class Slot:
    """A place that a shape describes, and a value for it.

    ``without`` is the request that lacks it; ``field`` is None for an item.
    """

    place: Place
    shape: Shape
    field: Property | None
    value: Json
    without: Json


@dataclass(frozen=True)
class Level:
    """An object of a request, with the keys that stand in it while one thing is changed."""

    place: Place
    shape: Object
    value: Owner

    def adding(self, keys: Owner) -> Json:
        """The request with more keys in the object."""
        return self.place.put({**self.value, **keys})


def root(shape: Object, request: Owner) -> Level:
    """The request itself."""
    return Level(Place((), lambda value: value), shape, request)


def walk(level: Level) -> Iterator[Slot | Level]:
    """Every slot and object in field order, each object after what is in it."""
    for field in level.shape.properties:
        place = level.place.key(level.value, field.name)
        without = {name: value for name, value in level.value.items() if name != field.name}
        value = level.value[field.name] if field.name in level.value else least(field.shape)
        yield Slot(place, field.shape, field, value, level.place.put(without))
        if field.presence is not Presence.UNSUPPORTED:
            yield from _inside(place, field.shape, level.value.get(field.name))
    yield level


def _inside(place: Place, shape: Shape, value: Json) -> Iterator[Slot | Level]:
    match shape:
        case Object():
            kept = value if isinstance(value, dict) else least(shape)
            if isinstance(kept, dict):
                yield from walk(Level(place, shape, kept))
        case Array(items):
            kept = value if isinstance(value, list) and value else least(shape)
            filled = kept if isinstance(kept, list) and kept else [least(items)]
            first = place.item(filled, 0)
            yield Slot(first, items, None, filled[0], place.put(filled[1:]))
            yield from _inside(first, items, filled[0])
        case Union(branches):
            for branch in branches:
                yield from _inside(place, branch, value)
        case _:
            return
