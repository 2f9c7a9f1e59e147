"""Comparing text with a file that holds what is expected, or writing that file anew."""

from __future__ import annotations

import difflib
import os
from pathlib import Path

import pytest


def agrees(found: str, expected: Path) -> None:
    """Fail with the difference; with AIRSMITH_GOLDEN=update, write what was found instead."""
    if os.environ.get("AIRSMITH_GOLDEN") == "update":
        expected.parent.mkdir(parents=True, exist_ok=True)
        expected.write_text(found, encoding="utf-8", newline="\n")
        return
    wanted = expected.read_text(encoding="utf-8") if expected.exists() else ""
    if found != wanted:
        name = "/".join(expected.parts[-4:])
        lines = difflib.unified_diff(
            wanted.splitlines(), found.splitlines(), f"{name} (expected)", "found", lineterm=""
        )
        difference = "\n".join(lines)
        pytest.fail(f"{difference}\n\nIf what was found is right, run: make golden", pytrace=False)
