"""Requests with several things wrong: what is reported, in which order, and what stays silent."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ...meaning.contract import Contract
from ...meaning.evaluate import fits
from ...meaning.shapes import Array, Object, Presence, Property, Shape, Union
from ...meaning.values import Json, dotted
from .cases import Case
from .start import Request, row_rules, with_values
from .values import least, tries


def together_cases(contract: Contract, start: Request, full: Request) -> Iterator[Case]:
    """Faults of several fields; what a field's own faults keep rules from saying."""
    fields = [field for field in contract.root.properties if field.name != "model"]
    wrong = {field.name: _wrong(field) for field in fields}
    model: Request = {"model": contract.air}
    yield Case("faults", "nothing-but-the-model", model)
    yield Case("faults", "every-field-null", {**model, **{name: None for name in wrong}})
    yield Case("faults", "every-field-wrong", {**model, **wrong})
    yield Case("faults", "every-field-wrong-in-reverse", {**dict(reversed(wrong.items())), **model})
    yield Case("faults", "every-field-an-object", {**model, **{name: {"zzz": 1} for name in wrong}})
    yield Case("faults", "every-field-a-list", {**model, **{name: [[]] for name in wrong}})
    yield Case("faults", "unknown-keys-first", {"zzz": 1, "aaa": None, **model, **dict(list(wrong.items())[:2])})
    for left, right in pairwise(fields):
        both: Request = {right.name: wrong[right.name], left.name: wrong[left.name]}
        yield Case("faults", f"{left.name}-and-{right.name}", {**start, **both})
    for field in fields:
        if field.required:
            rest = {name: value for name, value in start.items() if name != field.name}
            yield Case("faults", f"{field.name}-missing-and-unknown-key", {f"{field.name}x": 1, **rest})
    inside: Request = {field.name: _wrong_inside(field.shape) for field in fields}
    yield Case("faults", "every-field-wrong-inside", {"zzz": 1, **dict(reversed(inside.items())), **model})
    yield Case("request", "fullest-in-reverse", dict(reversed(full.items())))
    yield from _rows_and_more(contract, start, wrong)


def _wrong(field: Property) -> Json:
    """The first value tried that the field refuses for what it is, not for its type, if there is one."""
    if field.presence is Presence.UNSUPPORTED:
        return None
    return _refused(field.shape)


def _refused(shape: Shape) -> Json:
    return next((value for _, value in tries(shape, least(shape)) if not fits(value, shape)), None)


def _wrong_inside(shape: Shape) -> Json:
    """An object in which every field is wrong and a key is unknown, where there is an object; else a wrong value."""
    match shape:
        case Object(properties):
            return {"zzz": 1, **{field.name: _wrong_inside(field.shape) for field in reversed(properties)}}
        case Array(items):
            return [_wrong_inside(items)]
        case Union(branches) if any(isinstance(branch, Object) for branch in branches):
            return next(_wrong_inside(branch) for branch in branches if isinstance(branch, Object))
        case _:
            return _refused(shape)


def _rows_and_more(contract: Contract, start: Request, wrong: Request) -> Iterator[Case]:
    """A row that is not listed beside other faults; one that is not spoken of, as a value in it is wrong by itself."""
    for paths, rows in row_rules(contract):
        row = dict.fromkeys(paths, 1)
        yield Case("faults", "pair-and-every-other-field", with_values({**start, **wrong}, {**row}))
        for path in paths:
            for label, value in (("text", "1"), ("null", None)):
                changed = with_values(start, {**row, path: value})
                yield Case("faults", f"pair-with-{label}-for-{dotted(path)}", changed)
