"""`Frame images: Supports first and last frame for `frameImages`.`"""

from __future__ import annotations

import re
from typing import Final

from ...meaning.values import Json
from ..claims import Said
from ..names import Names
from ..phrases import Amount, amount, split_asides, words_list
from ..vocabulary import FRAMES
from .asides import read_asides, workflows
from .base import Bullet, Sayings, bare, note, rule
from .scopes import Scope

_WORDS: Final = ("first", "last")
_SUPPORTS: Final = re.compile(
    r"(?:supports? )?(?:the )?(first|last|start|end|starting|ending)(?: frame)?"
    r"(?:(?:,? and(?:/or)?|/|,? or|,) ?(?:the )?(first|last|start|end|starting|ending))?"
    r"(?: frames?)?(?: images?)?(?: only)?(?: (?:for|via|with|through|in|using) `?frameImages`?)?(?: only)?",
    re.I,
)
_AS: Final = re.compile(
    r"(?:supports? )?(?:1|one|an?|a single|single) image (?:as|for) (?:the )?(first|last) frame", re.I
)
_TURNED: Final = re.compile(r"(?:supports? )?`frameImages`(?: (?:with|for|as) (.+))", re.I)
_SAME: Final = {"start": "first", "starting": "first", "end": "last", "ending": "last"}


def read(bullet: Bullet, names: Names) -> Sayings | None:
    """Which frames of a video an image may be given for."""
    if names.name(bullet.label) not in (FRAMES, "inputs.frameImages") or bullet.children:
        return None
    core, inner = split_asides(bare(bullet.body))
    needed = re.fullmatch(r"(.+?) (?:is |are )?(required|optional)", core, re.I)
    core, inner = (needed[1], (*inner, needed[2])) if needed else (core, inner)
    counted = amount(core)
    if counted is not None and counted.unit in ("image", "frame") and len(inner) == 1:
        words = frame_words(inner[0])  # 1-2 images (first and/or last frame)
        return (Said(("frames",), list(words)),) if words and _most(counted) == len(words) else None
    asides = read_asides(inner)
    only = re.fullmatch(r"(.+) only|only (?:for|in|with) (.+)", asides.scope, re.I)
    flows = workflows(only[1] or only[2]) if only else ()
    if (asides.scope and not flows) or asides.default is not None:
        return None
    if any(name not in names.workflows for name in flows):
        return None
    frames = frame_words(core)
    if frames is None and bare(core).lower() in ("not supported", "unsupported", "none"):
        return (Said(("fields", FRAMES, "supported"), False),)
    if frames is None:
        return None
    required = [Said(("rules",), {"require": [FRAMES]})] if asides.required is True else []
    elsewhere: dict[str, Json] = {"not": Scope(workflows=flows).condition()}
    required += [rule("forbid", [FRAMES], elsewhere)] if flows else []
    apart = len({aside.lower() for aside in inner}) > 1  # Which frame is required, no construct says.
    return (Said(("frames",), list(frames)), *required, *((note(bullet.text),) if apart else ()))


def _most(counted: Amount) -> int | float | None:
    return counted.values[-1] if counted.values else counted.most


def frame_words(phrase: str) -> tuple[str, ...] | None:
    """The frames of a phrase, first before last."""
    turned = _TURNED.fullmatch(phrase.strip()) or _AS.fullmatch(phrase.strip())
    text = turned[1] if turned else phrase.strip()
    match = _SUPPORTS.fullmatch(text)
    if match is None:
        return _listed(text)
    said = {_SAME.get(word.lower(), word.lower()) for word in match.groups() if word}
    return tuple(word for word in _WORDS if word in said)


def _listed(text: str) -> tuple[str, ...] | None:
    words = {word.strip("`\"' ").lower().removesuffix(" frame") for word in words_list(text)}
    words -= {"both"} if set(_WORDS) < words else set()
    return tuple(word for word in _WORDS if word in words) if words and words <= set(_WORDS) else None
