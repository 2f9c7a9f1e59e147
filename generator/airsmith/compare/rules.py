"""The rules that name changes: their ids, which are never renamed, and how each looks from the other side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Level: TypeAlias = Literal["break", "danger", "minor", "patch", "none"]
LEVELS: Final[tuple[Level, ...]] = ("break", "danger", "minor", "patch", "none")
"""From the worst on. ``danger``: nothing is refused, but what happens may differ, or nobody could tell."""

Area: TypeAlias = Literal[
    "lifecycle", "fields", "values", "sizes", "rules", "requests", "media", "responses", "docs", "surface", "packages"
]


@dataclass(frozen=True)
class Named:
    """``level`` is a level, or ``by set``. ``mirror`` is the rule that names the same change read backwards.

    Where there is none, ``waiver`` says why.
    """

    level: Level | Literal["by set"]
    area: Area
    words: str
    mirror: str = ""
    waiver: str = ""

    @property
    def alone(self) -> Level:
        """The level where no request was asked about."""
        return "none" if self.level == "by set" else self.level


RULES: Final[dict[str, Named]] = {
    # What becomes of a model
    "model-added": Named("minor", "lifecycle", "A model is new.", "model-removed"),
    "model-removed": Named(
        "break",
        "lifecycle",
        "A model is gone; a passed shutdown lowers the version it costs, not the level.",
        "model-added",
    ),
    "model-deprecated": Named("minor", "lifecycle", "A live model is deprecated.", "model-revived"),
    "model-revived": Named(
        "minor", "lifecycle", "A deprecated or retired model is live again.", "", "three stages, one way back"
    ),
    "shutdown-set": Named(
        "minor", "lifecycle", "A model is retired, or will be on a named day.", "", "revived or deprecated again"
    ),
    "shutdown-earlier": Named("break", "lifecycle", "The day of the shutdown is earlier.", "shutdown-later"),
    "shutdown-later": Named("patch", "lifecycle", "The day of the shutdown is later.", "shutdown-earlier"),
    "replacement-changed": Named("patch", "lifecycle", "Another replacement is named, or none.", "replacement-changed"),
    "air-changed": Named("by set", "lifecycle", "The AIR id of a model is another.", "air-changed"),
    "slug-changed": Named(
        "break", "lifecycle", "The name of a model's schema and functions is another.", "slug-changed"
    ),
    "task-changed": Named("by set", "lifecycle", "A model belongs to another task.", "task-changed"),
    "workflow-added": Named("minor", "lifecycle", "A workflow is listed.", "workflow-removed"),
    "workflow-removed": Named(
        "by set",
        "lifecycle",
        "A workflow is no longer listed; danger if its requests are still accepted.",
        "workflow-added",
    ),
    "workflow-changed": Named("by set", "lifecycle", "A workflow shows itself by other fields.", "workflow-changed"),
    # Fields and settings
    "field-added-optional": Named("by set", "fields", "A field can be given that could not.", "field-removed"),
    "field-added-required": Named("by set", "fields", "A field must be given that could not.", "field-removed"),
    "field-removed": Named(
        "by set", "fields", "A field can no longer be given.", "", "added as optional or as required"
    ),
    "field-moved": Named("by set", "fields", "A field stands elsewhere under the same name.", "field-moved"),
    "field-renamed": Named("by set", "fields", "A field of the same meaning has another name.", "field-renamed"),
    "setting-added": Named("by set", "fields", "A provider setting can be given.", "setting-removed"),
    "setting-removed": Named("by set", "fields", "A provider setting can no longer be given.", "setting-added"),
    "provider-key-changed": Named("by set", "fields", "Settings stand under another key.", "provider-key-changed"),
    "became-required": Named("by set", "fields", "A field must now be given.", "became-optional"),
    "became-optional": Named("by set", "fields", "A field need no longer be given.", "became-required"),
    "type-changed": Named("by set", "fields", "A field takes values of other types.", "type-changed"),
    "default-added": Named("danger", "fields", "A default is stated.", "default-removed"),
    "default-changed": Named("danger", "fields", "Another default is stated.", "default-changed"),
    "default-removed": Named("danger", "fields", "No default is stated any more.", "default-added"),
    "unit-changed": Named("danger", "fields", "A number counts something else.", "unit-changed"),
    # Values
    "enum-value-added": Named("by set", "values", "A value is legal that was not listed.", "enum-value-removed"),
    "enum-value-removed": Named("by set", "values", "A listed value is no longer legal.", "enum-value-added"),
    "const-changed": Named("by set", "values", "The one legal value is another.", "const-changed"),
    "max-decreased": Named("by set", "values", "An upper end is lower.", "max-increased"),
    "max-increased": Named("by set", "values", "An upper end is higher.", "max-decreased"),
    "min-increased": Named("by set", "values", "A lower end is higher.", "min-decreased"),
    "min-decreased": Named("by set", "values", "A lower end is lower.", "min-increased"),
    "limit-introduced": Named("by set", "values", "A value is limited that was not.", "limit-dropped"),
    "limit-dropped": Named("by set", "values", "A limit on a value is gone.", "limit-introduced"),
    "pattern-added": Named("by set", "values", "A text must match a pattern.", "pattern-removed"),
    "pattern-removed": Named("by set", "values", "A text need no longer match a pattern.", "pattern-added"),
    "pattern-changed": Named("by set", "values", "A text must match another pattern.", "pattern-changed"),
    # Sizes
    "dimension-pair-added": Named("by set", "sizes", "A size is legal that was not listed.", "dimension-pair-removed"),
    "dimension-pair-removed": Named("by set", "sizes", "A listed size is no longer legal.", "dimension-pair-added"),
    "dimensions-changed": Named(
        "by set", "sizes", "Sizes are given in another form, or for other workflows.", "dimensions-changed"
    ),
    "dimensions-became-required": Named(
        "by set", "sizes", "Width and height must be given.", "dimensions-became-optional"
    ),
    "dimensions-became-optional": Named(
        "by set", "sizes", "Width and height need not be given.", "dimensions-became-required"
    ),
    "pair-label-changed": Named("patch", "sizes", "A size has another label or group.", "pair-label-changed"),
    # Rules across fields
    "rule-added": Named("by set", "rules", "A rule is new; none if the other rules say it already.", "rule-removed"),
    "rule-removed": Named("by set", "rules", "A rule is gone; none if the other rules say it still.", "rule-added"),
    "rule-changed": Named(
        "by set", "rules", "A rule of the same kind about the same fields says something else.", "rule-changed"
    ),
    "rule-message-changed": Named("patch", "rules", "A rule says the same in other words.", "rule-message-changed"),
    "rule-code-changed": Named("break", "rules", "A rule reports another code.", "rule-code-changed"),
    "warning-added": Named("patch", "rules", "Something legal is said to be pointless.", "warning-removed"),
    "warning-removed": Named("patch", "rules", "Something legal is no longer said to be pointless.", "warning-added"),
    # Requests, whatever was written
    "requests-narrowed": Named(
        "break", "requests", "A request is refused, and no other rule names why.", "requests-widened"
    ),
    "requests-widened": Named(
        "minor", "requests", "A request is accepted, and no other rule names why.", "requests-narrowed"
    ),
    "requests-undecided": Named("danger", "requests", "The search gave up before it knew.", "requests-undecided"),
    # Files that are sent
    "media-limit-narrowed": Named("break", "media", "Fewer input files are accepted.", "media-limit-widened"),
    "media-limit-widened": Named("minor", "media", "More input files are accepted.", "media-limit-narrowed"),
    # Responses: breaking is what a reader of the old ones does not expect
    "response-field-added": Named("minor", "responses", "A result may have a further field.", "response-field-removed"),
    "response-field-removed": Named("break", "responses", "A result no longer has a field.", "response-field-added"),
    "response-became-optional": Named(
        "break", "responses", "A field of a result may be missing.", "response-became-required"
    ),
    "response-became-required": Named(
        "patch", "responses", "A field of a result is always there.", "response-became-optional"
    ),
    "response-widened": Named(
        "break", "responses", "A field of a result has values it could not have.", "response-narrowed"
    ),
    "response-narrowed": Named("patch", "responses", "A field of a result has fewer values.", "response-widened"),
    "response-value-added": Named(
        "minor", "responses", "An open list of a result has a further word.", "response-value-removed"
    ),
    "response-value-removed": Named(
        "patch", "responses", "A word of a result is no longer listed.", "response-value-added"
    ),
    "response-status-changed": Named(
        "break", "responses", "The words for the state of a task are others.", "response-status-changed"
    ),
    # What is said
    "description-changed": Named("patch", "docs", "A name or a description is another.", "description-changed"),
    "note-changed": Named("patch", "docs", "Notes were added, changed or removed.", "note-changed"),
    "citation-changed": Named("patch", "docs", "Another page states it.", "citation-changed"),
    "citation-added": Named("patch", "docs", "A page states it, where none was named.", "citation-lost"),
    "citation-lost": Named("danger", "docs", "No page is named any more.", "citation-added"),
    "page-date-changed": Named("none", "docs", "A page was read on another day.", "page-date-changed"),
    "example-added": Named("patch", "docs", "A documented request is new.", "example-removed"),
    "example-removed": Named("patch", "docs", "A documented request is gone.", "example-added"),
    "example-changed": Named("patch", "docs", "A documented request is another.", "example-changed"),
    "example-now-rejected": Named(
        "break",
        "docs",
        "A documented request is refused.",
        "",
        "a request that was refused was no example of a legal one",
    ),
    "text-changed": Named("patch", "docs", "Something is written otherwise that no rule names.", "text-changed"),
    # What the generated packages offer
    "symbol-added": Named("minor", "surface", "A public name is new.", "symbol-removed"),
    "symbol-removed": Named("break", "surface", "A public name is gone.", "symbol-added"),
    "symbol-kind-changed": Named(
        "break", "surface", "A name stands for a thing of another kind.", "symbol-kind-changed"
    ),
    "base-changed": Named("break", "surface", "A class is derived from another one.", "base-changed"),
    "parameter-added": Named(
        "minor", "surface", "A parameter or field that may be left out is new.", "parameter-removed"
    ),
    "parameter-added-required": Named(
        "break", "surface", "A parameter or field is new and must be given.", "parameter-removed"
    ),
    "parameter-removed": Named(
        "break", "surface", "A parameter or field is gone.", "", "added as optional or as required"
    ),
    "parameter-became-required": Named(
        "break", "surface", "A parameter or field must be given.", "parameter-became-optional"
    ),
    "parameter-became-optional": Named(
        "minor", "surface", "A parameter or field may be left out.", "parameter-became-required"
    ),
    "parameter-reordered": Named(
        "break", "surface", "Positional parameters stand in another order.", "parameter-reordered"
    ),
    "parameter-narrowed": Named(
        "break", "surface", "A parameter or field takes fewer types or literals.", "parameter-widened"
    ),
    "parameter-widened": Named(
        "minor", "surface", "A parameter or field takes more types or literals.", "parameter-narrowed"
    ),
    "return-widened": Named("break", "surface", "What comes back may be of further types.", "return-narrowed"),
    "return-narrowed": Named("patch", "surface", "What comes back is of fewer types.", "return-widened"),
    # Names of what is published
    "package-renamed": Named("break", "packages", "A package or its module has another name.", "package-renamed"),
    "schema-base-changed": Named(
        "break", "packages", "Schemas are published under another URL.", "schema-base-changed"
    ),
}
"""Rule id -> what it names. docs/diff.md is made of this table; a test holds the two together."""
