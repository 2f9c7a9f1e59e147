"""Ctrl-C, SIGTERM, a deadline, cancellation: the task is noted, and another process takes its result."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from airsmith.sandbox import Sandbox
from runware_openai import AsyncRunware, Journal

from client.calls import KINDS, QUICK, video
from service import KEY
from support import ROOT

PROGRAM = """
import asyncio, json, sys
from runware_openai import AsyncRunware, Runware

kind, transport, journal, many = sys.argv[1:5]
request = json.loads(sys.argv[5])
requests = [{**request, "taskUUID": request["taskUUID"][:-1] + str(digit)} for digit in range(3)]
print("began", flush=True)

def use(client):
    return client.run_many(requests, batch=1) if many == "many" else client.run(request)

async def main():
    async with AsyncRunware(transport=transport, journal=journal) as client:
        return await use(client)

if kind == "AsyncRunware":
    asyncio.run(main())
else:
    with Runware(transport=transport, journal=journal) as client:
        use(client)
"""
NEVER = {"scenario": 1, "rules": [{"match": {"taskType": "videoInference"}, "do": {"never_finishes": True}}]}


def start(sandbox: Sandbox, *arguments: str) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "RUNWARE_API_KEY": KEY,
        "RUNWARE_BASE_URL": sandbox.url,
        "PYTHONPATH": str(ROOT / "generated" / "python" / "src"),
    }
    command = [sys.executable, "-c", PROGRAM, *arguments]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, env=environment, stdout=pipe, stderr=pipe, text=True)


def accepted(sandbox: Sandbox, count: int) -> None:
    """Wait until the service has so many tasks."""
    until = time.monotonic() + 20
    while len(sandbox.journal()["tasks"]) < count:
        assert time.monotonic() < until
        time.sleep(0.02)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["SIGINT", "SIGTERM"])
@pytest.mark.parametrize("many", ["one", "many"])
@pytest.mark.parametrize("transport", ["rest", "websocket"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_signal_ends_the_process_at_once_and_leaves_the_job(
    kind: str, transport: str, many: str, number: signal.Signals, sandbox: Sandbox, tmp_path: Path
) -> None:
    path, request = tmp_path / "jobs.jsonl", video()
    sandbox.scenario(NEVER)
    process = start(sandbox, kind, transport, str(path), many, json.dumps(request))
    try:
        count = 3 if many == "many" else 1
        accepted(sandbox, count)
        time.sleep(0.1)
        process.send_signal(number)
        began = time.monotonic()
        _, said = process.communicate(timeout=15)
    finally:
        process.kill()
    assert time.monotonic() - began < 3
    assert process.returncode in ((-number,) if number == signal.SIGTERM else (-number, 130, 1))
    assert KEY not in said
    assert request["positivePrompt"] not in said
    pending = {job.task_uuid for job in Journal(path).pending()}
    assert len(pending) == count
    if number == signal.SIGINT:
        assert all(name in said for name in pending), "the notes on KeyboardInterrupt"
    assert sandbox.journal()["billed"] == count


@pytest.mark.parametrize("transport", ["rest", "websocket"])
def test_a_cancelled_task_is_noted(transport: Any, sandbox: Sandbox, tmp_path: Path) -> None:
    path, request = tmp_path / "jobs.jsonl", video()
    sandbox.scenario(NEVER)

    async def use() -> list[str]:
        options: dict[str, Any] = {"base_url": sandbox.url, "transport": transport, "journal": path, "polling": QUICK}
        async with AsyncRunware(KEY, **options) as client:
            task = asyncio.ensure_future(client.run(request))
            while not sandbox.journal()["tasks"]:
                await asyncio.sleep(0.02)
            task.cancel()
            try:
                await task
            except asyncio.CancelledError as error:
                return error.__notes__
        return []

    assert asyncio.run(use()) == [f"taskUUID: {request['taskUUID']}"]
    assert [job.task_uuid for job in Journal(path).pending()] == [request["taskUUID"]]


def test_another_process_takes_the_result(sandbox: Sandbox, tmp_path: Path) -> None:
    path, request = tmp_path / "jobs.jsonl", video()
    process = start(sandbox, "Runware", "rest", str(path), "one", json.dumps(request))
    accepted(sandbox, 1)
    process.kill()
    process.communicate()
    sandbox.advance(60)
    program = (
        "import sys\nfrom runware_openai import Journal, Runware\n"
        "with Runware(journal=sys.argv[1]) as client:\n"
        "    (job,) = Journal(sys.argv[1]).pending()\n"
        "    print(client.wait(job).save(sys.argv[2]))\n"
    )
    environment = {**os.environ, "RUNWARE_API_KEY": KEY, "RUNWARE_BASE_URL": sandbox.url}
    environment["PYTHONPATH"] = str(ROOT / "generated" / "python" / "src")
    command = [sys.executable, "-c", program, str(path), str(tmp_path)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert Path(done.stdout.strip()).read_bytes()[4:8] == b"ftyp"
    assert Journal(path).pending() == []
    assert sandbox.journal()["billed"] == 1
