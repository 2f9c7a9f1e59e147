"""specs/README.md is whole and current: every construct is named, every example is accepted, every code is listed."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, cast

import pytest
from airsmith.diagnostics import CODES, SpecErrors
from airsmith.load.folder import SpecFolder
from airsmith.load.layout import FILE_KINDS, FileKind
from airsmith.load.spec_schema import STAGES, TYPES, spec_schema
from airsmith.load.yaml_nodes import parse, to_json
from airsmith.meaning.kinds.conditions import RESERVED
from airsmith.meaning.values import Fragment
from airsmith.model.specs import Specs

from markdown_blocks import Block, blocks
from support import ROOT

PAGE = (ROOT / "specs" / "README.md").read_text(encoding="utf-8")
EXAMPLES = [block for block in blocks(PAGE) if block.language == "yaml"]

MODEL: dict[str, Any] = {
    "spec": 1,
    "air": "acme:brush@1",
    "name": "Brush",
    "provider": "acme",
    "task": "imageInference",
    "source": {"url": "https://acme.example/docs#brush", "fetched": "2025-10-27"},
    "lifecycle": {"stage": "live"},
    "workflows": ["text-to-image", {"image-to-image": {"needs": "seedImage"}}],
    "fields": {
        "seedImage": {"type": "image"},
        "mask": {"type": "image"},
        "margin": {"type": "integer", "range": [0, 64]},
        "seed": {"type": "integer", "range": [0, 999]},
        "steps": {"type": "integer", "range": [1, 50]},
        "strength": {"type": "number", "range": [0, 1]},
    },
    "dimensions": {"pairs": ["1024x1024", "1792x1024"]},
    "providerSettings": ["mood"],
}
"""The model that the examples of the page are parts of."""

PROVIDER: dict[str, Any] = {
    "spec": 1,
    "provider": "acme",
    "name": "Acme",
    "source": {"url": "https://acme.example/docs", "fetched": "2025-10-27"},
    "settings": {"mood": {"enum": ["calm", "tense"]}},
}


def folder_with(example: Block, folder: Path) -> Path:
    """Specs that hold the example: as the file its first line names, or as a part of the model."""
    shutil.copytree(ROOT / "specs" / "tasks", folder / "tasks", ignore=shutil.ignore_patterns("*.json"))
    shutil.copyfile(ROOT / "specs" / "catalog.yaml", folder / "catalog.yaml")
    write(folder / "acme" / "provider.yaml", PROVIDER)
    write(folder / "acme" / "pencil.yaml", {**MODEL, "air": "acme:pencil@1", "name": "Pencil"})
    write(folder / "sets" / "squares.yaml", {"spec": 1, "set": "squares", "pairs": ["256x256", "512x512"]})
    named = re.match(r"# (\S+\.yaml)\n", example.text)
    if named:
        (folder / named[1]).write_text(example.text, encoding="utf-8")
        written: dict[str, Any] = {}
    else:
        written = cast("dict[str, Any]", to_json(parse(example.text.encode(), "example")))
    whole = {**MODEL, **written, "fields": {**MODEL["fields"], **written.get("fields", {})}}
    write(folder / "acme" / "brush.yaml", whole)
    return folder


def test_the_commands_that_start_a_folder_work(tmp_path: Path) -> None:
    (block,) = (block for block in blocks(PAGE) if block.language == "sh")
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    done = subprocess.run(
        ["bash", "-ec", block.text], cwd=tmp_path, env={**os.environ, "PATH": path}, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert "\n1 model, no errors\n" in done.stdout
    assert (tmp_path / "mygenerated" / "python" / "src" / "my_models" / "models" / "brush.py").is_file()


def write(path: Path, data: object) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(data), encoding="utf-8")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"line-{example.line}")
def test_an_example_is_accepted(example: Block, tmp_path: Path) -> None:
    try:
        models = list(Specs(SpecFolder(folder_with(example, tmp_path / "specs"), "specs")).models())
    except SpecErrors as errors:
        pytest.fail(f"line {example.line}: {errors}", pytrace=False)
    assert [model.name for model in models] == ["Brush", "Pencil"]


def test_the_model_of_the_examples_is_that_of_the_first_one() -> None:
    begun = cast("dict[str, Any]", to_json(parse(EXAMPLES[0].text.encode(), "example")))
    assert MODEL | begun == MODEL


def keys(kind: FileKind) -> set[str]:
    return set(_properties(spec_schema(kind)))


def _properties(schema: Fragment) -> Fragment:
    return cast("Fragment", schema["properties"])


@pytest.mark.parametrize("kind", [kind for kind in FILE_KINDS if kind != "catalog"])
def test_every_key_of_a_file_is_shown(kind: FileKind) -> None:
    shown = {match for block in EXAMPLES for match in re.findall(r"^([A-Za-z]+):", block.text, re.MULTILINE)}
    named = set(re.findall(r"`([A-Za-z]+)`", PAGE))
    assert keys(kind) - shown - named == set()


def test_every_keyword_of_a_field_has_its_row() -> None:
    definitions = cast("dict[str, Fragment]", spec_schema("spec")["$defs"])
    rows = re.findall(r"^\| `([a-z]+)` \| [^|]+ \| `\{", PAGE, re.MULTILINE)
    assert sorted(rows) == sorted(set(_properties(definitions["field"])) - {"type"})


def test_the_example_of_every_keyword_is_accepted(tmp_path: Path) -> None:
    rows = re.findall(r"^\| `([a-z]+)` \| [^|]+ \| `(\{.+\})` \|$", PAGE, re.MULTILINE)
    lines = [f"  {name}Field: {example}" for name, example in rows]
    test_an_example_is_accepted(Block("yaml", "fields:\n" + "\n".join(lines) + "\n", 0), tmp_path)


def test_every_verb_and_condition_is_listed() -> None:
    definitions = cast("dict[str, Fragment]", spec_schema("spec")["$defs"])
    verbs = set(_properties(definitions["rule"])) - {"when", "level", "why"}
    assert set(re.findall(r"^\| `([a-z_]+): [\[{]", PAGE, re.MULTILINE)) - {"any", "a"} == verbs
    assert [word for word in RESERVED if f"`{word}: " not in PAGE] == []


def test_every_type_and_stage_is_named() -> None:
    assert [word for word in (*TYPES, *STAGES) if f"`{word}`" not in PAGE] == []


def test_the_list_of_codes_is_complete_and_current() -> None:
    rows = re.findall(r"^\| `([a-z0-9-]+)` \| (.+) \|$", PAGE.partition("## What lint says")[2], re.MULTILINE)
    assert rows == list(CODES.items())


def test_the_finding_that_is_shown_is_real(tmp_path: Path) -> None:
    (shown,) = (block.text for block in blocks(PAGE) if block.language == "text")
    folder = folder_with(EXAMPLES[0], tmp_path / "specs")
    text = f"{EXAMPLES[0].text}fields: {{}}\nnotes: []\nworflows: [text-to-image]\n"
    (folder / "acme" / "brush.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(SpecErrors) as raised:
        list(Specs(SpecFolder(folder, "specs")).models())
    assert f"{raised.value}\n" == shown
