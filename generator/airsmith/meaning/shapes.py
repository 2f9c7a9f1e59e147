"""The shapes a JSON value may have, and the sentences every shape shares."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeAlias, assert_never

from .values import Scalar
from .violations import MODEL, Check, plain

if TYPE_CHECKING:
    from .kinds.base import FieldKind

MediaKind: TypeAlias = Literal["image", "video", "audio"]


@dataclass(frozen=True)
class String:
    kinds: tuple[FieldKind, ...] = ()
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True)
class Media:
    """A reference to a file: UUID, URL, data URI or base64, which no pattern can tell apart; a non-empty string."""

    media: MediaKind
    kinds: tuple[FieldKind, ...] = ()
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True)
class Integer:
    """A whole number within ±(2^53-1); ``512.0`` is one, ``true`` is not."""

    kinds: tuple[FieldKind, ...] = ()
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True)
class Number:
    """A finite number within ±(2^53-1)."""

    kinds: tuple[FieldKind, ...] = ()
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True)
class Boolean:
    kinds: tuple[FieldKind, ...] = ()
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True)
class Array:
    items: Shape
    kinds: tuple[FieldKind, ...] = ()
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True)
class Object:
    """A closed object. Its properties stand in the order violations are reported in."""

    properties: tuple[Property, ...]
    about: About
    kinds: tuple[FieldKind, ...] = ()
    checks: tuple[Check, ...] = ()

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(found.name for found in self.properties)

    @cached_property
    def _by_name(self) -> dict[str, Property]:
        return {found.name: found for found in self.properties}

    def property(self, name: str) -> Property | None:
        return self._by_name.get(name)


@dataclass(frozen=True)
class Union:
    """One of several shapes, no two of the same JSON type."""

    branches: tuple[Shape, ...]
    kinds: tuple[FieldKind, ...] = ()
    checks: tuple[Check, ...] = ()


Shape: TypeAlias = String | Media | Integer | Number | Boolean | Array | Object | Union


class Presence(Enum):
    REQUIRED = auto()
    OPTIONAL = auto()
    UNSUPPORTED = auto()


@dataclass(frozen=True)
class About:
    """What a sentence speaks of: ``field`` as the docs write it; ``docs`` is a URL.

    ``owner`` is whose field it is, as it stands in sentences: the slot of the model, for all that models may share.
    ``clause`` ends the sentence, with a blank before it: `` when duration is 8``.
    """

    field: str
    owner: str = MODEL
    docs: str = ""
    noun: str = "field"
    clause: str = ""


@dataclass(frozen=True)
class Property:
    """A key of an object. ``error`` is the name of the error by which the service refuses its value, where known.

    ``shared`` says that it is a task's, and the same object in every model that takes it as it is.
    """

    name: str
    shape: Shape
    presence: Presence
    about: About
    summary: str = ""
    default: Scalar | None = None
    unit: str = ""
    labels: tuple[tuple[Scalar, str], ...] = ()
    anchor: str = ""
    error: str = ""
    shared: bool = field(default=False, compare=False)

    @property
    def required(self) -> bool:
        return self.presence is Presence.REQUIRED


def noun(shape: Shape) -> str:
    """The JSON type in words, with its article."""
    match shape:
        case String() | Media():
            return "a string"
        case Integer():
            return "a whole number"
        case Number():
            return "a number"
        case Boolean():
            return "true or false"
        case Array():
            return "an array"
        case Object():
            return "an object"
        case Union(branches):
            return " or ".join(map(noun, branches))
        case _:
            assert_never(shape)


def choices(shape: Shape) -> tuple[Scalar, ...]:
    """The legal values, where a kind lists them; else nothing."""
    return next((kind.values for kind in shape.kinds if kind.values), ())


def item_about(about: About) -> About:
    """Who a sentence about an item of the array speaks of."""
    return About(f"{about.field} item", about.owner, about.docs)


def missing(about: About) -> str:
    return f"{plain(about.field)} is required for {about.owner}."


def wrong_type(about: About, shape: Shape) -> str:
    """Text where a list or an object belongs may be a medium or a prompt: its kind is said, never the text."""
    slot = "{kind}" if isinstance(shape, Array | Object | Union) else "{value}"
    return f"{plain(about.field)} must be {noun(shape)}, not {slot}."


def malformed(about: About) -> str:
    return f"{plain(about.field)} holds a lone surrogate, which is not a character."


def unsupported(about: About) -> str:
    return f"{about.owner} does not support {plain(about.field)}."


def unknown(about: About) -> str:
    """The sentence for a key of an object that nothing names; slots ``{key}`` and ``{hint}``."""
    return f"{{key}} is not a {about.noun} {about.owner} takes{{hint}}"


NOT_AN_OBJECT = "A request must be an object, not {kind}."
UNKNOWN_MODEL = "{value} is not the AIR id of a known model; use {choices}."
MODEL_TYPE = "model must be a string, not {value}."
MODEL_MISSING = "model is required; use {choices}."
