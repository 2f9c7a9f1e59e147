"""Naming what changed about input files. A request cannot show it, so the proof is a file, in words."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TypeAlias

from ..model.catalog import MediaLimits, Model
from .changes import Proof
from .found import Found, Place

Ends: TypeAlias = "tuple[float | Fraction | None, float | Fraction | None]"
"""Both ends of what is taken; None is open."""


def media_changes(old: Model, new: Model) -> Iterator[tuple[Found, Proof | None]]:
    """Limits that take fewer files, and limits that take more; one change can be both."""
    for media in dict.fromkeys(limits.media for limits in (*old.media, *new.media)):
        left, right = _of(old, media), _of(new, media)
        place = Place((("media", media), ("media",)))
        before, after = ("" if limits is None else limits.describe() for limits in (left, right))
        for rule, file in (
            ("media-limit-narrowed", _refused(left, right)),
            ("media-limit-widened", _refused(right, left)),
        ):
            if file:
                proof = Proof(rule == "media-limit-narrowed", words=f"an input {media} file {file}")
                yield Found(rule, f"{media} files", before, after, place, place), proof


def _of(model: Model, media: str) -> MediaLimits | None:
    return next((limits for limits in model.media if limits.media == media), None)


def _refused(taken: MediaLimits | None, refusing: MediaLimits | None) -> str:
    """A file that one side takes and the other refuses; nothing where there is none."""
    for words, ends, wanted in zip(_WORDS, _measures(taken), _measures(refusing), strict=True):
        outside = _outside(ends, wanted)
        if outside:
            return words.format(outside)
    formats = refusing.formats if refusing else ()
    gone = [name for name in (taken.formats if taken else ()) if name not in formats]
    if formats and (gone or not (taken and taken.formats)):
        return f"of format {gone[0]}" if gone else f"of another format than {', '.join(formats)}"
    return ""


_WORDS = ("with a side of {} pixels", "of {} bytes", "of {} seconds", "with a width {} times its height")


def _measures(limits: MediaLimits | None) -> tuple[Ends, Ends, Ends, Ends]:
    if limits is None:
        return (None, None), (None, None), (None, None), (None, None)
    ratio: Ends = (None, None)
    if limits.ratio:
        (width, height), (wide, low) = limits.ratio
        ratio = (Fraction(width, height), Fraction(wide, low))
    return limits.side or (None, None), (None, limits.size), limits.seconds or (None, None), ratio


def _outside(taken: Ends, wanted: Ends) -> str:
    """What one range holds and another does not, at its end: just beyond what is wanted, or the end of what is taken."""
    (least, most), (low, high) = taken, wanted
    if high is not None and (most is None or most > high):
        return f"more than {high}" if isinstance(high, Fraction) else str(most if most is not None else high + 1)
    if low is not None and (least is None or least < low):
        return f"less than {low}" if isinstance(low, Fraction) else str(least if least is not None else low - 1)
    return ""
