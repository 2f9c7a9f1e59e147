"""`Required parameters: `seedImage`, `maskImage`.` `LoRA: Not supported.`"""

from __future__ import annotations

import re
from typing import Final

from ..claims import Said
from ..names import Names
from ..phrases import codes, ended, words_list
from .base import Bullet, Sayings

_NEEDED: Final = re.compile(r"(?:requires?|required|mandatory)(?: (?:parameters?|inputs?|fields?|images?))?", re.I)
_GIVEN: Final = re.compile(
    r"(?:controlled|controllable|configured|configurable|set|adjusted|adjustable|available|supported|optional|enabled)"
    r"(?: (?:via|with|by|through|using|in))? (?:the )?`(\w+)`(?: (?:parameter|setting|option))?",
    re.I,
)
_MISSING: Final = ("not supported", "unsupported", "not available", "not applicable")


def read(bullet: Bullet, names: Names) -> Sayings | None:
    """Fields that every request must have, or that none may have; settings that are there."""
    if bullet.children:
        return None
    if _NEEDED.fullmatch(bullet.label):
        return _needed(bullet.body, names)
    path = names.path(bullet.label)
    if path is not None and path[0] == "fields" and ended(bullet.body).lower() in _MISSING:
        return (Said((*path, "supported"), False),)
    given = _GIVEN.fullmatch(ended(bullet.body))
    setting = names.setting(f"`{given[1]}`") if given else None
    return (Said(("providerSettings", setting), {}),) if setting else None


def _needed(body: str, names: Names) -> Sayings | None:
    listed = words_list(body)
    fields = [names.name(entry) for entry in listed]
    if not listed or len(codes(body)) < len(listed) or any(one is None or "." in one for one in fields):
        return None
    return tuple(Said(("fields", str(name), "required"), True) for name in fields)
