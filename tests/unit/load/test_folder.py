from __future__ import annotations

from pathlib import Path

import pytest
from airsmith.diagnostics import SpecErrors
from airsmith.load.folder import SpecFile, SpecFolder
from airsmith.load.layout import FILE_KINDS
from airsmith.load.spec_schema import spec_schema
from jsonschema import Draft202012Validator

from support import ROOT


def folder(tmp_path: Path, *names: str) -> SpecFolder:
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("spec: 1\n", encoding="utf-8")
    return SpecFolder(tmp_path, "my specs")


def test_files_come_in_code_point_order_and_their_place_says_what_they_are(tmp_path: Path) -> None:
    found = folder(
        tmp_path, "b/x-pro.yaml", "b/x.yaml", "b/provider.yaml", "tasks/t.yaml", "catalog.yaml", "Z/y.yaml"
    ).files()
    assert [(file.name, file.kind) for file in found] == [
        ("Z/y.yaml", "spec"),
        ("b/provider.yaml", "provider"),
        ("b/x.yaml", "spec"),
        ("b/x-pro.yaml", "spec"),
        ("catalog.yaml", "catalog"),
        ("tasks/t.yaml", "task"),
    ]


def test_hidden_files_other_files_and_folders_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    specs = folder(tmp_path, ".hidden/a.yaml", "a/.b.yaml", "a/b.yml", "a/c.json", "a/d.yaml")
    assert [file.name for file in specs.files()] == ["a/d.yaml"]


def test_a_file_that_cannot_be_read_is_told_with_the_folder_as_it_is_shown(tmp_path: Path) -> None:
    with pytest.raises(SpecErrors) as errors:
        SpecFolder(tmp_path, "my specs").read(SpecFile("a/b.yaml", "spec"))
    assert (
        str(errors.value)
        == "my specs/a/b.yaml:1:1: error[missing-file]: the file cannot be read: No such file or directory"
    )


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_the_schema_of_a_file_kind_is_a_schema(kind: str) -> None:
    schema = spec_schema(kind)  # type: ignore[arg-type]
    Draft202012Validator.check_schema(schema)
    assert f"airsmith {kind} file" in str(schema["title"])


def test_the_own_specs_have_the_form_their_schemas_ask_for() -> None:
    specs = SpecFolder(ROOT / "specs", "specs")
    files = list(specs.files())
    assert {file.kind for file in files} == set(FILE_KINDS) - {"set"}
    for file in files:
        assert not list(Draft202012Validator(spec_schema(file.kind)).iter_errors(specs.read(file).data))
