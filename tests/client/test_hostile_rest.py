"""Servers that mean harm, over HTTP: every call ends in a typed error, in bounded time and memory."""

from __future__ import annotations

import gzip
import json
import socket
import threading
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from runware_openai import DeadlineExceeded, Runware, RunwareError, TransportError

from client.calls import BOTH, PROMPT, call, image
from service import KEY, Answer, Received, Service, serving

pytestmark = pytest.mark.usefixtures("quick")

SHORT = 0.6
SLACK = 1.0
"""Seconds in which a call has to end that has no chance, and what a busy machine may add."""


@contextmanager
def raw(speak: Callable[[socket.socket], None]) -> Iterator[str]:
    """A server that says what no library would say; it reads the head of each request first."""
    listener = socket.create_server(("127.0.0.1", 0))

    def answer(connection: socket.socket) -> None:
        with connection:
            try:
                connection.recv(65536)
                speak(connection)
            except OSError:
                return

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=answer, args=(connection,), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    with listener:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/v1"


def timed(kind: str, url: str, timeout: float = SHORT) -> tuple[RunwareError, float]:
    """The error of a call, and how long it took."""
    began = time.monotonic()
    request = image()
    with pytest.raises(RunwareError) as caught:
        call(kind, {"base_url": url, "timeout": timeout}, lambda client: client.run(request))
    assert caught.value.task_uuid == request["taskUUID"]
    return caught.value, time.monotonic() - began


def trickle(start: bytes) -> Callable[[socket.socket], None]:
    def speak(connection: socket.socket) -> None:
        connection.sendall(start)
        for _ in range(200):
            time.sleep(0.05)
            connection.sendall(b" ")

    return speak


@BOTH
@pytest.mark.parametrize(
    "start",
    [
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX-Endless:",
        b"",
    ],
    ids=["body", "headers", "nothing"],
)
def test_what_trickles_ends_with_the_deadline(kind: str, start: bytes) -> None:
    with raw(trickle(start)) as url:
        error, seconds = timed(kind, url)
    assert isinstance(error, DeadlineExceeded)
    assert seconds < SHORT + SLACK


def test_what_trickles_on_holds_no_thread() -> None:
    before = set(threading.enumerate())
    with raw(trickle(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")) as url:
        with Runware(KEY, base_url=url, timeout=SHORT) as client:
            with pytest.raises(DeadlineExceeded):
                client.run(image())
            until = time.monotonic() + 5
            while reading := [one for one in set(threading.enumerate()) - before if one.name == "runware-exchange"]:
                assert time.monotonic() < until, reading
                time.sleep(0.02)


@BOTH
@pytest.mark.parametrize(
    "spoken",
    [
        b"not HTTP at all\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 3\r\n\r\nabc",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"a":\xff\xfe1}',
        b"HTTP/1.1 200 OK\r\nContent-Length: 6000\r\n\r\n" + b"9" * 6000,
        b"HTTP/1.1 999 Odd\r\nContent-Length: 2\r\n\r\n{}",
    ],
)
def test_what_cannot_be_read_is_a_transport_error(kind: str, spoken: bytes) -> None:
    with raw(lambda connection: connection.sendall(spoken)) as url:
        error, seconds = timed(kind, url)
    assert isinstance(error, TransportError)
    assert seconds < SHORT + SLACK


@BOTH
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(kind: str, status: int) -> None:
    with serving() as other:
        head = f"HTTP/1.1 {status} Moved\r\nLocation: {other.url}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        with raw(lambda connection: connection.sendall(head.encode())) as url:
            error, _ = timed(kind, url)
        assert other.received == []
    assert (type(error), error.status) == (TransportError, status)


def test_a_client_that_follows_redirects_does_not_follow_this_one() -> None:
    with serving() as other:
        head = f"HTTP/1.1 307 Moved\r\nLocation: {other.url}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        with (
            raw(lambda connection: connection.sendall(head.encode())) as url,
            httpx.Client(follow_redirects=True) as http,
            Runware(KEY, base_url=url, http_client=http) as client,
            pytest.raises(TransportError),
        ):
            client.run(image())
        assert other.received == []


def bomb(encoding: str) -> bytes:
    """An answer that becomes 300 MB: spaces before a JSON object."""
    compressor = zlib.compressobj(9, zlib.DEFLATED, 31 if encoding == "gzip" else 15)
    parts = [compressor.compress(b" " * 1_000_000) for _ in range(300)]
    return b"".join([*parts, compressor.compress(b"{}"), compressor.flush()])


@BOTH
@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_a_compressed_bomb_does_not_fill_the_memory(kind: str, encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("_client", "_async_client"):
        monkeypatch.setattr(f"runware_openai.{module}.LARGEST_ANSWER", 20_000_000)
    content = bomb(encoding)
    head = f"HTTP/1.1 200 OK\r\nContent-Encoding: {encoding}\r\nContent-Length: {len(content)}\r\n\r\n".encode()
    with raw(lambda connection: connection.sendall(head + content)) as url:
        tracemalloc.start()
        try:
            error, _ = timed(kind, url, 3)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert isinstance(error, TransportError)
    assert peak < 70_000_000


@BOTH
def test_an_answer_of_millions_of_values_is_not_read(kind: str) -> None:
    """A few kilobytes that would become gigabytes of objects, and keep the processor busy beyond any deadline."""
    content = gzip.compress(b'{"data":[' + b"{}," * 4_000_000 + b"{}]}")
    head = f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(content)}\r\n\r\n".encode()
    with raw(lambda connection: connection.sendall(head + content)) as url:
        _, took = timed(kind, url)
    assert took < SHORT + SLACK


@BOTH
def test_what_follows_a_compressed_answer_is_not_kept(kind: str) -> None:
    sent = [0]

    def speak(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"{}"))
        for _ in range(1000):
            connection.sendall(b" " * 65536)
            sent[0] += 65536

    with raw(speak) as url:
        timed(kind, url, 0.5)
    assert sent[0] < 30_000_000


@BOTH
def test_an_endless_body_is_cut(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("_client", "_async_client"):
        monkeypatch.setattr(f"runware_openai.{module}.LARGEST_ANSWER", 5_000_000)
    sent = [0]

    def speak(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        chunk = b"10000\r\n" + b" " * 65536 + b"\r\n"
        for _ in range(2000):
            connection.sendall(chunk)
            sent[0] += 65536

    with raw(speak) as url:
        began = time.monotonic()
        with pytest.raises(TransportError):
            call(kind, {"base_url": url, "timeout": 2}, lambda client: client.run(image()))
    assert time.monotonic() - began < 2 + SLACK
    assert sent[0] < 2000 * 65536


@BOTH
def test_a_compressed_answer_is_read(kind: str, service: Service) -> None:
    request = image()
    content = json.dumps({"data": [{"taskUUID": request["taskUUID"], "imageUUID": "x"}]}).encode()

    def speak(connection: socket.socket) -> None:
        packed = gzip.compress(content)
        head = f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(packed)}\r\n\r\n"
        connection.sendall(head.encode() + packed)

    with raw(speak) as url:
        found = call(kind, {"base_url": url}, lambda client: client.run(request))
    assert found.items[0]["imageUUID"] == "x"


@BOTH
def test_endless_processing_ends_with_the_deadline(kind: str, service: Service) -> None:
    def processing(received: Received) -> Answer:
        found = [{"taskUUID": task["taskUUID"], "status": "processing"} for task in received.tasks]
        return Answer(json.dumps({"data": found}).encode())

    service.reply = processing
    error, seconds = timed(kind, service.url)
    assert isinstance(error, DeadlineExceeded)
    assert seconds < SHORT + SLACK
    assert PROMPT not in repr(error)


@BOTH
@pytest.mark.parametrize("wait", ["1e999", "-1", "nan", "infinity", "99999999999", "Fri, 99 Foo 2026", "", "\u0661"])
def test_a_nonsense_time_to_wait_is_ignored(kind: str, wait: str, service: Service) -> None:
    request = image()
    packed = json.dumps({"data": [{"taskUUID": request["taskUUID"], "imageUUID": "x"}]}).encode()
    answers = [b"HTTP/1.1 429 No\r\nRetry-After: %s\r\nContent-Length: 0\r\n\r\n" % wait.encode()]
    answers.append(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(packed), packed))
    with raw(lambda connection: connection.sendall(answers.pop(0))) as url:
        found = call(kind, {"base_url": url, "timeout": 5}, lambda client: client.run(request))
    assert len(found.items) == 1


@BOTH
@pytest.mark.parametrize("value", [5, "x", None, True, [], {}, [[]], [{}], {"taskUUID": [1]}, [{"taskUUID": {}}]])
@pytest.mark.parametrize("key", ["data", "errors", "error"])
def test_wrong_types_are_typed_errors(kind: str, key: str, value: Any, service: Service) -> None:
    service.says({key: value})
    timed(kind, service.url, 0.1)


@BOTH
def test_an_error_is_kept_within_bounds(kind: str, service: Service) -> None:
    deep: Any = "x"
    for _ in range(500):
        deep = [deep]
    raw_error = {"code": "c" * 100_000, "message": "m" * 1_000_000, "more": deep, "many": list(range(100_000))}
    service.says({"errors": [raw_error]}, 400)
    error, _ = timed(kind, service.url)
    assert len(str(error)) < 5_000
    assert len(repr(error.raw)) < 10_000
