"""The schemas beside the specs: made of the kinds, and true of the specs."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from airsmith.editors import outdated, refresh
from airsmith.load.layout import FILE_KINDS
from airsmith.load.modelines import modelines
from airsmith.load.yaml_nodes import parse, to_json
from jsonschema import Draft202012Validator

from support import ROOT

SPECS = ROOT / "specs"
FILES = sorted(SPECS.rglob("*.yaml"))


def test_those_of_the_repository_are_up_to_date() -> None:
    assert list(outdated(SPECS)) == []


def test_they_are_schemas() -> None:
    for kind in FILE_KINDS:
        Draft202012Validator.check_schema(json.loads((SPECS / f"{kind}.schema.json").read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_spec_names_its_schema_and_meets_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    named = text.splitlines()[0].removeprefix("# yaml-language-server: $schema=")
    assert text.startswith(modelines(named))
    schema: Any = json.loads((path.parent / named).read_text(encoding="utf-8"))
    data: Any = to_json(parse(path.read_bytes(), path.name))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(data)] == []
    data["colour"] = "blue"
    assert not Draft202012Validator(schema).is_valid(data)


def test_what_is_missing_or_different_is_made(tmp_path: Path) -> None:
    names = tuple(f"{kind}.schema.json" for kind in FILE_KINDS)
    assert refresh(tmp_path) == names
    assert refresh(tmp_path) == ()
    for name in names:
        assert (tmp_path / name).read_bytes() == (SPECS / name).read_bytes()
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o644
    (tmp_path / names[1]).write_text("{}", encoding="utf-8")
    (tmp_path / names[2]).unlink()
    assert refresh(tmp_path) == names[1:3]
    assert sorted(os.listdir(tmp_path)) == sorted(names)


def test_a_folder_in_the_way_is_an_error_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "spec.schema.json").mkdir()
    with pytest.raises(OSError):
        refresh(tmp_path)
    assert os.listdir(tmp_path) == ["spec.schema.json"]
