"""The documented requests of our specs, and how the typed functions are called to make them."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from airsmith.model.catalog import Model
from airsmith.model.names import snake
from airsmith.targets.typescript.names import camel

from support import own_models

SETTINGS = "providerSettings"


@dataclass(frozen=True)
class Documented:
    """A documented request: ``prompt`` and ``options`` are what its function is called with, in names of the wire."""

    model: Model
    title: str
    request: dict[str, Any]
    prompt: str
    options: dict[str, Any]

    @property
    def keywords(self) -> dict[str, Any]:
        """The options as Python spells them."""
        return {snake(name): value for name, value in self.options.items()}

    @property
    def method(self) -> str:
        """The function's name in TypeScript."""
        return camel(self.model.slug)

    @property
    def function(self) -> str:
        return snake(self.model.slug)

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
    return [_documented(model, example) for model in own_models() for example in model.examples if not example.invalid]


def one_per_model() -> list[Documented]:
    return list({one.function: one for one in documented()}.values())


def _documented(model: Model, example: Any) -> Documented:
    request: dict[str, Any] = example.request
    apart = {"taskType", "model", model.task.prompt, SETTINGS}
    options = {key: value for key, value in request.items() if key not in apart}
    if "width" in options and model.dimensions is not None and model.dimensions.sizes:
        options["size"] = f"{options.pop('width')}x{options.pop('height')}"
    options |= request.get(SETTINGS, {}).get(model.provider.key, {})
    return Documented(model, example.title, request, request[model.task.prompt], options)
