"""Random changes to catalogs: no verdict may miss a request that shows it, and every request shown is real."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from airsmith.compare.changes import Change, worst
from airsmith.compare.models import ModelComparison
from airsmith.compare.places import Places
from airsmith.load.folder import SpecFolder
from airsmith.meaning.evaluate import violations
from airsmith.model.catalog import Model
from airsmith.model.specs import Specs

from fuzz import Fuzz
from mutations import Mutator, read, with_spec
from support import FIXTURES, ROOT, with_tasks

FILES = (
    "openai/sora-2.yaml",
    "openai/dall-e-3.yaml",
    "openai/gpt-image-1.yaml",
    "vidu/vidu-1-5.yaml",
    "kitchen/sink.yaml",
    "acme/brush.yaml",
)
ROUNDS = 10
"""Changes that are tried of each file; those that make no sense count as tried."""

REQUESTS = 250
"""Requests that are sampled on each side of a change."""


@pytest.fixture(scope="module")
def specs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our own specs, those that use every construct, and those of the rule cases, in one folder; without examples."""
    folder = with_tasks(FIXTURES, tmp_path_factory.mktemp("mutations") / "specs")
    shutil.copytree(ROOT / "specs" / "openai", folder / "openai")
    for part in ("acme", "tasks"):
        shutil.copytree(ROOT / "tests" / "compare" / "base" / part, folder / part, dirs_exist_ok=True)
    (folder / "kitchen" / "sink-twin.yaml").unlink()
    return folder


@dataclass(frozen=True)
class Pair:
    old: Model
    new: Model
    changes: list[Change]

    @property
    def level(self) -> str:
        return worst(change.level for change in self.changes if change.rule != "example-now-rejected")


def pairs(specs: Path, file: str, scratch: Path, seed: int) -> Iterator[tuple[int, Pair]]:
    folder = SpecFolder(specs, "specs")
    written = next(one for one in folder.files() if one.name == file)
    spec = {key: value for key, value in folder.read(written).data.items() if key not in ("examples", "extends")}
    first = read(with_spec(specs, scratch / "old", file, spec))
    assert first is not None
    for number in range(seed, seed + ROUNDS):
        second = read(with_spec(specs, scratch / f"new-{number}", file, Mutator(number).changed(spec)))
        if second is not None:
            old, new = first[1][file], second[1][file]
            yield number, Pair(old, new, compared(first[0], old, second[0], new))


def compared(before: Specs, old: Model, after: Specs, new: Model) -> list[Change]:
    return ModelComparison(old, new, (Places(before, old), Places(after, new))).changes()


def is_legal(request: Any, model: Model) -> bool:
    return not violations(request, {model.air: model.contract})


def check(seed: int, pair: Pair) -> None:
    for change in pair.changes:
        proof = change.proof
        if proof is not None and proof.request is not None:
            sides = (pair.old, pair.new) if proof.refused else (pair.new, pair.old)
            assert is_legal(proof.request, sides[0]), f"seed {seed}: {change}"
            assert not is_legal(proof.request, sides[1]), f"seed {seed}: {change}"
    undecided = any(change.rule == "requests-undecided" for change in pair.changes)
    if pair.level != "break" and not undecided:
        for request in sampled(seed, pair.old):
            assert not is_legal(request, pair.old) or is_legal(request, pair.new), f"seed {seed}: {request}"
    if pair.level not in ("break", "minor") and not undecided:
        for request in sampled(seed, pair.new):
            assert not is_legal(request, pair.new) or is_legal(request, pair.old), f"seed {seed}: {request}"


def sampled(seed: int, model: Model) -> Iterator[Any]:
    fuzz = Fuzz(seed, [model])
    return (fuzz.request() for _ in range(REQUESTS))


@pytest.mark.parametrize("file", FILES)
def test_verdicts_on_random_changes(file: str, specs: Path, tmp_path: Path) -> None:
    tried = 0
    for seed, pair in pairs(specs, file, tmp_path, seed=0):
        tried += 1
        check(seed, pair)
    assert tried >= ROUNDS // 4, "too few of the random changes made sense"


@pytest.mark.prove
@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("seed", range(1000, 1400, ROUNDS))
def test_verdicts_on_many_random_changes(file: str, seed: int, specs: Path, tmp_path: Path) -> None:
    for number, pair in pairs(specs, file, tmp_path, seed):
        check(number, pair)


def test_the_sampling_can_see_a_break(specs: Path, tmp_path: Path) -> None:
    """Without this, a sampler that never made a legal request would prove everything."""
    found = dict(pairs(specs, "openai/sora-2.yaml", tmp_path, seed=0))
    for pair in list(found.values())[:2]:
        seen = [request for request in sampled(0, pair.old) if is_legal(request, pair.old)]
        assert len(seen) > REQUESTS // 10
