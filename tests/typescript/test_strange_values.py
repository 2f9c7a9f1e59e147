"""Values of JavaScript that no JSON text says, put to the generated validators."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from node import node
from support import own_models
from typescript_package import compiled


def test_strange_values_get_verdicts() -> None:
    package = (compiled(own_models()) / "esm" / "index.js").as_uri()
    command = [str(node()), "--test", str(Path(__file__).with_name("strange.test.mjs"))]
    environment = {**os.environ, "PACKAGE": package}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "# fail 0" in done.stdout or "ℹ fail 0" in done.stdout
