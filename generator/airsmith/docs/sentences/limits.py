"""Sentences that forbid, require or limit fields, always or under a condition."""

from __future__ import annotations

import re
from typing import Final

from ...meaning.values import Json
from ..bullets.asides import scalar, workflows
from ..bullets.base import Sayings, bare, note, rule
from ..bullets.scopes import Scope, read_scope
from ..bullets.size_rows import rows
from ..claims import Said
from ..names import Names
from ..phrases import NUMBER, amount, codes, number, split_asides, words_list
from .base import Phrase, When, condition, fields_of, phrase

_BE: Final = r"(?:is|are|was|were|be)"
DEFINED: Final = "this feature"
"""The alias of the setting whose description is being read."""

_WARNED: Final = re.compile(r"should not|ignored|no effect|not needed|unnecessary|need not", re.I)


def _forbid(match: re.Match[str], names: Names, when: When) -> Sayings | None:
    fields = fields_of(match[1], names)
    if fields is None:
        return None
    if not when and not _WARNED.search(match[0]):
        return tuple(_unsupported(field) for field in fields)
    return (rule("forbid", list(fields), when, "warn" if _WARNED.search(match[0]) else ""),)


def _unsupported(field: str) -> Said:
    if field.startswith("provider."):
        return note(f"{field.removeprefix('provider.')} is not supported")
    return Said(("fields", field, "supported"), False)


def _forbid_with(match: re.Match[str], names: Names, when: When) -> Sayings | None:
    """`The negative prompt is not supported for image-to-video`, or with another field."""
    fields, found = fields_of(match[1], names), workflows(match[2])
    others = fields_of(match[2], names)
    if fields is None or when or not (found or others):
        return None
    if others:
        return (rule("at_most_one", [*fields, *others]),) if len(fields) == len(others) == 1 else None
    if any(name not in names.workflows for name in found):
        return None
    return (rule("forbid", list(fields), Scope(workflows=found).condition()),)


def _require(match: re.Match[str], names: Names, when: When) -> Sayings | None:
    fields = fields_of(match[1], names)
    if fields is None:
        return None
    if when:
        return (rule("require", list(fields), when),)
    return tuple(Said(("fields", field, "required"), True) for field in fields if not field.startswith("provider."))


def _require_in(match: re.Match[str], names: Names, when: When) -> Sayings | None:
    fields, found = fields_of(match[1], names), workflows(match[2])
    if fields is None or not found or when:
        return None
    return tuple(Said(("fields", field, "required"), {"in": list(found)}) for field in fields)


def _constrain(match: re.Match[str], names: Names, when: When) -> Sayings | None:
    """`X is limited to 5 items`, `X must be between 3 and 10`, `dimensions are limited to 1280x720`."""
    if re.fullmatch(r"(?:the )?(?:output )?(?:dimensions?|size|resolution|`width` and `height`)", match[1], re.I):
        sizes = rows(match[2].replace("`", ""))
        pairs: Json = {"dimensions": {"pairs": [f"{width}x{height}" for width, height, _ in sizes]}} if sizes else None
        return (rule("constrain", pairs, when),) if pairs and when else None
    fields = fields_of(match[1], names)
    if fields is None or len(fields) != 1:
        return None
    limits = limits_of(match[2])
    if limits is None:
        return None
    if when:
        return (rule("constrain", {fields[0]: limits}, when),)
    path = names.path(fields[0].removeprefix("provider."))
    return tuple(Said((*path, key), value) for key, value in limits.items()) if path else None


def limits_of(words: str) -> dict[str, Json] | None:
    """The keywords of a limit in words: numbers, a count, or the words allowed."""
    numbers = amount(bare(words.replace("`", "")))
    if numbers is not None and numbers.unit in ("item", "image", "video", "audio", "reference"):
        most = numbers.values[0] if len(numbers.values) == 1 else numbers.most
        least: Json = numbers.least if numbers.least is not None else 1
        return {"count": [least, most]}
    if numbers is not None:
        return numbers.limits()
    entries = words_list(words)
    quoted = [scalar(entry) for entry in entries if re.fullmatch(r"`[^`]+`|true|false|\"[^\"]+\"", entry)]
    if len(quoted) < len(entries) or not quoted:
        return None
    return {"const": quoted[0]} if len(quoted) == 1 else {"enum": quoted}


def _only_sizes(match: re.Match[str], names: Names, when: When) -> Sayings | None:
    """`only 16:9 aspect ratio (1280×720 or 720×1280) and 8-second duration are supported`."""
    limits: dict[str, Json] = {}
    for part in re.split(r"\s+and\s+(?![^(]*\))|,\s+(?![^(]*\))", match[1]):
        core, asides = split_asides(part)
        seconds = re.fullmatch(rf"(?:an? )?({NUMBER})[ -]seconds?(?: durations?| videos?)?", core.strip(), re.I)
        sizes = rows(asides[0] if asides and "ratio" in core else core)
        if seconds:
            limits["duration"] = {"const": number(seconds[1])}
        elif sizes:
            limits["dimensions"] = {"pairs": [f"{width}x{height}" for width, height, _ in sizes]}
        else:
            return None
    return (rule("constrain", limits, when),) if when and limits else None


def _only_for(match: re.Match[str], names: Names, when: When) -> Sayings | None:
    """`Background music generation is only supported for 4-second videos`."""
    name = _subject(match[1], names)
    if name is None or when:
        return None
    found = workflows(match[2])
    if found and all(workflow in names.workflows for workflow in found):
        inner: When = {"workflow": found[0]} if len(found) == 1 else {"any": [{"workflow": one} for one in found]}
        return (rule("forbid", [name], {"not": inner}),)
    if found:
        return (note(match[0]),)
    needed = condition(match[2], names)
    if needed is None or len(needed) != 1:
        return None
    field, value = next(iter(needed.items()))
    if field in ("has", "lacks", "any", "all", "workflow"):
        return (rule("require", [value], {"has": name}),) if field == "has" and isinstance(value, str) else None
    given: When = {name: True} if name in names.switches else {"has": name}
    return (rule("constrain", {field: {"const": value}}, given),)


def _subject(words: str, names: Names) -> str | None:
    """What a sentence in the description of a setting is about: `this feature` is the setting itself."""
    named = names.name(words)
    return named if named or codes(words) else names.aliases.get(DEFINED)


def _valued(match: re.Match[str], names: Names, when: When) -> Sayings | None:
    """`The `fast` mode is only available for 5 second videos`, in the description of the setting that has it."""
    setting = names.aliases.get(DEFINED)
    if setting is None or when or names.name(f"`{match['value']}`") is not None:
        return None
    limits = [_within(match[part], names, only=part == "only") for part in ("only", "never") if match[part]]
    merged = {key: value for one in limits if one for key, value in one.items()}
    if not all(limits) or len(merged) < len(limits):
        return None
    return (rule("constrain", merged, {setting: scalar(match["value"])}),)


def _within(words: str, names: Names, *, only: bool) -> dict[str, Json] | None:
    """The durations or sizes that words name, or the sizes that they do not."""
    given = condition(words, names)
    if only and given and set(given) == {"duration"}:
        return {"duration": {"const": given["duration"]}}
    scope = read_scope(words, names)
    kept = [size[:2] for size in names.sizes if scope and scope.sizes and (size[:2] in scope.sizes) == only]
    return {"dimensions": {"pairs": [f"{width}x{height}" for width, height in kept]}} if kept else None


def _repeated(match: re.Match[str], names: Names, when: When) -> Sayings | None:
    """`This feature is not available for other workflows` says once more what its setting is only for."""
    return () if DEFINED in names.aliases and not when else None


def _always(match: re.Match[str], names: Names, when: When) -> Sayings | None:
    name = codes(match[1])[0]
    value = match[2].lower() in ("enabled", "on", "active", "true")
    return None if when else (Said(("providerSettings", name, "const"), value),)


def _fixed(match: re.Match[str], names: Names, when: When) -> Sayings | None:
    """`This setting cannot be disabled when using Brush 3 model`, in the description of the setting."""
    name = _subject(match[1], names)
    if name is None or not name.startswith("provider.") or when:
        return None
    return (Said(("providerSettings", name.removeprefix("provider."), "const"), match[2].lower() != "enabled"),)


def _scoped_seconds(match: re.Match[str], names: Names, when: When) -> Sayings | None:
    """`8 seconds is not available for 1080p`, `10-second videos are only supported at 720p`."""
    scope = read_scope(match["scope"], names)
    if scope is None or not scope.sizes or when:
        return None
    only = match["only"].lower() == "only"
    kept = [(width, height) for width, height, _ in names.sizes if ((width, height) in scope.sizes) == only]
    pairs: Json = [f"{width}x{height}" for width, height in kept]
    return (
        (rule("constrain", {"dimensions": {"pairs": pairs}}, {"duration": number(match["seconds"])}),) if kept else None
    )


def _counted(match: re.Match[str], names: Names, when: When) -> Sayings | None:
    """`frame images must contain exactly one image`."""
    fields, many = fields_of(match[1], names), _MANY.get(match[3].lower()) or int(match[3])
    if fields is None or len(fields) != 1 or not when:
        return None
    least = 1 if match[2].lower() in ("at most", "up to", "no more than") else many
    most = None if match[2].lower() == "at least" else many
    return (rule("constrain", {fields[0]: {"count": [least, most]}}, when),)


def _limited_group(match: re.Match[str], names: Names, when: When) -> Sayings | None:
    """`1080p only supports 5-second videos`, where 1080p is a group of sizes."""
    scope, seconds = read_scope(match["scope"], names), amount(match["seconds"])
    if scope is None or not scope.group or seconds is None or not seconds.values or when:
        return None
    return (rule("constrain", {"duration": seconds.limits()}, {"group": scope.group}),)


def _restated(match: re.Match[str], names: Names, when: When) -> Sayings | None:
    """A limit of the prompt said once more in prose."""
    return None if when else (Said(("fields", "positivePrompt", "length"), [None, number(match[1])]),)


_MANY: Final = {"one": 1, "a single": 1, "two": 2, "three": 3}

PHRASES: Final[tuple[Phrase, ...]] = (
    phrase(
        r"(.+?) must (?:contain|have|include|hold) (exactly|at most|up to|at least|no more than|only) (\d+|one"
        r"|two|three) (?:images?|items?|videos?)",
        _counted,
    ),
    phrase(
        rf"(?P<scope>.+?)(?: resolutions?)? (?:only supports?|supports?|{_BE} limited to"
        rf"|{_BE} only (?:available|supported) (?:for|with)) (?:only )?"
        rf"(?P<seconds>(?:{NUMBER})(?:(?:,| or|, or) (?:{NUMBER}))*)[ -]seconds?(?: durations?| videos?"
        rf"| clips?)?(?: only)?",
        _limited_group,
    ),
    phrase(
        rf"(?:the )?(?P<seconds>{NUMBER})[ -]seconds?(?: videos?| durations?| clips?)? (?:{_BE} )?(?P<only>not"
        rf"|only) (?:available|supported) (?:for|at|in|with) (?P<scope>.+)",
        _scoped_seconds,
    ),
    phrase(
        rf"(?:this|the) (?:feature|setting|parameter|option) {_BE} not (?:available|supported) (?:for|in"
        rf"|with) (?:any )?(?:other|longer|shorter) .+",
        _repeated,
    ),
    phrase(
        rf"(?:the )?`(?P<value>[^`]+)`(?: mode| option| value| setting)? {_BE} (?:only (?:available|supported)"
        rf" (?:for|in|with|at) (?P<only>.+?))?(?:,? and (?:{_BE} )?)?(?:not (?:available|supported) (?:for|in|with|at) (?P<never>.+))?",
        _valued,
    ),
    phrase(rf"only (.+?) {_BE} (?:supported|available|allowed|possible)", _only_sizes),
    phrase(
        rf"(.+?) (?:{_BE} )?(?:only )?(?:{_BE} )?(?:only )?(?:supported|available|allowed) (?:only )?(?:for|in"
        rf"|with|when using) (.+)",
        lambda match, names, when: _only_for(match, names, when) if " only " in f" {match[0]} " else None,
    ),
    phrase(
        rf"(?:the )?(`\w+`) {_BE} (?:\*\*)?always (enabled|disabled|on|off|active|true|false)(?: and (?:cannot"
        rf"|can't) be (?:disabled|enabled|changed|turned off))?",
        _always,
    ),
    phrase(
        r"(.+?) (?:cannot|can't|can not) be (disabled|turned off|enabled)(?: (?:when using|for|in"
        r"|with) .+?)?(?:, (?:as|since|because) .+)?",
        _fixed,
    ),
    phrase(
        rf"(.+?) (?:(?:{_BE} (?:therefore |currently )?(?:not (?:supported|allowed|available|used|accepted"
        rf"|needed)|ignored|unavailable|unsupported))"
        rf"|(?:cannot|can't|can not|must not|may not|should not|do(?:es)? not need to) be (?:used|specified|set"
        rf"|provided|included|given|sent)|ha(?:s|ve) no effect)",
        _forbid,
    ),
    phrase(
        rf"(.+?) {_BE} not (?:supported|available|allowed) (?:for|in|with|when using|together with|alongside) (.+)",
        _forbid_with,
    ),
    phrase(r"(?:(?:it|this model|the model) )?(?:does not|doesn't) (?:support|accept) (?:the )?(.+)", _forbid),
    phrase(r"no (.+?) (?:support|is supported)", _forbid),
    phrase(rf"(.+?) {_BE} (?:required|mandatory) (?:for|in) (.+)", _require_in),
    phrase(
        rf"(.+?) (?:{_BE} (?:always )?(?:required|mandatory)|must be (?:provided|specified|set|given|included))",
        _require,
    ),
    phrase(
        rf"(.+?) (?:{_BE} limited to(?: a maximum of)?|must be(?: one of:?| set to)?|{_BE} fixed (?:at|to)"
        rf"|{_BE} restricted to|can only be) (.+)",
        _constrain,
    ),
    phrase(r".*\bprompts?\b.*\(up to ([\d,]+) characters\).*", _restated),
)
