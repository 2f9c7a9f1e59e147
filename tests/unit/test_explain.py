"""What is explained of a model and of its fields: every limit, and who states it."""

from __future__ import annotations

import pytest
from airsmith.explain import explain_field, explain_model, field_words, fields
from airsmith.meaning.shapes import Presence
from airsmith.meaning.values import dotted
from airsmith.model.catalog import Model

from support import fixture_models, frozen_models, own_models

MODELS = {model.slug: model for model in (*frozen_models(), *fixture_models())}
EVERY = {model.slug: model for model in (*own_models(), *fixture_models())}
EACH = pytest.mark.parametrize("model", EVERY.values(), ids=EVERY.keys())


def whole(model: Model) -> str:
    return "\n".join(explain_model(model, f"specs/{model.file}"))


@EACH
def test_a_model_is_explained_with_every_field_and_rule(model: Model) -> None:
    text = whole(model)
    assert text.startswith(f"{model.name} ({model.air})\n")
    for words in (model.source.url, model.task.name, *model.notes, f"specs/{model.file}"):
        assert words in text
    for names, _ in fields(model.contract.root):
        assert f"  {dotted(names)} " in text
    for constraint in model.contract.constraints:
        assert constraint.describe() in text
    assert all(line == line.rstrip() for line in text.split("\n"))


@EACH
def test_every_field_is_explained(model: Model) -> None:
    for names, field in fields(model.contract.root):
        lines = list(explain_field(model, dotted(names), "a/b.yaml"))
        assert lines[0] == f"{dotted(names)} of {model.name} ({model.air})"
        assert "  spec       a/b.yaml" in lines
        assert any(line.startswith("  stated by  http") for line in lines)
        if field.summary and field.presence is not Presence.UNSUPPORTED:
            assert f"  {field.summary}" in lines


def test_limits_stand_in_a_line() -> None:
    found = {dotted(names): field_words(field) for names, field in fields(MODELS["sora-2"].contract.root)}
    assert found["positivePrompt"] == "required, a string, 1 to 4000 characters"
    assert found["duration"].startswith("required, a whole number, 4, 8 or 12")
    assert found["duration"].endswith("(seconds)")
    assert found["outputQuality"] == "optional, a whole number, 20 to 99, default 95"
    assert found["includeCost"] == "optional, true or false, default false"
    assert "inputImage" in " ".join(found)


def test_the_state_of_a_retired_model_is_said() -> None:
    assert "retired: DALL·E 3 is retired since 2026-05-12; use openai:gpt-image@2." in whole(MODELS["dall-e-3"])
    assert "  state      live\n" in whole(MODELS["gpt-image-1"])


def test_media_limits_are_said() -> None:
    assert "Input image files: each side between 300 and 2048 pixels, at most 20000000 bytes." in whole(
        MODELS["sora-2"]
    )


def test_rules_that_read_a_field() -> None:
    text = "\n".join(explain_field(MODELS["gpt-image-1"], "ttl", ""))
    assert "Rules that read it" in text
    assert "Rules that read it" not in "\n".join(explain_field(MODELS["gpt-image-1"], "outputQuality", ""))
    assert "1536x1024" in "\n".join(explain_field(MODELS["gpt-image-1"], "width", ""))


def test_the_reason_of_a_rule_stands_behind_it() -> None:
    said = 'ttl has no effect when outputType is "base64Data" or "dataURI". Only results at a URL expire.'
    assert f"  {said}\n" in whole(MODELS["gpt-image-1"])
    assert f"  {said}" in list(explain_field(MODELS["gpt-image-1"], "ttl", ""))


def test_labels_are_shown_where_they_differ_from_the_values() -> None:
    (line,) = (one for one in explain_field(MODELS["gpt-image-1"], "quality", "") if "is shown as" in one)
    assert line == '  "auto" is shown as Auto'


def test_a_short_name_will_do() -> None:
    model = MODELS["dall-e-3"]
    assert list(explain_field(model, "style", "")) == list(explain_field(model, "providerSettings.openai.style", ""))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("sytle", "did you mean style?"),
        ("Width", "did you mean width?"),
        ("webhookUrl", "did you mean webhookURL?"),
        ("safety.moed", "did you mean safety.mode?"),
        ("", "has no field "),
        ("zzz", "has no field zzz"),
    ],
)
def test_a_name_that_no_field_has(name: str, words: str) -> None:
    with pytest.raises(KeyError) as caught:
        list(explain_field(MODELS["dall-e-3"], name, ""))
    assert words in caught.value.args[0]
