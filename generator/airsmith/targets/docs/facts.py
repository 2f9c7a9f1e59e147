"""What a page about a model says, in words and numbers that no format has been put on.

Text is as the specs have it: whoever prints it quotes it for where it will stand.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from ...meaning.shapes import MediaKind
from ...meaning.values import Fragment, Scalar
from ...meaning.violations import Level
from ...model.catalog import Example, Lifecycle, MediaLimits, Source, Workflow

JsonType: TypeAlias = Literal["string", "integer", "number", "boolean", "array", "object"]
Needed: TypeAlias = Literal["required", "optional", "unsupported"]


@dataclass(frozen=True)
class ChoiceRow:
    """A legal value of a field; ``label`` is what the docs call it, or the value itself."""

    value: Scalar
    label: str

    @property
    def is_labelled(self) -> bool:
        """Whether the docs call it something else than its own word."""
        return self.label != word(self.value)


def word(value: Scalar) -> str:
    """A value as people are shown it: a string as it is, anything else as JSON."""
    return value if isinstance(value, str) else json.dumps(value)


@dataclass(frozen=True)
class FieldRow:
    """A field of a request or of a result.

    Attributes:
        name: The dotted path, ``[]`` behind an array whose items go on: ``frameImages[].inputImage``.
        types: The JSON types it can have; ``items`` has those of an array's items.
        media: The kind of file a value refers to, if it refers to one.
        presence: Whether every request has it; a rule may ask for an optional one at times.
        limits: Clauses such as ``1 to 4000 characters``, without those that list values.
        choices: The legal values where they are listed; of a result, the known ones.
        default: What the service takes where the field is not sent; None where nobody says.
        keywords: The same limits as keywords of JSON Schema 2020-12.
        stated: URL of the section that states the limits.
        reference: URL of the general reference of the field, or nothing.
    """

    name: str
    types: tuple[JsonType, ...]
    items: tuple[JsonType, ...]
    media: MediaKind | None
    presence: Needed
    limits: tuple[str, ...]
    choices: tuple[ChoiceRow, ...]
    default: Scalar | None
    unit: str
    summary: str
    stated: str
    reference: str
    keywords: Fragment = field(default_factory=dict, hash=False)

    @property
    def depth(self) -> int:
        """How many fields it stands in."""
        return self.name.count(".")

    @property
    def short(self) -> str:
        """Its last name."""
        return self.name.rsplit(".", 1)[-1]


@dataclass(frozen=True)
class SizeRow:
    """A legal size in pixels. ``ratio`` is in lowest terms; ``label`` is the one the docs print, if any."""

    width: int
    height: int
    ratio: str
    label: str
    group: str

    @property
    def name(self) -> str:
        return f"{self.width}x{self.height}"


@dataclass(frozen=True)
class Sizes:
    """The sizes of a model: listed, or between limits of both sides.

    Attributes:
        required: Whether every request has a size; ``sentence`` says when else one is needed.
        listed: The legal sizes, where they are listed.
        width, height: Limits of each side in pixels as keywords of JSON Schema, where sizes are not listed.
        area: Least and greatest number of pixels in all.
        source: The field whose file gives the size, where a request has none; else nothing.
        sentence: All of it in one sentence.
    """

    required: bool
    listed: tuple[SizeRow, ...]
    width: Fragment = field(hash=False)
    height: Fragment = field(hash=False)
    area: tuple[int | None, int | None]
    source: str
    sentence: str

    @property
    def has_groups(self) -> bool:
        return any(size.group for size in self.listed)


@dataclass(frozen=True)
class RuleRow:
    """A rule across fields as a sentence; ``in_schema`` tells whether the JSON Schemas hold it, too."""

    sentence: str
    level: Level
    reads: tuple[str, ...]
    in_schema: bool


@dataclass(frozen=True)
class ModelPage:
    """Everything the docs say about a model.

    Attributes:
        path: The page's path below the folder of docs, without an ending.
        notice: A sentence for users of a model that is not live; else nothing.
        prompt: The field a typed function takes first.
        duration: The field that says how long the output is, if the model has one.
        fields: Every field a request may have, outer ones first, in the order of violations.
        unsupported: The fields that the task has and the model refuses.
        settings: Those of ``fields`` that stand below the provider's key.
        results: The fields of a result.
        rules: What ties fields together, without the sizes.
        inputs: Limits of input files, which clients check and no schema can say.
        notes: What else the docs say.
    """

    air: str
    name: str
    slug: str
    path: str
    provider: str
    provider_name: str
    task: str
    task_title: str
    media: MediaKind
    summary: str
    lifecycle: Lifecycle
    notice: str
    source: Source
    workflows: tuple[Workflow, ...]
    prompt: FieldRow | None
    duration: FieldRow | None
    sizes: Sizes | None
    fields: tuple[FieldRow, ...]
    unsupported: tuple[FieldRow, ...]
    settings: tuple[FieldRow, ...]
    results: tuple[FieldRow, ...]
    rules: tuple[RuleRow, ...]
    inputs: tuple[MediaLimits, ...]
    notes: tuple[str, ...]
    examples: tuple[Example, ...]
