"""One difference between page and spec as a change of one file: never more than the page says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..load.document import Keys as Place
from ..meaning.values import Json
from .drift import Drift, Kind
from .facts import SpecFacts
from .names import SETTINGS
from .rewrite import Change, in_flow
from .stated import LIMITS, gather

if TYPE_CHECKING:
    from ruamel.yaml.comments import CommentedMap

_DOCUMENTATION = ("summary", "source", "unit", "error")


@dataclass(frozen=True)
class Edit:
    """A change of the file ``file``, named below the specs folder."""

    file: str
    change: Change


class NoEdit(Exception):
    """The difference is left to a person; the message says why."""


def edit_of(drift: Drift, spec: SpecFacts) -> Edit:
    """How the spec would say what the page says. Raises NoEdit."""
    if drift.kind in (Kind.CONTRADICTED, Kind.UNKNOWN):
        raise NoEdit("the page has to be read by a person")
    file = drift.facts[0].document.file if drift.facts else spec.document.file
    match drift.key:
        case ():
            raise NoEdit("a model comes with docs import, and goes by hand")
        case ("name",):
            return Edit(file, _set(("name",), drift.claims[0].value))
        case ("example", *_):
            return Edit(spec.document.file, _example(drift))
        case ("field", name, word):
            return _field(drift, spec, name, word)
        case ("setting", name, word):
            return _setting(drift, spec, name, word)
        case ("settings", *_):
            return Edit(spec.document.file, _set((SETTINGS,), "none"))
        case ("sizes", _, word):
            return Edit(file, _sizes(drift, word))
        case ("frames", *_):
            return Edit(file, _listed(("frames",), drift))
        case ("workflows", *_):
            return Edit(file, _workflows(drift))
        case ("media", kind, word):
            return Edit(file, _media(drift, kind, word))
        case ("rule", *_):
            return Edit(file, _rule(drift))
        case ("lifecycle", _, word):
            return Edit(file, _set(("lifecycle", word), drift.claims[-1].value if drift.claims else None))
        case _:
            raise NoEdit("there is no way to write this")


def _value(drift: Drift) -> Json:
    """What the page says, all of its lines together."""
    return gather(drift.claims)[0][drift.key].value


def _at(document: CommentedMap, place: Place) -> Any:
    """What stands at a place, made where nothing does."""
    found: Any = document
    for key in place:
        if isinstance(key, str) and key not in found:
            found[key] = in_flow({}) if len(place) > 1 and key == place[-1] else _map()
        found = found[key]
    return found


def _map() -> Any:
    from ruamel.yaml.comments import CommentedMap

    return CommentedMap()


def _set(place: Place, value: Json) -> Change:
    def change(document: CommentedMap) -> None:
        holder = _at(document, place[:-1])
        if value is None:
            holder.pop(place[-1], None)
        else:
            holder[place[-1]] = in_flow(value)

    return change


def _entry_place(drift: Drift, spec: SpecFacts, path: tuple[str, str]) -> tuple[str, Place, bool]:
    """File and place of the entry that describes a field, and whether the model has it itself."""
    known = [fact for fact in (*drift.facts, *spec.facts) if fact.path[:2] == path and len(fact.path) > 2]
    own = next((fact for fact in known if fact.is_own), None)
    if own is not None:
        return own.document.file, own.at[:-1], True
    return spec.document.file, path, False


def _field(drift: Drift, spec: SpecFacts, name: str, word: str) -> Edit:
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


def _gone(drift: Drift, place: Place, word: str, is_own: bool) -> Change:
    """A field the page no longer speaks of goes whole, an aspect of it alone."""
    if not is_own:
        raise NoEdit("the task describes it for other models, too")
    is_whole = drift.message.endswith("anything about it")

    def change(document: CommentedMap) -> None:
        if is_whole:
            holder = _at(document, place[:-1])
            holder.pop(place[-1])
            _tidy_empty(document, place)
            return
        entry = _at(document, place)
        for keyword in LIMITS if word == "limits" else (word,):
            entry.pop(keyword, None)

    return change


def _tidy_empty(document: CommentedMap, place: Place) -> None:
    """Without any entry left, a section goes, and a model that lists no setting has none."""
    if document.get(place[0]) in ({}, []):
        if place[0] == SETTINGS:
            document[place[0]] = "none"
        else:
            document.pop(place[0])


def _keywords(drift: Drift, place: Place, word: str, inherited: dict[str, Json]) -> Change:
    value = _value(drift)

    def change(document: CommentedMap) -> None:
        is_new = place[-1] not in _at(document, place[:-1])
        entry = _at(document, place)
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
            _replace_items(entry, "enum", listed)
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


def _replace_items(holder: Any, key: str, wanted: list[Json]) -> None:
    """A list with other items: those that stay are not written anew."""
    if key not in holder or not isinstance(holder[key], list):
        holder[key] = in_flow(wanted)
        return
    items = holder[key]
    for position in reversed(range(len(items))):
        if items[position] not in wanted:
            del items[position]
    for position, item in enumerate(wanted):
        if item not in list(items):
            items.insert(min(position, len(items)), in_flow(item))


def _setting(drift: Drift, spec: SpecFacts, name: str, word: str) -> Edit:
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


def _without_setting(place: Place) -> Change:
    def change(document: CommentedMap) -> None:
        del document[SETTINGS][place[1]]
        _tidy_empty(document, place)

    return change


def _new_setting(drift: Drift, name: str, word: str) -> Change:
    """A setting the model did not have; without any value known it is text."""
    value = _value(drift)
    written: Json = {"type": "string"} if word == "presence" else value if word == "limits" else {word: value}

    def change(document: CommentedMap) -> None:
        settings = document.get(SETTINGS)
        if not isinstance(settings, dict):
            if isinstance(settings, list):
                raise NoEdit("the settings of this model are described in its provider's file")
            document[SETTINGS] = _map()
        document[SETTINGS][name] = in_flow(written)

    return change


def _sizes(drift: Drift, word: str) -> Change:
    value = _value(drift) if drift.claims else None

    def change(document: CommentedMap) -> None:
        if value is None:
            document.pop("dimensions", None)
            return
        written = (
            document.setdefault("dimensions", _map())
            if "dimensions" in document or "pairs" not in document
            else document
        )
        if word == "required":
            written["required"] = in_flow(value)
            return
        forms = value if isinstance(value, dict) else {}
        for form in ("pairs", "groups", "range", "step", "from", "use"):
            if form not in forms:
                written.pop(form, None)
        for form, inner in forms.items():
            if form == "pairs" and isinstance(inner, list):
                _replace_sizes(written, inner)
            else:
                written[form] = in_flow(inner)

    return change


def _replace_sizes(written: Any, wanted: list[Json]) -> None:
    """Sizes by their two numbers: one that stays keeps its ratio where the page gives none."""
    known = {str(pair).split(" ")[0]: str(pair) for pair in written.get("pairs", ())}
    kept: list[Json] = [known.get(str(pair), pair) if " " not in str(pair) else pair for pair in wanted]
    _replace_items(written, "pairs", kept)


def _listed(place: Place, drift: Drift) -> Change:
    value = _value(drift) if drift.claims else None

    def change(document: CommentedMap) -> None:
        if isinstance(value, list):
            _replace_items(document, str(place[0]), value)
        else:
            document.pop(place[0], None)

    return change


def _workflows(drift: Drift) -> Change:
    wanted = _value(drift) if drift.claims else []

    def change(document: CommentedMap) -> None:
        listed = wanted if isinstance(wanted, list) else []
        before = document.get("workflows", [])
        if isinstance(before, dict):
            raise NoEdit("the workflows are written as a mapping")
        known = {next(iter(one)) if isinstance(one, dict) else str(one): one for one in before}
        for position in reversed(range(len(before))):
            name = next(iter(before[position])) if isinstance(before[position], dict) else before[position]
            if name not in listed:
                del before[position]
        for position, name in enumerate(listed):
            if name not in known:
                before.insert(min(position, len(before)), in_flow(name))
        if "workflows" not in document and listed:
            document["workflows"] = in_flow(listed)

    return change


def _media(drift: Drift, kind: str, word: str) -> Change:
    value = _value(drift) if drift.claims else None

    def change(document: CommentedMap) -> None:
        if value is not None:
            _set(("media", kind, word), value)(document)
            return
        is_whole = drift.message.endswith("anything about it")
        document["media"].pop(kind) if is_whole else document["media"][kind].pop(word)
        if not document["media"].get(kind, True):
            document["media"].pop(kind)
        _tidy_empty(document, ("media",))

    return change


def _rule(drift: Drift) -> Change:
    def change(document: CommentedMap) -> None:
        if drift.facts:
            del document["rules"][drift.facts[0].at[1]]
            _tidy_empty(document, ("rules",))
            return
        if "rules" not in document:
            before = next((key for key in ("notes", "examples") if key in document), None)
            position = list(document).index(before) if before else len(document)
            document.insert(position, "rules", _sequence())
        document["rules"].append(in_flow(drift.claims[0].value))

    return change


def _sequence() -> Any:
    from ruamel.yaml.comments import CommentedSeq

    return CommentedSeq()


def _example(drift: Drift) -> Change:
    def change(document: CommentedMap) -> None:
        if drift.facts:
            examples = document["examples"]
            title = drift.facts[0].value["title"] if isinstance(drift.facts[0].value, dict) else ""
            del examples[next(number for number, one in enumerate(examples) if one["title"] == title)]
            _tidy_empty(document, ("examples",))
            return
        value = drift.claims[0].value
        entry = _map()
        taken = [one["title"] for one in document.get("examples", ())]
        for key, inner in value.items() if isinstance(value, dict) else ():
            entry[key] = in_flow(inner if key != "title" or inner not in taken else f"{inner} {len(taken) + 1}")
        if "examples" not in document:
            document["examples"] = _sequence()
        entry["request"] = in_flow(str(entry["request"]) + "\n")
        document["examples"].append(entry)

    return change
