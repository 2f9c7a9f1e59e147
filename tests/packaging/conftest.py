"""What `make build` makes, and environments that have nothing but a wheel of it and what that needs."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path

import pytest
from airsmith.lock import locked

from python_environment import EPOCH, Environment
from support import ROOT

PATIENCE = 600.0
"""Seconds that one worker of a run waits for what another makes."""


@pytest.fixture(scope="session")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `make build` fills."""
    return _shared(tmp_path_factory, "dist", _build)


@pytest.fixture(scope="session")
def airsmith(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    return Environment(_shared(tmp_path_factory, "airsmith", lambda folder: _install(dist, folder)))


@pytest.fixture(scope="session")
def package(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    return Environment(_shared(tmp_path_factory, "runware_openai", lambda folder: _install(dist, folder)))


def _shared(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that is made once for all workers of a run."""
    own = factory.getbasetemp()
    home = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "packages"
    made = home / f"{name}.made"
    with locked(home / f"{name}.lock", PATIENCE):
        if not made.exists():
            make(home / name)
            made.touch()
    return home / name


def _build(folder: Path) -> None:
    command = [sys.executable, str(ROOT / "tests" / "packages.py"), folder.name]
    dated = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH}
    done = subprocess.run(command, cwd=folder.parent, env=dated, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def _install(dist: Path, folder: Path) -> None:
    """Make an environment of the wheel that the folder is called after."""
    (wheel,) = (dist / "python").glob(f"{folder.name}-*.whl")
    venv.create(folder, with_pip=True)
    Environment(folder).pip("install", str(wheel))
