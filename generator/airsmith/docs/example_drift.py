"""The requests of a page against the examples of a spec, and against what the page itself says."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Location
from ..meaning.values import Json
from .claims import Claim, Keys, ModelReading
from .examples import breaks
from .facts import Fact, SpecFacts
from .finding import Drift, Kind
from .mentioned import uses
from .requests import canonical, parsed_request
from .stated import Stated
from .wording import subject_words


def broken_limits(model: ModelReading, page: Stated[Claim], spec: SpecFacts) -> Iterator[Drift]:
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


def changed_requests(model: ModelReading, spec: SpecFacts, unread: set[Keys]) -> Iterator[Drift]:
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
