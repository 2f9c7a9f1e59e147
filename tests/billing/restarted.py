"""One half of a call: a process that submits and is killed, or one that finds the job in the journal and waits."""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from runware_openai import Job, Journal, Runware, Timeouts
from runware_openai.errors import DeadlineExceeded, RunwareError

from schedules import DEADLINE, draw


class RemoteClock:
    """Virtual time for this process and, by its control interface, for the sandbox."""

    def __init__(self, url: str) -> None:
        self._url = url.removesuffix("/v1") + "/__sandbox/"
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.control("advance", {"seconds": seconds})

    def control(self, name: str, document: dict[str, Any]) -> None:
        body = json.dumps(document).encode()
        urlopen(Request(self._url + name, body, {"Content-Type": "application/json"}), timeout=30).close()


def main(step: str, url: str, transport: Any, seed: str, journal: str) -> None:
    schedule, clock = draw(int(seed)), RemoteClock(url)
    limits = Timeouts(connect=5, read=0.3, total=DEADLINE)
    client: Any = Runware("a-key-of-the-sandbox", base_url=url, transport=transport, timeout=limits, journal=journal)
    client._clock = clock
    if step == "submit":
        try:
            client.submit(schedule.request)
        finally:
            os.kill(os.getpid(), signal.SIGKILL)
    job: Job | str = next(iter(Journal(Path(journal)).pending()), schedule.task_uuid)
    print(json.dumps(wait(client, clock, job)))


def wait(client: Runware, clock: RemoteClock, job: Job | str) -> dict[str, Any]:
    try:
        return {"media": media(client.wait(job).items), "error": "", "seconds": clock.now, "later": []}
    except RunwareError as error:
        seconds, had = clock.now, error.items if isinstance(error, DeadlineExceeded) else ()
        clock.control("scenario", {"scenario": 1, "rules": []})
        try:
            later = client.wait(job, timeout=60).items
        except RunwareError as still:
            later = still.items if isinstance(still, DeadlineExceeded) else ()
        return {"media": media(had), "error": type(error).__name__, "seconds": seconds, "later": media(later)}


def media(items: Any) -> list[str]:
    return [item.get("imageUUID") or item["videoUUID"] for item in items]


if __name__ == "__main__":
    main(*sys.argv[1:])
