"""How pages say that a model is live, deprecated or switched off."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from .sections import AIR

_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}|(?:[A-Z][a-z]+ \d{1,2},? \d{4})|(?:\d{1,2} [A-Z][a-z]+ \d{4})")
_ENDS: Final = re.compile(r"deactivat|discontinu|retire|removed|shut ?down|sunset|no longer available", re.I)
REPLACED: Final = re.compile(rf"(?:use|replaced by|migrate to|switch to)\b.*?`?({AIR})`?", re.I)
STAGES: Final = {
    "live": "live",
    "active": "live",
    "available": "live",
    "deprecated": "deprecated",
    "retired": "retired",
    "deactivated": "retired",
    "discontinued": "retired",
}


def ends_on(text: str) -> str:
    """The day, as YYYY-MM-DD, on which a sentence says that the model is switched off; empty where it says no such."""
    match = _DATE.search(text) if _ENDS.search(text) else None
    if match is None:
        return ""
    for form in ("%Y-%m-%d", "%B %d, %Y", "%B %d %Y", "%b %d, %Y", "%d %B %Y"):
        try:
            return datetime.strptime(match[0], form).date().isoformat()
        except ValueError:
            continue
    return ""
