"""The document before those who check such documents: nothing is found in ours, and no error in any."""

from __future__ import annotations

from pathlib import Path

import pytest

from hostile_specs import TEXTS, write
from openapi_tools import ECOSYSTEM, OWN, done, redocly, spectral, text_of
from support import ROOT, fixture_models, models

CONDITIONS = {"no-illogical-composition-keywords", "no-required-schema-properties-undefined"}
"""What redocly warns of where fields depend on each other: docs/openapi.md says why that is right as it is."""

TERMS = {"info-license"}
"""A catalog that names no terms makes a document without."""

QUOTED = {"no-unsafe-markdown", "no-script-tags-in-markdown"}
"""What is warned of where a spec's text looks like markup; it stands there with its marks escaped."""


OPEN_EXAMPLES = """
extends: [recommended]
rules:
  # Without this every part of a condition is taken for a whole, closed object.
  no-invalid-media-type-examples: {severity: error, allowAdditionalProperties: true}
"""


def saved(text: str, folder: Path) -> Path:
    path = folder / "openapi.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_openapi_spec_validator_finds_nothing(tmp_path: Path) -> None:
    done(ECOSYSTEM.program("openapi-spec-validator", "openapi-spec-validator"), OWN, cwd=tmp_path)


def test_redocly_finds_nothing() -> None:
    assert redocly(OWN) == []


def test_spectral_finds_nothing(tmp_path: Path) -> None:
    assert spectral(OWN, tmp_path) == []


def test_specs_with_every_construct_have_no_errors(tmp_path: Path) -> None:
    document = saved(text_of(fixture_models()), tmp_path)
    done(ECOSYSTEM.program("openapi-spec-validator", "openapi-spec-validator"), document, cwd=tmp_path)
    config = tmp_path / "redocly.yaml"
    config.write_text(OPEN_EXAMPLES, encoding="utf-8")
    assert set(redocly(document, config)) <= {("warn", rule) for rule in CONDITIONS | QUOTED | TERMS}
    assert set(spectral(document, tmp_path)) <= {("warn", rule) for rule in QUOTED}


def test_no_models_are_no_fault(tmp_path: Path) -> None:
    document = saved(text_of([]), tmp_path)
    assert set(redocly(document)) <= {("warn", rule) for rule in TERMS} and spectral(document, tmp_path) == []


@pytest.mark.parametrize("start", range(0, len(TEXTS), 8))
def test_hostile_text_makes_no_errors(start: int, tmp_path: Path) -> None:
    write(ROOT / "specs", tmp_path / "specs", start)
    document = saved(text_of(models(tmp_path / "specs")), tmp_path)
    done(ECOSYSTEM.program("openapi-spec-validator", "openapi-spec-validator"), document, cwd=tmp_path)
    assert set(redocly(document)) <= {("warn", rule) for rule in CONDITIONS | QUOTED | TERMS}
    assert set(spectral(document, tmp_path)) <= {("warn", rule) for rule in QUOTED}
