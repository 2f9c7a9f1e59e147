"""What a model cannot mean: limits that leave nothing, defaults and examples that break them, idle rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..diagnostics import Diagnostic
from ..load.document import Document, Keys
from ..meaning.evaluate import fits, violations
from ..meaning.kinds.base import FieldKind
from ..meaning.kinds.pattern import PatternKind
from ..meaning.kinds.length import LengthKind
from ..meaning.kinds.range import RangeKind
from ..meaning.shapes import Array, Object, Property, Shape, Union
from ..meaning.values import listing, show
from .layers import Layers
from .reach import rule_problems
from .request import SETTINGS
from .resolve import Resolved
from .written import Written


def check_model(resolved: Resolved, layers: Layers) -> Iterator[Diagnostic]:
    """Everything that is wrong with a model whose parts could all be read."""
    fields = list(_property_problems(resolved.model.contract.root, layers))
    yield from fields
    if not fields:
        yield from rule_problems(resolved)
        yield from _example_problems(resolved, layers.model)


def _property_problems(root: Object, layers: Layers) -> Iterator[Diagnostic]:
    """Problems of the fields and settings that were written, each at its own place."""
    written = layers.fields()
    for field in root.properties:
        if field.name in written:
            yield from _field_problems(field, written[field.name])
    holder = layers.holder(SETTINGS)
    provider = root.property(SETTINGS)
    settings = provider.shape.properties[0].shape if provider and isinstance(provider.shape, Object) else None
    if holder is not None and isinstance(holder.data[SETTINGS], dict) and isinstance(settings, Object):
        whole = Written(holder, (), holder.data)
        for field in settings.properties:
            yield from _field_problems(field, whole.inner(SETTINGS, field.name))


def _field_problems(field: Property, written: Written) -> Iterator[Diagnostic]:
    problems = list(_limit_problems(field.shape, written))
    yield from problems
    if field.default is not None and not problems and not fits(field.default, field.shape):
        hint = f"values: {listing([show(value) for value in _values(field.shape)])}" if _values(field.shape) else ""
        message = f"the default {show(field.default)} is not a legal value of {field.name}"
        yield written.problem("bad-default", message, ("default",), hint)
    if isinstance(field.shape, Object) and "shape" in written.data:
        for inner in field.shape.properties:
            yield from _field_problems(inner, written.inner("shape", inner.name))


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
    if isinstance(shape, Array) and not isinstance(shape.items, Object | Union):
        inner = written.inner("items")
        yield from _limit_problems(shape.items, inner)


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


def _values(shape: Shape) -> tuple[object, ...]:
    return next((kind.values for kind in shape.kinds if kind.values), ())


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
