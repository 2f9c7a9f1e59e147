"""The wheels, built, installed into an environment of their own, and used from a folder that is not ours."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from support import ROOT, own_models

PARTS = ("generator", "templates", "specs", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md")
LITTER = shutil.ignore_patterns("__pycache__", ".airsmith", "dist", "build", "*.egg-info")


@dataclass(frozen=True)
class Installed:
    """An environment that has a wheel, and what our own environment has besides."""

    folder: Path
    wheel: Path

    def run(self, *command: str, expected: int = 0) -> subprocess.CompletedProcess[str]:
        """Run a program of the environment from the root of the file system."""
        environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
        program = [str(self.folder / "bin" / command[0]), *command[1:]]
        found = subprocess.run(program, cwd="/", env=environment, capture_output=True, text=True)
        assert found.returncode == expected, found.stdout + found.stderr
        assert "Traceback" not in found.stderr
        return found


def build(project: Path, out: Path) -> Path:
    """The one wheel of a project."""
    options = ["--wheel", "--no-isolation", "--skip-dependency-check", "--outdir", str(out)]
    done = subprocess.run(
        [sys.executable, "-m", "build", *options, str(project)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = out.glob("*.whl")
    return wheel


def install(wheel: Path, folder: Path) -> Installed:
    """A fresh environment with the wheel; dependencies are those of the environment that runs the tests."""
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    site = next(folder.glob("lib/python*/site-packages"))
    # A .pth file of a folder that another .pth file adds is not read: what is installed here for editing stays out.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    options = ["--python", str(python), "install", "--no-deps", "--no-index", "--quiet", "--force-reinstall"]
    done = subprocess.run(
        [sys.executable, "-m", "pip", *options, str(wheel)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return Installed(folder, wheel)


@pytest.fixture(scope="module")
def airsmith(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    scratch = tmp_path_factory.mktemp("airsmith")
    project = scratch / "project"
    project.mkdir()
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, project / part, ignore=LITTER)
        else:
            shutil.copy(source, project / part)
    return install(build(project, scratch / "dist"), scratch / "venv")


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    scratch = tmp_path_factory.mktemp("package")
    shutil.copytree(ROOT / "generated" / "python", scratch / "project", ignore=LITTER)
    return install(build(scratch / "project", scratch / "dist"), scratch / "venv")


def names(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as found:
        return found.namelist()


def test_the_wheel_holds_all_that_is_needed_and_nothing_else(airsmith: Installed) -> None:
    found = names(airsmith.wheel)
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


def test_it_is_the_installed_one_that_runs(airsmith: Installed) -> None:
    where = airsmith.run("python", "-c", "import airsmith; print(airsmith.__file__)").stdout
    assert where.startswith(str(airsmith.folder))
    search = "from importlib.util import find_spec; print(find_spec('generator'))"
    assert airsmith.run("python", "-c", search).stdout == "None\n"


def test_it_says_its_version(airsmith: Installed) -> None:
    assert airsmith.run("airsmith", "--version").stdout == "airsmith, version 0.1.0\n"
    assert airsmith.run("python", "-m", "airsmith", "--version").stdout == "airsmith, version 0.1.0\n"


def test_it_lints_the_specs_that_came_with_it(airsmith: Installed) -> None:
    assert airsmith.run("airsmith", "lint").stdout == f"{len(own_models())} models, no errors\n"


def test_it_explains_and_validates(airsmith: Installed, tmp_path: Path) -> None:
    assert "Sora 2 (openai:3@1)" in airsmith.run("airsmith", "explain", "openai:3@1").stdout
    request = tmp_path / "request.json"
    request.write_text(json.dumps({"model": "openai:3@1"}), encoding="utf-8")
    assert "duration is required" in airsmith.run("airsmith", "validate", str(request), expected=1).stdout


def test_it_generates_what_the_repository_holds(airsmith: Installed, tmp_path: Path) -> None:
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


def test_the_generated_wheel_holds_the_package_and_its_types(package: Installed) -> None:
    found = names(package.wheel)
    assert {name.split("/")[0] for name in found} == {"runware_openai", "runware_openai-0.1.0.dist-info"}
    assert "runware_openai/py.typed" in found
    source = ROOT / "generated" / "python" / "src"
    wanted = {path.relative_to(source).as_posix() for path in source.rglob("*.py")}
    assert wanted <= set(found)


def test_the_generated_package_works_without_anything_else(package: Installed) -> None:
    site = next(package.folder.glob("lib/python*/site-packages"))
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


def test_type_checkers_see_the_types_of_the_installed_package(package: Installed, tmp_path: Path) -> None:
    path = tmp_path / "use.py"
    path.write_text("from runware_openai import is_valid\nreveal_type(is_valid({}))\n", encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file", os.devnull, "--cache-dir", os.devnull]
    python = str(package.folder / "bin" / "python")
    found = subprocess.run(
        [*command, "--python-executable", python, str(path)], cwd=tmp_path, capture_output=True, text=True
    )
    assert 'Revealed type is "bool"' in found.stdout, found.stdout + found.stderr


def test_the_metadata_names_no_dependency_but_those_of_extras(package: Installed) -> None:
    code = "import json; from importlib.metadata import requires; print(json.dumps(requires('runware-openai')))"
    needed = json.loads(package.run("python", "-c", code).stdout)
    assert "httpx>=0.27; extra == 'client'" in needed
    assert [one for one in needed if "; extra == " not in one] == []
