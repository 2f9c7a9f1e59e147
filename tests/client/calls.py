"""Calls of either client over either transport, made alike."""

from __future__ import annotations

import asyncio
import inspect
import warnings
from collections.abc import Callable
from itertools import product
from typing import Any
from uuid import uuid4

import pytest
from runware_openai import AsyncRunware, Polling, Runware

from clients import REQUEST
from service import KEY

QUICK = Polling(first=0.05, longest=0.2)
KINDS = ("Runware", "AsyncRunware")
BOTH = pytest.mark.parametrize("kind", KINDS)
EVERY = pytest.mark.parametrize(("kind", "transport"), list(product(KINDS, ("rest", "websocket"))))
PROMPT = "The lighthouse nobody may read about"


def call(kind: str, options: dict[str, Any], use: Callable[[Any], Any]) -> Any:
    """What ``use`` makes of a client; of an asynchronous one it returns what is awaited."""
    made = {"api_key": KEY, "polling": QUICK, **options}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        if kind == "Runware":
            with Runware(**made) as client:
                return use(client)
        return asyncio.run(_call(made, use))


async def _call(options: dict[str, Any], use: Callable[[Any], Any]) -> Any:
    async with AsyncRunware(**options) as client:
        found = use(client)
        return await found if inspect.isawaitable(found) else found


def image(**fields: Any) -> dict[str, Any]:
    """A request for one picture with an id of its own."""
    return {**REQUEST, "taskUUID": str(uuid4()), "positivePrompt": PROMPT, **fields}


def video(**fields: Any) -> dict[str, Any]:
    request = {"taskType": "videoInference", "taskUUID": str(uuid4()), "model": "openai:3@1", "duration": 4}
    return {**request, "positivePrompt": PROMPT, "width": 1280, "height": 720, **fields}
