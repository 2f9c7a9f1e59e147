"""The two runners beside the vectors: they pass what is right, and name what is wrong."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from node import node
from support import ROOT, own_models
from typescript_package import compiled
from vector_files import FOLDER, vectors

PYTHON = ROOT / "generated" / "python" / "src"
RUNTIME = ROOT / "templates" / "vectors" / "runtime"
NAMES = sorted(path.name for path in RUNTIME.iterdir() if path.is_file())

FAULTY_PYTHON = """
import runware_openai
def violations(request):
    found = runware_openai.violations(request)
    return {condition}
"""
FAULTY_NODE = """
import {{ violations as judge }} from {path};
export function violations(request) {{
  const found = judge(request);
  return {condition};
}}
"""


def python(module: str, *folders: Path) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join(map(str, (*folders, PYTHON)))
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8"}
    return _run([sys.executable, str(FOLDER / "run_vectors.py"), module], environment)


def javascript(module: Path) -> subprocess.CompletedProcess[str]:
    return _run([str(node()), str(FOLDER / "run_vectors.mjs"), str(module)], dict(os.environ))


def _run(command: Sequence[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", timeout=120)


def package() -> Path:
    return compiled(own_models()) / "esm" / "index.js"


def faulty_python(folder: Path, condition: str) -> subprocess.CompletedProcess[str]:
    (folder / "faulty.py").write_text(FAULTY_PYTHON.format(condition=condition), encoding="utf-8")
    return python("faulty", folder)


def faulty_node(folder: Path, condition: str) -> subprocess.CompletedProcess[str]:
    path = f'"{package().as_uri()}"'
    (folder / "faulty.mjs").write_text(FAULTY_NODE.format(path=path, condition=condition), encoding="utf-8")
    return javascript(folder / "faulty.mjs")


NAMED = "__import__('types').SimpleNamespace"

RUNNERS: dict[str, tuple[Callable[[], subprocess.CompletedProcess[str]], str, str]] = {
    "python": (lambda: python("runware_openai"), "", ""),
    "node": (lambda: javascript(package()), "", ""),
}


@pytest.mark.parametrize("runner", RUNNERS)
def test_the_generated_package_passes(runner: str) -> None:
    done = RUNNERS[runner][0]()
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout == f"{len(vectors())} of {len(vectors())} vectors passed\n"


@pytest.mark.parametrize(
    ("runner", "condition"),
    [
        (faulty_python, "[one for one in found if one.code != 'too_long']"),
        (faulty_python, f"[{NAMED}(code=one.code, path=one.path + 'x' * (one.code == 'too_long')) for one in found]"),
        (faulty_python, "1 / 0 if found and found[0].code == 'too_long' else found"),
        (faulty_node, "found.filter((one) => one.code !== 'too_long')"),
        (faulty_node, "found.map((one) => (one.code === 'too_long' ? { code: one.code, path: '/x' } : one))"),
        (faulty_node, "found[0]?.code === 'too_long' ? found.nothing.at(0) : found"),
        (faulty_node, "found.map((one) => (one.code === 'too_long' ? { ...one, message: 'Too long.' } : one))"),
    ],
)
def test_a_planted_fault_is_named(
    runner: Callable[[Path, str], subprocess.CompletedProcess[str]], condition: str, tmp_path: Path
) -> None:
    done = runner(tmp_path, condition)
    wanted = [vector for vector in vectors() if "too_long" in dict(vector.codes)]
    assert wanted and done.returncode == 1, done.stderr
    *failed, summary = done.stdout.splitlines()
    names = [line.partition(": ")[0] for line in failed]
    assert sorted(names) == sorted(f"{Path(vector.file).stem} {vector.id}" for vector in wanted)
    assert summary == f"{len(vectors()) - len(wanted)} of {len(vectors())} vectors passed"


def test_who_has_no_sentences_passes_too(tmp_path: Path) -> None:
    bare = f"[{NAMED}(code=one.code, path=one.path) for one in found]"
    assert faulty_python(tmp_path, bare).returncode == 0
    assert faulty_node(tmp_path, "found.map(({ code, path }) => ({ code, path }))").returncode == 0


def test_no_vectors_are_no_success(tmp_path: Path) -> None:
    for name in NAMES:
        shutil.copy(FOLDER / name, tmp_path / name)
    (tmp_path / "anything.py").write_text("violations = list\n", encoding="utf-8")
    (tmp_path / "anything.mjs").write_text("export const violations = Array;\n", encoding="utf-8")
    for command in (
        [sys.executable, "run_vectors.py", "anything"],
        [str(node()), "run_vectors.mjs", "anything.mjs"],
    ):
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=60)
        assert (done.returncode, done.stdout) == (1, "0 of 0 vectors passed\n"), done.stderr


def test_a_module_that_cannot_be_asked_is_named_once(tmp_path: Path) -> None:
    (tmp_path / "other.mjs").write_text("export const violations = 5;\n", encoding="utf-8")
    for done in (python("json"), javascript(tmp_path / "other.mjs")):
        assert (done.returncode, done.stdout) == (1, "")
        (line,) = done.stderr.splitlines()
        assert re.search(r"(json|other\.mjs) has no function violations\(request\)$", line)


@pytest.mark.parametrize("arguments", [(), ("one", "two")])
@pytest.mark.parametrize(("program", "name"), [(sys.executable, "run_vectors.py"), (str(node()), "run_vectors.mjs")])
def test_a_runner_without_a_module_says_how_it_is_called(program: str, name: str, arguments: tuple[str, ...]) -> None:
    done = _run([program, str(FOLDER / name), *arguments], dict(os.environ))
    assert (done.returncode, done.stdout) == (1, "")
    assert f" {name} " in done.stderr and "MODULE" in done.stderr


@pytest.mark.parametrize("name", NAMES)
def test_a_runner_is_copied_shown_and_short(name: str) -> None:
    text = (RUNTIME / name).read_text(encoding="utf-8")
    assert (FOLDER / name).read_text(encoding="utf-8") == text
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert f"\n{text}```\n" in page
    assert name in page
    assert len([line for line in text.splitlines() if line.strip()]) <= 30


def test_a_runner_in_any_language_has_less_than_twenty_lines() -> None:
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    (steps,) = re.findall(r"```text\n(.*?)```", page, re.DOTALL)
    assert 5 < len(steps.splitlines()) < 20


def test_the_table_of_the_page_is_current() -> None:
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    rows = {file: int(count) for file, count in re.findall(r"^\| `(\S+\.json)` \| .+ \| (\d+) \|$", page, re.MULTILINE)}
    counted = [vector.file for vector in vectors()]
    assert rows == {file: counted.count(file) for file in counted}
