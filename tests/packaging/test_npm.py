"""The tarball, installed by npm into a project that has nothing else, and used from there."""

from __future__ import annotations

import json
import os
import subprocess
import tarfile
from pathlib import Path

import pytest

from node import node, npm

PROJECT = {"name": "consumer", "version": "1.0.0", "private": True}
SAID = """
const found = violations({ model: "openai:3@1" });
console.log(String(found.at(-1)));
"""
PROGRAMS = {
    "use.mjs": 'import { violations } from "runware-openai";' + SAID,
    "use.cjs": 'const { violations } = require("runware-openai");' + SAID,
}


@pytest.fixture(scope="module")
def tarball(dist: Path) -> Path:
    (found,) = (dist / "npm").iterdir()
    return found


@pytest.fixture(scope="module")
def project(tarball: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("consumer")
    for name, text in {"package.json": json.dumps(PROJECT), **PROGRAMS}.items():
        (folder / name).write_text(text, encoding="utf-8")
    # It needs nothing, so npm must do without a registry.
    ran(npm(), "install", "--offline", "--loglevel=error", str(tarball), cwd=folder)
    return folder


def ran(program: list[str], *arguments: str, cwd: Path) -> str:
    environment = {**os.environ, "npm_config_update_notifier": "false"}
    done = subprocess.run([*program, *arguments], cwd=cwd, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_it_brings_nothing_with_it(project: Path) -> None:
    lock = json.loads((project / "package-lock.json").read_text(encoding="utf-8"))
    assert lock["packages"].keys() == {"", "node_modules/runware-openai"}


@pytest.mark.parametrize("program", PROGRAMS)
def test_it_is_used(project: Path, program: str) -> None:
    assert ran([str(node())], program, cwd=project) == "/duration: duration is required for Sora 2.\n"


def test_npm_would_publish_what_is_in_it(tarball: Path, tmp_path: Path) -> None:
    """`npm publish` of the unpacked tarball sends these files, and no other."""
    with tarfile.open(tarball) as archive:
        archive.extractall(tmp_path, filter="data")
        packed = {name.removeprefix("package/") for name in archive.getnames()}
    (told,) = json.loads(ran(npm(), "pack", "--dry-run", "--json", "--loglevel=error", cwd=tmp_path / "package"))
    assert {file["path"] for file in told["files"]} == packed
    assert told["bundled"] == []
    assert {name for name in packed if not name.startswith(("esm/", "cjs/"))} == {
        "LICENSE",
        "README.md",
        "package.json",
    }
    assert told["filename"] == tarball.name
