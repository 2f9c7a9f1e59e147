"""What type checkers say of requests, calls and results: the marked lines of the cases are errors, and no others."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from node import MODULES
from typescript_consumer import project, run, tsc

CASES = Path(__file__).parent / "cases"
FILES = sorted(CASES.glob("*.ts"))
OPTIONS = {
    "module": "nodenext",
    "target": "es2022",
    "lib": ["es2022", "dom"],
    "exactOptionalPropertyTypes": True,
    "noUncheckedIndexedAccess": True,
    "noEmit": True,
}
Lines = set[tuple[str, int]]


def marked(word: str) -> Lines:
    return {
        (path.name, number)
        for path in FILES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if line.endswith(f"// expect: {word}")
    }


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project(tmp_path_factory.mktemp("cases"), {path.name: path.read_text(encoding="utf-8") for path in FILES})


def test_there_are_cases() -> None:
    assert len(marked("error")) > 50
    assert len(marked("deprecated")) == 9


@pytest.mark.parametrize("compiler", ["tsc", "tsc-7"])
def test_the_marked_lines_are_errors_and_no_others(compiler: str, cases: Path) -> None:
    output = tsc(cases, OPTIONS, *(path.name for path in FILES), compiler=compiler)
    found = {(match[1], int(match[2])) for match in re.finditer(r"^(.+?)\((\d+),\d+\): error ", output, re.MULTILINE)}
    silent, loud = sorted(marked("error") - found), sorted(found - marked("error"))
    assert (silent, loud) == ([], []), output


@pytest.fixture(scope="module")
def shown(cases: Path) -> dict[str, Any]:
    """What an editor is told about the calls of functions of retired models."""
    shutil.copy(CASES / "deprecations.mjs", cases)
    typescript = MODULES / "typescript" / "lib" / "typescript.js"
    run(cases, "deprecations.mjs", str(typescript), str(cases / "deprecations.ts"), "answer.json")
    found: dict[str, Any] = json.loads((cases / "answer.json").read_text(encoding="utf-8"))
    return found


def test_an_editor_strikes_retired_models_through(shown: dict[str, Any]) -> None:
    assert {("deprecations.ts", line) for line in shown["struck"]} == marked("deprecated")


def test_an_editor_shows_since_when_and_what_instead(shown: dict[str, Any]) -> None:
    lines = (CASES / "deprecations.ts").read_text(encoding="utf-8").splitlines()
    for line, one in shown["shown"].items():
        words = dict(one["tags"]).get("deprecated", "")
        if "allE" in lines[int(line) - 1]:
            assert words.endswith("is retired since 2026-05-12; use openai:gpt-image@2.")
        elif "sora2" in lines[int(line) - 1]:
            assert words.endswith("is retired since 2026-09-24; no replacement is named.")
        else:
            assert one["tags"] == []


def test_an_editor_shows_the_id_of_a_model_as_it_is_written(shown: dict[str, Any]) -> None:
    assert [one["text"] for one in shown["shown"].values() if "AIR id openai:2@3." in one["text"]]
