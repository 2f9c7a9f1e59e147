"""How the service's own SDKs fare on the schedules that our clients are proved on; writes docs/billing.md.

    python tests/billing/official_sdks.py [--schedules 48] [--out docs/billing.md]

Every run has a sandbox and a process of its own, and the clocks are real: with waits of up to two minutes the table
takes a quarter of an hour. Nothing leaves this machine.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent / "interop"), str(ROOT / "generated/python/src")]

# Imported by a script, these are found only now that the path names their folders.
from airsmith.sandbox import Sandbox  # noqa: E402

import official  # noqa: E402
from schedules import Schedule, Transport, draw  # noqa: E402

PATIENCE = 150.0
"""Seconds after which a call is counted as hung. The slowest default of the three SDKs that we know is 60."""
AT_ONCE = 16


@dataclass(frozen=True)
class Subject:
    """A client under test; ``sdk`` None is our own."""

    name: str
    transport: Transport
    sdk: official.Sdk | None


@dataclass(frozen=True)
class Fate:
    """What a schedule came to with a client."""

    made: int
    bills: int
    lost: int
    hung: bool
    seconds: float


SUBJECTS = (
    Subject("runware_openai.Runware", "rest", None),
    Subject("runware_openai.Runware", "websocket", None),
    *(Subject(sdk.name, transport, sdk) for sdk in official.SDKS for transport in sdk.transports),
)


def schedules(count: int) -> list[Schedule]:
    """The first so many schedules in which the task itself meets a fault that passes."""
    found: list[Schedule] = []
    for seed in range(10_000):
        schedule = draw(seed)
        faults = [fault for fault in schedule.submission[:1] if fault]
        if faults and "never_finishes" not in faults[0]:
            found.append(replace(schedule, restart=False))
        if len(found) == count:
            break
    return found


def fate(subject: Subject, schedule: Schedule) -> Fate:
    """One call, as the SDK's README shows it: no id is given where the SDK makes its own."""
    with Sandbox(latency=0.5, scenario=schedule.scenario) as sandbox:
        began = time.monotonic()
        media, hung = (ours if subject.sdk is None else theirs)(subject, schedule, sandbox.url)
        seconds = time.monotonic() - began
        sandbox.advance(60)
        tasks = sandbox.journal()["tasks"]
    made = {result for task in tasks for result in task["results"]}
    return Fate(len(made), len(tasks), len(made - set(media)), hung, seconds)


def theirs(subject: Subject, schedule: Schedule, url: str) -> tuple[list[str], bool]:
    assert subject.sdk is not None
    request = {key: value for key, value in schedule.request.items() if key != "taskUUID"}
    try:
        (done,) = asyncio.run(official.call(subject.sdk, url, subject.transport, [request], PATIENCE))
    except RuntimeError:
        return [], False
    items: Sequence[dict[str, Any]] = done.get("items", [])
    return [item.get("imageUUID") or item.get("videoUUID") or "" for item in items], bool(done.get("hung"))


def ours(subject: Subject, schedule: Schedule, url: str) -> tuple[list[str], bool]:
    from runware_openai import Runware
    from runware_openai.errors import DeadlineExceeded, RunwareError

    with Runware("k", base_url=url, transport=subject.transport, timeout=PATIENCE - 10) as client:
        try:
            items = client.run(schedule.request).items
        except DeadlineExceeded as error:
            items = error.items
        except RunwareError:
            items = ()
    return [str(item.get("imageUUID") or item.get("videoUUID")) for item in items], False


def table(count: int) -> list[str]:
    drawn = schedules(count)
    rows = []
    for subject in SUBJECTS:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            fates = list(pool.map(lambda schedule: fate(subject, schedule), drawn))
        seen = Counter[str]()
        for one in fates:
            seen["all"] += one.made > 0 and one.lost == 0 and one.bills == 1
            seen["nothing"] += one.made == 0 and one.bills <= 1
            seen["twice"] += one.bills > 1
            seen["lost"] += one.lost > 0 and one.bills <= 1
            seen["hung"] += one.hung
        extra = sum(max(one.bills - 1, 0) for one in fates)
        slowest = max(one.seconds for one in fates)
        cells = (
            subject.name,
            subject.transport,
            seen["all"],
            seen["nothing"],
            seen["twice"],
            extra,
            seen["lost"],
            seen["hung"],
        )
        rows.append(f"| {' | '.join(map(str, cells))} | {slowest:.0f} s |")
        print(rows[-1], flush=True)
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--schedules", type=int, default=48)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "billing.md")
    options = parser.parse_args()
    rows = table(options.schedules)
    page = (HERE / "billing.md").read_text(encoding="utf-8")
    options.out.write_text(
        page.format(count=options.schedules, rows="\n".join(rows), patience=PATIENCE, ours=PATIENCE - 10),
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
