"""`Required parameters: `seedImage`, `maskImage`.` `LoRA: Not supported.`"""

from __future__ import annotations

import re
from typing import Final

from ...meaning.values import Json
from ..claims import Said
from ..names import Names
from ..phrases import codes, ended, words_list
from .asides import workflows
from .base import Bullet, Sayings

_NEEDED: Final = re.compile(r"(?:requires?|required|mandatory)(?: (?:parameters?|inputs?|fields?|images?))?", re.I)
_GIVEN: Final = re.compile(
    r"(?:controlled|controllable|configured|configurable|set|adjusted|adjustable|available|supported|optional|enabled)"
    r"(?: (?:via|with|by|through|using|in))? (?:the )?`(\w+)`(?: (?:parameter|setting|option))?"
    r"|(?:over |more than )?\d+\+? (?:[a-z-]+ ){0,4}(?:options|effects|styles|presets|movements|templates|modes|voices)"
    r" (?:via|with|through|using|in) (?:the )?`(\w+)`",
    re.I,
)
_NEEDS: Final = re.compile(r"(?:requires?|needs) (?:both )?(.+)|(.+?) (?:is |are )?(?:both )?required", re.I)
_MISSING: Final = ("not supported", "unsupported", "not available", "not applicable")


def read(bullet: Bullet, names: Names) -> Sayings | None:
    """Fields that every request must have, or that none may have; settings that are there."""
    if bullet.children:
        return None
    if _NEEDED.fullmatch(bullet.label):
        return _needed(bullet.body, names)
    flows = workflows(bullet.label)
    if flows and all(name in names.workflows for name in flows):
        listed = _NEEDS.fullmatch(ended(bullet.body))
        return _needed(listed[1] or listed[2], names, {"in": list(flows)}) if listed else None
    path = names.path(bullet.label)
    if path is not None and path[0] == "fields" and ended(bullet.body).lower() in _MISSING:
        return (Said((*path, "supported"), False),)
    given = _GIVEN.fullmatch(ended(bullet.body))
    setting = names.setting(f"`{given[1] or given[2]}`") if given else None
    return (Said(("providerSettings", setting), {}),) if setting else None


def _needed(body: str, names: Names, required: Json = True) -> Sayings | None:
    listed = words_list(body)
    fields = [names.name(entry) for entry in listed]
    if (
        re.search(r"\bor\b", body)
        or not listed
        or len(codes(body)) < len(listed)
        or any(one is None or "." in one for one in fields)
    ):
        return None
    return tuple(Said(("fields", str(name), "required"), required) for name in fields)
