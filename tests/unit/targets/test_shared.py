"""What is printed once for all models that share a field is what each of them would print."""

from __future__ import annotations

from dataclasses import replace

import pytest

from airsmith.meaning.kinds.enum import EnumKind
from airsmith.meaning.shapes import About, Presence, Property, String
from airsmith.model.catalog import Model
from airsmith.targets.shared import Memo, stand_in_of
from generated import files
from support import fixture_models, own_models

NAMES = (
    "DALL·E 3",
    "Kling 2.1 (Pro)",
    "X",
    'Say "hi"',
    "it's",
    "back\\slash",
    "{model} {value}",
    "$" + "{1}",
    "two  blanks",
    "日本",
    "e\u0301",
    "\ua66e\ua66e",
    "a name so long that hardly any statement that holds it still stands on one line of one hundred and twenty",
)
"""Of several widths, spelled as they are and otherwise."""


def called(model: Model, name: str) -> Model:
    return replace(model, contract=replace(model.contract, name=name))


@pytest.mark.parametrize("target", ["python", "typescript"])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_differs_from_what_is_printed_anew(target: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    every = [*own_models(), *fixture_models()]
    files(target, [called(model, name[::-1]) for model in every])
    kept = files(target, [called(model, name) for model in every])
    monkeypatch.setattr(Memo, "of", lambda _self, _field, _other, make: make())
    for module in ("shared", "typescript.full"):
        monkeypatch.setattr(f"airsmith.targets.{module}.stand_in_of", lambda _name: None)
    assert kept == files(target, [called(model, name) for model in every])


@pytest.mark.parametrize("target", ["python", "typescript"])
def test_a_field_may_hold_the_letter_that_stands_for_a_name(target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    values = ("\ua66e", "\ua66e" * 5)
    kind = EnumKind(values)
    about = About("shade")
    shade = Property("shade", String((kind,), kind.checks(about)), Presence.OPTIONAL, about, "The shade.", shared=True)
    model = called(own_models()[0], "Brush")
    root = replace(model.contract.root, properties=(*model.contract.root.properties, shade))
    model = replace(model, contract=replace(model.contract, root=root))
    kept = files(target, [model])
    monkeypatch.setattr("airsmith.targets.shared.stand_in_of", lambda _name: None)
    monkeypatch.setattr("airsmith.targets.typescript.full.stand_in_of", lambda _name: None)
    assert kept == files(target, [model])
    assert sum(text.count('"' + values[1] + '"') for text in kept.values()) > 1


def test_names_that_are_spelled_otherwise_have_no_stand_in() -> None:
    assert [stand_in_of(name) is not None for name in NAMES] == [True] * 3 + [False] * 8 + [True] * 2


def test_models_share_the_fields_of_their_task() -> None:
    images = [model for model in own_models() if model.task.name == "imageInference"]
    first, second = ({field.name: field for field in model.contract.root.properties} for model in images[:2])
    assert first["outputType"] is second["outputType"]
    assert first["outputType"].shared
    assert not first["positivePrompt"].shared


def test_what_is_kept_belongs_to_one_field() -> None:
    kept = Memo[str]()
    field = next(field for field in own_models()[0].contract.root.properties if field.shared)
    other, own = replace(field), replace(field, shared=False)
    made = [kept.of(one, place, lambda: f"{number}") for number, (one, place) in enumerate(_asked(field, other, own))]
    assert made == ["0", "0", "2", "3", "4", "5"]


def _asked(field: Property, other: Property, own: Property) -> list[tuple[Property, int]]:
    return [(field, 1), (field, 1), (field, 2), (other, 1), (own, 1), (own, 1)]
