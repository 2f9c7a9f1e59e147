"""Our validators beside the fastest peers, and our client beside bare httpx. Nothing is judged: figures are printed.

    .venv/bin/python tests/benchmarks/bench.py [--only python|javascript|client] [--json FILE] [--rounds N] [--quick]

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
PARTS = ("python", "javascript", "client")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=PARTS, help="measure one part (all)")
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

    parts = [options.only] if options.only else PARTS
    found: dict[str, Any] = {}
    # Before anything is pinned to one core: a client and its server are two processes.
    if "client" in parts:
        found["client"] = client(options)
    if "python" in parts:
        found |= python(options, pin())
    if "javascript" in parts:
        pin()
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


def client(options: argparse.Namespace) -> dict[str, Any]:
    """The generated client, in Python, against a server that answers at once."""
    from bench_client import client_lines, run_client

    say("client")
    report = run_client(tasks=200, calls=20) if options.quick else run_client()
    show(client_lines(report))
    return report.figures()


def say(step: str) -> None:
    print(f"... {step}", file=sys.stderr, flush=True)


def show(lines: Iterable[str]) -> None:
    print("\n".join(line.rstrip() for line in lines), end="\n\n", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
