"""The verdict over all requests, held against listing every request of tiny contracts."""

from __future__ import annotations

import json
from typing import Any

import pytest
from airsmith.compare import cells, solve
from airsmith.compare.sets import Difference, FieldPart
from airsmith.meaning.evaluate import holds, violations
from airsmith.meaning.predicates import In, Present

from tiny_contracts import AIR, Tiny, accepted, size

MOST_REQUESTS = 30_000
SEEDS = 240


def length(request: Any) -> int:
    return len(json.dumps(request, ensure_ascii=False, separators=(",", ":")))


@pytest.mark.parametrize("start", range(0, SEEDS, 20))
def test_what_is_found_is_real_and_smallest_and_nothing_is_missed(start: int) -> None:
    hold_against_all_requests(range(start, start + 20))


@pytest.mark.prove
@pytest.mark.parametrize("start", range(10_000, 20_000, 1_000))
def test_the_same_of_many_more_contracts(start: int) -> None:
    hold_against_all_requests(range(start, start + 1_000))


def hold_against_all_requests(seeds: range) -> None:
    for seed in seeds:
        tiny = Tiny(seed)
        old = tiny.contract()
        new = tiny.changed(old)
        if size(old) > MOST_REQUESTS:
            continue
        answer = Difference(old, new).any()
        assert answer.state != "undecided", f"seed {seed}"
        if answer.request is not None:
            assert not violations(answer.request, {AIR: old}), f"seed {seed}"
            assert violations(answer.request, {AIR: new}), f"seed {seed}"
        least = length(answer.request) if answer.request is not None else None
        for request in accepted(old):
            if (least is None or length(request) < least) and violations(request, {AIR: new}):
                pytest.fail(f"seed {seed}: {request} is refused, and the answer is {answer}")


def test_the_seeds_find_both_answers() -> None:
    states = set()
    for seed in range(40):
        tiny = Tiny(seed)
        old = tiny.contract()
        states.add(Difference(old, tiny.changed(old)).any().state)
    assert states == {"found", "none"}


def test_a_contract_differs_from_itself_in_nothing() -> None:
    for seed in range(60):
        contract = Tiny(seed).contract()
        assert Difference(contract, contract).any().state == "none", f"seed {seed}"


def test_a_focus_is_kept() -> None:
    """Every request that is shown satisfies the focus, and the part that was asked about refuses it."""
    shown = 0
    for seed in range(120):
        tiny = Tiny(seed)
        old = tiny.contract()
        new = tiny.changed(old)
        for focus in (Present(("flag",)), In(("x",), (1,)), In(("text",), ("a",))):
            answer = Difference(old, new).ask([FieldPart("number"), FieldPart("list")], focus)
            if answer.request is not None:
                shown += 1
                assert holds(focus, answer.request), f"seed {seed}"
                paths = {one.path.split("/")[1] for one in violations(answer.request, {AIR: new})}
                assert paths & {"number", "list"}, f"seed {seed}"
    assert shown > 5


def test_a_documented_request_is_preferred() -> None:
    for seed in range(60):
        tiny = Tiny(seed)
        old = tiny.contract()
        new = tiny.changed(old)
        found = Difference(old, new).any()
        if found.request is None or size(old) > MOST_REQUESTS:
            continue
        examples: list[tuple[str, Any]] = [(f"example {i}", one) for i, one in enumerate(accepted(old)) if i < 2000]
        answer = Difference(old, new, examples).any()
        first = next((title for title, request in examples if violations(request, {AIR: new})), "")
        assert answer.documented == first, f"seed {seed}"


def test_a_search_that_gives_up_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """With no steps allowed nothing is known, and nothing is claimed."""
    monkeypatch.setattr(solve, "MOST_NODES", 0)
    states = set()
    for seed in range(40):
        tiny = Tiny(seed)
        old = tiny.contract()
        answer = Difference(old, tiny.changed(old)).any()
        states.add(answer.state)
        assert answer.request is None
    assert "undecided" in states


def test_too_many_kinds_of_lists_are_not_claimed_to_be_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "MOST_STATES", 0)
    states = set()
    for seed in range(60):
        tiny = Tiny(seed)
        old = tiny.contract()
        new = tiny.changed(old)
        answer = Difference(old, new).any()
        if answer.request is not None:
            assert violations(answer.request, {AIR: new})
        states.add(answer.state)
    assert "undecided" in states
