"""What a scenario makes go wrong: the same over HTTP and WebSocket, as far as they have the same words for it."""

from __future__ import annotations

import time
from typing import Any

import pytest
from airsmith.diagnostics import SpecErrors
from airsmith.sandbox import Sandbox

from sandbox_talk import Dropped, RestTalk, SocketTalk, Talk, asking, picture, rule, talking, video, websocket
from support import FROZEN

ANY_PICTURE = {"taskType": "imageInference"}


def states(sandbox: Sandbox) -> list[tuple[str, bool]]:
    """The tasks that were billed: the state of each, and whether all its results were handed over."""
    tasks = sandbox.journal()["tasks"]
    return [(task["state"], task["results"] == task["delivered"] != []) for task in tasks]


def test_cut_before_leaves_no_trace(talk: Talk, sandbox: Sandbox) -> None:
    sandbox.scenario(rule({"cut": "before"}, match=ANY_PICTURE, times=1))
    task = picture()
    with pytest.raises(Dropped):
        talk.say(task)
    assert states(sandbox) == []
    with talking(sandbox.url, talk.transport) as other:
        assert other.say(asking(task)).codes == ["taskNotFound"]
        assert other.say(task).data


def test_cut_after_bills_and_says_nothing(talk: Talk, sandbox: Sandbox) -> None:
    sandbox.scenario(rule({"cut": "after"}, match=ANY_PICTURE, times=1))
    task = picture()
    with pytest.raises(Dropped):
        talk.say(task)
    assert len(states(sandbox)) == 1
    with talking(sandbox.url, talk.transport) as other:
        assert other.say(task).codes == ["conflictTaskUUID"]
        assert [item["status"] for item in other.say(asking(task)).data] == ["success"]
    assert states(sandbox) == [("success", True)]


def test_a_cut_concerns_the_whole_array(talk: Talk, sandbox: Sandbox) -> None:
    sandbox.scenario(rule({"cut": "before"}, match={"model": "openai:2@3"}, times=1))
    with pytest.raises(Dropped):
        talk.say(picture(), picture(model="openai:2@3", width=1024, height=1024))
    assert states(sandbox) == []


def test_error_after_accept_bills_and_breaks(rest: RestTalk, sandbox: Sandbox) -> None:
    sandbox.scenario(rule({"error_after_accept": 502}, match=ANY_PICTURE))
    said = rest.say(picture())
    assert said.status == 502
    assert said.text.startswith("<html>")
    assert len(states(sandbox)) == 1


def test_error_after_accept_is_an_error_of_the_task_on_a_websocket(socket: SocketTalk, sandbox: Sandbox) -> None:
    sandbox.scenario(rule({"error_after_accept": 500}, match=ANY_PICTURE))
    task = picture()
    (error,) = socket.say(task).errors
    assert (error["code"], error["taskUUID"]) == ("internalServerError", task["taskUUID"])
    assert len(states(sandbox)) == 1


def test_a_lost_ack_bills_and_does_not_mention_the_task(rest: RestTalk, sandbox: Sandbox) -> None:
    sandbox.scenario(rule({"lost_ack": True}, match=ANY_PICTURE, times=1))
    said = rest.say(picture())
    assert (said.status, said.envelope) == (200, {"data": []})
    assert len(states(sandbox)) == 1


def test_a_lost_ack_is_silence_on_a_websocket(socket: SocketTalk, sandbox: Sandbox) -> None:
    sandbox.scenario(rule({"lost_ack": True}, match=ANY_PICTURE, times=1))
    lost = picture()
    with pytest.raises(TimeoutError):
        socket.say(lost, within=0.3)
    assert socket.say(asking(lost)).data[0]["status"] == "success"


def test_fail_refuses_with_a_code_and_a_status(talk: Talk, sandbox: Sandbox) -> None:
    failure = {"code": "serviceOverloaded", "message": "Too busy.", "status": 503, "retryAfter": 60}
    sandbox.scenario(rule({"fail": failure}, match=ANY_PICTURE, times=1))
    task = picture()
    said = talk.say(task)
    (error,) = said.errors
    assert error["code"] == "serviceOverloaded"
    assert (error["message"], error["taskUUID"], error["retryAfter"]) == ("Too busy.", task["taskUUID"], 60)
    assert said.status in (0, 503)
    assert states(sandbox) == []
    assert talk.say(task).data


def test_a_poll_can_fail(talk: Talk, sandbox: Sandbox) -> None:
    task = picture()
    talk.say(task)
    sandbox.scenario(rule({"fail": {"code": "timeoutProvider"}}, match={"taskType": "getResponse"}, times=2))
    assert talk.say(asking(task)).codes == ["timeoutProvider"]
    assert talk.say(asking(task)).codes == ["timeoutProvider"]
    assert talk.say(asking(task)).data[0]["status"] == "success"


def test_a_rate_limit_accepts_nothing(talk: Talk, sandbox: Sandbox) -> None:
    sandbox.scenario(rule({"rate_limit": {"retry_after": 2.5}}, match=ANY_PICTURE, times=1))
    task = picture()
    said = talk.say(task)
    (error,) = said.errors
    assert (error["code"], error["taskUUID"], error["retryAfter"]) == ("rateLimitExceeded", task["taskUUID"], 2.5)
    assert states(sandbox) == []
    assert talk.say(task).data


def test_a_rate_limit_is_429_with_retry_after(rest: RestTalk, sandbox: Sandbox) -> None:
    sandbox.scenario(rule({"rate_limit": {"retry_after": 2.5}}, match=ANY_PICTURE, times=1))
    answer = rest.client.post(rest.url, json=[picture(), video()])
    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "3"
    assert len(answer.json()["errors"]) == 2
    assert states(sandbox) == []


def test_slow_holds_the_answer_until_the_clock_says_so(rest: RestTalk, sandbox: Sandbox) -> None:
    sandbox.scenario(rule({"slow": 60}, match={"taskType": "videoInference"}, times=1))
    task = video()
    with pytest.raises(TimeoutError):
        rest.say(task, within=0.3)
    assert len(states(sandbox)) == 1
    sandbox.advance(60)
    assert [item["status"] for item in rest.say(asking(task)).data] == ["success"]


def test_a_slow_message_comes_when_the_clock_says_so(socket: SocketTalk, sandbox: Sandbox) -> None:
    sandbox.scenario(rule({"slow": 60}, match={"taskType": "videoInference"}, times=1))
    task = video()
    with pytest.raises(TimeoutError):
        socket.say(task, within=0.3)
    sandbox.advance(60)
    assert socket.hear().data == [{"taskType": "videoInference", "taskUUID": task["taskUUID"]}]


def test_a_slow_answer_comes_in_the_end(talk: Talk, sandbox: Sandbox) -> None:
    sandbox.scenario(rule({"slow": 0.3}, match=ANY_PICTURE, times=1))
    began = time.monotonic()
    assert talk.say(picture()).data
    assert time.monotonic() - began >= 0.3


def test_truncated_json_ends_in_its_middle(talk: Talk, sandbox: Sandbox) -> None:
    sandbox.scenario(rule({"truncated": True}, match=ANY_PICTURE, times=1))
    said = talk.say(picture())
    assert said.text.startswith('{"data":[{"taskType":')
    assert not said.text.endswith("}")
    assert said.status in (0, 200)
    assert len(states(sandbox)) == 1


def test_empty_errors_stand_beside_the_data(talk: Talk, sandbox: Sandbox) -> None:
    sandbox.scenario(rule({"empty_errors": True}, match=ANY_PICTURE, times=1))
    envelope = talk.say(picture()).envelope
    assert envelope["errors"] == []
    assert len(envelope["data"]) == 1


def test_partial_gives_data_and_errors_together(talk: Talk, sandbox: Sandbox) -> None:
    sandbox.scenario(rule({"partial": {"fail": 1, "code": "invalidProviderContent"}}))
    task = picture(numberResults=3)
    said = talk.say(task)
    assert (len(said.data), said.codes) == (2, ["invalidProviderContent"])
    asked = talk.say(asking(task))
    assert [item["status"] for item in asked.data] == ["success", "success"]
    (error,) = asked.errors
    assert (error["status"], error["taskUUID"]) == ("error", task["taskUUID"])
    (entry,) = sandbox.journal()["tasks"]
    assert (entry["state"], len(entry["results"]), entry["cost"]) == ("success", 2, 0.04)


def test_partial_can_fail_everything(talk: Talk, sandbox: Sandbox) -> None:
    sandbox.scenario(rule({"partial": {"fail": 9, "code": "providerTimeout"}}))
    task = video(numberResults=2)
    talk.say(task)
    sandbox.advance(2)
    asked = talk.say(asking(task))
    assert asked.codes == ["providerTimeout"] * 2
    assert asked.status in (0, 200), "the question was answered, whatever became of the task"
    assert states(sandbox) == [("error", False)]


def test_out_of_order_turns_the_entries_round(rest: RestTalk, sandbox: Sandbox) -> None:
    sandbox.scenario(rule({"out_of_order": True}, match=ANY_PICTURE))
    first, second = picture(numberResults=2), picture()
    data = rest.say(first, second).data
    assert [item["taskUUID"] for item in data] == [second["taskUUID"], first["taskUUID"], first["taskUUID"]]
    assert data[:0:-1] == [
        {name: value for name, value in item.items() if name != "status"} for item in rest.say(asking(first)).data
    ]


def test_out_of_order_turns_the_messages_round(socket: SocketTalk, sandbox: Sandbox) -> None:
    sandbox.scenario(rule({"out_of_order": True}, match=ANY_PICTURE))
    first, second = picture(), picture()
    assert socket.say(first, second).data[0]["taskUUID"] == second["taskUUID"]
    assert socket.hear().data[0]["taskUUID"] == first["taskUUID"]


def test_duplicate_says_everything_twice(talk: Talk, sandbox: Sandbox) -> None:
    sandbox.scenario(rule({"duplicate": True}))
    one, two = talk.say(picture()).data
    assert one == two
    assert len(states(sandbox)) == 1


def test_never_finishes_stays_in_processing(talk: Talk, sandbox: Sandbox) -> None:
    sandbox.scenario(rule({"never_finishes": True}))
    task = video()
    talk.say(task)
    sandbox.advance(10_000_000)
    with talking(sandbox.url, talk.transport) as other:
        assert [item["status"] for item in other.say(asking(task)).data] == ["processing"]


def test_staggered_results_come_one_by_one(talk: Talk, sandbox: Sandbox) -> None:
    sandbox.scenario(rule({"stagger": 10}))
    task = video(numberResults=3)
    talk.say(task)

    def finished() -> int:
        return sum(item["status"] == "success" for item in talk.say(asking(task)).data)

    found = [finished()]
    for seconds in (2, 10, 10):
        sandbox.advance(seconds)
        found.append(finished())
    assert found == [0, 1, 2, 3]


def test_staggered_results_of_a_sync_task_are_messages_of_their_own(socket: SocketTalk, sandbox: Sandbox) -> None:
    sandbox.scenario(rule({"stagger": 10}))
    first = socket.say(picture(numberResults=2)).data
    sandbox.advance(10)
    second = socket.hear().data
    assert (len(first), len(second)) == (1, 1)
    assert first[0]["imageUUID"] != second[0]["imageUUID"]


def test_authentication_can_be_slow_lost_refused_and_cut(sandbox: Sandbox) -> None:
    def meets(do: Any) -> Any:
        sandbox.scenario(rule(do, match={"taskType": "authentication"}, times=1))
        with websocket(sandbox.url) as connection:
            return SocketTalk(connection, within=0.5)

    assert meets({"slow": 0.2})
    for do, error in (
        ({"fail": {"code": "authTimeout"}}, ValueError),
        ({"cut": "before"}, Dropped),
        ({"lost_ack": True}, TimeoutError),
    ):
        with pytest.raises(error):
            meets(do)


@pytest.mark.parametrize(
    ("match", "elements", "hits"),
    [
        ({}, [picture(), video()], 2),
        ({"taskType": "videoInference"}, [picture(), video()], 1),
        ({"model": "openai:3@1"}, [picture(), video()], 1),
        ({"prompt_contains": "whale"}, [picture(), picture(positivePrompt="A whale")], 1),
        ({"transport": "websocket"}, [picture()], 0),
        ({"transport": "rest"}, [picture()], 1),
        ({"probability": 0}, [picture()], 0),
        ({"probability": 1}, [picture()], 1),
        ({}, [{"taskType": "ping"}], 0),
        ({"taskType": "ping"}, [{"taskType": "ping"}], 1),
    ],
)
def test_a_rule_meets_what_it_matches(
    rest: RestTalk, sandbox: Sandbox, match: dict[str, Any], elements: list[Any], hits: int
) -> None:
    sandbox.scenario(rule({"fail": {"code": "hit"}}, match=match))
    assert rest.say(*elements).codes.count("hit") == hits


def test_a_poll_is_matched_by_the_model_and_prompt_of_its_task(rest: RestTalk, sandbox: Sandbox) -> None:
    task, other = picture(positivePrompt="A whale"), picture()
    rest.say(task, other)
    match = {"taskType": "getResponse", "model": "openai:2@2", "prompt_contains": "whale"}
    sandbox.scenario(rule({"fail": {"code": "hit"}}, match=match))
    assert rest.say(asking(task)).codes == ["hit"]
    assert rest.say(asking(other)).data


def test_attempts_are_counted_per_task(rest: RestTalk, sandbox: Sandbox) -> None:
    sandbox.scenario(rule({"fail": {"code": "hit"}}, match={"attempt": 2, **ANY_PICTURE}))
    one, two = picture(), picture()
    assert [rest.say(task).codes for task in (one, two, one, one, two)] == [
        [],
        [],
        ["hit"],
        ["conflictTaskUUID"],
        ["hit"],
    ]


def test_the_first_rule_with_times_left_fires(rest: RestTalk, sandbox: Sandbox) -> None:
    rules = [{"times": 1, "do": {"fail": {"code": "first"}}}, {"times": 2, "do": {"fail": {"code": "second"}}}]
    sandbox.scenario({"scenario": 1, "rules": rules})
    assert [rest.say(picture()).codes for _ in range(4)] == [["first"], ["second"], ["second"], []]


def test_chance_depends_on_the_seed_alone() -> None:
    tasks = [picture() for _ in range(60)]

    def hits(seed: int) -> list[bool]:
        scenario = rule({"fail": {"code": "hit"}}, match={"probability": 0.5})
        with Sandbox(FROZEN, seed=seed, scenario=scenario) as sandbox, talking(sandbox.url) as talk:
            return [bool(talk.say(task).errors) for task in tasks]

    first = hits(1)
    assert first == hits(1) != hits(2)
    assert 10 < sum(first) < 50


def test_the_journal_names_faults(rest: RestTalk, sandbox: Sandbox) -> None:
    sandbox.scenario(rule({"lost_ack": True}, match=ANY_PICTURE))
    task = picture()
    rest.say(task)
    (exchange,) = sandbox.journal()["requests"]
    (element,) = exchange["tasks"]
    assert element == {
        "taskType": "imageInference",
        "taskUUID": task["taskUUID"],
        "code": "",
        "fault": "lost_ack",
    }


def test_a_scenario_that_is_none_is_refused(sandbox: Sandbox) -> None:
    with pytest.raises(SpecErrors, match="unknown-key"):
        sandbox.scenario({"scenario": 1, "rules": [{"do": {"explode": True}}]})
