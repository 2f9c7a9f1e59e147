"""Sentences about fields that go, or do not go, together; roles, totals, workflows and settings as a whole."""

from __future__ import annotations

import re
from typing import Final

from ...meaning.values import Json
from ..bullets.asides import scalar, workflows
from ..bullets.base import Sayings, note, rule
from ..bullets.derived_sizes import derived_input
from ..bullets.remarks import total
from ..claims import Said
from ..names import Names
from ..phrases import codes
from .base import Phrase, When, as_one, fields_of, phrase


def _exclusive(match: re.Match[str], names: Names, when: When) -> Sayings | None:
    """`A cannot be used with B`; the second group is missing where both stand in the first."""
    groups = [fields_of(part, names) for part in match.groups() if part]
    if any(group is None for group in groups):
        return None
    sides = [as_one(group) for group in groups if group]
    if len(sides) == 1:
        return (rule("at_most_one", list(sides[0]), when),) if len(sides[0]) > 1 else None
    left, right = sides
    if len(left) == len(right) == 1:
        return (rule("at_most_one", [left[0], right[0]], when),)
    if when or len(left) > 1:
        return None
    return (rule("forbid", list(fields_of(match[2], names) or ()), {"has": left[0]}),)


def _one_of(match: re.Match[str], names: Names, when: When) -> Sayings | None:
    fields: list[str] = []
    for part in match.groups():
        found = fields_of(part, names)
        if found is None:
            return None
        fields += as_one(found)
    listed: list[Json] = list(dict.fromkeys(fields))
    verb = (
        "at_most_one" if re.match(r"(?:provide |use |specify )?(?:at most|only) one", match[0], re.I) else "exactly_one"
    )
    return (rule(verb, listed, when),) if len(listed) > 1 else None


def _any_of(match: re.Match[str], names: Names, when: When) -> Sayings | None:
    """At least one of two: without the one the other is required."""
    fields = fields_of(match[1], names)
    listed = as_one(fields) if fields else []
    if len(listed) != 2 or when:
        return None
    if match.lastindex and match.lastindex > 1 and match[2]:
        return (rule("exactly_one", list(listed)),)
    return (rule("require", [listed[1]], {"lacks": listed[0]}),)


def _needs(match: re.Match[str], names: Names, when: When) -> Sayings | None:
    """`speech.text` requires `speech.voice`, perhaps with a value it must have."""
    left, right = fields_of(match[1], names), fields_of(match[2], names)
    if left is None or right is None or len(left) != 1 or when:
        return None
    given: When = {"has": left[0]}
    value = scalar(match[3]) if match[3] else None
    valued = (rule("constrain", {right[0]: {"const": value}}, given),) if value is not None else ()
    return (rule("require", list(right), given), *valued)


def _together(match: re.Match[str], names: Names, when: When) -> Sayings | None:
    fields = fields_of(match[1], names)
    return (rule("together", list(fields), when),) if fields and len(fields) > 1 else None


def _roles(match: re.Match[str], names: Names, when: When) -> Sayings | None:
    """`You can use up to 3 `asset` images or 1 `style` image, but cannot mix image types`."""
    field = next((name for label, name in names.aliases.items() if label == "reference images"), None)
    most = {name: int(count) for count, name in re.findall(r"(?:up to )?(\d+) `(\w+)`", match[1])}
    if field is None or len(most) != len(codes(match[1])) or when:
        return None
    listed: Json = {"by": "type", **most}
    mixed = (Said(("fields", field, "mix"), False),) if match[2] else ()
    return (Said(("fields", field, "roles"), listed), *mixed)


def _total(match: re.Match[str], names: Names, when: When) -> Sayings | None:
    return None if when else total(match[0], names)


def _only_workflow(match: re.Match[str], names: Names, when: When) -> Sayings | None:
    found = workflows(match[1])
    return (Said(("workflows",), list(found)),) if found and not when else None


def _no_settings(match: re.Match[str], names: Names, when: When) -> Sayings | None:
    return None if when else (Said(("providerSettings",), "none"),)


def _derived(match: re.Match[str], names: Names, when: When) -> Sayings | None:
    """Sizes that follow from an input, in words that forbid nothing."""
    source = derived_input(match[1], names)
    return (note(match[0]),) if source else None


PHRASES: Final[tuple[Phrase, ...]] = (
    phrase(
        r"(?:.+? )?(?:supports?|is|offers?) ([a-z/ -]+?)(?: generation"
        r"| workflows?)? only(?:,? and does not support .+)?",
        _only_workflow,
    ),
    phrase(
        r".*\b(?:does|do) not (?:support|have|offer|require) (?:any "
        r"|additional )*provider[- ]specific (?:customization )?(?:settings|options|parameters).*",
        _no_settings,
    ),
    phrase(
        r"(?:there are )?no (?:additional )?provider[- ]specific (?:settings|options"
        r"|parameters)(?: are)?(?: available| supported| required)?(?: for .+)?",
        _no_settings,
    ),
    phrase(
        r"(?:you must (?:provide|specify|use) )?at least one of:? (.+?)(?: (?:is required|must be (?:provided"
        r"|specified|given)))?",
        _any_of,
    ),
    phrase(r"either (.+?) must be (?:provided|specified|given|used)(,? but not both)?", _any_of),
    phrase(
        r"(`[\w.]+`) requires (`[\w.]+`)"
        r"(?: to be (?:provided|given|(?:set(?: to)? ?)?(`[^`]+`|true|false|enabled|disabled)|set))?",
        _needs,
    ),
    phrase(r"(?:you (?:must|can|may) )?(?:provide|specify|use) (?:exactly|only|at most) one of:? (.+)", _one_of),
    phrase(r"either (?:provide|specify|use) (.+?),? or (?:provide|specify|use) (.+)", _one_of),
    phrase(r"(.+?) must be (?:used|provided|specified|set|sent) together", _together),
    phrase(
        r"(.+?) (?:cannot|can't|can not|must not|may not) be (?:used|combined|provided|specified"
        r"|mixed) (?:together|at the same time|simultaneously)",
        _exclusive,
    ),
    phrase(r"(.+?) (?:are|is) mutually exclusive(?: with (.+))?", _exclusive),
    phrase(r"(.+?) (?:are|is) (?:not compatible|incompatible) with (.+)", _exclusive),
    phrase(
        r"(.+?) (?:cannot|can't|can not|must not|may not) be (?:used|combined|provided|specified"
        r"|mixed) (?:(?:together|simultaneously) )?with (.+)",
        _exclusive,
    ),
    phrase(
        r"(?:you can )?(?:use|provide|send) ((?:up to )?\d+ `\w+`.+?)(,? (?:but|and) (?:cannot|can't"
        r"|you cannot) mix .+)?",
        _roles,
    ),
    phrase(r".+ (?:cannot|can't|must not|may not) exceed \d+.*", _total),
    phrase(
        r"(?:the )?(?:output )?(?:dimensions|aspect ratio|resolution|size) (?:is"
        r"|are) (?:automatically )?(?:inferred|derived|inherited|determined|taken) from (?:the )?(.+)",
        _derived,
    ),
)
