"""Free text of specs in the OpenAPI document: the same for every reader of YAML, and no markup where it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from airsmith.meaning.evaluate import violations
from airsmith.model.catalog import Model
from jsonschema_rs import validator_for
from markdown_it import MarkdownIt
from ruamel.yaml import YAML

from hostile_specs import TEXTS, write
from openapi_tools import component, text_of
from support import ROOT, models

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
MARKUP = {"paragraph_open", "inline", "paragraph_close", "text", "text_special"}


@pytest.fixture(scope="module", params=range(0, len(TEXTS), 8))
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Model], str]:
    folder = tmp_path_factory.mktemp("hostile") / "specs"
    write(ROOT / "specs", folder, request.param)
    found = models(folder)
    return found, text_of(found)


def descriptions(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "description" and isinstance(inner, str):
                yield inner
            yield from descriptions(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from descriptions(inner)


def test_readers_of_both_versions_of_yaml_read_the_same(made: tuple[list[Model], str]) -> None:
    reader = YAML(typ="safe", pure=True)
    reader.version = (1, 2)  # type: ignore[assignment]
    assert reader.load(made[1]) == yaml.safe_load(made[1])
    assert not [char for char in made[1] if not char.isprintable() and char != "\n"]


def test_descriptions_hold_no_markup(made: tuple[list[Model], str]) -> None:
    found = list(descriptions(yaml.safe_load(made[1])))
    assert len(found) > 100
    for text in found:
        for token in MARKDOWN.parse(text):
            assert {token.type, *(child.type for child in token.children or ())} <= MARKUP, text


def test_schemas_judge_alike(made: tuple[list[Model], str]) -> None:
    judge = validator_for(component(yaml.safe_load(made[1]), "ModelTask"))
    contracts = {model.air: model.contract for model in made[0]}
    base: Any = next(example.request for model in made[0] for example in model.examples if model.air == "openai:1@1")
    assert judge.is_valid(base)
    for text in TEXTS:
        for value in (text, text[:-1], text + "x"):
            request = {**base, "providerSettings": {"openai": {"quality": value}}}
            assert judge.is_valid(request) == (not violations(request, contracts))
