"""Our validators beside the fastest peers, on the documented requests. Nothing is judged: figures are printed.

    .venv/bin/python tests/benchmarks/bench.py [--json FILE] [--rounds N] [--quick]

The generated package and the generated schemas must be there (`make generate`).
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "generated" / "python" / "src"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure there, too")
    parser.add_argument("--rounds", type=int, default=31, metavar="N", help="rounds of measurement (31)")
    parser.add_argument("--quick", action="store_true", help="a few rounds: to see that it runs, not to quote")
    return parser.parse_args()


def main() -> int:
    options = arguments()
    if not PACKAGE.is_dir():
        print("generated/ is missing: run `make generate` first", file=sys.stderr)
        return 2
    sys.path.insert(0, str(PACKAGE))
    from bench_clock import Effort, pin
    from bench_print import figures, lines
    from bench_run import run

    effort = Effort(rounds=options.rounds, slice_ns=400_000, processes=max(30, options.rounds))
    if options.quick:
        effort = Effort(rounds=3, slice_ns=50_000, processes=3)
    report = run(effort, pin(), lambda step: print(f"... {step}", file=sys.stderr))
    print("\n".join(line.rstrip() for line in lines(report)))
    if options.json:
        options.json.write_text(json.dumps(figures(report), indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
