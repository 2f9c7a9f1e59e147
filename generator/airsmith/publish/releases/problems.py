"""Why a release cannot be published, or what is wrong with those that are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Level: TypeAlias = Literal["error", "warning"]

CODES: Final[dict[str, str]] = {
    "released-changed": "A file of a released version would get other bytes.",
    "release-damaged": "A release lacks a file that it lists, or has one of other bytes.",
    "release-gone": "A release that was published is not there any more.",
    "other-base": "The releases that are there were published under another address.",
    "version-behind": "The version is lower than the highest release.",
    "version-too-low": "The version does not tell of what changed.",
    "version-not-semver": "The version is not one of Semantic Versioning.",
    "link": "A link stands where a file or folder of a release belongs.",
    "foreign-file": "A file that was not published stands where one is to be written.",
    "unlisted-file": "A folder of a release holds a file that does not belong to it.",
    "stale-file": "A file that lists releases is not as it was written.",
    "not-compared": "The specs of the release before cannot be read any more.",
}
"""Every code, and what it means. Codes are public and never renamed."""


@dataclass(frozen=True)
class Problem:
    """``path`` is below the folder ``schemas``, or that of the specs where ``of_specs``; ``line`` counts from 1."""

    code: str
    path: str
    message: str
    hint: str = ""
    line: int = 1
    level: Level = "error"
    of_specs: bool = False
