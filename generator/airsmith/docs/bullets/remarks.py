"""Bullets that limit nothing: what a model adds to its results, and totals over two fields."""

from __future__ import annotations

import re
from typing import Final

from ..claims import Said
from ..names import Names
from ..phrases import codes, ended, split_asides
from .asides import read_asides
from .base import Bullet, Sayings, bare, note, rule

_LIMITING: Final = re.compile(
    r"\b(?:must|cannot|can't|can not|only|required?s?|not|never|except|unless|exceed|limit(?:ed)?|maximum"
    r"|minimum|max|min|between|up to"
    r"|at (?:least|most)|should|disabled)\b|\d",
    re.I,
)
_DOES: Final = re.compile(
    r"(?:always )?(?:automatically )?(?:includes?|generates?|produces?|adds?|contains?|creates?|embeds?"
    r"|offers?|provides?|delivers?|"
    r"optimi[sz]ed|native(?:ly)?|built-in|synchroni[sz]ed|ideal|designed) .+",
    re.I | re.DOTALL,
)
_ACTS: Final = re.compile(
    r"(?:supports?|handles?|renders?|maintains?|preserves?|follows?|enables?) .+|automatic(?:ally)?(?: .+)?", re.I
)
"""What something that is no field does."""
_BESIDE: Final = re.compile(
    r"(?:supported |prompt )?languages?|(?:processing|generation|average|typical) times?|latency|pric(?:e|ing)|costs?"
    r"|(?:best|ideal) for|use cases?|strengths|key features?|features?|licen[cs]e|training data|architecture",
    re.I,
)
"""Labels of what no request has a field for."""
_PROMPTED: Final = re.compile(
    r"(?:supports?|understands?|recogni[sz]es?|accepts?|controlled|guided|uses?|described?) (?:.+ )?(?:in|via|through|within|by|with)"
    r" (?:the |your )?(?:text |positive )?prompts?\b.*",
    re.I | re.DOTALL,
)
"""What is said in the words of the prompt, which nobody counts or checks."""
_TOTAL: Final = re.compile(
    r"(?:the )?(?:combined )?(?:total (?:of |number of )?)?(.+?) (?:\+|plus|and) (.+?) (?:combined )?(?:cannot"
    r"|can't|must not|may not) "
    r"exceed (\d+)(?: (?:in )?total| images?| items?)?",
    re.I,
)


def read_total(bullet: Bullet, names: Names) -> Sayings | None:
    """`Reference images + sequential images cannot exceed 15 total.`"""
    return total(bullet.body, names)


def total(sentence: str, names: Names) -> Sayings | None:
    """A sum of two fields that has a largest value."""
    match = _TOTAL.fullmatch(bare(sentence))
    left, right = (names.name(match[1]), names.name(match[2])) if match else (None, None)
    if match is None or left is None or right is None or left == right:
        return None
    of = sorted((left, right), key=lambda name: name.startswith("provider."))
    return (rule("total", {"of": list(of), "most": int(match[3])}),)


def read_remark(bullet: Bullet, names: Names) -> Sayings | None:
    """What a model does whatever is sent; it becomes a note."""
    if not bullet.label or bullet.children:
        return None
    core, inner = split_asides(bare(bullet.body))
    asides = read_asides(inner)
    known = all(names.name(code) for code in (*codes(core), *asides.mentioned))
    if asides.scope or asides.default is not None or not known or codes(core):
        return None
    if core.lower() in ("supported", "yes", "available", "included") and not names.name(bullet.label):
        return (note(bullet.text),)
    body = ended(bullet.body)
    acts = _PROMPTED.fullmatch(body) or (_ACTS.fullmatch(body) and not _LIMITING.search(body))
    if names.name(bullet.label) is None and (acts or _BESIDE.fullmatch(bullet.label)):
        return (note(bullet.text),)
    if not _LIMITING.search(core) and _DOES.fullmatch(core):
        settings = [Said(("providerSettings", code), {}) for code in asides.mentioned if names.setting(code)]
        return (note(bullet.text), *settings)
    return None


def read_fixed(bullet: Bullet, names: Names) -> Sayings | None:
    """`Quality: Standard only.` where nothing on the wire sets it."""
    path = names.path(bullet.label)
    if path is not None or bullet.children or not re.fullmatch(r"[A-Z][A-Za-z ]{2,30}", bullet.label):
        return None
    if not re.fullmatch(
        r"(?:fixed )?(?:at |to )?[A-Za-z]+(?: quality)? ?(?:only|\(fixed\))", bullet.body.strip(". "), re.I
    ):
        return None
    return (note(bullet.text),)
