"""Environments of contestants that do not go with our own tools, or with our Python: each made as its lock says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ENVIRONMENTS = Path(__file__).resolve().parent / "environments"


def lock(name: str) -> Path:
    """What is installed, a line for each distribution."""
    return ENVIRONMENTS / f"{name}.txt"


def installed(name: str, python: str = sys.executable) -> Path:
    """The folder of the environment's programs; it is set up unless that was done. Raises CalledProcessError."""
    home = ENVIRONMENTS / ".venvs" / name
    marker = home / "lock.txt"
    if not marker.is_file() or marker.read_bytes() != lock(name).read_bytes():
        subprocess.run([python, "-m", "venv", "--clear", str(home)], check=True)
        pip = [str(home / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "--no-deps", "-r", str(lock(name))], check=True, stdout=sys.stderr)
        marker.write_bytes(lock(name).read_bytes())
    return home / "bin"
