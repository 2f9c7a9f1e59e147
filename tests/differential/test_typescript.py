"""The generated TypeScript gives every verdict, sentence and nearest value that the oracle gives."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from airsmith.meaning.evaluate import violations, warnings
from airsmith.model.catalog import Model

from cases import case_models, cases
from fuzz import Fuzz
from support import fixture_models, own_models
from typescript_package import ask, build, compiled, record, write_package

SEED = int(os.environ.get("AIRSMITH_SEED", "20251027"))
IN_TEST, IN_PROOF, BATCH = 20_000, 200_000, 5_000


def every_model() -> tuple[Model, ...]:
    return (*own_models(), *fixture_models())


def first_disagreement(package: Path, count: int, seed: int) -> str:
    """A sentence about the first request the package judges otherwise than the oracle; empty if there is none."""
    contracts = {model.air: model.contract for model in every_model()}
    source = Fuzz(seed, [*own_models() * 3, *fixture_models()])
    for start in range(0, count, BATCH):
        requests = [source.request() for _ in range(min(BATCH, count - start))]
        for number, (request, answer) in enumerate(zip(requests, ask(package, requests), strict=True), start):
            found = violations(request, contracts)
            expected = [record(one) for one in found]
            wrong = answer.records != expected or answer.valid != (not expected)
            if wrong or not answer.consistent or answer.changed:
                return f"AIRSMITH_SEED={seed}, request {number}: {request!r}\n{expected}\n{answer}"
            if not found:
                said = [list(one) for one in answer.warnings if not one[0].endswith("_model")]
                warned = [[one.code, one.path, one.message] for one in warnings(request, contracts[request["model"]])]
                if said != warned:
                    return f"AIRSMITH_SEED={seed}, request {number}: {request!r}\n{warned}\n{said}"
    return ""


def test_no_disagreement() -> None:
    found = first_disagreement(compiled(every_model()), IN_TEST, SEED + 500)
    assert not found, found
    print(f"seed {SEED + 500}: {IN_TEST} requests, 0 disagreements")


@pytest.mark.prove
def test_no_disagreement_in_the_long_run() -> None:
    found = first_disagreement(compiled(every_model()), IN_PROOF, SEED + 600)
    assert not found, found
    print(f"seed {SEED + 600}: {IN_PROOF} requests, 0 disagreements")


def test_every_conformance_case() -> None:
    answers = ask(compiled(case_models()), [case.request for case in cases()])
    wrong = [
        f"{case.at}: {answer.findings}, expected {list(case.expected)}"
        for case, answer in zip(cases(), answers, strict=True)
        if answer.findings != list(case.expected) or answer.valid != (not case.expected)
    ]
    assert not wrong, "\n".join(wrong)


FAULTS = {
    "a limit is moved": ("validate/dall-e-3.ts", "atMost(v0, 4000)", "atMost(v0, 4001)"),
    "UTF-16 units are counted": ("src/values.ts", "codePoints(value) <= max", "value.length <= max"),
    "a size is missing": ("validate/sora-2.ts", "$width !== 1280", "$width !== 1281"),
    "an order is lost": ("src/report.ts", "unknown.sort(comparePoints)", "unknown.sort()"),
    "a sentence is changed": ("validate/dall-e-2.ts", "the minimum is 20", "the minimum is 21"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_caught(fault: str, tmp_path: Path) -> None:
    write_package(every_model(), tmp_path, [FAULTS[fault]])
    build(tmp_path)
    assert first_disagreement(tmp_path, IN_TEST, SEED + 500)
