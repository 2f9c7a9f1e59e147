"""Versions: how far a change must raise them, and whether the declared ones do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ..model.catalog import Packages
from .changes import ARTEFACTS, Artefact, Change, worst
from .rules import Level

_VERSION: Final = re.compile(r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)")


@dataclass(frozen=True, order=True)
class Version:
    """A release number of Semantic Versioning, without suffixes."""

    major: int
    minor: int
    patch: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"


@dataclass(frozen=True)
class Bump:
    """``least`` is the lowest version the changes of ``level`` allow."""

    artefact: Artefact
    level: Level
    old: str
    declared: str
    least: str

    @property
    def enough(self) -> bool:
        return parse(self.declared) >= parse(self.least)


def parse(text: str) -> Version:
    """Raises ValueError for what is no plain release number."""
    match = _VERSION.fullmatch(text)
    if match is None:
        raise ValueError(f"{text} is not a version such as 1.4.0")
    return Version(*map(int, match.groups()))


def raised(version: Version, level: Level) -> Version:
    """The lowest version that tells of a change of this level. Below 1.0.0 minor plays major, and patch minor.

    >>> str(raised(Version(1, 4, 2), "danger")), str(raised(Version(0, 4, 2), "break")), str(raised(Version(0, 4, 2), "minor"))
    ('1.5.0', '0.5.0', '0.4.3')
    """
    major, minor, patch = version.major, version.minor, version.patch
    match level:
        case "none":
            return version
        case "patch":
            return Version(major, minor, patch + 1)
        case "minor" | "danger":
            return Version(major, minor, patch + 1) if major == 0 else Version(major, minor + 1, 0)
        case "break":
            return Version(0, minor + 1, 0) if major == 0 else Version(major + 1, 0, 0)


def bumps(changes: Iterable[Change], old: Packages, new: Packages) -> list[Bump]:
    """What each artefact's version must be at least."""
    every = list(changes)
    found: list[Bump] = []
    for artefact in ARTEFACTS:
        level = worst(change.bump for change in every if artefact in change.artefacts)
        before, declared = version_of(old, artefact), version_of(new, artefact)
        found.append(Bump(artefact, level, before, declared, str(raised(parse(before), level))))
    return found


def version_of(packages: Packages, artefact: Artefact) -> str:
    versions = {"specs": packages.schema_version, "python": packages.python_version, "npm": packages.npm_version}
    return versions[artefact]
