"""Claims about one model put together as the draft of its spec."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from ...meaning.values import Json
from ..claims import Claim, Fate, Keys, ModelReading
from ..names import SETTINGS, entry_of
from ..stated import Aspect, Stated, gather, rule_text
from ..vocabulary import FRAMES
from ..wording import subject_words, value_words
from . import guesses
from .draft import Draft, Entry
from .inputs import needs


@dataclass(frozen=True)
class Origin:
    """The page a draft is made of, and the slug of its file."""

    url: str
    fetched: str
    sha256: str
    slug: str
    provider: str
    url_guess: tuple[str, ...] = ()
    """What of the address the page does not say itself."""


def assemble(model: ModelReading, origin: Origin, task_fields: dict[str, Json]) -> Draft:
    """The draft; what no construct can say is a note, what nobody understood a comment."""
    url = origin.url if "#" in origin.url or not model.anchor else f"{origin.url}#{model.anchor}"
    draft = Draft(
        model.air,
        model.name,
        origin.slug,
        origin.provider,
        model.task,
        url,
        origin.fetched,
        origin.sha256,
        model.line,
        origin.url_guess,
    )
    stated, conflicts = gather(model.claims)
    _lifecycle(draft, stated, origin)
    for key, aspect in stated.items():
        _take(draft, key, aspect)
    _complete(draft)
    _settings(draft, stated)
    for claim in model.claims:
        if claim.path == ("rules",) and rule_text(claim.value) not in [rule_text(rule.value) for rule in draft.rules]:
            draft.rules.append(Entry(claim.value, [claim.line], [claim.guess]))
        elif claim.path == ("notes",):
            draft.note(str(claim.value), [claim.line])
        elif claim.path[-1:] == ("labels",):
            _labels(draft, claim)
    for conflict in conflicts:
        first, second = conflict.first, conflict.second
        words = f"{subject_words(conflict.key)} is {value_words(first.value)} in line {first.line}"
        draft.note(
            f"The page contradicts itself: {words}, {value_words(second.value)} in line {second.line}.", [second.line]
        )
    draft.requests = list(model.requests)
    draft.unread = [(line.number, line.text) for line in model.lines if line.fate is Fate.UNKNOWN]
    requests = _requests(draft)
    guesses.add_shown_fields(draft, requests, task_fields)
    _workflows(draft, stated)
    guesses.settle_required(draft, requests, task_fields)
    _untyped(draft)
    return draft


def _requests(draft: Draft) -> list[dict[str, Json]]:
    parsed = [json.loads(request.text) for request in draft.requests]
    return [request for request in parsed if isinstance(request, dict)]


def _lifecycle(draft: Draft, stated: Stated[Claim], origin: Origin) -> None:
    said = {key[2]: aspect for key, aspect in stated.items() if key[0] == "lifecycle"}
    stage = said.get("stage")
    lines = [saying.line for aspect in said.values() for saying in aspect.sayings]
    value: dict[str, Json] = {"stage": stage.value if stage else "live"}
    value |= {word: said[word].value for word in ("since", "replacement") if word in said}
    draft.lifecycle = Entry(
        {**value, "checked": origin.fetched}, lines, [] if stage else ["the page says nothing of it"]
    )


def _lines(aspect: Aspect[Claim]) -> list[int]:
    return [saying.line for saying in aspect.sayings]


def _guesses(aspect: Aspect[Claim]) -> list[str]:
    return [saying.guess for saying in aspect.sayings if saying.guess]


def _take(draft: Draft, key: Keys, aspect: Aspect[Claim]) -> None:
    """One aspect into the section it belongs to."""
    kind, name, word = key
    match kind:
        case "field":
            _into(draft.fields, name, word, aspect, entry_of(name.rsplit(".", 1)[-1]) if "." not in name else {})
        case "setting" if isinstance(draft.settings, dict):
            _into(draft.settings, name, word, aspect, {})
        case "sizes":
            _sizes(draft, word, aspect)
        case "frames":
            draft.frames = Entry(aspect.value, _lines(aspect), _guesses(aspect))
        case "media":
            entry = draft.media.setdefault(name, Entry({}))
            _add(entry, {word: aspect.value}, aspect)
        case _:
            pass


def _into(entries: dict[str, Entry], name: str, word: str, aspect: Aspect[Claim], start: dict[str, Json]) -> None:
    entry = entries.setdefault(name, Entry(dict(start)))
    value = aspect.value
    if word == "limits" and isinstance(value, dict):
        listed = value.get("enum")
        single = isinstance(listed, list) and len(listed) == 1
        limits: dict[str, Json] = {"const": listed[0]} if single and isinstance(listed, list) else dict(value)
        _add(entry, limits, aspect)
    elif word != "presence":
        _add(entry, {word: value}, aspect)
    else:
        entry.lines += _lines(aspect)


def _add(entry: Entry, found: dict[str, Json], aspect: Aspect[Claim]) -> None:
    if isinstance(entry.value, dict):
        entry.value.update(found)
    entry.lines += _lines(aspect)
    entry.guesses += _guesses(aspect)


def _sizes(draft: Draft, word: str, aspect: Aspect[Claim]) -> None:
    if word == "required":
        draft.dimensions["required"] = Entry(aspect.value, _lines(aspect), _guesses(aspect))
        return
    for form, value in aspect.value.items() if isinstance(aspect.value, dict) else ():
        sides = value if form == "range" and isinstance(value, dict) else None
        if sides is not None and sides.get("width") == sides.get("height"):
            value = sides["width"]
        if sides is not None and len(sides) < 2:
            side, span = next(iter(sides.items()))
            draft.note(
                f"The {side} lies within {value_words(span, ('length',))}; the page gives no other side.",
                _lines(aspect),
            )
            continue
        draft.dimensions[form] = Entry(value, _lines(aspect), _guesses(aspect))


def _complete(draft: Draft) -> None:
    """Entries as the language wants them: one type, nothing beside ``supported: false``."""
    for name, entry in draft.fields.items():
        value = entry.value if isinstance(entry.value, dict) else {}
        if value.get("supported") is False:
            entry.value = {"supported": False}
        elif "enum" in value or "const" in value:
            listed = value.get("enum", [value.get("const")])
            whole = isinstance(listed, list) and all(isinstance(one, int) for one in listed)
            if value.get("type") == "number" and whole:
                value["type"] = "integer"
        elif name == "duration" and "range" in value and "step" not in value and _is_whole(value["range"]):
            value["type"] = "integer"
            entry.guesses.append("whole seconds")
        if "shape" in value or "items" in value:
            value.pop("type", None)


def _is_whole(span: Json) -> bool:
    return isinstance(span, list) and all(end is None or isinstance(end, int) for end in span)


def _settings(draft: Draft, stated: Stated[Claim]) -> None:
    none = stated.get(("settings", "", "none"))
    if isinstance(draft.settings, dict) and not draft.settings:
        lines = _lines(none) if none else []
        shown = any(SETTINGS in request for request in _requests_of(draft))
        if not shown:
            draft.settings = Entry("none", lines, [] if none else ["the page lists none"])


def _requests_of(draft: Draft) -> Sequence[dict[str, Json]]:
    return _requests(draft)


def _labels(draft: Draft, claim: Claim) -> None:
    entries = draft.settings if claim.path[0] == SETTINGS else draft.fields
    entry = entries.get(claim.path[1]) if isinstance(entries, dict) else None
    if entry is not None and isinstance(entry.value, dict) and "enum" in entry.value:
        entry.value["labels"] = claim.value


def _workflows(draft: Draft, stated: Stated[Claim]) -> None:
    aspect = stated.get(("workflows", "", "limits"))
    if aspect is None:
        return
    names = [str(name) for name in aspect.value] if isinstance(aspect.value, list) else []
    fields = {*draft.fields, *([FRAMES] if draft.frames else [])}
    entries: list[Json] = []
    guessed = False
    for name in dict.fromkeys(names):
        inputs = needs(name, fields, draft.frames is not None)
        guessed = guessed or bool(inputs)
        wanted: Json = inputs[0] if len(inputs) == 1 else list(inputs)
        entries.append({name: {"needs": wanted}} if inputs else name)
    found = ["the inputs that show a workflow"] if guessed else []
    draft.workflows = Entry(entries, _lines(aspect), [*_guesses(aspect), *found])


def _untyped(draft: Draft) -> None:
    """Entries that nothing gives a type."""
    for entries in (draft.fields, draft.settings if isinstance(draft.settings, dict) else {}):
        for name, entry in entries.items():
            value = entry.value if isinstance(entry.value, dict) else {}
            if not {"type", "enum", "const", "items", "shape", "supported"} & set(value):
                whole = _is_whole(value.get("range", [0.5, None]))
                kind = "string" if "range" not in value else "integer" if whole else "number"
                entry.value = {"type": kind, **value}
                entry.guesses.append("its type")
