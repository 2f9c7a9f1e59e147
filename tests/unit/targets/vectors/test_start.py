"""The plain request of a model is valid, documented or not, and the fullest has all that goes together."""

from __future__ import annotations

from dataclasses import replace

import pytest
from airsmith.meaning.evaluate import violations
from airsmith.meaning.kinds.length import LengthKind
from airsmith.meaning.kinds.pattern import PatternKind
from airsmith.meaning.shapes import About, Presence, Property, String
from airsmith.model.catalog import Model
from airsmith.targets.vectors.model_cases import model_cases
from airsmith.targets.vectors.start import fullest_request, is_valid, plain_request

from support import fixture_models, frozen_models, own_models

MODELS = (*own_models(), *fixture_models())
EVERY = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.slug)


@EVERY
def test_the_plain_request_is_valid_and_short(model: Model) -> None:
    request = plain_request(model)
    assert violations(request, {model.air: model.contract}) == []
    assert len(str(request)) < 600


@EVERY
def test_nothing_can_be_left_out_alone(model: Model) -> None:
    request = plain_request(model)
    for name in request:
        assert not is_valid({key: value for key, value in request.items() if key != name}, model.contract), name


@EVERY
def test_the_fullest_request_is_valid_and_has_more(model: Model) -> None:
    plain = plain_request(model)
    full = fullest_request(plain, model.contract)
    assert violations(full, {model.air: model.contract}) == []
    assert len(full) > len(plain) + 5


@pytest.mark.parametrize("model", frozen_models(), ids=lambda model: model.slug)
def test_where_no_rule_is_in_the_way_it_has_every_field(model: Model) -> None:
    full = fullest_request(plain_request(model), model.contract)
    assert set(full) == {field.name for field in model.contract.root.properties}


def test_a_model_that_accepts_nothing_still_has_a_start() -> None:
    model = own_models()[0]
    about = About("shade", model.name)
    kinds = (LengthKind(5, 5), PatternKind.read("[a-z]{3}"))
    shade = String(kinds, tuple(check for kind in kinds for check in kind.checks(about)))
    root = model.contract.root
    fields = (*root.properties, Property("shade", shade, Presence.REQUIRED, about))
    changed = replace(model, contract=replace(model.contract, root=replace(root, properties=fields)))
    for examples in (model.examples, ()):
        request = plain_request(replace(changed, examples=examples))
        assert not is_valid(request, changed.contract)
        assert request["model"] == model.air
        assert list(model_cases(replace(changed, examples=examples)))
