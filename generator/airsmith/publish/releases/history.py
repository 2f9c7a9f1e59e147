"""``changelog.json``: what changed from each release to the next, by the verdicts of ``airsmith diff``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ...compare import changelog
from ...compare.catalogs import Side, compare
from ...compare.report import Report, ordered
from ...compare.versions import Bump, bumps
from ...diagnostics import SpecErrors
from ...load.folder import SpecFolder
from ...meaning.values import Fragment, Json
from ...model.specs import Specs
from .made import SPECS
from .shelf import Published
from .sums import SUMS, read_listing, sha256

CHANGELOG: Final = "changelog.json"


@dataclass(frozen=True)
class Step:
    """From one release to the next: what a changelog says of it, and whether the version is high enough.

    ``bump`` is None for a first release, and where the specs of the one before cannot be read any more.
    """

    version: str
    entry: Fragment
    bump: Bump | None = None


def first(version: str) -> Step:
    return Step(version, _without_changes(version, None))


def step(root: Path, before: Published, after: str, specs: Path) -> Step:
    """What ``specs``, those of the release ``after``, changed since ``before``."""
    old_version = before.record.version
    try:
        old, new = _side(old_version, root / old_version / SPECS), _side(after, specs)
    except SpecErrors:
        return Step(after, _without_changes(after, old_version))
    changes = compare(old, new)
    bump = next(bump for bump in bumps(changes, old.packages, new.packages) if bump.artefact == "specs")
    report = Report(old_version, after, tuple(ordered(changes)), (bump,))
    return Step(after, json.loads(changelog.as_json(report, after, "")), bump)


def _side(version: str, folder: Path) -> Side:
    """Places are told as they are found below the address of the releases."""
    return Side.of(version, Specs(SpecFolder(folder, f"{version}/{SPECS}")))


def _without_changes(version: str, old: str | None) -> Fragment:
    """The entry of a release that nothing is compared with."""
    return {"format": 1, "version": version, "date": None, "old": old, "new": version, "level": None, "entries": []}


def history(root: Path, releases: Sequence[Published], made: Step | None) -> Fragment:
    """The changelog of the releases, newest first; ``made`` is the step to one that is not on disk yet.

    What was said of a release stays: a later airsmith may word it differently, or not read those specs any more.
    """
    known = _written(root) | ({made.version: made.entry} if made else {})
    entries: list[Json] = []
    before: Published | None = None
    for release in releases:
        version = release.record.version
        entries.insert(0, known.get(version) or _anew(root, before, version).entry)
        before = release
    return {"format": 1, "releases": entries}


def _anew(root: Path, before: Published | None, version: str) -> Step:
    return step(root, before, version, root / version / SPECS) if before else first(version)


def _written(root: Path) -> dict[str, Fragment]:
    """The entries of the changelog that is there, by version; none where it is not as it was written."""
    try:
        content = (root / CHANGELOG).read_bytes()
        if read_listing((root / SUMS).read_bytes()).get(CHANGELOG) != sha256(content):
            return {}
        data: Any = json.loads(content)
        return {entry["version"]: entry for entry in data["releases"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
