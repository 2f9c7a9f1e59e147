"""Reading fields: which type the words imply, and what comes of them."""

from __future__ import annotations

from typing import Any

import pytest
from airsmith.diagnostics import Diagnostic, Location
from airsmith.load.document import Document
from airsmith.load.yaml_nodes import Mapping
from airsmith.meaning.shapes import Array, Boolean, Integer, Media, Number, Object, Presence, Property, String
from airsmith.model.fields import FieldReader
from airsmith.model.written import Written

EMPTY = Document("specs/a.yaml", Mapping((), Location("specs/a.yaml")))


def read(data: dict[str, Any], base: dict[str, Any] | None = None) -> tuple[Property, list[str]]:
    problems: list[Diagnostic] = []
    shared = Written(EMPTY, ("fields", "tone"), base) if base else None
    found = FieldReader(problems).property("tone", "tone", Written(EMPTY, ("fields", "tone"), data, shared))
    return found, [item.code for item in problems]


@pytest.mark.parametrize(
    ("data", "shape"),
    [
        ({"type": "string"}, String),
        ({"type": "url"}, String),
        ({"enum": ["a"]}, String),
        ({"const": "a"}, String),
        ({"enum": [1, 2.0]}, Integer),
        ({"enum": [1, 2.5]}, Number),
        ({"type": "number", "enum": [1, 2]}, Number),
        ({"const": True}, Boolean),
        ({"type": "boolean", "const": False}, Boolean),
        ({"type": "image"}, Media),
        ({"items": "video"}, Array),
        ({"items": {"enum": [1]}, "count": [1, 2]}, Array),
        ({"shape": {"a": {"type": "integer"}}}, Object),
        ({"supported": False}, String),
    ],
)
def test_the_type_that_words_imply(data: dict[str, Any], shape: type) -> None:
    found, problems = read(data)
    assert type(found.shape) is shape and problems == []


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        ({}, ["no-type"]),
        ({"summary": "x"}, ["no-type"]),
        ({"enum": ["a", 1]}, ["mixed-enum"]),
        ({"type": "string", "enum": [1]}, ["mixed-enum"]),
        ({"type": "integer", "enum": [1.5]}, ["mixed-enum"]),
        ({"type": "boolean", "const": "true"}, ["mixed-enum"]),
        ({"type": "string", "range": [1, 2]}, ["wrong-kind"]),
        ({"type": "image", "pattern": "a"}, ["wrong-kind"]),
        ({"items": "image", "length": [1, 2]}, ["wrong-kind"]),
        ({"shape": {"a": {"type": "integer"}}, "count": [1, 2]}, ["wrong-kind"]),
        ({"shape": {"a": {"type": "integer", "range": [2, 1]}}}, ["empty-range"]),
        ({"enum": ["a"], "labels": {"b": "B"}}, ["bad-label"]),
        ({"type": "string", "labels": {"b": "B"}}, ["bad-label"]),
    ],
)
def test_what_is_refused(data: dict[str, Any], codes: list[str]) -> None:
    assert read(data)[1] == codes


def test_presence() -> None:
    assert read({"type": "string"})[0].presence is Presence.OPTIONAL
    assert read({"type": "string", "required": True})[0].presence is Presence.REQUIRED
    assert read({"type": "string", "required": {"unless": "a"}})[0].presence is Presence.OPTIONAL
    assert read({"supported": False})[0].presence is Presence.UNSUPPORTED
    shape = read({"shape": {"a": {"type": "string"}, "b": {"type": "string", "required": False}}})[0].shape
    assert isinstance(shape, Object) and [field.required for field in shape.properties] == [True, False]


def test_labels_follow_the_values_whatever_their_type() -> None:
    found, problems = read({"enum": [1, 2], "labels": {"2": "Two", "1": "One"}})
    assert (found.labels, problems) == (((1, "One"), (2, "Two")), [])
    found, problems = read({"const": True, "labels": {"true": "Always"}})
    assert (found.labels, problems) == (((True, "Always"),), [])


def test_words_fall_through_but_limits_do_not() -> None:
    base = {"type": "string", "length": [1, 2], "default": "a", "summary": "Shared.", "unit": "tones"}
    found, _ = read({"type": "string"}, base)
    assert (found.summary, found.unit, found.default, found.shape.kinds) == ("Shared.", "tones", None, ())
    assert read({"type": "string", "summary": "Own."}, base)[0].summary == "Own."
