"""An address at which nobody is found: said at once, given up after some seconds, and nothing paid."""

from __future__ import annotations

import logging
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from runware_openai import Job, Journal, NotSent, Polling
from runware_openai._connecting import place, unconnected
from runware_openai._effects import NotSent as NotSentOutcome

from client.calls import BOTH, EVERY, call, image
from service import KEY, serving

BOUND = 10.0


@pytest.fixture
def nobody() -> str:
    """Where nobody listens, with what no error may repeat."""
    return f"http://127.0.0.1:{free_port()}/v1?key=secret"


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@contextmanager
def in_time() -> Iterator[None]:
    began = time.monotonic()
    yield
    assert time.monotonic() - began < BOUND


@EVERY
def test_a_wrong_address_is_given_up(
    kind: str, transport: str, nobody: str, quick: None, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    options = {"base_url": nobody, "transport": transport, "journal": tmp_path / "journal"}
    host = nobody.split("/")[2]
    with in_time(), pytest.raises(NotSent) as caught, caplog.at_level(logging.WARNING, "runware_openai"):
        call(kind, options, lambda client: client.run(image()))
    assert str(caught.value) == (f"cannot connect to {host}: connection refused; tried 3 times, and nothing was sent")
    assert [record.getMessage() for record in caplog.records] == [
        f"cannot connect to {host}: connection refused; trying again"
    ]
    assert KEY not in caplog.text
    assert Journal(tmp_path / "journal").pending() == []


@EVERY
def test_who_waits_for_a_job_keeps_it(kind: str, transport: str, nobody: str, quick: None) -> None:
    job = Job("24cd5dff-cb81-4db5-8506-b72a9425f9d1", "imageInference", "m:1@1", state="accepted")
    with in_time(), pytest.raises(NotSent, match="connection refused"):
        call(kind, {"base_url": nobody, "transport": transport}, lambda client: client.wait(job))
    assert job.state == "accepted"


@BOTH
def test_it_takes_seconds_where_nothing_is_set(kind: str, nobody: str) -> None:
    began = time.monotonic()
    with pytest.raises(NotSent):
        call(kind, {"base_url": nobody, "polling": Polling()}, lambda client: client.run(image()))
    assert 2 < time.monotonic() - began < BOUND


@EVERY
@pytest.mark.parametrize("name", ["nobody.invalid", "[::1]"])
def test_names_and_other_addresses(kind: str, transport: str, name: str, quick: None) -> None:
    url = f"http://{name}:{free_port()}/v1"
    with in_time(), pytest.raises(NotSent) as caught:
        call(kind, {"base_url": url, "transport": transport}, lambda client: client.run(image()))
    assert str(caught.value).startswith(f"cannot connect to {url.split('/')[2]}: ")


@BOTH
def test_a_service_that_was_there_before_is_waited_for(kind: str, quick: None) -> None:
    """What comes after an outage ends with the deadline, as it always did."""
    with ExitStack() as stack:
        service = stack.enter_context(serving())
        options: dict[str, Any] = {"base_url": service.url, "timeout": 1.0}
        began: list[float] = []
        ended = stack.pop_all()

        def leave() -> None:
            ended.close()
            began.append(time.monotonic())

        def use(client: Any) -> Any:
            return client.run(image())

        if kind == "Runware":

            def twice(client: Any) -> Any:
                use(client)
                leave()
                return use(client)

        else:

            async def twice(client: Any) -> Any:
                await use(client)
                leave()
                return await use(client)

        with pytest.raises(NotSent, match="nothing was sent before the deadline"):
            call(kind, options, twice)
        assert 0.9 < time.monotonic() - began[0] < BOUND


def test_reasons_in_words() -> None:
    certificate = ssl.SSLCertVerificationError(1, KEY)
    certificate.verify_message = "self-signed certificate"
    reasons = {
        ConnectionRefusedError(111, KEY): "connection refused",
        OSError("Multiple exceptions: [Errno 111] Connect call failed, [Errno 99] x"): "connection refused",
        socket.gaierror(-2, KEY): "the name is not found",
        certificate: "its certificate is not accepted: self-signed certificate",
        TimeoutError(KEY): "no connection in time",
        ExceptionGroup(KEY, [ValueError(KEY), ConnectionRefusedError(111, KEY)]): "connection refused",
        RuntimeError(KEY): "Failed",
    }
    for cause, words in reasons.items():
        error = type("Failed", (Exception,), {})(KEY)
        error.__cause__ = cause
        found = unconnected(error, "https://user:word@a.test/v1?key=b")
        assert found == NotSentOutcome(f"cannot connect to a.test:443: {words}", is_unreachable=True)


def test_what_is_reset_while_connecting_may_pass() -> None:
    assert not unconnected(ConnectionResetError(104, KEY)).is_unreachable


def test_a_place_is_host_and_port() -> None:
    assert place("wss://a:b@[::1]/v1?c=d#e") == "[::1]:443"
    assert place("http://a.test:81/v1") == "a.test:81"
