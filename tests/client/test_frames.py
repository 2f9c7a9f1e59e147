"""Which exchange a frame belongs to, and what is kept of frames that nobody waited for."""

from __future__ import annotations

import time
from typing import Any

import pytest
from runware_openai._frames import Frames


def done(task: str, name: str = "x") -> dict[str, Any]:
    return {"taskUUID": task, "imageUUID": name}


def test_an_answer_may_come_in_parts() -> None:
    frames = Frames()
    exchange = frames.opened(["A", "b"])
    assert frames.take({"data": [done("a")]}, 10) == []
    assert frames.take({"errors": [{"taskUUID": "B", "code": "x"}]}, 10) == [exchange]
    assert frames.closed(exchange) == {"data": [done("a")], "errors": [{"taskUUID": "B", "code": "x"}]}


def test_late_words_are_kept_for_our_own_tasks() -> None:
    frames = Frames()
    frames.closed(frames.opened(["a"]))
    frames.take({"data": [done("a"), done("stranger"), {"taskUUID": "a", "status": "processing"}]}, 10)
    assert frames.closed(frames.opened(["stranger"]))["data"] == []
    assert frames.closed(frames.opened(["a"]))["data"] == [done("a")]
    assert frames.closed(frames.opened(["a"]))["data"] == []


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("runware_openai._frames.LARGEST_LATE", 1000)
    monkeypatch.setattr("runware_openai._frames.MOST_KNOWN", 5)
    frames = Frames()
    frames.closed(frames.opened(["a"]))
    for index in range(100):
        frames.take({"data": [done("a", str(index))]}, 100)
    kept: Any = frames.closed(frames.opened(["a"]))["data"]
    assert [item["imageUUID"] for item in kept] == list(map(str, range(90, 100)))
    frames.closed(frames.opened([str(index) for index in range(10)]))
    frames.take({"data": [done("a")]}, 100)
    assert frames.closed(frames.opened(["a"]))["data"] == []


def test_late_words_without_end_cost_neither_memory_nor_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("runware_openai._frames.MOST_LATE", 1000)
    frames = Frames()
    frames.closed(frames.opened(["a"]))
    began = time.process_time()
    for index in range(20_000):
        frames.take({"data": [done("a", str(index))]}, 50)
    assert time.process_time() - began < 2
    kept: Any = frames.closed(frames.opened(["a"]))["data"]
    assert len(kept) == 1000


def test_an_exchange_ends_before_it_fills_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """One of two tasks is spoken of without end; the other can be asked for."""
    monkeypatch.setattr("runware_openai._frames.LARGEST_HEARD", 1000)
    frames = Frames()
    exchange, other = frames.opened(["a", "b"]), frames.opened(["c"])
    frame = {"data": [{"taskUUID": "a", "status": "processing"}, {"taskUUID": "a", "status": "processing"}]}
    assert [frames.take(frame, 100) for _ in range(10)] == [[]] * 10
    assert frames.take(frame, 100) == [exchange]
    assert not other.is_answered


def test_words_without_a_name_are_for_the_only_exchange() -> None:
    frames = Frames()
    one = frames.opened(["a"])
    assert frames.take({"data": []}, 10) == [one]
    frames.closed(one)
    one, two = frames.opened(["a"]), frames.opened(["b"])
    assert frames.take({"errors": [{"code": "serverBusy"}]}, 10) == []
    assert frames.take({}, 10) == []
    assert frames.take({"errors": [{"code": "invalidApiKey"}]}, 10) == [one, two]


def test_a_ping_is_no_answer() -> None:
    frames = Frames()
    frames.opened(["a"])
    assert frames.take({"data": [{"taskType": "ping", "pong": True}]}, 10) == []
