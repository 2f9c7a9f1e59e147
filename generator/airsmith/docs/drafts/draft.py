"""A spec as it is being drafted: every entry with the lines it was taken from and what of it is a guess."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from ...load.modelines import modelines
from ...meaning.values import Json
from ..claims import Request
from .text import block, comment, flow, one_line, scalar


@dataclass
class Entry:
    """A value with its origin. ``guesses`` say what the page does not."""

    value: Json
    lines: list[int] = field(default_factory=list)
    guesses: list[str] = field(default_factory=list)

    @property
    def origin(self) -> str:
        return comment(self.lines, self.guesses)


@dataclass
class Draft:
    """One model. ``unread`` are the lines of the page that nobody understood; ``invalid`` the codes of requests."""

    air: str
    name: str
    slug: str
    provider: str
    task: str
    url: str
    fetched: str
    sha256: str
    line: int
    url_guess: tuple[str, ...] = ()
    lifecycle: Entry = field(default_factory=lambda: Entry({"stage": "live"}))
    workflows: Entry = field(default_factory=lambda: Entry([]))
    fields: dict[str, Entry] = field(default_factory=dict)
    frames: Entry | None = None
    dimensions: dict[str, Entry] = field(default_factory=dict)
    media: dict[str, Entry] = field(default_factory=dict)
    settings: dict[str, Entry] | Entry = field(default_factory=dict)
    rules: list[Entry] = field(default_factory=list)
    notes: list[Entry] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    invalid: dict[int, list[str]] = field(default_factory=dict)
    unread: list[tuple[int, str]] = field(default_factory=list)

    def note(self, text: str, lines: list[int]) -> None:
        """Keep a statement in words, once."""
        if text not in [entry.value for entry in self.notes]:
            self.notes.append(Entry(text, lines))


Place: TypeAlias = tuple[str, str]
"""Section and name, or number, of an entry."""


def lines_of(draft: Draft, *, with_requests: bool) -> Iterator[tuple[Place, str]]:
    """The lines of the file, each with the entry it belongs to."""
    for line in _head(draft):
        yield ("head", ""), line
    yield from _sections(draft)
    if draft.requests and with_requests:
        yield ("examples", ""), "examples:"
        for number, request in enumerate(draft.requests):
            yield from ((("examples", str(number)), line) for line in _request(request, draft.invalid.get(number, [])))
    for number, text in draft.unread:
        yield ("unread", ""), f"# not understood, line {number}: {one_line(text)}"


def _head(draft: Draft) -> Iterator[str]:
    yield from modelines("../spec.schema.json").splitlines()
    yield f"# Drafted from a page whose sha256 is {draft.sha256}; line numbers are lines of that page."
    yield "spec: 1"
    yield f"air: {draft.air}"
    yield f"name: {scalar(draft.name)}{comment([draft.line])}"
    yield f"provider: {scalar(draft.provider)}"
    yield f"task: {draft.task}"
    yield f"lifecycle: {flow(draft.lifecycle.value)}{draft.lifecycle.origin}"
    yield f'source: {{url: {scalar(draft.url)}, fetched: "{draft.fetched}"}}{comment([], draft.url_guess)}'


def _sections(draft: Draft) -> Iterator[tuple[Place, str]]:
    if draft.workflows.value:
        yield ("workflows", ""), f"workflows: {flow(draft.workflows.value)}{draft.workflows.origin}"
    yield from _map("fields", draft.fields)
    if draft.frames:
        yield ("frames", ""), f"frames: {flow(draft.frames.value)}{draft.frames.origin}"
    yield from _map("dimensions", draft.dimensions)
    yield from _map("media", draft.media)
    if isinstance(draft.settings, Entry):
        yield ("providerSettings", ""), f"providerSettings: {flow(draft.settings.value)}{draft.settings.origin}"
    else:
        yield from _map("providerSettings", draft.settings)
    yield from _list("rules", draft.rules)
    yield from _list("notes", draft.notes)


def _map(section: str, entries: dict[str, Entry]) -> Iterator[tuple[Place, str]]:
    if entries:
        yield (section, ""), f"{section}:"
    for name, entry in entries.items():
        yield (section, name), f"  {scalar(name)}: {flow(entry.value)}{entry.origin}"


def _list(section: str, entries: list[Entry]) -> Iterator[tuple[Place, str]]:
    if entries:
        yield (section, ""), f"{section}:"
    for number, entry in enumerate(entries):
        yield (section, str(number)), f"  - {flow(entry.value)}{entry.origin}"


def _request(request: Request, invalid: list[str]) -> Iterator[str]:
    repair = [f"mended: {request.repair}"] if request.repair else []
    origin = comment([request.line])
    yield f"  - title: {scalar(request.title)}{origin}{f'; {repair[0]}' if repair else ''}"
    if invalid:
        yield f"    expect: {{invalid: [{', '.join(invalid)}]}}"
    yield from block("request", request.text, "    ")
