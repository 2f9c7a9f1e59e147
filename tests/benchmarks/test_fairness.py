"""The benchmark compares equals: every validator in it follows the same rules, but for what `bench_peers` lists."""

from __future__ import annotations

import pytest
from bench_adapt import PYTHON_FORMS
from bench_corpus import DOCUMENTED, Sample, documented, further, request_schema
from bench_mutants import faulty, tricky_faulty, tricky_valid
from bench_peer import Peer
from bench_peers import NO_WORD_FOR_SURROGATES, OURS, SHOWN, all_peers
from peers_msgspec import STRUCTS
from peers_pydantic import ADAPTERS
from peers_schemas import published, rust
from peers_tuned_schema import MODELS

PEERS = all_peers()
VALID = (*documented(), *further(), *tricky_valid())
FAULTY = (*faulty(), *tricky_faulty())
each_peer = pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.name)


def accepted(peer: Peer, samples: tuple[Sample, ...]) -> set[str]:
    return {entry.name for entry in samples if peer.accepts(entry.parse())}


@each_peer
def test_accepts_what_is_documented(peer: Peer) -> None:
    expected = {entry.name for entry in (*documented(), *further())}
    assert accepted(peer, (*documented(), *further())) == expected


@each_peer
def test_refuses_exactly_the_valid_requests_it_is_listed_with(peer: Peer) -> None:
    assert {entry.name for entry in VALID} - accepted(peer, VALID) == peer.wrongly_refuses


@each_peer
def test_accepts_exactly_the_faulty_requests_it_is_listed_with(peer: Peer) -> None:
    assert accepted(peer, FAULTY) == peer.wrongly_accepts


@each_peer
def test_explains_what_it_refuses(peer: Peer) -> None:
    if peer.faults is None:
        return
    for entry in FAULTY:
        found = peer.faults(entry.parse())
        assert bool(found) == (entry.name not in peer.wrongly_accepts), entry.name
        assert all(sentence.strip() for _, sentence in found), entry.name


@each_peer
def test_leaves_the_request_as_it_was(peer: Peer) -> None:
    for entry in (*VALID, *FAULTY):
        document = entry.parse()
        peer.accepts(document)
        if peer.faults is not None:
            peer.faults(document)
        assert document == entry.parse(), entry.name


def test_our_own_verdicts_have_no_exceptions() -> None:
    ours = next(peer for peer in PEERS if peer.name == OURS)
    assert not ours.wrongly_accepts and not ours.wrongly_refuses


def test_every_mutant_has_one_fault() -> None:
    ours = next(peer for peer in PEERS if peer.name == OURS)
    assert ours.faults is not None
    counts = {entry.name: len(ours.faults(entry.parse())) for entry in FAULTY}
    assert {name for name, count in counts.items() if count != 1} == set()


def test_there_is_enough_to_compare() -> None:
    assert len(documented()) == DOCUMENTED
    assert len(faulty()) >= 40
    assert len({entry.name for entry in (*VALID, *FAULTY)}) == len(VALID) + len(FAULTY)


def test_the_requests_with_every_option_have_every_option() -> None:
    for name, slug in (("every optional field, image", "dall-e-3"), ("every optional field, video", "sora-2")):
        entry = next(found for found in further() if found.name == name)
        assert set(entry.parse()) == set(request_schema(slug)["properties"])


def test_the_peers_know_the_same_models() -> None:
    models = set(published("2020-12"))
    assert set(STRUCTS) == set(ADAPTERS) == set(MODELS) == set(published("draft-07")) == models


def test_the_tuned_schemas_accept_exactly_what_the_published_ones_accept() -> None:
    """So jsonschema-rs with them counts as its best form: every field with every value that any request has."""
    whole, tuned = rust(published("2020-12")), rust(MODELS)
    samples = [entry.parse() for entry in (*VALID, *FAULTY) if entry.name not in NO_WORD_FOR_SURROGATES]
    values = [*{repr(value): value for sample in samples for value in sample.values()}.values()]
    values += [
        None,
        True,
        False,
        0,
        1,
        4.0,
        6,
        8.5,
        12,
        16,
        20,
        19.0,
        99,
        100,
        60,
        59,
        2**53 - 1,
        2**53,
        -(2**53),
        1e300,
    ]
    sides = (*range(0, 2049, 128), 720, 1280.0, 1791, 256.5, True, "1024", None)
    changed = [{**sample, name: value} for sample in samples for name in sample for value in values]
    changed += [{key: value for key, value in sample.items() if key != name} for sample in samples for name in sample]
    nine = [entry.parse() for entry in documented()]
    changed += [{**sample, "width": width, "height": height} for sample in nine for width in sides for height in sides]
    asked = [request for request in changed if isinstance(request.get("model"), str)]
    assert len(asked) > 50_000
    assert sum(whole.accepts(request) for request in asked) > 1_000
    assert [request for request in asked if whole.accepts(request) != tuned.accepts(request)] == []


def test_goals_are_about_peers_that_run() -> None:
    names = {peer.name for peer in PEERS}
    assert set(SHOWN) <= names
    assert {name for forms in PYTHON_FORMS.values() for name in forms} == names - {OURS}
