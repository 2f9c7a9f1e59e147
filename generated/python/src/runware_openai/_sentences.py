"""Sentences about wrong values: how a value is shown, which legal one is nearest, what a number or text is."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any, TypeGuard

    from typing_extensions import TypeIs

    from ._types import Choice, Json, Sent

SAFE_INTEGER = 2**53 - 1
SHORT_INTEGER = 2**30 - 1
"""Up to here CPython compares integers fast."""

LONGEST_WORD = 40
LONGEST_PLAIN = 20
LONGEST_KEY = 64
LONGEST_LIST = 20
FIRST_LISTED = 10
MARK = "\ud800"
"""Stands for a slot: half of a surrogate pair, which no sentence holds."""

WORD_START = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
DIGITS = frozenset("0123456789")
WORD = WORD_START | frozenset("_.:@+-")


class Size(tuple["Json", ...]):
    """Width and height that were sent; any other tuple is a caller's, and nothing JSON has."""

    __slots__ = ()


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
    if type(value) is int:
        if -SHORT_INTEGER <= value <= SHORT_INTEGER:
            return True
    else:
        if isinstance(value, bool) or not isinstance(value, (int, float)) or value % 1 != 0:
            return False
    return -SAFE_INTEGER <= value <= SAFE_INTEGER


def is_number(value: object) -> "TypeGuard[int | float]":
    """Whether a value is a finite number within the same bounds."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return -SAFE_INTEGER <= value <= SAFE_INTEGER


def sentence_and_nearest(
    sentence: str, value: "Sent", choices: "Iterable[Choice]", bound: "float | None"
) -> "tuple[str, Choice | None]":
    """The sentence with its slots filled, and the nearest legal value."""
    form = _FORMS.get(sentence) or _Form(sentence)
    near: Choice | None = bound
    if choices and bound is None:
        if form.choices is not choices:
            form.learn(choices)
        near = nearest_word(value, form.words) if isinstance(value, str) else nearest(value, choices)
    slots = form.slots
    if not slots:
        return form.before, near
    if slots == "value":
        return form.before + show(value) + form.after, near
    if slots == "value choices":
        return form.before + show(value) + (form.ends.get(near) or form.end(near)), near
    if slots == "kind":
        return form.before + show_kind(value) + form.after, near
    if slots == "length" and isinstance(value, str):
        return form.before + plural(len(value), "character") + form.after, near
    if slots == "key hint" and isinstance(value, str):
        return form.before + show_key(value) + (form.ends.get(near) or form.end(near)), near
    if slots == "choices":
        return form.before + (form.ends.get(near) or form.end(near)), near
    return form.filled(value, near), near


class _Form:
    """A sentence taken apart, and what is kept of its legal values to read it again.

    Sentences are constants of the validators, so that there are as many forms as rules.
    """

    __slots__ = ("after", "before", "choices", "ends", "parts", "slots", "words")

    def __init__(self, sentence: str) -> None:
        found = _Slots()
        text = sentence.format_map(found)
        self.parts = text.split(MARK)
        self.slots = " ".join(found.order)
        """The names of its slots, in their order."""
        self.before = self.parts[0]
        self.after = self.parts[-1]
        self.learn(())
        _FORMS[sentence] = self

    def learn(self, choices: "Iterable[Choice]") -> None:
        self.choices = choices
        self.words = Words(choices)
        self.ends: "dict[Choice | None, str]" = {}
        """Nearest value -> the last slot, filled, and what is around it behind the first one."""

    def end(self, near: "Choice | None") -> str:
        """What ``ends`` has for a nearest value; kept unless the list is long."""
        slot = self.slots.split()[-1]
        between = self.parts[1] if len(self.parts) > 2 else ""
        text = between + _word(slot, None, near, self.choices) + self.after
        if slot == "hint" or len(tuple(self.choices)) <= LONGEST_LIST:
            self.ends[near] = text
        return text

    def filled(self, value: "Sent", near: "Choice | None") -> str:
        """The sentence with any slots."""
        text = self.before
        for slot, following in zip(self.slots.split(), self.parts[1:]):
            text += _word(slot, value, near, self.choices) + following
        return text


def _word(slot: str, value: "Sent", near: "Choice | None", choices: "Iterable[Choice]") -> str:
    """What stands in a slot."""
    if slot == "kind":
        return show_kind(value)
    if slot == "length" or slot == "count":
        count = len(value) if isinstance(value, (str, list)) else 0
        return plural(count, "character" if slot == "length" else "item")
    if slot == "key":
        return show_key(str(value))
    if slot == "hint":
        return "." if near is None else f'; did you mean "{near}"?'
    return show(value) if slot == "value" else show_choices(tuple(choices), near)


class _Slots(dict[str, str]):
    """What puts a mark in every slot of a sentence, and keeps their names in their order."""

    def __init__(self) -> None:
        self.order: list[str] = []

    def __missing__(self, slot: str) -> str:
        self.order.append(slot)
        return MARK


_FORMS: "dict[str, _Form]" = {}


def plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def show(value: "Sent") -> str:
    """The canonical text of any value: safe integers, short words and sizes as they are, of others the kind."""
    if type(value) is int and -SHORT_INTEGER <= value <= SHORT_INTEGER:
        return str(value)
    if isinstance(value, str):
        plain = len(value) <= LONGEST_PLAIN and value.isalnum() and value.isascii()
        return f'"{value}"' if plain or _is_word(value) else show_kind(value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Size):
        size = _size(value)
        return f"{size[0]}x{size[1]}" if size else "this size"
    if isinstance(value, list):
        return "an array"
    if is_integer(value):
        return str(int(value))
    if isinstance(value, (int, float)):
        return "a number with a fraction" if is_number(value) else "a number out of range"
    anything: "Any" = value
    return "an object" if is_object(anything) else "a value JSON does not have"


def _size(value: "tuple[Json, ...]") -> "tuple[int, int] | None":
    """Width and height, if they are whole numbers."""
    width, height = value
    if type(width) is int and type(height) is int:
        return width, height
    return (int(width), int(height)) if is_integer(width) and is_integer(height) else None


def show_kind(value: "Sent") -> str:
    """The same, but of no string more than its length."""
    return "a string of " + plural(len(value), "character") if isinstance(value, str) else show(value)


def _is_word(value: str) -> bool:
    if not 0 < len(value) <= LONGEST_WORD:
        return False
    if not (value[0] in WORD_START and WORD.issuperset(value)):
        return False
    # A longer word with digits may be a key or an id; a colon makes it an AIR id.
    return len(value) <= LONGEST_PLAIN or ":" in value or DIGITS.isdisjoint(value)


def show_key(key: str) -> str:
    """An unknown key: printable ASCII, cut after 64 characters."""
    if not (key.isascii() and key.isprintable()):
        return "a key of " + plural(len(key), "character")
    return f'"{key}"' if len(key) <= LONGEST_KEY else f'"{key[:LONGEST_KEY]}..."'


def show_choices(choices: "Sequence[Choice]", near: "Choice | None") -> str:
    """The legal values in their order, the nearest one marked; of a long list that one, the first and a count."""
    first = len(choices) if len(choices) <= LONGEST_LIST else FIRST_LISTED
    words = [
        show(Size(choice) if isinstance(choice, tuple) else choice)
        + (" (nearest)" if choice is near and len(choices) > 1 else "")
        for i, choice in enumerate(choices)
        if i < first or choice is near
    ]
    if first < len(choices):
        words.append(f"one of {len(choices) - len(words)} others")
    return " or ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def nearest(value: "Sent", choices: "Iterable[Choice]") -> "Choice | None":
    """The legal value closest to one that is no text: sizes, then numbers."""
    if isinstance(value, tuple):
        return _nearest_size(value, choices)
    return _nearest_number(value, choices) if is_number(value) else None


def _nearest_size(sent: "tuple[Json, ...]", choices: "Iterable[Choice]") -> "Choice | None":
    """The size whose width and height differ least in sum, the first of several."""
    size = _size(sent)
    if size is None:
        return None
    width, height = size
    best: Choice | None = None
    least = 0
    for legal in choices:
        if type(legal) is tuple:
            gap = abs(legal[0] - width) + abs(legal[1] - height)
            if best is None or gap < least:
                best, least = legal, gap
    return best


def _nearest_number(sent: float, choices: "Iterable[Choice]") -> "Choice | None":
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


class Words:
    """Legal words, laid out so that most wrong ones are seen at once to be near to none of them."""

    __slots__ = ("folded", "like", "words")

    def __init__(self, choices: "Iterable[Choice]") -> None:
        self.words = [choice for choice in choices if type(choice) is str]
        self.folded = {_fold(word): word for word in reversed(self.words)}
        self.like: "dict[int, tuple[str, list[str]]]" = {}
        """Length -> the words whose length is at most two more or less, in one text and in a list."""

    def around(self, length: int) -> "tuple[str, list[str]]":
        words = [word for word in self.words if -3 < len(word) - length < 3]
        self.like[length] = "\n".join(["", *words, ""]), words
        return self.like[length]


def nearest_word(word: str, words: Words) -> "str | None":
    """The word that differs in ASCII case only, else the first with the least edit distance up to 2."""
    length = len(word)
    if length > LONGEST_KEY or not words.words:
        return None
    same = words.folded.get(word.lower() if word.isascii() else _fold(word))
    if same is not None:
        return same
    text, like = words.like.get(length) or words.around(length)
    # Two edits leave one of three parts as it is, and the first and last where they are.
    third = length // 3
    start, middle, end = word[:third], word[third : length - third], word[length - third :]
    starts, inside, ends = "\n" + start in text, middle in text, end + "\n" in text
    if not (starts or inside or ends):
        return None
    best, least = None, 3
    for choice in like:
        if starts and choice.startswith(start) or ends and choice.endswith(end) or inside and middle in choice:
            distance = edit_distance(word, choice, least - 1)
            if distance < least:
                best, least = choice, distance
                if least == 1:
                    break
    return best


def _fold(word: str) -> str:
    """The word with its ASCII letters in lower case, and no others."""
    if word.isascii():
        return word.lower()
    return "".join(char.lower() if "A" <= char <= "Z" else char for char in word)


def edit_distance(left: str, right: str, most: int) -> int:
    """The Levenshtein distance in code points, or one more than ``most``, which is 1 or 2, where it is greater."""
    if len(left) > len(right):
        left, right = right, left
    more = len(right) - len(left)
    if left[:1] == right[:1]:
        start = 0
        for a, b in zip(left, right):
            if a != b:
                break
            start += 1
        left, right = left[start:], right[start:]
    if most == 1:
        return 1 if right[1:] == (left if more else left[1:]) else 2
    if len(left) > 1 and left[1] != right[1] and left[0] != right[1] and left[1] != right[0]:
        # Both edits are needed for the first two characters, so what is behind them has to be equal.
        return 2 if left[2 - more :] == right[2:] else 3
    if left[-1:] == right[-1:]:
        end = 0
        for a, b in zip(left[::-1], right[::-1]):
            if a != b:
                break
            end += 1
        left, right = left[: len(left) - end], right[: len(right) - end]
    if not left or len(right) == 1:
        return min(len(right), 3)
    # Both ends differ, so each takes an edit of its own; two are enough where all between them is equal.
    if more == 0:
        near = left[1:-1] == right[1:-1] or left[1:] == right[:-1] or left[:-1] == right[1:]
    elif more == 1:
        near = left[1:] == right[1:-1] or left[:-1] == right[1:-1]
    else:
        near = left == right[1:-1]
    return 2 if near else 3
