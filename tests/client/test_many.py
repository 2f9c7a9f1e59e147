"""Many tasks: one POST a batch, so many batches at a time, results in order, and bounded connections."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from typing import Any

import pytest
from airsmith.sandbox import Sandbox
from runware_openai import AsyncRunware, NotSent, Polling, Runware, ValidationError, gpt_image_1
from runware_openai._effects import Answered, Record, Send
from runware_openai._engine import Engine
from runware_openai._reach import Reach

from client import virtual
from client.calls import BOTH, QUICK, call, image
from service import KEY, Answer, Received, Service, success


@BOTH
def test_a_batch_is_one_post(kind: str, service: Service) -> None:
    requests = [image() for _ in range(7)]
    results = call(kind, {"base_url": service.url}, lambda client: client.run_many(iter(requests), batch=3))
    assert [len(received.tasks) for received in service.received] in ([3, 3, 1], [3, 1, 3], [1, 3, 3])
    assert [result.task_uuid for result in results] == [request["taskUUID"] for request in requests]
    assert call(kind, {"base_url": service.url}, lambda client: client.run_many([])) == []


@BOTH
def test_so_many_batches_at_a_time(kind: str, service: Service) -> None:
    lock, now, most = threading.Lock(), [0], [0]

    def reply(received: Received) -> Answer:
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        time.sleep(0.05)
        with lock:
            now[0] -= 1
        return success(received)

    service.reply = reply
    requests = [image() for _ in range(12)]
    call(kind, {"base_url": service.url}, lambda client: client.run_many(requests, batch=1, concurrency=3))
    assert most == [3]


@BOTH
def test_one_bad_request_of_many(kind: str, service: Service) -> None:
    requests: list[Any] = [image(), image(width=5), image(), {"model": "nobody:1@1"}]
    results = call(kind, {"base_url": service.url}, lambda client: client.run_many(requests))
    assert [isinstance(one, ValidationError) for one in results] == [False, True, False, True]
    assert results[1].task_uuid == requests[1]["taskUUID"]
    assert [len(received.tasks) for received in service.received] == [2]


@BOTH
@pytest.mark.parametrize("change", [str, str.upper])
def test_a_task_id_that_comes_twice_is_refused_before_anything_is_sent(
    kind: str, change: Any, service: Service
) -> None:
    first = image()
    second = image(taskUUID=change(first["taskUUID"]))
    with pytest.raises(ValueError, match="same taskUUID"):
        call(kind, {"base_url": service.url}, lambda client: client.run_many([first, image(), second]))
    assert service.received == []


@BOTH
@pytest.mark.parametrize("wrong", [{"batch": 0}, {"concurrency": 0}, {"timeout": 0}, {"timeout": float("nan")}])
def test_wrong_numbers(kind: str, wrong: dict[str, Any], service: Service) -> None:
    with pytest.raises(ValueError, match="must be"):
        call(kind, {"base_url": service.url}, lambda client: client.run_many([image()], **wrong))
    assert service.received == []


@BOTH
def test_what_could_not_begin_in_time_was_not_sent(kind: str, service: Service, tmp_path: Any) -> None:
    def reply(received: Received) -> Answer:
        time.sleep(0.4)
        return success(received)

    service.reply = reply
    options = {"base_url": service.url, "journal": tmp_path / "jobs.jsonl"}
    requests = [image() for _ in range(4)]

    def use(client: Any) -> Any:
        return client.run_many(requests, batch=1, concurrency=1, timeout=0.6)

    results = call(kind, options, use)
    assert isinstance(results[0].items, tuple)
    assert [type(one) for one in results[2:]] == [NotSent, NotSent]
    noted = {json.loads(line)["taskUUID"] for line in options["journal"].read_text().splitlines()}
    assert requests[3]["taskUUID"] not in noted | {task["taskUUID"] for one in service.received for task in one.tasks}


@BOTH
def test_an_exception_of_a_callback_ends_the_call(kind: str, service: Service) -> None:
    def on_progress(progress: Any) -> None:
        raise LookupError("a bug of the caller")

    requests = [image() for _ in range(6)]
    with pytest.raises(LookupError) as caught:
        call(
            kind,
            {"base_url": service.url, "on_progress": on_progress},
            lambda client: client.run_many(requests, batch=1, concurrency=2),
        )
    assert all(request["taskUUID"] in caught.value.__notes__[0] for request in requests)


def test_a_thousand_tasks_through_one_asynchronous_client(service: Service) -> None:
    lock, now, most = threading.Lock(), [0], [0]

    def reply(received: Received) -> Answer:
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        found = success(received)
        with lock:
            now[0] -= 1
        return found

    service.reply = reply
    requests = [image() for _ in range(1000)]

    async def use() -> list[Any]:
        async with AsyncRunware(KEY, base_url=service.url, max_connections=8) as client:
            return await asyncio.gather(*(client.run(request) for request in requests))

    results = asyncio.run(use())
    assert [result.task_uuid for result in results] == [request["taskUUID"] for request in requests]
    assert most[0] <= 8


@pytest.mark.parametrize("make", [Runware, AsyncRunware])
def test_there_is_at_least_one_connection(make: Any) -> None:
    with pytest.raises(ValueError, match="max_connections"):
        make(KEY, max_connections=0, http_client=object())


def test_uploads(sandbox: Sandbox) -> None:
    from client.test_saving import picture

    with Runware(KEY, base_url=sandbox.url, polling=QUICK) as client:
        name = client.upload(picture())
        assert len(name) == 36
        result = client.run(gpt_image_1("A lighthouse", size="1024x1024"))
    assert len(result.items) == 1
    assert sandbox.journal()["billed"] == 1


def test_nobody_is_told_of_a_batch_that_was_given_up() -> None:
    """A bar that was taken away would come back, and stay."""
    polling = Polling()
    engine = Engine([virtual.image("a")], clock=float, random=float, deadline=100.0, polling=polling, reach=Reach())
    steps = engine.steps()
    assert isinstance(next(steps), Record)
    assert isinstance(steps.send(None), Send)
    engine.stop()
    with pytest.raises(StopIteration) as ended:
        steps.send(Answered(200, {"data": [{"taskUUID": "a", "imageUUID": "x"}]}))
    (ending,) = ended.value.value
    assert len(ending.items) == 1
