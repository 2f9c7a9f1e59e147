"""Scratch folders of what is made once for many tests, gone when the process ends."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from pathlib import Path


def scratch() -> Path:
    """A new folder that stays until this process ends."""
    folder = Path(tempfile.mkdtemp(prefix="airsmith-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
