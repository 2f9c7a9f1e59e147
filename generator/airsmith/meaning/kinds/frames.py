"""``frames: [first, last]``: which frames of a video an image may be given for.

It stands for the array ``frameImages``: items are a media reference, or ``{inputImage,
frame}`` with the frame's word; 0 is another way to say first. Each frame is named at most once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Self

from ..predicates import AtMost, In
from ..shapes import About, Array, Media, Object, Presence, Property, String, Integer, Union
from ..values import Fragment, Json, Scalar, listing
from ..violations import Check, plain
from .base import Draft, FieldKind, Refused
from .count import CountKind
from .enum import EnumKind, not_allowed
from .length import LengthKind

WORDS = ("first", "last")


@dataclass(frozen=True)
class FramesKind(FieldKind):
    """Each listed frame is named by at most one item."""

    frames: tuple[str, ...]

    keyword: ClassVar = "frames"
    types: ClassVar[frozenset[str]] = frozenset()

    @classmethod
    def author(cls) -> Fragment:
        return {"type": "array", "items": {"enum": list(WORDS)}, "minItems": 1}

    @classmethod
    def read(cls, written: Json) -> Self:
        if not isinstance(written, list):
            raise TypeError(written)
        frames = tuple(word for word in written if isinstance(word, str))
        for i, word in enumerate(frames):
            if word in frames[:i]:
                raise Refused("duplicate-value", f"{word} is listed twice", at=(i,))
        return cls(frames)

    def spellings(self, word: str) -> tuple[Scalar, ...]:
        return (word, 0) if word == "first" else (word,)

    def checks(self, about: About) -> tuple[Check, ...]:
        if len(self.frames) == 1:
            return ()
        return tuple(
            Check(
                "conflict",
                AtMost((), 1, In(("frame",), self.spellings(word))),
                f"{plain(about.field)} names the {word} frame more than once.",
            )
            for word in self.frames
        )

    def fragment(self, draft: Draft) -> Fragment:
        if len(self.frames) == 1:
            return {}
        return {"allOf": [_at_most_once(_named(self.spellings(word)), draft) for word in self.frames]}

    def describe(self) -> str:
        return f"for the {listing(self.frames, 'and')} frame" + ("s" if len(self.frames) > 1 else "")

    def property(self, name: str, about: About) -> Property:
        """The field these frames stand for."""
        kinds: tuple[FieldKind, ...] = (CountKind(1, len(self.frames)), self)
        checks = tuple(check for kind in kinds for check in kind.checks(about))
        array = Array(self._item(about), kinds, checks)
        return Property(name, array, Presence.OPTIONAL, about, summary=f"Input images, {self.describe()}.")

    def _item(self, about: About) -> Union:
        item = About(f"{about.field} item", about.owner, about.docs, "key")
        image = About(f"{about.field} inputImage", about.owner, about.docs)
        frame = About(f"{about.field} frame", about.owner, about.docs)
        shape = Object(
            (
                Property("inputImage", media_shape(image), Presence.REQUIRED, image),
                Property("frame", self._frame(frame), Presence.OPTIONAL, frame),
            ),
            About(f"{about.field} item", f"a {about.field} item", about.docs, "key"),
        )
        return Union((media_shape(item), shape))

    def _frame(self, about: About) -> Union | String:
        every = tuple(spelling for word in self.frames for spelling in self.spellings(word))
        words = EnumKind(self.frames)
        check = Check("not_allowed", In((), every), not_allowed(about), every)
        string = String((words,), (check,))
        if "first" not in self.frames:
            return string
        return Union((string, Integer((EnumKind((0,)),), (check,))))


def media_shape(about: About) -> Media:
    """An image reference: a non-empty string."""
    filled = LengthKind(1, None)
    return Media("image", (filled,), filled.checks(about))


def _named(spellings: tuple[Scalar, ...]) -> Fragment:
    return {"type": "object", "required": ["frame"], "properties": {"frame": {"enum": list(spellings)}}}


def _at_most_once(item: Fragment, draft: Draft) -> Fragment:
    if draft == "2020-12":
        return {"contains": item, "minContains": 0, "maxContains": 1}
    return {"not": {"minItems": 2, "items": item}}
