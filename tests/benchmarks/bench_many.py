"""What having many models costs whoever imports the generated Python package, in fresh interpreters (-S)."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from airsmith import resources
from airsmith.files import File
from airsmith.making import read
from airsmith.model.catalog import Entry
from airsmith.render import Renderer
from airsmith.targets.registry import make

from bench_corpus import by_name
from bench_figures import Figure
from bench_goals import MANY
from catalogues import SPECS

IMPORT = "from runware_openai import is_valid"
FIRST = "import time; began = time.perf_counter(); assert is_valid({}); print((time.perf_counter() - began) * 1e3)"
RESIDENT = "print(int(open('/proc/self/statm').read().split()[1]) * {} / 2**20)"


def run_many(rounds: int) -> list[Figure]:
    """Import and first validation with 5 models and with 5000."""
    figures: list[Figure] = []
    request = repr(by_name("dall-e-3 1"))
    with tempfile.TemporaryDirectory(prefix="airsmith-bench-") as scratch:
        for models in (5, 5000):
            source = package(Path(scratch) / str(models), models)
            figures += [
                Figure(MANY, f"import, {models} models", above_bare(source, IMPORT, rounds), "ms"),
                Figure(MANY, f"memory of the import, {models} models", memory(source), "MiB"),
                Figure(MANY, f"first validation of one model of {models}", first(source, request, rounds), "ms"),
            ]
    return figures


def package(folder: Path, models: int) -> Path:
    """The generated Python package, listing so many models; only ours have modules, as no other is asked for."""
    for file in _files(models):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file.text, encoding="utf-8")
    return folder / "python" / "src"


def _files(count: int) -> Iterator[File]:
    specs = read(SPECS)
    (target,) = make(["python"], specs.packages(), Renderer(resources.templates()))
    models = list(specs.models())
    for model in models:
        yield from target.model_files(model)
    entries = [Entry.of(model) for model in models]
    others = (
        replace(entries[number % len(entries)], air=f"openai:{100 + number}@1", slug=f"model-n{number}")
        for number in range(count - len(entries))
    )
    yield from target.index_files([*entries, *others])


def above_bare(source: Path, code: str, rounds: int) -> float:
    """Milliseconds of the processor above a bare interpreter, the least of all starts each: other work only adds."""
    _started(source, code)
    pairs = [(_milliseconds(source, code), _milliseconds(source, "pass")) for _ in range(rounds)]
    return min(ours for ours, _ in pairs) - min(bare for _, bare in pairs)


def memory(source: Path) -> float:
    """MiB that the import adds."""
    shown = RESIDENT.format(os.sysconf("SC_PAGE_SIZE"))
    before, after = map(float, _started(source, f"{shown}; {IMPORT}; {shown}").split())
    return after - before


def first(source: Path, request: str, rounds: int) -> float:
    """Milliseconds of the first validation after the import."""
    code = f"{IMPORT}; {FIRST.format(request)}"
    return statistics.median(float(_started(source, code)) for _ in range(rounds))


def _milliseconds(source: Path, code: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    _started(source, code)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime) * 1e3


def _started(source: Path, code: str) -> str:
    """What a program prints; nothing that changes how Python imports is taken over from here."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    command = [sys.executable, "-S", "-P", "-c", code]
    return subprocess.run(
        command, env={**kept, "PYTHONPATH": str(source)}, check=True, stdout=subprocess.PIPE, text=True
    ).stdout


def many_lines(figures: list[Figure]) -> Iterator[str]:
    """The report as text."""
    yield "Importing the generated Python validators, above a bare interpreter (-S)"
    for figure in figures:
        yield f"  {figure.name:<60} {figure.value:>8.2f} {figure.unit}"
