"""What each model can do, for programs: the choices that a user interface offers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ...meaning.values import Fragment, Json, dotted
from ...model.catalog import MediaLimits, Workflow
from ...json_text import json_text
from ..markdown import visible
from .facts import FieldRow, ModelPage, Sizes, SizeRow

SCHEMA: Final = "capabilities.schema.json"
FORMAT: Final = 1
"""Raised when a member changes its meaning or goes; a new member does not raise it."""


def capabilities(models: Sequence[str]) -> str:
    """The text of the whole document; ``models`` are texts of what `capability` makes, two levels deep."""
    empty = shown_json({"$schema": SCHEMA, "format": FORMAT, "models": []})
    listed = ",\n".join(f"    {model}" for model in models)
    return empty.replace('"models": []', f'"models": [\n{listed}\n  ]') if models else empty


def shown_json(document: Fragment, depth: int = 0) -> str:
    """A document as text in which everything is visible; ``depth`` says how many levels deep it will stand."""
    return visible(json_text(document, "\n" + "  " * depth))


def capability(page: ModelPage) -> Fragment:
    """One model. What is not known or does not apply is left out."""
    rules: list[Json] = [{"sentence": rule.sentence, "level": rule.level} for rule in page.rules]
    return _known(
        {
            "air": page.air,
            "name": page.name,
            "slug": page.slug,
            "page": f"{page.path}.md",
            "provider": {"key": page.provider, "name": page.provider_name},
            "task": page.task,
            "media": page.media,
            "summary": page.summary,
            "source": {"url": page.source.url, "fetched": page.source.fetched},
            "lifecycle": _lifecycle(page),
            "workflows": [_workflow(workflow) for workflow in page.workflows],
            "prompt": _field(page.prompt) if page.prompt else None,
            "sizes": _sizes(page.sizes) if page.sizes else None,
            "duration": _field(page.duration) if page.duration else None,
            "settings": [_field(field) for field in page.settings],
            "fields": [_field(field) for field in page.fields],
            "inputs": [_input(limits) for limits in page.inputs],
            "rules": rules,
            "notes": list(page.notes),
        }
    )


def _known(members: Fragment) -> Fragment:
    return {key: found for key, found in members.items() if found is not None and found != ""}


def _lifecycle(page: ModelPage) -> Fragment:
    lifecycle = page.lifecycle
    return _known(
        {
            "stage": lifecycle.stage,
            "since": lifecycle.since,
            "replacement": lifecycle.replacement,
            "notice": page.notice,
            "source": lifecycle.source,
            "checked": lifecycle.checked,
        }
    )


def _workflow(workflow: Workflow) -> Fragment:
    return {"name": workflow.name, "needs": [dotted(path) for path in workflow.needs]}


def _field(field: FieldRow) -> Fragment:
    values: list[Json] = [{"value": choice.value, "label": choice.label} for choice in field.choices]
    keywords = {key: limit for key, limit in field.keywords.items() if not (values and key in ("const", "enum"))}
    return _known(
        {
            "name": field.name,
            "types": list(field.types),
            "items": list(field.items) or None,
            "media": field.media,
            "required": field.presence == "required",
            "values": values or None,
            **keywords,
            "default": field.default,
            "unit": field.unit,
            "summary": field.summary,
            "source": field.reference or field.stated,
        }
    )


def _sizes(sizes: Sizes) -> Fragment:
    least, most = sizes.area
    return _known(
        {
            "required": sizes.required,
            "listed": [_size(size) for size in sizes.listed] or None,
            "width": sizes.width or None,
            "height": sizes.height or None,
            "area": _known({"minimum": least, "maximum": most}) or None,
            "follows": sizes.source,
            "sentence": sizes.sentence,
        }
    )


def _size(size: SizeRow) -> Fragment:
    label = size.label or size.ratio
    return _known({"width": size.width, "height": size.height, "label": label, "group": size.group})


def _input(limits: MediaLimits) -> Fragment:
    narrowest, widest = ("{}:{}".format(*ratio) for ratio in limits.ratio) if limits.ratio else (None, None)
    return _known(
        {
            "media": limits.media,
            "side": _ends(limits.side) if limits.side else None,
            "bytes": limits.size,
            "seconds": _ends(limits.seconds) if limits.seconds else None,
            "ratio": {"narrowest": narrowest, "widest": widest} if limits.ratio else None,
            "formats": list(limits.formats) or None,
            "sentence": limits.describe(),
        }
    )


def _ends(span: tuple[float | None, float | None]) -> Fragment:
    return _known({"minimum": span[0], "maximum": span[1]})
