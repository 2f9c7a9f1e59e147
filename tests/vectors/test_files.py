"""The form of the vector files, and that nothing in them is there twice."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import jsonschema
import pytest
from airsmith.meaning.shapes import Object, Presence, Shape
from airsmith.meaning.values import SAFE_INTEGER
from airsmith.meaning.violations import CODES
from airsmith.model.catalog import Model
from airsmith.targets.walk import objects

from support import fixture_models, own_models
from vector_files import FOLDER, documents, made, vectors, vectors_of

SCHEMA = "vectors.schema.json"
FILES = sorted(name for name in documents() if name != SCHEMA)
MODELS = pytest.mark.parametrize("model", own_models(), ids=lambda model: model.slug)


def test_there_is_a_file_per_model_and_one_for_no_model() -> None:
    wanted = {f"{model.provider.key}/{model.slug}.json" for model in own_models()}
    assert set(FILES) == wanted | {"requests.json"}


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_as_its_schema_says(name: str) -> None:
    schema = documents()[SCHEMA]
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(documents()[name])
    assert (FOLDER / name).parent.joinpath(documents()[name]["$schema"]).resolve() == FOLDER / SCHEMA


@pytest.mark.parametrize(
    "change",
    [
        {"id": "no topic"},
        {"json": "{}"},
        {"valid": True},
        {"violations": []},
        {"violations": [{"code": "odd", "path": "", "message": "x"}]},
        {"violations": [{"code": "conflict", "path": "no slash", "message": "x"}]},
        {"violations": [{"code": "conflict", "path": "/a~2", "message": "x"}]},
        {"violations": [{"code": "conflict", "path": ""}]},
        {"more": 1},
    ],
    ids=str,
)
def test_the_schema_refuses_what_is_no_vector(change: dict[str, Any]) -> None:
    schema = jsonschema.Draft202012Validator(documents()[SCHEMA])
    good = {
        "id": "a/b",
        "request": 1,
        "valid": False,
        "violations": [{"code": "conflict", "path": "/a~1", "message": "x"}],
    }
    assert schema.is_valid({"$schema": SCHEMA, "name": "x", "vectors": [good]})
    assert not schema.is_valid({"$schema": SCHEMA, "name": "x", "vectors": [{**good, **change}]})


def test_there_are_many_and_no_request_is_there_twice() -> None:
    assert len(vectors()) >= 800
    assert [text for text, count in Counter(vector.text for vector in vectors()).items() if count > 1] == []


def test_no_id_is_there_twice_in_a_file() -> None:
    assert [key for key, count in Counter((one.file, one.id) for one in vectors()).items() if count > 1] == []


@MODELS
def test_the_requests_of_a_file_are_of_its_model(model: Model) -> None:
    assert len(vectors_of(model.slug)) >= 160
    assert {vector.request["model"] for vector in vectors_of(model.slug)} == {model.air}
    document = documents()[f"{model.provider.key}/{model.slug}.json"]
    assert (document["model"], document["name"], document["source"]) == (model.air, model.name, model.source.url)


@MODELS
def test_a_file_has_valid_and_invalid_requests(model: Model) -> None:
    valid = sum(vector.valid for vector in vectors_of(model.slug))
    assert valid >= 60
    assert len(vectors_of(model.slug)) - valid >= 100


@MODELS
def test_files_stay_small(model: Model) -> None:
    long = [vector for vector in vectors_of(model.slug) if len(vector.text) > 1_000]
    assert [vector.id for vector in long if not vector.label.startswith(("longest-", "longer-than-"))] == []
    assert sum(len(vector.text) for vector in vectors_of(model.slug) if vector not in long) < 200_000


def test_no_request_nests_too_deeply() -> None:
    assert max(_depth(vector.request) for vector in vectors()) == 64


def _depth(value: Any) -> int:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if inner is None else 1 + max(map(_depth, inner), default=0)


def test_a_request_that_stands_there_as_itself_survives_every_json_library() -> None:
    for vector in vectors():
        if not vector.spelled:
            _check_plain(vector.request)
            assert json.loads(json.dumps(vector.request)) == vector.request


def _check_plain(value: Any) -> None:
    match value:
        case bool() | None:
            pass
        case int():
            assert abs(value) <= SAFE_INTEGER
        case float():
            assert not value.is_integer()
        case str():
            value.encode("utf-8")
        case list():
            for inner in value:
                _check_plain(inner)
        case dict():
            for key, inner in value.items():
                _check_plain(key)
                _check_plain(inner)


def test_every_code_that_the_models_can_answer_with_is_met() -> None:
    """Of the closed list of codes; those of the client are not in it."""
    assert {code for vector in vectors() for code, _ in vector.codes} == set(CODES) - _beyond(own_models())


def test_every_code_is_met_where_models_use_the_whole_language() -> None:
    assert {code for vector in made(fixture_models()) for code, _ in vector.codes} == set(CODES)


def _beyond(models: tuple[Model, ...]) -> set[str]:
    """The codes that only rules, checks and fields give which these models do not have."""
    rules = {rule.code for model in models for rule in model.contract.rules}
    checks = {check.code for model in models for _, one in objects(model.contract.root) for check in _checks(one)}
    fields = [field for model in models for _, one in objects(model.contract.root) for field in one.properties]
    unsupported = {"unsupported_field"} if any(one.presence is Presence.UNSUPPORTED for one in fields) else set()
    return {"forbidden_field", "conflict", "unsupported_field"} - rules - checks - unsupported


def _checks(shape: Object) -> list[Any]:
    shapes: list[Shape] = [field.shape for field in shape.properties]
    return [check for one in shapes for check in one.checks]


def test_the_codes_of_a_vector_are_told_apart_by_path() -> None:
    for vector in vectors():
        assert len(set(vector.codes)) == len(vector.codes), str(vector)
        assert vector.valid == (not vector.findings)
