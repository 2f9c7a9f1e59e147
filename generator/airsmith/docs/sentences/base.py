"""What the families of sentences share: conditions, lists of fields, and the shape of a grammar."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

from ...meaning.values import Json
from ..bullets.asides import scalar, workflows
from ..bullets.base import Sayings
from ..names import Names
from ..phrases import NUMBER, ended, number, split_asides, words_list
from ..vocabulary import SIZES

When: TypeAlias = dict[str, Json]
Build: TypeAlias = Callable[[re.Match[str], "Names", When], "Sayings | None"]


@dataclass(frozen=True)
class Phrase:
    """A form of sentence. ``build`` gets the match, the names and the condition the sentence began with."""

    pattern: re.Pattern[str]
    build: Build


def phrase(pattern: str, build: Build) -> Phrase:
    return Phrase(re.compile(pattern, re.IGNORECASE), build)


_PROVIDED: Final = (
    r"(?:(?:is|are) )?(?:being )?(?:provided|specified|used|set|present|given|included|supplied|passed|sent|defined)"
)
_OPENING: Final = re.compile(
    r"(?:when|if|whenever) (?P<whole>.+?), (?P<rest>.+)|(?:for|in) (?P<workflow>[a-z0-9./ -]+?)(?: workflows?"
    r"| models?| mode| requests?)?, (?P<then>.+)",
    re.IGNORECASE | re.DOTALL,
)
_BEHIND: Final = re.compile(r"(?P<rest>.+?),? (?:when|if|whenever) (?P<whole>.+)", re.IGNORECASE)
_USING: Final = re.compile(
    r"(?:you (?:are )?)?(?:use|using|providing|you provide|specifying|sending|passing) (?:the )?(?P<names>.+)", re.I
)
_GIVEN: Final = re.compile(rf"(?P<names>.+?) {_PROVIDED}", re.I)
_ABSENT: Final = re.compile(
    r"(?P<names>.+?) (?:is|are) (?:not (?:provided|specified|used|set|present|given)|omitted|absent|missing)", re.I
)
_VALUED: Final = re.compile(
    r"(?P<name>.+?) (?:is|equals|is set to|=) (?P<value>`[^`]+`|\"[^\"]+\"|true|false|enabled|disabled"
    r"|[\d.]+)(?: seconds?)?",
    re.I,
)
_SECONDS: Final = re.compile(rf"({NUMBER})[ -]seconds? (?:videos?|clips?|durations?|generations?)", re.I)


def opened(sentence: str, names: Names) -> tuple[When, str] | None:
    """The condition a sentence begins with, and the rest of it; None where the condition is not understood."""
    match = _OPENING.fullmatch(sentence)
    if match is None:
        behind = _BEHIND.fullmatch(sentence)
        when = condition(behind["whole"], names) if behind else None
        return (when, behind["rest"]) if behind and when else ({}, sentence)
    if match["workflow"]:
        if letters_of(match["workflow"]) == letters_of(names.title):
            return {}, match["then"]
        found = workflows(match["workflow"])
        if not found and names.title.lower().startswith(match["workflow"].lower()):
            return {}, match["then"]
        return ({"workflow": found[0]}, match["then"]) if len(found) == 1 and found[0] in names.workflows else None
    when = condition(match["whole"], names)
    return (when, match["rest"]) if when else None


def letters_of(text: str) -> str:
    return re.sub(r"[^a-z0-9.]", "", text.lower())


def condition(words: str, names: Names) -> When | None:
    """What follows ``when``, as a spec writes it."""
    core, asides = split_asides(words)
    if any(not workflows(aside) for aside in asides):
        return None
    seconds = _SECONDS.fullmatch(core)
    if seconds:
        return {"duration": number(seconds[1])}
    found = workflows(core)
    if found and all(name in names.workflows for name in found):
        return {"workflow": found[0]} if len(found) == 1 else {"any": [{"workflow": name} for name in found]}
    for pattern, verb in ((_ABSENT, "lacks"), (_USING, "has"), (_GIVEN, "has")):
        match = pattern.fullmatch(core)
        listed = _listed(match["names"], names) if match else None
        if listed:
            return _presence(verb, *listed)
    valued = _VALUED.fullmatch(core)
    name = names.name(valued["name"]) if valued else None
    return {name: scalar(valued["value"])} if valued and name else None


def _listed(words: str, names: Names) -> tuple[list[str], bool] | None:
    fields = fields_of(words, names)
    return (fields, bool(re.search(r"\bor\b", words))) if fields else None


def _presence(verb: str, fields: list[str], either: bool) -> When:
    if len(fields) == 1:
        return {verb: fields[0]}
    parts: list[Json] = [{verb: field} for field in fields]
    return {"any" if either else "all": parts}


def fields_of(words: str, names: Names) -> list[str] | None:
    """The fields that a list names, each in code or by its label; None where one of them is unknown.

    ``width/height`` is both.
    """
    text = re.sub(
        r"^(?:both |either |the |any of )+|\s+(?:parameters?|fields?|arrays?|inputs?|settings?|values?)$",
        "",
        ended(words),
        flags=re.I,
    )
    found: list[str] = []
    for entry in words_list(text.replace("`width/height`", "`width` and `height`")):
        name = names.name(entry)
        if name is None and re.fullmatch(r"(?:the )?(?:output )?(?:dimensions|width/height|resolution)", entry, re.I):
            found += SIZES
            continue
        if name is None:
            return None
        found.append(name)
    return list(dict.fromkeys(found)) or None


def as_one(fields: list[str]) -> list[str]:
    """Width and height count as one thing, since they come together."""
    return [field for field in fields if field != "height" or "width" not in fields]
