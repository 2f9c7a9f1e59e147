"""Generated Python has black's layout from the start, however wide or nested its specs are."""

from __future__ import annotations

import black
import pytest
from airsmith.model.catalog import Model

from cases import case_models
from generated import files
from support import fixture_models, own_models

MODE = black.Mode(line_length=120)
CATALOGS = {"own": own_models, "fixtures": fixture_models, "conformance": case_models}


@pytest.mark.parametrize("catalog", CATALOGS)
def test_black_changes_nothing(catalog: str) -> None:
    models: tuple[Model, ...] = CATALOGS[catalog]()
    changed = [
        path
        for path, text in files("python", models).items()
        if path.endswith(".py") and black.format_str(text, mode=MODE) != text
    ]
    assert not changed
