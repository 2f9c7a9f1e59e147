"""One feature a spec, and the files it becomes: small enough that the diff of a change can be read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from airsmith.model.catalog import Model

from expected import agrees
from generated import files
from support import models

HERE = Path(__file__).parent
CASES = sorted(path.name for path in (HERE / "made").iterdir())
SHOWN = {
    "python": ("src/generated_under_test/_validate/brush.py", "src/generated_under_test/models/brush.py"),
    "typescript": ("src/validate/brush.ts", "src/models/brush.ts"),
    "schemas": ("acme/brush.request.schema.json", "draft-07/acme/brush.request.schema.json"),
    "docs": ("acme/brush.md", "capabilities.json"),
    "openapi": ("openapi.yaml",),
}


def made(case: str, folder: Path) -> list[Model]:
    """The models of a case: the base with the case's own files over it."""
    shutil.copytree(HERE / "base", folder)
    shutil.copytree(HERE / "made" / case / "specs", folder, dirs_exist_ok=True)
    return models(folder)


@pytest.mark.parametrize("target", SHOWN)
@pytest.mark.parametrize("case", CASES)
def test_what_a_spec_becomes(case: str, target: str, tmp_path: Path) -> None:
    found = files(target, made(case, tmp_path / "specs"))
    for path in SHOWN[target]:
        agrees(found[f"{target}/{path}"], HERE / "made" / case / "expected" / target / Path(path).as_posix())
