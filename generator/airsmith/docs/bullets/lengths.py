"""`Positive prompt: 1-4000 characters (optional).` and the ends of it in bullets of their own."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from ...meaning.values import Json
from ..claims import Keys, Said
from ..names import Names
from ..phrases import Amount, amount, split_asides
from ..vocabulary import BY_NAME
from .asides import parted, read_asides
from .base import Bullet, Sayings, bare, located, note

_END: Final = re.compile(r"\A(min(?:imum)?|max(?:imum)?)\s+(.*)|(.*)\s+(min(?:imum)?|max(?:imum)?)(?: length)?\Z", re.I)
_PRESENCE: Final = ("not supported", "unsupported", "not available", "not applicable", "none", "n/a", "not required")


def read(bullet: Bullet, names: Names) -> Sayings | None:
    """A field or a setting that is text."""
    label, end = _end(bullet.label)
    path, body = located(replace(bullet, label=label), names)
    if path is None or not _takes_text(path) or bullet.children:
        return None
    core, inner = split_asides(body)
    core, behind = parted(bare(core))
    asides = read_asides((*inner, *behind))
    if asides.scope or asides.default is not None:
        return None
    presence = _presence(path, bare(core).lower())
    if presence is not None:
        return presence
    size = amount(bare(core))
    if size is not None and size.unit == "token":
        return (note(bullet.text),)
    if size is None or size.unit not in ("character", "") or (not size.unit and path[0] != "fields"):
        return None
    found = [Said((*path, "length"), _ends(size, end))] if _ends(size, end) else []
    found += [Said((*path, "required"), asides.required)] if asides.required is not None else []
    return (*found, *(note(f"{path[-1]}: {remark}") for remark in asides.remarks)) if found else None


def _end(label: str) -> tuple[str, str]:
    """A label without minimum or maximum, and which of them it has."""
    match = _END.fullmatch(label)
    if match is None:
        return label, ""
    return match[2] or match[3], (match[1] or match[4])[:3].lower()


def _takes_text(path: Keys) -> bool:
    word = BY_NAME.get(path[-1]) if path[0] == "fields" else None
    return word.entry.get("type") == "string" if word else path[0] != "fields" or "." in path[-1]


def _ends(size: Amount, end: str) -> list[Json]:
    if not size.values:
        return size.ends
    value, *others = size.values
    return [] if others else [None if end == "max" else value, None if end == "min" else value]


def _presence(path: Keys, core: str) -> Sayings | None:
    if core in _PRESENCE[:4] and path[0] == "fields":
        return (Said((*path, "supported"), False),)
    if core in ("required", "mandatory"):
        return (Said((*path, "required"), True),)
    if core in ("optional", _PRESENCE[-1]):
        return (Said((*path, "required"), False),)
    return None
