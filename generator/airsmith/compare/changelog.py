"""A changelog from a report: Keep-a-Changelog sections per model, and the same for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Final

from ..meaning.values import Json
from .changes import Change
from .exchange import bump_json, change_json
from .report import Report
from .rules import RULES
from .words import instead, markdown, moved

SECTIONS: Final = ("Added", "Changed", "Deprecated", "Removed")
_DEPRECATED: Final = frozenset({"model-deprecated", "shutdown-set", "shutdown-earlier", "shutdown-later"})


def section(change: Change) -> str:
    """The section of Keep a Changelog that a change belongs to."""
    if change.rule in _DEPRECATED:
        return "Deprecated"
    if change.rule.endswith(("-added", "-added-optional", "-added-required")):
        return "Added"
    return "Removed" if change.rule.endswith(("-removed", "-dropped")) else "Changed"


def as_text(report: Report, version: str, day: str) -> str:
    """The entry for one release. Without a ``day`` (YYYY-MM-DD) it is not released yet."""
    lines = [f"## [{version}] - {day}" if day else "## [Unreleased]", ""]
    told = [change for change in report.changes if change.level != "none"]
    if not told:
        return "\n".join([*lines, "Nothing changed."])
    for name in SECTIONS:
        changes = [change for change in told if section(change) == name]
        if changes:
            lines += [f"### {name}", "", *_owners(changes)]
    return "\n".join(lines).rstrip()


def _owners(changes: Sequence[Change]) -> Iterator[str]:
    for owner in dict.fromkeys((change.owner, change.model) for change in changes):
        yield f"#### {_heading(*owner)}"
        yield ""
        for change in changes:
            if (change.owner, change.model) == owner:
                yield from _entry(change)
        yield ""


def _heading(owner: str, model: str) -> str:
    name = markdown(owner[:1].upper() + owner[1:])
    return f"{name} (`{model}`)" if model else name


def _entry(change: Change) -> Iterator[str]:
    level = "**Breaking.** " if change.level == "break" else "**Careful.** " if change.level == "danger" else ""
    where = f"`{change.path}`: " if change.path else ""
    values = markdown(moved(change))
    yield f"- {level}{where}{values or RULES[change.rule].words} (`{change.rule}`, {change.fingerprint})"
    proof = change.proof
    if proof is not None and proof.refused and proof.documented:
        yield f'  The documented request "{markdown(proof.documented)}" is refused.'
    what = instead(change)
    if what and change.level == "break":
        yield f"  Migration: {markdown(what)}"
    if change.note:
        yield f"  {markdown(change.note)}"


def as_json(report: Report, version: str, day: str) -> str:
    """The same for programs: one entry per change, in the shape of ``airsmith diff --format json``."""
    versions: list[Json] = [bump_json(bump) for bump in report.bumps]
    entries: list[Json] = [
        {"section": section(change), **change_json(change)} for change in report.changes if change.level != "none"
    ]
    document: Json = {
        "format": 1,
        "version": version,
        "date": day or None,
        "old": report.old,
        "new": report.new,
        "level": report.level,
        "versions": versions,
        "entries": entries,
    }
    return json.dumps(document, indent=2, ensure_ascii=False)
