"""The generated Python client beside bare httpx that does the same POSTs, against a server that answers at once.

The server is a process of its own and counts its connections; what is compared is what the client itself costs.
"""

from __future__ import annotations

import asyncio
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

CONNECTIONS = 20
SERVER = Path(__file__).with_name("canned_server.py")


@dataclass(frozen=True)
class Load:
    """Many tasks at once; times in seconds, memory in MiB above what the process had before."""

    name: str
    tasks: int
    seconds: float
    median: float
    slowest_percent: float
    memory: float
    connections: int
    matched: int

    @property
    def rate(self) -> float:
        return self.tasks / self.seconds


@dataclass(frozen=True)
class ClientReport:
    """``one`` are medians of one call after another, in microseconds: the client's, and bare httpx's."""

    one_client: float
    one_httpx: float
    poll: float
    loads: tuple[Load, ...]

    def figures(self) -> dict[str, Any]:
        return asdict(self)


def run_client(tasks: int = 1000, calls: int = 400) -> ClientReport:
    """Measure; a thousand tasks at once through one client, and single calls."""
    with server() as url:
        one_client, one_httpx, poll = single_calls(url, calls)
        # Bare httpx comes first: what it leaves in memory is not counted against it, nor for us.
        loads = (
            asyncio.run(bare(url, tasks)),
            asyncio.run(through_client(url, tasks // 10)),
            asyncio.run(through_client(url, tasks)),
        )
    return ClientReport(one_client, one_httpx, poll, loads)


def client_lines(report: ClientReport) -> Iterator[str]:
    """The report in Markdown."""
    yield "## Client: what it adds to bare httpx"
    yield ""
    added, ratio = report.one_client - report.one_httpx, report.one_client / report.one_httpx
    yield f"One call after another: {report.one_client:.0f} us, bare httpx {report.one_httpx:.0f} us: "
    yield f"{added:.0f} us more ({ratio:.2f}x), validation included. One poll: {report.poll:.0f} us."
    yield ""
    yield "| At once | Tasks | Tasks a second | p50 | p99 | Memory | Connections | Matched |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|"
    for load in report.loads:
        times = f"{load.median * 1000:.0f} ms | {load.slowest_percent * 1000:.0f} ms"
        counts = f"{load.memory:.1f} MiB | {load.connections} | {load.matched}"
        yield f"| {load.name} | {load.tasks} | {load.rate:.0f} | {times} | {counts} |"


def request() -> dict[str, object]:
    return {
        "taskType": "imageInference",
        "taskUUID": str(uuid4()),
        "model": "openai:1@1",
        "positivePrompt": "A lighthouse",
        "width": 1024,
        "height": 1024,
    }


def single_calls(url: str, calls: int) -> tuple[float, float, float]:
    """Medians in microseconds: a call of the client, the same POST by httpx, and one question for a task."""
    import httpx
    from runware_openai import Job, Runware

    headers = {"Authorization": "Bearer a-key", "Content-Type": "application/json"}
    with httpx.Client() as http, Runware("a-key", base_url=url) as client:
        ours = [timed(lambda: client.run(request())) for _ in range(calls)]
        bare_ones = [timed(lambda: http.post(url, json=[request()], headers=headers).json()) for _ in range(calls)]
        client._clock = _NoSleep()
        jobs = [Job.of(request()) for _ in range(calls)]
        polls = [timed(lambda job=job: client.wait(job)) for job in jobs]
    return statistics.median(ours), statistics.median(bare_ones), statistics.median(polls)


class _NoSleep:
    """A clock that does not wait for the first poll."""

    def monotonic(self) -> float:
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        self._shift = seconds


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1e6


async def through_client(url: str, tasks: int) -> Load:
    from runware_openai import AsyncRunware

    async with AsyncRunware("a-key", base_url=url, max_connections=CONNECTIONS) as client:

        async def call(task: dict[str, object]) -> bool:
            result = await client.run(task)
            return all(item["taskUUID"] == task["taskUUID"] for item in result.items)

        return await load("AsyncRunware", url, tasks, call)


async def bare(url: str, tasks: int) -> Load:
    import httpx

    headers = {"Authorization": "Bearer a-key", "Content-Type": "application/json"}
    limits = httpx.Limits(max_connections=CONNECTIONS)
    async with httpx.AsyncClient(limits=limits, timeout=60) as http:

        async def call(task: dict[str, object]) -> bool:
            answer = await http.post(url, json=[task], headers=headers)
            return all(item["taskUUID"] == task["taskUUID"] for item in answer.json()["data"])

        return await load("bare httpx", url, tasks, call)


async def load(name: str, url: str, tasks: int, call: Callable[[dict[str, object]], Awaitable[bool]]) -> Load:
    requests = [request() for _ in range(tasks)]
    took: list[float] = []

    async def timed_call(task: dict[str, object]) -> bool:
        began = time.perf_counter()
        matched = await call(task)
        took.append(time.perf_counter() - began)
        return matched

    memory, began = _peak_memory(), time.perf_counter()
    matched = sum(await asyncio.gather(*map(timed_call, requests)))
    seconds = time.perf_counter() - began
    cuts = statistics.quantiles(took, n=100)
    counted = _most_connections(url)
    return Load(name, tasks, seconds, cuts[49], cuts[98], _peak_memory() - memory, counted, matched)


def _peak_memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _most_connections(url: str) -> int:
    """The most connections the server had open since it was asked last."""
    import httpx

    return int(json.loads(httpx.get(url).content)["most"])


@contextmanager
def server() -> Iterator[str]:
    """The server's address for as long as the block runs."""
    process = subprocess.Popen([sys.executable, str(SERVER)], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
    finally:
        process.kill()
        process.communicate()
