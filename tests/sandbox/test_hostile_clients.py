"""Clients that do everything wrong: each is answered or dropped, and the next one is served."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import httpx
import pytest
from airsmith.sandbox import Sandbox, connections
from airsmith.sandbox.body import MOST_BYTES

from sandbox_talk import KEY, RestTalk, SocketTalk, picture, talking
from support import FROZEN

HEADERS = {"Authorization": f"Bearer {KEY}"}


@pytest.fixture(autouse=True)
def _still_up(sandbox: Sandbox) -> Iterator[None]:
    yield
    with talking(sandbox.url) as talk:
        assert talk.say(picture()).status == 200


def post(sandbox: Sandbox, content: Any, **headers: str) -> httpx.Response:
    return httpx.post(sandbox.url, content=content, headers={**HEADERS, **headers}, timeout=60)


def line(sandbox: Sandbox) -> socket.socket:
    """A bare connection."""
    address = httpx.URL(sandbox.url)
    return socket.create_connection((address.host, address.port), timeout=10)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "invalidJSON"),
        (b"[", "invalidJSON"),
        (b"\xff\xfe[\x00]\x00", "invalidJSON"),
        (b"\xef\xbb\xbf[]", "invalidJSON"),
        (b'["\xed\xa0\x80"]', "invalidJSON"),
        (b"[NaN]", "invalidJSON"),
        (b"[" * 100_000, "invalidJSON"),
        (b'{"a":' * 50_000, "invalidJSON"),
        (b"[1,]", "invalidJSON"),
        (b"taskType=imageInference", "invalidJSON"),
        (b"[]", "arrayTooSmall"),
        (json.dumps(picture()).encode(), "invalidRequest"),
        (b'"text"', "invalidRequest"),
        (b"5", "invalidRequest"),
        (b"null", "invalidRequest"),
        (b"[" + b"9" * 5000 + b"]", "invalidRequest"),
        (b"[[]," * 600_000 + b"1" + b"]" * 600_000, "invalidJSON"),
    ],
    ids=lambda value: value[:20].decode("latin-1") if isinstance(value, bytes) else value,
)
def test_a_body_that_is_no_array_of_tasks(sandbox: Sandbox, content: bytes, code: str) -> None:
    answer = post(sandbox, content)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/json"
    (error,) = answer.json()["errors"]
    assert error["code"] == code
    assert len(answer.content) < 500


def test_brackets_do_not_fill_the_memory(sandbox: Sandbox) -> None:
    answer = post(sandbox, b"[" + b"[]," * 5_000_000 + b"[]]")
    assert answer.status_code == 413
    assert answer.json()["errors"][0]["code"] == "valueTooLarge"


def test_a_huge_body_is_refused_by_its_length_before_it_is_sent(sandbox: Sandbox) -> None:
    head = f"POST /v1 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {KEY}\r\nContent-Length: 100000000\r\n\r\n"
    with closing(line(sandbox)) as connection:
        connection.sendall(head.encode() + b"[")
        assert connection.recv(100).startswith(b"HTTP/1.1 413 ")


def test_a_huge_body_without_a_length_is_refused_on_the_way(sandbox: Sandbox) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(100):
            yield b" " * 1_000_000

    assert post(sandbox, pieces()).status_code == 413
    assert post(sandbox, b" " * (MOST_BYTES + 1)).status_code == 413


def test_ten_thousand_tasks_are_answered(sandbox: Sandbox, rest: RestTalk) -> None:
    tasks = [picture() for _ in range(10_000)]
    began = time.monotonic()
    said = rest.say(*tasks, within=60)
    assert time.monotonic() - began < 30
    assert [item["taskUUID"] for item in said.data] == [task["taskUUID"] for task in tasks]
    assert sandbox.journal()["billed"] == 10_000


def test_ten_thousand_bad_tasks_are_answered(rest: RestTalk) -> None:
    tasks = [picture(width=1, colour="red") for _ in range(10_000)]
    assert len(rest.say(*tasks, within=60).errors) == 20_000


def test_others_are_served_meanwhile(sandbox: Sandbox, rest: RestTalk, socket: SocketTalk) -> None:
    socket.socket.send(json.dumps([picture() for _ in range(5000)]))
    began = time.monotonic()
    assert rest.say({"taskType": "ping", "ping": True}).data
    assert time.monotonic() - began < 5
    assert len({socket.hear().data[0]["taskUUID"] for _ in range(5000)}) == 5000


def test_pictures_in_an_answer_do_not_fill_the_memory(sandbox: Sandbox) -> None:
    """They are rendered one by one: ten thousand, hundreds of megabytes, come in pieces."""
    body = json.dumps([picture(outputType="base64Data") for _ in range(10_000)])
    with httpx.stream("POST", sandbox.url, content=body, headers=HEADERS, timeout=60) as answer:
        sizes = [len(piece) for piece in answer.iter_raw()]
    assert sum(sizes) > 50_000_000
    assert max(sizes) < 5_000_000


@pytest.mark.parametrize("key", ["", "Bearer", "Bearer wrong", f"Basic {KEY}", KEY, f"Bearer {KEY}x"])
def test_without_the_key_nothing_is_done(sandbox: Sandbox, key: str) -> None:
    answer = httpx.post(sandbox.url, json=[picture()], headers={"Authorization": key} if key else {})
    assert answer.status_code == 401
    (error,) = answer.json()["errors"]
    assert (error["code"], error["parameter"], error["taskType"]) == ("invalidApiKey", "apiKey", "authentication")
    assert "taskUUID" not in error
    assert sandbox.journal()["billed"] == 0
    assert KEY not in answer.text


def test_the_key_may_be_the_first_element(sandbox: Sandbox) -> None:
    def status(*elements: object) -> int:
        return httpx.post(sandbox.url, json=elements).status_code

    good, bad = ({"taskType": "authentication", "apiKey": key} for key in (KEY, "x"))
    assert status(good, picture()) == 200
    assert status(bad, picture()) == 401
    assert status(picture(), good) == 401
    assert httpx.post(sandbox.url, json=[good, {"taskType": "ping"}]).json() == {
        "data": [{"taskType": "ping", "pong": True}]
    }


def test_scheme_queries_and_further_headers_do_not_matter(sandbox: Sandbox) -> None:
    headers = {"authorization": f"bearer  {KEY}", "X-SDK-Name": "python", "Content-Type": "text/plain"}
    answer = httpx.post(f"{sandbox.url}?sdk=js&dryRun=1", content=json.dumps([picture()]), headers=headers)
    assert answer.status_code == 200


def test_without_a_key_of_its_own_any_key_will_do_but_not_none() -> None:
    with Sandbox(FROZEN) as open_to_all:
        assert httpx.post(open_to_all.url, json=[picture()], headers={"Authorization": "Bearer x"}).status_code == 200
        assert httpx.post(open_to_all.url, json=[picture()]).status_code == 401


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/v1", 405), ("PUT", "/v1", 405), ("POST", "/", 404)])
def test_other_methods_and_paths(sandbox: Sandbox, method: str, path: str, status: int) -> None:
    answer = httpx.request(method, str(httpx.URL(sandbox.url).join(path)), headers=HEADERS)
    assert answer.status_code == status
    assert answer.json()["errors"][0]["message"]


@pytest.mark.parametrize(
    "start",
    [b"", b"POST /v1 HT", b"POST /v1 HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\n["],
    ids=["silence", "half a head", "half a body"],
)
def test_a_slow_client_is_dropped(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, start: bytes) -> None:
    monkeypatch.setattr(connections, "PATIENCE", 0.5)
    began = time.monotonic()
    with closing(line(sandbox)) as connection:
        connection.sendall(start)
        with pytest.raises(OSError):
            while time.monotonic() - began < 10:
                time.sleep(0.1)
                connection.sendall(b" ")
    assert time.monotonic() - began < 5


def test_a_slow_client_does_not_hold_up_others(sandbox: Sandbox) -> None:
    lines = [line(sandbox) for _ in range(100)]
    try:
        for connection in lines:
            connection.sendall(b"POST /v1 HTTP/1.1\r\nHost: x\r\nX: ")
        assert post(sandbox, json.dumps([picture()])).status_code == 200
    finally:
        for connection in lines:
            connection.close()


def test_a_patient_client_may_take_longer_than_a_request(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "PATIENCE", 1.0)
    with talking(sandbox.url) as talk:
        assert talk.say(picture()).data
        time.sleep(1.5)
        assert talk.say(picture()).data, "between two requests a connection may rest"
    with Sandbox(FROZEN, latency=1.5) as slow, talking(slow.url) as talk:
        assert talk.say(picture()).data, "it is the sandbox that is slow here"


@pytest.mark.parametrize(
    "noise",
    [b"\x16\x03\x01\x02\x00\x01", b"GET\r\n\r\n", b"POST /v1 HTTP/1.1\r\nContent-Length: x\r\n\r\n", b"\x00" * 70_000],
)
def test_what_is_not_http_is_answered_or_dropped(sandbox: Sandbox, noise: bytes) -> None:
    with closing(line(sandbox)) as connection:
        connection.sendall(noise)
        assert connection.recv(100).startswith(b"HTTP/1.1 400") or not connection.recv(1)


def test_who_leaves_early_leaves_nothing_behind(sandbox: Sandbox) -> None:
    sandbox.scenario({"scenario": 1, "rules": [{"do": {"never_finishes": True}}]})
    for _ in range(20):
        body = json.dumps([picture()]).encode()
        head = f"POST /v1 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {KEY}\r\nContent-Length: {len(body)}\r\n\r\n"
        with closing(line(sandbox)) as connection:
            connection.sendall(head.encode() + body)
    until = time.monotonic() + 10
    while len(ended := sandbox.journal()["requests"]) < 20:
        assert time.monotonic() < until, f"{20 - len(ended)} requests wait for who has gone"
        time.sleep(0.02)
    assert [request["status"] for request in ended] == [None] * 20
    sandbox.reset()
