"""A task as it is remembered: enough to ask for it again, and nothing private."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Literal, TypeAlias, cast, get_args

from ._disk import sync_folder, write_all

JobState: TypeAlias = Literal["submitted", "accepted", "finished", "failed"]
"""``submitted`` means that its fate is not known; the other words are what the service said."""

_STATES: tuple[str, ...] = get_args(JobState)


@dataclass(frozen=True)
class Job:
    """A task that can be waited for, in another process too.

    ``submitted_at`` is a time in ISO 8601, UTC. ``results`` are those the answer to the submission
    held already; they are not part of the JSON.
    """

    task_uuid: str
    task_type: str
    model: str
    number_results: int = 1
    submitted_at: str = ""
    state: JobState = "submitted"
    results: tuple[Mapping[str, object], ...] = field(default=(), repr=False, compare=False)

    @classmethod
    def of(cls, request: Mapping[str, object]) -> Job:
        """The job of a request. Raises ValueError without a taskUUID, since nothing could be matched to it."""
        task_uuid = request.get("taskUUID")
        if not isinstance(task_uuid, str):
            raise ValueError("the request needs a taskUUID, by which its results are found")
        expected = request.get("numberResults")
        whole = isinstance(expected, (int, float)) and not isinstance(expected, bool) and 1 <= expected < 1000
        return cls(
            task_uuid,
            _text(request.get("taskType")),
            _text(request.get("model")),
            int(cast("float", expected)) if whole else 1,
            datetime.now(UTC).isoformat(timespec="seconds"),
        )

    def to_json(self) -> str:
        """The job in one line of JSON."""
        return json.dumps(
            {
                "taskUUID": self.task_uuid,
                "taskType": self.task_type,
                "model": self.model,
                "numberResults": self.number_results,
                "submittedAt": self.submitted_at,
                "state": self.state,
            }
        )

    @classmethod
    def from_json(cls, text: str) -> Job:
        """The job that ``to_json`` wrote. Raises ValueError for anything else."""
        data: object = json.loads(text)
        found = cast("dict[str, object]", data) if isinstance(data, dict) else {}
        words = [found.get(key) for key in ("taskUUID", "taskType", "model", "submittedAt", "state")]
        expected = found.get("numberResults")
        if not all(isinstance(word, str) for word in words) or type(expected) is not int or words[4] not in _STATES:
            raise ValueError("this is not the JSON of a job")
        task_uuid, task_type, model, submitted_at, state = cast("list[str]", words)
        return cls(task_uuid, task_type, model, expected, submitted_at, cast("JobState", state))

    def at(self, state: JobState) -> Job:
        return replace(self, state=state)


@dataclass(frozen=True)
class Progress:
    """How far a task is: ``finished`` of ``expected`` results, after ``elapsed`` seconds of this call.

    ``percent`` is the service's own number, where it gives one.
    """

    task_uuid: str
    state: JobState
    finished: int
    expected: int
    percent: int | None
    elapsed: float


class Journal:
    """A file of jobs, one JSON object a line; a job's last line counts.

    Lines are appended and on disk before ``write`` returns, so that a task is never submitted
    without a trace. Only its owner can read the file.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        self._lock = Lock()

    def write(self, jobs: Iterable[Job], *, sync: bool = True) -> None:
        """Append jobs; without ``sync`` a crash may take them back. Raises OSError where the file cannot be written."""
        text = "".join(job.to_json() + "\n" for job in jobs).encode()
        with self._lock:
            is_new = not self.path.exists()
            # In append mode a line goes to the end of the file even if another process writes to it, too.
            file = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                size = os.fstat(file).st_size
                # What a crash cut short must not swallow the line that follows it.
                cut = size and os.pread(file, 1, size - 1) != b"\n"
                write_all(file, b"\n" + text if cut else text)
                if sync:
                    os.fsync(file)
            finally:
                os.close(file)
            if is_new and sync:
                sync_folder(self.path.parent)

    def pending(self) -> list[Job]:
        """The jobs that have not ended, oldest first; lines that a crash cut short are passed over."""
        found: dict[str, Job] = {}
        if self.path.exists():
            for line in self.path.read_bytes().splitlines():
                try:
                    job = Job.from_json(line.decode())
                except (ValueError, RecursionError):
                    continue
                found[job.task_uuid] = job
        return [job for job in found.values() if job.state in ("submitted", "accepted")]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
