"""What is generated from drafts: validators of both languages and schemas of both drafts never disagree on a request."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from airsmith.meaning.evaluate import violations
from airsmith.model.catalog import Model

from command import airsmith
from docs_pages import openapi, own, provider_page
from drafted_page import BRUSH
from fuzz import Fuzz
from panel import Panel
from support import models
from typescript_package import ask, compiled, record

SEED = int(os.environ.get("AIRSMITH_SEED", "20251027"))
REQUESTS = 3_000

PAGES = {
    "a page never seen before": BRUSH,
    "our own page": provider_page(),
    "an OpenAPI document": openapi(own("openai:3@2")),
}


@cache
def drafts(name: str) -> tuple[Model, ...]:
    with TemporaryDirectory() as scratch:
        page, out = Path(scratch) / "page", Path(scratch) / "drafts"
        page.write_text(PAGES[name], encoding="utf-8")
        outcome = airsmith("docs", "import", str(page), "--out", str(out))
        assert outcome.code == 0, outcome
        return tuple(models(out))


@pytest.mark.parametrize("name", PAGES)
def test_python_and_schemas_agree(name: str) -> None:
    found = Panel.of(drafts(name)).first_disagreement(REQUESTS, SEED, drafts(name))
    assert not found, found
    print(f"seed {SEED}: {REQUESTS} requests, 0 disagreements")


def test_typescript_agrees() -> None:
    drafted = drafts("a page never seen before")
    contracts = {model.air: model.contract for model in drafted}
    source = Fuzz(SEED, drafted)
    requests = [source.request() for _ in range(REQUESTS)]
    for request, answer in zip(requests, ask(compiled(drafted), requests), strict=True):
        expected = [record(one) for one in violations(request, contracts)]
        assert answer.records == expected and answer.valid == (not expected), f"seed {SEED}: {request!r}"


@pytest.mark.parametrize("name", PAGES)
def test_the_fuzz_draws_valid_and_invalid_requests(name: str) -> None:
    """Without this, a fuzz that knew only one verdict would prove everything."""
    contracts = {model.air: model.contract for model in drafts(name)}
    source = Fuzz(SEED, drafts(name))
    valid = sum(not violations(source.request(), contracts) for _ in range(500))
    assert 25 < valid < 475, f"{valid} of 500 are valid"
