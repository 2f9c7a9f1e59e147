"""What a model accepts, in words: every limit with the page that states it."""

from __future__ import annotations

from collections.abc import Iterator

from .meaning.shapes import Array, Object, Presence, Property, Shape, Union, noun
from .meaning.values import dotted, nearest_word, show
from .model.catalog import Model


def explain_model(model: Model, place: str) -> Iterator[str]:
    """Lines about a whole model; ``place`` is the path of its spec."""
    yield f"{model.name} ({model.air})"
    if model.summary:
        yield f"  {model.summary}"
    notice = model.lifecycle.notice(model.name)
    yield f"  state      {model.lifecycle.stage}" + (f": {notice}" if notice else "")
    yield f"  task       {model.task.name}"
    yield f"  workflows  {', '.join(workflow.name for workflow in model.workflows) or 'none listed'}"
    yield f"  source     {model.source.url} (read {model.source.fetched})"
    yield f"  spec       {place}"
    yield ""
    yield "Fields"
    for names, field in fields(model.contract.root):
        yield f"  {dotted(names):34} {field_words(field)}"
    yield from _section("Rules", [model.describe(constraint) for constraint in model.contract.constraints])
    yield from _section("Input files", [limits.describe() for limits in model.media])
    yield from _section("Notes", list(model.notes))


def _section(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield title
        yield from (f"  {line}" for line in lines)


def explain_field(model: Model, name: str, place: str) -> Iterator[str]:
    """Lines about one field; ``place`` is the path of the model's spec. Raises KeyError with a hint where the model has none of that name."""
    known = {dotted(names): field for names, field in fields(model.contract.root)}
    short = {full.rsplit(".", 1)[-1]: full for full in known}
    full = name if name in known else short.get(name, "")
    if full not in known:
        is_size = name == "size" and {"width", "height"} <= known.keys()
        near = "width or height" if is_size else nearest_word(name, [*known, *short])
        hint = f"; did you mean {near}?" if near else f"; fields: {', '.join(known)}"
        raise KeyError(f"{model.name} has no field {name}{hint}")
    field = known[full]
    yield f"{full} of {model.name} ({model.air})"
    yield f"  {field_words(field)}"
    if field.summary:
        yield f"  {field.summary}"
    labels = ", ".join(f"{show(value)} is shown as {label}" for value, label in field.labels if label != value)
    yield from (f"  {line}" for line in [labels] if line)
    yield f"  stated by  {field.about.docs}"
    if field.anchor and field.anchor != field.about.docs:
        yield f"  documented {field.anchor}"
    yield f"  spec       {place}"
    path = tuple(full.split("."))
    rules = [
        model.describe(one) for one in model.contract.constraints if any(path in rule.reads for rule in one.rules())
    ]
    yield from _section("Rules that read it", rules)


def fields(shape: Shape, names: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Property]]:
    """Every field below a request, outer ones first."""
    match shape:
        case Object(properties):
            for field in properties:
                yield (*names, field.name), field
                yield from fields(field.shape, (*names, field.name))
        case Array(items):
            yield from fields(items, names)
        case Union(branches):
            for branch in branches:
                yield from fields(branch, names)
        case _:
            return


def field_words(field: Property) -> str:
    """Type, limits, default and unit in a line."""
    presence = {
        Presence.REQUIRED: "required",
        Presence.OPTIONAL: "optional",
        Presence.UNSUPPORTED: "not supported",
    }
    if field.presence is Presence.UNSUPPORTED:
        return presence[field.presence]
    limits = [words for kind in field.shape.kinds if (words := kind.describe())]
    parts = [presence[field.presence], noun(field.shape), *limits]
    parts += [f"default {show(field.default)}"] if field.default is not None else []
    return ", ".join(parts) + (f" ({field.unit})" if field.unit else "")
