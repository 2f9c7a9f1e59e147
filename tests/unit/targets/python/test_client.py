"""The generated clients against a real server: what they send, and what ends a run."""

from __future__ import annotations

import asyncio
import inspect
import socket
import threading
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import runware_openai
from runware_openai import (
    ApiError,
    AsyncRunware,
    AuthenticationError,
    DeadlineExceeded,
    NotSent,
    Runware,
    ValidationError,
)

from clients import KINDS, REQUEST, TASK, run
from service import KEY, Answer, Service, serving

OTHER = "b8c4d952-7f27-4a6e-bc9a-83f01d1c6d59"
DONE = {"taskType": "imageInference", "taskUUID": TASK, "imageUUID": "an-image", "somethingNew": [1]}
FAILED = {"code": "timeoutProvider", "message": "Too late.", "taskUUID": TASK}
BOTH = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("RUNWARE_API_KEY", "RUNWARE_BASE_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def service() -> Iterator[Service]:
    with serving() as found:
        yield found


def ask(kind: str, service: Service, request: Any = REQUEST, **keywords: Any) -> Any:
    return run(kind, request, {"api_key": KEY, "base_url": service.url}, **keywords)


def submissions(service: Service) -> int:
    """How often the task itself was sent, questions about it not counted."""
    return sum(task["taskType"] == "imageInference" for received in service.received for task in received.tasks)


@BOTH
def test_nobody_listening(kind: str) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    with pytest.raises(NotSent, match="connection refused: nothing was sent") as caught:
        run(kind, REQUEST, {"api_key": KEY, "base_url": url, "timeout": 0.3})
    assert caught.value.task_uuid == TASK


@BOTH
def test_a_server_that_closes_early(kind: str, service: Service) -> None:
    service.reply = lambda received: Answer(None)
    with pytest.raises(DeadlineExceeded) as caught:
        ask(kind, service, timeout=0.3)
    assert caught.value.task_uuid == caught.value.job.task_uuid == TASK
    assert submissions(service) == 1


@BOTH
def test_a_server_that_never_answers(kind: str, service: Service) -> None:
    hold = threading.Event()
    service.reply = lambda received: Answer(b"{}", hold=hold)
    try:
        with pytest.raises(DeadlineExceeded) as caught:
            run(kind, REQUEST, {"api_key": KEY, "base_url": service.url, "timeout": 0.2})
    finally:
        hold.set()
    assert caught.value.task_uuid == TASK
    assert submissions(service) == 1


@BOTH
@pytest.mark.parametrize("url", ["not a url", "http://", "ftp://127.0.0.1/", "http://127.0.0.1:99999/", "http://[::1"])
def test_an_address_that_is_none_is_refused_at_once(kind: str, url: str) -> None:
    with pytest.raises(ValueError, match="RUNWARE_BASE_URL"):
        run(kind, REQUEST, {"api_key": KEY, "base_url": url})


class _Stopping:
    """An HTTP client whose user presses Ctrl-C."""

    def __init__(self, error: BaseException) -> None:
        self.error = error
        self.closed = False

    def stream(self, method: str, url: str, **keywords: object) -> Any:
        raise self.error

    def close(self) -> None:
        self.closed = True


@pytest.mark.parametrize("error", [KeyboardInterrupt(), SystemExit(1), RuntimeError("a bug")])
def test_whatever_ends_a_run_carries_the_task_id(error: BaseException) -> None:
    with pytest.raises(type(error)) as caught:
        Runware(KEY, http_client=_Stopping(error)).run(REQUEST)
    assert caught.value is error
    assert error.__notes__ == [f"taskUUID: {TASK}"]


def test_cancellation_carries_the_task_id(service: Service) -> None:
    hold = threading.Event()
    service.reply = lambda received: Answer(b"{}", hold=hold)

    async def cancelled() -> list[str]:
        async with AsyncRunware(KEY, base_url=service.url) as client:
            task = asyncio.ensure_future(client.run(REQUEST))
            while not service.received:
                await asyncio.sleep(0.01)
            task.cancel()
            try:
                await task
            except asyncio.CancelledError as error:
                return error.__notes__
        return []

    try:
        assert asyncio.run(cancelled()) == [f"taskUUID: {TASK}"]
    finally:
        hold.set()


@BOTH
def test_a_request_is_validated_before_it_is_sent(kind: str, service: Service) -> None:
    wrong = {**REQUEST, "width": 1000, "seed": 1}
    with pytest.raises(ValidationError) as caught:
        ask(kind, service, wrong)
    assert [one.code for one in caught.value.violations] == ["unsupported_dimensions", "unknown_field"]
    assert caught.value.task_uuid == TASK
    for broken in ({}, [], None, "x"):
        with pytest.raises(ValidationError):
            ask(kind, service, broken)
    assert service.received == []


@BOTH
def test_validation_can_be_switched_off_and_on(kind: str, service: Service) -> None:
    wrong = {**REQUEST, "width": 1000}
    off = {"api_key": KEY, "base_url": service.url, "validate": False}
    ask(kind, service, wrong, validate=False)
    run(kind, wrong, off)
    assert [received.tasks for received in service.received] == [[wrong], [wrong]]
    with pytest.raises(ValidationError):
        run(kind, wrong, off, validate=True)
    assert len(service.received) == 2


@BOTH
def test_without_a_task_id_nothing_is_sent_even_unvalidated(kind: str, service: Service) -> None:
    nameless = {key: value for key, value in REQUEST.items() if key != "taskUUID"}
    with pytest.raises(ValueError, match="taskUUID"):
        ask(kind, service, nameless, validate=False)
    with pytest.raises(ValidationError):
        ask(kind, service, nameless)
    assert service.received == []


@BOTH
@pytest.mark.parametrize("value", [float("nan"), float("inf"), {1, 2}, b"x"])
def test_what_json_cannot_say_is_not_sent(kind: str, service: Service, value: object) -> None:
    with pytest.raises((ValueError, TypeError)) as caught:
        ask(kind, service, {**REQUEST, "extra": value}, validate=False)
    assert f"taskUUID: {TASK}" in caught.value.__notes__
    assert service.received == []


@BOTH
def test_the_environment_names_key_and_address(kind: str, service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(AuthenticationError, match="RUNWARE_API_KEY"):
        run(kind, REQUEST, {"base_url": service.url})
    monkeypatch.setenv("RUNWARE_API_KEY", " from-the-environment\n")
    monkeypatch.setenv("RUNWARE_BASE_URL", service.url)
    run(kind, REQUEST, {})
    run(kind, REQUEST, {"api_key": "given"})
    sent = [received.headers["authorization"] for received in service.received]
    assert sent == ["Bearer from-the-environment", "Bearer given"]


@BOTH
def test_the_address_has_a_default(kind: str) -> None:
    seen: list[httpx.Request] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={"data": [DONE]})

    transport = httpx.MockTransport(handler)
    if kind == "Runware":
        with httpx.Client(transport=transport) as http:
            run(kind, REQUEST, {"api_key": KEY, "http_client": http})
    else:
        http_async = httpx.AsyncClient(transport=transport)
        run(kind, REQUEST, {"api_key": KEY, "http_client": http_async})
    assert [str(one.url) for one in seen] == ["https://api.runware.ai/v1"]


class _Falsy(httpx.Client):
    def __len__(self) -> int:
        return 0


def test_a_client_that_is_passed_in_is_used_and_left_open(service: Service) -> None:
    with _Falsy(headers={"X-Mine": "yes"}) as http:
        with Runware(KEY, base_url=service.url, http_client=http) as client:
            client.run(REQUEST)
        assert not http.is_closed
        client.close()
        assert not http.is_closed
    assert service.received[0].headers["x-mine"] == "yes"


def test_an_asynchronous_client_that_is_passed_in_is_left_open(service: Service) -> None:
    async def use() -> bool:
        async with httpx.AsyncClient(headers={"X-Mine": "yes"}) as http:
            async with AsyncRunware(KEY, base_url=service.url, http_client=http) as client:
                await client.run(REQUEST)
            await client.aclose()
            return http.is_closed

    assert asyncio.run(use()) is False
    assert service.received[0].headers["x-mine"] == "yes"


def test_context_managers_close_what_they_opened(service: Service) -> None:
    with Runware(KEY, base_url=service.url) as client:
        own: Any = client._own
        assert not own.is_closed
    assert own.is_closed

    async def use() -> Any:
        async with AsyncRunware(KEY, base_url=service.url) as client:
            return client._own

    assert asyncio.run(use()).is_closed


def test_a_client_is_closed_when_the_block_fails(service: Service) -> None:
    service.says({"errors": [FAILED]})
    with pytest.raises(ApiError), Runware(KEY, base_url=service.url) as client:
        client.run(REQUEST)
    own: Any = client._own
    assert own.is_closed


def test_methods_say_who_deprecates_them(service: Service) -> None:
    with Runware(KEY, base_url=service.url) as client:
        with pytest.warns(DeprecationWarning, match="2026-05-12; use openai:gpt-image@2") as caught:
            client.dall_e_2("A lighthouse", size="256x256")
        assert caught[0].filename == __file__
        result = client.gpt_image_1("A lighthouse", size="1024x1024")
        assert result.items[0]["taskType"] == "imageInference"
        assert client.sora_2.__doc__ == Runware.sora_2.__doc__
        assert client.sora_2.__name__ == "sora_2"


def test_asynchronous_methods_warn_where_they_are_called(service: Service) -> None:
    async def use() -> str:
        async with AsyncRunware(KEY, base_url=service.url) as client:
            with pytest.warns(DeprecationWarning, match="no replacement is named") as caught:
                pending = client.sora_2("A lighthouse", duration=4)
            await pending
        return caught[0].filename

    assert asyncio.run(use()) == __file__


def test_a_client_may_be_used_by_many_threads(service: Service) -> None:
    tasks = [f"24cd5dff-cb81-4db5-8506-b72a9425{number:04x}" for number in range(16)]
    found: dict[str, str] = {}
    with Runware(KEY, base_url=service.url) as client:

        def one(task: str) -> None:
            found[task] = client.run({**REQUEST, "taskUUID": task}).task_uuid

        threads = [threading.Thread(target=one, args=(task,)) for task in tasks]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert found == {task: task for task in tasks}


@BOTH
def test_a_model_s_method_has_a_signature_at_its_class_too(kind: str) -> None:
    method = getattr(runware_openai, kind).gpt_image_1
    assert inspect.signature(method) == inspect.signature(runware_openai.gpt_image_1)
    assert method.__name__ == "gpt_image_1"


def test_a_model_s_method_is_called_at_its_class_too(service: Service) -> None:
    with Runware(KEY, base_url=service.url) as client:
        assert len(Runware.gpt_image_1(client, "A lighthouse", size="1024x1024").items) == 1
