"""Reading a model's sizes: its own, those of a named set, or the input they follow from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..diagnostics import Diagnostic
from ..meaning.kinds.area import Area, Sides
from ..meaning.kinds.base import Condition, FieldKind, Refused
from ..meaning.kinds.dimensions import HEIGHT, WIDTH, Dimensions, Size, read_groups, read_sizes
from ..meaning.kinds.range import RangeKind
from ..meaning.kinds.step import StepKind
from ..meaning.shapes import Array, Media, Object, Shape, Union
from ..meaning.predicates import AnyOf
from ..meaning.values import Json, listing
from .layers import Layers
from .scope import ModelScope
from .written import Written, texts

_LISTED = ("pairs", "groups", "range")
_FORMS = (*_LISTED, "from", "use")
_PARTS = ("step", "area")
"""What goes with a range only."""

_FREE: Sides = ((), ())


@dataclass(frozen=True)
class Listed:
    """Which sizes there are, wherever that is written."""

    sizes: tuple[Size, ...] = ()
    sides: Sides = _FREE
    area: Area | None = None


def read_dimensions(layers: Layers, problems: list[Diagnostic]) -> Dimensions | None:
    """The sizes of the model, without what depends on its other fields; None where it says nothing."""
    document = layers.holder("dimensions")
    if document is None:
        return None
    written = Written(document, (), document.data).inner("dimensions")
    forms = [form for form in _FORMS if form in written.data]
    if not _is_one_form(forms, _FORMS, written, problems):
        return None
    source = written.text("from")
    if source:
        problems += [
            written.problem("bad-dimensions", f"{key} says nothing beside from", (key,), f"leave {key} out", key=True)
            for key in ("only", "required", *_PARTS)
            if key in written.data
        ]
        return Dimensions((), _FREE, False, layers.name, tuple(source.split(".")), error=written.text("error"))
    listed = _named(layers, written, problems) if forms == ["use"] else read_listed(written, forms[0], problems)
    if listed is None:
        return None
    required = _is_required(layers, written) and "only" not in written.data
    error = written.text("error")
    return Dimensions(listed.sizes, listed.sides, required, layers.name, area=listed.area, error=error)


def _is_required(layers: Layers, written: Written) -> bool:
    """Whether every request has a size: what the model says, else its task."""
    defaults = Written(layers.task, (), layers.task.data).inner("dimensions").data
    return written.data.get("required", defaults.get("required", False)) is True


def _named(layers: Layers, written: Written, problems: list[Diagnostic]) -> Listed | None:
    problems += _idle_parts(written, "use", "say it in the set")
    return set_sizes(Written(layers.sizes, (), layers.sizes.data), problems) if layers.sizes else None


def set_sizes(written: Written, problems: list[Diagnostic]) -> Listed | None:
    """The sizes of a named set, from the whole of its file."""
    forms = [form for form in _LISTED if form in written.data]
    return read_listed(written, forms[0], problems) if _is_one_form(forms, _LISTED, written, problems) else None


def _is_one_form(forms: list[str], known: tuple[str, ...], written: Written, problems: list[Diagnostic]) -> bool:
    if len(forms) != 1:
        subject = "dimensions" if written.keys else "the set"
        message = f"{subject} gives {listing(forms, 'and')} at once" if forms else f"{subject} gives no sizes"
        problems.append(written.problem("bad-dimensions", message, (), f"write one of {listing(known)}"))
    return len(forms) == 1


def _idle_parts(written: Written, form: str, hint: str) -> Iterator[Diagnostic]:
    for key in _PARTS:
        if key in written.data:
            yield written.problem("bad-dimensions", f"{key} says nothing beside {form}", (key,), hint, key=True)


def read_listed(written: Written, form: str, problems: list[Diagnostic]) -> Listed | None:
    """The sizes written in one form; None, and a problem, where they cannot be meant."""
    if form == "range":
        return _ranges(written, problems)
    problems += _idle_parts(written, form, "it is a part of a range")
    try:
        value = written.data[form]
        return Listed(read_groups(value) if form == "groups" else read_sizes(value))
    except Refused as refused:
        problems.append(written.refused(refused, (form,)))
        return None


def _ranges(written: Written, problems: list[Diagnostic]) -> Listed | None:
    key = "range"
    try:
        width, height = (RangeKind.read(side) for side in _both_sides(written.data[key]))
        sides: Sides = ((width,), (height,))
        if "step" in written.data:
            key = "step"
            across, down = _both_sides(written.data[key])
            sides = (_stepped(width, across), _stepped(height, down))
        if "area" not in written.data:
            return Listed(sides=sides)
        key = "area"
        return Listed(sides=sides, area=Area.read(written.data[key], sides, (WIDTH, HEIGHT)))
    except Refused as refused:
        problems.append(written.refused(refused, (key,)))
        return None


def _stepped(span: RangeKind, step: Json) -> tuple[FieldKind, ...]:
    kind = StepKind.read(step)
    if isinstance(kind.step, float):
        raise Refused("bad-step", "sides are whole numbers of pixels", "write a whole number")
    return span, kind.beside((span,))


def _both_sides(value: Json) -> tuple[Json, Json]:
    return (value["width"], value["height"]) if isinstance(value, dict) else (value, value)


def completed(
    dimensions: Dimensions, layers: Layers, scope: ModelScope, needed: Condition | None, problems: list[Diagnostic]
) -> Dimensions:
    """The sizes with what depends on other fields: where they are needed, where accepted, what they follow from.

    Sizes that only some workflows accept are required of those alone.
    """
    document = layers.holder("dimensions") or layers.model
    written = Written(document, (), document.data).inner("dimensions")
    if dimensions.source:
        problems += _source_problems(dimensions, written, scope)
        return dimensions
    names = texts(written.data.get("only"))
    parts = [_workflow(name, written, ("only", i), scope, problems) for i, name in enumerate(names)]
    known = tuple(part.predicate for part in parts if part is not None)
    if not known:
        return replace(dimensions, needed=needed)
    predicate = known[0] if len(known) == 1 else AnyOf(known)
    if _is_required(layers, written):
        needed = Condition(predicate, f"the workflow is {listing(names)}")
    return replace(dimensions, needed=needed, only=Condition(predicate, f"for {listing(names)}"))


def _workflow(
    name: str, written: Written, below: tuple[str | int, ...], scope: ModelScope, problems: list[Diagnostic]
) -> Condition | None:
    try:
        return Condition(scope.workflow(name), f"the workflow is {name}")
    except Refused as refused:
        problems.append(written.refused(refused, below))
        return None


def _source_problems(dimensions: Dimensions, written: Written, scope: ModelScope) -> list[Diagnostic]:
    name = written.text("from")
    try:
        shape = scope.shape(scope.path(name))
    except Refused as refused:
        return [written.refused(refused, ("from",))]
    if _holds_pictures(shape):
        return []
    return [written.problem("wrong-kind", f"{name} holds no image or video that has a size", ("from",))]


def _holds_pictures(shape: Shape) -> bool:
    match shape:
        case Media(media):
            return media != "audio"
        case Array(items):
            return _holds_pictures(items)
        case Object(properties):
            return any(_holds_pictures(field.shape) for field in properties)
        case Union(branches):
            return any(map(_holds_pictures, branches))
        case _:
            return False
