"""Requests whose JSON text counts: spellings of numbers, keys that stand twice, halves of surrogate pairs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ...meaning.shapes import Integer, Media, Number, Shape, String
from ...meaning.values import SAFE_INTEGER, Json
from .cases import Case, serialised, spelled, with_spelling
from .places import Slot
from .start import Request
from .values import branches, least

NUMBERS: Final = (
    ("minus-zero", "-0"),
    ("minus-zero-point", "-0.0"),
    ("exponent", "1E2"),
    ("infinity", "1e400"),
    ("beyond-safe", str(SAFE_INTEGER + 1)),
    ("beyond-doubles", str(SAFE_INTEGER + 2)),
)
MORE_NUMBERS: Final = (
    ("minus-infinity", "-1e400"),
    ("too-small-for-a-double", "1e-400"),
    ("largest-safe", str(SAFE_INTEGER)),
    ("largest-safe-with-fraction", f"{SAFE_INTEGER}.0"),
    ("least-safe", str(-SAFE_INTEGER)),
    ("below-safe", str(-SAFE_INTEGER - 1)),
    ("hundred-digits", "1" * 100),
    ("digits-that-round-to-whole", f"1.{'0' * 30}1"),
)
SURROGATES: Final = (
    ("high-surrogate", r'"\ud800"'),
    ("low-surrogate", r'"a\udfff"'),
    ("surrogates-swapped", r'"\udc4d\ud83d"'),
    ("surrogate-after-pair", r'"\ud83d\udc4d\ud83d"'),
    ("escaped-pair", r'"\ud83d\udc4d"'),
    ("escaped-letters", r'"\u0041\/\b"'),
    ("escaped-nul", r'"\u0000"'),
)


def slot_spellings(slot: Slot, prose: bool, first_number: bool) -> Iterator[Case]:
    """What may be spelled in one place; more for the field of sentences and the first of the numbers."""
    place = slot.place
    types = [_kind(branch) for branch in branches(slot.shape)]
    if "number" in types:
        for label, spelling in (*_usual(slot), *NUMBERS, *(MORE_NUMBERS if first_number else ())):
            yield with_spelling(place.topic, f"spelled-{label}", place.put, spelling)
    if "text" in types:
        for label, spelling in SURROGATES if prose else SURROGATES[:1]:
            yield with_spelling(place.topic, f"spelled-{label}", place.put, spelling)


def _usual(slot: Slot) -> Iterator[tuple[str, str]]:
    """The legal number, as it is not usually written."""
    numbers = (slot.value, *(least(branch) for branch in branches(slot.shape)))
    value = next((one for one in numbers if isinstance(one, int) and not isinstance(one, bool)), None)
    if value is not None:
        yield "with-fraction-of-zero", f"{value}.0"
        yield "with-exponent", f"{value}0e-1" if value else "0e9"


def is_number(shape: Shape) -> bool:
    return any(_kind(branch) == "number" for branch in branches(shape))


def request_spellings(start: Request) -> Iterator[Case]:
    """Keys that stand twice, of which the last counts; escaped keys; blanks that mean nothing."""
    text = serialised(start, ascii_only=True)
    first, *_, last = start
    for name in dict.fromkeys((first, "model", last)):
        key = serialised(name)
        if name != "model":
            yield spelled("request", f"{name}-twice-last-is-wrong", f"{text[:-1]}, {key}: []}}")
        yield spelled("request", f"{name}-twice-last-is-right", f"{{{key}: [], {text[1:]}")
        yield spelled("request", f"{name}-twice-the-same", f"{text[:-1]}, {key}: {serialised(start[name], True)}}}")
    escaped = "".join(f"\\u{ord(char):04x}" for char in first)
    yield spelled("request", "key-in-escapes", text.replace(f'"{first}"', f'"{escaped}"', 1))
    yield spelled("request", "blanks-around", " \r\n\t" + text.replace(": ", " :\n\t", 1) + "\n ")
    yield spelled("request", "no-blanks", _compact(start))


def _compact(value: Json) -> str:
    match value:
        case dict():
            pairs = (f"{serialised(key, ascii_only=True)}:{_compact(inner)}" for key, inner in value.items())
            return f"{{{','.join(pairs)}}}"
        case list():
            return f"[{','.join(map(_compact, value))}]"
        case _:
            return serialised(value, ascii_only=True)


def _kind(shape: Shape) -> str:
    match shape:
        case Integer() | Number():
            return "number"
        case String() | Media():
            return "text"
        case _:
            return ""
