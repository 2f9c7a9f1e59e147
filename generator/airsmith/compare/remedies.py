"""What to write instead of what a version refuses."""

from __future__ import annotations

from collections.abc import Iterable

from ..meaning.values import show
from ..meaning.violations import Violation


def remedies(found: Iterable[Violation]) -> str:
    """Each violation in its own sentence, followed by the way out where the sentence does not name it."""
    return " ".join(part for one in found for part in (one.message, _remedy(one)) if part)


def _remedy(found: Violation) -> str:
    field = found.path.removeprefix("/").replace("/", ".")
    match found.code:
        case "forbidden_field" | "unsupported_field":
            return f"Leave out {field}."
        case "unknown_field":
            return f"Leave out {field}." if found.nearest is None else f"Write {found.nearest} instead of {field}."
        case "missing_field":
            return f"Add {field}." if len(found.allowed) != 1 else f"Add {field}: {show(found.allowed[0])}."
        case "not_allowed" | "below_minimum" | "above_maximum" if found.nearest is not None:
            value = show(found.nearest)
            return "" if f"use {value}" in found.message else f"Write {value} as {field}."
        case _:
            return ""
