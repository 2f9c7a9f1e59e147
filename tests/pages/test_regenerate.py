"""``make regenerate PAGE=...`` in a repository of its own: the whole job, and where it stops."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from docs_pages import provider_page
from support import FROZEN, ROOT

NEEDED = (
    "pyproject.toml",
    "constraints.txt",
    *(f"tests/tools/{name}" for name in ("package.json", "package-lock.json")),
)
READY = (
    ".venv/.ready",
    "tests/tools/node_modules/.ready",
    "tests/interop/environments/.venvs/.ready",
    "tests/openapi/environments/.venvs/.ready",
)
CHANGED = provider_page().replace("4, 8 or 12 seconds", "4, 8, 12 or 16 seconds", 1).replace("256×256, ", "", 1)
STEPS = ["drift and patch", "lint", "generate", "diff", "changelog", "test", "drift that is left"]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The specs in a commit, and all that the Makefile wants to be there."""
    shutil.copytree(FROZEN, tmp_path / "specs")
    shutil.copyfile(ROOT / "Makefile", tmp_path / "Makefile")
    for name in (*NEEDED, "tests/tools/.npmrc", *READY):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (tmp_path / ".venv" / "bin").symlink_to(Path(sys.executable).parent)
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "specs")
    git(tmp_path, "commit", "--quiet", "--message=one")
    return tmp_path


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.test", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def regenerate(folder: Path, page: str) -> subprocess.CompletedProcess[str]:
    """The step that tests only asks pytest for its version: the tests of this repository would test this one."""
    (folder / "page.md").write_text(page, encoding="utf-8")
    command = ["make", "regenerate", "PAGE=page.md", "PYTEST_ARGS=--version"]
    return subprocess.run(command, cwd=folder, env=clean(), capture_output=True, text=True)


def clean() -> dict[str, str]:
    """The environment without what a make around the tests says to those within."""
    return {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")}


def steps(done: subprocess.CompletedProcess[str]) -> list[str]:
    begun = [line.removeprefix("==> ") for line in done.stdout.splitlines() if line.startswith("==> ")]
    return [line.partition(" ")[2] for line in begun if line[0].isdigit()]


def test_the_whole_job(repository: Path) -> None:
    done = regenerate(repository, CHANGED)
    assert done.returncode == 0, done.stderr
    assert steps(done) == STEPS
    assert "dimension-pair-removed" in done.stdout and "enum-value-added" in done.stdout
    assert "## [Unreleased]" in done.stdout
    assert done.stdout.endswith("==> Done: the specs say what the page says.\n")
    schema = json.loads(
        (repository / "generated/schemas/openai/sora-2.request.schema.json").read_text(encoding="utf-8")
    )
    assert schema["properties"]["duration"]["enum"] == [4, 8, 12, 16]


@pytest.mark.parametrize(
    ("given", "run"),
    [
        ([], "prove' tests/readme tests/examples tests/vectors"),
        (["TESTS=tests/unit/meaning"], "prove' tests/unit/meaning"),
        (["TESTS=all"], "make test"),
    ],
)
def test_what_is_tested_can_be_said(given: list[str], run: str, repository: Path) -> None:
    command = ["make", "--dry-run", "regenerate", "PAGE=page.md", *given]
    done = subprocess.run(command, cwd=repository, env=clean(), capture_output=True, text=True, check=True)
    (step,) = (line for line in done.stdout.splitlines() if "==> Stopped" in line and "6/7 test" in line)
    assert step.partition(" || {")[0].rstrip().endswith(run)


@pytest.mark.parametrize(
    ("page", "last", "words"),
    [
        ("Once upon a time.", "drift and patch", "Nothing was written."),
        (CHANGED.replace("- Duration", "- Moons: 3 of 5.\n- Duration"), "drift that is left", "All else is done."),
    ],
)
def test_it_stops_at_the_first_step_that_fails(page: str, last: str, words: str, repository: Path) -> None:
    done = regenerate(repository, page)
    assert done.returncode == 2
    assert steps(done) == STEPS[: STEPS.index(last) + 1]
    assert f"/7 {last}.\n    {words}" in done.stderr


def test_specs_with_errors_stop_it_before_anything_is_written(repository: Path) -> None:
    path = repository / "specs" / "openai" / "sora-2.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("name: ", "nome: "), encoding="utf-8")
    done = regenerate(repository, CHANGED)
    assert (done.returncode, steps(done)) == (2, STEPS[:2])
    assert not (repository / "generated").exists()


def test_it_needs_a_commit_to_compare_with(repository: Path) -> None:
    shutil.rmtree(repository / ".git")
    done = regenerate(repository, CHANGED)
    assert (done.returncode, steps(done)) == (2, STEPS[:4])
    assert "this must be a git repository with a commit" in done.stderr
