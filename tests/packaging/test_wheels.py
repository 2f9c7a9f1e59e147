"""The wheels, installed into an empty environment, and used from a folder that is not ours."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

from python_environment import Environment
from support import ROOT, own_models


def names(dist: Path, name: str) -> list[str]:
    """What is in the wheel of a package."""
    (wheel,) = (dist / "python").glob(f"{name}-*.whl")
    with zipfile.ZipFile(wheel) as found:
        return found.namelist()


def test_the_wheel_holds_all_that_is_needed_and_nothing_else(dist: Path) -> None:
    found = names(dist, "airsmith")
    assert {name.split("/")[0] for name in found} == {"airsmith", "airsmith-0.1.0.dist-info"}
    for folder, pattern in (("generator/airsmith", "*.py"), ("templates", "*"), ("specs", "*")):
        prefix = "airsmith" if folder.startswith("generator") else f"airsmith/{folder}"
        wanted = {
            f"{prefix}/{path.relative_to(ROOT / folder).as_posix()}"
            for path in (ROOT / folder).rglob(pattern)
            if path.is_file() and "__pycache__" not in path.parts
        }
        assert wanted <= set(found)
    assert "airsmith/py.typed" in found
    assert not [name for name in found if "__pycache__" in name or "/tests/" in name]


def test_it_is_the_installed_one_that_runs(airsmith: Environment) -> None:
    where = airsmith.run("python", "-c", "import airsmith; print(airsmith.__file__)").stdout
    assert where.startswith(str(airsmith.folder))
    search = "from importlib.util import find_spec; print(find_spec('generator'))"
    assert airsmith.run("python", "-c", search).stdout == "None\n"


def test_it_says_its_version(airsmith: Environment) -> None:
    assert airsmith.run("airsmith", "--version").stdout == "airsmith, version 0.1.0\n"
    assert airsmith.run("python", "-m", "airsmith", "--version").stdout == "airsmith, version 0.1.0\n"


def test_it_lints_the_specs_that_came_with_it(airsmith: Environment) -> None:
    assert airsmith.run("airsmith", "lint").stdout == f"{len(own_models())} models, no errors\n"


def test_it_explains_and_validates(airsmith: Environment, tmp_path: Path) -> None:
    assert "Sora 2 (openai:3@1)" in airsmith.run("airsmith", "explain", "openai:3@1").stdout
    request = tmp_path / "request.json"
    request.write_text(json.dumps({"model": "openai:3@1"}), encoding="utf-8")
    assert "duration is required" in airsmith.run("airsmith", "validate", str(request), expected=1).stdout


def test_it_generates_what_the_repository_holds(airsmith: Environment, tmp_path: Path) -> None:
    out = tmp_path / "out"
    airsmith.run("airsmith", "generate", "--out", str(out))
    tracked = {"MANIFEST.json", *json.loads((ROOT / "generated" / "MANIFEST.json").read_text())["files"]}
    made = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert {name for name in made if not name.startswith(".airsmith/")} == tracked
    for name in tracked:
        assert (out / name).read_bytes() == (ROOT / "generated" / name).read_bytes(), name
    again = airsmith.run("airsmith", "generate", "--out", str(out))
    assert again.stdout == f"{out} is up to date\n"
    assert not [path for path in airsmith.folder.rglob("*") if path.name.startswith(".airsmith")]


def test_the_generated_wheel_holds_the_package_and_its_types(dist: Path) -> None:
    found = names(dist, "runware_openai")
    assert {name.split("/")[0] for name in found} == {"runware_openai", "runware_openai-0.1.0.dist-info"}
    assert "runware_openai/py.typed" in found
    source = ROOT / "generated" / "python" / "src"
    wanted = {path.relative_to(source).as_posix() for path in source.rglob("*.py")}
    assert wanted <= set(found)


def test_the_generated_package_works_without_anything_else(package: Environment) -> None:
    site = package.site
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); before = set(sys.modules)\n"
        "import runware_openai\n"
        "found = runware_openai.violations({'model': 'openai:3@1'})\n"
        "print(runware_openai.__file__)\n"
        "print(found[-1])\n"
        "print(sorted(name for name in set(sys.modules) - before if not name.startswith('runware_openai')))\n"
    )
    lines = package.run("python", "-S", "-c", code, str(site)).stdout.splitlines()
    assert lines[0].startswith(str(site))
    assert lines[1] == "/duration: duration is required for Sora 2."
    assert lines[2] == "[]"


def test_type_checkers_see_the_types_of_the_installed_package(package: Environment, tmp_path: Path) -> None:
    path = tmp_path / "use.py"
    path.write_text("from runware_openai import is_valid\nreveal_type(is_valid({}))\n", encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file", os.devnull, "--cache-dir", os.devnull]
    python = str(package.folder / "bin" / "python")
    found = subprocess.run(
        [*command, "--python-executable", python, str(path)], cwd=tmp_path, capture_output=True, text=True
    )
    assert 'Revealed type is "bool"' in found.stdout, found.stdout + found.stderr


def test_the_metadata_names_no_dependency_but_those_of_extras(package: Environment) -> None:
    code = "import json; from importlib.metadata import requires; print(json.dumps(requires('runware-openai')))"
    needed = json.loads(package.run("python", "-c", code).stdout)
    assert "httpx>=0.27; extra == 'client'" in needed
    assert [one for one in needed if "; extra == " not in one] == []
