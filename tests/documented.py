"""The documented requests of our specs, and how the typed functions are called to make them."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from airsmith.model.catalog import Model

from support import own_models

SETTINGS = "providerSettings"
NAMES = {"taskUUID": "task_uuid", "frameImages": "frame_images", "duration": "duration"}
"""Wire names of the documented requests that are not handled below, as parameters."""


@dataclass(frozen=True)
class Documented:
    """A documented request: ``prompt`` and ``keywords`` are what its function is called with."""

    model: Model
    title: str
    request: dict[str, Any]
    prompt: str
    keywords: dict[str, Any]

    @property
    def function(self) -> str:
        return self.model.slug.replace("-", "_")

    @property
    def typed(self) -> Callable[..., Any]:
        """The generated function; retired models warn when it is called."""
        return getattr(importlib.import_module("runware_openai"), self.function)  # type: ignore[no-any-return]

    @property
    def is_retired(self) -> bool:
        return self.model.lifecycle.stage != "live"

    def __str__(self) -> str:
        return f"{self.model.slug}-{self.title}".replace(" ", "-")


def documented() -> list[Documented]:
    """Every documented request."""
    return [_documented(model, example) for model in own_models() for example in model.examples]


def one_per_model() -> list[Documented]:
    return list({one.function: one for one in documented()}.values())


def _documented(model: Model, example: Any) -> Documented:
    request: dict[str, Any] = example.request
    keywords = {NAMES[key]: value for key, value in request.items() if key in NAMES}
    if "width" in request:
        keywords["size"] = f"{request['width']}x{request['height']}"
    keywords |= request.get(SETTINGS, {}).get("openai", {})
    return Documented(model, example.title, request, request["positivePrompt"], keywords)
