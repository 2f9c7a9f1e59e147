"""The hand-written TypeScript files: their form, their types, and what they do when node runs them."""

import os
import subprocess
from pathlib import Path

import pytest

from node import node, tool
from typescript_runtime import ROOT, RUNTIME, TESTS, check, run

SOURCES = sorted(RUNTIME.glob("*.ts"))
CONFIG = ROOT / "tests" / "tools" / "prettier.json"
FOR_NODE = {
    "types": ["node"],
    "noEmit": True,
    "emitDeclarationOnly": False,
    "declaration": False,
    "isolatedDeclarations": False,
}


def test_there_are_sources() -> None:
    assert {"report.ts", "sentences.ts", "values.ts", "base.ts"} <= {path.name for path in SOURCES}


@pytest.mark.parametrize("folder", [RUNTIME, TESTS], ids=lambda folder: folder.name)
def test_prettier_has_nothing_to_change(folder: Path) -> None:
    command = [*tool("prettier"), "--config", str(CONFIG), "--check", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_a_source_is_short_and_safe(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400
    assert text.startswith("/**"), "a file begins by saying what it is for"
    for word in ("eval(", "new Function", "require(", ": any", "as any", "@ts-", "console."):
        assert word not in text


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_a_source_imports_its_neighbours_only(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        if " from " in line and line.startswith(("import", "export")):
            assert line.endswith('.js";') and '"./' in line


@pytest.mark.parametrize("compiler", ["tsc", "tsc-7"])
def test_the_types_hold_without_node(compiler: str, runtime: Path) -> None:
    assert check(runtime, "src/*.ts", compiler=compiler) == ""


def test_the_declarations_hold_without_a_browser(runtime: Path) -> None:
    check(runtime, "src/*.ts")
    options = {**FOR_NODE, "lib": ["ES2022"]}
    assert check(runtime, "types/src/*.d.ts", options) == ""


def test_the_types_of_the_tests_hold(runtime: Path) -> None:
    assert check(runtime, "tests/*.ts", FOR_NODE) == ""


@pytest.mark.parametrize("path", sorted(TESTS.glob("*.test.ts")), ids=lambda path: path.name)
def test_node_runs(path: Path, runtime: Path, tmp_path: Path) -> None:
    command = [str(node()), "--test", str(runtime / "out" / "tests" / path.with_suffix(".js").name)]
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_script_that_answers_runs(runtime: Path) -> None:
    assert run(runtime / "out" / "tests" / "answers.js", "[]").stdout == "[]"
