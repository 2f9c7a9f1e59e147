"""The schema of requests to any model, with few models and with many: what one request costs a validator.

The schema leads from `model` to the definition that counts by a balanced tree, so its depth is what is paid.
"""

from __future__ import annotations

import json
import statistics
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from time import process_time_ns
from typing import Any

from airsmith import resources
from airsmith.making import read
from airsmith.model.catalog import Entry
from airsmith.render import Renderer
from airsmith.targets.registry import make

from bench_figures import Figure
from bench_goals import SCHEMAS
from bench_js_build import MODULES, SCRIPTS, run_script, versions
from catalogues import write

SIZES = (5, 50, 500, 5000)
ASKED = 5
"""Models whose documented requests are put, spread over the catalogue."""

Request = dict[str, Any]


@dataclass(frozen=True)
class UnionReport:
    """ns per request by number of models, for each validator."""

    rows: dict[str, dict[int, float]]
    figures: tuple[Figure, ...]


def run_union(rounds: int, say: Callable[[str], None], sizes: Sequence[int] = SIZES) -> UnionReport:
    rows: dict[str, dict[int, float]] = {"jsonschema-rs": {}, "ajv": {}}
    with tempfile.TemporaryDirectory(prefix="airsmith-bench-") as scratch:
        for models in sizes:
            say(f"schemas: {models} models")
            folder = Path(scratch) / str(models)
            schema, requests = union(folder, models)
            rows["jsonschema-rs"][models] = rust(schema, requests, rounds)
            rows["ajv"][models] = ajv(folder, schema, requests, rounds)
    few, many = min(sizes), max(sizes)
    known = {"jsonschema-rs": version("jsonschema-rs"), "ajv": versions()["ajv"]}
    figures = [
        Figure(SCHEMAS, f"{name}, {many} models over {few}", row[many] / row[few], "times", {name: known[name]})
        for name, row in rows.items()
    ]
    figures += [
        Figure(SCHEMAS, f"{name}, {models} models", ns, "ns", {name: known[name]})
        for name, row in rows.items()
        for models, ns in row.items()
    ]
    return UnionReport(rows, tuple(figures))


def union(folder: Path, models: int) -> tuple[str, list[Request]]:
    """The text of the schema of so many models, and documented requests to some of them."""
    write(folder / "specs", models)
    specs = read(folder / "specs")
    (target,) = make(["schemas"], specs.packages(), Renderer(resources.templates()))
    entries: list[Entry] = []
    requests: list[Request] = []
    every = max(1, models // ASKED)
    for number, model in enumerate(specs.models()):
        for _ in target.model_files(model):
            pass
        entries.append(Entry.of(model))
        if number % every == 0:
            requests += [example.request for example in model.examples if isinstance(example.request, dict)]
    text = next(file.text for file in target.index_files(entries) if file.path == "schemas/requests.schema.json")
    return text, requests


def rust(schema: str, requests: Sequence[Request], rounds: int) -> float:
    """ns per request in jsonschema-rs."""
    import jsonschema_rs

    validator = jsonschema_rs.Draft202012Validator(json.loads(schema))
    if not all(map(validator.is_valid, requests)):
        raise SystemExit("a request that is documented is refused")
    times = max(1, 20_000 // len(requests))
    return statistics.median(_passes(validator.is_valid, requests, times, rounds))


def _passes(call: Callable[[Any], bool], requests: Sequence[Request], times: int, rounds: int) -> Iterator[float]:
    for _ in range(rounds):
        began = process_time_ns()
        for _ in range(times):
            for request in requests:
                call(request)
        yield (process_time_ns() - began) / times / len(requests)


def ajv(folder: Path, schema: str, requests: Sequence[Request], rounds: int) -> float:
    """ns per request in ajv, compiled in a process of its own."""
    paths = folder / "union.json", folder / "requests.json"
    paths[0].write_text(schema, encoding="utf-8")
    paths[1].write_text(json.dumps(requests), encoding="utf-8")
    return float(json.loads(run_script(SCRIPTS / "union.mjs", MODULES.parent, *paths, str(rounds))))


def union_lines(report: UnionReport) -> Iterator[str]:
    """The report as text."""
    sizes = sorted(next(iter(report.rows.values())))
    yield "The schema of all requests, valid requests, ns per request by number of models"
    yield f"  {'':<20}" + "".join(f"{models:>10,}" for models in sizes) + f"{'last over first':>20}"
    for name, row in report.rows.items():
        growth = row[sizes[-1]] / row[sizes[0]]
        yield f"  {name:<20}" + "".join(f"{row[models]:>10,.0f}" for models in sizes) + f"{growth:>20.2f}"
