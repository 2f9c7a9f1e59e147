"""Every field meets every kind of fault: what is expected is worked out from the shapes, apart from what made it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from airsmith.meaning.evaluate import holds
from airsmith.meaning.predicates import Compare, Count, In, Length, Matches, Value
from airsmith.meaning.shapes import (
    Array,
    Boolean,
    Integer,
    Media,
    Number,
    Object,
    Presence,
    Property,
    Shape,
    String,
    Union,
)
from airsmith.meaning.values import SAFE_INTEGER, pointer
from airsmith.model.catalog import Model

from support import own_models
from vector_files import Vector, vectors, vectors_of

MODELS = pytest.mark.parametrize("model", own_models(), ids=lambda model: model.slug)
SIZED = pytest.mark.parametrize(
    "model", [one for one in own_models() if one.dimensions and not one.dimensions.source], ids=lambda model: model.slug
)
JSON_TYPES = ("null", "boolean", "number", "string", "array", "object")
ABSENT = object()


@dataclass(frozen=True)
class Spot:
    """A field or an item, by the first of its array."""

    path: tuple[str | int, ...]
    shape: Shape
    field: Property | None

    @property
    def pointer(self) -> str:
        return pointer(self.path)


def spots(model: Model) -> list[Spot]:
    """Every one but the field ``model``, whose faults are those of no known model."""
    return [spot for spot in _inside((), model.contract.root) if spot.path != ("model",)]


def supported(model: Model) -> list[Spot]:
    return [spot for spot in spots(model) if not (spot.field and spot.field.presence is Presence.UNSUPPORTED)]


def _inside(path: tuple[str | int, ...], shape: Shape) -> Iterator[Spot]:
    match shape:
        case Object(properties):
            for field in properties:
                yield Spot((*path, field.name), field.shape, field)
                yield from _inside((*path, field.name), field.shape)
        case Array(items):
            yield Spot((*path, 0), items, None)
            yield from _inside((*path, 0), items)
        case Union(branches):
            for branch in branches:
                yield from _inside(path, branch)
        case _:
            return


def branches(shape: Shape) -> tuple[Shape, ...]:
    return shape.branches if isinstance(shape, Union) else (shape,)


def value_at(request: Any, path: tuple[str | int, ...]) -> Any:
    for part in path:
        try:
            request = request[part]
        except (KeyError, IndexError, TypeError):
            return ABSENT
    return request


def json_type(value: Any) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int() | float():
            return "number"
        case str():
            return "string"
        case list():
            return "array"
        case dict():
            return "object"
        case _:
            return "nothing"


def types_of(shape: Shape) -> set[str]:
    names: dict[type[Any], str] = {Boolean: "boolean", Array: "array", Object: "object", Integer: "number"}
    names |= {Number: "number", String: "string", Media: "string"}
    return {names[type(branch)] for branch in branches(shape)}


def only(vector: Vector, code: str, spot: Spot) -> bool:
    return vector.codes == [(code, spot.pointer)]


def tried(model: Model, spot: Spot, code: str = "") -> list[Any]:
    """The values at a place of the requests that are valid, or that have no other violation than one of that code."""
    found = [one for one in vectors_of(model.slug) if (only(one, code, spot) if code else one.valid)]
    return [value for one in found if (value := value_at(one.request, spot.path)) is not ABSENT]


def settings_of_models() -> Iterator[Any]:
    """Every model that takes settings of its provider, with their shape."""
    for model in own_models():
        for spot in spots(model):
            if spot.path == ("providerSettings", model.provider.key) and isinstance(spot.shape, Object):
                yield pytest.param(model, spot.shape, id=model.slug)


@MODELS
def test_every_documented_request(model: Model) -> None:
    requests = [vector.request for vector in vectors_of(model.slug)]
    assert all(example.request in requests for example in model.examples)


@MODELS
def test_every_required_field_missing(model: Model) -> None:
    for spot in spots(model):
        if spot.field and spot.field.required:
            missing = [one for one in vectors_of(model.slug) if only(one, "missing_field", spot)]
            assert any(value_at(one.request, spot.path) is ABSENT for one in missing), spot.path


@MODELS
def test_every_field_of_every_wrong_type(model: Model) -> None:
    for spot in supported(model):
        found = {json_type(value) for value in tried(model, spot, "wrong_type")}
        assert found >= set(JSON_TYPES) - types_of(spot.shape), spot.path
        if Boolean in map(type, branches(spot.shape)):
            assert {0, 1} <= {value for value in tried(model, spot, "wrong_type") if json_type(value) == "number"}
        if "number" in types_of(spot.shape):
            assert {True, False} <= {one for one in tried(model, spot, "wrong_type") if isinstance(one, bool)}


@MODELS
def test_every_field_is_accepted_too(model: Model) -> None:
    for spot in supported(model):
        found = {json_type(value) for value in tried(model, spot)}
        assert found == types_of(spot.shape), spot.path


@MODELS
def test_both_sides_of_every_bound(model: Model) -> None:
    count = 0
    for spot in supported(model):
        for branch in branches(spot.shape):
            for check in branch.checks:
                if isinstance(check.holds, Compare):
                    count += 1
                    bound, step = check.holds.bound, 1 if check.holds.operator == "<=" else -1
                    assert bound in map(_measure(check.holds), tried(model, spot)), (spot.path, check.code)
                    assert bound + step in map(_measure(check.holds), tried(model, spot, check.code)), spot.path
    assert count >= 8


def _measure(compare: Compare) -> Any:
    match compare.term:
        case Value():
            return lambda value: value if json_type(value) == "number" else None
        case Length():
            return lambda value: len(value) if isinstance(value, str) else None
        case Count():
            return lambda value: len(value) if isinstance(value, list) else None


@MODELS
def test_every_listed_value_and_what_is_nearly_one(model: Model) -> None:
    for spot in supported(model):
        for branch in branches(spot.shape):
            for check in branch.checks:
                if isinstance(check.holds, In):
                    right, wrong = tried(model, spot), tried(model, spot, "not_allowed")
                    assert all(value in right for value in check.holds.values), spot.path
                    for value in check.holds.values:
                        assert any(_is_nearly(value, one) for one in wrong), (spot.path, value)


def _is_nearly(value: Any, other: Any) -> bool:
    if isinstance(value, str) and isinstance(other, str):
        return value.casefold() == other.casefold() and value != other
    return json_type(value) == json_type(other) and value != other and abs(value - other) <= 2


@MODELS
def test_every_pattern_from_end_to_end(model: Model) -> None:
    for spot in supported(model):
        if any(isinstance(check.holds, Matches) for check in spot.shape.checks):
            right, wrong = tried(model, spot), tried(model, spot, "bad_pattern")
            assert {value.upper() for value in right} & set(right) and {value.lower() for value in right} & set(right)
            assert "" in wrong
            assert any(
                {f"{text}\n", f" {text}", f"{text}\0", text[:-1], text.replace("-", "")} <= set(wrong) for text in right
            )
            assert any(not text.isascii() and text[1:] in {one[1:] for one in right} for text in wrong)


@MODELS
def test_every_text_with_half_a_surrogate_pair(model: Model) -> None:
    for spot in supported(model):
        if "string" in types_of(spot.shape):
            assert "\ud800" in tried(model, spot, "malformed_text"), spot.path


@MODELS
def test_every_number_in_its_odd_spellings(model: Model) -> None:
    for spot in supported(model):
        if "number" in types_of(spot.shape):
            wrong = tried(model, spot, "wrong_type")
            assert float("inf") in wrong and SAFE_INTEGER + 1 in wrong and SAFE_INTEGER + 2 in wrong, spot.path
            floats = [value for value in tried(model, spot) if isinstance(value, float)]
            assert any(value.is_integer() for value in floats), spot.path
            texts = [one.text for one in vectors_of(model.slug) if one.topic == ".".join(map(str, spot.path))]
            wanted = (": -0", ": -0.0", ": 1E2", ": 1e400", "0e9" if 0 in tried(model, spot) else "0e-1")
            assert [spelling for spelling in wanted if not any(spelling in text for text in texts)] == [], spot.path


@SIZED
def test_every_size_and_what_is_nearly_one(model: Model) -> None:
    rows = model.dimensions.rows if model.dimensions else ()
    right = {_size(one) for one in vectors_of(model.slug) if one.valid}
    wrong = {_size(one) for one in vectors_of(model.slug) if one.codes == [("unsupported_dimensions", "/width")]}
    assert right >= set(rows)
    for width, height in rows:
        assert {(width - 1, height), (width + 1, height), (width, height - 1), (width, height + 1)} <= wrong
        assert (height, width) in wrong | set(rows)
        assert {(width, other[1]) for other in rows} <= wrong | set(rows)


def _size(vector: Vector) -> tuple[Any, Any]:
    return vector.request.get("width"), vector.request.get("height")


@SIZED
def test_half_a_size(model: Model) -> None:
    code = "missing_field" if model.dimensions and model.dimensions.required else "unpaired_dimensions"
    for side in ("width", "height"):
        other = "height" if side == "width" else "width"
        assert any(
            side in one.request and other not in one.request and one.codes == [(code, f"/{other}")]
            for one in vectors_of(model.slug)
        )


@MODELS
def test_unknown_keys_in_every_object(model: Model) -> None:
    levels = [(), *(spot.path for spot in supported(model) if "object" in types_of(spot.shape))]
    for level in levels:
        base = pointer(level)
        paths = [[path for code, path in one.codes if code == "unknown_field"] for one in vectors_of(model.slug)]
        for key in ("__proto__", "constructor", "a~1b~0c", "\U0001f44d"):
            assert [f"{base}/{key}"] in paths, (level, key)
        assert [f"{base}/\ufffd", f"{base}/\U0001f600"] in paths, level


@MODELS
def test_unknown_keys_with_and_without_a_suggestion(model: Model) -> None:
    for name in (field.name for field in model.contract.root.properties):
        hint = f'did you mean "{name}"?'
        typos = [one for one in vectors_of(model.slug) if any(hint in message for _, _, message in one.findings)]
        far = [one for one in vectors_of(model.slug) if one.codes == [("unknown_field", f"/{name}xxx")]]
        assert typos or far, name


@pytest.mark.parametrize(("model", "settings"), list(settings_of_models()))
def test_settings(model: Model, settings: Object) -> None:
    key = model.provider.key
    own = {field.name for field in settings.properties}
    others = set(model.provider.settings) - own
    codes = [one.codes for one in vectors_of(model.slug)]
    assert all([("unknown_field", f"/providerSettings/{key}/{name}")] in codes for name in others)
    assert any(
        len(one) == 1 and one[0][1].startswith("/providerSettings/") and one[0][1].count("/") == 2 for one in codes
    )
    valid = [one.request.get("providerSettings") for one in vectors_of(model.slug) if one.valid]
    assert {} in valid and {key: {}} in valid


@MODELS
def test_both_outcomes_of_every_rule(model: Model) -> None:
    for rule in model.contract.rules:
        applies = [one for one in vectors_of(model.slug) if holds(rule.applies, one.request)]
        assert any(one.valid and holds(rule.holds, one.request) for one in applies), rule
        assert any(one.codes == [(rule.code, pointer(rule.path))] for one in applies), rule


@MODELS
def test_several_faults_in_the_order_of_the_fields(model: Model) -> None:
    names = [field.name for field in model.contract.root.properties if field.name != "model"]
    every = [[path for _, path in one.codes] for one in vectors_of(model.slug)]
    assert [f"/{name}" for name in names] in every
    assert any(one.codes[-1][0] == "unknown_field" for one in vectors_of(model.slug) if len(one.codes) > len(names))
    many = [one for one in vectors_of(model.slug) if len(one.codes) >= len(names)]
    assert any(list(one.request)[0] != names[0] for one in many), "the order of a request's keys does not count"
    assert sum(len(one.codes) > 1 for one in vectors_of(model.slug)) >= 15


@MODELS
def test_what_parsers_do(model: Model) -> None:
    found = {one.label: one for one in vectors_of(model.slug) if one.topic == "request"}
    assert found["model-twice-last-is-right"].valid
    assert found["taskType-twice-last-is-right"].valid
    assert found["taskType-twice-last-is-wrong"].codes == [("wrong_type", "/taskType")]
    assert found["key-in-escapes"].valid and found["blanks-around"].valid


def _of_no_model() -> dict[str, Vector]:
    return {one.id: one for one in vectors() if one.file == "requests.json"}


@pytest.mark.parametrize("kind", [kind for kind in JSON_TYPES if kind != "object"])
def test_what_is_no_object(kind: str) -> None:
    assert any(json_type(one.request) == kind and one.codes == [("wrong_type", "")] for one in _of_no_model().values())


def test_models_that_are_missing_wrong_or_unknown() -> None:
    found = list(_of_no_model().values())
    assert not any(one.valid for one in found)
    for kind in set(JSON_TYPES) - {"string"}:
        assert any(json_type(value_at(one.request, ("model",))) == kind for one in found), kind
    for model in own_models():
        other_case = model.air.swapcase()
        assert any(value_at(one.request, ("model",)) == other_case for one in found)
        assert any(one.id == f"model/missing-{model.air.replace(':', '-').replace('@', '-')}" for one in found)
    known = ('["', '"missing_field"', '"unknown_model"', '"wrong_type"')
    assert {f'"{code}"' for one in found for code, _ in one.codes} == set(known[1:])
