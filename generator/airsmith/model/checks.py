"""What a model cannot mean: limits that leave nothing, defaults and examples that break them, idle rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..diagnostics import Diagnostic
from ..load.document import Document, Keys
from ..meaning.evaluate import fits, violations
from ..meaning.kinds.base import FieldKind
from ..meaning.kinds.count import CountKind
from ..meaning.kinds.pattern import PatternKind
from ..meaning.kinds.length import LengthKind
from ..meaning.kinds.range import RangeKind
from ..meaning.kinds.roles import RolesKind
from ..meaning.kinds.step import StepKind
from ..meaning.shapes import Array, Object, Property, Shape, Union, choices, noun
from ..meaning.values import Path, listing, show
from .layers import Layers
from .names import field_name_problems
from .reach import rule_problems
from .request import SETTINGS, written_settings
from .resolve import Resolved
from .written import Written


def check_model(resolved: Resolved, layers: Layers) -> Iterator[Diagnostic]:
    """Everything that is wrong with a model whose parts could all be read, or all but some rules.

    What is wrong with a rule stays wrong whatever others say; examples are judged by all rules or not at all.
    """
    fields = [*_property_problems(resolved, layers), *field_name_problems(resolved, layers)]
    yield from fields
    if not fields:
        yield from rule_problems(resolved)
    if not fields and not resolved.lacks_rules:
        yield from _example_problems(resolved, layers.model)


def _property_problems(resolved: Resolved, layers: Layers) -> Iterator[Diagnostic]:
    """Problems of the fields and settings that were written, each at its own place."""
    root, response = resolved.model.contract.root, resolved.model.task.response
    places = {tuple(name.split(".")): written for name, written in layers.fields().items()}
    places |= {(SETTINGS, layers.provider, name): written for name, written in written_settings(layers, [])}
    for path, written in places.items():
        field = _property(root, path)
        if field is not None:
            yield from _kept_problems(field, written, layers)
    answers = Written(layers.task, (), layers.task.data).inner("response", "fields")
    for field in response.properties:
        yield from _kept_problems(field, answers.inner(field.name), layers)


def _kept_problems(field: Property, written: Written, layers: Layers) -> Iterator[Diagnostic]:
    """The problems of a field; one of the task in which there are none is not looked at again."""
    if id(field) in layers.read.sound:
        return
    problems = tuple(_field_problems(field, written))
    yield from problems
    if field.shared and not problems:
        layers.read.sound.add(id(field))


def _property(shape: Shape, path: Path) -> Property | None:
    field = shape.property(path[0]) if isinstance(shape, Object) else None
    return _property(field.shape, path[1:]) if field and path[1:] else field


def _field_problems(field: Property, written: Written) -> Iterator[Diagnostic]:
    problems = list(_limit_problems(field.shape, written))
    yield from problems
    if field.default is not None and not problems and not fits(field.default, field.shape):
        listed = listing([show(value) for value in choices(field.shape)])
        hint = f"values: {listed}" if listed else f"a legal value is {_wanted(field.shape)}"
        message = f"the default {show(field.default)} is not a legal value of {field.name}"
        yield written.problem("bad-default", message, ("default",), hint)
    yield from _inner_problems(field.shape, written)


def _inner_problems(shape: Shape, written: Written) -> Iterator[Diagnostic]:
    if isinstance(shape, Object) and "shape" in written.data:
        for inner in shape.properties:
            yield from _field_problems(inner, written.inner("shape", inner.name))
    if isinstance(shape, Array) and isinstance(shape.items, Object):
        yield from _inner_problems(shape.items, written.items)


def _wanted(shape: Shape) -> str:
    """The type and the limits of a value in words."""
    return ", ".join([noun(shape), *(kind.describe() for kind in shape.kinds)])


def _limit_problems(shape: Shape, written: Written) -> Iterator[Diagnostic]:
    """Kinds of one field that leave no value between them, or list one that others refuse."""
    kinds = {kind.keyword: kind for kind in shape.kinds}
    for keyword, kind in kinds.items():
        for value in kind.values:
            if not fits(value, shape):
                message = f"{show(value)} is listed, but another limit of the field refuses it"
                yield written.problem("contradiction", message, (keyword,), key=True)
    if _pattern_gap(kinds):
        yield written.problem("contradiction", "no text has both this pattern and this length", ("length",), key=True)
    span = kinds.get("range")
    if isinstance(span, RangeKind) and "integer" in str(written.data.get("type")) and _no_integer(span):
        yield written.problem("contradiction", "no whole number lies in this range", ("range",), key=True)
    step = kinds.get("step")
    if isinstance(step, StepKind) and "integer" in str(written.data.get("type")) and isinstance(step.step, float):
        message = f"whole numbers do not go in steps of {step.step}"
        yield written.problem("contradiction", message, ("step",), "write type: number", key=True)
    if isinstance(shape, Array):
        yield from _role_problems(shape, kinds, written)
    if isinstance(shape, Array) and not isinstance(shape.items, Object | Union):
        yield from _limit_problems(shape.items, written.items)


def _role_problems(shape: Array, kinds: Mapping[str, FieldKind], written: Written) -> Iterator[Diagnostic]:
    """Roles that are not those the items tell, each of them one, and a count that all roles together do not reach."""
    roles, count = kinds.get("roles"), kinds.get("count")
    if not isinstance(roles, RolesKind):
        return
    field = shape.items.property(roles.by) if isinstance(shape.items, Object) else None
    if field is None or not field.required or sorted(map(str, choices(field.shape))) != list(roles.names):
        message = f"the items have no required field {roles.by} whose values are {listing(roles.names, 'and')}"
        yield written.problem("bad-roles", message, ("roles", "by"), "list every value, and its most items")
    if isinstance(count, CountKind) and count.least is not None and count.least > roles.total:
        message = f"the roles admit {roles.total} items in all, but {count.least} are wanted"
        yield written.problem("contradiction", message, ("count",), key=True)


def _pattern_gap(kinds: Mapping[str, FieldKind]) -> bool:
    pattern, length = kinds.get("pattern"), kinds.get("length")
    if not isinstance(pattern, PatternKind) or not isinstance(length, LengthKind):
        return False
    least, most = pattern.pattern.width
    return (length.most is not None and length.most < least) or (
        most is not None and length.least is not None and length.least > most
    )


def _no_integer(span: RangeKind) -> bool:
    if span.least is None or span.most is None:
        return False
    return not any(span.least <= whole <= span.most for whole in (int(span.least), int(span.least) + 1, int(span.most)))


def _example_problems(resolved: Resolved, document: Document) -> Iterator[Diagnostic]:
    model = resolved.model
    for i, example in enumerate(model.examples):
        found = violations(example.request, {model.air: model.contract})
        codes = sorted({violation.code for violation in found})
        keys: Keys = ("examples", i, "request")
        if not example.invalid:
            for violation in found:
                message = f"{violation.path or 'the request'}: {violation.message}"
                hint = f"correct it, or say expect: {{invalid: [{', '.join(codes)}]}}"
                yield document.problem("example-breaks-spec", message, keys, hint, key=True)
        elif sorted(set(example.invalid)) != codes:
            message = (
                f"expected {listing(sorted(example.invalid), 'and')}, found {listing(codes, 'and') or 'nothing wrong'}"
            )
            yield document.problem("example-not-broken", message, ("examples", i, "expect"), key=True)
