"""Pages about one model (format B), OpenAPI documents and request schemas (format C)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from airsmith.docs.claims import Fate, Reading
from airsmith.docs.drift import drift
from airsmith.docs.finding import Drift, Kind
from airsmith.docs.facts import Shared
from airsmith.docs.page import Format, Page, recognise
from airsmith.docs.read import read_page
from airsmith.load.folder import SpecFolder
from airsmith.model.catalog import Model

from command import airsmith
from docs_pages import later_sora, model_page, openapi, own, provider_page, request_schema, saved_text
from support import FROZEN, frozen_models, models

STAGES = {"openai:1@1": "live"}
EITHER = {
    "oneOf": [
        {"required": ["inputs"], "properties": {"inputs": {"required": ["frameImages"]}}},
        {"required": ["width", "height"]},
    ]
}


def page(text: str) -> Page:
    return Page.of("page", text.encode())


def reading(text: str) -> Reading:
    return read_page(page(text))


def found(text: str) -> list[Drift]:
    specs = list(Shared(SpecFolder(FROZEN, "specs")).facts())
    return drift(reading(text), specs, page(text).url)


def told(text: str) -> set[tuple[Kind, str]]:
    return {(one.kind, one.subject) for one in found(text)}


def status(model: Model) -> str:
    return STAGES.get(model.air, "retired")


def unread(text: str) -> list[str]:
    return [line.text for model in reading(text).models for line in model.lines if line.fate is Fate.UNKNOWN]


def test_every_format_is_recognised_by_its_content() -> None:
    model = own("openai:3@1")
    assert recognise(page(provider_page())) is Format.PROVIDER
    assert recognise(page(saved_text())) is Format.SAVED
    assert recognise(page(model_page(model))) is Format.MODEL
    assert recognise(page(openapi(model))) is Format.OPENAPI
    assert recognise(page(json.dumps(request_schema(model)))) is Format.SCHEMA
    assert recognise(page(json.dumps({"requestSchema": request_schema(model)}))) is Format.SCHEMA


@pytest.mark.parametrize("model", frozen_models(), ids=lambda model: model.slug)
def test_a_model_page_that_says_what_its_spec_says_is_no_drift(model: Model) -> None:
    text = model_page(model, status=status(model))
    assert [one.message for one in found(text)] == []
    assert unread(text) == []


@pytest.mark.parametrize("model", frozen_models(), ids=lambda model: model.slug)
def test_a_document_that_says_what_its_spec_says_is_no_drift(model: Model) -> None:
    text = openapi(model, status=status(model))
    assert [one.message for one in found(text)] == []
    assert unread(text) == []


@pytest.mark.parametrize("model", frozen_models(), ids=lambda model: model.slug)
def test_a_bare_schema_that_says_what_its_spec_says_is_no_drift(model: Model) -> None:
    assert [one.message for one in found(json.dumps({"requestSchema": request_schema(model)}, indent=1))] == []


LATER = {
    (Kind.NEW, "duration"),
    (Kind.NEW, "inputs.frameImages (items)"),
    (Kind.NEW, "inputs.frameImages (number of items)"),
    (Kind.VANISHED, "frames"),
    (Kind.NEW, "rule"),
}


def later_page(banner: str = "This model will be deactivated on September 24, 2026.") -> str:
    model, params, rules = later_sora()
    return model_page(model, status="deprecated", banner=banner, rules=rules, params=params)


def test_the_later_sora_differs_where_it_does() -> None:
    assert told(later_page()) == LATER
    (duration,) = [one for one in found(later_page()) if one.subject == "duration"]
    assert duration.message == "Sora 2: duration: the page adds 16, 20"


def test_the_day_of_deactivation_is_read() -> None:
    later = later_page("This model will be deactivated on December 1, 2026.")
    assert told(later) == {*LATER, (Kind.CHANGED, "lifecycle (since)")}
    (since,) = [one for one in found(later) if one.subject == "lifecycle (since)"]
    assert "2026-12-01" in since.message and "2026-09-24" in since.message


def test_the_later_sora_as_a_document_differs_there_too() -> None:
    model, params, _ = later_sora()
    assert told(openapi(model, status="retired", rules=[EITHER], params=params)) == LATER


RULES = {
    "Provide exactly one of: `inputs.frameImages` or `width/height`.": {"exactly_one": ["inputs.frameImages", "width"]},
    "Either provide `inputs.frameImages`, or specify `width/height`.": {"exactly_one": ["inputs.frameImages", "width"]},
    "When `inputs.frameImages` is provided, `width` and `height` cannot be used.": {
        "when": {"has": "inputs.frameImages"},
        "forbid": ["width", "height"],
    },
    "When `inputs.frameImages` or `ttl` is provided, `duration` cannot be used.": {
        "when": {"any": [{"has": "inputs.frameImages"}, {"has": "ttl"}]},
        "forbid": ["duration"],
    },
    "When `ttl` is provided, `duration` is required.": {"when": {"has": "ttl"}, "require": ["duration"]},
    "When `inputs.frameImages` is provided, `duration` is limited to `5`, `10`.": {
        "when": {"has": "inputs.frameImages"},
        "constrain": {"duration": {"enum": [5, 10]}},
    },
    "When `duration` is `8`, `ttl` must be between 60 and 100.": {
        "when": {"duration": 8},
        "constrain": {"ttl": {"range": [60, 100]}},
    },
    "When `ttl` is provided, `inputs.frameImages` is limited to 2 items.": {
        "when": {"has": "ttl"},
        "constrain": {"inputs.frameImages": {"count": [1, 2]}},
    },
    "When `ttl` is provided, dimensions are limited to `1280x720`, `720x1280`.": {
        "when": {"has": "ttl"},
        "constrain": {"dimensions": {"pairs": ["1280x720", "720x1280"]}},
    },
    "`inputs.frameImages` cannot be used with `ttl`.": {"at_most_one": ["inputs.frameImages", "ttl"]},
    "`ttl` and `duration` must be used together.": {"together": ["ttl", "duration"]},
}


@pytest.mark.parametrize("sentence", RULES)
def test_a_rule_sentence_becomes_a_rule(sentence: str) -> None:
    model, params, _ = later_sora()
    (only,) = reading(model_page(model, rules=[sentence], params=params)).models
    rules = [
        claim.value
        for claim in only.claims
        if claim.path == ("rules",) and claim.value != {"together": ["width", "height"]}
    ]
    assert rules == [RULES[sentence]]


STRANGE = (
    "`width` must not be prime.",
    "When the moon is full, `duration` is required.",
    "`duration` should match the length of the audio.",
    "Provide `ttl` unless `duration` is long.",
)


@pytest.mark.parametrize("sentence", STRANGE)
def test_a_rule_sentence_outside_the_grammar_is_reported(sentence: str) -> None:
    text = model_page(own("openai:3@1"), status="retired", rules=[sentence])
    assert unread(text) == [sentence]
    assert told(text) == {(Kind.UNKNOWN, "line")}


SCHEMA_RULES = (
    (
        {"if": {"required": ["ttl"]}, "then": {"required": ["duration"]}},
        {"when": {"has": "ttl"}, "require": ["duration"]},
    ),
    (
        {"if": {"required": ["ttl"]}, "then": {"not": {"anyOf": [{"required": ["width"]}, {"required": ["height"]}]}}},
        {"when": {"has": "ttl"}, "forbid": ["width", "height"]},
    ),
    (
        {
            "if": {"required": ["duration"], "properties": {"duration": {"const": 8}}},
            "then": {"properties": {"ttl": {"maximum": 99}}},
        },
        {"when": {"duration": 8}, "constrain": {"ttl": {"range": [None, 99]}}},
    ),
    ({"not": {"required": ["ttl", "seed"]}}, {"at_most_one": ["ttl", "seed"]}),
    (EITHER, {"exactly_one": ["inputs.frameImages", "width"]}),
    (
        {"if": {"not": {"required": ["ttl"]}}, "then": {"properties": {"outputQuality": False}}},
        {"when": {"lacks": "ttl"}, "forbid": ["outputQuality"]},
    ),
)


@pytest.mark.parametrize(("written", "expected"), SCHEMA_RULES)
def test_a_rule_of_a_schema_becomes_a_rule(written: dict[str, object], expected: dict[str, object]) -> None:
    text = openapi(own("openai:3@1"), rules=[written])  # type: ignore[list-item]
    (only,) = reading(text).models
    rules = [
        claim.value
        for claim in only.claims
        if claim.path == ("rules",) and claim.value != {"together": ["width", "height"]}
    ]
    assert rules == [expected]


def test_a_rule_of_a_schema_that_is_not_read_is_reported() -> None:
    odd = {"if": {"required": ["ttl"]}, "then": {"minProperties": 4}}
    text = openapi(own("openai:3@1"), status="retired", rules=[odd])
    assert told(text) == {(Kind.UNKNOWN, "line")}
    (line,) = [one for one in found(text)]
    assert '"if"' in "".join(text.split("\n")[line.line - 2 : line.line + 2])


def test_references_inside_a_document_are_followed() -> None:
    document = json.loads(openapi(own("openai:3@1"), status="retired"))
    schemas = document["components"]["schemas"]
    schemas["Task"] = schemas["RequestBody"]["items"]
    schemas["RequestBody"]["items"] = {
        "oneOf": [{"$ref": "#/components/schemas/AuthenticationTask"}, {"$ref": "#/components/schemas/Task"}]
    }
    assert [one.message for one in found(json.dumps(document, indent=1))] == []


@pytest.mark.parametrize("form", ["page", "document"])
@pytest.mark.parametrize("model", frozen_models(), ids=lambda model: model.slug)
def test_a_draft_of_a_model_page_lints_and_takes_its_requests(model: Model, form: str, tmp_path: Path) -> None:
    source = tmp_path / ("page.md" if form == "page" else "schema.json")
    source.write_text(model_page(model) if form == "page" else openapi(model), encoding="utf-8")
    outcome = airsmith("docs", "import", str(source), "--out", str(tmp_path / "drafts"))
    assert outcome.code == 0, outcome
    (drafted,) = models(tmp_path / "drafts")
    assert drafted.air == model.air
    assert [one.invalid for one in drafted.examples] == [() for _ in model.examples]
    assert drafted.dimensions and model.dimensions
    assert drafted.dimensions.rows == model.dimensions.rows
