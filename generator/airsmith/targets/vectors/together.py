"""Requests with several things wrong: what is reported, in which order, and what stays silent."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ...meaning.contract import Contract
from ...meaning.evaluate import fits
from ...meaning.predicates import RowIn
from ...meaning.shapes import Presence, Property
from ...meaning.values import Json, dotted
from .cases import Case
from .start import Request, with_values
from .values import tries


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
    yield Case("request", "fullest-in-reverse", dict(reversed(full.items())))
    yield from _silent_rules(contract, start)


def _wrong(field: Property) -> Json:
    """The first value tried that the field refuses for what it is, not for its type, if there is one."""
    if field.presence is Presence.UNSUPPORTED:
        return None
    refused = [value for _, value in tries(field.shape, False) if not fits(value, field.shape)]
    return refused[0] if refused else None


def _silent_rules(contract: Contract, start: Request) -> Iterator[Case]:
    """A row that is not listed, one of whose values fails its own checks: the row is not spoken of."""
    for rule in contract.rules:
        if isinstance(rule.holds, RowIn):
            for i, path in enumerate(rule.holds.paths):
                row: list[Json] = [1 for _ in rule.holds.paths]
                row[i] = "1"
                changed = with_values(start, dict(zip(rule.holds.paths, row, strict=True)))
                yield Case("faults", f"pair-with-wrong-{dotted(path)}", changed)
                row[i] = None
                changed = with_values(start, dict(zip(rule.holds.paths, row, strict=True)))
                yield Case("faults", f"pair-with-null-{dotted(path)}", changed)
