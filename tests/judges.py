"""The judges of a request, all of whom must agree: made once for a set of models, then asked request by request."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import fastjsonschema
import jsonschema
import jsonschema_rs
from airsmith.meaning.evaluate import violations
from airsmith.model.catalog import Model

from generated import python_package, schema

Finding: TypeAlias = tuple[str, str]
"""A code and a path."""

Verdict: TypeAlias = list[Finding] | bool
"""Every finding in its order, or only whether the request is valid."""

Ask: TypeAlias = Callable[[object], Verdict]


def is_json(request: object) -> bool:
    return True


def within_schemas(request: object) -> bool:
    """Whether a schema can judge the request: lone surrogates and infinities are beyond every schema engine."""
    match request:
        case str():
            return not any(0xD800 <= ord(char) <= 0xDFFF for char in request)
        case float():
            return math.isfinite(request)
        case list():
            return all(map(within_schemas, request))
        case dict():
            return all(within_schemas(key) and within_schemas(value) for key, value in request.items())
        case _:
            return True


@dataclass(frozen=True)
class Judge:
    """``make`` prepares for some models; ``takes`` says which requests the judge can be asked about."""

    name: str
    make: Callable[[Sequence[Model]], Ask]
    takes: Callable[[object], bool] = is_json

    def __str__(self) -> str:
        return self.name


def oracle(models: Sequence[Model]) -> Ask:
    """The reference interpreter."""
    contracts = {model.air: model.contract for model in models}
    return lambda request: [(found.code, found.path) for found in violations(request, contracts)]


def python_full(models: Sequence[Model]) -> Ask:
    """``violations`` of the generated package."""
    package = python_package(models)
    return lambda request: [(found.code, found.path) for found in package.violations(request)]


def python_valid(models: Sequence[Model]) -> Ask:
    """``is_valid`` of the generated package: the fast path first."""
    package = python_package(models)
    return lambda request: bool(package.is_valid(request))


def python_fast(models: Sequence[Model]) -> Ask:
    """The fast path alone, which is exact for what JSON can say."""
    return fast_path(python_package(models))


def fast_path(package: Any) -> Ask:
    validate = package._validate

    def ask(request: object) -> bool:
        model = request.get("model") if isinstance(request, dict) else None
        if not isinstance(model, str) or model not in validate.MODELS:
            return False
        try:
            return bool(validate._load(model).fits(request))
        except (KeyError, TypeError, ValueError, AttributeError):
            return False

    return ask


def with_engine(draft: str, engine: type[Any]) -> Callable[[Sequence[Model]], Ask]:
    def make(models: Sequence[Model]) -> Ask:
        validator = engine(schema(tuple(models), draft))
        return lambda request: bool(validator.is_valid(request))

    return make


def with_fastjsonschema(models: Sequence[Model]) -> Ask:
    check = fastjsonschema.compile(schema(tuple(models), "draft-07"), use_default=False)

    def ask(request: object) -> bool:
        try:
            check(request)
        except fastjsonschema.JsonSchemaException:
            return False
        return True

    return ask


ORACLE = Judge("oracle", oracle)
PYTHON: tuple[Judge, ...] = (
    Judge("python-full", python_full),
    Judge("python-valid", python_valid),
    Judge("python-fast", python_fast),
)
SCHEMAS: tuple[Judge, ...] = (
    Judge("jsonschema", with_engine("2020-12", jsonschema.Draft202012Validator), within_schemas),
    Judge("jsonschema-07", with_engine("draft-07", jsonschema.Draft7Validator), within_schemas),
    Judge("jsonschema-rs", with_engine("2020-12", jsonschema_rs.Draft202012Validator), within_schemas),
    Judge("jsonschema-rs-07", with_engine("draft-07", jsonschema_rs.Draft7Validator), within_schemas),
    Judge("fastjsonschema-07", with_fastjsonschema, within_schemas),
)
JUDGES: tuple[Judge, ...] = (ORACLE, *PYTHON, *SCHEMAS)


def agrees(verdict: Verdict, expected: Sequence[Finding]) -> bool:
    """Whether a verdict says what is expected, as far as it says anything."""
    return verdict == (not expected) if isinstance(verdict, bool) else verdict == list(expected)
