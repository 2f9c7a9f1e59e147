"""The service's own SDKs, unmodified, each in an environment of its own: two of them share an import name."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

# Imported by a script, it is found only now that the path names its folder.
import node  # noqa: E402
from environments import Environments  # noqa: E402

ENVIRONMENTS = Environments(HERE / "environments")

POLLING = {
    # 0.5.24 waits out a timeout at every poll that says "processing": 33 seconds unless told otherwise.
    "RUNWARE_VIDEO_INITIAL_TIMEOUT": "1000",
    "RUNWARE_VIDEO_POLLING_DELAY": "200",
    "RUNWARE_IMAGE_INITIAL_TIMEOUT": "1000",
    "RUNWARE_IMAGE_POLLING_DELAY": "200",
}


@dataclass(frozen=True)
class Sdk:
    """A package of the service's; ``transports`` are those it can speak."""

    package: str
    version: str
    driver: str
    transports: tuple[Literal["rest", "websocket"], ...]

    @property
    def name(self) -> str:
        return f"{self.package} {self.version}"

    def command(self) -> list[str]:
        """What starts its driver. Raises FileNotFoundError where the environment is not set up."""
        is_node = self.driver.endswith(".mjs")
        program = node.node() if is_node else ENVIRONMENTS.program(self.package, "python")
        if is_node:
            ENVIRONMENTS.package(self.package)
        return [str(program), str(HERE / self.driver)]


SDKS = (
    Sdk("runware-sdk", "1.8.0", "drive_runware_sdk.py", ("rest", "websocket")),
    Sdk("runware", "0.5.24", "drive_runware.py", ("websocket",)),
    Sdk("@runware/sdk-js", "1.3.2", "drive_sdk_js.mjs", ("websocket",)),
)


async def call(
    sdk: Sdk, url: str, transport: str, requests: Sequence[Mapping[str, Any]], seconds: float = 60.0, key: str = "k"
) -> list[dict[str, Any]]:
    """What each call came to: ``{"items": [...]}``, ``{"error": text}``; ``{"hung": true}`` for those not in time.

    The driver writes a line as each call ends, so that what ended before the time is up is known.
    """
    job = {"url": url, "transport": transport, "key": key, "requests": list(requests)}
    process = await asyncio.create_subprocess_exec(
        *sdk.command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **POLLING, "PYTHONWARNINGS": "ignore", "PYTHONUNBUFFERED": "1"},
        limit=2**27,
    )
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(json.dumps(job).encode() + b"\n")
    await process.stdin.drain()
    process.stdin.close()
    lines: list[dict[str, Any]] = []
    try:
        async with asyncio.timeout(seconds):
            while len(lines) < len(requests) and (line := await process.stdout.readline()):
                if line.startswith(b'{"call"'):
                    lines.append(json.loads(line)["call"])
    except TimeoutError:
        pass
    finally:
        if process.returncode is None:
            process.kill()
        _, errors = await process.communicate()
    if not lines and errors and b"Traceback" in errors:
        raise RuntimeError(errors.decode(errors="replace")[-2000:])
    return lines + [{"hung": True}] * (len(requests) - len(lines))
