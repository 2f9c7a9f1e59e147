"""A field that is gone, and one that came: is it the same one elsewhere, or under another name?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..meaning.predicates import Present
from ..meaning.shapes import Object, Property, Shape
from ..meaning.values import Path
from .found import Found, Place
from .judge import Question
from .paths import ITEM, dotted, keys_of
from .sense import meaning


@dataclass(frozen=True)
class _Leaf:
    """A field with no fields inside it, and the change that it is part of."""

    path: Path
    field: Property
    change: Found


def reunited(changes: list[Found], old: Object, new: Object) -> list[Found]:
    """The changes, with one for each field that moved in place of those that take it away and bring it."""
    gone = [leaf for one in changes if one.rule in ("field-removed", "setting-removed") for leaf in _leaves(one, old)]
    come = [leaf for one in changes if one.rule.startswith(("field-add", "setting-add")) for leaf in _leaves(one, new)]
    pairs = list(_pairs(gone, come))
    moved = [leaf for pair in pairs for leaf in pair]
    explained = [
        change
        for leaves in (gone, come)
        for change in {id(leaf.change): leaf.change for leaf in leaves}.values()
        if all(leaf in moved for leaf in leaves if leaf.change is change)
    ]
    kept = [change for change in changes if not any(change is one for one in explained)]
    return [*kept, *(_moved(left, right) for left, right in pairs)]


def _leaves(change: Found, root: Object) -> Iterator[_Leaf]:
    path = tuple(change.path.split("."))
    field = _at(root, path)
    if field is not None and ITEM not in change.path:
        yield from (_Leaf(inner, one, change) for inner, one in _inner(path, field))


def _inner(path: Path, field: Property) -> Iterator[tuple[Path, Property]]:
    if isinstance(field.shape, Object) and field.shape.properties:
        for inner in field.shape.properties:
            yield from _inner((*path, inner.name), inner)
    else:
        yield path, field


def _at(root: Object, path: Path) -> Property | None:
    shape: Shape = root
    field: Property | None = None
    for name in path:
        field = shape.property(name) if isinstance(shape, Object) else None
        if field is None:
            return None
        shape = field.shape
    return field


def _pairs(gone: list[_Leaf], come: list[_Leaf]) -> Iterator[tuple[_Leaf, _Leaf]]:
    """Fields of one name first; then those that alone have the same meaning beside each other."""
    left, right = list(gone), list(come)
    for alike in (_same_name, _same_meaning):
        for leaf in list(left):
            twins = [one for one in right if alike(leaf, one)]
            if len(twins) == 1:
                left.remove(leaf)
                right.remove(twins[0])
                yield leaf, twins[0]


def _same_name(left: _Leaf, right: _Leaf) -> bool:
    return left.path[-1] == right.path[-1]


def _same_meaning(left: _Leaf, right: _Leaf) -> bool:
    """Only a field that is limited in some way can be known by its meaning."""
    if left.path[:-1] != right.path[:-1] or not left.field.shape.kinds:
        return False
    return meaning(left.field.shape) == meaning(right.field.shape)


def _moved(left: _Leaf, right: _Leaf) -> Found:
    before, after = dotted(left.path), dotted(right.path)
    return replace(
        left.change,
        rule="field-moved" if _same_name(left, right) else "field-renamed",
        path=before,
        before=before,
        after=after,
        old=Place(keys_of(left.path)),
        new=Place(keys_of(right.path)),
        question=Question("narrower", left.path[:1], Present(left.path)),
        migration=f"Write {after} instead of {before}.",
    )
