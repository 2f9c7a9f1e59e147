"""The npm package as it is committed, built and packed as it would be published, and projects that depend on it."""

from __future__ import annotations

import json
import shutil
import subprocess
import tarfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from node import node, tool
from npm_package import NAME, compiled, packed
from scratch import scratch
from support import ROOT

SOURCE = ROOT / "generated" / "typescript"


@cache
def built() -> Path:
    """A copy of the package, built by the commands of its own package.json."""
    return compiled(scratch() / NAME)


@cache
def tarball() -> Path:
    """What `npm publish` would send."""
    return packed(built(), scratch())


def packed_files() -> list[str]:
    with tarfile.open(tarball()) as archive:
        return sorted(name.removeprefix("package/") for name in archive.getnames())


def project(folder: Path, files: Mapping[str, str], kind: str = "module") -> Path:
    """A project with these files that has the packed package installed; ``kind`` is the type of its package.json."""
    home = folder / "node_modules" / NAME
    with tarfile.open(tarball()) as archive:
        archive.extractall(folder / "unpacked", filter="data")
    home.parent.mkdir(parents=True)
    shutil.move(folder / "unpacked" / "package", home)
    manifest = {"name": "consumer", "private": True, "type": kind, "dependencies": {NAME: "*"}}
    for name, text in {"package.json": json.dumps(manifest), **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def tsc(folder: Path, options: Mapping[str, Any], *files: str, compiler: str = "tsc") -> str:
    """What tsc says about files of a folder, under options of its own."""
    config = folder / f"tsconfig.{compiler}.json"
    settings = {"compilerOptions": {"strict": True, "types": [], **options}, "files": list(files)}
    config.write_text(json.dumps(settings), encoding="utf-8")
    done = subprocess.run([*tool(compiler), "-p", config.name], cwd=folder, capture_output=True, text=True)
    return done.stdout + done.stderr


def run(folder: Path, script: str, *arguments: str) -> str:
    """What a script prints; it must end well."""
    command = [str(node()), script, *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
