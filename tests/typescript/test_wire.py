"""The generated client against a real HTTP server: what it sends, what it makes of answers, what it keeps to itself."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from clients import REQUEST, TASK
from documented import Documented, documented
from node import node
from service import KEY, Answer, Received, Service, answer, serving
from support import own_models
from typescript_package import compiled

SCRIPT = Path(__file__).with_name("wire.mjs")
PICTURE = {"taskType": "imageInference", "taskUUID": TASK, "imageUUID": TASK, "imageURL": "https://a.example/1.png"}
NAMES = {"task_uuid": "taskUUID", "frame_images": "frameImages"}


@pytest.fixture
def service() -> Iterator[Service]:
    with serving() as found:
        yield found


def talk(url: str, *calls: dict[str, Any], environment: dict[str, str] | None = None, **options: Any) -> Any:
    """What node prints about calls of a client."""
    asked = {"options": {"apiKey": KEY, "baseURL": url, **options}, "calls": calls}
    done = subprocess.run(
        [str(node()), str(SCRIPT), str(compiled(own_models()))],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **(environment or {})},
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert KEY not in done.stdout + done.stderr
    return json.loads(done.stdout)


def run(request: Any = REQUEST, **options: Any) -> dict[str, Any]:
    return {"method": "run", "args": [request, options]}


def failure(url: str, call: dict[str, Any] | None = None, **options: Any) -> Any:
    """The error of one call."""
    (found,) = talk(url, call or run(), **options)["outcomes"]
    return found["error"]


def method(example: Documented) -> dict[str, Any]:
    """The documented request as a call of the client's typed method."""
    first, *rest = example.model.slug.split("-")
    options = {NAMES.get(key, key): value for key, value in example.keywords.items()}
    return {"method": first + "".join(word.capitalize() for word in rest), "args": [example.prompt, options]}


def test_typed_methods_put_the_documented_requests_on_the_wire(service: Service) -> None:
    found = talk(service.url, *map(method, documented()))
    assert ["result" in one for one in found["outcomes"]] == [True] * 9
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
        ("missingApiKey", 401, ["AuthenticationError", "ApiError"]),
        ("conflictTaskUUID", 400, ["TaskConflict", "ApiError"]),
        ("aCodeOfNextYear", 400, ["ApiError"]),
        ("timeoutProvider", 200, ["ApiError"]),
    ],
)
def test_an_error_of_the_service_is_typed(service: Service, code: str, status: int, kinds: list[str]) -> None:
    raw = {
        "code": code,
        "message": f"no, {KEY}",
        "parameter": "width",
        "taskUUID": TASK,
        "allowedValues": [1],
        "new": 2,
    }
    service.says({"errors": [{**raw, "documentation": "https://a.example/e"}]}, status)
    error = failure(service.url)
    assert error["ancestry"] == [*kinds, "RunwareError", "Error"]
    assert (error["code"], error["parameter"], error["allowedValues"], error["status"]) == (code, "width", [1], status)
    assert (error["taskUUID"], error["documentation"], error["message"]) == (TASK, "https://a.example/e", "no, ...")
    assert error["raw"]["new"] == 2


def test_what_succeeded_is_kept_beside_what_failed(service: Service) -> None:
    service.says({"data": [PICTURE, {**PICTURE, "new": {"a": 1}}], "errors": [{"code": "x", "taskUUID": TASK}]})
    (found,) = talk(service.url, run())["outcomes"]
    assert found["result"]["items"] == [PICTURE, {**PICTURE, "new": {"a": 1}}]
    assert [(one["name"], one["code"], one["taskUUID"]) for one in found["errors"]] == [("ApiError", "x", TASK)]


def test_an_answer_about_another_task_is_none(service: Service) -> None:
    other = "00000000-0000-4000-8000-000000000000"
    service.says({"data": [{**PICTURE, "taskUUID": other}], "errors": [{"code": "x", "taskUUID": other}]})
    error = failure(service.url)
    assert error["ancestry"] == ["MissingResult", "RunwareError", "Error"]
    assert error["taskUUID"] == TASK


@pytest.mark.parametrize("content", [b"<html>Bad gateway</html>", b"", b"[]", b"null", b'"x"', b"{", b"\xff\xfe"])
@pytest.mark.parametrize("status", [200, 500])
def test_an_answer_that_is_no_envelope_is_a_transport_error(service: Service, content: bytes, status: int) -> None:
    service.says_bytes(content, status)
    error = failure(service.url)
    assert error["ancestry"] == ["TransportError", "RunwareError", "Error"]
    assert str(status) in error["message"] and "Bad gateway" not in error["shown"]
    assert error["taskUUID"] == TASK
    assert len(service.received) == 1, "a task that may have been accepted is not sent again"


def test_a_closed_connection_is_a_transport_error(service: Service) -> None:
    service.reply = lambda received: Answer(None)
    error = failure(service.url)
    assert error["name"] == "TransportError" and error["taskUUID"] == TASK
    assert len(service.received) == 1


def test_a_refused_connection_is_a_transport_error() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    error = failure(url)
    assert error["name"] == "TransportError" and "ECONNREFUSED" in error["message"]


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
    assert error["name"] == "TransportError" and "300 ms" in error["message"]
    assert time.monotonic() - started < 8


def test_a_caller_can_give_up(service: Service) -> None:
    hold = Event()

    def late(received: Received) -> Answer:
        hold.wait(10)
        return answer({"data": [PICTURE]})

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
