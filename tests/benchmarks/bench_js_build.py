"""The validators for node: our package compiled as its tsconfig says, every peer bundled to one module by esbuild."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from bench_corpus import ROOT, request_schema
from peers_schemas import published
from peers_tuned_schema import HEX, MODELS

sys.path.insert(0, str(ROOT / "tests"))
from node import MODULES, node, tool

SCRIPTS = Path(__file__).resolve().parent / "js"
PACKAGE = ROOT / "generated" / "typescript"
NAME = "runware-openai"


def build(folder: Path) -> dict[str, Path]:
    """`x` of every `js/peer_x.mjs` -> that script as one module that node can import."""
    work = folder / "work"
    shutil.copytree(SCRIPTS, work)
    # Scripts find packages in the folders around them, and tests/tools is not around these.
    (folder / "node_modules").symlink_to(MODULES, target_is_directory=True)
    ours = work / "node_modules" / NAME
    shutil.copytree(PACKAGE, ours)
    for project in ("tsconfig.json", "tsconfig.cjs.json"):
        run([*tool("tsc"), "-p", project], ours)
    built = work / "built"
    built.mkdir()
    asked = folder / "schemas.json"
    asked.write_text(json.dumps(schemas()), encoding="utf-8")
    run_script(work / "build_ajv.mjs", asked, built)
    run_script(work / "build_typia.mjs", work / "models_typia.ts", built)
    return {path.stem.removeprefix("peer_"): bundled(path) for path in sorted(work.glob("peer_*.mjs"))}


def bundled(module: Path) -> Path:
    """One module with everything it needs; our package stays as the compiler made it."""
    target = module.parent / "bundle" / module.name
    options = ("--bundle", "--format=esm", "--platform=node", "--target=node20", f"--external:{NAME}")
    run([*tool("esbuild"), module.name, *options, "--log-level=error", f"--outfile={target}"], module.parent)
    return target


def schemas() -> dict[str, dict[str, object]]:
    """What ajv compiles: the published schemas, the one for all models, and one with nothing but what decides.

    The pattern of a UUID has no counts in the last: V8 matches it three times as fast.
    """
    counted = {f"{HEX}{{{count}}}": HEX * count for count in (8, 4, 12)}
    tuned = json.dumps(MODELS)
    for short, long in counted.items():
        tuned = tuned.replace(short, long)
    return {
        "published": {str(model): schema for model, schema in published("2020-12").items()},
        "union": {"requests": request_schema("requests")},
        "tuned": json.loads(tuned),
    }


def run_script(script: Path, *arguments: Path) -> str:
    """What node prints."""
    return run([str(node()), str(script), *map(str, arguments)], script.parent)


def run(command: Sequence[str], folder: Path) -> str:
    """What the command prints. Raises SystemExit with its errors when it fails."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return done.stdout


def versions() -> dict[str, str]:
    """Of node and of the packages compared."""
    packages = ("ajv", "@sinclair/typebox", "typia", "zod", "valibot", "typescript", "esbuild")
    found = {name: json.loads((MODULES / name / "package.json").read_text())["version"] for name in packages}
    return {"node": run([str(node()), "--version"], ROOT).strip().removeprefix("v"), **found}
