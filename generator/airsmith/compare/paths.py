"""Paths of fields: how reports write them, and where a spec describes them."""

from __future__ import annotations

from ..load.document import Keys
from ..meaning.values import Path

ITEM = "[]"
"""Stands in a path for every item of a list."""


def dotted(path: Path) -> str:
    """
    >>> dotted(("frameImages", ITEM, "frame"))
    'frameImages[].frame'
    """
    return ".".join(path).replace(f".{ITEM}", ITEM)


def keys_of(path: Path) -> tuple[Keys, ...]:
    """Where a spec may describe the field, the most exact first."""
    names = [name for name in path if name != ITEM]
    if names[0] == "providerSettings":
        settings = [("providerSettings", *_below(names[2:])), ("settings", *_below(names[2:]))] if names[2:] else []
        return (*settings, ("providerSettings",))
    whole: list[Keys] = [
        ("fields", ".".join(names[:count]), *_below(names[count:], "shape")) for count in _counts(names)
    ]
    other = {"model": "air", "width": "dimensions", "height": "dimensions", "frameImages": "frames"}
    return (*whole, *[(other[name],) for name in names[:1] if name in other], ("fields",))


def _counts(names: list[str]) -> range:
    return range(len(names), 0, -1)


def _below(names: list[str], before: str = "") -> tuple[str, ...]:
    """Names of inner fields as keys: each stands in the ``shape`` of the one around it."""
    keys: list[str] = [before] if before and names else []
    for name in names:
        keys += [name] if not keys or keys[-1] == "shape" else ["shape", name]
    return tuple(keys)
