"""A model as the page about it: every fact once, in the order in which it is read."""

from __future__ import annotations

from math import gcd
from typing import Final

from ...meaning.kinds.base import Constraint
from ...meaning.kinds.dimensions import Dimensions, Size
from ...meaning.shapes import Integer
from ...meaning.values import dotted
from ...model.catalog import Model
from .facts import FieldRow, ModelPage, RuleRow, Sizes, SizeRow
from .fields import keywords, rows

DURATION: Final = "duration"
"""What every task that has a length calls it."""

SETTINGS: Final = "providerSettings"


def model_page(model: Model) -> ModelPage:
    """The page about a model."""
    every = tuple(rows(model.contract.root))
    fields = tuple(row for row in every if row.presence != "unsupported")
    below = f"{SETTINGS}.{model.provider.key}."
    return ModelPage(
        air=model.air,
        name=model.name,
        slug=model.slug,
        path=f"{model.provider.key or 'models'}/{model.slug}",
        provider=model.provider.key,
        provider_name=model.provider.name,
        task=model.task.name,
        task_title=model.task.title,
        media=model.task.media,
        summary=model.summary,
        lifecycle=model.lifecycle,
        notice=model.lifecycle.notice(model.name),
        source=model.source,
        workflows=model.workflows,
        prompt=_named(fields, model.task.prompt),
        duration=_named(fields, DURATION),
        sizes=_sizes(model.dimensions) if model.dimensions else None,
        fields=fields,
        unsupported=tuple(row for row in every if row.presence == "unsupported"),
        settings=tuple(row for row in fields if row.name.startswith(below)),
        results=tuple(rows(model.task.response)),
        rules=tuple(
            _rule(model, constraint) for constraint in model.contract.constraints if constraint != model.dimensions
        ),
        inputs=model.media,
        notes=model.notes,
        examples=model.examples,
    )


def _named(fields: tuple[FieldRow, ...], name: str) -> FieldRow | None:
    return next((row for row in fields if row.name == name), None)


def _sizes(dimensions: Dimensions) -> Sizes:
    width, height = (keywords(Integer(side)) for side in dimensions.sides)
    area = dimensions.area
    return Sizes(
        required=dimensions.required,
        listed=tuple(map(_size, dimensions.sizes)),
        width=width,
        height=height,
        area=(area.least, area.most) if area else (None, None),
        source=dotted(dimensions.source),
        sentence=dimensions.describe(),
    )


def _size(size: Size) -> SizeRow:
    shared = gcd(size.width, size.height)
    return SizeRow(size.width, size.height, f"{size.width // shared}:{size.height // shared}", size.label, size.group)


def _rule(model: Model, constraint: Constraint) -> RuleRow:
    reads = dict.fromkeys(dotted(path) for rule in constraint.rules() for path in rule.reads)
    return RuleRow(
        model.describe(constraint), constraint.level, tuple(reads), constraint.fragment("2020-12") is not None
    )
