from __future__ import annotations

from collections.abc import Iterator

import pytest
from airsmith.meaning.evaluate import fits
from airsmith.meaning.shapes import Array, Object, Presence, Property, Shape, Union
from airsmith.model.samples import Marks, samples

from cases import case_models
from support import fixture_models, own_models


def shapes(shape: Shape) -> Iterator[Shape]:
    yield shape
    inner: tuple[Shape, ...] = ()
    if isinstance(shape, Object):
        inner = tuple(field.shape for field in shape.properties if field.presence is not Presence.UNSUPPORTED)
    elif isinstance(shape, Array):
        inner = (shape.items,)
    elif isinstance(shape, Union):
        inner = shape.branches
    for part in inner:
        yield from shapes(part)


@pytest.mark.parametrize("model", [*own_models(), *fixture_models(), *case_models()], ids=lambda model: model.air)
def test_every_shape_has_samples_and_all_of_them_fit(model: object) -> None:
    for shape in shapes(model.contract.root):  # type: ignore[attr-defined]
        found = samples(shape)
        assert found, shape
        assert all(fits(value, shape) for value in found)


def field(name: str) -> Property:
    sink = next(model for model in fixture_models() if model.slug == "kitchen-sink")
    found = sink.contract.root.property(name)
    assert found is not None
    return found


def test_both_ends_of_a_limit_are_tried_and_what_rules_compare_with() -> None:
    assert set(map(repr, samples(field("strength").shape, Marks((0.25, 7))))) == {"0.1", "0.9", "0.25"}
    lengths = {len(str(text)) for text in samples(field("positivePrompt").shape, Marks(sizes=(20, 51)))}
    assert {2, 50, 20} <= lengths and 51 not in lengths
