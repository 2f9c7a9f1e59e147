"""Seeded random requests put to every judge: they must never disagree, in `make prove` over many more of them."""

from __future__ import annotations

import os
from functools import cache

import pytest
from airsmith.meaning.evaluate import warnings
from airsmith.model.catalog import Model

from fuzz import Fuzz
from panel import Panel
from support import fixture_models, own_models

SEED = int(os.environ.get("AIRSMITH_SEED", "20251027"))
IN_TEST, IN_PROOF, PARTS = 20_000, 200_000, 4


@cache
def panel() -> Panel:
    return Panel.of((*own_models(), *fixture_models()))


def weighted() -> list[Model]:
    """The project's own models, three times as likely as those that use the rest of the language."""
    return [*own_models() * 3, *fixture_models()]


def agree(count: int, seed: int) -> None:
    found = panel().first_disagreement(count, seed, weighted())
    assert not found, found
    print(f"seed {seed}: {count} requests, 0 disagreements")


@pytest.mark.parametrize("part", range(PARTS))
def test_no_judge_disagrees(part: int) -> None:
    agree(IN_TEST // PARTS, SEED + part)


@pytest.mark.prove
@pytest.mark.parametrize("part", range(PARTS))
def test_no_judge_disagrees_in_the_long_run(part: int) -> None:
    agree(IN_PROOF // PARTS, SEED + 100 + part)


def test_the_fuzz_draws_valid_and_invalid_requests_of_every_code() -> None:
    source = Fuzz(SEED, weighted())
    verdicts = [panel().oracle(source.request()) for _ in range(5_000)]
    valid = sum(not found for found in verdicts)
    assert 500 < valid < 4_500, f"{valid} of 5000 are valid"
    met = {one.code for found in verdicts for one in found}
    assert len(met) >= 15, sorted(met)


def test_warnings_agree() -> None:
    source = Fuzz(SEED + 1000, weighted())
    met = 0
    for _ in range(6_000):
        request = source.request()
        if panel().oracle(request):
            continue
        expected = [(one.code, one.path, one.message) for one in warnings(request, panel().contracts[request["model"]])]
        found = [(one.code, one.path, one.message) for one in panel().package.warnings(request)]
        assert [one for one in found if not one[0].endswith("_model")] == expected, request
        met += bool(expected)
    assert met > 10
