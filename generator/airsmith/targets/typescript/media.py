"""What the typed functions know of files: which fields take media, and the limits of each kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ...meaning.shapes import Array, Media, MediaKind, Object, Shape, Union
from ...meaning.values import Path, pointer
from ...model.catalog import Model
from ..code import Code
from ..printer import PRETTIER, Doc, Group, lines
from .literals import string

RULES: Final = "MEDIA"
"""The constant that holds the rules by path."""


def media_rules(model: Model) -> tuple[Code, ...]:
    """The constants of a model whose function takes media; nothing for another."""
    places = dict(_places(model.contract.root, ()))
    if not places:
        return ()
    kinds = dict.fromkeys(places.values())
    table: list[Doc] = [f"{string(pointer(path))}: {kind.upper()}" for path, kind in places.items()]
    return (
        *(_object(f"const {kind.upper()}: MediaRule = ", list(_entries(model, kind))) for kind in kinds),
        _object(f"const {RULES}: MediaRules = ", table),
    )


def _places(shape: Shape, path: Path) -> Iterator[tuple[Path, MediaKind]]:
    """Where media stand below a value; ``*`` stands for any item."""
    match shape:
        case Media(kind):
            yield path, kind
        case Array(items):
            yield from _places(items, (*path, "*"))
        case Object(properties):
            for field in properties:
                yield from _places(field.shape, (*path, field.name))
        case Union(branches):
            for branch in branches:
                yield from _places(branch, path)
        case _:
            return


def _entries(model: Model, kind: MediaKind) -> Iterator[Doc]:
    yield f"media: {string(kind)}"
    for limits in model.media:
        if limits.media == kind and limits.side is not None:
            yield f"side: [{limits.side[0]}, {limits.side[1]}]"
        if limits.media == kind and limits.size is not None:
            yield f"bytes: {limits.size}"
    yield f"docs: {string(model.source.url)}"


def _object(prefix: str, entries: list[Doc]) -> Code:
    return Code("\n".join(lines(Group("{", tuple(entries), "}", forced=True), PRETTIER, prefix, ";")))
