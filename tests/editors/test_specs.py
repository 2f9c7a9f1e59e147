"""Spec files in an editor: opened over the language server protocol, completed, explained, and marked where wrong."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from language_server import Session, session
from support import ROOT

pytestmark = pytest.mark.system

SPECS = ROOT / "specs"
FILES = sorted(SPECS.rglob("*.yaml"))
BEGUN = """spec: 1
air: openai:9@1
name: Nine
lifecycle: {stage: alive}
source: {url: "https://acme.example", fetched: "yesterday"}
fields:
  caption: {type: string, length: [1, 20], colour: blue}
fieldz: {}
rules:
  - {togethr: [caption, seed]}
"""
HEADS = {
    "yaml-language-server": "# yaml-language-server: $schema=../spec.schema.json\n",
    "JetBrains": "# $schema: ../spec.schema.json\n",
    "both": "# yaml-language-server: $schema=../spec.schema.json\n# $schema: ../spec.schema.json\n",
}


@pytest.fixture(scope="module")
def editor() -> Iterator[Session]:
    with session(SPECS) as opened:
        yield opened


def lines(editor: Session, path: Path, text: str) -> dict[int, list[str]]:
    """Line of the text -> what is said there; lines count from 1, as editors show them."""
    found: dict[int, list[str]] = {}
    for one in editor.diagnostics(path, text):
        found.setdefault(one["range"]["start"]["line"] + 1, []).append(one["message"])
    return found


def place(text: str, word: str) -> tuple[int, int]:
    """Line and character of a word, from 0."""
    before = text[: text.index(word)]
    return before.count("\n"), len(before) - before.rfind("\n") - 1


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_is_wrong_with_ours(editor: Session, path: Path) -> None:
    assert lines(editor, path, path.read_text(encoding="utf-8")) == {}


@pytest.mark.parametrize("head", HEADS)
def test_what_is_wrong_is_marked_at_its_line(editor: Session, head: str) -> None:
    found = lines(editor, SPECS / "openai" / f"nine-{head}.yaml", HEADS[head] + BEGUN)
    first = HEADS[head].count("\n")
    assert {line - first for line in found} == {4, 5, 7, 8, 10}
    assert found[first + 4] == ['Value is not accepted. Valid values: "live", "deprecated", "retired".']
    assert found[first + 5] == ["Write a date such as 2025-10-27."]
    assert found[first + 7] == ["Property colour is not allowed."]
    assert found[first + 8] == ["Property fieldz is not allowed."]
    assert any("write one of its verbs: require, forbid" in said.lower() for said in found[first + 10])


def test_keys_of_the_language_are_offered_with_what_they_mean(editor: Session) -> None:
    text = HEADS["both"] + BEGUN
    path = SPECS / "openai" / "begun.yaml"
    editor.diagnostics(path, text)
    file = editor.completions(path, text.count("\n"), 0)
    assert {"task", "media", "providerSettings", "examples"} <= file.keys()
    assert file["notes"] == "What the page says beyond limits"
    text += "  - \ndimensions:\n  \n"
    path = SPECS / "openai" / "more.yaml"
    editor.diagnostics(path, text)
    line, _ = place(text, "  - \n")
    verbs = editor.completions(path, line, 4)
    assert verbs["forbid"] == "The fields must not be given"
    assert {"when", "require", "exactly_one", "total", "coerce"} <= verbs.keys()
    line, character = place(text, "colour")
    keywords = editor.completions(path, line, character)
    assert {"pattern", "enum", "required", "default"} <= keywords.keys()
    sizes = editor.completions(path, text.count("\n") - 1, 2)
    assert {"pairs", "groups", "range", "use", "from"} <= sizes.keys()


def test_values_are_offered(editor: Session) -> None:
    text = HEADS["both"] + BEGUN
    path = SPECS / "openai" / "values.yaml"
    editor.diagnostics(path, text)
    assert editor.completions(path, *place(text, "alive")).keys() == {"live", "deprecated", "retired"}
    assert {"string", "integer", "image"} <= editor.completions(path, *place(text, "string")).keys()


def test_a_key_is_explained(editor: Session) -> None:
    text = HEADS["both"] + BEGUN
    path = SPECS / "openai" / "explained.yaml"
    editor.diagnostics(path, text)
    assert "Code points of a text; `null` leaves an end open" in editor.hover(path, *place(text, "length"))
    assert "The AIR id of the model, such as `openai:2@3`" in editor.hover(path, *place(text, "air:"))


def test_what_new_model_and_new_specs_write_is_checked_from_the_start(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "airsmith", "new"]
    mine = str(tmp_path / "mine")
    subprocess.run([*command, "specs", mine], check=True, capture_output=True)
    model = [*command, "model", "acme:brush@1", "--name", "Brush", "--specs", mine]
    subprocess.run(model, check=True, capture_output=True)
    made = subprocess.run(
        [sys.executable, "-m", "airsmith", "generate", "--specs", mine, "--out", str(tmp_path / "out")],
        capture_output=True,
    )
    assert made.returncode == 0, made.stderr
    with session(tmp_path / "mine") as opened:
        written = sorted((tmp_path / "mine").rglob("*.yaml"))
        assert len(written) == 5
        for path in written:
            text = path.read_text(encoding="utf-8")
            assert text.startswith("# yaml-language-server: $schema=")
            assert lines(opened, path, text) == {}
            wrong = path.with_stem(f"{path.stem}-wrong")
            assert lines(opened, wrong, text + "colour: blue\n") == {
                text.count("\n") + 1: ["Property colour is not allowed."]
            }
