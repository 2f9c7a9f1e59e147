"""Environments of Python apart from the one that runs the tests."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from support import ROOT

EPOCH = "1700000000"
"""The SOURCE_DATE_EPOCH of the packages that are built for the tests."""


@dataclass(frozen=True)
class Environment:
    """An environment that knows nothing of this one."""

    folder: Path

    def run(self, *command: str, cwd: Path = Path("/"), expected: int = 0) -> subprocess.CompletedProcess[str]:
        """Run a program of the environment, as a shell does in which it is active."""
        outside = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
        path = os.pathsep.join((str(self.folder / "bin"), outside["PATH"]))
        inside = {**outside, "VIRTUAL_ENV": str(self.folder), "PATH": path}
        # The versions are those that the tests were written with.
        inside |= {"PIP_CONSTRAINT": str(ROOT / "constraints.txt"), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
        program = [str(self.folder / "bin" / command[0]), *command[1:]]
        found = subprocess.run(program, cwd=cwd, env=inside, capture_output=True, text=True)
        assert found.returncode == expected, found.stdout + found.stderr
        assert "Traceback" not in found.stderr
        return found

    def pip(self, *arguments: str, cwd: Path = Path("/")) -> None:
        """Give it what is to be installed, and what that needs, from where pip gets packages."""
        self.run("python", "-m", "pip", "--quiet", *arguments, cwd=cwd)

    @property
    def site(self) -> Path:
        """Where its packages are."""
        return next(self.folder.glob("lib/python*/site-packages"))
