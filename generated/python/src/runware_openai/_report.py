"""What a validator finds: the violation record, and what is done with a list of them."""

from ._sentences import is_object, sentence_and_nearest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from ._types import Choice, Fields, Json, Sent


class Violation:
    """One thing wrong with a request.

    ``code`` is stable, ``path`` a JSON Pointer, ``docs`` the URL of the section that states
    the limit, ``related`` the pointers of the other fields involved. The sentence and the
    nearest legal value are made when they are first read, and the URL is looked up then.
    """

    __slots__ = ("_bound", "_choices", "_docs", "_made", "_sentence", "_value", "code", "path", "related")

    code: str
    path: str
    related: "tuple[str, ...]"

    def __init__(
        self,
        code: str,
        path: str,
        value: "Any",
        sentence: str,
        docs: "str | Mapping[str, str]" = "",
        choices: "Iterable[Choice]" = (),
        bound: "float | None" = None,
        related: "tuple[str, ...]" = (),
        made: "tuple[str, Choice | None] | None" = None,
    ) -> None:
        self.code = code
        self.path = path
        self.related = related
        self._docs = docs
        self._value: "Sent" = value
        self._sentence = sentence
        self._choices = choices
        self._bound = bound
        self._made = made

    @property
    def message(self) -> str:
        """What is wrong and what would pass, in one sentence; never free text of the request."""
        made = self._made
        if made is None:
            made = self._made = sentence_and_nearest(self._sentence, self._value, self._choices, self._bound)
        return made[0]

    @property
    def docs(self) -> str:
        """The URL of the section that states the limits of the field: its own, or that of what is around it."""
        if isinstance(self._docs, str):
            return self._docs
        path = self.path
        while path not in self._docs:
            path = path.rpartition("/")[0]
        return self._docs[path]

    @property
    def allowed(self) -> "tuple[Choice, ...]":
        """The legal values, where they can be listed; a size is a pair of width and height."""
        return () if self.code == "unknown_field" else tuple(self._choices)

    @property
    def nearest(self) -> "Choice | None":
        """The legal value closest to the one that was sent."""
        made = self._made
        if made is None:
            made = self._made = sentence_and_nearest(self._sentence, self._value, self._choices, self._bound)
        return made[1]

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message

    def __repr__(self) -> str:
        return f"Violation({self.code!r}, {self.path!r}, {self.message!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Violation) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def _key(self) -> "tuple[str, str, str]":
        return self.code, self.path, self.message

    def __reduce__(self) -> "tuple[Callable[..., Violation], tuple[object, ...]]":
        # The value that was sent stays here: a pickle carries the finished sentence only.
        state = (self.code, self.path, self.message, self.allowed, self.nearest, self.related, self.docs)
        return _restored, state


def _restored(
    code: str,
    path: str,
    message: str,
    choices: "tuple[Choice, ...]",
    nearest: "Choice | None",
    related: "tuple[str, ...]",
    docs: str,
) -> Violation:
    return Violation(code, path, None, "", docs, choices, None, related, (message, nearest))


def unknown(
    found: "list[Violation]",
    value: "dict[Any, Any]",
    fields: "Fields",
    path: str,
    sentence: str,
    wrong: str,
    docs: "Mapping[str, str]",
    allow_unknown: bool = False,
) -> None:
    """Add the keys of an object that nothing names, unless they are allowed.

    If some are no text it is no object, which is all that is said about it: ``wrong``.
    """
    extra: "list[Any]" = []
    for key in value:
        if key not in fields:
            extra.append(key)
    for key in extra:
        if not isinstance(key, str):
            found[:] = [one for one in found if not one.path.startswith(path + "/")]
            found.append(Violation("wrong_type", path, value, wrong, docs if path else ""))
            return
    if not allow_unknown:
        for key in sorted(map(str, extra)) if len(extra) > 1 else extra:
            part = key.replace("~", "~0").replace("/", "~1") if "~" in key or "/" in key else key
            found.append(Violation("unknown_field", f"{path}/{part}", str(key), sentence, docs, fields))


def clean(found: "list[Violation]", paths: "tuple[str, ...]") -> bool:
    """Whether nothing was found at these paths."""
    for one in found:
        if one.path in paths:
            return False
    return True


def clean_within(found: "list[Violation]", fields: "tuple[str, ...]", around: "tuple[str, ...]" = ()) -> bool:
    """Whether nothing was found at or inside these fields, nor at what is ``around`` them; all end in a slash."""
    for one in found:
        place = one.path + "/"
        if place.startswith(fields) or place in around:
            return False
    return True


def ordered(found: "list[Violation]", late: "list[Violation]", fields: "Fields") -> "list[Violation]":
    """What fields and then rules were found to break, in field order, no code twice at one path."""
    if not found and len(late) == 1:
        return late
    if found and not found[0].path:
        return found  # The request is no object, which is all there is to say.
    every = sorted(found + late, key=lambda violation: _rank(violation.path, fields))
    unique: dict[tuple[str, str], Violation] = {}
    for violation in every:
        unique.setdefault((violation.code, violation.path), violation)
    return list(unique.values())


def count(items: "list[Json]", key: str, values: "tuple[Choice, ...]") -> int:
    """How many items are objects with one of the values under a key; true and false are no numbers."""
    found = [item.get(key) for item in items if is_object(item)]
    return sum(value in values and not isinstance(value, bool) for value in found)


def _rank(path: str, fields: "Fields") -> "tuple[int, ...]":
    """The position of a path in field order; what nothing names comes last within its object."""
    ranks: list[int] = []
    table: Fields | None = fields
    for part in path.split("/")[1:]:
        if table is None or "*" in table:
            ranks.append(int(part))
            table = table["*"] if table else None
            continue
        name = part.replace("~1", "/").replace("~0", "~")
        names = list(table)
        ranks.append(names.index(name) if name in table else len(names))
        table = table.get(name)
    return tuple(ranks)
