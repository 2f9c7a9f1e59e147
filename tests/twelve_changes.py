"""Twelve changes that happen to the docs of models, and what each means to those who send requests."""

from __future__ import annotations

from dataclasses import dataclass

from airsmith.compare.rules import Level

from spec_pairs import BRUSH, PENCIL, Edit

Edits = tuple[Edit, ...]

WIDE = '"width": 1024, "height": 512'


@dataclass(frozen=True)
class Twelfth:
    """``slug`` is the model whose schemas show the change; empty where only the schema of all models does."""

    title: str
    level: Level
    rule: str
    edits: Edits
    before: Edits = ()
    slug: str = "brush"


def brush(old: str, new: str) -> Edits:
    return (Edit(BRUSH, old, new),)


TOGETHER = (Edit(PENCIL, "providerSettings: none", "providerSettings: none\nrules:\n  - together: [width, height]"),)
APART = (Edit(PENCIL, "rules:\n  - together: [width, height]", ""),)

TWELVE = (
    Twelfth(
        "size pair removed, both numbers still legal",
        "break",
        "dimension-pair-removed",
        (
            *brush("1024x512 2:1, 512x1024, 1024x1024]", "512x1024, 1024x1024]"),
            *brush(WIDE, WIDE.replace("512", "1024")),
        ),
        brush("512x1024]", "512x1024, 1024x1024]"),
    ),
    Twelfth("size pair added", "minor", "dimension-pair-added", brush("512x1024]", "512x1024, 1024x1024]")),
    Twelfth(
        "enum value removed",
        "break",
        "enum-value-removed",
        brush("enum: [flat, rough], labels: {flat: Flat}", "enum: [rough]"),
    ),
    Twelfth("enum value added", "minor", "enum-value-added", brush("[flat, rough]", "[flat, rough, soft]")),
    Twelfth(
        "`maxLength` lowered",
        "break",
        "max-decreased",
        (Edit("tasks/paint.yaml", "length: [1, 100]", "length: [1, 80]"),),
    ),
    Twelfth(
        "`maxLength` raised",
        "minor",
        "max-increased",
        (Edit("tasks/paint.yaml", "length: [1, 100]", "length: [1, 120]"),),
    ),
    Twelfth(
        "field became required",
        "break",
        "became-required",
        (
            *brush("speed: {type: integer,", "speed: {type: integer, required: true,"),
            *brush('"A hill",', '"A hill", "speed": 1,'),
            *brush('"A tree",', '"A tree", "speed": 1,'),
            *brush("  - {when: {has: speed}, forbid: [steps], level: warn}\n", ""),
        ),
    ),
    Twelfth(
        "property of a closed object removed",
        "break",
        "field-removed",
        brush(", pan: {type: boolean, required: false}", ""),
    ),
    Twelfth(
        "AIR id changed",
        "break",
        "air-changed",
        (Edit(PENCIL, "air: acme:pencil@1", "air: acme:pencil@2"),),
        slug="pencil",
    ),
    Twelfth("width no longer needs height", "minor", "rule-removed", APART, TOGETHER, "pencil"),
    Twelfth("model removed", "break", "model-removed", (Edit(PENCIL),), slug=""),
    Twelfth(
        "description only", "patch", "description-changed", brush("Paints with a broad brush.", "Paints with a brush.")
    ),
)
