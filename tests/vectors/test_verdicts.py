"""Whoever judges requests finds in every vector what is written there; schemas, all that a schema can say."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import fastjsonschema
import jsonschema
import jsonschema_rs
import pytest
import runware_openai
from airsmith.meaning.evaluate import violations

from judges import within_schemas
from support import ROOT, own_models
from typescript_package import ask_texts, compiled
from vector_files import Finding, Vector, vectors

Verdict: TypeAlias = "list[Finding] | bool"
"""Every finding in its order, or only whether the request is valid."""

Ask: TypeAlias = Callable[[Sequence[Vector]], list[Verdict]]

BEYOND_SCHEMAS = {
    "infinity",
    "lone-surrogate",
    "model-infinity",
    "model-lone-surrogate",
    "spelled-high-surrogate",
    "spelled-infinity",
    "spelled-low-surrogate",
    "spelled-minus-infinity",
    "spelled-surrogate-after-pair",
    "spelled-surrogates-swapped",
}
"""The labels of the vectors that schemas are not asked about: half a surrogate pair, or a number read as infinity."""


def oracle(asked: Sequence[Vector]) -> list[Verdict]:
    contracts = {model.air: model.contract for model in own_models()}
    return [[(one.code, one.path, one.message) for one in violations(vector.request, contracts)] for vector in asked]


def python_violations(asked: Sequence[Vector]) -> list[Verdict]:
    found = (runware_openai.violations(vector.request) for vector in asked)
    return [[(one.code, one.path, one.message) for one in every] for every in found]


def python_is_valid(asked: Sequence[Vector]) -> list[Verdict]:
    return [runware_openai.is_valid(vector.request) for vector in asked]


def typescript_violations(asked: Sequence[Vector]) -> list[Verdict]:
    answers = ask_texts(compiled(own_models()), [vector.text for vector in asked])
    return [[(one["code"], one["path"], one["message"]) for one in answer.records] for answer in answers]


def typescript_is_valid(asked: Sequence[Vector]) -> list[Verdict]:
    return [answer.valid for answer in ask_texts(compiled(own_models()), [vector.text for vector in asked])]


def schema(name: str) -> Any:
    return json.loads((ROOT / "generated" / "schemas" / name).read_text(encoding="utf-8"))


def by_schema(folder: str, make: Callable[[Any], Callable[[Any], bool]]) -> Ask:
    """Each vector of a model by that model's schema and by the one of all models; the others by the latter only."""

    def ask(asked: Sequence[Vector]) -> list[Verdict]:
        every = make(schema(f"{folder}requests.schema.json"))
        one = {vector.file: vector.file.removesuffix(".json") for vector in asked if "/" in vector.file}
        own = {file: make(schema(f"{folder}{name}.request.schema.json")) for file, name in one.items()}
        return [
            every(vector.request) if own.get(vector.file, every)(vector.request) == vector.valid else not vector.valid
            for vector in asked
        ]

    return ask


def with_fastjsonschema(document: Any) -> Callable[[Any], bool]:
    check = fastjsonschema.compile(document, use_default=False)

    def ask(request: Any) -> bool:
        try:
            check(request)
        except fastjsonschema.JsonSchemaException:
            return False
        return True

    return ask


JUDGES: dict[str, Ask] = {
    "oracle": oracle,
    "python-violations": python_violations,
    "python-is-valid": python_is_valid,
    "typescript-violations": typescript_violations,
    "typescript-is-valid": typescript_is_valid,
    "jsonschema": by_schema("", lambda document: jsonschema.Draft202012Validator(document).is_valid),
    "jsonschema-07": by_schema("draft-07/", lambda document: jsonschema.Draft7Validator(document).is_valid),
    "jsonschema-rs": by_schema("", lambda document: jsonschema_rs.Draft202012Validator(document).is_valid),
    "jsonschema-rs-07": by_schema("draft-07/", lambda document: jsonschema_rs.Draft7Validator(document).is_valid),
    "fastjsonschema-07": by_schema("draft-07/", with_fastjsonschema),
}
SCHEMAS = frozenset(name for name in JUDGES if "schema" in name)


@pytest.mark.parametrize("judge", JUDGES)
def test_a_judge_says_what_is_written(judge: str) -> None:
    asked = [vector for vector in vectors() if judge not in SCHEMAS or within_schemas(vector.request)]
    verdicts = JUDGES[judge](asked)
    wrong = [
        f"{vector}: {verdict}" for vector, verdict in zip(asked, verdicts, strict=True) if not _is(vector, verdict)
    ]
    assert wrong == []


def _is(vector: Vector, verdict: Verdict) -> bool:
    return verdict == vector.valid if isinstance(verdict, bool) else verdict == list(vector.findings)


def test_what_no_schema_is_asked_about_is_known() -> None:
    beyond = [vector for vector in vectors() if not within_schemas(vector.request)]
    assert {vector.label for vector in beyond} == BEYOND_SCHEMAS
    assert [str(vector) for vector in beyond if vector.valid] == [], "a schema that sees less can only accept more"


def test_a_verdict_that_differs_is_seen() -> None:
    vector, *_ = (vector for vector in vectors() if not vector.valid)
    code, path, message = vector.findings[0]
    assert _is(vector, list(vector.findings)) and _is(vector, False)
    for other in (True, [], [("conflict", path, message)], [(code, "/x", message)], [(code, path, "")]):
        assert not _is(vector, other)
