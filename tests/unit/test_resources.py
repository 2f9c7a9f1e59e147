"""Where the folders are found, in a checkout and in a wheel."""

from pathlib import Path

import pytest

from airsmith import resources


def test_in_a_checkout_the_folders_are_at_the_root() -> None:
    root = Path(__file__).resolve().parents[2]
    assert resources.specs() == root / "specs"
    assert resources.templates() == root / "templates"
    assert resources.package() == root / "generator" / "airsmith"


def test_in_a_wheel_the_folders_are_inside_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "specs").mkdir()
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path)
    assert resources.specs() == tmp_path / "specs"
