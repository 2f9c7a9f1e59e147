"""Reading the limits of input files, which clients check and no schema can say."""

from __future__ import annotations

import re
from typing import TypeAlias

from ..diagnostics import Diagnostic
from ..meaning.kinds.base import Refused
from ..meaning.kinds.range import RangeKind
from ..meaning.shapes import MediaKind
from ..meaning.values import Json, listing
from .catalog import MediaLimits, Ratio
from .layers import Layers
from .written import Written, texts

_BYTES = re.compile(r"([0-9]{1,6}) ?([kMG]?B)")
_UNITS = {"B": 1, "kB": 10**3, "MB": 10**6, "GB": 10**9}
_RATIO = re.compile(r"([1-9][0-9]{0,4}):([1-9][0-9]{0,4})")

_KEYS: dict[MediaKind, tuple[str, ...]] = {
    "image": ("side", "ratio", "bytes", "formats"),
    "video": ("side", "ratio", "bytes", "formats", "seconds"),
    "audio": ("bytes", "formats", "seconds"),
}
"""What a file of each kind has that can be limited."""

Seconds: TypeAlias = "tuple[float | None, float | None] | None"


def read_media(layers: Layers, problems: list[Diagnostic]) -> tuple[MediaLimits, ...]:
    document = layers.holder("media")
    if document is None:
        return ()
    whole = Written(document, (), document.data).inner("media")
    return tuple(_limits(media, whole.inner(media), problems) for media in _KEYS if media in whole.data)


def _limits(media: MediaKind, written: Written, problems: list[Diagnostic]) -> MediaLimits:
    for key in sorted(written.data.keys() - set(_KEYS[media])):
        hint = f"{media} files have {listing(_KEYS[media], 'and')}"
        problems.append(written.problem("wrong-kind", f"{media} files have no {key}", (key,), hint, key=True))
    return MediaLimits(
        media,
        _side(written, problems),
        _bytes(written, problems),
        _seconds(written, problems),
        texts(written.data.get("formats")),
        _ratios(written, problems),
    )


def _side(written: Written, problems: list[Diagnostic]) -> tuple[int, int] | None:
    side = written.data.get("side")
    if not isinstance(side, list) or not isinstance(side[0], int) or not isinstance(side[1], int):
        return None
    if side[0] > side[1]:
        message = f"nothing lies between {side[0]} and {side[1]}"
        problems.append(written.problem("empty-range", message, ("side",), f"write [{side[1]}, {side[0]}]"))
    return side[0], side[1]


def _bytes(written: Written, problems: list[Diagnostic]) -> int | None:
    size = written.data.get("bytes")
    match = _BYTES.fullmatch(size) if isinstance(size, str) else None
    if isinstance(size, str) and match is None:
        problems.append(written.problem("bad-bytes", f"{size} is not a size in bytes", ("bytes",), "write 20MB"))
    return int(match[1]) * _UNITS[match[2]] if match else size if isinstance(size, int) else None


def _seconds(written: Written, problems: list[Diagnostic]) -> Seconds:
    if "seconds" not in written.data:
        return None
    try:
        span = RangeKind.read(written.data["seconds"])
        return span.least, span.most
    except Refused as refused:
        problems.append(written.refused(refused, ("seconds",)))
        return None


def _ratios(written: Written, problems: list[Diagnostic]) -> tuple[Ratio, Ratio] | None:
    ends = written.data.get("ratio")
    if not isinstance(ends, list):
        return None
    found = [_ratio(end, ("ratio", i), written, problems) for i, end in enumerate(ends)]
    least, most = found
    if least is None or most is None:
        return None
    if least[0] * most[1] > most[0] * least[1]:
        message, hint = f"nothing lies between {ends[0]} and {ends[1]}", f'write ["{ends[1]}", "{ends[0]}"]'
        problems.append(written.problem("empty-range", message, ("ratio",), hint))
    return least, most


def _ratio(end: Json, at: tuple[str | int, ...], written: Written, problems: list[Diagnostic]) -> Ratio | None:
    match = _RATIO.fullmatch(end) if isinstance(end, str) else None
    if match is None:
        problems.append(written.problem("bad-ratio", f"{end} is not a ratio", at, "write width to height: 16:9"))
        return None
    return int(match[1]), int(match[2])
