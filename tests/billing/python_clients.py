"""A schedule through the generated Python clients, sync and async."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from airsmith.sandbox import Sandbox
from runware_openai import AsyncRunware, Job, Journal, Runware, Timeouts
from runware_openai.errors import DeadlineExceeded, RunwareError

from proof import Call
from schedules import DEADLINE, Schedule
from virtual_time import AsyncVirtualClock, VirtualClock

KEY = "a-key-of-the-sandbox"
PATIENCE = 0.3
"""Seconds of real time that an answer may take: a slow one is late on any machine, since it waits for virtual time."""
LIMITS = Timeouts(connect=5, read=PATIENCE, total=DEADLINE)
RECOVERED = {"scenario": 1, "rules": []}


def run_sync(schedule: Schedule, sandbox: Sandbox, journal: Path) -> Call:
    """One call of ``Runware``."""
    sandbox.reset()
    sandbox.scenario(schedule.scenario)
    with _client(Runware, schedule, sandbox, journal) as client:
        client._clock = clock = VirtualClock(sandbox)
        try:
            if schedule.restart:
                job = client.submit(schedule.request)
                with _client(Runware, schedule, sandbox, journal) as restarted:
                    restarted._clock = clock
                    result = restarted.wait(_from_journal(journal, job), timeout=max(DEADLINE - clock.now, 0.001))
            else:
                result = client.run(schedule.request)
            return Call(_media(result.items), "", clock.now)
        except RunwareError as error:
            seconds = clock.now
            had = _partial(error)
            sandbox.scenario(RECOVERED)
            try:
                later = client.wait(_remembered(journal, schedule), timeout=60).items
            except RunwareError as still:
                later = _partial(still)
            return Call(_media(had), _name(error, schedule), seconds, _media(later))


def run_async(schedule: Schedule, sandbox: Sandbox, journal: Path) -> Call:
    """One call of ``AsyncRunware``."""
    return asyncio.run(_run_async(schedule, sandbox, journal))


async def _run_async(schedule: Schedule, sandbox: Sandbox, journal: Path) -> Call:
    sandbox.reset()
    sandbox.scenario(schedule.scenario)
    async with _client(AsyncRunware, schedule, sandbox, journal) as client:
        client._clock = clock = AsyncVirtualClock(sandbox)
        try:
            if schedule.restart:
                job = await client.submit(schedule.request)
                async with _client(AsyncRunware, schedule, sandbox, journal) as restarted:
                    restarted._clock = clock
                    left = max(DEADLINE - clock.now, 0.001)
                    result = await restarted.wait(_from_journal(journal, job), timeout=left)
            else:
                result = await client.run(schedule.request)
            return Call(_media(result.items), "", clock.now)
        except RunwareError as error:
            seconds = clock.now
            had = _partial(error)
            sandbox.scenario(RECOVERED)
            try:
                later = (await client.wait(_remembered(journal, schedule), timeout=60)).items
            except RunwareError as still:
                later = _partial(still)
            return Call(_media(had), _name(error, schedule), seconds, _media(later))


def run_restarted(schedule: Schedule, sandbox: Sandbox, journal: Path) -> Call:
    """A call whose process is killed once the task is submitted, and that another process finishes."""
    sandbox.reset()
    sandbox.scenario(schedule.scenario)
    program = Path(__file__).with_name("restarted.py")
    here = [str(path) for path in sys.path if path]
    done: dict[str, Any] = {}
    for step in ("submit", "wait"):
        command = [
            sys.executable,
            str(program),
            step,
            sandbox.url,
            schedule.transport,
            str(schedule.seed),
            str(journal),
        ]
        ran = subprocess.run(command, capture_output=True, text=True, timeout=120, env={"PYTHONPATH": ":".join(here)})
        assert "Traceback" not in ran.stderr, ran.stderr
        done = json.loads(ran.stdout) if step == "wait" else {}
    return Call(tuple(done["media"]), done["error"], done["seconds"], tuple(done["later"]))


def _client(kind: Any, schedule: Schedule, sandbox: Sandbox, journal: Path) -> Any:
    return kind(KEY, base_url=sandbox.url, transport=schedule.transport, timeout=LIMITS, journal=journal)


def _from_journal(journal: Path, job: Job) -> Job:
    """The job as another process finds it."""
    found = [one for one in Journal(journal).pending() if one.task_uuid == job.task_uuid]
    # One that is done is not pending; its results are in the job that was returned.
    return found[0] if found else job


def _remembered(journal: Path, schedule: Schedule) -> Job | str:
    found = [one for one in Journal(journal).pending() if one.task_uuid == schedule.task_uuid]
    return found[0] if found else Job.of(schedule.request)


def _partial(error: RunwareError) -> tuple[Any, ...]:
    return tuple(error.items) if isinstance(error, DeadlineExceeded) else ()


def _media(items: Iterable[Any]) -> tuple[str, ...]:
    return tuple(item.get("imageUUID") or item["videoUUID"] for item in items)


def _name(error: RunwareError, schedule: Schedule) -> str:
    assert error.task_uuid == schedule.task_uuid, "the error does not say which task it is about"
    return type(error).__name__
