"""The WebSocket transport: authentication, pings, resumption, large frames, and servers that mean harm."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from runware_openai import (
    ApiError,
    AsyncRunware,
    AuthenticationError,
    DeadlineExceeded,
    NotSent,
    RateLimited,
    Runware,
    RunwareError,
    Timeouts,
    TransportError,
)

from client.calls import BOTH, QUICK, call, image
from client.sockets import SESSION, Socket, listening, ready, say, success
from client.test_hostile_rest import raw
from service import KEY, serving

pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def socket() -> Iterator[Socket]:
    with listening() as found:
        yield found


def run(kind: str, socket: Socket, request: Any = None, **options: Any) -> Any:
    made = {"base_url": socket.url, "transport": "websocket", "timeout": 5, **options}
    return call(kind, made, lambda client: client.run(request or image()))


@BOTH
def test_the_key_goes_first_and_only_once(kind: str, socket: Socket) -> None:
    requests = [image(), image()]

    def use(client: Any) -> Any:
        return client.run_many(requests, batch=1, concurrency=1)

    results = call(kind, {"base_url": socket.url, "transport": "websocket"}, use)
    assert [result.task_uuid for result in results] == [request["taskUUID"] for request in requests]
    assert socket.received == [
        [[{"taskType": "authentication", "apiKey": KEY}], [requests[0]], [requests[1]]],
    ]


@BOTH
def test_a_key_that_is_refused(kind: str, socket: Socket) -> None:
    refusal = {"code": "invalidApiKey", "message": f"{KEY} is not known", "taskType": "authentication"}
    socket.greet = lambda connection, tasks: say(connection, errors=[refusal])
    with pytest.raises(AuthenticationError) as caught:
        run(kind, socket)
    assert (caught.value.code, caught.value.message) == ("invalidApiKey", "... is not known")
    assert socket.tasks("imageInference") == []


@BOTH
def test_an_authentication_that_is_never_answered(kind: str, socket: Socket) -> None:
    socket.greet = lambda connection, tasks: None
    began = time.monotonic()
    with pytest.raises(NotSent):
        run(kind, socket, timeout=Timeouts(connect=0.2, total=0.7))
    assert time.monotonic() - began < 3
    assert socket.tasks("imageInference") == []


@BOTH
@pytest.mark.parametrize("status", [200, 301, 307, 401, 404, 429, 503])
def test_a_refused_handshake_is_a_typed_error(kind: str, status: int) -> None:
    with serving() as other:
        head = f"HTTP/1.1 {status} No\r\nLocation: {other.url}\r\nRetry-After: 77\r\nContent-Length: 0\r\n\r\n"
        with raw(lambda connection: connection.sendall(head.encode())) as url, pytest.raises(RunwareError) as caught:
            call(
                kind,
                {"base_url": url, "transport": "websocket", "timeout": 0.5},
                lambda client: client.run(image()),
            )
        assert other.received == []
    expected = {401: AuthenticationError, 429: RateLimited, 200: NotSent, 503: NotSent}
    assert type(caught.value) is expected.get(status, TransportError)


@BOTH
def test_a_dropped_connection_is_resumed_and_nothing_is_sent_twice(kind: str, socket: Socket) -> None:
    request = image()

    def reply(connection: Any, tasks: Any) -> None:
        if tasks[0]["taskType"] == "imageInference":
            connection.close()
        else:
            success(connection, tasks)

    socket.reply = reply
    result = run(kind, socket, request)
    assert result.items[0]["imageUUID"] == request["taskUUID"]
    assert socket.tasks("imageInference") == [request]
    assert socket.received[1] == [
        [{"taskType": "authentication", "apiKey": KEY, "connectionSessionUUID": SESSION}],
        [{"taskType": "getResponse", "taskUUID": request["taskUUID"]}],
    ]


@BOTH
def test_a_session_that_cannot_be_resumed_is_begun_anew(kind: str, socket: Socket) -> None:
    def greet(connection: Any, tasks: Any) -> None:
        if "connectionSessionUUID" in tasks[0]:
            say(connection, errors=[{"code": "invalidConnectionSessionUUID", "taskType": "authentication"}])
        else:
            say(connection, data=[{"taskType": "authentication", "connectionSessionUUID": SESSION}])

    def reply(connection: Any, tasks: Any) -> None:
        connection.close() if tasks[0]["taskType"] == "imageInference" else success(connection, tasks)

    socket.greet, socket.reply = greet, reply
    assert len(run(kind, socket).items) == 1
    assert len(socket.received) == 3


@BOTH
def test_results_that_come_late_are_kept(kind: str, socket: Socket) -> None:
    request = image(numberResults=2)

    def reply(connection: Any, tasks: Any) -> None:
        first = {**ready(request), "imageUUID": "first"}
        if tasks[0]["taskType"] == "imageInference":
            say(connection, data=[{"taskUUID": request["taskUUID"]}])
            say(connection, data=[{**first, "imageURL": "https://x.example/1"}])
        else:
            say(connection, data=[{**ready(request), "imageUUID": "second", "status": "success"}])

    socket.reply = reply
    assert {item["imageUUID"] for item in run(kind, socket, request).items} == {"first", "second"}


@BOTH
def test_a_frame_may_be_larger_than_a_mebibyte(kind: str, socket: Socket) -> None:
    request = image(outputType="base64Data")
    picture = "A" * 6_000_000
    socket.reply = lambda connection, tasks: say(connection, data=[{**ready(request), "imageBase64Data": picture}])
    assert run(kind, socket, request).items[0]["imageBase64Data"] == picture


@BOTH
def test_a_frame_beyond_all_bounds_ends_the_connection(
    kind: str, socket: Socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("_client", "_async_client"):
        monkeypatch.setattr(f"runware_openai.{module}.LARGEST_ANSWER", 100_000)
    socket.reply = lambda connection, tasks: connection.send("x" * 200_000)
    with pytest.raises(DeadlineExceeded):
        run(kind, socket, timeout=1)
    assert len(socket.tasks("imageInference")) == 1


@BOTH
@pytest.mark.parametrize("frame", ["nonsense", "[]", "5", b"\xff\xfe", '{"data":[{', "{}", '{"data":5,"errors":"x"}'])
def test_a_frame_that_cannot_be_read(kind: str, socket: Socket, frame: str | bytes) -> None:
    socket.reply = lambda connection, tasks: connection.send(frame, text=True)
    with pytest.raises(DeadlineExceeded):
        run(kind, socket, timeout=0.6)
    assert len(socket.tasks("imageInference")) == 1


@BOTH
def test_silence_is_broken_by_pings(kind: str, socket: Socket, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("runware_openai._websocket.PING_INTERVAL", 0.1)

    def reply(connection: Any, tasks: Any) -> None:
        if tasks[0]["taskType"] == "ping":
            say(connection, data=[{"taskType": "ping", "pong": True}])

    socket.reply = reply
    with pytest.raises(DeadlineExceeded):
        run(kind, socket, timeout=0.6)
    assert socket.tasks("ping")[0] == {"taskType": "ping", "ping": True}


def test_a_connection_that_nobody_uses_is_kept_by_pings(socket: Socket, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("runware_openai._websocket.PING_INTERVAL", 0.05)
    with Runware(KEY, base_url=socket.url, transport="websocket") as client:
        client.run(image())
        deadline = time.monotonic() + 5
        while len(socket.tasks("ping")) < 3 and time.monotonic() < deadline:
            time.sleep(0.01)
        client.run(image())
    assert len(socket.tasks("ping")) >= 3
    assert len(socket.received) == 1


@BOTH
def test_an_error_that_names_no_task_is_about_the_only_one(kind: str, socket: Socket) -> None:
    socket.reply = lambda connection, tasks: say(connection, errors=[{"code": "invalidBody"}])
    with pytest.raises(ApiError) as caught:
        run(kind, socket)
    assert caught.value.code == "invalidBody"


def test_threads_share_one_connection(socket: Socket) -> None:
    requests = [image() for _ in range(12)]
    found: dict[str, str] = {}
    with Runware(KEY, base_url=socket.url, transport="websocket", polling=QUICK) as client:

        def one(request: Any) -> None:
            found[request["taskUUID"]] = str(client.run(request).items[0]["imageUUID"])

        threads = [threading.Thread(target=one, args=(request,)) for request in requests]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert found == {request["taskUUID"]: request["taskUUID"] for request in requests}
    assert len(socket.received) == 1


def test_tasks_share_one_connection_and_errors_go_to_their_own(socket: Socket) -> None:
    requests = [image() for _ in range(30)]
    bad = {request["taskUUID"] for request in requests[::3]}

    def reply(connection: Any, tasks: Any) -> None:
        for task in tasks:
            name = task["taskUUID"]
            if name in bad:
                say(connection, errors=[{"code": "contentModeration", "taskUUID": name}])
            else:
                say(connection, data=[ready(task)])

    socket.reply = reply

    async def use() -> list[Any]:
        async with AsyncRunware(KEY, base_url=socket.url, transport="websocket") as client:
            return await asyncio.gather(*map(client.run, requests), return_exceptions=True)

    results = asyncio.run(use())
    assert [isinstance(result, ApiError) for result in results] == [one["taskUUID"] in bad for one in requests]
    assert [result.task_uuid for result in results] == [request["taskUUID"] for request in requests]
    assert len(socket.received) == 1


def test_a_transport_is_one_of_two() -> None:
    for kind in (Runware, AsyncRunware):
        with pytest.raises(ValueError, match='transport must be "rest" or "websocket"'):
            kind(KEY, transport="ws")  # type: ignore[arg-type]


def test_the_transport_takes_no_http_client() -> None:
    with pytest.raises(ValueError, match="http_client"):
        Runware(KEY, transport="websocket", http_client=object())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://api.runware.ai/v1", "wss://ws-api.runware.ai/v1"),
        ("http://127.0.0.1:8080/v1", "ws://127.0.0.1:8080/v1"),
        ("https://proxy.example/a/b?c=d", "wss://proxy.example/a/b?c=d"),
    ],
)
def test_the_address_follows_from_that_of_http(url: str, expected: str) -> None:
    from runware_openai._protocol import socket_url

    assert socket_url(url) == expected
