"""A package of somebody else adds a target to airsmith: it is installed and used, and nothing of airsmith is touched."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from support import ROOT, own_models
from trees import airsmith, tree

SOURCE = ROOT / "tests" / "fixtures" / "toy_target"
OURS = ("generator", "templates", "specs")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the package, installed as any other."""
    scratch = tmp_path_factory.mktemp("target")
    shutil.copytree(SOURCE, scratch / "project")
    options = ["--no-deps", "--no-index", "--no-build-isolation", "--quiet", "--disable-pip-version-check"]
    command = [sys.executable, "-m", "pip", "install", *options, "--target", str(scratch / "site")]
    done = subprocess.run([*command, str(scratch / "project")], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return scratch / "site"


def environment(installed: Path) -> Mapping[str, str]:
    paths = [str(installed), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {"PYTHONPATH": os.pathsep.join(paths)}


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_it_is_not_there_unless_it_is_installed(tmp_path: Path) -> None:
    done = airsmith("generate", "--target", "limits", "--out", "out", cwd=tmp_path, expected=2)
    assert b"there is no target limits" in done.stderr


def test_it_makes_its_files_from_its_own_templates(installed: Path, tmp_path: Path) -> None:
    before = {part: tree(ROOT / part) for part in OURS}
    options = ["--target", "limits", "--specs", str(ROOT / "specs")]
    airsmith("generate", *options, "--out", "out", cwd=tmp_path, **environment(installed))
    made = {name for name in tree(tmp_path / "out") if name.startswith("limits/")}
    tables = {f"limits/{model.provider.key}/{model.slug}.csv" for model in own_models()}
    assert made == {"limits/models.csv", *tables}
    assert {part: tree(ROOT / part) for part in OURS} == before
    found = {row[0]: row[1:] for row in rows(tmp_path / "out" / "limits" / "openai" / "sora-2.csv")}
    assert found["field"] == ["presence", "type", "limits", "default"]
    assert found["duration"][:2] == ["required", "a whole number"] and "4, 8" in found["duration"][2]
    assert found["outputQuality"][:1] == ["optional"] and found["outputQuality"][3] == "95"
    assert ["openai:1@1", "GPT Image 1", "live"] in rows(tmp_path / "out" / "limits" / "models.csv")
    again = airsmith("generate", *options, "--out", "out", cwd=tmp_path, **environment(installed))
    assert b"up to date" in again.stdout


def test_it_stands_beside_the_targets_that_come_with_airsmith(installed: Path, tmp_path: Path) -> None:
    airsmith("generate", "--out", "out", cwd=tmp_path, **environment(installed))
    made = {name: hashed for name, hashed in tree(tmp_path / "out").items() if name != "MANIFEST.json"}
    listed = json.loads((ROOT / "generated" / "MANIFEST.json").read_text(encoding="utf-8"))["files"]
    # What else is there, somebody has built.
    ours = {name: hashed for name, hashed in tree(ROOT / "generated").items() if name in listed}
    assert ours.items() <= made.items()
    assert {name.split("/")[0] for name in made.keys() - ours.keys()} == {"limits"}
    airsmith("generate", "--out", "out", "--check", cwd=tmp_path, **environment(installed))


def test_its_templates_can_be_overridden_like_ours(installed: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine" / "limits" / "table.csv.j2"
    mine.parent.mkdir(parents=True)
    mine.write_text("{{ head }}\n", encoding="utf-8")
    options = ["--target", "limits", "--templates", "mine", "--out", "out"]
    done = airsmith("generate", *options, cwd=tmp_path, **environment(installed))
    assert b"warning" not in done.stderr
    assert (tmp_path / "out" / "limits" / "models.csv").read_text(encoding="utf-8") == "air,name,stage\n"


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        ("templates/limits/table.csv.j2", "{{ nothing }}", "error: limits/table.csv.j2:1: UndefinedError: "),
        ("templates/limits/table.csv.j2", None, "error: limits/table.csv.j2: there is no template limits/table.csv.j2"),
        ("__init__.py", "", "error: the module airsmith_limits has no LimitsTarget"),
        ("__init__.py", "import nothing_of_that_name", "error: No module named 'nothing_of_that_name'"),
    ],
)
def test_what_is_wrong_with_it_is_said_with_its_name(
    installed: Path, tmp_path: Path, file: str, text: str | None, words: str
) -> None:
    site = Path(shutil.copytree(installed, tmp_path / "site"))
    path = site / "airsmith_limits" / file
    path.unlink() if text is None else path.write_text(text, encoding="utf-8")
    done = airsmith("generate", "--out", "out", cwd=tmp_path, expected=3, **environment(site))
    said = done.stderr.decode()
    assert said.startswith(words)
    assert said.endswith(" (the target limits of airsmith-limits 0.1.0)\n")
    airsmith("generate", "--target", "python", "--out", "out", cwd=tmp_path, **environment(site))


BEGIN = """
from airsmith.files import File
class LimitsTarget:
    name = "limits"
    def __init__(self, packages, renderer):
        pass
    def model_files(self, model):
        yield from ()
    def index_files(self, entries):
"""
HERE = "airsmith_limits/__init__.py"


@pytest.mark.parametrize(
    ("text", "words", "place"),
    [
        ("1 / 0", "ZeroDivisionError: division by zero", f"{HERE}:1"),
        (
            "class LimitsTarget:\n    pass",
            "TypeError: LimitsTarget() takes no arguments",
            "airsmith_limits:LimitsTarget",
        ),
        ("def f(:", "SyntaxError: invalid syntax", f"{HERE}:1"),
        (
            f"{BEGIN}        yield File(path='a', content='')",
            "TypeError: File.__init__() got an unexpected",
            f"{HERE}:10",
        ),
        (f"{BEGIN}        return entries[0].nothing", "AttributeError: 'Entry' object has no attribute", f"{HERE}:10"),
    ],
    ids=["import", "constructor", "syntax", "keyword", "attribute"],
)
def test_a_mistake_in_it_is_one_line_with_its_place(
    installed: Path, tmp_path: Path, text: str, words: str, place: str
) -> None:
    site = Path(shutil.copytree(installed, tmp_path / "site"))
    (site / "airsmith_limits" / "__init__.py").write_text(text, encoding="utf-8")
    options = ["--target", "limits", "--out", "out"]
    done = airsmith("generate", *options, cwd=tmp_path, expected=3, **environment(site))
    first, hint = done.stderr.decode().splitlines()
    assert first.startswith(f"error: {words}")
    assert first.endswith(f"{place} (the target limits of airsmith-limits 0.1.0)")
    assert hint == "  hint: AIRSMITH_TRACEBACK=1 in the environment shows the whole traceback"
    variables = {**os.environ, **environment(site), "AIRSMITH_TRACEBACK": "1"}
    command = [sys.executable, "-m", "airsmith", "generate", *options]
    whole = subprocess.run(command, cwd=tmp_path, env=variables, capture_output=True, text=True)
    assert whole.returncode == 3
    assert whole.stderr.splitlines()[:2] == [first, "Traceback (most recent call last):"]


@pytest.mark.parametrize(
    ("made", "words"),
    [
        ("File('../out.txt', '')", "'../out.txt' is not a path for a generated file"),
        ("'text'", "it gave str for a file; give airsmith.files.File"),
    ],
)
def test_what_is_no_file_of_the_folder_is_said_with_its_name(
    installed: Path, tmp_path: Path, made: str, words: str
) -> None:
    site = Path(shutil.copytree(installed, tmp_path / "site"))
    (site / "airsmith_limits" / "__init__.py").write_text(f"{BEGIN}        yield {made}", encoding="utf-8")
    options = ["--target", "limits", "--out", "out"]
    done = airsmith("generate", *options, cwd=tmp_path, expected=3, **environment(site))
    assert done.stderr.decode() == f"error: {words} (the target limits of airsmith-limits 0.1.0)\n"


def test_a_change_of_it_is_seen(installed: Path, tmp_path: Path) -> None:
    site = Path(shutil.copytree(installed, tmp_path / "site"))
    options = ["--target", "limits", "--out", "out"]
    airsmith("generate", *options, cwd=tmp_path, **environment(site))
    (site / "airsmith_limits" / "templates" / "limits" / "table.csv.j2").write_text("{{ head }}\n", encoding="utf-8")
    done = airsmith("generate", *options, cwd=tmp_path, **environment(site))
    assert b"up to date" not in done.stdout
    assert (tmp_path / "out" / "limits" / "models.csv").read_text(encoding="utf-8") == "air,name,stage\n"


def test_no_file_of_airsmith_knows_of_it(installed: Path) -> None:
    assert {path.name for path in installed.iterdir() if path.suffix != ".dist-info"} <= {"airsmith_limits"}
    words = ("airsmith_limits", "LimitsTarget", "targets/limits", "limits.csv")
    own = [path for part in OURS for path in (ROOT / part).rglob("*") if path.is_file() and path.suffix != ".pyc"]
    assert [path.name for path in own if any(word.encode() in path.read_bytes() for word in words)] == []
