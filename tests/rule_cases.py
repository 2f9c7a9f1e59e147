"""For each rule about specs a change it names, the level that has, and a change like it that it does not name."""

from __future__ import annotations

from dataclasses import dataclass

from airsmith.compare.rules import Level

from spec_pairs import BRUSH, PENCIL, TASK, Edit

Edits = tuple[Edit, ...]

PAIRS = "pairs: [512x512 1:1, 1024x512 2:1, 512x1024]"
ONE_OF = "at_most_one: [color, style]"
NEEDS = "{when: {has: mask}, require: [seedImage]}"
WARNING = "  - {when: {has: speed}, forbid: [steps], level: warn}\n"
SUMMARY = "summary: Paints with a broad brush."
EXAMPLE = '"text": "A tree", "style": "rough", "steps": 40'
PEN = """spec: 1
air: acme:pen@1
name: Pen
task: paint
lifecycle: {stage: live}
source: {url: "https://acme.example/docs#pen", fetched: "2025-10-27"}
"""


@dataclass(frozen=True)
class Case:
    """``edits`` make the new side, ``before`` the old one; ``near`` makes another new side, which is like it."""

    level: Level
    edits: Edits
    near: Edits
    before: Edits = ()


def brush(old: str, new: str) -> Edits:
    return (Edit(BRUSH, old, new),)


def task(old: str, new: str) -> Edits:
    return (Edit(TASK, old, new),)


def catalog(old: str, new: str) -> Edits:
    return (Edit("catalog.yaml", old, new),)


WORDED = brush(SUMMARY, "summary: Paints with a brush.")
"""A change of words, which is near to nothing."""

CASES: dict[str, Case] = {
    "model-added": Case("minor", (Edit("acme/pen.yaml", "", PEN),), WORDED),
    "model-removed": Case("break", (Edit(PENCIL),), (Edit(PENCIL, "name: Pencil", "name: Soft pencil"),)),
    "model-deprecated": Case("minor", brush("stage: live", "stage: deprecated"), brush("2026-11-22", "2026-11-23")),
    "model-revived": Case("minor", brush("retired", "live"), brush("live", "deprecated"), brush("live", "retired")),
    "shutdown-set": Case(
        "minor", brush("stage: live", 'stage: retired, since: "2027-01-31"'), brush("live", "deprecated")
    ),
    "shutdown-earlier": Case(
        "break", (Edit(PENCIL, "2026-06-01", "2026-05-31"),), (Edit(PENCIL, "2026-06-01", "2026-06-02"),)
    ),
    "shutdown-later": Case(
        "patch", (Edit(PENCIL, "2026-06-01", "2026-06-02"),), (Edit(PENCIL, "2026-06-01", "2026-05-31"),)
    ),
    "replacement-changed": Case(
        "patch", (Edit(PENCIL, '"acme:brush@1"', "null"),), (Edit(PENCIL, "2026-06-01", "2026-06-02"),)
    ),
    "air-changed": Case("break", (Edit(PENCIL, "air: acme:pencil@1", "air: acme:pencil@2"),), WORDED),
    "slug-changed": Case("break", (Edit(PENCIL, "name: Pencil", "name: Pencil\nslug: soft-pencil"),), WORDED),
    "task-changed": Case("break", (Edit(PENCIL, "task: paint", "task: draw"),), WORDED),
    "workflow-added": Case(
        "minor",
        brush("[text-to-image,", "[text-to-image, {inpainting: {needs: mask}},"),
        brush("needs: seedImage", "needs: mask"),
    ),
    "workflow-removed": Case(
        "danger", brush("[text-to-image, {image", "[{image"), brush("needs: seedImage", "needs: mask")
    ),
    "workflow-changed": Case(
        "patch", brush("needs: seedImage", "needs: mask"), brush("[text-to-image, {image", "[{image")
    ),
    "field-added-optional": Case(
        "minor", brush("speed:", "haste: {type: integer}\n  speed:"), brush("range: [1, 50]", "range: [1, 60]")
    ),
    "field-added-required": Case(
        "break",
        (
            *brush("camera: {", "haste: {type: integer, required: true}\n  camera: {"),
            *brush('"A hill",', '"A hill", "haste": 1,'),
            *brush('"A tree",', '"A tree", "haste": 1,'),
        ),
        brush("camera: {", "haste: {type: integer}\n  camera: {"),
    ),
    "field-removed": Case(
        "break",
        brush("words: {items: {type: string, length: [1, 5]}, count: [0, 3]}", "words: {supported: false}"),
        WORDED,
    ),
    "field-moved": Case(
        "break",
        brush("  mask: {type: image}\n", "  inputs.mask: {type: image}\n") + brush("has: mask", "has: inputs.mask"),
        brush("  mask: {type: image}\n", "  mask: {type: image}\n  inputs.cover: {type: image}\n"),
    ),
    "field-renamed": Case(
        "break",
        brush("  mask: {type: image}\n", "  cover: {type: image}\n") + brush("has: mask", "has: cover"),
        brush("  mask: {type: image}\n", "  mask: {type: image}\n  cover: {type: image}\n"),
    ),
    "setting-added": Case(
        "minor",
        brush("providerSettings: [mood]", "providerSettings: {mood: {enum: [calm, tense]}, tone: {type: string}}"),
        WORDED,
    ),
    "setting-removed": Case("break", brush("providerSettings: [mood]", "providerSettings: none"), WORDED),
    "provider-key-changed": Case("break", brush("provider: acme", "provider: other"), WORDED),
    "became-required": Case(
        "break",
        (*brush("pan: {type: boolean, required: false}", "pan: {type: boolean}"),),
        brush("pan: {type: boolean, required: false}", "tilt: {type: boolean, required: false}"),
    ),
    "became-optional": Case(
        "minor",
        brush("zoom: {type: integer}", "zoom: {type: integer, required: false}"),
        brush("zoom: {type: integer}", "zoom: {type: number}"),
    ),
    "type-changed": Case(
        "minor",
        brush("speed: {type: integer,", "speed: {type: number,"),
        brush("speed: {type: integer,", "speed: {type: integer, range: [1, 2],"),
    ),
    "default-added": Case("danger", brush("zoom: {type: integer}", "zoom: {type: integer, default: 1}"), WORDED),
    "default-changed": Case("danger", brush("default: 20", "default: 21"), brush(", default: 20", "")),
    "default-removed": Case("danger", brush(", default: 20", ""), brush("default: 20", "default: 21")),
    "unit-changed": Case("danger", brush("unit: parts", "unit: percent"), WORDED),
    "enum-value-added": Case(
        "minor", brush("[flat, rough]", "[flat, rough, soft]"), brush("[flat, rough]", "[rough, flat]")
    ),
    "enum-value-removed": Case(
        "break",
        (*brush("enum: [flat, rough], labels: {flat: Flat}", "enum: [rough]"),),
        brush("[flat, rough]", "[rough, flat]"),
    ),
    "const-changed": Case("break", brush("const: 2", "const: 3"), brush("const: 2", "const: 2, summary: Which one.")),
    "max-decreased": Case(
        "break", brush("range: [1, 50]", "range: [1, 40]"), brush("range: [1, 50]", "range: [2, 50]")
    ),
    "max-increased": Case(
        "minor", brush("range: [1, 50]", "range: [1, 60]"), brush("range: [1, 50]", "range: [0, 50]")
    ),
    "min-increased": Case(
        "break", brush("range: [1, 50]", "range: [2, 50]"), brush("range: [1, 50]", "range: [1, 40]")
    ),
    "min-decreased": Case(
        "minor", brush("range: [1, 50]", "range: [0, 50]"), brush("range: [1, 50]", "range: [1, 60]")
    ),
    "limit-introduced": Case(
        "break",
        brush("speed: {type: integer,", "speed: {type: integer, range: [1, null],"),
        brush("range: [1, 50]", "range: [1, 60]"),
    ),
    "limit-dropped": Case(
        "minor", brush("range: [1, 50]", "range: [1, null]"), brush("range: [1, 50]", "range: [1, 60]")
    ),
    "pattern-added": Case(
        "break", brush("length: [1, 5]}", 'length: [1, 5], pattern: "[a-z]+"}'), brush("[0-9A-F]{6}", "[0-9A-Fa-f]{6}")
    ),
    "pattern-removed": Case("minor", brush(', pattern: "[0-9A-F]{6}"', ""), brush("[0-9A-F]{6}", "[0-9A-Fa-f]{6}")),
    "pattern-changed": Case("minor", brush("[0-9A-F]{6}", "[0-9A-Fa-f]{6}"), brush(', pattern: "[0-9A-F]{6}"', "")),
    "dimension-pair-added": Case("minor", brush("512x1024]", "512x1024, 1024x1024]"), brush("512x512 1:1", "512x512")),
    "dimension-pair-removed": Case(
        "break", brush(", 512x1024]", "]"), brush("512x512 1:1, 1024x512 2:1", "1024x512 2:1, 512x512 1:1")
    ),
    "dimensions-changed": Case("minor", brush(PAIRS, "range: [512, 1024]"), brush("512x1024]", "512x1024, 1024x1024]")),
    "dimensions-became-required": Case(
        "break",
        (*brush(PAIRS, f"{PAIRS}\n  required: true"), *brush('"A tree",', '"A tree", "width": 512, "height": 512,')),
        brush("512x1024]", "512x1024, 1024x1024]"),
    ),
    "dimensions-became-optional": Case(
        "minor",
        brush("  required: true", "  required: false"),
        brush("512x1024]", "512x1024, 1024x1024]"),
        (*brush(PAIRS, f"{PAIRS}\n  required: true"), *brush('"A tree",', '"A tree", "width": 512, "height": 512,')),
    ),
    "pair-label-changed": Case("patch", brush("512x512 1:1", "512x512"), brush("512x1024]", "512x1024, 1024x1024]")),
    "rule-added": Case("break", brush("rules:\n", "rules:\n  - together: [mask, speed]\n"), WORDED),
    "rule-removed": Case("minor", brush(f"  - {ONE_OF}\n", ""), brush("color, style]", "style, color]")),
    "rule-changed": Case("break", brush(NEEDS, "{when: {has: speed}, require: [seedImage]}"), WORDED),
    "rule-message-changed": Case(
        "patch",
        brush("{when: {workflow: image-to-image}, require", "{when: {has: seedImage}, require"),
        WORDED,
        brush("{when: {has: mask}, require: [seedImage]", "{when: {workflow: image-to-image}, require: [mask]"),
    ),
    "warning-added": Case(
        "patch", brush(WARNING, WARNING + "  - {when: {has: speed}, forbid: [mask], level: warn}\n"), WORDED
    ),
    "warning-removed": Case("patch", brush(WARNING, ""), WORDED),
    "media-limit-narrowed": Case("break", brush("20MB", "10MB"), brush("20MB", "30MB")),
    "media-limit-widened": Case("minor", brush("20MB", "30MB"), brush("20MB", "10MB")),
    "response-field-added": Case(
        "minor",
        task("    cost:", "    seed: {type: integer}\n    cost:"),
        task("Where the picture is.", "Where it is."),
    ),
    "response-field-removed": Case("break", task("    cost: {type: number}\n", ""), WORDED),
    "response-became-optional": Case(
        "break",
        task("    taskUUID: {type: string, required: true}\n    status", "    taskUUID: {type: string}\n    status"),
        WORDED,
    ),
    "response-became-required": Case(
        "patch", task("cost: {type: number}", "cost: {type: number, required: true}"), WORDED
    ),
    "response-widened": Case(
        "break",
        task("cost: {type: number}", "cost: {type: string}"),
        task("cost: {type: number}", "cost: {type: integer}"),
    ),
    "response-narrowed": Case("patch", task("cost: {type: number}", "cost: {type: integer}"), WORDED),
    "response-value-added": Case("minor", task("[low, high]", "[low, high, best]"), task("[low, high]", "[high, low]")),
    "response-value-removed": Case("patch", task("[low, high]", "[high]"), task("[low, high]", "[high, low]")),
    "response-status-changed": Case("break", task("processing", "pending"), task("[low, high]", "[low]")),
    "description-changed": Case("patch", WORDED, brush("names no", "has no")),
    "note-changed": Case("patch", brush("names no", "has no"), WORDED),
    "citation-changed": Case("patch", brush("docs#speed", "docs#haste"), WORDED),
    "page-date-changed": Case("none", brush("2025-10-27", "2025-10-28"), WORDED),
    "example-added": Case(
        "patch",
        brush(
            "examples:\n",
            'examples:\n  - {title: Short, request: \'{"taskType": "paint", "taskUUID": "u", "model": "acme:brush@1", "text": "A"}\'}\n',
        ),
        WORDED,
    ),
    "example-removed": Case(
        "patch",
        (Edit(BRUSH, "title: A rough one", "title: Another rough one"),),
        brush(EXAMPLE, EXAMPLE.replace("40", "41")),
    ),
    "example-changed": Case("patch", brush(EXAMPLE, EXAMPLE.replace("40", "41")), WORDED),
    "example-now-rejected": Case(
        "break",
        (*brush("range: [1, 50]", "range: [1, 30]"), *brush(EXAMPLE, EXAMPLE.replace("40", "30"))),
        brush("range: [1, 50]", "range: [1, 40]"),
    ),
    "text-changed": Case("patch", brush(NEEDS, NEEDS.replace("]}", "], why: It says so.}")), WORDED),
    "package-renamed": Case(
        "break", catalog("{name: acme-models, module:", "{name: acme, module:"), catalog("Models that", "Things that")
    ),
    "schema-base-changed": Case(
        "break", catalog("acme.example/schemas", "acme.example/v2"), catalog("Models that", "Things that")
    ),
}

ELSEWHERE = {
    "requests-narrowed": "test_models.py takes the names away",
    "requests-widened": "test_models.py takes the names away",
    "requests-undecided": "test_models.py lowers the limits of the search",
    "rule-code-changed": "no spec can say it: test_models.py changes a kind",
    "citation-added": "every field falls back to its page: test_fields.py",
    "citation-lost": "every field falls back to its page: test_fields.py",
}
"""Rules about specs that no edit of a spec shows alone, and where they are tested."""
