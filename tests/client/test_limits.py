"""Deadlines, polling, times to wait: what is accepted, and what they come to."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from runware_openai import Polling, Runware, Timeouts
from runware_openai._http import retry_after_seconds
from runware_openai._limits import Backoff

from service import KEY


@pytest.mark.parametrize("name", ["connect", "read", "total"])
@pytest.mark.parametrize("value", [0, -1, float("nan"), float("inf")])
def test_a_timeout_is_a_number_of_seconds(name: str, value: float) -> None:
    with pytest.raises(ValueError, match=name):
        Timeouts(**{name: value})
    with pytest.raises(TypeError, match=name):
        Timeouts(**{name: "5"})  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="total"):
        Runware(KEY, timeout=value, http_client=object())  # type: ignore[arg-type]


@pytest.mark.parametrize("wrong", [{"first": 0}, {"factor": 0.5}, {"longest": -1}, {"factor": float("inf")}])
def test_polling_is_sensible(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="must be"):
        Polling(**wrong)


def test_a_number_is_the_whole_call() -> None:
    assert Timeouts.of(5, Timeouts(1, 2, 3)) == Timeouts(1, 2, 5)
    assert Timeouts.of(None, Timeouts(1, 2, 3)) == Timeouts(1, 2, 3)
    assert Timeouts() == Timeouts(connect=10, read=180, total=1200)
    assert Polling() == Polling(first=None, factor=1.5, longest=10)


def test_delays_grow_within_their_jitter() -> None:
    for number, least in ((0.0, 0.8), (0.5, 1.0), (0.999999, 1.2)):
        delays = Backoff(1, 2, 30, lambda number=number: number)  # type: ignore[misc]
        found = [delays.next() for _ in range(8)]
        assert found == pytest.approx([least * delay for delay in (1, 2, 4, 8, 16, 30, 30, 30)], rel=1e-3)
    delays.reset()
    assert delays.next() == pytest.approx(1.2, rel=1e-3)
    endless = Backoff(1, 10.0, 10, lambda: 0.5)
    assert max(itertools.islice(iter(endless.next, None), 5000)) == 10


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0", 0),
        ("7", 7),
        ("2.5", 2.5),
        (" 3 ", 3),
        ("86400", 86400),
        ("86401", None),
        ("-1", None),
        ("1e3", None),
        ("soon", None),
        ("", None),
        (None, None),
        ("\u0663", None),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0),
        ("Wed, 21 Oct 9999 07:28:00 GMT", None),
        ("Wed, 99 Oct 2015 07:28:00 GMT", None),
        ("." * 5, None),
        ("9" * 400, None),
    ],
)
def test_the_header_that_says_how_long(value: str | None, expected: Any) -> None:
    assert retry_after_seconds(value) == expected


def test_it_may_be_a_date() -> None:
    until = datetime.now(UTC) + timedelta(seconds=90)
    found = retry_after_seconds(format_datetime(until, usegmt=True))
    assert found is not None
    assert 85 <= found <= 91
