"""What output follows from: where one of these changes, a run makes something again."""

from __future__ import annotations

from pathlib import Path

import pytest
from airsmith import formatting
from airsmith.options import Options

from support import ROOT


@pytest.fixture
def options(tmp_path: Path) -> Options:
    return Options(ROOT / "specs", None, tmp_path / "generated")


def test_a_target_that_is_one_file(options: Options, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = tmp_path / "one_file.py"
    module.write_text("class Target: pass\n", encoding="utf-8")
    (tmp_path / "one_file-1.0.dist-info").mkdir()
    (tmp_path / "one_file-1.0.dist-info" / "METADATA").write_text("Name: one-file\nVersion: 1.0\n", encoding="utf-8")
    entry_points = "[airsmith.targets]\none = one_file:Target\n"
    (tmp_path / "one_file-1.0.dist-info" / "entry_points.txt").write_text(entry_points, encoding="utf-8")
    without = options.inputs()
    monkeypatch.syspath_prepend(tmp_path)
    first = options.inputs()
    module.write_text("class Target: name = 'one'\n", encoding="utf-8")
    assert len({without.common, first.common, options.inputs().common}) == 3


def test_what_formats_the_output_of_templates(
    options: Options, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "templates").mkdir()
    templated = Options(options.specs, tmp_path / "templates", options.out)
    plain, first = options.inputs(), templated.inputs()
    assert formatting.version().startswith("black 2")
    monkeypatch.setattr(formatting, "version", lambda: "black 99.1.0")
    assert templated.inputs() != first
    assert options.inputs() == plain
