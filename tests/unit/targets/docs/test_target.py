"""The files of the target: the same whatever else is made, with every fact that the models have."""

from __future__ import annotations

import json
from typing import Any

import pytest
from airsmith.meaning.evaluate import violations
from airsmith.model.catalog import Model
from jsonschema import Draft202012Validator

from generated import files
from support import fixture_models, frozen_models, own_models

EVERY = (*own_models(), *fixture_models())


def own_page(model: Model) -> str:
    return f"docs/{model.provider.key or 'models'}/{model.slug}.md"


def capabilities(models: tuple[Model, ...]) -> Any:
    return json.loads(files("docs", models)["docs/capabilities.json"])


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model.slug)
def test_a_page_depends_on_its_model_only(model: Model) -> None:
    alone, among = files("docs", [model]), files("docs", own_models()[::-1])
    assert alone[own_page(model)] == among[own_page(model)]


def test_two_runs_make_the_same() -> None:
    assert files("docs", EVERY) == files("docs", EVERY)


def test_no_models_are_no_fault() -> None:
    assert capabilities(())["models"] == []


def test_the_matrix_leads_to_every_page() -> None:
    found = files("docs", EVERY)
    for model in EVERY:
        assert f"({own_page(model).removeprefix('docs/')})" in found["docs/README.md"]
        assert own_page(model) in found


def test_capabilities_are_as_their_schema_says() -> None:
    found = files("docs", EVERY)
    schema = json.loads(found["docs/capabilities.schema.json"])
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(found["docs/capabilities.json"]))


def test_the_schema_is_closed_and_says_what_must_be_there() -> None:
    schema = Draft202012Validator(json.loads(files("docs", [])["docs/capabilities.schema.json"]))
    document = capabilities(frozen_models()[-1:])
    (model,) = document["models"]
    for name in list(model):
        kept = model.pop(name)
        assert schema.is_valid(document) == (name in ("summary", "prompt", "sizes", "duration"))
        model[name] = kept
    model["invented"] = 1
    assert not schema.is_valid(document)


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model.slug)
def test_what_a_menu_offers_is_accepted(model: Model) -> None:
    (found,) = capabilities((model,))["models"]
    base: Any = model.examples[0].request
    offered = [{**base, "width": one["width"], "height": one["height"]} for one in found["sizes"]["listed"]]
    for field in found["fields"]:
        if "." not in field["name"]:
            offered += [{**base, field["name"]: one["value"]} for one in field.get("values", ())]
    for field in found["settings"]:
        key, name = field["name"].split(".")[1:]
        offered += [{**base, "providerSettings": {key: {name: one["value"]}}} for one in field.get("values", ())]
    assert len(offered) > 8
    for request in offered:
        assert not violations(request, {model.air: model.contract})


def test_a_model_that_programs_read() -> None:
    found = {one["slug"]: one for one in capabilities(frozen_models())["models"]}
    sora = found["sora-2-pro"]
    assert sora["lifecycle"]["stage"] == "retired" and sora["lifecycle"]["since"] == "2026-09-24"
    assert sora["workflows"][1] == {"name": "image-to-video", "needs": ["frameImages"]}
    assert [(one["width"], one["height"], one["label"]) for one in sora["sizes"]["listed"]][2] == (1792, 1024, "7:4")
    assert [one["value"] for one in sora["duration"]["values"]] == [4, 8, 12]
    assert sora["inputs"][0]["side"] == {"minimum": 300, "maximum": 2048}
    assert found["gpt-image-1"]["settings"][0]["default"] == "auto"
    assert found["gpt-image-1"]["prompt"]["maxLength"] == 32000
    assert "duration" not in found["gpt-image-1"]
