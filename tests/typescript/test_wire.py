"""The generated client against a real HTTP server: what it sends, what it makes of answers, what it keeps to itself."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from threading import Event
from typing import Any

import pytest

from clients import REQUEST, TASK
from documented import Documented, documented
from service import KEY, Answer, Received, Service, answer, serving
from typescript_talk import talk

PICTURE = {"taskType": "imageInference", "taskUUID": TASK, "imageUUID": TASK, "imageURL": "https://a.example/1.png"}


def pictures(received: Received) -> Answer:
    """One picture for every task, and for every question about one."""
    return answer({"data": [{**PICTURE, "taskUUID": task["taskUUID"]} for task in received.tasks]})


def submissions(service: Service) -> list[Any]:
    """The tasks that reached the service, but for questions about them."""
    return [task for received in service.received for task in received.tasks if task["taskType"] != "getResponse"]


@pytest.fixture
def service() -> Iterator[Service]:
    with serving() as found:
        found.reply = pictures
        yield found


def run(request: Any = REQUEST, **options: Any) -> dict[str, Any]:
    return {"method": "run", "args": [request, options]}


def failure(url: str, call: dict[str, Any] | None = None, **options: Any) -> Any:
    """The error of one call."""
    (found,) = talk(url, call or run(), **options)["outcomes"]
    return found["error"]


def method(example: Documented) -> dict[str, Any]:
    """The documented request as a call of the client's typed method."""
    return {"method": example.method, "args": [example.prompt, example.options]}


def test_typed_methods_put_the_documented_requests_on_the_wire(service: Service) -> None:
    found = talk(service.url, *map(method, documented()))
    assert ["result" in one for one in found["outcomes"]] == [True] * len(documented())
    for received, example, one in zip(service.received, documented(), found["outcomes"], strict=True):
        assert (received.method, received.path) == ("POST", "/v1")
        assert received.tasks == [example.request]
        assert json.loads(received.body)[0] == example.request
        assert one["result"]["taskUUID"] == example.request["taskUUID"]
        assert received.headers["content-type"] == "application/json"
        assert received.headers["authorization"] == f"Bearer {KEY}"
        assert KEY.encode() not in received.body


def test_a_request_goes_out_as_it_is(service: Service) -> None:
    talk(service.url, *(run(example.request) for example in documented()))
    bodies = [received.body.decode() for received in service.received]
    assert bodies == [
        json.dumps([example.request], separators=(",", ":"), ensure_ascii=False) for example in documented()
    ]


def test_each_call_makes_a_task_of_its_own(service: Service) -> None:
    call = {"method": "gptImage1", "args": ["A lighthouse", {"size": "1024x1024"}]}
    talk(service.url, call, call)
    first, second = (received.tasks[0]["taskUUID"] for received in service.received)
    assert first != second and first[14] == second[14] == "4"


def test_nothing_is_sent_that_breaks_a_limit(service: Service) -> None:
    found = talk(service.url, run({**REQUEST, "width": 1, "x": 1}), run({**REQUEST, "width": 1}, validate=False))
    refused, sent = found["outcomes"]
    assert refused["error"]["ancestry"] == ["ValidationError", "RunwareError", "Error"]
    codes = [one["code"] for one in refused["error"]["violations"]]
    assert codes == ["unsupported_dimensions", "unknown_field"]
    assert refused["error"]["taskUUID"] == TASK
    assert "A lighthouse" not in refused["error"]["shown"]
    assert sent["result"]["taskUUID"] == TASK and len(service.received) == 1


def test_validation_can_be_off_for_a_client_and_on_for_a_call(service: Service) -> None:
    wrong = {**REQUEST, "width": 1}
    found = talk(service.url, run(wrong), run(wrong, validate=True), validate=False)
    assert ["result" in one for one in found["outcomes"]] == [True, False]


@pytest.mark.parametrize(
    ("code", "status", "kinds"),
    [
        ("invalidApiKey", 401, ["AuthenticationError", "ApiError"]),
        ("insufficientCredits", 402, ["PaymentRequired", "ApiError"]),
        ("conflictTaskUUID", 400, ["TaskConflict", "InvalidRequest", "ApiError"]),
        ("unsupportedDimensions", 400, ["InvalidRequest", "ApiError"]),
        ("invalidProviderContent", 400, ["ContentRefused", "ApiError"]),
        ("aCodeOfNextYear", 400, ["ApiError"]),
        ("timeoutProvider", 200, ["TaskFailed", "ApiError"]),
    ],
)
def test_an_error_of_the_service_is_typed(service: Service, code: str, status: int, kinds: list[str]) -> None:
    said = {"message": f"no, {KEY}, not for A lighthouse", "parameter": "width", "allowedValues": [1], "retryAfter": 2}
    raw = {**said, "code": code, "taskUUID": TASK, "documentation": "https://a.example/e", "new": 2}
    service.says({"errors": [raw]}, status)
    error = failure(service.url)
    assert error["ancestry"] == [*kinds, "RunwareError", "Error"]
    assert (error["code"], error["parameter"], error["allowedValues"], error["status"]) == (code, "width", [1], status)
    assert (error["taskUUID"], error["documentation"]) == (TASK, "https://a.example/e")
    assert (error["message"], error["retryAfter"]) == ("no, ..., not for ...", 2000)
    assert error["raw"]["new"] == 2
    assert len(service.received) == 1


def test_what_succeeded_is_kept_beside_what_failed(service: Service) -> None:
    other = {**PICTURE, "imageUUID": "00000000-0000-4000-8000-000000000000", "new": {"a": 1}}
    service.says({"data": [PICTURE, other], "errors": [{"code": "x", "taskUUID": TASK}]})
    (found,) = talk(service.url, run({**REQUEST, "numberResults": 3}))["outcomes"]
    assert found["result"]["items"] == [PICTURE, other]
    assert [(one["name"], one["code"], one["taskUUID"]) for one in found["errors"]] == [("ApiError", "x", TASK)]


def test_an_answer_about_another_task_is_none(service: Service) -> None:
    other = "00000000-0000-4000-8000-000000000000"
    service.says({"data": [{**PICTURE, "taskUUID": other}], "errors": [{"code": "x", "taskUUID": other}]})
    error = failure(service.url, run(timeout=300))
    assert error["name"] == "DeadlineExceeded" and error["taskUUID"] == TASK
    assert len(submissions(service)) == 1


@pytest.mark.parametrize("content", [b"<html>Bad gateway</html>", b"", b"[]", b"null", b'"x"', b"{", b"\xff\xfe"])
@pytest.mark.parametrize("status", [200, 500])
def test_an_answer_that_is_no_envelope_leaves_the_fate_open(service: Service, content: bytes, status: int) -> None:
    service.says_bytes(content, status)
    error = failure(service.url, run(timeout=300))
    assert error["ancestry"] == ["DeadlineExceeded", "TransportError", "RunwareError", "Error"]
    assert "Bad gateway" not in error["shown"] and error["taskUUID"] == TASK
    assert len(submissions(service)) == 1, "a task that may have been accepted is not sent again"
    assert len(service.received) > 1, "but asked for"


def test_a_closed_connection_leaves_the_fate_open_and_the_result_is_found(service: Service) -> None:
    def cut_off(received: Received) -> Answer:
        return Answer(None) if len(service.received) == 1 else pictures(received)

    service.reply = cut_off
    (found,) = talk(service.url, run())["outcomes"]
    assert found["result"]["items"] == [PICTURE]
    assert [task["taskType"] for received in service.received for task in received.tasks] == [
        "imageInference",
        "getResponse",
    ]


def test_a_task_that_was_never_seen_is_sent_again_under_its_id(service: Service) -> None:
    def forgetful(received: Received) -> Answer:
        if received.tasks[0]["taskType"] == "getResponse":
            return answer({"errors": [{"code": "taskNotFound", "taskUUID": TASK}]}, 404)
        return Answer(None) if len(service.received) == 1 else pictures(received)

    service.reply = forgetful
    (found,) = talk(service.url, run())["outcomes"]
    assert found["result"]["items"] == [PICTURE]
    assert submissions(service) == [REQUEST, REQUEST]


def test_an_accepted_task_is_waited_for(service: Service) -> None:
    def later(received: Received) -> Answer:
        ack = {"taskType": "imageInference", "taskUUID": TASK}
        said = [ack, {**ack, "status": "processing"}, {**PICTURE, "status": "success"}]
        return answer({"data": [said[len(service.received) - 1]]})

    service.reply = later
    (found,) = talk(service.url, run(), polling={"first": 20})["outcomes"]
    assert found["result"]["items"] == [{**PICTURE, "status": "success"}]
    assert [received.tasks for received in service.received[1:]] == 2 * [
        [{"taskType": "getResponse", "taskUUID": TASK}]
    ]


def test_a_refused_connection_means_that_nothing_was_sent() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    error = failure(url, run(timeout=300))
    assert error["name"] == "NotSent" and "ECONNREFUSED" in error["message"]


def test_a_client_does_not_follow_another_address(service: Service) -> None:
    service.says({}, 307)
    assert failure(service.url)["name"] == "TransportError"
    assert len(service.received) == 1


def test_a_silent_service_is_given_up(service: Service) -> None:
    hold = Event()
    service.reply = lambda received: Answer(b"{}", hold=hold)
    started = time.monotonic()
    error = failure(service.url, run(timeout=300))
    hold.set()
    assert error["name"] == "DeadlineExceeded" and len(submissions(service)) == 1
    assert time.monotonic() - started < 8


def test_a_caller_can_give_up(service: Service) -> None:
    hold = Event()

    def late(received: Received) -> Answer:
        hold.wait(10)
        return pictures(received)

    service.reply = late
    call = {"method": "gptImage1", "args": ["A lighthouse", {"size": "1024x1024", "taskUUID": TASK}], "abortAfter": 200}
    error = failure(service.url, call)
    hold.set()
    assert (error["name"], error["message"], error["taskUUID"]) == ("Error", "given up", TASK)


@pytest.mark.parametrize("key", ["", "  ", "with\nline", "schlüssel-☃"])
def test_a_key_that_is_none_is_refused(key: str) -> None:
    found = talk("http://127.0.0.1:9/v1", run(), environment={"RUNWARE_API_KEY": ""}, apiKey=key)
    (one,) = found["outcomes"]
    assert one["error"]["ancestry"] == ["AuthenticationError", "ApiError", "RunwareError", "Error"]
    assert "schlüssel" not in one["error"]["shown"]


def test_key_and_address_come_from_the_environment(service: Service) -> None:
    environment = {"RUNWARE_API_KEY": "another-key-of-the-tests", "RUNWARE_BASE_URL": service.url}
    found = talk("", run(), environment=environment, apiKey=None)
    assert "result" in found["outcomes"][0]
    assert service.received[0].headers["authorization"] == "Bearer another-key-of-the-tests"
    assert "another-key" not in json.dumps(found)


@pytest.mark.parametrize("url", ["ftp://a.example", "a.example/v1", "http://me:secret@a.example/v1"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    (one,) = talk(url, run())["outcomes"]
    assert one["error"]["name"] == "TypeError" and "secret" not in one["error"]["shown"]
