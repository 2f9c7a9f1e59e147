"""The npm package as `make build` publishes it: copied from generated/, compiled and packed elsewhere."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from node import npm, tool

GENERATED = Path(__file__).resolve().parents[1] / "generated"
FOLDER = "typescript/"
NAME = "runware-openai"


def compiled(folder: Path) -> Path:
    """A copy of the package in the folder, built by the commands of its own package.json."""
    listed = json.loads((GENERATED / "MANIFEST.json").read_text(encoding="utf-8"))["files"]
    for name in (name for name in listed if name.startswith(FOLDER)):
        path = folder / name.removeprefix(FOLDER)
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(GENERATED / name, path)
    script = _manifest(folder)["scripts"]["build"]
    for command in script.split(" && "):
        program, *arguments = command.split()
        _run([*tool(program), *arguments], folder)
    for path in folder.rglob("*"):
        # npm packs the modes it finds, and what they are depends on who builds.
        path.chmod(0o755 if path.is_dir() else 0o644)
    return folder


def packed(folder: Path, out: Path) -> Path:
    """What `npm publish` would send of a compiled package."""
    (one,) = json.loads(_run([*npm(), "pack", "--json", "--loglevel=error", f"--pack-destination={out}"], folder))
    return out / str(one["filename"])


def bill_of_materials(folder: Path) -> dict[str, Any]:
    """What a compiled package ships and needs, as CycloneDX; the folder is of no other use afterwards."""
    manifest = _manifest(folder)
    # npm wants everything that package.json names to be installed, what only builds the package included.
    del manifest["devDependencies"]
    (folder / "package.json").write_text(json.dumps(manifest), encoding="utf-8")
    command = [*npm(), "sbom", "--sbom-format=cyclonedx", "--sbom-type=library", "--loglevel=error"]
    found: dict[str, Any] = json.loads(_run(command, folder))
    # Both are optional, and differ from run to run.
    del found["serialNumber"], found["metadata"]["timestamp"]
    return found


def _manifest(folder: Path) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    return manifest


def _run(command: Sequence[str], folder: Path) -> str:
    """What a program prints. Raises RuntimeError, with all it said, where it fails."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return done.stdout
