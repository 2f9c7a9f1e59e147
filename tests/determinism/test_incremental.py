"""Runs that make again only what changed: the bytes are those of a whole run."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import sys
from pathlib import Path

import pytest
from airsmith import pipeline
from airsmith.files import File
from airsmith.memory import Memory
from airsmith.options import Options

from support import ROOT
from trees import airsmith, states, tree

sys.path.insert(0, str(ROOT / "tests" / "benchmarks"))
from catalogues import clones  # noqa: E402

MODELS = 5
SPEC = "openai/dall-e-3.yaml"


@pytest.fixture
def made(project: Path) -> Path:
    """The project after a run."""
    airsmith("generate", cwd=project)
    return project


def change(project: Path, old: str = "length: [1, 4000]", new: str = "length: [1, 4001]") -> None:
    path = project / "specs" / SPEC
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def whole(project: Path) -> dict[str, str]:
    """What a run makes that remembers nothing."""
    airsmith("generate", "--out", "whole", cwd=project)
    found = tree(project / "whole")
    shutil.rmtree(project / "whole")
    return found


def remade(project: Path) -> set[str]:
    """The specs whose files a run would make again."""
    options = Options(project / "specs", None, project / "generated")
    specs = {f"openai/{path.name}" for path in (project / "specs" / "openai").glob("*.yaml")} - {"openai/provider.yaml"}
    memory = Memory(options, options.inputs())
    try:
        return specs - memory.known(specs)
    finally:
        memory.close()


def made_again(project: Path) -> set[str]:
    """The files of which a run would make the text, whatever it then finds on disk."""
    options = Options(project / "specs", None, project / "generated")
    memory = Memory(options, options.inputs())
    try:
        files = pipeline.emit(options, lambda entry: None, memory)
        return {file.path for file in files if isinstance(file, File)}
    finally:
        memory.close()


def targets_listing_models(paths: set[str]) -> set[str]:
    """The targets of which index files are among the paths."""
    return {path.partition("/")[0] for path in paths if "dall-e-3" not in path and "dall_e_3" not in path}


def test_one_changed_spec_is_all_that_is_made_again(made: Path) -> None:
    assert remade(made) == set()
    change(made)
    assert remade(made) == {SPEC}
    before = states(made / "generated")
    airsmith("generate", cwd=made)
    assert tree(made / "generated") == whole(made)
    after = states(made / "generated")
    others = [name for name in before if "sora-2" in name or "sora_2" in name]
    assert others and all(before[name] == after[name] for name in others)


def test_a_run_makes_only_the_indexes_that_say_what_changed(made: Path) -> None:
    assert made_again(made) == set()
    change(made)
    assert targets_listing_models(made_again(made)) == {"docs", "openapi", "schemas"}
    airsmith("generate", cwd=made)
    assert made_again(made) == set()
    change(made, "name: DALL·E 3", "name: DALL·E three")
    assert {"python", "typescript", "vectors"} < targets_listing_models(made_again(made))
    airsmith("generate", cwd=made)
    assert tree(made / "generated") == whole(made)


@pytest.mark.parametrize("name", ["python/README.md", "typescript/src/index.ts", "schemas/requests.schema.json"])
def test_an_index_that_was_changed_by_hand_is_made_again(made: Path, name: str) -> None:
    expected = tree(made / "generated")
    path = made / "generated" / name
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert targets_listing_models(made_again(made)) == {name.partition("/")[0]}
    airsmith("generate", cwd=made)
    assert tree(made / "generated") == expected


def test_an_index_is_not_kept_for_other_targets_or_without_a_model(made: Path) -> None:
    (made / "specs" / SPEC).unlink()
    assert {"docs", "openapi", "python", "schemas", "typescript", "vectors"} == targets_listing_models(made_again(made))
    airsmith("generate", "--target", "python", cwd=made)
    airsmith("generate", cwd=made)
    assert tree(made / "generated") == whole(made)


@pytest.mark.parametrize("shared", ["tasks/image-inference.yaml", "openai/provider.yaml", "catalog.yaml"])
def test_a_changed_file_that_models_share_makes_all_of_them_again(made: Path, shared: str) -> None:
    path = made / "specs" / shared
    path.write_text(path.read_text(encoding="utf-8") + "# a word\n", encoding="utf-8")
    assert len(remade(made)) == MODELS


def test_a_model_follows_from_the_one_it_extends(project: Path) -> None:
    base = (project / "specs" / SPEC).read_text(encoding="utf-8")
    head = "\n".join(line for line in base.split("\n") if line.startswith(("spec:", "lifecycle:", "source:")))
    text = f'{head}\nair: openai:2@9\nname: DALL·E 9\nextends: "openai:2@3"\n'
    (project / "specs" / "openai" / "dall-e-9.yaml").write_text(text, encoding="utf-8")
    airsmith("generate", cwd=project)
    assert remade(project) == set()
    change(project)
    assert remade(project) == {SPEC, "openai/dall-e-9.yaml"}


@pytest.mark.parametrize("harm", ["changed", "touched", "gone", "replaced by a link"])
def test_files_that_are_not_as_they_were_left_are_made_again(made: Path, harm: str) -> None:
    expected = tree(made / "generated")
    path = made / "generated" / "vectors" / "openai" / "dall-e-3.json"
    left = path.stat()
    if harm == "changed":
        path.write_text("changed\n", encoding="utf-8")
    elif harm == "touched":
        os.utime(path, ns=(left.st_atime_ns, left.st_mtime_ns + 1))
    else:
        moved = path.rename(path.with_name("moved.json"))
        if harm != "gone":
            path.symlink_to(moved.name)
    assert remade(made) == {SPEC}
    path.with_name("moved.json").unlink(missing_ok=True)
    airsmith("generate", cwd=made)
    assert tree(made / "generated") == expected


def test_a_manifest_that_says_otherwise_is_believed(made: Path) -> None:
    path = made / "generated" / "MANIFEST.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["files"]["vectors/openai/dall-e-3.json"]["sha256"] = "0" * 64
    path.write_text(json.dumps(manifest), encoding="utf-8")
    assert remade(made) == {SPEC}


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"x" * 5000])
def test_a_memory_that_is_broken_is_no_memory(made: Path, content: bytes) -> None:
    memory = Options(made / "specs", None, made / "generated").memory
    memory.write_bytes(content)
    assert len(remade(made)) == MODELS
    change(made)
    airsmith("generate", cwd=made)
    assert tree(made / "generated") == whole(made)
    assert remade(made) == set()


def test_a_memory_with_other_tables_is_no_memory(made: Path) -> None:
    memory = Options(made / "specs", None, made / "generated").memory
    memory.unlink()
    database = sqlite3.connect(memory)
    database.execute("CREATE TABLE owners (something)")
    database.commit()
    database.close()
    assert len(remade(made)) == MODELS


def test_a_run_that_fails_remembers_nothing(made: Path) -> None:
    memory = Options(made / "specs", None, made / "generated").memory
    before = memory.read_bytes()
    change(made, "name: DALL·E 3", "name: ''")
    change(made, "length: [1, 4000]", "length: [1, 4001]")
    airsmith("generate", cwd=made, expected=1)
    assert memory.read_bytes() == before


def test_a_spec_that_went_is_forgotten(made: Path) -> None:
    (made / "specs" / SPEC).unlink()
    airsmith("generate", cwd=made)
    assert tree(made / "generated") == whole(made)
    database = sqlite3.connect(Options(made / "specs", None, made / "generated").memory)
    assert database.execute("SELECT count(*) FROM owners WHERE owner = ?", (SPEC,)).fetchone() == (0,)
    assert database.execute("SELECT count(*) FROM notes WHERE owner = ?", (SPEC,)).fetchone() == (0,)
    database.close()


def test_a_check_remembers_nothing_and_looks_at_contents(made: Path) -> None:
    path = made / "generated" / "vectors" / "openai" / "dall-e-3.json"
    left = path.stat()
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("a", "b"), encoding="utf-8")
    os.utime(path, ns=(left.st_atime_ns, left.st_mtime_ns))
    assert airsmith("generate", "--check", cwd=made, expected=4)


def test_a_catalogue_is_the_same_for_the_same_seed() -> None:
    assert list(clones(12)) == list(clones(40))[:12]
    assert [clone.text for clone in clones(12, seed=2)] != [clone.text for clone in clones(12)]
    assert len({clone.air for clone in clones(500)}) == 500
