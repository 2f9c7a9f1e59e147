"""Runs of the command line in folders of their own, and what they leave there."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

IGNORED = {".airsmith", "__pycache__", "dist", "build"}


def airsmith(*arguments: str, cwd: Path, expected: int = 0, **environment: str) -> subprocess.CompletedProcess[bytes]:
    done = subprocess.run(
        [sys.executable, "-m", "airsmith", *arguments],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )
    assert done.returncode == expected, (done.stdout + done.stderr).decode("utf-8", "replace")
    assert b"Traceback" not in done.stderr
    return done


def tree(folder: Path) -> dict[str, str]:
    """Hash of every file that a run makes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not IGNORED & set(path.relative_to(folder).parts)
    }


def states(folder: Path) -> dict[str, tuple[int, int, int]]:
    """What tells whether a file was written anew."""
    found = ((path, path.lstat()) for path in folder.rglob("*") if path.is_file())
    return {str(path): (stat.st_mtime_ns, stat.st_ino, stat.st_size) for path, stat in found}
