"""What authors say beside limits reaches whoever reads what is generated: units, and the reasons of rules."""

from __future__ import annotations

import json

import pytest

from generated import files
from support import fixture_models, frozen_models


@pytest.mark.parametrize("target", ["python", "typescript"])
def test_a_limit_is_said_in_its_unit(target: str) -> None:
    texts = "\n".join(files(target, frozen_models()).values())
    assert "How long the URL of a result stays valid. At least 60 seconds." in " ".join(texts.replace("*", "").split())
    assert "In seconds. " in texts, "a listed value has no other sentence to stand in"


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("python", "python/src/generated_under_test/_validate/gpt_image_1.py"),
        ("typescript", "typescript/src/validate/gpt-image-1.ts"),
    ],
)
def test_the_reason_of_a_rule_stands_in_the_docs_of_a_validator(target: str, path: str) -> None:
    words = " ".join(files(target, frozen_models())[path].replace("*", "").split())
    assert "has no effect when outputType is" in words
    assert "Only results at a URL expire." in words


def test_the_reason_of_a_rule_stands_in_the_schema() -> None:
    schema = json.loads(files("schemas", fixture_models())["schemas/kitchen/kitchen-sink.request.schema.json"])
    described = [part["description"] for part in schema["allOf"] if "description" in part]
    assert [text for text in described if text.endswith('Because of "this" */.')]
