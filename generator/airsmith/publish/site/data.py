"""What the scripts of the pages are told: facts of the models for the playground, schemas, and an index of fields."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Final

from ...files import File
from ...meaning.values import Json
from ...targets.docs.facts import FieldRow, ModelPage
from .rows import limit_words
from .snippets import Signature

_FOLLOWS: Final = frozenset({"taskType", "model"})
_SIDES: Final = frozenset({"width", "height"})
"""What is chosen as one where the sizes are listed."""


def playground_facts(page: ModelPage, called: Signature) -> dict[str, Json]:
    """All that the form and the snippets of a model are made of."""
    sizes = page.sizes.listed if page.sizes else ()
    apart = _FOLLOWS | _SIDES if sizes else _FOLLOWS
    return {
        "air": page.air,
        "name": page.name,
        "href": f"{page.path}.html",
        "taskType": page.task,
        "notice": page.notice,
        "media": page.media,
        "sizes": [[size.width, size.height] for size in sizes],
        "sizeNeeded": page.sizes.required if page.sizes else False,
        "fields": [_control(row) for row in page.fields if row.name not in apart],
        "examples": [{"title": one.title, "request": one.request} for one in page.examples],
        "call": _call(called),
    }


def _control(row: FieldRow) -> dict[str, Json]:
    """A field of the form; what it does not have is left out."""
    told: dict[str, Json] = {
        "path": row.name,
        "types": list(row.types),
        "needed": row.presence == "required",
        "choices": [one.value for one in row.choices],
        "fallback": row.default,
        "limit": "" if row.choices else str("; ".join(row.limits)),
        "unit": row.unit,
        "summary": row.summary,
        "most": row.keywords.get("maxLength"),
    }
    return {key: value for key, value in told.items() if value not in ([], "", None) and (value or key == "fallback")}


def _call(called: Signature) -> dict[str, Json]:
    """A signature, each argument as ``[wire, setting, required, python, typescript]``."""
    told = {key: value for key, value in asdict(called).items() if key != "arguments"}
    arguments: list[Json] = [
        [one.wire, one.setting, one.required, one.python, one.typescript] for one in called.arguments
    ]
    return {**told, "arguments": arguments}


def schema_data(key: str, files: Iterable[File]) -> dict[str, Json]:
    """A model's two schemas by the names that links open them by: ``openai.dall-e-3.request``."""
    return {
        f"{key}.{form}": json.loads(file.text)
        for file in files
        for form in ("request", "response")
        if file.path.endswith(f".{form}.schema.json") and "/draft-07/" not in file.path
    }


def search_index(pages: Sequence[ModelPage]) -> dict[str, Json]:
    """Models, and fields with the limit that each model sets: ``[path, summary, [[model, limit], ...]]``."""
    found: dict[str, tuple[str, list[Json]]] = {}
    for number, page in enumerate(pages):
        for row in page.fields:
            limits = found.setdefault(row.name, (row.summary, []))[1]
            limits.append([number, limit_words(row)])
    return {
        "models": [[page.name, page.air, f"{page.path}.html", page.summary] for page in pages],
        "fields": [[name, summary, limits] for name, (summary, limits) in found.items()],
    }
