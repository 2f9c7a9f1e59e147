"""The two sides that are compared, as folders and as commits."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from compared import NARROWED, git
from spec_pairs import BASE, edited


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the old side, ``old``."""
    shutil.copytree(BASE, tmp_path / "old")
    return tmp_path


@pytest.fixture
def repository(folder: Path) -> Path:
    """A repository with two commits, the first of them tagged v1.0."""
    specs = folder / "specs"
    (folder / "old").rename(specs)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message=one")
    git(folder, "tag", "v1.0")
    edited(specs, specs, NARROWED)
    git(folder, "commit", "--quiet", "--all", "--message=two")
    return folder
