"""Generated code and schemas of any set of models, made in memory or in a scratch folder and used for real."""

from __future__ import annotations

import importlib
import itertools
import json
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from airsmith import resources
from airsmith.files import File
from airsmith.model.catalog import Entry, Model, Packages
from airsmith.render import Renderer
from airsmith.targets.registry import make

from scratch import scratch

_NUMBERS = itertools.count()


@cache
def renderer() -> Renderer:
    return Renderer(resources.templates())


def packages(module: str = "generated_under_test") -> Packages:
    name = module.replace("_", "-")
    return Packages(
        "Models under test.", name, module, "0.1.0", name, "0.1.0", "https://airsmith.example/test", "0.1.0"
    )


def files(target: str, models: Sequence[Model], module: str = "generated_under_test") -> dict[str, str]:
    """Path -> text of everything a target makes of the models."""
    (made,) = make([target], packages(module), renderer())
    found: list[File] = [file for model in models for file in made.model_files(model)]
    found += made.index_files([Entry.of(model) for model in models])
    return {file.path: file.text for file in found}


def python_package(models: Sequence[Model], changes: dict[str, tuple[str, str]] | None = None) -> ModuleType:
    """The generated Python package of the models, imported under a name of its own.

    ``changes`` maps the end of a path to a text in it and what stands there instead: a planted fault.
    """
    module = f"generated_under_test_{next(_NUMBERS)}"
    folder = scratch()
    for path, text in files("python", models, module).items():
        for end, (old, new) in (changes or {}).items():
            if path.endswith(end):
                assert old in text, f"{old!r} does not stand in {path}"
                text = text.replace(old, new)
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    sys.path.insert(0, str(folder / "python" / "src"))
    try:
        package = importlib.import_module(module)
        importlib.import_module(f"{module}._validate")
    finally:
        sys.path.pop(0)
    package.__path__ = [str(folder / "python" / "src" / module)]
    return package


@cache
def schema(models: tuple[Model, ...], draft: str) -> Any:
    """The schema of requests to any of the models."""
    folder = "" if draft == "2020-12" else f"{draft}/"
    return json.loads(files("schemas", models)[f"schemas/{folder}requests.schema.json"])
