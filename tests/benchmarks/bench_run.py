"""The sections of a run, as data. Nothing here prints."""

from __future__ import annotations

import platform
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version

from bench_bytes import REMARKS, as_bytes, judges
from bench_clock import Effort, Timing, fresh, repeated
from bench_corpus import documented, further
from bench_imports import Start, starts
from bench_mutants import faulty
from bench_peer import Document, Faults, Peer
from bench_peers import OURS, all_peers

DISTRIBUTIONS = ("msgspec", "jsonschema-rs", "pydantic", "pydantic-core", "fastjsonschema", "jsonschema")
COPIES = 40
"""How often each of the nine occurs in one round of fresh requests."""


@dataclass(frozen=True)
class Section:
    """One comparison: the same requests put to several contestants."""

    title: str
    timings: tuple[Timing, ...]
    remarks: dict[str, str]

    @property
    def ours(self) -> Timing:
        return self.of(OURS)

    def of(self, name: str) -> Timing:
        return next(timing for timing in self.timings if timing.name == name)


@dataclass(frozen=True)
class Further:
    """A request beside the nine: for every contestant ns, and the same over its own mean of the nine."""

    request: str
    rows: tuple[tuple[str, float, float], ...]


@dataclass(frozen=True)
class Report:
    """All that one run found."""

    machine: str
    versions: dict[str, str]
    documented: tuple[str, ...]
    valid: Section
    fresh: Section
    parsed: Section
    further: tuple[Further, ...]
    refused: Section
    explained: Section
    starts: tuple[Start, ...]


def section(title: str, timings: dict[str, Timing], remarks: dict[str, str]) -> Section:
    """Sorted by time."""
    return Section(title, tuple(sorted(timings.values(), key=lambda timing: timing.mean)), remarks)


def run(effort: Effort, machine: str, say: Callable[[str], None]) -> Report:
    """Measure everything; `say` hears what is being done."""
    say("making the validators ready")
    peers = all_peers()
    nine = documented()
    answers = {peer.name: peer.accepts for peer in peers}
    remarks = {peer.name: peer.remark for peer in peers}

    say("valid requests")
    beside = further()
    together = repeated(answers, (*nine, *beside), effort)
    valid = section("valid", {name: part(timing, 0, len(nine)) for name, timing in together.items()}, remarks)

    say("fresh requests")
    once = section("fresh", fresh(answers, nine, effort, COPIES), {})

    say("requests as bytes")
    parsed = section("parsed", repeated(judges(answers), nine, effort, as_bytes), REMARKS)

    say("faulty requests")
    faults = faulty()
    refused = section("refused", repeated(answers, faults, effort), {})
    explained = section(
        "explained",
        repeated({peer.name: explaining(peer) for peer in peers if peer.faults}, faults, effort),
        {peer.name: peer.faults_are for peer in peers},
    )

    say("imports")
    return Report(
        machine=machine,
        versions={"Python": platform.python_version(), **{name: version(name) for name in DISTRIBUTIONS}},
        documented=tuple(entry.name for entry in nine),
        valid=valid,
        fresh=once,
        parsed=parsed,
        further=tuple(beyond(entry.name, len(nine) + at, together, valid) for at, entry in enumerate(beside)),
        refused=refused,
        explained=explained,
        starts=starts(effort.processes),
    )


def part(timing: Timing, first: int, last: int) -> Timing:
    """The same contestant on some of the requests."""
    return Timing(timing.name, timing.rounds[first:last])


def explaining(peer: Peer) -> Callable[[Document], Faults]:
    """What the peer says about a faulty request: every violation, read."""
    if peer.faults is None:
        raise ValueError(f"{peer.name} explains nothing")
    return peer.faults


def beyond(request: str, at: int, together: dict[str, Timing], valid: Section) -> Further:
    """One request beside the nine, contestants in the order of the valid section."""
    rows: Sequence[tuple[str, float, float]] = [
        (timing.name, together[timing.name].per_request[at], together[timing.name].per_request[at] / timing.mean)
        for timing in valid.timings
    ]
    return Further(request, tuple(rows))
