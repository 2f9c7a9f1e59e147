"""Envelopes: which keys are there, what the status is, and how they are put into bytes."""

from __future__ import annotations

import json

from airsmith.sandbox.protocol import Envelope, Plain, Refusal, Reply

ITEM = Plain({"taskType": "ping", "pong": True})
ERROR = Refusal("x", "m", status=402)


def text(envelope: Envelope) -> str:
    return b"".join(envelope.parts()).decode("ascii")


def test_keys_are_there_when_they_hold_something() -> None:
    assert text(Envelope()) == '{"data":[]}'
    assert text(Envelope([ITEM])) == '{"data":[{"taskType":"ping","pong":true}]}'
    assert text(Envelope(errors=[ERROR])) == '{"errors":[{"code":"x","message":"m"}]}'
    assert list(json.loads(text(Envelope([ITEM, ITEM], [ERROR, ERROR])))) == ["data", "errors"]
    assert text(Envelope([ITEM], empty_errors=True)).endswith(',"errors":[]}')
    assert text(Envelope(empty_errors=True)) == '{"data":[],"errors":[]}'


def test_truncated_is_the_first_half() -> None:
    whole = text(Envelope([ITEM]))
    assert text(Envelope([ITEM], truncated=True)) == whole[: len(whole) // 2]


def test_the_status_is_that_of_the_first_error_where_nothing_succeeded() -> None:
    assert Envelope([ITEM]).status == Envelope([ITEM], [ERROR]).status == Envelope().status == 200
    assert Envelope(errors=[ERROR, Refusal("y", "m")]).status == 402


def test_the_longest_wait_is_the_answers() -> None:
    waits = [Refusal("x", "m", retry_after=1.5), Refusal("x", "m", retry_after=60), ERROR]
    assert Envelope(errors=waits).retry_after == 60
    assert Envelope(errors=[ERROR]).retry_after is None


def test_an_error_has_the_keys_that_say_something() -> None:
    full = Refusal(
        "c", "m", ("width", "height"), "t", "imageInference", 400, "float", "https://d", (6,), (("min", 1),), 60, True
    )
    assert full.render() == {
        "code": "c",
        "status": "error",
        "message": "m",
        "parameter": ["width", "height"],
        "type": "float",
        "documentation": "https://d",
        "taskUUID": "t",
        "taskType": "imageInference",
        "allowedValues": [6],
        "min": 1,
        "retryAfter": 60,
    }
    assert Refusal("c", "m").render() == {"code": "c", "message": "m"}


def test_an_error_names_its_task_as_far_as_that_has_a_name() -> None:
    named = ERROR.of({"taskUUID": "a", "taskType": "b"}).render()
    assert (named["taskUUID"], named["taskType"]) == ("a", "b")
    for nameless in ({}, {"taskUUID": 5}, {"taskUUID": "x" * 65}, None, "text"):
        assert ERROR.of(nameless).render() == ERROR.render()


def test_half_a_character_can_be_sent() -> None:
    assert "\\ud800" in text(Envelope(errors=[ERROR.of({"taskUUID": "\ud800"})]))


def test_replies_are_put_together_in_order() -> None:
    envelope = Envelope.of([Reply((ITEM,)), Reply(errors=(ERROR,)), Reply((ITEM,), (ERROR,))])
    assert (list(envelope.data), list(envelope.errors)) == ([ITEM, ITEM], [ERROR, ERROR])
