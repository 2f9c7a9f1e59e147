"""docs/violations.md: every code has its row, and every sentence is what the validators say."""

from __future__ import annotations

import re
from typing import Any

import pytest
from airsmith.meaning.contract import Contract
from airsmith.meaning.evaluate import violations, warnings
from airsmith.meaning.violations import CODES

from support import ROOT, fixture_models, frozen_models

PAGE = (ROOT / "docs" / "violations.md").read_text(encoding="utf-8")
ROWS = {row[0]: row[1] for row in re.findall(r"^\| `([a-z_]+)` \| [^|]+ \| ([^|]+) \|$", PAGE, re.MULTILINE)}
WARNINGS = re.findall(r"^\| `([a-z_]+)` \| ([^|]+) \|$", PAGE.partition("## Warnings")[2], re.MULTILINE)

IMAGE = {"taskType": "imageInference", "model": "openai:2@3", "positivePrompt": "A lake", "width": 1024, "height": 1024}
SORA = {"taskType": "videoInference", "model": "openai:3@1", "positivePrompt": "A lake", "duration": 8}
VIDU = {"taskType": "videoInference", "model": "vidu:1@5", "positivePrompt": "A lake"}
TWICE = [{"inputImage": "a", "frame": "first"}, {"inputImage": "b", "frame": 0}]

REQUESTS: dict[str, dict[str, Any]] = {
    "missing_field": {key: value for key, value in SORA.items() if key != "duration"},
    "wrong_type": {**SORA, "duration": "8"},
    "too_short": {**IMAGE, "positivePrompt": ""},
    "too_long": {**IMAGE, "positivePrompt": "x" * 4001},
    "below_minimum": {**IMAGE, "ttl": 59},
    "above_maximum": {**IMAGE, "outputQuality": 100},
    "not_allowed": {**IMAGE, "providerSettings": {"openai": {"quality": "HD"}}},
    "bad_pattern": {**IMAGE, "taskUUID": "lighthouse-1"},
    "wrong_count": {**SORA, "frameImages": ["a", "b"]},
    "unsupported_dimensions": {**IMAGE, "width": 1792, "height": 720},
    "unpaired_dimensions": {**SORA, "width": 1280},
    "forbidden_field": {**VIDU, "frameImages": ["a"], "providerSettings": {"vidu": {"style": "anime"}}},
    "conflict": {**VIDU, "frameImages": TWICE},
    "unknown_field": {**IMAGE, "widht": 1024},
    "unsupported_field": {**VIDU, "model": "kitchen:sink@t", "layers": 1},
    "unknown_model": {**IMAGE, "model": "runware:100@1"},
    "malformed_text": {**IMAGE, "positivePrompt": "\ud800"},
}


def contracts(model: str) -> dict[str, Contract]:
    models = fixture_models() if model.startswith(("vidu:", "kitchen:")) else frozen_models()
    return {one.air: one.contract for one in models}


def test_every_code_has_its_row_in_order() -> None:
    assert list(ROWS) == list(CODES)


@pytest.mark.parametrize("code", CODES)
def test_the_sentence_is_what_is_said(code: str) -> None:
    request = {"taskUUID": "24cd5dff-cb81-4db5-8506-b72a9425f9d1", **REQUESTS[code]}
    found = [one.message for one in violations(request, contracts(str(request["model"]))) if one.code == code]
    assert found == [ROWS[code]]


def test_the_warnings_are_what_is_said() -> None:
    (model,) = (model for model in frozen_models() if model.air == "openai:2@3")
    request = {**IMAGE, "taskUUID": "24cd5dff-cb81-4db5-8506-b72a9425f9d1", "outputType": "dataURI", "ttl": 60}
    found = [("retired_model", model.lifecycle.notice(model.name))]
    found += [(one.code, one.message) for one in warnings(request, model.contract)]
    assert found == WARNINGS
