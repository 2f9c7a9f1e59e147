"""The modules of the site's scripts, and scripts made of them that node runs."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

from airsmith.model.catalog import Model
from airsmith.publish.site.bundle import bundle

from generated import files
from node import node
from support import ROOT

RUNTIME = ROOT / "templates" / "site" / "runtime"


def package(models: Sequence[Model], module: str = "generated_under_test") -> dict[str, str]:
    """Path -> text of the modules of the npm package of these models."""
    made = files("typescript", models, module)
    return {path.removeprefix("typescript/src/"): text for path, text in made.items() if "/src/" in path}


def modules(models: Sequence[Model]) -> dict[str, str]:
    """Path -> text of all modules that the scripts of a site are made of."""
    own = {path.name: path.read_text(encoding="utf-8") for path in RUNTIME.glob("*.ts")}
    return own | {f"package/{path}": text for path, text in package(models).items()}


def told(folder: Path, models: Sequence[Model], source: str, *arguments: object) -> str:
    """What a script prints; ``source`` imports modules of the site and finds the arguments in ``given``."""
    given = json.dumps(arguments).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    script = folder / "script.cjs"
    text = bundle({**modules(models), "entry.ts": source}, "entry.ts")
    script.write_text(f"globalThis.given = {given};\n{text}", encoding="utf-8")
    done = subprocess.run([str(node()), str(script)], capture_output=True, text=True, encoding="utf-8", timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
