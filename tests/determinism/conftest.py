"""What the tests of determinism share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from support import ROOT


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with our specs, in which nothing is generated yet."""
    folder = tmp_path / "project"
    shutil.copytree(ROOT / "specs", folder / "specs")
    return folder
