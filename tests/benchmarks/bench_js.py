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
from bench_js_peers import JS_PEERS, OURS
from bench_js_size import Size, sizes
from bench_mutants import faulty

NINE, FRESH, REFUSED, EXPLAINED, TEXT, PARSE = "nine", "fresh", "refused", "explained", "text", "parse"
"""The sections that `js/measure.mjs` names; the others are names of single requests."""


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


@dataclass(frozen=True)
class JsReport:
    """All that one run found; `sections` by name."""

    versions: dict[str, str]
    effort: JsEffort
    sections: dict[str, JsSection]
    further: tuple[str, ...]
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
    return JsReport(versions(), effort, sections, tuple(beside), bundles)


def measure(module: Path, corpus: Path) -> dict[str, float]:
    """section -> ns per request, in one process."""
    answer = json.loads(run_script(SCRIPTS / "measure.mjs", module, corpus))
    found: dict[str, float] = answer["ns"]
    return found


def section(rows: dict[str, list[float]]) -> JsSection:
    timings = [JsTiming(name, tuple(figures)) for name, figures in rows.items()]
    return JsSection(tuple(sorted(timings, key=lambda timing: timing.ns)))
