"""Our validators beside the fastest peers, on the documented requests. Nothing is judged: figures are printed.

    .venv/bin/python tests/benchmarks/bench.py [--only python|javascript] [--json FILE] [--rounds N] [--quick]

The generated packages and the generated schemas must be there (`make generate`), and for JavaScript the node tools of
the tests (`make tests/tools/node_modules/.ready`).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "generated" / "python" / "src"
NPM_PACKAGE = ROOT / "generated" / "typescript"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=("python", "javascript"), help="measure one of the packages (both)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure there, too")
    parser.add_argument("--rounds", type=int, default=31, metavar="N", help="rounds of measurement in Python (31)")
    parser.add_argument("--quick", action="store_true", help="a few rounds: to see that it runs, not to quote")
    return parser.parse_args()


def main() -> int:
    options = arguments()
    if not PACKAGE.is_dir() or not NPM_PACKAGE.is_dir():
        print("generated/ is missing: run `make generate` first", file=sys.stderr)
        return 2
    sys.path.insert(0, str(PACKAGE))
    from bench_clock import pin

    machine = pin()
    found: dict[str, Any] = {}
    if options.only != "javascript":
        found |= python(options, machine)
    if options.only != "python":
        found["javascript"] = javascript(options)
    if options.json:
        options.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return 0


def python(options: argparse.Namespace, machine: str) -> dict[str, Any]:
    """Measure the Python package, print the report, return its figures."""
    from bench_clock import Effort
    from bench_print import figures, lines
    from bench_run import run

    effort = Effort(rounds=options.rounds, slice_ns=400_000, processes=max(30, options.rounds))
    if options.quick:
        effort = Effort(rounds=3, slice_ns=50_000, processes=3)
    report = run(effort, machine, say)
    show(lines(report))
    return figures(report)


def javascript(options: argparse.Namespace) -> dict[str, Any]:
    """The same for the npm package."""
    from bench_js import JsEffort, run_js
    from bench_js_print import js_figures, js_lines

    report = run_js(JsEffort(processes=1, rounds=3, slice_ms=5, copies=40) if options.quick else JsEffort(), say)
    show(js_lines(report))
    return js_figures(report)


def say(step: str) -> None:
    print(f"... {step}", file=sys.stderr, flush=True)


def show(lines: Iterable[str]) -> None:
    print("\n".join(line.rstrip() for line in lines), end="\n\n", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
