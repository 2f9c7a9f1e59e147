"""A schedule through the generated TypeScript client, in one node process for all of them."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from airsmith.sandbox import Sandbox
from node import MODULES, node
from support import own_models
from typescript_package import compiled

from proof import Call
from python_clients import KEY, PATIENCE
from schedules import DEADLINE, Schedule


class TypeScriptClient:
    """Starts node once; `run` is one call of ``Runware``."""

    def __init__(self) -> None:
        program = Path(__file__).with_name("typescript_runs.mjs")
        command = [str(node()), str(program), str(compiled(own_models())), str(MODULES / "ws")]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def run(self, schedule: Schedule, sandbox: Sandbox, journal: Path) -> Call:
        sandbox.reset()
        sandbox.scenario(schedule.scenario)
        asked = {
            "url": sandbox.url,
            "key": KEY,
            "transport": schedule.transport,
            "restart": schedule.restart,
            "request": schedule.request,
            "deadline": DEADLINE * 1000,
            "patience": PATIENCE * 1000,
        }
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, f"{schedule}\n{self._process.communicate()[1]}"
        done = json.loads(line)
        return Call(tuple(done["media"]), done["error"], done["seconds"], tuple(done["later"]))

    def close(self) -> None:
        self._process.communicate()
