"""Fields and settings: entries whose keywords change, that come, or that go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...load.document import Keys as Place
from ...meaning.values import Json
from ..finding import Drift, Kind
from ..facts import SpecFacts
from ..names import SETTINGS
from ..stated import LIMITS
from .base import Edit, NoEdit, at, new_mapping, replace_items, said_by, tidy_empty
from .rewrite import Change, in_flow

if TYPE_CHECKING:
    from ruamel.yaml.comments import CommentedMap

_DOCUMENTATION = ("summary", "source", "unit", "error")


def field_edit(drift: Drift, spec: SpecFacts, name: str, word: str) -> Edit:
    path = ("fields", name)
    file, place, is_own = _entry_place(drift, spec, path)
    if drift.kind is Kind.VANISHED and not drift.claims:
        return Edit(file, _gone(drift, place, word, is_own))
    inherited = {
        str(fact.path[2]): fact.value
        for fact in spec.facts
        if fact.path[:2] == path and not is_own and len(fact.path) == 3 and fact.path[2] not in _DOCUMENTATION
    }
    return Edit(file, _keywords(drift, place, word, inherited))


def setting_edit(drift: Drift, spec: SpecFacts, name: str, word: str) -> Edit:
    path = (SETTINGS, name)
    if drift.kind is Kind.VANISHED and not drift.claims and drift.message.endswith("anything about it"):
        place = next(fact.at for fact in spec.facts if fact.path == path)
        return Edit(spec.document.file, _without_setting(place))
    if not any(fact.path[:2] == path for fact in spec.facts):
        return Edit(spec.document.file, _new_setting(drift, name, word))
    file, place, _ = _entry_place(drift, spec, path)
    if drift.kind is Kind.VANISHED and not drift.claims:
        return Edit(file, _gone(drift, place, word, True))
    return Edit(file, _keywords(drift, place, word, {}))


def _entry_place(drift: Drift, spec: SpecFacts, path: tuple[str, str]) -> tuple[str, Place, bool]:
    """File and place of the entry that describes a field, and whether the model has it itself."""
    known = [fact for fact in (*drift.facts, *spec.facts) if fact.path[:2] == path and len(fact.path) > 2]
    own = next((fact for fact in known if fact.is_own), None)
    if own is not None:
        return own.document.file, own.at[:-1], True
    return spec.document.file, path, False


def _gone(drift: Drift, place: Place, word: str, is_own: bool) -> Change:
    """A field the page no longer speaks of goes whole, an aspect of it alone."""
    if not is_own:
        raise NoEdit("the task describes it for other models, too")
    is_whole = drift.message.endswith("anything about it")

    def change(document: CommentedMap) -> None:
        if is_whole:
            holder = at(document, place[:-1])
            holder.pop(place[-1])
            tidy_empty(document, place)
            return
        entry = at(document, place)
        for keyword in LIMITS if word == "limits" else (word,):
            entry.pop(keyword, None)

    return change


def _without_setting(place: Place) -> Change:
    def change(document: CommentedMap) -> None:
        del document[SETTINGS][place[1]]
        tidy_empty(document, place)

    return change


def _new_setting(drift: Drift, name: str, word: str) -> Change:
    """A setting the model did not have; without any value known it is text."""
    value = said_by(drift)
    written: Json = {"type": "string"} if word == "presence" else value if word == "limits" else {word: value}

    def change(document: CommentedMap) -> None:
        settings = document.get(SETTINGS)
        if not isinstance(settings, dict):
            if isinstance(settings, list):
                raise NoEdit("the settings of this model are described in its provider's file")
            document[SETTINGS] = new_mapping()
        document[SETTINGS][name] = in_flow(written)

    return change


def _keywords(drift: Drift, place: Place, word: str, inherited: dict[str, Json]) -> Change:
    value = said_by(drift)

    def change(document: CommentedMap) -> None:
        is_new = place[-1] not in at(document, place[:-1])
        entry = at(document, place)
        for key, inner in inherited.items() if is_new else ():
            entry[key] = in_flow(inner)
        if word == "limits" and isinstance(value, dict):
            _limits(entry, value)
        elif word != "presence":
            entry[word] = in_flow(value)

    return change


def _limits(entry: Any, value: dict[str, Json]) -> None:
    """The keywords that say so; those that said otherwise go."""
    listed = value.get("enum")
    for keyword in LIMITS:
        if keyword not in value and not (keyword == "const" and isinstance(listed, list) and len(listed) == 1):
            entry.pop(keyword, None)
    if isinstance(listed, list):
        if len(listed) == 1 and "const" in entry:
            entry["const"] = in_flow(listed[0])
            entry.pop("enum", None)
        else:
            entry.pop("const", None)
            replace_items(entry, "enum", listed)
        _relabel(entry, listed)
    for keyword in ("range", "step"):
        if keyword in value:
            entry[keyword] = in_flow(value[keyword])


def _relabel(entry: Any, listed: list[Json]) -> None:
    """Labels, where the spec has some, for the words there are now."""
    if "labels" in entry:
        for word in [word for word in entry["labels"] if word not in listed]:
            del entry["labels"][word]
        for word in listed:
            if word not in entry["labels"] and isinstance(word, str):
                entry["labels"][word] = word
    if "default" in entry and entry["default"] not in listed:
        del entry["default"]
