"""Verbs and conditions: their sentences, their words for the docs, and their fragments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from airsmith.meaning.evaluate import holds, violations
from airsmith.meaning.kinds.base import Constraint, Draft
from jsonschema import Draft7Validator, Draft202012Validator

from cases import Entry, case_models, cases, entries
from support import fixture_models

CONTRACTS = {model.air: model.contract for model in (*case_models(), *fixture_models())}
VALIDATORS: dict[Draft, Callable[[Any], Any]] = {"2020-12": Draft202012Validator, "draft-07": Draft7Validator}


def entry(about: str) -> Entry:
    return next(found for found in entries() if found.about == about)


@pytest.mark.parametrize(
    ("about", "request_", "sentences"),
    [
        ("required when another field is given", {"mask": "a"}, ["image is required when mask is given.", "margin is required when mask is given."]),
        ("forbidden beside a value", {"format": "PNG", "quality": 1}, ['quality is not accepted when format is "PNG".']),
        ("fewer sizes", {"duration": 8, "width": 1920, "height": 1080}, ["1920x1080 is not a size {air} supports when duration is 8; use 1280x720 (nearest) or 720x720."]),
        ("tighter limits of every kind", {"fast": True, "steps": 11}, ["steps cannot be 11; the maximum is 10 when fast is true."]),
        ("both or neither", {"mask": "a"}, ["mask and margin come together; margin is missing."]),
        ("one of two, or none", {"image": "a", "video": "b"}, ["video cannot be used together with image."]),
        ("one of two", {}, ["one of seed and word is required."]),
        ("one of two", {"seed": 1, "word": "a"}, ["word cannot be used together with seed."]),
        ("a group of sizes", {"width": 640, "height": 480, "duration": 1}, ["duration is not accepted when the size is one of large."]),
        ("sizes of some workflows only", {"picture": "a", "width": 64}, ["width is accepted only for text or sound.", "width and height come together; height is missing."]),
        ("all of several, and none", {"a": 1, "c": "z"}, ["c is not accepted when a is given and b is not true."]),
        ("any of several", {"a": 1, "c": "z"}, ["c is not accepted when a is 1 or b is true."]),
        ("a list and a number", {"pictures": ["a"], "more": 4}, ["pictures and more add up to more than 4."]),
        ("how many items may have a role", {"pictures": [{"image": "a", "type": "style"}] * 2}, ["pictures takes at most 1 item whose type is style."]),
        ("tenths, as every parser reads them", {"duration": 1.25}, ["a number with a fraction is not a duration {air} supports; it goes from 1.2 to 12 in steps of 0.1."]),
        ("an area that is limited at both ends", {"width": 64, "height": 64}, ["64x64 is not a size {air} supports; the area is 8192 to 24576 pixels."]),
        ("sizes that are required of some workflows", {}, ["width is required when the workflow is text.", "height is required when the workflow is text."]),
        ("a size that follows from an input", {"width": 64}, ["{air} does not support width."]),
        ("required for some workflows", {}, ["prompt is required when the workflow is text or both."]),
    ],
)  # fmt: skip
def test_the_sentences_of_a_rule(about: str, request_: dict[str, Any], sentences: list[str]) -> None:
    air = entry(about).air
    found = violations({"taskType": "conformance", "model": air, **request_}, CONTRACTS)
    assert [item.message for item in found] == [sentence.replace("{air}", air) for sentence in sentences]


@pytest.mark.parametrize(
    ("air", "words"),
    [
        (
            "vidu:1@5",
            [
                "width and height: 1920x1080 (16:9), 1080x1080 (1:1), 1080x1920 (9:16), 640x360 (16:9), 360x360 (1:1), 360x640 (9:16), "
                "1280x720 (16:9), 720x720 (1:1) or 720x1280 (9:16); together or not at all.",
                "positivePrompt is required when the workflow is text-to-video or reference-to-video.",
                "the size is 1280x720, 720x720 or 720x1280 when duration is 8.",
                "duration is always 4 when providerSettings.vidu.bgm is true.",
                "providerSettings.vidu.style is not accepted when the workflow is not text-to-video.",
            ],
        ),
        (
            "together:3@1",
            ["camera.zoom, camera.pan and providerSettings.acme.mood are given together or not at all."],
        ),
        ("at-most-one:2@1", ["At most one of c, b and a is given when on is true."]),
        ("exactly-one:1@1", ["Exactly one of seed and word is given."]),
        ("total:1@1", ["pictures and more add up to at most 4."]),
        (
            "coerce:1@1",
            [
                'The service takes providerSettings.acme.mood as "calm" and seconds as 5 when sound is true, whatever is sent.',
                "The service takes sound as false, whatever is sent.",
            ],
        ),
        ("dimensions:12@1", ["width and height follow from pictures, and are not accepted."]),
        (
            "dimensions:11@1",
            [
                "width and height: 512x512 or 64x64; together or not at all; required when the workflow is text; only for text."
            ],
        ),
        ("dimensions:5@1", ["width and height: width 64 to 2048, height 128 to 1024; together or not at all."]),
    ],
)
def test_the_words_of_a_constraint(air: str, words: list[str]) -> None:
    assert [constraint.describe() for constraint in CONTRACTS[air].constraints] == words


def kept(constraint: Constraint, request: object) -> bool:
    return all(not holds(rule.applies, request) or holds(rule.holds, request) for rule in constraint.rules())


@pytest.mark.parametrize("draft", VALIDATORS)
def test_the_fragment_of_a_constraint_is_valid_exactly_where_its_rules_are_kept(draft: Draft) -> None:
    """On requests whose fields are there and have their types, as rules see them."""
    asked = 0
    for air, contract in CONTRACTS.items():
        own = [case for case in cases() if case.air == air and isinstance(case.request, dict)]
        unread = {"wrong_type", "malformed_text", "unpaired_dimensions", "missing_field"}
        typed = [case for case in own if not unread & {code for code, _ in case.expected}]
        for constraint in contract.constraints:
            fragment = constraint.fragment(draft)
            if fragment is None:
                assert constraint.rules() == (), "what no schema can say limits nothing here"
                continue
            validator = VALIDATORS[draft](fragment)
            for case in typed:
                asked += 1
                assert validator.is_valid(case.request) == kept(constraint, case.request), (case.at, constraint)
    assert asked > 200
