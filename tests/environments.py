"""Programs that do not go with each other, or with our own tools: each in an environment of its own, as its lock says.

    python tests/environments.py FOLDER     set up what the folder names, anew

``NAME.txt`` becomes ``.venvs/NAME``, and ``package.json`` with its lock ``node_modules``.
"""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import node  # noqa: E402


@dataclass(frozen=True)
class Environments:
    """The environments of a folder such as ``tests/interop/environments``."""

    folder: Path

    def program(self, environment: str, name: str) -> Path:
        """A program of a Python environment. Raises FileNotFoundError where it is not set up."""
        return self._found(self.folder / ".venvs" / environment / "bin" / name)

    def tool(self, package: str, name: str) -> list[str]:
        """The command that starts a program of a Node package. Raises FileNotFoundError where it is not set up."""
        home = self.package(package)
        programs = json.loads((home / "package.json").read_text(encoding="utf-8"))["bin"]
        return [str(node.node()), str(home / (programs if isinstance(programs, str) else programs[name]))]

    def package(self, name: str) -> Path:
        """The folder of a Node package. Raises FileNotFoundError where it is not set up."""
        return self._found(self.folder / "node_modules" / name)

    def _found(self, path: Path) -> Path:
        if not path.exists():
            marker = (self.folder / ".venvs" / ".ready").relative_to(ROOT)
            raise FileNotFoundError(f"{path.name} is not set up: make {marker}")
        return path

    def install(self) -> None:
        """Set up all of them anew."""
        (self.folder / ".venvs").mkdir(exist_ok=True)
        for pins in sorted(self.folder.glob("*.txt")):
            venv.create(self.folder / ".venvs" / pins.stem, clear=True, with_pip=True)
            pip = [str(self.program(pins.stem, "python")), "-m", "pip", "install", "--quiet"]
            subprocess.run([*pip, "--disable-pip-version-check", "--no-deps", "-r", str(pins)], check=True)
        if (self.folder / "package.json").exists():
            node.install(self.folder)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    Environments(Path(sys.argv[1]).resolve()).install()
