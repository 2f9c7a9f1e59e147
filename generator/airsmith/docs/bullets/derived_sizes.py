"""Sizes that follow from an input: `Same as the seed image`."""

from __future__ import annotations

import re
from typing import Final

from ..claims import Said
from ..names import Names
from ..phrases import split_asides
from ..vocabulary import FRAMES
from .base import Sayings, bare, note, rule

_DERIVED: Final = re.compile(
    r"(?:the )?(?:output )?(?:aspect ratio|dimensions?|resolution|size)?s? ?(?:is |are )?(?:automatically )?(?:the )?"
    r"(?:same as|inherit(?:s|ed)|inferred|derived|match(?:es|ed)?|determined|taken|follows?|based)(?: (?:from|by|on|to))? "
    r"(?:the )?(.+?)(?:'s?)?(?: (?:aspect ratio|dimensions?|resolution|size)(?: and (?:dimensions?|resolution))?)?",
    re.I,
)
_IGNORED: Final = re.compile(
    r"`?width`?(?:/| and |, ?)`?height`?(?: parameters?)?(?: are)? (ignored|not supported|not used)", re.I
)
_REMARK: Final = re.compile(r"up to \d+k(?: resolution)?|.*\brecommended\b.*", re.I)


def read_in_workflow(body: str, workflow: str, names: Names) -> Sayings | None:
    """A size that follows from an input in one workflow."""
    core, asides = split_asides(bare(body))
    if not _DERIVED.fullmatch(bare(core)):
        return None
    found: list[Said] = []
    for aside in asides:
        ignored = _IGNORED.fullmatch(aside.strip("."))
        if ignored is None:
            return None
        level = "" if ignored[1].lower() == "not supported" else "warn"
        found.append(rule("forbid", ["width", "height"], {"workflow": workflow}, level))
    return (*found, note(f"{workflow}: the size follows from the input"))


def read_derived(body: str, names: Names) -> Sayings | None:
    core, asides = split_asides(bare(body))
    match = _DERIVED.fullmatch(bare(core))
    source = derived_input(match[1], names) if match else None
    if source is None or not all(_REMARK.fullmatch(aside) for aside in asides):
        return None
    remarks = [note(f"Size of the output: {aside}") for aside in asides]
    return (Said(("dimensions", "from"), source), *remarks)


def derived_input(words: str, names: Names) -> str | None:
    """The input that words such as `the first frame image` name."""
    text = words.lower().strip("` .")
    if "frame" in text:
        return FRAMES
    name = names.name(text) or names.name(f"{text}s")
    if name in names.fields or (name and "reference" in text):
        return name
    likely = [field for field in ("referenceImages", "seedImage", "inputImage", FRAMES) if field in names.fields]
    return likely[0] if len(likely) == 1 and re.search(r"image|input|source", text) else None
