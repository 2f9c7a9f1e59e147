"""ajv, in both drafts, gives the verdicts of the oracle on what a schema can judge."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from airsmith.meaning.evaluate import violations

from fuzz import Fuzz
from generated import schema
from judges import within_schemas
from node import TOOLS, node
from support import fixture_models, own_models
from typescript_package import as_json
from vector_files import vectors

ASK = Path(__file__).parents[1] / "ajv_verdicts.mjs"
MODELS = (*own_models(), *fixture_models())


def ajv(draft: str, texts: list[str], folder: Path) -> list[bool]:
    paths = [folder / name for name in ("schema.json", "asked", "answered")]
    paths[0].write_text(json.dumps(schema(MODELS, draft)), encoding="utf-8")
    paths[1].write_text("\n".join(text.replace("\n", " ") for text in texts), encoding="utf-8")
    subprocess.run([str(node()), str(ASK), str(TOOLS), draft, *map(str, paths)], check=True)
    answers: list[bool] = json.loads(paths[2].read_text(encoding="utf-8"))
    return answers


@pytest.mark.parametrize("draft", ["2020-12", "draft-07"])
def test_random_requests(draft: str, tmp_path: Path) -> None:
    contracts = {model.air: model.contract for model in MODELS}
    source = Fuzz(20251027, [*own_models() * 3, *fixture_models()])
    requests = [request for request in (source.request() for _ in range(10_000)) if within_schemas(request)]
    answers = ajv(draft, list(map(as_json, requests)), tmp_path)
    wrong = [r for r, valid in zip(requests, answers, strict=True) if valid == bool(violations(r, contracts))]
    assert not wrong, wrong[:3]


@pytest.mark.parametrize("draft", ["2020-12", "draft-07"])
def test_every_vector(draft: str, tmp_path: Path) -> None:
    asked = [vector for vector in vectors() if within_schemas(vector.request)]
    answers = ajv(draft, [vector.text for vector in asked], tmp_path)
    wrong = [str(vector) for vector, valid in zip(asked, answers, strict=True) if valid != vector.valid]
    assert len(asked) > 2_500 and not wrong, wrong[:5]
