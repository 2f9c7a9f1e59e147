"""Calls of the generated TypeScript client, made by node, and what came of them."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from node import MODULES, node
from service import KEY
from support import own_models
from typescript_package import compiled

SCRIPT = Path(__file__).parent / "typescript" / "wire.mjs"
PROMPT = "A lighthouse"
PRIVATE = (KEY, PROMPT, "data:image", "base64,")
"""What no error, no console and no JSON of a client may show."""


def talk(
    url: str,
    *calls: dict[str, Any],
    environment: dict[str, str] | None = None,
    program: Path | None = None,
    **options: Any,
) -> Any:
    """What node, or the program given, prints about calls of a client, one after another."""
    asked = {"options": {"apiKey": KEY, "baseURL": url, **options}, "calls": calls}
    done = subprocess.run(
        [str(program or node()), str(SCRIPT), str(compiled(own_models())), str(MODULES / "x.js")],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **(environment or {})},
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert KEY not in done.stdout + done.stderr
    assert not done.stderr, "a client writes to no console"
    found = json.loads(done.stdout)
    shown = [found["client"], *(text for one in found["outcomes"] for text in _shown(one))]
    assert not [text for text in shown for word in PRIVATE if word in text]
    return found


def _shown(outcome: dict[str, Any]) -> list[str]:
    """Everything that might be printed of an outcome: of its errors, and of a result on a console."""
    errors = [*outcome.get("errors", ()), *([outcome["error"]] if "error" in outcome else [])]
    inner = [text for one in outcome.get("many", ()) for text in _shown(one)]
    return [*(error["shown"] for error in errors), *inner]
