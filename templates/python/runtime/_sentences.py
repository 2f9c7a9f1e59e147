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
LONGEST_LIST = 20
WORD_START = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
DIGITS = frozenset("0123456789")
WORD = WORD_START | frozenset("_.:@+-")


def is_object(value: object) -> "TypeIs[dict[str, Json]]":
    """Whether a value is a dict whose keys are text; the types of its values are for the validators to find out."""
    anything: "Any" = value
    if not isinstance(value, dict):
        return False
    for key in anything:
        if not isinstance(key, str):
            return False
    return True


def is_text(value: str) -> bool:
    """Whether a string is free of lone surrogates, which are no characters."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def is_integer(value: object) -> "TypeGuard[int | float]":
    """Whether a value is a whole number that every JSON implementation keeps exactly."""
    if type(value) is not int:
        if isinstance(value, bool) or not isinstance(value, (int, float)) or value % 1 != 0:
            return False
    return -SAFE_INTEGER <= value <= SAFE_INTEGER


def is_number(value: object) -> "TypeGuard[int | float]":
    """Whether a value is a finite number within the same bounds."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return -SAFE_INTEGER <= value <= SAFE_INTEGER


def sentence_and_nearest(
    sentence: str, value: "Sent", choices: "tuple[Choice, ...]", bound: "float | None"
) -> "tuple[str, Choice | None]":
    """The sentence with its slots filled, and the nearest legal value."""
    near = nearest(value, choices) if bound is None and choices else bound
    form, slots = _FORMS.get(sentence) or _form(sentence)
    if not slots:
        return form, near
    if slots == ("value",):
        return form % show(value), near
    if slots == ("value", "choices"):
        return form % (show(value), _list_of(sentence, choices, near)), near
    words: list[str] = []
    for slot in slots:
        if slot == "value":
            words.append(show(value))
        elif slot == "choices":
            words.append(_list_of(sentence, choices, near))
        elif slot == "kind":
            words.append(show_kind(value))
        else:
            count = len(value) if isinstance(value, (str, list)) else 0
            words.append(plural(count, "character" if slot == "length" else "item"))
    return form % tuple(words), near


class _Slots(dict[str, str]):
    """What fills every slot of a sentence with ``%s``, and keeps their names in their order."""

    def __init__(self) -> None:
        self.order: list[str] = []

    def __missing__(self, slot: str) -> str:
        self.order.append(slot)
        return "%s"


_FORMS: "dict[str, tuple[str, tuple[str, ...]]]" = {}
"""Sentence -> the same with ``%s`` for each slot, and the slots. Sentences are constants of the validators.

What has no slot is ready to be read.
"""


def _form(sentence: str) -> "tuple[str, tuple[str, ...]]":
    slots = _Slots()
    form = sentence.replace("%", "%%").format_map(slots)
    _FORMS[sentence] = (form if slots.order else form % (), tuple(slots.order))
    return _FORMS[sentence]


_LISTS: "dict[str, tuple[tuple[Choice, ...], dict[Choice | None, str]]]" = {}
"""Sentence -> its legal values, and how they are listed when each of them is the nearest. Sentences are constants."""


def _list_of(sentence: str, choices: "tuple[Choice, ...]", near: "Choice | None") -> str:
    """The legal values of a sentence as text, which is kept where it is short."""
    known = _LISTS.get(sentence)
    if known is None or known[0] is not choices:
        if len(choices) > LONGEST_LIST:
            return show_choices(choices, near)
        known = _LISTS[sentence] = (choices, {})
    texts = known[1]
    if near not in texts:
        texts[near] = show_choices(choices, near)
    return texts[near]


def key_sentence(sentence: str, key: str, choices: "tuple[Choice, ...]") -> "tuple[str, Choice | None]":
    """The sentence about a key that nothing names, and the name that was probably meant."""
    near = nearest_word(key, choices)
    hint = "." if near is None else f'; did you mean "{near}"?'
    form, slots = _FORMS.get(sentence) or _form(sentence)
    return form % tuple([show_key(key) if slot == "key" else hint for slot in slots]), near


def plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def show(value: "Sent") -> str:
    """The canonical text of any value: safe integers, short words and sizes as they are, of others the kind."""
    if type(value) is int and -SAFE_INTEGER <= value <= SAFE_INTEGER:
        return str(value)
    if isinstance(value, str):
        return f'"{value}"' if _is_word(value) else show_kind(value)
    if isinstance(value, tuple):
        size = _size(value)
        return f"{size[0]}x{size[1]}" if size else "this size"
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if is_integer(value):
        return str(int(value))
    if isinstance(value, (int, float)):
        return "a number with a fraction" if is_number(value) else "a number out of range"
    if isinstance(value, list):
        return "an array"
    anything: "Any" = value
    return "an object" if is_object(anything) else "a value JSON does not have"


def _size(value: "tuple[Json, ...]") -> "tuple[int, int] | None":
    """Width and height, if they are whole numbers."""
    width, height = value
    return (int(width), int(height)) if is_integer(width) and is_integer(height) else None


def show_kind(value: "Sent") -> str:
    """The same, but of no string more than its length."""
    return "a string of " + plural(len(value), "character") if isinstance(value, str) else show(value)


def _is_word(value: str) -> bool:
    if not 0 < len(value) <= LONGEST_WORD:
        return False
    if not (value.isalnum() and value.isascii()) and not (value[0] in WORD_START and WORD.issuperset(value)):
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
    if isinstance(value, str):
        return nearest_word(value, choices)
    if isinstance(value, tuple):
        return _nearest_size(value, choices)
    return _nearest_number(value, choices) if is_number(value) else None


def _nearest_size(sent: "tuple[Json, ...]", choices: "Sequence[Choice]") -> "Choice | None":
    """The size whose width and height differ least in sum, the first of several."""
    size = _size(sent)
    if size is None:
        return None
    width, height = size
    best: Choice | None = None
    least = 0
    for legal in choices:
        if isinstance(legal, tuple):
            gap = abs(legal[0] - width) + abs(legal[1] - height)
            if best is None or gap < least:
                best, least = legal, gap
    return best


def _nearest_number(sent: float, choices: "Sequence[Choice]") -> "Choice | None":
    """The number that differs least, the lower of two."""
    # Whole numbers are compared as such: far out, the difference of floats is not exact.
    number = int(sent) if is_integer(sent) else sent
    best: float | None = None
    least: float = 0
    for legal in choices:
        if type(legal) is int or type(legal) is float:
            gap = abs(legal - number)
            if best is None or gap < least or (gap == least and legal < best):
                best, least = legal, gap
    return best


def nearest_word(word: str, choices: "Iterable[Choice]") -> "str | None":
    """The word that differs in ASCII case only, else the first with the least edit distance up to 2."""
    length = len(word)
    if length > LONGEST_KEY:
        return None
    best, least = None, 3
    folded = _fold(word)
    # Two edits leave one of three parts as it is: where none is found, the distance need not be told.
    third = length // 3
    start, middle, end = word[:third], word[third : -third or length], word[length - third :]
    for choice in choices:
        if type(choice) is str and -3 < len(choice) - length < 3:
            if len(choice) == length and (choice.lower() if choice.isascii() else _fold(choice)) == folded:
                return choice
            if middle in choice or start in choice or end in choice:
                distance = edit_distance(word, choice)
                if distance < least:
                    best, least = choice, distance
    return best


def _fold(word: str) -> str:
    """The word with its ASCII letters in lower case, and no others."""
    if word.isascii():
        return word.lower()
    return "".join(char.lower() if "A" <= char <= "Z" else char for char in word)


def edit_distance(left: str, right: str) -> int:
    """The Levenshtein distance in code points, or 3 where it is more than 2."""
    if len(left) > len(right):
        left, right = right, left
    more = len(right) - len(left)
    if left and (left[0] == right[0] or left[-1] == right[-1]):
        start, end = 0, len(left)
        while start < end and left[start] == right[start]:
            start += 1
        while start < end and left[end - 1] == right[end - 1 + more]:
            end -= 1
        left, right = left[start:end], right[start : end + more]
    if not left or len(right) == 1:
        return min(len(right), 3)
    # Both ends differ, so each takes an edit of its own; two are enough where all between them is equal,
    # and that can be seen from the first characters in most cases.
    if len(left) > 2 and left[1] != right[1] and left[0] != right[1] and left[1] != right[0]:
        return 3
    if more == 0:
        near = left[1:-1] == right[1:-1] or left[1:] == right[:-1] or left[:-1] == right[1:]
    elif more == 1:
        near = left[1:] == right[1:-1] or left[:-1] == right[1:-1]
    else:
        near = left == right[1:-1]
    return 2 if near else 3
