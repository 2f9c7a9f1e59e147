"""What the tests of the commands that compare two sides have in common: edits of the same specs, and the commands."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from command import Outcome, airsmith
from spec_pairs import BASE, BRUSH, Edit, edited
from support import ROOT

SCHEMA = Draft202012Validator(
    json.loads((ROOT / "docs" / "diff.schema.json").read_text(encoding="utf-8")),
    format_checker=Draft202012Validator.FORMAT_CHECKER,
)
NARROWED = (Edit(BRUSH, "enum: [flat, rough], labels: {flat: Flat}", "enum: [rough]"),)
WIDENED = (Edit(BRUSH, "[flat, rough]", "[flat, rough, soft]"),)


def diff(folder: Path, edits: tuple[Edit, ...], *arguments: str) -> Outcome:
    """``airsmith diff`` of the specs in ``old`` with themselves after ``edits``."""
    shutil.rmtree(folder / "new", ignore_errors=True)
    edited(BASE, folder / "new", edits)
    return airsmith("diff", "old", "new", "--no-surface", *arguments, cwd=folder)


def report(folder: Path, edits: tuple[Edit, ...], *arguments: str) -> Any:
    """Its report as JSON, which has the documented shape."""
    found = json.loads(diff(folder, edits, "--format", "json", *arguments).out)
    SCHEMA.validate(found)
    return found


def declared(python: str, npm: str, specs: str) -> tuple[Edit, ...]:
    """Other versions of the three artefacts."""
    return (
        Edit("catalog.yaml", "acme_models, version: 1.4.2", f"acme_models, version: {python}"),
        Edit("catalog.yaml", "npm: {name: acme-models, version: 1.4.2", f"npm: {{name: acme-models, version: {npm}"),
        Edit("catalog.yaml", 'schemas", version: 1.4.2', f'schemas", version: {specs}'),
    )


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.test", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)
