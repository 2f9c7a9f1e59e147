"""The requests of a page against the examples of a spec, and against what the page itself says."""

from __future__ import annotations

from collections.abc import Iterator

from ..meaning.values import Json
from .claims import Claim, Keys, ModelReading, Request
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
    """Requests that the page shows otherwise, anew or no longer; what uses a line nobody understood has not gone.

    A request is told by its title where its content is another: titles are unique on a page and in a spec.
    """
    shown = {canonical(parsed_request(request.text)): request for request in model.requests}
    known = {canonical(parsed_request(str(one.get("request")))): number for number, one in enumerate(spec.examples())}
    gone = {number: spec.examples()[number] for text, number in known.items() if text not in shown}
    numbers = {str(example.get("title")): number for number, example in gone.items()}
    for text, request in shown.items():
        if text not in known:
            yield _shown(model, spec, request, text, numbers.get(request.title))
    replaced = {request.title for text, request in shown.items() if text not in known}
    for number, example in gone.items():
        is_kept = uses(parsed_request(str(example.get("request"))), unread)
        if example.get("title") not in replaced and (model.requests or not model.lists_all) and not is_kept:
            message = f"{model.name}: the request {example.get('title')!r} is no longer on the page"
            fact = _fact(spec, number)
            key = ("example", canonical(parsed_request(str(example.get("request")))), "")
            yield Drift(
                Kind.VANISHED, model.air, "examples", message, model.line, "", fact.location, key, facts=(fact,)
            )


def _shown(model: ModelReading, spec: SpecFacts, request: Request, text: str, number: int | None) -> Drift:
    """A request of the page that the spec does not have; ``number`` is that of the example it replaces, if any."""
    value: Json = {"title": request.title, "request": request.text}
    claims = (Claim(model.air, "requests", ("examples",), value, request.line, request.title),)
    facts = () if number is None else (_fact(spec, number),)
    kind, words = (Kind.CHANGED, "is another on the page") if facts else (Kind.NEW, "is new")
    message = f"{model.name}: the request {request.title!r} {words}"
    place = facts[0].location if facts else spec.document.at(("examples",), key=True)
    return Drift(kind, model.air, "examples", message, request.line, "", place, ("example", text, ""), claims, facts)


def _fact(spec: SpecFacts, number: int) -> Fact:
    return Fact(("examples",), spec.examples()[number], spec.document, ("examples", number))
