"""What a run changed, or would change."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .editors import outdated
from .write import Changes


@dataclass(frozen=True)
class Outcome:
    """Files below the output folder, and the editors' schemas beside the specs."""

    files: Changes
    schemas: Changes


def schema_changes(specs: Path) -> Changes:
    """What refreshing the editors' schemas would do; those that are up to date are not counted."""
    names = [name for name, _ in outdated(specs)]
    there = tuple(name for name in names if (specs / name).exists())
    return Changes(added=tuple(name for name in names if name not in there), changed=there)
