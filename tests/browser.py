"""Debian's Chromium, driven by scripts of tests/system."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from node import MODULES, node

SCRIPTS = Path(__file__).parent / "system"


def driven(script: str, job: dict[str, Any], seconds: float = 540) -> Any:
    """What a script prints that is given a job on standard input. Raises AssertionError with what it said if it fails."""
    program = shutil.which("chromium")
    assert program, "there is no chromium: install the Debian packages that .ci/run lists"
    whole = {**job, "program": program, "playwright": str(MODULES / "playwright-core")}
    command = [str(node()), str(SCRIPTS / script)]
    done = subprocess.run(command, input=json.dumps(whole), capture_output=True, text=True, timeout=seconds)
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)
