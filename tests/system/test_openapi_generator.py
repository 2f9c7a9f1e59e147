"""openapi-generator, which needs Java: what it makes of the document takes the documented requests."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from airsmith.sandbox import Sandbox
from airsmith.targets.openapi.components import request_name

from documented import documented
from environments import Environments
from openapi_tools import DRIVERS, OWN, done
from support import ROOT, own_models

ENVIRONMENT = Environments(ROOT / "tests" / "system" / "environments")
REQUESTS = [one.request for one in documented()]
RESULTS = {"imageInference": "ImageInferenceResult", "videoInference": "VideoInferenceResult"}

pytestmark = pytest.mark.system


def test_a_client_that_it_makes(tmp_path: Path) -> None:
    tool = ENVIRONMENT.program("openapi-generator", "openapi-generator-cli")
    done(tool, "generate", "-i", OWN, "-g", "python", "-o", "out", "--package-name", "made", cwd=tmp_path)
    python = ENVIRONMENT.program("openapi-generator", "python")
    with Sandbox(latency=0) as sandbox:
        given = {"url": sandbox.url.removesuffix("/v1"), "requests": REQUESTS}
        text = done(python, DRIVERS / "openapi_generator.py", tmp_path / "out", cwd=tmp_path, given=given)
    found = json.loads(text)["requests"]
    assert [one["written"] for one in found] == REQUESTS
    assert [one["item"] for one in found] == [RESULTS[request["taskType"]] for request in REQUESTS]
    assert all(one["is_own"] for one in found)


@pytest.mark.parametrize("language", ["java", "go"])
def test_other_languages_have_a_class_for_every_model(language: str, tmp_path: Path) -> None:
    tool = ENVIRONMENT.program("openapi-generator", "openapi-generator-cli")
    done(tool, "generate", "-i", OWN, "-g", language, "-o", "out", cwd=tmp_path)
    made = {path.stem.replace("_", "").removeprefix("model").lower() for path in (tmp_path / "out").rglob("*.*")}
    assert {request_name(model.slug).lower() for model in own_models()} <= made
