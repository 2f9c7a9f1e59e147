"""The facts of a model, as pages and programs are told them."""

from __future__ import annotations

import pytest
from airsmith.meaning.values import dotted
from airsmith.model.catalog import Model
from airsmith.targets.docs.facts import FieldRow, ModelPage, SizeRow
from airsmith.targets.docs.page import model_page

from support import fixture_models, frozen_models


def page(name: str) -> ModelPage:
    return next(model_page(model) for model in (*frozen_models(), *fixture_models()) if model.slug == name)


def field(page: ModelPage, name: str) -> FieldRow:
    return next(row for row in page.fields if row.name == name)


def test_prompt_duration_and_settings_are_found() -> None:
    sora, image = page("sora-2"), page("gpt-image-1")
    assert sora.prompt and sora.prompt.limits == ("1 to 4000 characters",)
    assert sora.duration and [choice.value for choice in sora.duration.choices] == [4, 8, 12]
    assert sora.duration.unit == "seconds" and sora.duration.presence == "required"
    assert image.duration is None
    assert [row.short for row in image.settings] == ["quality", "background"]
    assert image.settings[0].default == "auto" and image.settings[0].choices[0].label == "Auto"


def test_sizes_have_ratios_and_one_sentence() -> None:
    sizes = page("dall-e-3").sizes
    assert sizes and sizes.required and sizes.listed[1] == SizeRow(1792, 1024, "7:4", "", "")
    assert sizes.listed[1].name == "1792x1024"
    assert "1792x1024" in sizes.sentence
    assert sizes.sentence not in [rule.sentence for rule in page("dall-e-3").rules]


def test_sizes_between_limits_have_keywords() -> None:
    sizes = page("sink-of-ranges").sizes
    assert sizes and not sizes.listed
    assert {"minimum", "maximum", "multipleOf"} <= {*sizes.width, *sizes.height}


def test_a_page_says_where_a_limit_stands() -> None:
    prompt = page("sora-2").prompt
    assert prompt and prompt.stated.endswith("#sora-2") and prompt.reference.endswith("#request-positiveprompt")


def test_items_of_arrays_have_brackets() -> None:
    row = field(page("sora-2"), "frameImages[].inputImage")
    assert (row.depth, row.short, row.media, row.presence) == (1, "inputImage", "image", "required")
    frames = field(page("sora-2"), "frameImages")
    assert (frames.types, frames.items, frames.media) == (("array",), ("string", "object"), "image")
    nested = field(page("kitchen-sink"), "grid")
    assert nested.items == ("array",) and nested.limits == ("at least 1 item", "each item: exactly 2 items")


def test_limits_are_keywords_too() -> None:
    sink = page("kitchen-sink")
    assert field(sink, "tilt").keywords["minimum"] == -1.5
    assert field(sink, "tag").keywords["maxLength"] == 12
    assert field(sink, "color").keywords["maxLength"] == 7
    assert field(sink, "quiet").choices[0].label == "true"
    assert field(sink, "layers").choices[1].label == 'One "layer"'


def test_what_a_model_refuses_is_no_field() -> None:
    sink = page("kitchen-sink")
    assert [row.name for row in sink.unsupported] == ["negativePrompt"]
    assert "negativePrompt" not in [row.name for row in sink.fields]


@pytest.mark.parametrize("model", [*frozen_models(), *fixture_models()], ids=lambda model: model.slug)
def test_every_rule_is_told_and_reads_fields_that_are_there(model: Model) -> None:
    found = model_page(model)
    told = [model.describe(one) for one in model.contract.constraints if one != model.dimensions]
    assert [rule.sentence for rule in found.rules] == told
    names = {row.name.replace("[]", "") for row in (*found.fields, *found.unsupported)}
    names |= {dotted(path) for workflow in model.workflows for path in workflow.needs}
    assert {name for rule in found.rules for name in rule.reads} <= names
