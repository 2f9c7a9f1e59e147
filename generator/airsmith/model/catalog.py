"""The catalog: what the specs mean, free of any target language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from ..meaning.contract import Contract
from ..meaning.kinds.base import Constraint
from ..meaning.kinds.dimensions import Dimensions
from ..meaning.kinds.ends import clause
from ..meaning.shapes import MediaKind, Object
from ..meaning.values import Json, Path, listing

Stage: TypeAlias = Literal["live", "deprecated", "retired"]

Ratio: TypeAlias = tuple[int, int]
"""Width to height."""


@dataclass(frozen=True)
class Source:
    """The page a fact was read from, and the day (YYYY-MM-DD) it was read."""

    url: str
    fetched: str


@dataclass(frozen=True)
class Lifecycle:
    """``since`` is the day the stage began; ``replacement`` an AIR id, if one is named."""

    stage: Stage
    since: str | None = None
    replacement: str | None = None
    source: str = ""
    checked: str = ""

    def notice(self, name: str) -> str:
        """The sentence that users of a deprecated or retired model are shown; empty for a live one."""
        if self.stage == "live":
            return ""
        since = f" since {self.since}" if self.since else ""
        replacement = f"use {self.replacement}" if self.replacement else "no replacement is named"
        return f"{name} is {self.stage}{since}; {replacement}."


@dataclass(frozen=True)
class Workflow:
    """A way to use the model; a request shows it by carrying ``needs``."""

    name: str
    needs: tuple[Path, ...]


@dataclass(frozen=True)
class MediaLimits:
    """Limits of input files: ``side`` in pixels, ``size`` in bytes, both ends included. A schema cannot say them.

    ``formats`` are names of file formats as the page writes them, none where it names none; ``ratio`` holds the
    narrowest and the widest shape.
    """

    media: MediaKind
    side: tuple[int, int] | None
    size: int | None
    seconds: tuple[float | None, float | None] | None = None
    formats: tuple[str, ...] = ()
    ratio: tuple[Ratio, Ratio] | None = None

    def describe(self) -> str:
        """A sentence for the docs."""
        parts = [f"each side between {self.side[0]} and {self.side[1]} pixels"] if self.side else []
        if self.ratio:
            narrowest, widest = (f"{width}:{height}" for width, height in self.ratio)
            parts.append(f"width to height from {narrowest} to {widest}")
        parts += [f"at most {self.size} bytes"] if self.size else []
        parts += [f"{clause(*self.seconds, 'second')}"] if self.seconds else []
        parts += [f"format {listing(self.formats)}"] if self.formats else []
        return f"Input {self.media} files: {', '.join(parts)}."


@dataclass(frozen=True)
class Example:
    """A documented request, verbatim. ``invalid`` names the codes it is expected to violate."""

    title: str
    text: str
    request: Json = field(hash=False)
    invalid: tuple[str, ...] = ()


@dataclass(frozen=True)
class Task:
    """A kind of request; ``prompt`` is the field a typed function takes first."""

    name: str
    title: str
    media: MediaKind
    prompt: str
    source: Source
    response: Object


@dataclass(frozen=True)
class Provider:
    """``key`` stands under ``providerSettings``; ``settings`` are those any of its models may take."""

    key: str
    name: str
    source: Source
    settings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Model:
    """One model. ``file`` is its spec's path below the specs folder; ``sources`` all files it depends on.

    ``reasons`` says why a rule is there, for those whose authors do.
    """

    file: str
    sources: tuple[str, ...]
    slug: str
    contract: Contract
    task: Task
    provider: Provider
    summary: str
    lifecycle: Lifecycle
    source: Source
    workflows: tuple[Workflow, ...]
    dimensions: Dimensions | None
    media: tuple[MediaLimits, ...]
    notes: tuple[str, ...]
    examples: tuple[Example, ...]
    reasons: tuple[tuple[Constraint, str], ...] = ()

    def describe(self, constraint: Constraint) -> str:
        """The sentence of one of its constraints for the docs, and the author's reason behind it."""
        reason = next((why for explained, why in self.reasons if explained == constraint), "")
        return f"{constraint.describe()} {reason}".rstrip()

    @property
    def air(self) -> str:
        return self.contract.air

    @property
    def common_fields(self) -> tuple[str, ...]:
        """The fields that the documented requests carry: the likely ones."""
        requests = [example.request for example in self.examples if isinstance(example.request, dict)]
        return tuple(sorted({key for request in requests for key in request}))

    @property
    def name(self) -> str:
        return self.contract.name


@dataclass(frozen=True)
class License:
    """The terms of what is generated, which whoever generates it decides: an SPDX expression, and its whole text."""

    expression: str
    text: str


@dataclass(frozen=True)
class Packages:
    """Names and versions of what is generated; ``schema_base`` is the URL schemas are published under.

    ``urls`` pairs what a package links to, such as ``documentation``, with its address.
    """

    summary: str
    python_name: str
    python_module: str
    python_version: str
    npm_name: str
    npm_version: str
    schema_base: str
    schema_version: str
    license: License | None = None
    urls: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Entry:
    """What indexes need of a model once the model itself is released."""

    air: str
    slug: str
    name: str
    summary: str
    provider: str
    task: str
    media: MediaKind
    stage: Stage
    notice: str
    file: str

    @classmethod
    def of(cls, model: Model) -> Entry:
        return cls(
            model.air,
            model.slug,
            model.name,
            model.summary,
            model.provider.key,
            model.task.name,
            model.task.media,
            model.lifecycle.stage,
            model.lifecycle.notice(model.name),
            model.file,
        )
