"""The same comparison for the npm package: every validator in node processes of its own, one after another.

What V8 makes of a function differs from process to process, so each figure is the median of several processes, and
time is what the process used, not what the clock showed.
"""

from __future__ import annotations

import json
import statistics
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench_corpus import documented, further
from bench_js_build import SCRIPTS, build, run_script, versions
from bench_js_peers import AJV, AJV_TUNED, AJV_UNION, GOALS, JS_PEERS, OURS
from bench_js_size import BYTES, Size, sizes
from bench_mutants import faulty
from bench_run import Goal

NINE, FRESH, REFUSED, EXPLAINED, TEXT, PARSE = "nine", "fresh", "refused", "explained", "text", "parse"
"""The sections that `js/measure.mjs` names; the others are names of single requests."""
EXPLAINED_GOAL = 3.0
"""How many times as long as ours ajv in its fastest form takes to tell every violation, at least."""
TEXT_LIMIT = 1.25
"""How many times as long as JSON.parse alone a verdict on JSON text takes, at most."""


@dataclass(frozen=True)
class JsEffort:
    """`processes` per validator; in each, `rounds` of `slice_ms` per section and `copies` of the nine requests."""

    processes: int = 5
    rounds: int = 11
    slice_ms: int = 20
    copies: int = 400


@dataclass(frozen=True)
class JsTiming:
    """ns per request of one validator in one section: a figure per process, itself a median over rounds."""

    name: str
    processes: tuple[float, ...]

    @property
    def ns(self) -> float:
        return statistics.median(self.processes)

    def over(self, other: JsTiming) -> float:
        """How many times as long as `other` this took."""
        return self.ns / other.ns


@dataclass(frozen=True)
class JsSection:
    """One comparison, in the order of time."""

    timings: tuple[JsTiming, ...]

    def of(self, name: str) -> JsTiming:
        return next(timing for timing in self.timings if timing.name == name)

    @property
    def ours(self) -> JsTiming:
        return self.of(OURS)

    def best(self, names: tuple[str, ...]) -> JsTiming:
        """The fastest of several forms of one peer."""
        return min((self.of(name) for name in names), key=lambda timing: timing.ns)


@dataclass(frozen=True)
class Limit:
    """A figure of ours that is to be small, and what was reached."""

    name: str
    most: float
    reached: float

    @property
    def met(self) -> bool:
        return self.reached <= self.most


@dataclass(frozen=True)
class JsReport:
    """All that one run found; `sections` by name."""

    versions: dict[str, str]
    effort: JsEffort
    sections: dict[str, JsSection]
    further: tuple[str, ...]
    goals: tuple[Goal, ...]
    limits: tuple[Limit, ...]
    sizes: tuple[Size, ...]


def run_js(effort: JsEffort, say: Callable[[str], None]) -> JsReport:
    """Build everything, measure everything; `say` hears what is being done."""
    beside = {entry.name: entry.text for entry in further()}
    corpus = {
        "nine": [entry.text for entry in documented()],
        "further": beside,
        "faulty": [entry.text for entry in faulty()],
        "rounds": effort.rounds,
        "slice": effort.slice_ms,
        "copies": effort.copies,
    }
    with tempfile.TemporaryDirectory(prefix="airsmith-bench-") as scratch:
        folder = Path(scratch)
        say("building the validators for node")
        modules = build(folder)
        bundles = sizes(modules)
        asked = folder / "corpus.json"
        asked.write_text(json.dumps(corpus), encoding="utf-8")
        measured: dict[str, dict[str, list[float]]] = {}
        for number in range(1, effort.processes + 1):
            say(f"node, process {number} of {effort.processes}")
            for peer in JS_PEERS:
                for name, ns in measure(modules[peer.module], asked).items():
                    measured.setdefault(name, {}).setdefault(peer.name, []).append(ns)
    sections = {name: section(rows) for name, rows in measured.items()}
    return JsReport(versions(), effort, sections, tuple(beside), goals(sections), limits(sections, bundles), bundles)


def goals(sections: dict[str, JsSection]) -> tuple[Goal, ...]:
    nine, explained = sections[NINE], sections[EXPLAINED]
    found = [Goal(peer, wanted, nine.best(forms).over(nine.ours)) for peer, wanted, forms in GOALS]
    ajv = explained.best((AJV, AJV_TUNED, AJV_UNION)).over(explained.ours)
    return (*found, Goal("ajv standalone, every violation", EXPLAINED_GOAL, ajv))


def limits(sections: dict[str, JsSection], bundles: tuple[Size, ...]) -> tuple[Limit, ...]:
    text = Limit("JSON text, over JSON.parse alone", TEXT_LIMIT, sections[TEXT].ours.over(sections[PARSE].ours))
    compressed = {size.name: size.compressed for size in bundles}
    return (text, *(Limit(f"bytes of {name}", most, compressed[name]) for name, most in BYTES))


def measure(module: Path, corpus: Path) -> dict[str, float]:
    """section -> ns per request, in one process."""
    answer = json.loads(run_script(SCRIPTS / "measure.mjs", module, corpus))
    found: dict[str, float] = answer["ns"]
    return found


def section(rows: dict[str, list[float]]) -> JsSection:
    timings = [JsTiming(name, tuple(figures)) for name, figures in rows.items()]
    return JsSection(tuple(sorted(timings, key=lambda timing: timing.ns)))
