"""What is reported: the closed set of codes, checks, rules and the violation record."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal, TypeAlias, get_args

from .predicates import ALWAYS, Predicate, paths_read
from .values import Choice, Path, nearest, nearest_word, plural, show, show_choices, show_key, show_kind

ViolationCode: TypeAlias = Literal[
    "missing_field",
    "wrong_type",
    "too_short",
    "too_long",
    "below_minimum",
    "above_maximum",
    "not_allowed",
    "bad_pattern",
    "wrong_count",
    "unsupported_dimensions",
    "unpaired_dimensions",
    "forbidden_field",
    "conflict",
    "unknown_field",
    "unsupported_field",
    "unknown_model",
    "malformed_text",
]
CODES: Final[tuple[ViolationCode, ...]] = get_args(ViolationCode)

Level: TypeAlias = Literal["error", "warn", "note"]


def plain(text: str) -> str:
    """Text of a spec as it may stand in a sentence, where braces open a slot.

    >>> plain("a {b}")
    'a {{b}}'
    """
    return text.replace("{", "{{").replace("}", "}}")


MODEL: Final = "{model}"
"""The slot of a sentence for the model it speaks of."""


def of_model(sentence: str, name: str) -> str:
    """The sentence about the model of this name; its other slots stay.

    >>> of_model("{value} is not a size {model} takes, {{model}}", "Brush {1}")
    '{value} is not a size Brush {{1}} takes, {{model}}'
    """
    # What stands between two opening braces that are text is no slot.
    return "{{".join(part.replace(MODEL, plain(name)) for part in sentence.split("{{"))


@dataclass(frozen=True)
class Check:
    """A condition on one value that already has the right type.

    ``sentence`` may hold the slots ``{model} {value} {kind} {choices} {length} {count}``; ``choices`` are
    the legal values where they can be listed; ``bound`` is the limit that was passed.
    """

    code: ViolationCode
    holds: Predicate
    sentence: str
    choices: tuple[Choice, ...] = ()
    bound: int | float | None = None


@dataclass(frozen=True)
class Rule:
    """A condition across fields: wherever ``applies`` is true, ``holds`` must be.

    It reports at ``path``; ``value`` names the paths whose values the sentence shows;
    ``related`` the other fields involved.
    """

    code: ViolationCode
    path: Path
    holds: Predicate
    sentence: str
    applies: Predicate = ALWAYS
    choices: tuple[Choice, ...] = ()
    bound: int | float | None = None
    value: tuple[Path, ...] = ()
    related: tuple[Path, ...] = ()
    level: Level = "error"

    @cached_property
    def reads(self) -> tuple[Path, ...]:
        """The fields it depends on, its own first; it is silent when one of them failed its own checks."""
        found = [self.path, *paths_read(self.applies), *paths_read(self.holds)]
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True)
class Violation:
    """One thing wrong with a request. ``path`` is a JSON Pointer."""

    code: ViolationCode
    path: str
    message: str
    allowed: tuple[Choice, ...] = ()
    nearest: Choice | None = None
    related: tuple[str, ...] = ()
    docs: str = ""


def violation(
    code: ViolationCode,
    path: str,
    sentence: str,
    value: object,
    *,
    choices: tuple[Choice, ...] = (),
    bound: int | float | None = None,
    related: tuple[str, ...] = (),
    model: str = "",
    docs: str = "",
) -> Violation:
    """The record for a wrong value: the sentence filled, the nearest legal value found."""
    near = nearest(value, choices) if bound is None else bound
    message = sentence.format_map(_Slots(value, choices, near, model))
    return Violation(code, path, message, choices, near, related, docs)


def unknown_key(path: str, sentence: str, key: str, known: tuple[str, ...], model: str, docs: str) -> Violation:
    """The record for a key that nothing names, with the name it was probably meant to be."""
    near = nearest_word(key, known)
    hint = f'; did you mean "{near}"?' if near is not None else "."
    message = sentence.format_map({"key": show_key(key), "hint": hint, "model": model})
    return Violation("unknown_field", path, message, (), near, (), docs)


class _Slots:
    """The words a sentence may ask for, each made only when asked for."""

    def __init__(self, value: object, choices: tuple[Choice, ...], near: Choice | None, model: str) -> None:
        self._value, self._choices, self._near, self._model = value, choices, near, model

    def __getitem__(self, slot: str) -> str:
        match slot:
            case "model":
                return self._model
            case "value":
                return show(self._value)
            case "kind":
                return show_kind(self._value)
            case "choices":
                return show_choices(self._choices, self._near)
            case "length" if isinstance(self._value, str):
                return plural(len(self._value), "character")
            case "count" if isinstance(self._value, list):
                return plural(len(self._value), "item")
            case _:
                raise KeyError(slot)
