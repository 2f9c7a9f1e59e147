"""Changes in words, as all formats for people show them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from ..diagnostics import one_line
from ..meaning.values import Json, plural
from .changes import Change, Proof
from .report import Report
from .rules import Level

LONGEST_TEXT: Final = 60
"""Longer texts in a request are cut, and their length is said."""

LONGEST_VALUE: Final = 160
_NAMES: Final[dict[Level, str]] = {
    "break": "breaking",
    "danger": "dangerous",
    "minor": "minor",
    "patch": "patch",
    "none": "without effect",
}


def title(change: Change) -> str:
    """Who and what: ``DALL·E 3 (openai:2@3), width, height: 1792x1024 -> nothing``."""
    owner = f"{change.owner} ({change.model})" if change.model else change.owner
    place = f"{owner}, {change.path}" if change.path else owner
    values = moved(change)
    return one_line(f"{place}: {values}" if values else place)


def moved(change: Change) -> str:
    """Old and new value in words."""
    before, after = _cut(change.before), _cut(change.after)
    if before and after and before != after:
        return f"{before} -> {after}"
    return f"{before} is gone" if before and not after else f"{after} is new" if after and not before else before


def _cut(text: str) -> str:
    kept = text.removesuffix(".")
    return kept if len(kept) <= LONGEST_VALUE else f"{kept[:LONGEST_VALUE]}..."


def places(change: Change) -> str:
    """Where it stands on both sides, or on the one that has it."""
    return one_line(" -> ".join(str(place) for place in (change.old, change.new) if place))


def proof_words(proof: Proof) -> str:
    """What the proof is."""
    if proof.words:
        return f"{'refused now' if proof.refused else 'accepted now'}: {proof.words}"
    kind = f'the documented request "{proof.documented}"' if proof.documented else "the smallest request"
    kind = kind if proof.documented or proof.smallest else "a request"
    return f"{'refused now' if proof.refused else 'accepted now'}, {kind}:"


def reasons(proof: Proof) -> list[str]:
    """The sentences of the side that refuses the request."""
    return [one_line(sentence if proof.refused else f"before: {sentence}") for sentence in proof.why]


def request_text(request: Json) -> str:
    """A request in one line, its long texts cut."""
    return json.dumps(_shortened(request), ensure_ascii=False)


def _shortened(value: Json) -> Json:
    match value:
        case str() if len(value) > LONGEST_TEXT:
            return f"{value[:20]}... ({plural(len(value), 'character')})"
        case list():
            return [_shortened(item) for item in value]
        case dict():
            return {key: _shortened(item) for key, item in value.items()}
        case _:
            return value


def instead(change: Change) -> str:
    """What to write instead, where the change takes something away."""
    if change.migration:
        return change.migration
    refused = change.proof is not None and change.proof.refused
    return change.proof.remedy if refused and change.proof is not None else ""


def sentences(*parts: str) -> str:
    """Parts as sentences, each with its full stop; empty ones are left out."""
    return " ".join(part if part.endswith(".") else f"{part}." for part in map(one_line, parts) if part)


def markdown(text: str) -> str:
    """Text that no Markdown can come out of."""
    escaped = one_line(text).replace("\\", "\\\\")
    for mark in "`*_[]<|#":
        escaped = escaped.replace(mark, f"\\{mark}")
    return escaped


def summary(report: Report) -> str:
    """The counts in a line."""
    counts = [f"{count} {_NAMES[level]}" for level in _NAMES if (count := report.count(level))]
    changes = ", ".join(counts) if counts else "no changes"
    passed = f"; {plural(len(report.ignored), 'change')} ignored" if report.ignored else ""
    return one_line(f"{report.old} -> {report.new}: {changes}{passed}")


def version_lines(report: Report) -> Iterator[str]:
    for bump in report.bumps:
        verdict = "" if bump.enough else ", which is too low"
        yield f"{bump.artefact}: {bump.old} -> {bump.least} or higher ({bump.level}); declared is {bump.declared}{verdict}"
