"""The validators that read JSON Schema.

jsonschema-rs and jsonschema read draft 2020-12, fastjsonschema the draft-07 twins. Each is compiled once per model
and chosen by the request's `model`, which is the best form of all three; the schema for all models and a plain
`oneOf` are measured beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import fastjsonschema
import jsonschema
import jsonschema_rs
from bench_corpus import SLUGS, request_schema
from bench_peer import Document, Faults

Schema = dict[str, Any]
Accepts = Callable[[Document], bool]
DRAFT_07 = "http://json-schema.org/draft-07/schema#"


def published(draft: str) -> dict[object, Schema]:
    """model -> the published schema of its requests."""
    schemas = [request_schema(slug, draft) for slug in SLUGS]
    return {schema["properties"]["model"]["const"]: schema for schema in schemas}


def one_of(draft: str) -> Schema:
    """All models as branches of a plain `oneOf`, each reduced to what decides and to its own definitions."""
    branches = [inlined(schema, schema) for schema in published(draft).values()]
    return {"$schema": DRAFT_07, "oneOf": branches} if draft == "draft-07" else {"oneOf": branches}


def inlined(node: Any, root: Schema) -> Any:
    """A copy of a schema without `$ref`, `$id` and `$defs`, so that it can stand inside another one."""
    if isinstance(node, list):
        return [inlined(item, root) for item in node]
    if not isinstance(node, dict):
        return node
    if isinstance(node.get("$ref"), str):
        target: Any = root
        for step in node["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        return inlined(target, root)
    dropped = ("$id", "$schema", "$defs", "definitions", "examples")
    return {key: inlined(value, root) for key, value in node.items() if key not in dropped}


@dataclass(frozen=True)
class Asked:
    """One library's answer to a request, per model."""

    accepts: Accepts
    faults: Callable[[Document], Faults] | None = None


def rust(schemas: Mapping[object, Schema], **options: Any) -> Asked:
    """jsonschema-rs; the path of a fault is a list of steps."""
    validators = {model: jsonschema_rs.Draft202012Validator(schema, **options) for model, schema in schemas.items()}
    checks = {model: validator.is_valid for model, validator in validators.items()}

    def faults(document: Document) -> Faults:
        try:
            validator = validators[document["model"]]
        except (KeyError, TypeError):
            return [("/model", "unknown model")]
        return [(fault.instance_path, fault.message) for fault in validator.iter_errors(document)]

    return Asked(by_model(checks), faults)


def by_model(checks: Mapping[object, Callable[[Any], bool]]) -> Accepts:
    """Yes or no from a table of functions that answer yes or no."""

    def accepts(document: Document) -> bool:
        try:
            return checks[document["model"]](document)
        except (KeyError, TypeError):
            return False

    return accepts


def rust_combined() -> Asked:
    """jsonschema-rs on the published schema for all models."""
    validator = jsonschema_rs.Draft202012Validator(request_schema("requests"))
    return Asked(validator.is_valid)


def python(schemas: Mapping[object, Schema]) -> Asked:
    """jsonschema, the reference in Python."""
    validators = {model: jsonschema.Draft202012Validator(schema) for model, schema in schemas.items()}

    def faults(document: Document) -> Faults:
        try:
            validator = validators[document["model"]]
        except (KeyError, TypeError):
            return [("/model", "unknown model")]
        return [(list(fault.absolute_path), fault.message) for fault in validator.iter_errors(document)]

    return Asked(by_model({model: validator.is_valid for model, validator in validators.items()}), faults)


def fast(schemas: Mapping[object, Schema]) -> Asked:
    """fastjsonschema; without defaults, which it would write into the request.

    `detailed_exceptions=False` is left out: version 2.22.3 cannot compile a `const` with it.
    """
    quick = {model: fastjsonschema.compile(schema, use_default=False) for model, schema in schemas.items()}
    thorough = {
        model: fastjsonschema.compile(schema, use_default=False, fast_fail=False) for model, schema in schemas.items()
    }

    def accepts(document: Document) -> bool:
        try:
            quick[document["model"]](document)
        except (fastjsonschema.JsonSchemaValueException, KeyError, TypeError):
            return False
        return True

    def faults(document: Document) -> Faults:
        try:
            thorough[document["model"]](document)
        except fastjsonschema.JsonSchemaValuesException as error:
            return [(fault.path, fault.message) for fault in error.errors]
        except (KeyError, TypeError):
            return [("/model", "unknown model")]
        return []

    return Asked(accepts, faults)


def fast_combined(schema: Schema) -> Asked:
    """fastjsonschema on one schema for all models."""
    check = fastjsonschema.compile(schema, use_default=False)

    def accepts(document: Document) -> bool:
        try:
            check(document)
        except fastjsonschema.JsonSchemaValueException:
            return False
        return True

    return Asked(accepts)
