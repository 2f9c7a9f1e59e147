"""Folders of specs for the tests of commands."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from support import FROZEN, ROOT


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with the frozen specs, the schemas for editors beside them, and nothing generated."""
    folder = tmp_path / "project"
    shutil.copytree(FROZEN, folder / "specs")
    for schema in (ROOT / "specs").glob("*.schema.json"):
        shutil.copy(schema, folder / "specs")
    return folder


@pytest.fixture
def broken(project: Path) -> Path:
    """A folder whose specs hold two errors in two files."""
    sora, dall = project / "specs" / "openai" / "sora-2.yaml", project / "specs" / "openai" / "dall-e-2.yaml"
    sora.write_text(sora.read_text(encoding="utf-8") + "colour: blue\n", encoding="utf-8")
    dall.write_text(dall.read_text(encoding="utf-8").replace("length: [1, 1000]", "length: [9, 1]"), encoding="utf-8")
    return project
