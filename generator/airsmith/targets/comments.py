"""What a doc comment says about a field, in any language, and how its text is broken into lines."""

from __future__ import annotations

import textwrap

from ..meaning.shapes import Property, choices


def field_sentence(field: Property) -> str:
    """What a field is, its limits, default, unit and source."""
    parts = [field.summary.rstrip(".") + "." if field.summary else "", *_limits(field)]
    parts.append(f"The service's default is {_shown(field.default)}." if field.default is not None else "")
    parts.append(f"See {field.anchor or field.about.docs}" if field.anchor or field.about.docs else "")
    return " ".join(filter(None, parts))


def wrapped(text: str, width: int) -> tuple[str, ...]:
    """A text without line feeds in lines of at most ``width`` characters; words are never broken."""
    if 0 < len(text) <= width:
        return (text,)
    return tuple(textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False))


def _limits(field: Property) -> tuple[str, ...]:
    """The limits in the field's unit: ``At least 60 seconds.``, or apart from it where there are several."""
    found = [words for kind in field.shape.kinds if (words := kind.describe()) and not choices(field.shape)]
    unit = f"In {field.unit}." if field.unit else ""
    if len(found) == 1 and field.unit:
        found, unit = [f"{found[0]} {field.unit}"], ""
    limits = "; ".join(found)
    return f"{limits[:1].upper()}{limits[1:]}." if limits else "", unit


def _shown(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
