"""Texts worth trying: what readers, counters and patterns of different languages do not treat alike."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from ...meaning.predicates import Matches
from ...meaning.shapes import Media, Shape, String
from ...model.samples import example

if TYPE_CHECKING:
    from .values import Try

PROSE: Final = "A lighthouse at dawn"
UUID: Final = "6ba7b810-9dad-41d1-80b4-00c04fd430c8"
URL: Final = "https://files.example/lighthouse.png"
STOCK: Final[dict[type[Shape], tuple[str, ...]]] = {String: (URL, UUID), Media: (UUID,)}
"""What a text is by default, if it may be."""

WIDE: Final = "\U0001f44d"
"""One code point, two units of UTF-16, four of UTF-8."""

MARKED: Final = "e\u0301"
"""Two code points that are read as one character."""


def near_words(words: Sequence[str]) -> Iterator[Try]:
    """Listed words, and what is nearly one."""
    for word in words:
        yield f"value-{word}", word
    for i, word in enumerate(words):
        if word.swapcase() not in words:
            yield f"other-case-of-{word}", word.swapcase()
        label, typo = slip(word, i, words)
        yield f"{label}-of-{word}", typo
    yield "blank-before", f" {words[0]}"
    yield "line-feed-after", f"{words[0]}\n"
    yield "two-values", ", ".join((words[0], words[-1]))
    yield "other-word", next(other for other in ("last", "none", "no-such-word") if other not in words)


def slip(word: str, number: int, taken: Collection[str]) -> tuple[str, str]:
    """A slip of the finger that is none of the words taken: one of several, in turn."""
    middle = max(1, len(word) // 2)
    first, second = word[middle - 1 : middle], word[middle : middle + 1]
    slips = (
        ("letter-missing", word[:-1]),
        ("letter-twice", word[:middle] + first + word[middle:]),
        ("letters-swapped", word[: middle - 1] + second + first + word[middle + 1 :]),
        ("two-letters-more", f"{word}xx"),
        ("three-letters-more", f"{word}xxx"),
    )
    turned = (slips[(number + i) % len(slips)] for i in range(len(slips)))
    return next((one for one in turned if one[1] not in taken), ("many-letters-more", f"{word}xxxx"))


def at_length(operator: str, bound: int) -> Iterator[Try]:
    """Texts of as many code points as a limit names and one beyond, which other ways to count take for the other."""
    if operator == ">=":
        yield f"shortest-{bound}", "x" * bound
        if bound > 0:
            yield f"shorter-than-{bound}", WIDE * (bound - 1)
    else:
        yield f"longest-{bound}", "x" * (bound - 1) + WIDE if bound else ""
        yield f"longer-than-{bound}", "x" * max(bound - 1, 0) + (MARKED if bound else "x")


def free_texts(media: bool, prose: bool) -> Iterator[Try]:
    """Texts that no list and no pattern limits; more of them where people write sentences."""
    yield from (("no-text", ""), ("blank", " "), ("wide-character", WIDE))
    if media:
        yield from (("url", URL), ("data-uri", "data:image/png;base64,aGVsbG8="), ("base64", "aGVsbG8="))
    if prose:
        yield from (
            ("nul", "a\0b"),
            ("line-feeds", "a\r\nb\n"),
            ("quotes", "\"'`\\/"),
            ("braces", "{0} {x} ${x} %s"),
            ("line-separator", "a\u2028b"),
            ("byte-order-mark", "\ufeffa"),
            ("noncharacter", "\uffff"),
            ("last-code-point", "\U0010ffff"),
        )


def patterned(shape: Shape, match: str) -> Iterator[Try]:
    """A text that matches, and what engines or their users wrongly let match."""
    for check in shape.checks:
        if isinstance(check.holds, Matches):
            yield "first-match", example(check.holds.pattern.part)
    yield from (
        ("upper-case", match.upper()),
        ("lower-case", match.lower()),
        ("no-text", ""),
        ("line-feed-after", f"{match}\n"),
        ("line-before", f"a\n{match}"),
        ("blank-before", f" {match}"),
        ("blank-after", f"{match} "),
        ("nul-after", f"{match}\0"),
        ("one-short", match[:-1]),
        ("one-more", match + match[-1:]),
        ("twice", match + match),
        ("without-hyphens", match.replace("-", "")),
        ("in-braces", f"{{{match}}}"),
        ("letter-beyond", f"{match[:-1]}g"),
        ("full-width", _full_width(match)),
        ("other-digits", match.translate({ord("0") + digit: 0x660 + digit for digit in range(10)})),
    )


def _full_width(text: str) -> str:
    """The first character in its full-width form, which Unicode counts among digits and letters too."""
    return "".join(chr(ord(char) + 0xFEE0) if i == 0 and "!" <= char <= "~" else char for i, char in enumerate(text))
