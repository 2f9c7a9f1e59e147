"""JSON values: their types, how they are printed in sentences, and what counts as near.

Sentences are public and equal in every language, so a value is printed only where all
languages print it alike and where it cannot be a secret: safe integers, short words, sizes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from string import ascii_lowercase, ascii_uppercase
from typing import Final, TypeAlias

Json: TypeAlias = "None | bool | int | float | str | list[Json] | dict[str, Json]"
Fragment: TypeAlias = "dict[str, Json]"
Scalar: TypeAlias = bool | int | float | str
Row: TypeAlias = tuple[int, ...]
Choice: TypeAlias = Scalar | Row
Path: TypeAlias = tuple[str, ...]

SAFE_INTEGER: Final = 2**53 - 1
"""Largest integer every JSON implementation keeps exactly (RFC 8259, section 6)."""

LONGEST_PLAIN: Final = 20
"""Longer words that hold a digit may be keys: they are printed only if a colon makes them AIR ids."""

LONGEST_LIST: Final = 20
"""So many choices a sentence names, one by one."""

FIRST_LISTED: Final = 10
"""Of more it names so many."""

LONGEST_KEY: Final = 64
_WORD: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:@+-]{0,39}")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_LOWER: Final = str.maketrans(ascii_uppercase, ascii_lowercase)


def is_integer(value: object) -> bool:
    """True for a whole number within the safe range, written as ``512`` or ``512.0``; never for a boolean."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) <= SAFE_INTEGER and (isinstance(value, int) or value.is_integer())


def is_number(value: object) -> bool:
    """True for a finite number within the safe range; never for a boolean."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) <= SAFE_INTEGER


def is_object(value: object) -> bool:
    """True for a dict whose keys are all strings, as every object of JSON is."""
    if not isinstance(value, dict):
        return False
    for key in value:
        if not isinstance(key, str):
            return False
    return True


def is_text(value: str) -> bool:
    """True unless the string holds a lone surrogate, which is not a character."""
    return value.isascii() or _SURROGATE.search(value) is None


def same(left: object, right: object) -> bool:
    """Equality of JSON scalars: ``8`` equals ``8.0``, but ``True`` is not ``1``."""
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if not isinstance(left, int | float | str):
        return False
    return left == right and isinstance(left, str) == isinstance(right, str)


def pointer(path: Iterable[str | int]) -> str:
    """The JSON Pointer (RFC 6901) of a path.

    >>> pointer(("frameImages", 0, "a/b"))
    '/frameImages/0/a~1b'
    """
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


def dotted(path: Path) -> str:
    """The path as the docs write it.

    >>> dotted(("providerSettings", "openai", "quality"))
    'providerSettings.openai.quality'
    """
    return ".".join(path)


def plural(count: int, noun: str) -> str:
    """
    >>> plural(1, "item"), plural(0, "character")
    ('1 item', '0 characters')
    """
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def show(value: object) -> str:
    """The canonical text of any value a caller may have sent.

    >>> show("hd"), show(512.0), show("two words"), show((1792, 720))
    ('"hd"', '512', 'a string of 9 characters', '1792x720')
    """
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return _show_number(value)
        case str():
            return f'"{value}"' if is_word(value) else show_kind(value)
        case tuple():
            return "x".join(map(show, value)) if all(map(is_integer, value)) else "this size"
        case list():
            return "an array"
        case dict() if is_object(value):
            return "an object"
        case _:
            return "a value JSON does not have"


def show_kind(value: object) -> str:
    """The same, but of no string more than its length.

    >>> show_kind("hd"), show_kind(512)
    ('a string of 2 characters', '512')
    """
    return f"a string of {plural(len(value), 'character')}" if isinstance(value, str) else show(value)


def is_word(text: str) -> bool:
    """Whether a string is short and plain like the values of an enum, and not like a key or an id.

    >>> is_word("standard"), is_word("openai:gpt-image@2"), is_word("two words"), is_word("3f9a0b7c2d4e5f6a7b8c9d0e1f")
    (True, True, False, False)
    """
    if not _WORD.fullmatch(text):
        return False
    return len(text) <= LONGEST_PLAIN or ":" in text or not any("0" <= char <= "9" for char in text)


def _show_number(value: int | float) -> str:
    if is_integer(value):
        return str(int(value))
    return "a number with a fraction" if is_number(value) else "a number out of range"


def show_key(key: str) -> str:
    """An unknown key as a sentence may show it: printable ASCII, cut after 64 characters."""
    if not all(" " <= char <= "~" for char in key):
        return f"a key of {plural(len(key), 'character')}"
    return f'"{key}"' if len(key) <= LONGEST_KEY else f'"{key[:LONGEST_KEY]}..."'


def listing(words: Sequence[str], last: str = "or") -> str:
    """
    >>> listing(["4", "8", "12"])
    '4, 8 or 12'
    """
    return " ".join([", ".join(words[:-1]), last, words[-1]]) if len(words) > 1 else "".join(words)


def some(words: Sequence[str]) -> str:
    """All the words, or of many the first and how many more.

    >>> some([str(number) for number in range(1, 5000)])
    '1, 2, 3, 4, 5, 6, 7, 8, 9, 10 or one of 4989 others'
    """
    if len(words) <= LONGEST_LIST:
        return listing(words)
    return listing([*words[:FIRST_LISTED], f"one of {len(words) - FIRST_LISTED} others"])


def show_choices(choices: Sequence[Choice], near: Choice | None) -> str:
    """The choices in their order, the nearest one marked; of a long list that one and the first, and how many more.

    >>> show_choices([1, 2, 4], 4), show_choices(range(1, 22), 20)
    ('1, 2 or 4 (nearest)', '1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20 (nearest) or one of 10 others')
    """
    first = len(choices) if len(choices) <= LONGEST_LIST else FIRST_LISTED
    named = [choice for i, choice in enumerate(choices) if i < first or choice is near]
    words = [show(choice) + (" (nearest)" if choice is near and len(choices) > 1 else "") for choice in named]
    return listing(words + [f"one of {len(choices) - len(named)} others"] * (first < len(choices)))


def nearest(value: object, choices: Sequence[Choice]) -> Choice | None:
    """The choice closest to a wrong value, or None.

    Sizes by ``|dw| + |dh|``, ties to the first listed; numbers by difference, ties to the
    lower; words by equal ASCII case, then by an edit distance of at most 2.
    """
    if isinstance(value, tuple) and all(map(is_integer, value)):
        rows = [choice for choice in choices if isinstance(choice, tuple)]
        return min(rows, key=lambda row: _distance(value, row), default=None)
    if is_number(value) and isinstance(value, int | float):
        # Whole numbers are compared as such: far out, the difference of floats is not exact.
        sent = int(value) if is_integer(value) else value
        numbers = [choice for choice in choices if is_number(choice) and isinstance(choice, int | float)]
        return min(numbers, key=lambda number: (abs(number - sent), number), default=None)
    if isinstance(value, str):
        return nearest_word(value, [choice for choice in choices if isinstance(choice, str)])
    return None


def _distance(left: Sequence[float], right: Sequence[float]) -> float:
    return sum(abs(int(a) - int(b)) for a, b in zip(left, right, strict=True))


def nearest_word(word: str, words: Iterable[str]) -> str | None:
    """The word that differs in ASCII case only, else the first with the least edit distance up to 2."""
    if len(word) > LONGEST_KEY:
        return None
    best, least, folded = None, 3, _fold(word)
    for candidate in words:
        if _fold(candidate) == folded:
            return candidate
        # Of thousands of ids one is mostly a single edit away; none is nearer but by case.
        if least > 1 and (distance := edit_distance(word, candidate)) < least:
            best, least = candidate, distance
    return best


def _fold(word: str) -> str:
    return word.translate(_LOWER)


def edit_distance(left: str, right: str) -> int:
    """The Levenshtein distance in code points; 3 wherever it is more than 2, as nobody asks by how much.

    >>> edit_distance("styel", "style")
    2
    """
    if abs(len(left) - len(right)) > 2:
        return 3
    # What both begin or end with adds nothing; of ids it is most of them.
    while left and right and left[0] == right[0]:
        left, right = left[1:], right[1:]
    while left and right and left[-1] == right[-1]:
        left, right = left[:-1], right[:-1]
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        diagonal, row[0] = row[0], i
        for j, b in enumerate(right, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (a != b))
        if min(row) > 2:
            return 3
    return min(row[-1], 3)
