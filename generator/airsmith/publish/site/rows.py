"""Fields as a page shows them."""

from __future__ import annotations

import json
from dataclasses import dataclass

from ...meaning.values import Scalar
from ...targets.code import Code
from ...targets.docs.facts import ChoiceRow, FieldRow
from .html import anchor, sentence, url, words


@dataclass(frozen=True)
class Choice:
    """A legal value as JSON; ``label`` is what the docs call it where that differs."""

    value: Code
    label: Code | None
    is_default: bool


@dataclass(frozen=True)
class Field:
    """A field: ``around`` is the path of what it stands in, its last dot included."""

    anchor: Code
    around: Code
    name: Code
    type: Code
    required: bool
    choices: tuple[Choice, ...]
    limits: tuple[Code, ...]
    default: Code | None
    unit: Code | None
    summary: Code
    stated: Code
    reference: Code | None


def field(row: FieldRow, prefix: str = "field") -> Field:
    """A row of a table; ``prefix`` tells the places of several tables of a page apart."""
    listed = bool(row.choices)
    return Field(
        anchor=anchor(f"{prefix}-{row.name}"),
        around=words(row.name[: len(row.name) - len(row.short)]),
        name=words(row.short),
        type=words(_type(row)),
        required=row.presence == "required",
        choices=tuple(_choice(one, row.default) for one in row.choices),
        limits=tuple(map(words, row.limits)),
        default=None if row.default is None or listed else words(shown(row.default)),
        unit=words(row.unit) if row.unit else None,
        summary=sentence(row.summary),
        stated=url(row.stated),
        reference=url(row.reference) if row.reference and row.reference != row.stated else None,
    )


def _choice(one: ChoiceRow, default: Scalar | None) -> Choice:
    plain = one.value if isinstance(one.value, str) else shown(one.value)
    is_default = (
        default is not None and default == one.value and isinstance(default, bool) == isinstance(one.value, bool)
    )
    return Choice(words(shown(one.value)), words(one.label) if one.label != plain else None, is_default)


def _type(row: FieldRow) -> str:
    items = f" of {row.items}" if row.items else ""
    return " or ".join(row.types) + items + (f", {row.media}" if row.media else "")


def shown(value: Scalar) -> str:
    """A value as it stands in a request."""
    return json.dumps(value, ensure_ascii=False)


def limit_of(row: FieldRow | None) -> Code | None:
    """The values a field may have, in short; None for a field that is not there."""
    return None if row is None else words(limit_words(row))


def limit_words(row: FieldRow) -> str:
    """The same as plain text."""
    listed = ", ".join(one.value if isinstance(one.value, str) else shown(one.value) for one in row.choices)
    unit = f" {row.unit}" if row.unit else ""
    return (listed or "; ".join(row.limits) or " or ".join(row.types)) + unit
