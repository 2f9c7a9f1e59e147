"""``frames: [first, last]``: which frames of a video an image may be given for.

It stands for the array ``frameImages``: items are a media reference, or ``{inputImage,
frame}`` with the frame's word; 0 is another way to say first. Each frame is named at most once.

``frames: {named: [first, last], count: [1, 5], within: [duration, fps]}`` admits frames by their number as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final, Self

from ..fragments import at_most
from ..predicates import AtMost, In
from ..shapes import About, Array, Media, Object, Presence, Property, String, Integer, Union
from ..values import Fragment, Json, Scalar, listing
from ..violations import Check, plain
from .base import Draft, FieldKind, Refused
from .count import CountKind
from .enum import EnumKind, not_allowed
from .frame_numbers import FrameNumbers, read_within
from .length import LengthKind
from .range import RangeKind

WORDS = ("first", "last")

MOST_ITEMS: Final = 30
"""draft-07 lists every pair of items that might be the same frame."""


@dataclass(frozen=True)
class FramesKind(FieldKind):
    """Each listed frame is named by at most one item. ``within`` is what tells how many frames can be numbered."""

    frames: tuple[str, ...]
    count: CountKind
    within: tuple[str | int, ...] = ()

    keyword: ClassVar = "frames"
    help: ClassVar = "what `frameImages` holds: the frames an image can be, or a mapping where frames have numbers too"
    types: ClassVar[frozenset[str]] = frozenset()

    @classmethod
    def author(cls) -> Fragment:
        named: Fragment = {"type": "array", "items": {"enum": list(WORDS)}, "minItems": 1}
        whole: Fragment = {
            "type": "object",
            "properties": {"named": named, "count": CountKind.author(), "within": FrameNumbers.author()},
            "required": ["named", "count", "within"],
            "additionalProperties": False,
        }
        return {"if": {"type": "object"}, "then": whole, "else": named}

    @classmethod
    def read(cls, written: Json) -> Self:
        if isinstance(written, dict):
            frames, count = _words(written["named"], ("named",)), _count(written["count"])
            return cls(frames, count, read_within(written["within"]))
        frames = _words(written, ())
        return cls(frames, CountKind(1, len(frames)))

    def spellings(self, word: str) -> tuple[Scalar, ...]:
        return (word, 0) if word == "first" else (word,)

    def checks(self, about: About) -> tuple[Check, ...]:
        if self.count.most == 1:
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
        most = self.count.most
        if most is None or most == 1:
            return {}
        modern = draft == "2020-12"
        return {"allOf": [at_most(_named(self.spellings(word)), 1, most, modern) for word in self.frames]}

    def describe(self) -> str:
        words = f"for the {listing(self.frames, 'and')} frame" + ("s" if len(self.frames) > 1 else "")
        return f"{words}, or for frames by number" if self.within else words

    def property(self, name: str, about: About, frames: int = 0) -> Property:
        """The field these frames stand for; ``frames`` is the number of frames of the longest video."""
        kinds: tuple[FieldKind, ...] = (self.count, self)
        checks = tuple(check for kind in kinds for check in kind.checks(about))
        array = Array(self._item(about, frames), kinds, checks)
        return Property(name, array, Presence.OPTIONAL, about, summary=f"Input images, {self.describe()}.")

    def _item(self, about: About, frames: int) -> Union:
        item = About(f"{about.field} item", about.owner, about.docs, "key")
        image = About(f"{about.field} inputImage", about.owner, about.docs)
        frame = About(f"{about.field} frame", about.owner, about.docs)
        shape = Object(
            (
                Property("inputImage", media_shape(image), Presence.REQUIRED, image),
                Property("frame", self._frame(frame, frames), Presence.OPTIONAL, frame),
            ),
            About(f"{about.field} item", f"a {plain(about.field)} item", about.docs, "key"),
        )
        return Union((media_shape(item), shape))

    def _frame(self, about: About, frames: int) -> Union | String:
        if self.within:
            named = EnumKind(self.frames)
            number = RangeKind(0, frames - 1)
            return Union((String((named,), named.checks(about)), Integer((number,), number.checks(about))))
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


def _words(written: Json, at: tuple[str, ...]) -> tuple[str, ...]:
    if not isinstance(written, list):
        raise TypeError(written)
    frames = tuple(word for word in written if isinstance(word, str))
    for i, word in enumerate(frames):
        if word in frames[:i]:
            raise Refused("duplicate-value", f"{word} is listed twice", at=(*at, i))
    return frames


def _count(written: Json) -> CountKind:
    try:
        count = CountKind.read(written)
    except Refused as refused:
        raise Refused(refused.code, refused.message, refused.hint, ("count", *refused.at)) from None
    if count.most is None or count.most > MOST_ITEMS:
        message = f"more than {MOST_ITEMS} images are too many to tell frames apart in every schema"
        raise Refused("bad-frames", message, "write count: [1, 5]", ("count",))
    return count
