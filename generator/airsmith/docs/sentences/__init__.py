"""Sentences of prose: each is read by one of the phrases, or by none.

To teach the reader a sentence, add its form to the table of its family.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..bullets.base import Sayings, note
from ..names import Names
from ..phrases import LONGEST, ended, sentences, tidy
from . import limits, relations
from .base import When, opened

PHRASES: Final = (*relations.PHRASES, *limits.PHRASES)

_NORMATIVE: Final = re.compile(
    r"\b(?:must|cannot|can't|can not|only|required?|requires|mandatory|unsupported|unavailable"
    r"|not (?:supported|available|allowed|accepted)|"
    r"should|limited|limits?|maximum|minimum|exceed(?:s|ing)?|exclusive|ignored|at least|at most|no more than"
    r"|except|unless|does not (?:support|accept)"
    r"|deactivat\w*|deprecat\w*)\b|\b\d+ ?(?:seconds?|characters?|pixels?|px|MB|GB|images?|FPS|videos?)\b",
    re.IGNORECASE,
)
_NOTE: Final = re.compile(r"\A(?:please )?(?:note|important|warning)(?:,? that|:| -) ", re.I)
_EXPLAINED: Final = re.compile(
    r"(?P<what>[^:;]+?)(?:[:;] | - |,? (?:as|since|because|so(?: that)?) )(?P<why>.+)", re.IGNORECASE
)
_REVERTS: Final = re.compile(
    r"[^.;]+ (?:automatically )?(?:reverts?|falls? back|switches) to `[^`]+` (?:when|if|for|at|in) [^.;]+",
    re.IGNORECASE,
)
"""A request that is taken for another one is accepted all the same."""
_CARRIED: Final = re.compile(r"\b`?width`? and `?height`?\b", re.I)


def read_sentence(sentence: str, names: Names, carried: When | None = None) -> tuple[Sayings, When] | None:
    """What a sentence says, and the condition it was said under; None where it is not surely understood.

    ``carried`` is the condition of the sentence before, which goes on where this one is about the size.
    """
    text = _NOTE.sub("", ended(tidy(sentence)))
    if len(text) > LONGEST:
        return None
    if _REVERTS.fullmatch(text):
        return (note(text),), {}
    begun = opened(text, names)
    if begun is None:
        return None
    when, rest = begun
    if not when and carried and _CARRIED.search(rest):
        when = carried
    said = _said(rest, names, when)
    explained = _EXPLAINED.fullmatch(rest) if said is None else None
    if explained and not is_normative(explained["why"]):
        said = _said(explained["what"], names, when)
    return None if said is None else (said, when)


def _said(text: str, names: Names, when: When) -> Sayings | None:
    for candidate in PHRASES:
        match = candidate.pattern.fullmatch(text)
        said = candidate.build(match, names, when) if match else None
        if said is not None:
            return said
    return None


def with_subject(sentence: str, subject: str) -> str:
    """A sentence that begins with its verb, as those below the name of a setting do, with the subject in front.

    >>> with_subject("Cannot be used with `b`.", "`a`"), with_subject("Only supported for 4-second videos.", "`a`")
    ('`a` cannot be used with `b`.', '`a` is only supported for 4-second videos.')
    """
    begun = f"{sentence[:1].lower()}{sentence[1:]}"
    if re.match(r"(?:cannot|can't|can not|must|may not|is|are|requires)\b", begun):
        return f"{subject} {begun}"
    if re.match(
        r"(?:only |not )?(?:available|supported|required|allowed|compatible|incompatible|mutually exclusive)\b", begun
    ):
        return f"{subject} is {begun}"
    if re.match(r"(?:only|not) for\b", begun):
        return f"{subject} is {begun.replace(' ', ' available ', 1)}"
    return sentence


def is_normative(sentence: str) -> bool:
    """Whether a sentence may limit something; others are descriptions."""
    return bool(_NORMATIVE.search(sentence))


def each(paragraph: str, names: Names, subject: str = "") -> Iterator[tuple[str, Sayings | None]]:
    """The sentences of a paragraph with what they say; ``subject`` is what those without one are about."""
    carried: When = {}
    for sentence in sentences(tidy(paragraph)):
        whole = with_subject(sentence, subject) if subject else sentence
        found = read_sentence(whole, names, carried)
        carried = found[1] or carried if found else carried
        yield sentence, found[0] if found else None
