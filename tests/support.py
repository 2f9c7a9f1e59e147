"""Loading specs in tests."""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from pathlib import Path

from airsmith.load.folder import SpecFolder
from airsmith.meaning.contract import Contract
from airsmith.model.catalog import Model
from airsmith.model.specs import Specs

ROOT = Path(__file__).resolve().parents[1]
FIXTURES = ROOT / "tests" / "fixtures" / "specs"
FROZEN = ROOT / "tests" / "fixtures" / "frozen"
"""A copy of our specs that is not kept up to date: what sentences and commands are tested on, so that specs can change."""


def models(folder: Path) -> list[Model]:
    """The models of a specs folder. Raises SpecErrors."""
    return list(Specs(SpecFolder(folder, "specs")).models())


def contracts(folder: Path) -> dict[str, Contract]:
    """AIR id -> contract, of a specs folder."""
    return {model.air: model.contract for model in models(folder)}


def with_tasks(specs: Path, folder: Path) -> Path:
    """A copy of the specs that has the frozen tasks."""
    shutil.copytree(specs, folder)
    shutil.copytree(FROZEN / "tasks", folder / "tasks")
    return folder


@cache
def own_models() -> tuple[Model, ...]:
    """The project's own models."""
    return tuple(models(ROOT / "specs"))


@cache
def frozen_models() -> tuple[Model, ...]:
    """The five models as they stood once: for tests that name figures, and not for what is generated."""
    return tuple(models(FROZEN))


@cache
def fixture_models() -> tuple[Model, ...]:
    """Vidu 1.5 and the models that use every construct of the language."""
    with tempfile.TemporaryDirectory() as scratch:
        return tuple(models(with_tasks(FIXTURES, Path(scratch) / "specs")))
