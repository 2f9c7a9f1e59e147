"""The Python validators once more, by CPython 3.13: what it runs faster by itself is other code than what 3.11 does."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from bench_environment import installed
from bench_figures import Entry, Figure, Found, Table
from bench_goals import PYTHON_313

NAME = "python-3.13"
BENCH = Path(__file__).resolve().parent / "bench.py"


def interpreter() -> str | None:
    """The program ``python3.13``, if there is one; the stand-in of a version manager may not have that version."""
    found = shutil.which("python3.13")
    answer = subprocess.run([found, "-c", ""], capture_output=True, check=False) if found else None
    return found if answer is not None and answer.returncode == 0 else None


def run_313(python: str, options: Sequence[str], say: Callable[[str], None]) -> Found:
    """Run the part ``python`` of the benchmark by another interpreter, beside the same versions of the peers."""
    say("python 3.13: setting up the peers")
    program = installed(NAME, python) / "python"
    with tempfile.TemporaryDirectory(prefix="airsmith-bench-") as scratch:
        found = Path(scratch) / "found.json"
        command = [str(program), str(BENCH), "--only", "python", "--json", str(found), *options]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        (group,) = json.loads(found.read_text(encoding="utf-8"))["groups"]
    return renamed(group)


def renamed(group: Entry) -> Found:
    """The same figures as a group of their own, without a chart of the peers."""
    figures = (Figure(PYTHON_313, one["name"], one["figure"], one["unit"], one["peers"]) for one in group["figures"])
    tables = (
        Table(table["title"], tuple(table["columns"]), tuple(map(tuple, table["rows"]))) for table in group["tables"]
    )
    return Found(PYTHON_313, group["source"], tuple(figures), tuple(tables))
