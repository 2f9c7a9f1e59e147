"""Timing: one core, no garbage collection inside a measurement, contestants interleaved round by round."""

from __future__ import annotations

import gc
import os
import random
import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import repeat
from time import perf_counter_ns
from typing import Any

from bench_corpus import Sample

Call = Callable[[Any], Any]


@dataclass(frozen=True)
class Effort:
    """How long to measure: rounds, and how long one measurement of one request lasts."""

    rounds: int
    slice_ns: int
    processes: int
    """Rounds of fresh interpreters in the import section."""


@dataclass(frozen=True)
class Timing:
    """What one contestant needed: for every request its ns in every round."""

    name: str
    rounds: tuple[tuple[float, ...], ...]

    @property
    def per_request(self) -> tuple[float, ...]:
        """ns of each request: the median over the rounds."""
        return tuple(statistics.median(measured) for measured in self.rounds)

    @property
    def mean(self) -> float:
        """ns per request: the mean over the requests of each one's median."""
        return statistics.fmean(self.per_request)

    @property
    def per_round(self) -> tuple[float, ...]:
        """ns per request in each round."""
        return tuple(statistics.fmean(measured) for measured in zip(*self.rounds, strict=True))

    def over(self, other: Timing) -> Ratio:
        """How many times as long as `other` this took."""
        ratios = [mine / theirs for mine, theirs in zip(self.per_round, other.per_round, strict=True)]
        tenths = statistics.quantiles(ratios, n=10, method="inclusive") if len(ratios) > 1 else ratios
        return Ratio(self.mean / other.mean, tenths[0], tenths[-1])


@dataclass(frozen=True)
class Ratio:
    """Of the medians, and the tenth and ninetieth percentile of the ratios of the single rounds."""

    value: float
    low: float
    high: float


def pin() -> str:
    """Keep this process and its children on one core where the system allows it; say what was done."""
    try:
        core = max(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {core})
    except (AttributeError, OSError):
        return "not pinned to a core (the system does not offer it)"
    return f"pinned to core {core}"


@contextmanager
def collector_off() -> Iterator[None]:
    """No collection within; what was allocated before is not looked at again."""
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()


def time_one(call: Call, document: Any, calls: int) -> float:
    """ns per call, the loop's own few ns included."""
    times = repeat(None, calls)
    start = perf_counter_ns()
    for _ in times:
        call(document)
    return (perf_counter_ns() - start) / calls


def calls_within(call: Call, documents: Sequence[Any], slice_ns: int) -> int:
    """How often to call so that one measurement takes about `slice_ns`; also warms the code up."""
    for document in documents:
        time_one(call, document, 20)
    mean = statistics.fmean(time_one(call, document, 20) for document in documents)
    return max(2, min(5000, round(slice_ns / mean)))


def repeated(
    contestants: Mapping[str, Call],
    samples: Sequence[Sample],
    effort: Effort,
    given: Callable[[Sample], Any] = Sample.parse,
) -> dict[str, Timing]:
    """The same few requests over and over: every contestant on every request in every round, in changing order.

    Each contestant has requests of its own, so that none finds what another left behind; ``given`` makes them.
    """
    documents = {name: [given(entry) for entry in samples] for name in contestants}
    calls = {name: calls_within(call, documents[name], effort.slice_ns) for name, call in contestants.items()}
    measured: dict[str, list[list[float]]] = {name: [] for name in contestants}
    order = list(contestants)
    shuffler = random.Random(1)
    with collector_off():
        for _ in range(effort.rounds):
            shuffler.shuffle(order)
            for name in order:
                call, times = contestants[name], calls[name]
                measured[name].append([time_one(call, document, times) for document in documents[name]])
            gc.collect()
    return {name: Timing(name, tuple(zip(*rounds, strict=True))) for name, rounds in measured.items()}


def fresh(contestants: Mapping[str, Call], samples: Sequence[Sample], effort: Effort, copies: int) -> dict[str, Timing]:
    """Every request parsed just before, seen once, in shuffled order: no hash is known, little is in the cache."""
    measured: dict[str, list[list[float]]] = {name: [] for name in contestants}
    order = list(contestants)
    shuffler = random.Random(2)
    texts = [entry.text for entry in samples] * copies
    for call in contestants.values():
        calls_within(call, [entry.parse() for entry in samples], effort.slice_ns)
    with collector_off():
        for _ in range(effort.rounds):
            shuffler.shuffle(order)
            for name in order:
                shuffler.shuffle(texts)
                measured[name].append([time_fresh(contestants[name], texts)])
            gc.collect()
    return {name: Timing(name, tuple(zip(*rounds, strict=True))) for name, rounds in measured.items()}


def time_fresh(call: Call, texts: Sequence[str]) -> float:
    """ns per call over requests that are parsed here and used once."""
    documents = [Sample("", text).parse() for text in texts]
    start = perf_counter_ns()
    for document in documents:
        call(document)
    return (perf_counter_ns() - start) / len(documents)
