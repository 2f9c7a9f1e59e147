"""Prettier finds nothing to change in the npm package, whatever its specs say, and text of a spec stays text."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from airsmith.meaning.evaluate import violations
from airsmith.model.catalog import Model

from cases import case_models
from node import node, tool
from support import ROOT, fixture_models, own_models
from typescript_consumer import SOURCE
from typescript_hostile import PLANTED, TEXTS, hostile_models, requests
from typescript_package import ask, compiled, record, write_package

STYLE = ROOT / "tests" / "tools" / "prettier.json"
CATALOGUES: dict[str, Callable[[], tuple[Model, ...]]] = {
    "fixtures": fixture_models,
    "conformance": case_models,
    "hostile": hostile_models,
}


def changed(*paths: Path) -> str:
    """What prettier would change in files, or in a folder, all kinds of files included."""
    command = [*tool("prettier"), "--config", str(STYLE), "--check", *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_what_is_committed_is_formatted() -> None:
    assert list(SOURCE.glob("src/**/*.ts"))
    listed = json.loads((ROOT / "generated" / "MANIFEST.json").read_text(encoding="utf-8"))["files"]
    ours = [name for name in listed if name.startswith("typescript/") and name != "typescript/LICENSE"]
    assert changed(*(ROOT / "generated" / name for name in ours)) == ""


@pytest.mark.parametrize("name", CATALOGUES)
def test_what_is_made_of_other_specs_is_formatted(name: str, tmp_path: Path) -> None:
    write_package(CATALOGUES[name](), tmp_path)
    assert changed(tmp_path) == ""


def test_a_change_of_form_is_seen(tmp_path: Path) -> None:
    write_package(own_models(), tmp_path, [("src/client.ts", "extends RunwareBase {", "extends RunwareBase{")])
    assert "client.ts" in changed(tmp_path)


def test_hostile_text_compiles_and_gives_the_verdicts_of_the_oracle() -> None:
    contracts = {model.air: model.contract for model in hostile_models()}
    asked = requests()
    expected = [[record(one) for one in violations(request, contracts)] for request in asked]
    assert sum(not one for one in expected) == len(asked) / 2
    for request, answer, wanted in zip(asked, ask(compiled(hostile_models()), asked), expected, strict=True):
        assert answer.records == wanted, request
        assert answer.valid == (not wanted)


def test_hostile_text_executes_nothing() -> None:
    package = compiled(hostile_models()).as_uri()
    script = f"""
        const found = await import("{package}/esm/index.js");
        for (const [name, build] of Object.entries(found)) {{
          if (/^(text|prompt)[0-9]+$/.test(name)) build("a lake", {{}});
        }}
        for (const model of found.MODELS) String(found.violations({{ model }}).join() + found.warnings({{ model }}).join());
        console.log(found.MODELS.length, globalThis.__planted);
    """
    done = subprocess.run([str(node()), "--input-type=module", "--eval", script], capture_output=True, text=True)
    assert done.stdout == f"{len(hostile_models())} undefined\n", done.stderr


def test_a_comment_shows_hostile_text_and_ends_where_it_should() -> None:
    folder = compiled(hostile_models())
    for path in (folder / "src").rglob("*.ts"):
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line.lstrip().startswith(("*", "/*")):
                assert line.count("*/") == line.rstrip().endswith("*/"), f"{path.name}: {line}"
                assert not {char for char in line if not char.isprintable() and char != "\u200b"}
    emitted = (folder / "esm" / "models" / "text-6.d.ts").read_text(encoding="utf-8")
    assert TEXTS[6].startswith("*/") and PLANTED in emitted


def test_no_text_begins_a_tag() -> None:
    text = (compiled(hostile_models()) / "src" / "models" / "text-14.ts").read_text(encoding="utf-8")
    assert "@deprecated" in TEXTS[14] and "\uff20deprecated \uff20internal {\uff20link x}" in text
    comments = [line.strip() for line in text.splitlines() if line.lstrip().startswith(("*", "/*"))]
    assert {line[:15] for line in comments if " @" in line} == {"* @deprecated \uff20"}
