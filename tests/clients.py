"""Running one request through either generated client."""

from __future__ import annotations

import asyncio
from typing import Any

from runware_openai import AsyncRunware, Runware

TASK = "24cd5dff-cb81-4db5-8506-b72a9425f9d1"
REQUEST: dict[str, Any] = {
    "taskType": "imageInference",
    "taskUUID": TASK,
    "model": "openai:1@1",
    "positivePrompt": "A lighthouse",
    "width": 1024,
    "height": 1024,
}
KINDS = ("Runware", "AsyncRunware")


def run(kind: str, request: Any, options: dict[str, Any], **keywords: Any) -> Any:
    """What ``client.run`` returns or raises; ``options`` make the client."""
    if kind == "Runware":
        with Runware(**options) as client:
            return client.run(request, **keywords)
    return asyncio.run(_run(request, options, keywords))


async def _run(request: Any, options: dict[str, Any], keywords: dict[str, Any]) -> Any:
    async with AsyncRunware(**options) as client:
        return await client.run(request, **keywords)
