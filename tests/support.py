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


def models(folder: Path) -> list[Model]:
    """The models of a specs folder. Raises SpecErrors."""
    return list(Specs(SpecFolder(folder, "specs")).models())


def contracts(folder: Path) -> dict[str, Contract]:
    """AIR id -> contract, of a specs folder."""
    return {model.air: model.contract for model in models(folder)}


def with_tasks(specs: Path, folder: Path) -> Path:
    """A copy of the specs that has the project's own tasks."""
    shutil.copytree(specs, folder)
    shutil.copytree(ROOT / "specs" / "tasks", folder / "tasks", ignore=shutil.ignore_patterns("*.json"))
    return folder


@cache
def own_models() -> tuple[Model, ...]:
    """The project's own models."""
    return tuple(models(ROOT / "specs"))


@cache
def fixture_models() -> tuple[Model, ...]:
    """Vidu 1.5 and the models that use every construct of the language."""
    with tempfile.TemporaryDirectory() as scratch:
        return tuple(models(with_tasks(FIXTURES, Path(scratch) / "specs")))
