"""Sentences about wrong values: how a value is shown, which legal one is nearest, what a number or text is."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any, TypeGuard

    from typing_extensions import TypeIs

    from ._types import Choice, Json, Sent

SAFE_INTEGER = 2**53 - 1
LONGEST_WORD = 40
LONGEST_PLAIN = 20
LONGEST_KEY = 64
WORD_START = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
DIGITS = frozenset("0123456789")
WORD = WORD_START | frozenset("_.:@+-")


def is_object(value: object) -> "TypeIs[dict[str, Json]]":
    """Whether a value is a dict whose keys are text; the types of its values are for the validators to find out."""
    anything: "Any" = value
    return isinstance(value, dict) and all(isinstance(key, str) for key in anything)


def is_text(value: str) -> bool:
    """Whether a string is free of lone surrogates, which are no characters."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def is_integer(value: object) -> "TypeGuard[int | float]":
    """Whether a value is a whole number that every JSON implementation keeps exactly."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return -SAFE_INTEGER <= value <= SAFE_INTEGER and value % 1 == 0


def is_number(value: object) -> "TypeGuard[int | float]":
    """Whether a value is a finite number within the same bounds."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return -SAFE_INTEGER <= value <= SAFE_INTEGER


def sentence_and_nearest(
    sentence: str, value: "Sent", choices: "tuple[Choice, ...]", bound: "float | None"
) -> "tuple[str, Choice | None]":
    """The sentence with its slots filled, and the nearest legal value."""
    near = nearest(value, choices) if bound is None else bound
    words = {"value": show(value), "kind": show_kind(value)}
    if "{choices}" in sentence:
        words["choices"] = show_choices(choices, near)
    if isinstance(value, str):
        words["length"] = plural(len(value), "character")
    if isinstance(value, list):
        words["count"] = plural(len(value), "item")
    return sentence.format(**words), near


def key_sentence(sentence: str, key: str, choices: "tuple[Choice, ...]") -> "tuple[str, Choice | None]":
    """The sentence about a key that nothing names, and the name that was probably meant."""
    near = nearest_word(key, [name for name in choices if isinstance(name, str)])
    hint = "." if near is None else f'; did you mean "{near}"?'
    return sentence.format(key=show_key(key), hint=hint), near


def plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def show(value: "Sent") -> str:
    """The canonical text of any value: safe integers, short words and sizes as they are, of others the kind."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        if is_integer(value):
            return str(int(value))
        return "a number with a fraction" if is_number(value) else "a number out of range"
    if isinstance(value, str):
        return f'"{value}"' if _is_word(value) else show_kind(value)
    if isinstance(value, tuple):
        return "x".join(map(show, value)) if all(map(is_integer, value)) else "this size"
    if isinstance(value, list):
        return "an array"
    anything: "Any" = value
    return "an object" if is_object(anything) else "a value JSON does not have"


def show_kind(value: "Sent") -> str:
    """The same, but of no string more than its length."""
    return "a string of " + plural(len(value), "character") if isinstance(value, str) else show(value)


def _is_word(value: str) -> bool:
    if not 0 < len(value) <= LONGEST_WORD or value[0] not in WORD_START or not WORD.issuperset(value):
        return False
    # A longer word with digits may be a key or an id; a colon makes it an AIR id.
    return len(value) <= LONGEST_PLAIN or ":" in value or DIGITS.isdisjoint(value)


def show_key(key: str) -> str:
    """An unknown key: printable ASCII, cut after 64 characters."""
    if not (key.isascii() and key.isprintable()):
        return "a key of " + plural(len(key), "character")
    return f'"{key}"' if len(key) <= LONGEST_KEY else f'"{key[:LONGEST_KEY]}..."'


def show_choices(choices: "Sequence[Choice]", near: "Choice | None") -> str:
    words = [show(choice) + (" (nearest)" if choice is near and len(choices) > 1 else "") for choice in choices]
    return " or ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def nearest(value: "Sent", choices: "Sequence[Choice]") -> "Choice | None":
    """The legal value closest to a wrong one: sizes, then numbers, then words."""
    if isinstance(value, tuple) and all(map(is_integer, value)):
        rows = [choice for choice in choices if isinstance(choice, tuple)]
        return min(rows, key=lambda row: sum(map(_gap, value, row)), default=None)
    if is_number(value):
        # Whole numbers are compared as such: far out, the difference of floats is not exact.
        sent = int(value) if is_integer(value) else value
        numbers = [choice for choice in choices if is_number(choice)]
        return min(numbers, key=lambda number: (abs(number - sent), number), default=None)
    if isinstance(value, str):
        return nearest_word(value, [choice for choice in choices if isinstance(choice, str)])
    return None


def _gap(sent: "Json", legal: int) -> float:
    return abs(int(sent) - legal) if is_integer(sent) else 0


def nearest_word(word: str, words: "Iterable[str]") -> "str | None":
    """The word that differs in ASCII case only, else the first with the least edit distance up to 2."""
    if len(word) > LONGEST_KEY:
        return None
    best, least = None, 3
    folded = _fold(word)
    for candidate in words:
        if abs(len(candidate) - len(word)) > 2:
            continue
        distance = 0 if _fold(candidate) == folded else edit_distance(word, candidate)
        if distance < least:
            best, least = candidate, distance
    return best


def _fold(word: str) -> str:
    """The word with its ASCII letters in lower case, and no others."""
    if word.isascii():
        return word.lower()
    return "".join(char.lower() if "A" <= char <= "Z" else char for char in word)


def edit_distance(left: str, right: str, most: int = 2) -> int:
    """The Levenshtein distance in code points, or more than ``most`` where it is larger."""
    start, end = 0, min(len(left), len(right))
    while start < end and left[start] == right[start]:
        start += 1
    left, right = left[start:], right[start:]
    end -= start
    start = 0
    while start < end and left[-1 - start] == right[-1 - start]:
        start += 1
    left, right = left[: len(left) - start], right[: len(right) - start]
    if not left or not right or abs(len(left) - len(right)) > most or not most:
        return len(left) + len(right)
    rests = ((left[1:], right[1:]), (left[1:], right), (left, right[1:]))
    return 1 + min(edit_distance(a, b, most - 1) for a, b in rests)
