"""The generator: cold runs beside datamodel-code-generator, runs with nothing or little to do, and growth.

Every run is a process of its own. A cold one finds no output and no notes of earlier runs; Python's compiled modules are
there, as after any first start.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import peer_generator
from bench_figures import Figure
from bench_goals import GENERATOR
from bench_process import Cost, cost, in_turn
from catalogues import SPECS, changed, clones, write

LANGUAGES = ("python", "typescript", "schemas")
"""The targets that are compared with a peer that makes models for one language."""

AIRSMITH = (sys.executable, "-m", "airsmith")

COMPILING = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
"""Where Python may not keep what it compiled, every start would compile all of airsmith; the peer was, when installed."""


@dataclass(frozen=True)
class Run:
    """One row of the report."""

    what: str
    cost: Cost


@dataclass(frozen=True)
class GeneratorReport:
    rows: tuple[Run, ...]
    figures: tuple[Figure, ...]


def run_generator(full: bool, rounds: int, say: Callable[[str], None]) -> GeneratorReport:
    """Measure with five models, and with catalogues of 5, 50 and 500; with ``full`` of 5000, which takes minutes."""
    say("generator: setting up the peer")
    peer_generator.install()
    with tempfile.TemporaryDirectory(prefix="airsmith-bench-") as scratch:
        bench = _Bench(Path(scratch), rounds, say)
        bench.five()
        for models in (5, 50, 500, *((5000,) if full else ())):
            bench.catalogue(models)
        bench.growth(5000 if full else 500)
    return GeneratorReport(tuple(bench.rows), tuple(bench.figures))


class _Bench:
    def __init__(self, folder: Path, rounds: int, say: Callable[[str], None]) -> None:
        self.rows: list[Run] = []
        self.figures: list[Figure] = []
        self._folder = folder
        self._rounds = rounds
        self._say = say
        self._all: dict[int, Cost] = {}

    def five(self) -> None:
        """Our five models: all targets, beside models only; then nothing to do, and one spec changed."""
        self._say("generator: five models")
        source = self._document(SPECS, "five")
        self._cold(SPECS, ())  # the first start, of which nothing is measured
        costs = in_turn(
            {
                "airsmith, all targets, cold": lambda: self._cold(SPECS, ()),
                **{f"{peer_generator.NAME}, {form}": self._peer(source, form) for form in peer_generator.FORMS},
            },
            self._rounds,
        )
        self._rows("our five models", costs)
        ours, theirs = costs["airsmith, all targets, cold"], costs[f"{peer_generator.NAME}, {peer_generator.FASTEST}"]
        self._ratio("five models, all targets, beside models only", theirs.wall / ours.wall)

    def catalogue(self, models: int) -> None:
        """A catalogue of clones: three targets beside the peer, all targets, nothing changed, one spec changed."""
        self._say(f"generator: {models} models")
        rounds = self._rounds if models <= 50 else 1
        specs = self._folder / f"specs-{models}"
        write(specs, models)
        source = self._document(specs, str(models))
        costs = in_turn(
            {
                "airsmith, Python + TypeScript + schemas, cold": lambda: self._cold(specs, LANGUAGES),
                f"{peer_generator.NAME}, {peer_generator.FASTEST}": self._peer(source, peer_generator.FASTEST),
            },
            rounds,
        )
        ours, theirs = costs.values()
        self._ratio(f"Python, TypeScript and schemas, {models} models", theirs.wall / ours.wall)
        if models == 5000:
            self._ratio("memory of the same", theirs.memory / ours.memory)
        if models == 500:
            default = costs[f"{peer_generator.NAME}, {peer_generator.DEFAULT}"] = peer_generator.run(
                source, peer_generator.DEFAULT, self._folder
            )
            self._ratio(f"the same, {models} models, beside models formatted by black", default.wall / ours.wall)
        out = self._folder / f"out-{models}"
        costs["airsmith, all targets, cold"] = self._all[models] = self._generate(specs, out, ())
        costs["nothing changed"] = in_turn({"": lambda: self._generate(specs, out, ())}, self._rounds)[""]
        self._figure(f"nothing changed, {models} specs", costs["nothing changed"].wall, "s")
        costs["one spec changed"] = self._one_changed(specs, out, models)
        self._figure(f"one spec changed, {models} specs", costs["one spec changed"].wall, "s")
        self._rows(f"{models} models", costs)
        shutil.rmtree(out)

    def growth(self, most: int) -> None:
        """How the time of all targets grows with the models, from a tenth of them to all."""
        smaller, larger = self._all[most // 10], self._all[most]
        self._figure(f"all targets, {most} models over {most // 10}", larger.wall / smaller.wall, "times")
        self._figure(f"memory, all targets, {most} models", larger.memory, "MiB")

    def _one_changed(self, specs: Path, out: Path, models: int) -> Cost:
        clone = changed(next(iter(clones(1))))
        (specs / clone.path).write_text(clone.text, encoding="utf-8")
        return self._generate(specs, out, ())

    def _cold(self, specs: Path, targets: Sequence[str]) -> Cost:
        out = self._folder / "cold"
        shutil.rmtree(out, ignore_errors=True)
        return self._generate(specs, out, targets)

    def _generate(self, specs: Path, out: Path, targets: Sequence[str]) -> Cost:
        named = [word for target in targets for word in ("--target", target)]
        command = [*AIRSMITH, "generate", "--specs", str(specs), "--out", str(out), *named]
        return cost(command, self._folder, COMPILING)

    def _document(self, specs: Path, name: str) -> Path:
        """The schemas of the specs, as the peer likes them best."""
        out, path = self._folder / f"schemas-{name}", self._folder / f"{name}.json"
        self._generate(specs, out, ("schemas",))
        path.write_text(json.dumps(peer_generator.document(out / "schemas")), encoding="utf-8")
        shutil.rmtree(out)
        return path

    def _peer(self, source: Path, form: str) -> Callable[[], Cost]:
        return lambda: peer_generator.run(source, form, self._folder)

    def _rows(self, about: str, costs: dict[str, Cost]) -> None:
        self.rows += [Run(f"{about}: {name}", one) for name, one in costs.items()]

    def _ratio(self, name: str, value: float) -> None:
        versions = {peer_generator.NAME: peer_generator.version()}
        self.figures.append(Figure(GENERATOR, name, value, "x", versions))

    def _figure(self, name: str, value: float, unit: str) -> None:
        self.figures.append(Figure(GENERATOR, name, value, unit))


def generator_lines(report: GeneratorReport) -> list[str]:
    """The report as text."""
    head = f"{'':<76} {'clock, s':>10} {'processor, s':>13} {'memory, MiB':>12}"
    rows = [
        f"  {run.what:<74} {run.cost.wall:>10.2f} {run.cost.cpu:>13.2f} {run.cost.memory:>12.0f}" for run in report.rows
    ]
    return ["Generator: runs, each a process of its own; memory of all its processes together", head, *rows]
