"""What a page and the specs say differently."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..meaning.values import Json
from .claims import Claim, Fate, Keys, Line, ModelReading, Reading
from .example_drift import broken_limits, changed_requests
from .facts import Fact, SpecFacts
from .finding import Drift, Kind
from .stated import Aspect, Conflict, Stated, gather, key_of, same
from .vanished import unread_subjects, vanished
from .wording import difference, subject_words, value_words


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
    yield from broken_limits(model, page, spec)
    for key, aspect in page.items():
        yield from _said(model, spec, key, aspect, known)
    unread = unread_subjects(model, page, known)
    yield from vanished(model, page, known, own, unread)
    yield from changed_requests(model, spec, unread)
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


def _unknown(model: ModelReading, line: Line) -> Drift:
    about = f" ({line.reason})" if line.reason else ""
    message = f"{model.name}: not understood{about}: {line.text}"
    return Drift(Kind.UNKNOWN, model.air, "line", message, line.number, line.text)


def _unread(line: Line) -> Drift:
    return Drift(Kind.UNKNOWN, "", "line", f"not understood ({line.reason}): {line.text}", line.number, line.text)
