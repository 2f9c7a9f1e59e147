"""Twelve changes given to other tools that compare schemas; writes the table of docs/comparisons.md.

    .venv/bin/python tests/comparisons/diff_peers.py [--write]

The tools are installed into a temporary folder by the machine's own pip and npm clients. They are given the draft-07
schemas that airsmith generates for the two versions: of the model, or of all models where a model is removed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Final

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests")]

from airsmith.compare.catalogs import compare  # noqa: E402
from airsmith.compare.changes import worst  # noqa: E402
from airsmith.options import Options  # noqa: E402
from airsmith.pipeline import emit  # noqa: E402

from node import node, npm  # noqa: E402
from spec_pairs import BASE, edited, side  # noqa: E402
from twelve_changes import TWELVE, Twelfth  # noqa: E402

NPM: Final = ("json-schema-diff@1.0.0", "json-schema-diff-validator@0.4.2")
PYPI: Final = "api-schema-diff==1.0.4"
PAGE = ROOT / "docs" / "comparisons.md"
BEGIN, END = "<!-- twelve changes: begin -->\n", "<!-- twelve changes: end -->\n"

Judge = Callable[[Path, Path], str]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="put the table into docs/comparisons.md")
    options = parser.parse_args()
    with TemporaryDirectory() as scratch:
        judges = installed(Path(scratch))
        rows = [row(one, judges, Path(scratch) / f"change-{i}") for i, one in enumerate(TWELVE)]
    table = "\n".join([f"| Change | airsmith | {' | '.join(judges)} |", "|---" * (len(judges) + 2) + "|", *rows]) + "\n"
    print(table)
    if options.write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}{table}{END}{rest.partition(END)[2]}", encoding="utf-8")
    return 0


def installed(folder: Path) -> dict[str, Judge]:
    """The tools by their names and versions, each a function of two schema files."""
    venv.create(folder / "venv", with_pip=True)
    python = folder / "venv" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", PYPI], check=True)
    command = [*npm(), "install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", *NPM]
    path = os.pathsep.join([str(Path(npm()[0]).parent), os.environ.get("PATH", os.defpath)])
    subprocess.run([*command, "--prefix", str(folder)], check=True, env={**os.environ, "PATH": path}, cwd=folder)
    modules = folder / "node_modules"
    return {
        "json-schema-diff 1.0.0": lambda old, new: set_difference(modules, old, new),
        "json-schema-diff-validator 0.4.2": lambda old, new: backward(modules, old, new),
        "api-schema-diff 1.0.4": lambda old, new: api_diff(folder / "venv" / "bin" / "api-schema-diff", old, new),
    }


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """Run to the end; the output goes to a file, because one of the tools ends before a pipe has taken all of it."""
    with TemporaryFile("w+") as out:
        done = subprocess.run(list(map(str, command)), stdout=out, stderr=subprocess.STDOUT, check=False, timeout=120)
        out.seek(0)
        return subprocess.CompletedProcess(done.args, done.returncode, out.read())


def set_difference(modules: Path, old: Path, new: Path) -> str:
    done = run(node(), modules / "json-schema-diff" / "bin" / "json-schema-diff", old, new)
    if "Breaking changes found" in done.stdout:
        return "break"
    if "Non-breaking changes found" in done.stdout:
        return "minor"
    return "nothing" if done.returncode == 0 else "gives up"


def backward(modules: Path, old: Path, new: Path) -> str:
    done = run(node(), modules / "json-schema-diff-validator" / "dist" / "bin" / "cli.js", old, new)
    if done.returncode == 0:
        return "nothing"
    return "break" if "not backward compatible" in done.stdout else "gives up"


def api_diff(program: Path, old: Path, new: Path) -> str:
    done = run(program, "--format", "json", old, new)
    try:
        found = json.loads(done.stdout)
    except ValueError:
        return "gives up"
    if done.returncode == 1:
        return "break"
    changed = any(value for key, value in found.items() if isinstance(value, list) and "break" not in key)
    return "minor" if changed else "nothing"


def row(one: Twelfth, judges: dict[str, Judge], folder: Path) -> str:
    sides = [
        edited(BASE, folder / name, edits) for name, edits in (("old", one.before), ("new", (*one.before, *one.edits)))
    ]
    own = worst(change.level for change in compare(side(sides[0], "old"), side(sides[1], "new")))
    files = [schema(specs, one.slug) for specs in sides]
    alone = [without_rules(file) for file in files]
    cells = [one.title, own, *(said(judge(*files), judge(*alone)) for judge in judges.values())]
    return f"| {' | '.join(cells)} |"


def said(verdict: str, alone: str) -> str:
    return verdict if verdict == alone else f"{verdict} ({alone} without `allOf`)"


def without_rules(file: Path) -> Path:
    """The schema without what ties fields together, which some tools stumble over."""
    document = json.loads(file.read_text(encoding="utf-8"))
    document.pop("allOf", None)
    written = file.with_suffix(".alone.json")
    written.write_text(json.dumps(document), encoding="utf-8")
    return written


def schema(specs: Path, slug: str) -> Path:
    """The generated draft-07 schema of a model's requests, or of all requests."""
    wanted = f"acme/{slug}.request" if slug else "requests"
    path = f"schemas/draft-07/{wanted}.schema.json"
    options = Options(specs, None, specs / "generated", ("schemas",))
    text = next(file.text for file in emit(options, lambda model: None) if file.path == path)
    written = specs.parent / f"{specs.name}.json"
    written.write_text(text, encoding="utf-8")
    return written


if __name__ == "__main__":
    sys.exit(main())
