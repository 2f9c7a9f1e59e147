"""The proof would notice: clients that do what clients are known to do break its promises."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import uuid4

import httpx
import pytest

from airsmith.sandbox import Sandbox

from proof import Call, broken_promises
from python_clients import KEY, PATIENCE
from schedules import Schedule, draw

SEEDS = range(60)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(api_key=KEY) as running:
        yield running


def attempt(schedule: Schedule, sandbox: Sandbox, task_uuid: str) -> list[dict[str, str]]:
    """One POST, and what it held."""
    task = {**schedule.request, "taskUUID": task_uuid, "deliveryMethod": "sync"}
    answer = httpx.post(sandbox.url, json=[task], headers={"Authorization": f"Bearer {KEY}"}, timeout=PATIENCE)
    return list(answer.raise_for_status().json()["data"])


def new_id_for_each_attempt(schedule: Schedule, sandbox: Sandbox) -> list[dict[str, str]]:
    for _ in range(3):
        try:
            return attempt(schedule, sandbox, str(uuid4()))
        except (httpx.HTTPError, ValueError):
            continue
    return []


def same_id_but_a_conflict_is_an_error(schedule: Schedule, sandbox: Sandbox) -> list[dict[str, str]]:
    for _ in range(3):
        try:
            return attempt(schedule, sandbox, schedule.task_uuid)
        except httpx.HTTPStatusError as error:
            if error.response.status_code == 400:
                return []
        except (httpx.HTTPError, ValueError):
            continue
    return []


@pytest.mark.parametrize(
    ("client", "promise"),
    [
        (new_id_for_each_attempt, "tasks were billed"),
        (same_id_but_a_conflict_is_an_error, "finished results were lost"),
    ],
)
def test_a_careless_client_is_caught(
    client: Callable[[Schedule, Sandbox], list[dict[str, str]]], promise: str, sandbox: Sandbox
) -> None:
    found: list[str] = []
    for schedule in map(draw, SEEDS):
        if schedule.request["taskType"] != "imageInference":
            continue
        sandbox.reset()
        sandbox.scenario(schedule.scenario)
        items = client(schedule, sandbox)
        media = tuple(dict.fromkeys(item["imageUUID"] for item in items if "imageUUID" in item))
        found += broken_promises(schedule, Call(media, "" if media else "Error", 0.0), sandbox)
    assert any(promise in one for one in found), found
