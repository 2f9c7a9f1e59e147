"""Violations in the service's words: a code for each, and what helps to mend the request."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from airsmith.meaning.evaluate import violations
from airsmith.meaning.violations import CODES, Violation
from airsmith.sandbox.refusals import MOST_ERRORS, refusals

from support import ROOT, fixture_models, own_models

VECTORS = ROOT / "generated" / "vectors"
CONTRACTS = {model.air: model.contract for model in own_models()}


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_word_of_the_service(code: str) -> None:
    found = Violation(code, "/frameImages/0/frame", "Sentence.", ("first",))  # type: ignore[arg-type]
    (refusal,) = refusals([found], None)
    assert refusal.code.isalnum() and refusal.code[0].islower()
    assert "_" not in refusal.code
    assert (refusal.parameter, refusal.message, refusal.allowed) == ("frameImages[0].frame", "Sentence.", ("first",))


@pytest.mark.parametrize("path", sorted(VECTORS.glob("openai/*.json")), ids=lambda path: path.stem)
def test_everything_that_can_be_wrong_is_said(path: Path) -> None:
    count = 0
    for vector in json.loads(path.read_text("utf-8"))["vectors"]:
        request = vector["request"] if "request" in vector else json.loads(vector["json"])
        found = violations(request, CONTRACTS)
        model = request.get("model") if isinstance(request, dict) else None
        said = list(refusals(found, CONTRACTS.get(model) if isinstance(model, str) else None))
        assert len(said) == min(len(found), MOST_ERRORS)
        for refusal, violation in zip(said, found, strict=False):
            assert json.loads(json.dumps(refusal.render()))["message"] == violation.message
            assert bool(refusal.kind) == (violation.code == "wrong_type" and bool(violation.path))
        count += len(said)
    assert count > 50


def test_a_slash_in_a_key_is_no_step() -> None:
    (refusal,) = refusals([Violation("unknown_field", "/a~1b~0c", "Sentence.")], None)
    assert refusal.parameter == "a/b~c"


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"width": 1.5}, {"unsupportedDimensions"}),
        ({"width": 1}, {"unsupportedDimensions"}),
        ({"width": None, "height": None}, {"unsupportedDimensions"}),
        ({"positivePrompt": 5}, {"invalidPositivePrompt"}),
    ],
)
def test_the_error_that_a_spec_names_is_the_one(changes: dict[str, object], codes: set[str]) -> None:
    """Of a model whose spec names the error of its sizes, and of nothing else."""
    (model,) = [model for model in fixture_models() if model.slug == "gemini-flash-image-2-5"]
    example, *_ = [one.request for one in model.examples if not one.invalid]
    assert isinstance(example, dict)
    request: dict[str, object] = {**example, "width": 1024, "height": 1024, **changes}
    found = violations(request, {model.air: model.contract})
    assert {refusal.code for refusal in refusals(found, model.contract)} == codes


def test_a_missing_field_is_not_a_wrong_value() -> None:
    root = CONTRACTS["openai:3@1"].root
    fields = tuple(replace(field, error="invalidLength") for field in root.properties)
    contract = replace(CONTRACTS["openai:3@1"], root=replace(root, properties=fields))
    found = [Violation("missing_field", "/duration", "Sentence."), Violation("not_allowed", "/duration", "Sentence.")]
    assert [refusal.code for refusal in refusals(found, contract)] == ["missingDuration", "invalidLength"]
