"""The shapes in which pages write numbers, ranges, lists and what stands in brackets behind them.

Everything here reads a whole phrase or nothing: words that have no meaning here make it None.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from ..meaning.values import Json

NUMBER: Final = r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d.])|-?\d+(?:\.\d+)?"
LONGEST: Final = 4_000
"""Characters of a bullet or a sentence that is read; patterns take their time on longer ones, which are reported."""

UNITS: Final = (
    "characters?|chars?|seconds?|secs?|sec|s|fps|frames? per second|pixels?|px|images?|videos?|audios?|files?|steps?"
    "|tokens?|percent|%|items?|results?|milliseconds?|ms|references?|audio files?|video files?|clips?|frames?|pictures?"
)
_N: Final = rf"({NUMBER})"
_U: Final = rf"(?:[ -]?({UNITS})\b|(%))?"
_SIGNS: Final[dict[str, str]] = {
    **dict.fromkeys("×✕╳", "x"),
    **dict.fromkeys("–—‒−‑", "-"),
    **dict.fromkeys("’‘", "'"),
    **dict.fromkeys("“”", '"'),
    **dict.fromkeys("\u00a0\u202f\u2009", " "),
    **dict.fromkeys("\u2066\u2067\u2068\u2069\u200b\u200e\u200f\ufeff\u2060", ""),
    "≤": "up to ",
    "≥": "at least ",
}

_TABLE: Final = {ord(sign): words for sign, words in _SIGNS.items()}


def tidy(text: str) -> str:
    """The text with one way to write dashes, quotes, crosses and blanks.

    >>> tidy("256×256 –  “HD”")
    '256x256 - "HD"'
    """
    return " ".join(text.translate(_TABLE).split())


def ended(text: str) -> str:
    """The text without the signs that end a sentence.

    >>> ended("1-80 characters.")
    '1-80 characters'
    """
    return text.strip().rstrip(".;, ").strip()


def number(text: str) -> int | float:
    """
    >>> number("32,000"), number("0.5"), number("8.0"), number("9223372036854775807")
    (32000, 0.5, 8, 9223372036854775807)
    """
    digits = text.replace(",", "")
    if "." not in digits:
        return int(digits)
    value = float(digits)
    return int(value) if value.is_integer() else value


@dataclass(frozen=True)
class Amount:
    """Numbers a value can have: listed ones, or all between two ends; ``unit`` is a singular word."""

    values: tuple[int | float, ...] = ()
    least: int | float | None = None
    most: int | float | None = None
    step: int | float | None = None
    unit: str = ""

    @property
    def is_whole(self) -> bool:
        every = (*self.values, self.least, self.most, self.step)
        return all(isinstance(value, int) for value in every if value is not None)

    @property
    def ends(self) -> list[Json]:
        return [self.least, self.most]

    def limits(self) -> dict[str, Json]:
        """The keywords of a field that say the same."""
        if len(self.values) == 1:
            return {"const": self.values[0]}
        if self.values:
            return {"enum": list(self.values)}
        return {"range": self.ends, **({"step": self.step} if self.step is not None else {})}


_LEAST: Final = r"(?:at least|min(?:imum)?(?: of)?:?|no (?:less|fewer) than|not less than|from)"
_MOST: Final = r"(?:up to|at most|max(?:imum)?(?: of)?:?|no more than|not more than|limited to)"
_OVER: Final = r"(?:over|above|more than|greater than|larger than|exceed(?:s|ing)?)"
_UNDER: Final = r"(?:under|below|less than|fewer than|smaller than)"
_COUNTED: Final = ("pixel", "character", "image", "video", "audio", "file", "item", "step", "result", "reference")
_TO: Final = r"(?:-|to|and|through|until)"


def _beyond(end: int | float, unit: str, *, up: bool) -> Amount:
    """Every number beyond an end; only where things are counted is there a first one."""
    if unit not in _COUNTED or not isinstance(end, int):
        return Amount(unit="?")
    return Amount(least=end + 1, unit=unit) if up else Amount(most=end - 1, unit=unit)


_AMOUNTS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Amount]], ...]] = tuple(
    (re.compile(pattern, re.IGNORECASE), build)
    for pattern, build in (
        (
            rf"(?:(?:between|from|range(?: of)?:?) )?{_N}{_U} ?{_TO} ?(?:{_MOST} )?{_N}{_U}",
            lambda m: Amount(least=number(m[1]), most=number(m[4]), unit=_unit(m, 2, 3, 5, 6)),
        ),
        (
            rf"{_LEAST} {_N}{_U}(?:,| and|, and|;)? {_MOST} {_N}{_U}",
            lambda m: Amount(least=number(m[1]), most=number(m[4]), unit=_unit(m, 2, 3, 5, 6)),
        ),
        (rf"{_MOST} {_N}{_U}(?: (?:long|in length|total))?", lambda m: Amount(most=number(m[1]), unit=_unit(m, 2, 3))),
        (
            rf"{_N}{_U} (?:\(?max(?:imum)?\)?|at most|or less|or fewer)",
            lambda m: Amount(most=number(m[1]), unit=_unit(m, 2, 3)),
        ),
        (rf"{_OVER} {_N}{_U}", lambda m: _beyond(number(m[1]), _unit(m, 2, 3), up=True)),
        (rf"{_UNDER} {_N}{_U}", lambda m: _beyond(number(m[1]), _unit(m, 2, 3), up=False)),
        (rf"{_LEAST} {_N}{_U}", lambda m: Amount(least=number(m[1]), unit=_unit(m, 2, 3))),
        (
            rf"{_N}{_U} (?:\(?min(?:imum)?\)?|at least|or more|and more|and above)",
            lambda m: Amount(least=number(m[1]), unit=_unit(m, 2, 3)),
        ),
    )
)
_LISTED: Final = re.compile(
    rf"(?:(?:fixed(?: at| to)?|always|exactly|either|only|one of|fixed length of) )?{_N}{_U}"
    rf"(?:(?:,? ?or |,? ?and |, ?|/)(?:{NUMBER})(?:[ -]?(?:{UNITS})\b)?)*(?: only| fixed)?",
    re.IGNORECASE,
)
_STEP: Final = re.compile(
    rf",? ?(?:(?:and )?(?:in|with|by|at) )?(?:(?:and )?(?:must be |be )?(?:a )?multiples? of {_N}{_U}"
    rf"|(?:and )?(?:must be )?divisible by {_N}{_U}|(?:steps?|increments?|intervals?) of {_N}{_U})\Z"
    rf"|,? (?:(?:and )?(?:in|with|by|at)) (?:a )?{_N}{_U}[ -]?(?:increments?|steps?|intervals?)\Z",
    re.IGNORECASE,
)


def _unit(match: re.Match[str], *groups: int) -> str:
    words = {unit_word(match[group]) for group in groups if match[group]}
    return words.pop() if len(words) == 1 else "?" if words else ""


_UNIT_WORDS: Final = {
    "chars": "character",
    "char": "character",
    "sec": "second",
    "secs": "second",
    "s": "second",
    "px": "pixel",
    "fps": "frame per second",
    "frames per second": "frame per second",
    "%": "percent",
    "ms": "millisecond",
    "audio files": "audio",
    "audio file": "audio",
    "video files": "video",
    "video file": "video",
}


def unit_word(text: str) -> str:
    """
    >>> unit_word("Seconds"), unit_word("px"), unit_word("FPS")
    ('second', 'pixel', 'frame per second')
    """
    word = text.lower()
    return _UNIT_WORDS.get(word) or (word.removesuffix("s") if word not in ("s",) else word)


def amount(phrase: str) -> Amount | None:
    """The numbers a whole phrase speaks of.

    >>> amount("4, 8, or 12 seconds")
    Amount(values=(4, 8, 12), least=None, most=None, step=None, unit='second')
    >>> amount("1.2 to 12 seconds in 0.1 second increments")
    Amount(values=(), least=1.2, most=12, step=0.1, unit='second')
    >>> amount("between 5 and 10"), amount("several"), amount("3 apples")
    (Amount(values=(), least=5, most=10, step=None, unit=''), None, None)
    """
    text = ended(tidy(phrase))
    step = _STEP.search(text)
    if step is not None:
        span = amount(text[: step.start()])
        by = next(group for group in step.groups() if group and re.fullmatch(NUMBER, group))
        return replace(span, step=number(by)) if span and not span.values else None
    if _LISTED.fullmatch(text):
        return _listed(text)
    for pattern, build in _AMOUNTS:
        match = pattern.fullmatch(text)
        if match:
            found = build(match)
            return None if found.unit == "?" else found
    return None


def _listed(text: str) -> Amount | None:
    units = {unit_word(word) for word in re.findall(rf"\d[ -]?({UNITS})(?![a-z])", text, re.IGNORECASE)}
    values = tuple(number(found) for found in re.findall(rf"(?<![\d.,])(?:{NUMBER})", text))
    return Amount(values=values, unit="".join(units)) if len(units) < 2 else None


def split_asides(phrase: str) -> tuple[str, tuple[str, ...]]:
    """The phrase without what stands in its outermost brackets, and that.

    >>> split_asides("5 or 10 seconds (default: 5).")
    ('5 or 10 seconds.', ('default: 5',))
    """
    kept: list[str] = []
    asides: list[str] = []
    depth, begun = 0, 0
    for at, char in enumerate(phrase):
        if char == "(":
            depth += 1
            begun = at + 1 if depth == 1 else begun
        elif char == ")" and depth:
            depth -= 1
            if not depth:
                asides.append(phrase[begun:at].strip())
        elif not depth:
            kept.append(char)
    if depth:
        return phrase, ()
    return re.sub(r" +([.,;])", r"\1", " ".join("".join(kept).split())), tuple(asides)


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text; a dot in a number, a name or an abbreviation ends none.

    >>> list(sentences("Veo 3.1 is new. It takes `a.b` (e.g. 5)! Good"))
    ['Veo 3.1 is new.', 'It takes `a.b` (e.g. 5)!', 'Good']
    """
    begun = 0
    for match in re.finditer(r"[.!?]\)?(?=\s+[\"'`(]?[A-Z0-9`])", text):
        if not re.search(r"\b(?:e\.g|i\.e|etc|vs|approx|max|min|no)\.\Z", text[: match.end()], re.IGNORECASE):
            yield text[begun : match.end()].strip()
            begun = match.end()
    if text[begun:].strip():
        yield text[begun:].strip()


def words_list(phrase: str) -> list[str]:
    """The entries of a list in words; commas in brackets do not divide it.

    >>> words_list("Auto (default), high, medium, or low.")
    ['Auto (default)', 'high', 'medium', 'low']
    """
    parts = re.split(r"(?:,|;)\s*(?:or|and)?\s+|\s+(?:or|and)\s+|,(?!\d)", _shielded(ended(phrase)))
    return [_unshielded(part).strip() for part in parts if part.strip()]


def _shielded(text: str) -> str:
    """Blanks and commas inside brackets and code replaced, so that nothing is cut there."""
    return re.sub(r"\([^()]*\)|`[^`]*`", lambda m: m[0].replace(",", "\1").replace(" ", "\2"), text)


def _unshielded(text: str) -> str:
    return text.replace("\1", ",").replace("\2", " ")


def codes(text: str) -> list[str]:
    """What stands between backticks.

    >>> codes("Set `bgm` or `style`.")
    ['bgm', 'style']
    """
    return re.findall(r"`([^`]+)`", text)


def scalar_word(word: str) -> Json:
    """A value written as code: a number stays one, anything else is a word."""
    return number(word) if re.fullmatch(NUMBER, word) else word
