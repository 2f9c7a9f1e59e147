"""The JavaScript half of the benchmark compares equals, too, but for what `bench_js_peers` lists."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from bench_adapt import JS_FORMS
from bench_corpus import Sample, documented, further
from bench_js_build import SCRIPTS, build, run_script
from bench_js_peers import JS_PEERS, OURS, JsPeer
from bench_mutants import faulty, tricky_faulty, tricky_valid

VALID = (*documented(), *further(), *tricky_valid())
FAULTY = (*faulty(), *tricky_faulty())
each_peer = pytest.mark.parametrize("peer", JS_PEERS, ids=lambda peer: peer.name)


@dataclass(frozen=True)
class Verdict:
    accepted: bool
    sentences: list[list[str]]
    changed: bool


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, dict[str, Verdict]]:
    """peer -> name of a request -> what the peer says of it."""
    folder = tmp_path_factory.mktemp("peers")
    modules = build(folder)
    texts = folder / "texts.json"
    texts.write_text(json.dumps([entry.text for entry in (*VALID, *FAULTY)]), encoding="utf-8")
    return {peer.name: asked(modules[peer.module], texts) for peer in JS_PEERS}


def asked(module: Path, texts: Path) -> dict[str, Verdict]:
    lines = run_script(SCRIPTS / "verdicts.mjs", module, texts).splitlines()
    return {entry.name: Verdict(**json.loads(line)) for entry, line in zip((*VALID, *FAULTY), lines, strict=True)}


def accepted(verdicts: Mapping[str, dict[str, Verdict]], peer: JsPeer, samples: tuple[Sample, ...]) -> set[str]:
    return {entry.name for entry in samples if verdicts[peer.name][entry.name].accepted}


@each_peer
def test_accepts_what_is_documented(peer: JsPeer, verdicts: Mapping[str, dict[str, Verdict]]) -> None:
    samples = (*documented(), *further())
    assert accepted(verdicts, peer, samples) == {entry.name for entry in samples}


@each_peer
def test_refuses_exactly_the_valid_requests_it_is_listed_with(
    peer: JsPeer, verdicts: Mapping[str, dict[str, Verdict]]
) -> None:
    assert {entry.name for entry in VALID} - accepted(verdicts, peer, VALID) == peer.wrongly_refuses


@each_peer
def test_accepts_exactly_the_faulty_requests_it_is_listed_with(
    peer: JsPeer, verdicts: Mapping[str, dict[str, Verdict]]
) -> None:
    assert accepted(verdicts, peer, FAULTY) == peer.wrongly_accepts


@each_peer
def test_explains_what_it_refuses_and_nothing_else(peer: JsPeer, verdicts: Mapping[str, dict[str, Verdict]]) -> None:
    for name, verdict in verdicts[peer.name].items():
        assert bool(verdict.sentences) != verdict.accepted, name
        assert all(sentence.strip() for _, sentence in verdict.sentences), name
        assert not verdict.changed, name


def test_our_own_verdicts_have_no_exceptions() -> None:
    ours = next(peer for peer in JS_PEERS if peer.name == OURS)
    assert not ours.wrongly_accepts and not ours.wrongly_refuses


def test_every_script_of_a_peer_is_in_the_benchmark() -> None:
    assert {path.stem for path in SCRIPTS.glob("peer_*.mjs")} == {f"peer_{peer.module}" for peer in JS_PEERS}


def test_goals_are_about_peers_that_run() -> None:
    assert {name for forms in JS_FORMS.values() for name in forms} == {peer.name for peer in JS_PEERS} - {OURS}
