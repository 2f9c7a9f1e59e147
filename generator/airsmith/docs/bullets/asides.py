"""What stands in brackets, or behind a comma, after a value: its default, whether it is required, where it counts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from ...meaning.values import Json
from ..phrases import NUMBER, codes, ended, number, words_list
from ..vocabulary import workflow_name

_DEFAULT: Final = re.compile(
    r"(?:the )?defaults? ?(?:value|is|to|:+|=|of)*\s*(.+)|(.+?)(?: is the| by| as) default|(.+) default", re.IGNORECASE
)
_PARTED: Final = re.compile(
    r"(.*?)(?:,|;|\s+-)\s+((?:optional|required|mandatory|defaults?\b(?! ?(?:[,;(]|or\b|and\b|\Z)))\b.*)", re.IGNORECASE
)
_REMARK: Final = re.compile(
    r"(?:.*\brecommended\b.*|e\.g\..*|for example.*|such as.*|i\.e\..*|approximately.*|approx\.? .*|see .*|inclusive"
    r"|[A-Z0-9]+ (?:is |are )?not supported|(?:public(?:ly accessible)? )?URLs? only|(?:same as|matches|follows|depends on|determined by|based on|inherited from)\b.*"
    r"|(?-i:[A-Z][a-z]+(?:(?:, | and )[A-Z][a-z]+)*) (?:is |are )?supported|fixed|constant|beta|experimental|new|best .*|ideal .*"
    r"|up to \d+k resolution|counted .*)",
    re.IGNORECASE,
)
_REQUIRED: Final = re.compile(r"(?:required|mandatory|needed)(?: only)? (?:for|in|with) (.+)", re.IGNORECASE)
_OPTIONAL: Final = re.compile(
    r"optional(?: (?:for|in|with) (?:(?:all )?(?:the )?others?(?: (?:workflows?|modes?))?"
    r"|(?:all )?remaining workflows?|(.+)))?",
    re.IGNORECASE,
)
_CONFIGURED: Final = re.compile(
    r"(?:configured?|set|controlled?|adjusted?|enabled?|via|using|use) (?:with|via|by|through)?\s*`[^`]+`"
)


@dataclass(frozen=True)
class Asides:
    """``scope`` is where a value counts, in the words of the page; ``remarks`` limit nothing."""

    default: Json = None
    required: Json = None
    scope: str = ""
    mentioned: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def read_asides(asides: Iterable[str]) -> Asides:
    """Every aside; one that is nothing known is taken for a scope, which its reader must understand."""
    found = Asides()
    for aside in asides:
        for part in _parts(aside):
            found = _add(found, part)
    return found


def parted(phrase: str) -> tuple[str, tuple[str, ...]]:
    """A phrase and what follows it behind a comma: `5 or 10 seconds, default 5`.

    >>> parted("1-80 characters, optional")
    ('1-80 characters', ('optional',))
    """
    match = _PARTED.fullmatch(phrase)
    return (match[1], (match[2],)) if match else (phrase, ())


def _parts(aside: str) -> list[str]:
    """`required for a and b, optional for c` are two statements; a list in one of them is not cut."""
    return [
        part for part in re.split(r"[,;]\s+(?=(?:optional|required|default|mandatory)\b)", aside, flags=re.I) if part
    ]


def _add(found: Asides, part: str) -> Asides:
    text = ended(part)
    lower = text.lower()
    if lower in ("required", "mandatory", "always required"):
        return replace(found, required=True)
    match = _REQUIRED.fullmatch(text)
    if match:
        names = workflows(match[1])
        return replace(found, required={"in": list(names)}) if names else replace(found, scope=text)
    match = _OPTIONAL.fullmatch(text)
    if match and (match[1] is None or workflows(match[1])):
        return found if found.required is not None else replace(found, required=False)
    match = _DEFAULT.fullmatch(text)
    if match:
        value, _, rest = re.sub(r"[,;]\s+", "\n", match[1] or match[2] or match[3], count=1).partition("\n")
        stated = replace(found, default=scalar(value))
        return _add(stated, rest) if rest else stated
    if _CONFIGURED.fullmatch(lower) or re.fullmatch(_CONFIGURED.pattern, text, re.I):
        return replace(found, mentioned=(*found.mentioned, *codes(text)))
    if _REMARK.fullmatch(text):
        return replace(found, remarks=(*found.remarks, text))
    return replace(found, scope=text) if not found.scope else replace(found, scope=f"{found.scope}; {text}")


def workflows(words: str) -> tuple[str, ...]:
    """The workflows that a list names; none where one of its entries is none.

    >>> workflows("text-to-video and reference-to-video"), workflows("first and last frame to video")
    (('text-to-video', 'reference-to-video'), ('first-and-last-frame-to-video',))
    """
    cut = re.sub(r"\s+(?:workflows?|modes?|tasks?|generation|requests?|only)$", "", words.strip(), flags=re.I)
    entries = [re.sub(r"\s+(?:workflows?|modes?|only)$", "", entry, flags=re.I) for entry in words_list(cut)]
    names = tuple(workflow_name(entry) for entry in entries)
    if names and all(names):
        return names
    whole = workflow_name(cut)
    return (whole,) if whole else ()


def scalar(words: str) -> Json:
    """A value as the page writes it: a number, true or false, or a word."""
    text = re.sub(rf"({NUMBER})\s*(?:seconds?|fps|px|pixels?|%|images?)\Z", r"\1", ended(words).strip("`\"' "))
    if re.fullmatch(NUMBER, text):
        return number(text)
    if text.lower() in ("true", "enabled", "on", "yes"):
        return True
    if text.lower() in ("false", "disabled", "off", "no"):
        return False
    return text
