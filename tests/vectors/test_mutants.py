"""Whoever gets one limit of a model wrong fails a vector: limits are changed one at a time, and each change is seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from airsmith.meaning.contract import Contract
from airsmith.meaning.evaluate import violations
from airsmith.meaning.kinds.dimensions import Dimensions
from airsmith.meaning.predicates import Compare, In
from airsmith.meaning.shapes import Array, Media, Object, Presence, Property, Shape, String, Union
from airsmith.meaning.violations import Check
from airsmith.model.catalog import Model

from support import own_models
from vector_files import vectors_of


@dataclass(frozen=True)
class Mutant:
    """A contract with one thing changed, and the field it was changed at."""

    what: str
    field: str
    contract: Contract


def mutants(contract: Contract) -> Iterator[Mutant]:
    for what, root in _of_object(contract.root):
        yield Mutant(what, what.split()[0].split(".")[0], replace(contract, root=root))
    for i, constraint in enumerate(contract.constraints):
        if isinstance(constraint, Dimensions):
            for size in constraint.sizes:
                fewer = replace(constraint, sizes=tuple(other for other in constraint.sizes if other != size))
                yield Mutant(f"without {size.row}", "width", _with_constraint(contract, i, fewer))
                for row in ((size.width, size.height + 1), (size.width - 1, size.height)):
                    extra = replace(size, width=row[0], height=row[1])
                    more = replace(constraint, sizes=(*constraint.sizes, extra))
                    yield Mutant(f"with {row}", "width", _with_constraint(contract, i, more))
        without = (*contract.constraints[:i], *contract.constraints[i + 1 :])
        if constraint.level == "error":
            yield Mutant(f"without rule {i}", "width", replace(contract, constraints=without))


def _with_constraint(contract: Contract, i: int, changed: Dimensions) -> Contract:
    return replace(contract, constraints=(*contract.constraints[:i], changed, *contract.constraints[i + 1 :]))


def _of_object(shape: Object) -> Iterator[tuple[str, Object]]:
    for field in shape.properties:
        if field.name != "model":
            yield f"{field.name} dropped", _with(shape, field, None)
            turned = Presence.OPTIONAL if field.required else Presence.REQUIRED
            yield f"{field.name} {turned.name}", _with(shape, field, replace(field, presence=turned))
            yield f"{field.name} unsupported", _with(shape, field, replace(field, presence=Presence.UNSUPPORTED))
            for what, inner in _of_shape(field.shape):
                yield f"{field.name}.{what}", _with(shape, field, replace(field, shape=inner))
    if shape.properties:
        more = replace(shape.properties[0], name="zzz", presence=Presence.OPTIONAL)
        yield "zzz added", replace(shape, properties=(*shape.properties, more))


def _with(shape: Object, field: Property, changed: Property | None) -> Object:
    kept = tuple(changed if one is field else one for one in shape.properties)
    return replace(shape, properties=tuple(one for one in kept if one is not None))


def _of_shape(shape: Shape) -> Iterator[tuple[str, Shape]]:
    for i, check in enumerate(shape.checks):
        for what, changed in _of_check(check, isinstance(shape, String | Media)):
            kept = shape.checks[:i] + ((changed,) if changed else ()) + shape.checks[i + 1 :]
            yield f" {check.code} {what}", replace(shape, checks=kept)
    match shape:
        case Object() if shape.properties:
            yield from _of_object(shape)
        case Array(items):
            yield from ((f"items {what}", replace(shape, items=inner)) for what, inner in _of_shape(items))
        case Union(branches):
            for i, branch in enumerate(branches):
                yield f"without branch {i}", replace(shape, branches=branches[:i] + branches[i + 1 :])
                for what, inner in _of_shape(branch):
                    yield f"branch {i} {what}", replace(shape, branches=(*branches[:i], inner, *branches[i + 1 :]))
        case _:
            return


def _of_check(check: Check, of_text: bool) -> Iterator[tuple[str, Check | None]]:
    """A branch of a union may list values of other branches too; to change those there would change nothing."""
    yield "dropped", None
    match check.holds:
        case Compare(term, operator, bound):
            for other in (bound - 1, bound + 1):
                yield f"{operator} {other}", replace(check, holds=Compare(term, operator, other))
        case In(path, values):
            for value in (value for value in values if isinstance(value, str) == of_text):
                fewer = tuple(other for other in values if other is not value)
                yield f"without {value}", replace(check, holds=In(path, fewer))
                other = value.swapcase() if isinstance(value, str) else value + 1
                yield f"with {other}", replace(check, holds=In(path, (*values, other)))
        case _:
            return


def caught(mutant: Mutant, model: Model) -> bool:
    """Whether a vector tells the mutant from the model; the vectors of the field are asked first."""
    own = sorted(vectors_of(model.slug), key=lambda one: not one.topic.startswith(mutant.field))
    contracts = {model.air: mutant.contract}
    return any(
        [(one.code, one.path) for one in violations(vector.request, contracts)] != vector.codes for vector in own
    )


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model.slug)
def test_every_changed_limit_is_caught(model: Model) -> None:
    found = [mutant for mutant in mutants(model.contract) if mutant.contract != model.contract]
    missed = [mutant.what for mutant in found if not caught(mutant, model)]
    print(f"{model.name}: {len(found)} changed limits, {len(missed)} missed")
    assert len(found) > 80
    assert missed == []


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model.slug)
def test_the_model_itself_is_not(model: Model) -> None:
    assert not caught(Mutant("unchanged", "", model.contract), model)
