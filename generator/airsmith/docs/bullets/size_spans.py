"""Sizes between two ends: `256-1440 pixels (must be divisible by 32)`, `512×512 to 2048×2048`."""

from __future__ import annotations

import re
from typing import Final

from ...meaning.values import Json
from ..claims import Said
from ..phrases import NUMBER, amount, number, split_asides
from .base import Sayings, bare, note

_SPAN: Final = re.compile(
    r"(?:any (?:size|dimensions?|resolution)s? )?(?:from |between )?(\d{2,5}) ?x ?(\d{2,5})(?: ?(?:px"
    r"|pixels))? ?(?:-|to|and|up to) "
    r"?(\d{2,5}) ?x ?(\d{2,5})(?: ?(?:px|pixels))?",
    re.I,
)
_MOST: Final = re.compile(r"(?:up to|max(?:imum)?(?: of)?|at most) (\d{2,5}) ?x ?(\d{2,5})(?: ?(?:px|pixels))?", re.I)
_SIDES: Final = re.compile(
    r"\A(?:(?:custom|any|all) (?:dimensions?|sizes?|resolutions?) |(?:custom |any )?(?:widths? and heights?|width/height|each (?:side|dimension)|both (?:sides"
    r"|dimensions))\b:? ?)"
    r"|,?\s*(?:for (?:both )?(?:width and height|dimensions)|per (?:side|dimension)|on each side)\Z",
    re.I,
)
_STEPPED: Final = re.compile(r"(?:(?:must|should) be )?(?:in |an? )?(?:multiples?|divisible|steps|increments)\b", re.I)
_STEPPED_BEHIND: Final = re.compile(
    r"\d ?(?:px|pixels)?, (?:(?:must|should) be )?(?:in )?(?:multiples|divisible|steps|increments)\b[^,]*\Z", re.I
)
_MIN_MAX: Final = re.compile(
    r"\Amin(?:imum)?:? (\d+ ?x ?\d+)(?: pixels)?[,;]? (?:and )?max(?:imum)?:? (\d+ ?x ?\d+)(?: pixels)?\Z", re.I
)
_TURNED: Final = re.compile(
    r"\A(?:any )?multiples? of (\d+)(?: pixels)?,? (?:between|from) (\d+) (?:and|to) (\d+)(?: pixels)?\Z", re.I
)
_EACH: Final = re.compile(r"width:? (.+?)[,;]? (?:and )?height:? (.+)", re.I)


def read_span(body: str) -> Sayings | None:
    core, inner = split_asides(bare(body))
    core = _TURNED.sub(r"\2 to \3, multiples of \1", _MIN_MAX.sub(r"\1 to \2", core))
    core, _, stepped = core.partition(", ") if _STEPPED_BEHIND.search(core) else (core, "", "")
    asides = [part for aside in (*inner, *([stepped] if stepped else [])) for part in aside.split(", ")]
    steps = [aside for aside in asides if _STEPPED.match(aside)]
    if any(not _sides_only(aside) for aside in asides if aside not in steps) or len(steps) > 1:
        return None
    if re.fullmatch(
        r"(?:between |from )?\d+(?:\.\d+)?:\d+(?:\.\d+)? ?(?:-|to|and) ?\d+(?:\.\d+)?:\d+(?:\.\d+)?", core, re.I
    ):
        return (note(f"Width to height {core[0].lower()}{core[1:]}"),)
    step = next((number(found[0]) for aside in steps for found in re.finditer(NUMBER, aside)), None)
    return _both_sides(bare(core), step) or _one_for_both(", ".join((bare(core), *steps)))


def _both_sides(core: str, step: int | float | None) -> Sayings | None:
    """Width and height with ends of their own."""
    most = _MOST.fullmatch(core)
    if most:
        upper: Json = {"width": [None, int(most[1])], "height": [None, int(most[2])]}
        return _spans(upper, step)
    span = _SPAN.fullmatch(core)
    if span:
        least_wide, least_high, most_wide, most_high = (int(span[group]) for group in (1, 2, 3, 4))
        sides: Json = {"width": [least_wide, most_wide], "height": [least_high, most_high]}
        return _spans(sides, step)
    each = _EACH.fullmatch(core)
    if each:
        wide, high = amount(bare(each[1])), amount(bare(each[2]))
        if wide and high and not wide.values and not high.values and wide.step == high.step:
            return _spans({"width": wide.ends, "height": high.ends}, wide.step if step is None else step)
    return None


def _one_for_both(core: str) -> Sayings | None:
    """One range that both sides have."""
    both = amount(bare(_SIDES.sub("", core)))
    if both is None or both.values or both.unit not in ("", "pixel") or None in both.ends:
        return None
    return _spans(both.ends, both.step)


def _sides_only(aside: str) -> bool:
    return bool(re.fullmatch(r"(?:both )?width (?:and|/|or) height|each side|per side", aside, re.I))


def _spans(ends: Json, step: int | float | None) -> Sayings:
    stepped = (Said(("dimensions", "step"), step),) if step is not None else ()
    return (Said(("dimensions", "range"), ends), *stepped)
