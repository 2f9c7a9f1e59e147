"""What a page and the specs say differently."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from ..diagnostics import Location
from ..meaning.values import Json
from .claims import Claim, Fate, Keys, Line, ModelReading, Reading
from .examples import breaks
from .facts import Fact, SpecFacts
from .mentioned import mentioned, uses
from .requests import canonical, parsed_request
from .stated import Aspect, Conflict, Stated, gather, key_of, same
from .wording import difference, subject_words, value_words


class Kind(Enum):
    """How a page and a spec differ; the value is the finding's code."""

    CHANGED = "docs-changed"
    NEW = "docs-new"
    VANISHED = "docs-vanished"
    CONTRADICTED = "docs-contradicted"
    UNKNOWN = "docs-not-understood"


@dataclass(frozen=True)
class Drift:
    """One difference. ``line`` is one of the page, 0 where the page has none; ``spec`` is where the spec says it.

    ``claims`` and ``facts`` are the two sides, for whoever patches the spec.
    """

    kind: Kind
    air: str
    subject: str
    message: str
    line: int
    quote: str = ""
    spec: Location | None = None
    key: Keys = ()
    claims: tuple[Claim, ...] = field(default=(), hash=False)
    facts: tuple[Fact, ...] = field(default=(), hash=False)


def drift(reading: Reading, specs: Sequence[SpecFacts], url: str) -> list[Drift]:
    """Every difference, in the order of the page; what only the specs have comes last.

    ``url`` is the page's own, if it is known: a spec that was read from this page and is not on it any more has gone.
    """
    by_air = {spec.air: spec for spec in specs}
    found: list[Drift] = []
    for model in reading.models:
        spec = by_air.get(model.air)
        found += _model(model, spec) if spec else [_new_model(model)]
    found += [_unread(line) for line in reading.shared if line.fate is Fate.UNKNOWN]
    if reading.whole_provider:
        found += _gone(reading, specs, url.partition("#")[0])
    return found


def _new_model(model: ModelReading) -> Drift:
    message = f"{model.name} ({model.air}) is new; no spec describes it"
    return Drift(Kind.NEW, model.air, "model", message, model.line, model.name)


def _gone(reading: Reading, specs: Sequence[SpecFacts], url: str) -> Iterator[Drift]:
    """The specs of this page whose models it does not name."""
    named = {model.air for model in reading.models}
    for spec in specs:
        if spec.page == url and spec.air not in named:
            message = f"{spec.name} ({spec.air}) is no longer on the page"
            yield Drift(Kind.VANISHED, spec.air, "model", message, 0, spec=spec.document.at(("air",), key=True))


def _model(model: ModelReading, spec: SpecFacts) -> Iterator[Drift]:
    page, conflicts = gather(model.claims)
    known, _ = gather(spec.facts)
    own = {key for fact in spec.facts if fact.is_own and (key := key_of(fact.path, fact.value))}
    yield from _name(model, spec)
    yield from (_contradicted(model, conflict) for conflict in conflicts)
    yield from _example_conflicts(model, page, spec)
    for key, aspect in page.items():
        yield from _said(model, spec, key, aspect, known)
    unread = _unread_subjects(model, page, known)
    yield from _vanished(model, page, known, own, unread)
    yield from _examples(model, spec, unread)
    yield from (_unknown(model, line) for line in model.lines if line.fate is Fate.UNKNOWN)


def _name(model: ModelReading, spec: SpecFacts) -> Iterator[Drift]:
    if model.name not in (spec.name, model.air):
        message = f"{model.air} is called {model.name} on the page; the spec says {spec.name}"
        place = spec.document.at(("name",))
        claim = Claim(model.air, "name", ("name",), model.name, model.line, model.name)
        fact = Fact(("name",), spec.name, spec.document, ("name",))
        yield Drift(
            Kind.CHANGED, model.air, "name", message, model.line, model.name, place, ("name",), (claim,), (fact,)
        )


def _contradicted(model: ModelReading, conflict: Conflict[Claim]) -> Drift:
    first, second = conflict.first, conflict.second
    subject = subject_words(conflict.key)
    message = (
        f"{model.name}: {subject}: line {first.line} says {value_words(first.value)}, "
        f"line {second.line} says {value_words(second.value)}"
    )
    return Drift(Kind.CONTRADICTED, model.air, subject, message, second.line, second.quote, key=conflict.key)


def _said(
    model: ModelReading, spec: SpecFacts, key: Keys, aspect: Aspect[Claim], known: Stated[Fact]
) -> Iterator[Drift]:
    """An aspect the page states, against the spec."""
    subject = subject_words(key)
    claims = aspect.sayings
    before = known.get(key)
    if before is None:
        if not _goes_without_saying(key, aspect.value, known):
            message = f"{model.name}: {subject}: the page says {value_words(aspect.value, key)}; the spec says nothing"
            first = claims[0]
            place = spec.document.at(("air",), key=True)
            yield Drift(Kind.NEW, model.air, subject, message, first.line, first.quote, place, key, claims)
    elif not _agree(key, aspect.value, before.value):
        added, removed = difference(key, before.value, aspect.value)
        kind = Kind.NEW if added and not removed else Kind.VANISHED if removed and not added else Kind.CHANGED
        words = _words(kind, key, before.value, aspect.value, added, removed)
        first = claims[-1]
        place = before.sayings[0].location
        message = f"{model.name}: {subject}: {words}"
        yield Drift(kind, model.air, subject, message, first.line, first.quote, place, key, claims, before.sayings)


def _words(kind: Kind, key: Keys, old: Json, new: Json, added: Sequence[str], removed: Sequence[str]) -> str:
    match kind:
        case Kind.NEW:
            return f"the page adds {', '.join(added)}"
        case Kind.VANISHED:
            return f"the page no longer has {', '.join(removed)}"
        case _:
            return f"the page says {value_words(new, key)}; the spec says {value_words(old, key)}"


def _agree(key: Keys, page: Json, spec: Json) -> bool:
    if key[-1] == "required" and isinstance(spec, dict) and page is False:
        return True  # Required for some workflows is, in a list of parameters, not required.
    if key[-1] in ("length", "count") and isinstance(page, list) and isinstance(spec, list) and None in page:
        return all(one is None or one == other for one, other in zip(page, spec, strict=True))
    if key[-1] == "type":
        return (
            page == spec
            or (page, spec) == ("string", "url")
            or (page == "string" and spec in ("image", "video", "audio"))
        )
    if key[-1] == "presence":
        return True
    return same(key, page, spec)


def _goes_without_saying(key: Keys, value: Json, known: Stated[Fact]) -> bool:
    """What specs do not write, since it is so where nothing is written."""
    limits = known.get((*key[:2], "limits"))
    match key[-1], value:
        case "required", False:
            return True
        case "supported", False:
            return not any(other[:2] == key[:2] for other in known)
        case "type", str():
            return (
                limits is not None
                or key[:2] == ("field", "frameImages")
                or (key[0] == "setting" and len(known) > 0 and _typed(key, known))
            )
        case "none", "none":
            return not any(other[0] == "setting" for other in known)
        case "stage", "live":
            return True
        case "length", [1, None]:
            return True
        case _:
            return False


def _typed(key: Keys, known: Stated[Fact]) -> bool:
    return (*key[:2], "limits") in known


def _vanished(
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


def _unread_subjects(model: ModelReading, page: Stated[Claim], known: Stated[Fact]) -> set[Keys]:
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


def _unknown(model: ModelReading, line: Line) -> Drift:
    about = f" ({line.reason})" if line.reason else ""
    message = f"{model.name}: not understood{about}: {line.text}"
    return Drift(Kind.UNKNOWN, model.air, "line", message, line.number, line.text)


def _unread(line: Line) -> Drift:
    return Drift(Kind.UNKNOWN, "", "line", f"not understood ({line.reason}): {line.text}", line.number, line.text)


def _example_conflicts(model: ModelReading, page: Stated[Claim], spec: SpecFacts) -> Iterator[Drift]:
    """Requests of the page that break a limit it states."""
    expected = _known_invalid(spec)
    for request in model.requests:
        value = parsed_request(request.text)
        if canonical(value) in expected:
            continue
        for key, words in breaks(value, page, model.air.partition(":")[0]):
            subject = subject_words(key)
            message = f"{model.name}: the request {request.title!r} breaks what the page says of {subject}: {words}"
            yield Drift(Kind.CONTRADICTED, model.air, subject, message, request.line, request.title, key=key)


def _known_invalid(spec: SpecFacts) -> set[str]:
    return {
        canonical(parsed_request(str(one.get("request"))))
        for one in spec.examples()
        if isinstance(one.get("expect"), dict)
    }


def _examples(model: ModelReading, spec: SpecFacts, unread: set[Keys]) -> Iterator[Drift]:
    """Requests that are new on the page, or gone from it; those that use what was not understood have not gone."""
    shown = {canonical(parsed_request(request.text)): request for request in model.requests}
    known = {canonical(parsed_request(str(one.get("request")))): number for number, one in enumerate(spec.examples())}
    for text, request in shown.items():
        if text not in known:
            message = f"{model.name}: the request {request.title!r} is new"
            value: Json = {"title": request.title, "request": request.text}
            claim = Claim(model.air, "requests", ("examples",), value, request.line, request.title)
            place = spec.document.at(("examples",), key=True)
            yield _example(Kind.NEW, model, message, text, request.line, place, claims=(claim,))
    for text, number in known.items():
        example = spec.examples()[number]
        is_kept = uses(parsed_request(str(example.get("request"))), unread)
        if text not in shown and (model.requests or not model.lists_all) and not is_kept:
            message = f"{model.name}: the request {example.get('title')!r} is no longer on the page"
            fact = Fact(("examples",), example, spec.document, ("examples", number))
            yield _example(Kind.VANISHED, model, message, text, model.line, fact.location, facts=(fact,))


def _example(
    kind: Kind,
    model: ModelReading,
    message: str,
    text: str,
    line: int,
    place: Location,
    *,
    claims: tuple[Claim, ...] = (),
    facts: tuple[Fact, ...] = (),
) -> Drift:
    key = ("example", text, "")
    return Drift(kind, model.air, "examples", message, line, "", place, key, claims, facts)
