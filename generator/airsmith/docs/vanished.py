"""What a spec states and its page no longer does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from .claims import Claim, Fate, Keys, Line, ModelReading
from .facts import Fact
from .finding import Drift, Kind
from .mentioned import mentioned
from .stated import Stated
from .wording import subject_words, value_words


def vanished(
    model: ModelReading, page: Stated[Claim], known: Stated[Fact], own: set[Keys], unread: set[Keys]
) -> Iterator[Drift]:
    """What the spec states and the page does not, unless a line about it was not understood."""
    lists_settings = any(key[0] == "setting" and key[-1] == "presence" for key in page)
    subjects = {key[:2] for key in page}
    reported: set[Keys] = set()
    for key, aspect in known.items():
        subject = key[:2]
        if key in page or subject in unread or subject in reported or not _is_stated(key, model, own):
            continue
        if key[0] == "setting" and key[-1] == "presence" and subject in subjects and not lists_settings:
            continue  # Its limits stand on the page, which has no list that it could be missing from.
        words, place = subject_words(key), aspect.sayings[0].location
        if subject not in subjects:
            reported.add(subject)
            words = subject_words((*subject, ""))
            message = f"{model.name}: {words}: the page no longer says anything about it"
        elif key[-1] in _KEPT or key[0] == "media":
            message = f"{model.name}: {words}: the page no longer says {value_words(aspect.value, key)}"
        else:
            continue
        yield Drift(Kind.VANISHED, model.air, words, message, model.line, "", place, key, facts=aspect.sayings)


def unread_subjects(model: ModelReading, page: Stated[Claim], known: Stated[Fact]) -> set[Keys]:
    """What lines may be about that were not understood: of this nothing has gone, as far as anybody can tell.

    Where a page has such a line and speaks of no setting at all, the line may be about any of them.
    """
    unknown = [line for line in model.lines if line.fate is Fate.UNKNOWN]
    subjects = {key[:2] for key in known}
    found = {_subject_key(line) for line in unknown if line.subject} | mentioned(unknown, subjects)
    if unknown and not any(key[0] in ("setting", "settings") for key in page):
        found |= {subject for subject in subjects if subject[0] == "setting"}
    return found


_KEPT: Final = ("presence", "limits", "length", "count", "default", "roles", "mix")
"""What a page that speaks of a field at all would still say of it."""


def _subject_key(line: Line) -> Keys:
    path = line.subject
    if path[0] == "dimensions":
        return ("sizes", "")
    if path[0] == "frames":
        return ("frames", "")
    if path[0] == "media":
        return ("media", path[1])
    return ("field" if path[0] == "fields" else "setting", path[1])


_AS_SIZES: Final = (("field", "width"), ("field", "height"))
"""What the task says of each side; pages speak of sizes."""
_NEVER_ON_A: Final = ("required", "type", "supported", "items")


def _is_stated(key: Keys, model: ModelReading, own: set[Keys]) -> bool:
    """Whether a page of this kind would state such a thing."""
    if key[0] == "lifecycle" or key[-1] in ("none", "required") or key[:2] in _AS_SIZES:
        return False
    if key[0] == "workflows":
        return False if model.lists_all else key in own
    if model.lists_all:
        return (
            key[0] != "media"
            and key[-1] not in _NEVER_ON_A
            and key[:2] not in (("field", "taskType"), ("field", "model"))
        )
    return key in own and key[-1] not in _NEVER_ON_A
