"""What the verbs about presence share: reading lists of field names, and their schema."""

from __future__ import annotations

from ..values import Fragment, Json, Path
from .base import Refused, Scope


def names_author(least: int) -> Fragment:
    return {"type": "array", "items": {"type": "string"}, "minItems": least}


def read_names(written: Json, scope: Scope) -> tuple[Path, ...]:
    """The paths of the named fields. Raises Refused, with the place in the list."""
    if not isinstance(written, list):
        raise TypeError(written)
    paths: list[Path] = []
    for i, name in enumerate(written):
        if not isinstance(name, str):
            raise TypeError(name)
        try:
            path = scope.path(name)
        except Refused as refused:
            raise Refused(refused.code, refused.message, refused.hint, (i,)) from None
        if path in paths:
            raise Refused("duplicate-value", f"{name} is listed twice", at=(i,))
        paths.append(path)
    return tuple(paths)


def others(path: Path, paths: tuple[Path, ...]) -> tuple[Path, ...]:
    return tuple(other for other in paths if other != path)
