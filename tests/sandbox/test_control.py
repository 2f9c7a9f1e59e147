"""What a test can ask of the sandbox itself: the journal, the clock, another scenario, a fresh start."""

from __future__ import annotations

from threading import Timer
from typing import Any

import httpx
import pytest
from airsmith.sandbox import Sandbox

from sandbox_talk import PROMPT, RestTalk, SocketTalk, asking, picture, rule, video
from support import FROZEN


def control(sandbox: Sandbox, name: str, body: object = None, **more: Any) -> httpx.Response:
    address = httpx.URL(sandbox.url).join(f"/__sandbox/{name}")
    return httpx.post(address, **(more or {"json": {} if body is None else body}))


def test_the_journal_says_who_was_billed_for_what(rest: RestTalk, socket: SocketTalk, sandbox: Sandbox) -> None:
    first, second = picture(numberResults=2), video(model="openai:3@2", duration=8)
    sent = rest.say(first).data
    socket.say(second)
    rest.say(first)
    journal = control(sandbox, "journal").json()
    assert journal["billed"] == 2
    assert journal["cost"] == 2.44
    one, two = journal["tasks"]
    assert one == {
        "taskUUID": first["taskUUID"],
        "taskType": "imageInference",
        "model": "openai:2@2",
        "transport": "rest",
        "billed": True,
        "cost": 0.04,
        "accepted_at": one["accepted_at"],
        "state": "success",
        "numberResults": 2,
        "results": [item["imageUUID"] for item in sent],
        "delivered": [item["imageUUID"] for item in sent],
    }
    assert (two["transport"], two["state"], two["results"], two["cost"]) == ("websocket", "processing", [], 2.4)
    assert one["accepted_at"] <= two["accepted_at"] <= journal["now"]
    said = [(one["transport"], one["status"], one["tasks"][0]["code"]) for one in journal["requests"]]
    assert said == [("rest", 200, ""), ("websocket", None, ""), ("rest", 400, "conflictTaskUUID")]
    assert PROMPT not in str(journal)


def test_the_journal_tells_made_from_delivered(rest: RestTalk, sandbox: Sandbox) -> None:
    task = video()
    rest.say(task)
    sandbox.advance(2)
    (entry,) = sandbox.journal()["tasks"]
    assert (len(entry["results"]), entry["delivered"]) == (1, [])
    rest.say(asking(task))
    (entry,) = sandbox.journal()["tasks"]
    assert entry["delivered"] == entry["results"]


def test_the_clock_moves_on(rest: RestTalk, sandbox: Sandbox) -> None:
    before = control(sandbox, "journal").json()["now"]
    assert control(sandbox, "advance", {"seconds": 1000.5}).json()["now"] == pytest.approx(before + 1000.5, abs=5)


def test_what_is_due_has_been_made_when_the_clock_has_moved(rest: RestTalk, sandbox: Sandbox) -> None:
    tasks = [video(numberResults=4) for _ in range(5)]
    rest.say(*tasks)
    assert sandbox.advance(2)
    assert [task["state"] for task in sandbox.journal()["tasks"]] == ["success"] * 5


@pytest.mark.parametrize("body", [{}, {"seconds": "5"}, {"seconds": True}, {"seconds": -1}, {"seconds": None}])
def test_the_clock_moves_by_numbers_and_never_back(sandbox: Sandbox, body: object) -> None:
    answer = control(sandbox, "advance", body)
    assert answer.status_code == 400
    assert answer.json()["error"]


@pytest.mark.parametrize("text", ['{"seconds": NaN}', '{"seconds": Infinity}', "[1]", "{", "\x00", "[" * 5000])
def test_what_is_no_object_is_refused(sandbox: Sandbox, text: str) -> None:
    assert control(sandbox, "advance", content=text).status_code == 400


def test_a_scenario_replaces_the_one_before(rest: RestTalk, sandbox: Sandbox) -> None:
    for code in ("first", "second"):
        assert control(sandbox, "scenario", rule({"fail": {"code": code}})).json() == {"rules": 1}
        assert rest.say(picture()).codes == [code]
    assert control(sandbox, "scenario", {"scenario": 1, "rules": []}).json() == {"rules": 0}
    assert rest.say(picture()).data


def test_a_broken_scenario_is_explained_and_changes_nothing(rest: RestTalk, sandbox: Sandbox) -> None:
    control(sandbox, "scenario", rule({"fail": {"code": "still"}}))
    answer = control(sandbox, "scenario", rule({"fial": {"code": "x"}}))
    assert answer.status_code == 400
    assert '"fial" is not a key of rules[0].do' in answer.json()["error"]
    assert "did you mean fail?" in answer.json()["error"]
    assert rest.say(picture()).codes == ["still"]


def test_a_reset_forgets_everything_but_the_time(rest: RestTalk, sandbox: Sandbox) -> None:
    task = picture()
    (item,) = rest.say(task).data
    sandbox.scenario(rule({"fail": {"code": "x"}}))
    now = sandbox.advance(50)
    assert control(sandbox, "reset").json() == {}
    journal = sandbox.journal()
    assert (journal["billed"], journal["requests"], journal["tasks"], journal["deliveries"]) == (0, [], [], [])
    assert journal["now"] >= now
    assert httpx.get(item["imageURL"]).status_code == 404
    assert rest.say(task).data == [item], "the same task has the same results"


def test_a_sandbox_that_does_not_run_says_so() -> None:
    sandbox = Sandbox(FROZEN)
    for ask in (sandbox.journal, sandbox.reset, lambda: sandbox.advance(1)):
        with pytest.raises(RuntimeError, match="does not run"):
            ask()
    sandbox.stop()


def test_a_sandbox_can_be_stopped_while_somebody_waits() -> None:
    with Sandbox(FROZEN) as sandbox:
        sandbox.scenario(rule({"never_finishes": True}))
        client = httpx.Client(headers={"Authorization": "Bearer x"})
        with client, pytest.raises(httpx.HTTPError):
            Timer(0.2, sandbox.stop).start()
            client.post(sandbox.url, json=[picture()], timeout=20)


def test_a_port_that_is_taken_is_an_error(sandbox: Sandbox) -> None:
    port = httpx.URL(sandbox.url).port
    assert port is not None
    with pytest.raises(OSError):
        Sandbox(FROZEN, port=port).start()
