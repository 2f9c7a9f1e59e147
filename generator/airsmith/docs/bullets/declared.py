"""A setting or a field declared in a bullet: `` `promptOptimizer`: Rewrites it (boolean, default: true).``"""

from __future__ import annotations

import re
from typing import Final

from ...meaning.values import Json
from ..claims import Said
from ..names import Names
from ..phrases import NUMBER, amount, codes, ended, split_asides
from .asides import scalar
from .base import Bullet, Sayings
from .choices import described, values

_CODE: Final = re.compile(r"`([A-Za-z][\w.]*)`(?:\s*\(([^()]*)\))?")
_TYPE: Final = re.compile(r"(string|integer|int|float|number|boolean|bool)(?: value)?", re.I)
_TYPES: Final = {"int": "integer", "float": "number", "bool": "boolean"}
_DEFAULT: Final = re.compile(r"defaults?(?: (?:is|to|value))?:? `?([^`\s]+)`?", re.I)
_RANGE: Final = re.compile(r"(?:range:? )?(.+)", re.I)


def read(bullet: Bullet, names: Names) -> Sayings | None:
    """The label is code that names a setting the page knows; what follows describes it."""
    match = _CODE.fullmatch(bullet.label or bullet.body)
    name = names.name(match[1]) if match else None
    if match is None or name is None:
        return None
    path = names.path(match[1])
    core, asides = split_asides(bullet.body if bullet.label else "")
    found: list[Said] = []
    for aside in (*([match[2]] if match[2] else ()), *asides):
        for part in re.split(r",\s+|;\s+", aside):
            said = _fact(part)
            if said is None:
                return None
            found += [Said((*(path or ()), key), value) for key, value in said.items()]
    if bullet.children:
        listed = described(path or (), [(child.label or child.body, bool(child.children)) for child in bullet.children])
        return None if listed is None or path is None else (*found, *listed)
    ranged = re.search(
        rf"\b(?:from|between|ranging from|range:?) ((?:{NUMBER}) ?(?:to|and|-) ?(?:{NUMBER}))\.?\Z", ended(core), re.I
    )
    span = amount(ranged[1]) if ranged and path else None
    if span is not None and path is not None:
        return (Said(path, {}), Said((*path, "range"), span.ends), *found)
    if path is None or codes(core) and not _values(core):
        return None
    listed = values(path, _values(core)) if _values(core) else ()
    if listed is None or _limits_more(core) and not listed:
        return None
    declared = () if path[0] == "fields" else (Said(path, {}),)
    return (*declared, *found, *listed)


def _fact(part: str) -> dict[str, Json] | None:
    """One statement of those in brackets: a type, a default, a range, whether it is needed."""
    text = ended(part)
    kind = _TYPE.fullmatch(text)
    if kind:
        word = kind[1].lower()
        return {"type": _TYPES.get(word, word)}
    default = _DEFAULT.fullmatch(text)
    if default:
        return {"default": scalar(default[1])}
    if text.lower() in ("optional", "required"):
        return {"required": text.lower() == "required"}
    span = _RANGE.fullmatch(text)
    numbers = amount(span[1]) if span else None
    return numbers.limits() if numbers else None


def _values(core: str) -> str:
    """The list at the end of a description: `Options: `a`, `b`.`"""
    match = re.search(
        r"(?:options?|values?|one of|either)(?: are| include)?:? ((?:`[^`]+`(?:,? (?:and|or) |, )?)+)\.?\s*\Z",
        core,
        re.I,
    )
    return match[1] if match else ""


def _limits_more(core: str) -> bool:
    return bool(
        re.search(
            r"\b(?:must|cannot|only|required|max(?:imum)?|min(?:imum)?|between|up to|(?<!or )not|never|except|unless|exceed)\b|\d",
            core,
            re.I,
        )
    )
