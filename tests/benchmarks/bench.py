"""Everything that is measured: validators, generator and schemas beside the fastest peers, the client beside bare httpx.

    .venv/bin/python tests/benchmarks/bench.py [--only PART] [--full] [--publish] [--json FILE] [--rounds N] [--quick]

Figures are printed, and at the end which goals are missed and by how much; nothing fails for it. `--publish` puts them
in docs/benchmarks.json, in the tables of docs/benchmarks.md and into its charts. The generated packages and schemas must
be there (`make generate`), and the node tools of the tests (`make tests/tools/node_modules/.ready`).
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bench_figures import Comparison, Figure, Found, Table, save, verdicts
from bench_goals import CLIENT, GENERATOR, MANY, PYTHON, SCHEMAS, TYPESCRIPT

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "generated" / "python" / "src"
NPM_PACKAGE = ROOT / "generated" / "typescript"
DOCS = ROOT / "docs"
sys.path.insert(0, str(PACKAGE))

BEGAN = time.monotonic()


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=PARTS, help="measure one part (all)")
    parser.add_argument("--full", action="store_true", help="the generator with 5 000 models, too: some 20 minutes")
    parser.add_argument("--publish", action="store_true", help="write the figures into docs/")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there, too")
    parser.add_argument("--rounds", type=int, default=31, metavar="N", help="rounds of measurement in Python (31)")
    parser.add_argument("--quick", action="store_true", help="a few rounds: to see that it runs, not to quote")
    return parser.parse_args()


def main() -> int:
    options = arguments()
    if not PACKAGE.is_dir() or not NPM_PACKAGE.is_dir():
        print("generated/ is missing: run `make generate` first", file=sys.stderr)
        return 2
    parts = [options.only] if options.only else list(PARTS)
    found: list[Found] = []
    try:
        for number, part in enumerate(parts, start=1):
            say(f"part {number} of {len(parts)}: {part}")
            measured = PARTS[part](options)
            found += [measured] if measured else []
    except KeyboardInterrupt:
        print("interrupted: nothing is written", file=sys.stderr)
        return 130
    show(verdicts([figure for one in found for figure in one.figures]))
    if options.json:
        save(options.json, found)
    if options.publish:
        from bench_page import publish

        publish(DOCS / "benchmarks.md", DOCS / "charts", save(DOCS / "benchmarks.json", found))
    say("done")
    return 0


def result(
    group: str,
    figures: Iterable[Figure],
    quick: bool,
    versions: Mapping[str, str] | None = None,
    tables: tuple[Table, ...] = (),
    comparison: Comparison | None = None,
) -> Found:
    """With the day, the machine and the versions of what was compared."""
    listed = tuple(figures)
    known = versions or {name: number for figure in listed for name, number in figure.versions.items()}
    machine = f"{os.cpu_count()} processors, {platform.system()} {platform.machine()}"
    words = [f"{datetime.now(UTC):%Y-%m-%d}", machine, f"Python {platform.python_version()}"]
    words += [f"{name} {number}" for name, number in known.items() if name != "Python"]
    source = ", ".join(words) + (". A quick run: the figures are rough." if quick else ".")
    return Found(group, source, listed, tables, comparison)


def client(options: argparse.Namespace) -> Found:
    """The generated client, in Python, against a server that answers at once."""
    from bench_adapt import client_figures
    from bench_client import client_lines, run_client
    from bench_tables import client_tables

    report = run_client(tasks=200, calls=20) if options.quick else run_client()
    show(client_lines(report))
    found = report.figures()
    return result(CLIENT, client_figures(found), options.quick, {"httpx": version("httpx")}, client_tables(found))


def generator(options: argparse.Namespace) -> Found:
    """The generator beside datamodel-code-generator."""
    from bench_generator import generator_lines, run_generator

    report = run_generator(options.full, 1 if options.quick else 5, say)
    show(generator_lines(report))
    return result(GENERATOR, report.figures, options.quick)


def models(options: argparse.Namespace) -> Found:
    """What many models cost who imports the validators of one."""
    from bench_many import many_lines, run_many

    figures = run_many(3 if options.quick else 41)
    show(many_lines(figures))
    return result(MANY, figures, options.quick)


def schemas(options: argparse.Namespace) -> Found:
    """The schema of all models, with few of them and with many."""
    from bench_union import SIZES, run_union, union_lines

    report = run_union(3, say, SIZES[:2]) if options.quick else run_union(15, say)
    show(union_lines(report))
    return result(SCHEMAS, report.figures, options.quick)


def python(options: argparse.Namespace) -> Found:
    """The validators of the Python package beside others."""
    from bench_adapt import python_figures
    from bench_clock import Effort, pin
    from bench_peers import OURS
    from bench_print import figures, lines
    from bench_run import run
    from bench_tables import comparison, python_tables

    effort = Effort(rounds=options.rounds, slice_ns=400_000, processes=max(30, options.rounds))
    if options.quick:
        effort = Effort(rounds=3, slice_ns=50_000, processes=3)
    report = run(effort, pin(), say)
    show(lines(report))
    found = figures(report)
    beside = comparison(found["valid"], "Python: to judge one of the nine documented requests", OURS)
    tables = python_tables(found, OURS)
    return result(PYTHON, python_figures(found, OURS), options.quick, report.versions, tables, beside)


def python_313(options: argparse.Namespace) -> Found | None:
    """The same by another version of Python, where there is one."""
    from bench_313 import interpreter, run_313

    program = interpreter()
    if program is None:
        say("there is no python3.13 here: not measured")
        return None
    found = run_313(program, ["--rounds", str(options.rounds), *(["--quick"] if options.quick else [])], say)
    show(figure_lines(found))
    return found


def javascript(options: argparse.Namespace) -> Found:
    """The same for the npm package."""
    from bench_adapt import javascript_figures
    from bench_clock import pin
    from bench_js import JsEffort, run_js
    from bench_js_peers import OURS
    from bench_js_print import js_figures, js_lines
    from bench_tables import comparison, javascript_tables

    pin()
    report = run_js(JsEffort(processes=1, rounds=3, slice_ms=5, copies=40) if options.quick else JsEffort(), say)
    show(js_lines(report))
    found = js_figures(report)
    beside = comparison(found["sections"]["nine"], "TypeScript: to judge one of the nine documented requests", OURS)
    tables = javascript_tables(found, OURS, report.further)
    return result(TYPESCRIPT, javascript_figures(found, OURS), options.quick, report.versions, tables, beside)


# Before anything is pinned to one core: a client and its server are two processes, a generator may be several.
PARTS: dict[str, Callable[[argparse.Namespace], Found | None]] = {
    "client": client,
    "generator": generator,
    "models": models,
    "schemas": schemas,
    "python": python,
    "python-3.13": python_313,
    "javascript": javascript,
}


def say(step: str) -> None:
    minutes, seconds = divmod(int(time.monotonic() - BEGAN), 60)
    print(f"[{minutes:02}:{seconds:02}] {step}", file=sys.stderr, flush=True)


def figure_lines(found: Found) -> list[str]:
    rows = [f"  {figure.name:<60} {figure.value:>8.2f} {figure.unit}" for figure in found.figures]
    return [f"{found.group}: {found.source}", *rows]


def show(lines: Iterable[str]) -> None:
    print("\n".join(line.rstrip() for line in lines), end="\n\n", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
