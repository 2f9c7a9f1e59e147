"""What the sandbox sends and fetches itself: delivered to this machine, refused elsewhere, never endless."""

from __future__ import annotations

import asyncio
import gzip
import json
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest

from airsmith.sandbox.clock import Clock
from airsmith.sandbox.outbound import Forbidden, Outbound, TooLarge, Unreachable
from service import Answer, Received, serving

ENVELOPE = {"data": [{"taskType": "imageInference", "taskUUID": "a", "note": "Höhe"}]}


@asynccontextmanager
async def opened(*allow_hosts: str, patience: float = 30.0) -> AsyncIterator[tuple[Outbound, Clock]]:
    clock = Clock()
    outbound = Outbound(clock, allow_hosts, patience)
    try:
        yield outbound, clock
    finally:
        await outbound.close()


def fetch(url: str, limit: int = 1000, *allow_hosts: str, patience: float = 30.0) -> bytes:
    async def main() -> bytes:
        async with opened(*allow_hosts, patience=patience) as (outbound, _):
            return await outbound.fetch(url, limit)

    return asyncio.run(main())


def put(url: str, content: bytes, mime: str) -> None:
    async def main() -> None:
        async with opened() as (outbound, _):
            await outbound.put(url, content, mime)

    asyncio.run(main())


def post_webhook(url: str) -> float:
    """Deliver, with a clock that is moved on all the time; return how many of its seconds it took."""

    async def main() -> float:
        async with opened() as (outbound, clock):
            delivery = asyncio.create_task(outbound.post_webhook(url, ENVELOPE))
            while not delivery.done():
                clock.advance(0.25)
                await asyncio.sleep(0.002)
            await delivery
            return clock.now()

    return asyncio.run(main())


def fetch_raw(answer: Callable[[asyncio.StreamWriter], Awaitable[None]], patience: float = 30.0) -> bytes:
    """Fetch at most 100 000 bytes from a server that says, byte by byte, what a test wants."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await reader.readuntil(b"\r\n\r\n")
            await answer(writer)
        except ConnectionError:
            pass
        finally:
            writer.close()

    async def main() -> bytes:
        async with (
            await asyncio.start_server(serve, "127.0.0.1", 0) as server,
            opened(patience=patience) as (outbound, _),
        ):
            port = server.sockets[0].getsockname()[1]
            return await outbound.fetch(f"http://127.0.0.1:{port}/", 100_000)

    return asyncio.run(main())


def resolving(monkeypatch: pytest.MonkeyPatch, *answers: tuple[str, ...]) -> list[str]:
    """Let each look-up of a name give the next answer; return the names that are looked up."""
    asked: list[str] = []
    left = iter(answers)

    def look_up(host: str, port: int, *args: Any, **kwargs: Any) -> list[tuple[Any, ...]]:
        asked.append(host)
        family = {True: socket.AF_INET6, False: socket.AF_INET}
        return [(family[":" in found], socket.SOCK_STREAM, 6, "", (found, port)) for found in next(left)]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


def named(url: str) -> str:
    return url.replace("127.0.0.1", "media.test")


def test_a_webhook_is_delivered() -> None:
    with serving() as service:
        service.says({})
        post_webhook(service.url + "/hook?token=secret")
    (received,) = service.received
    assert (received.method, received.path) == ("POST", "/v1/hook?token=secret")
    assert received.headers["content-type"] == "application/json"
    assert json.loads(received.body) == ENVELOPE


def test_a_webhook_is_repeated_until_it_is_taken() -> None:
    answers = iter([Answer(b"", 500), Answer(None), Answer(b"", 404), Answer(b"", 204)])
    with serving() as service:
        service.reply = lambda received: next(answers)
        seconds = post_webhook(service.url)
    assert len(service.received) == 4 and len({received.body for received in service.received}) == 1
    assert seconds >= 1 + 2 + 4


def test_a_webhook_is_given_up() -> None:
    with serving() as service:
        service.says_bytes(b"no", 503)
        with pytest.raises(Unreachable, match="503"):
            post_webhook(service.url)
    assert len(service.received) == 5


def test_a_webhook_elsewhere_is_not_tried() -> None:
    with pytest.raises(Forbidden):
        post_webhook("http://192.0.2.1/hook")


def test_bytes_are_put_as_they_are() -> None:
    content = bytes(range(256)) * 1000
    with serving() as service:
        service.says({})
        put(service.url, content, "video/mp4")
        service.says({}, 403)
        with pytest.raises(Unreachable, match="403"):
            put(service.url, content, "video/mp4")
    first, second = service.received
    assert (first.method, first.headers["content-type"]) == ("PUT", "video/mp4")
    assert first.body == second.body == content


def test_a_file_is_fetched_up_to_its_limit() -> None:
    with serving() as service:
        service.says_bytes(b"x" * 5000)
        assert fetch(service.url, 5000) == b"x" * 5000
        with pytest.raises(TooLarge):
            fetch(service.url, 4999)


def test_an_endless_file_is_cut_off() -> None:
    async def answer(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            writer.write(b"x" * 65536)
            await writer.drain()

    with pytest.raises(TooLarge):
        fetch_raw(answer)


def test_a_slow_server_is_not_waited_for() -> None:
    async def answer(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n")
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.02)

    with pytest.raises(Unreachable, match=r"within 0\.2 seconds"):
        fetch_raw(answer, patience=0.2)


def test_redirects_are_not_followed() -> None:
    with serving() as target:

        async def answer(writer: asyncio.StreamWriter) -> None:
            writer.write(f"HTTP/1.1 302 Found\r\nLocation: {target.url}\r\nContent-Length: 0\r\n\r\n".encode())

        with pytest.raises(Unreachable, match="302"):
            fetch_raw(answer)
    assert not target.received


def test_compressed_bodies_are_not_inflated() -> None:
    small = gzip.compress(b"0" * 10_000_000)

    async def answer(writer: asyncio.StreamWriter) -> None:
        writer.write(f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(small)}\r\n\r\n".encode())
        writer.write(small)

    assert fetch_raw(answer) == small


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 50_000,
    ],
    ids=["nothing", "no HTTP", "cut off", "endless headers"],
)
def test_broken_answers(said: bytes) -> None:
    async def answer(writer: asyncio.StreamWriter) -> None:
        writer.write(said)

    with pytest.raises(Unreachable):
        fetch_raw(answer)


def test_nobody_listens() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        with pytest.raises(Unreachable):
            fetch(f"http://127.0.0.1:{free.getsockname()[1]}/")


@pytest.mark.parametrize(
    "host",
    [
        "192.0.2.1",
        "10.0.0.1",
        "169.254.169.254",
        "0.0.0.0",
        "[::]",
        "[fe80::1]",
        "[2001:db8::1]",
        "[::ffff:10.0.0.1]",
        "3221225985",
    ],
)
def test_other_machines_are_refused(host: str) -> None:
    with pytest.raises(Forbidden):
        fetch(f"http://{host}:9/")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "127.0.0.1",
        "//127.0.0.1/",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "http://",
        "http:///path",
        "http://127.0.0.1:99999/",
        "http://127.0.0.1:port/",
        "http://[::1/",
        "http://127.0.0.1/a b",
        "http://127.0.0.1/ä",
        "http://127.0.0.1/\r\nX-Injected: yes",
        "http://127.0.0.1/\x00",
        "http://127.0.0.1/\ud800",
    ],
)
def test_what_is_no_url_is_refused(url: str) -> None:
    with pytest.raises(Forbidden) as caught:
        fetch(url)
    assert not url or url not in str(caught.value)


def test_every_address_of_a_name_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving() as service:
        resolving(monkeypatch, ("127.0.0.1", "10.0.0.1"))
        with pytest.raises(Forbidden):
            fetch(named(service.url))
    assert not service.received


def test_a_name_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that turns into another machine's after the check gains nothing: the connection goes to what was checked."""
    with serving() as service:
        service.says_bytes(b"here")
        asked = resolving(monkeypatch, ("127.0.0.1",), ("10.0.0.1",))
        assert fetch(named(service.url)) == b"here"
    assert asked == ["media.test"]
    assert service.received[0].headers["host"].startswith("media.test:")


def test_the_next_address_of_a_name_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving() as service:
        service.says_bytes(b"here")
        resolving(monkeypatch, ("::1", "127.0.0.1", "127.0.0.2"))
        assert fetch(named(service.url)) == b"here"


@pytest.mark.parametrize("allowed", ["media.test", "MEDIA.test."])
def test_hosts_that_are_allowed(allowed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """0.0.0.0 is not a loopback address, but a connection to it arrives here."""
    with serving() as service:
        service.says_bytes(b"here")
        resolving(monkeypatch, ("0.0.0.0",), ("0.0.0.0",))
        assert fetch(named(service.url), 1000, allowed) == b"here"
        with pytest.raises(Forbidden):
            fetch(named(service.url), 1000, "other.test")


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with serving() as service:
        service.says_bytes(b"here")
        assert fetch(service.url) == b"here"


def test_messages_hold_nothing_of_the_url() -> None:
    def refuse(received: Received) -> Answer:
        return Answer(b"", 500)

    with serving() as service:
        service.reply = refuse
        for url in (service.url + "/secret?key=secret", "http://10.0.0.1/secret?key=secret", "ftp://secret/"):
            with pytest.raises((Unreachable, Forbidden)) as caught:
                fetch(url)
            assert "secret" not in repr(caught.value)
