"""What the synchronous and the asynchronous client share: settings, tasks, engines, journal and log."""

from __future__ import annotations

import logging
import os
import random
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from typing import TypeAlias, TypeVar

from . import _protocol
from ._build import new_task_uuid
from ._effects import Answered, NotSent, Outcome, Send, Unknown
from ._engine import Engine, Until
from ._jobs import Job, Journal, Progress
from ._limits import Polling, Timeouts
from ._progress import Display
from ._reach import Reach
from ._task import Ending, Task
from ._validate import validate as validate_request
from .errors import MissingResult, RunwareError, ValidationError
from .media import Media, media

LARGEST_ANSWER = 100_000_000
"""Bytes of one answer, decompressed, that are read."""

OnProgress: TypeAlias = "Callable[[Progress], object]"
JournalPath: TypeAlias = "str | os.PathLike[str]"

Value = TypeVar("Value")

_log = logging.getLogger("runware_openai")


class Core:
    """The settings of a client, and everything it does that needs no waiting."""

    def __init__(
        self,
        key: str | None,
        base_url: str | None,
        timeouts: Timeouts | float,
        polling: Polling,
        validates: bool,
        journal: JournalPath | None,
        on_progress: OnProgress | None,
        shows_bar: bool,
    ) -> None:
        self.key = _protocol.api_key(key)
        self.url = _protocol.base_url(base_url)
        self.timeouts = Timeouts.of(timeouts, Timeouts())
        self._reach = Reach()
        self._polling = polling
        self._validates = validates
        self._journal = None if journal is None else Journal(journal)
        self._on_progress = on_progress
        self._display = Display() if shows_bar else None

    def with_options(
        self, validates: bool | None, timeout: Timeouts | float | None, on_progress: OnProgress | None
    ) -> Core:
        """The same with what is given in its place: journal, bar and what is known of the address are shared."""
        other = copy(self)
        other.timeouts = Timeouts.of(timeout, self.timeouts)
        other._validates = self._validates if validates is None else validates
        other._on_progress = on_progress or self._on_progress
        return other

    @contextmanager
    def calling(self, tasks: list[str]) -> Generator[None]:
        """A call: whatever ends it early says which tasks it was about."""
        try:
            yield
        except BaseException as error:
            _protocol.mark(error, tasks)
            raise
        finally:
            if self._display is not None:
                self._display.forget(tasks)

    def task(self, request: Mapping[str, object], validate: bool | None) -> Task:
        """A request as a task. Raises ValidationError, and ValueError for what cannot be sent."""
        if self._validates if validate is None else validate:
            validate_request(request)
        return _protocol.task_of(request)

    def tasks(self, requests: Sequence[Mapping[str, object]], validate: bool | None) -> list[Task | ValidationError]:
        """Requests as tasks, what is wrong with one in its place. Raises ValueError for a task id that comes twice."""
        seen: set[str] = set()
        for name in _protocol.names(requests):
            if name.lower() in seen:
                raise ValueError("two of the requests have the same taskUUID")
            seen.add(name.lower())
        found: list[Task | ValidationError] = []
        for request in requests:
            try:
                found.append(self.task(request, validate))
            except ValidationError as error:
                _protocol.mark(error, _protocol.names([request]))
                found.append(error.with_traceback(None))
        return found

    def known(self, job: object) -> Task:
        """A task that was submitted before; of a bare id one result is expected. Raises TypeError for neither."""
        name = job.task_uuid if isinstance(job, Job) else job
        if not isinstance(name, str) or not name:
            raise TypeError("wait for a Job, or the taskUUID of one")
        return Task(job if isinstance(job, Job) else Job(name, "", ""))

    def upload(self, image: Media) -> Task:
        request = {"taskType": "imageUpload", "taskUUID": new_task_uuid(), "image": media(image)}
        return _protocol.task_of(request)

    def engine(
        self, tasks: Sequence[Task], clock: Callable[[], float], timeout: Timeouts | float | None, until: Until
    ) -> Engine:
        deadline = clock() + Timeouts.of(timeout, self.timeouts).total
        return Engine(
            tasks,
            clock=clock,
            random=random.random,
            deadline=deadline,
            polling=self._polling,
            reach=self._reach,
            until=until,
        )

    @property
    def shown_url(self) -> str:
        """The address as a repr may show it."""
        return _protocol.without_credentials(self.url)

    def record(self, jobs: Sequence[Job]) -> None:
        """Write new jobs to the journal, if there is one. Raises OSError where they cannot be noted."""
        if self._journal is not None:
            self._journal.write(jobs)

    def delivered(self, engines: Sequence[Engine]) -> None:
        """Note in the journal what ended, now that the caller gets it.

        Not earlier: what a call that is interrupted had come to stays pending, and can be had again.
        """
        jobs = [job for engine in engines for job in engine.ended]
        if self._journal is None or not jobs:
            return
        try:
            self._journal.write(jobs, sync=False)
        except OSError as error:
            # What was paid for is worth more than the note that it came.
            _log.warning("the end of %d tasks is not in the journal: %s", len(jobs), error.strerror)

    def report(self, progress: Progress, on_progress: OnProgress | None) -> None:
        _log.debug("task %s: %s, %d of %d", progress.task_uuid, progress.state, progress.finished, progress.expected)
        if self._display is not None:
            self._display.show(progress)
        for callback in (self._on_progress, on_progress):
            if callback is not None:
                callback(progress)

    def exchanged(self, send: Send, outcome: Outcome) -> Outcome:
        """Note in the log what came of an exchange: ids and words of ours, nothing that was sent or received.

        Who waits is warned the first time that no connection comes about.
        """
        what = "submitted" if send.is_submission else "asked for"
        match outcome:
            case Answered():
                came = f"status {outcome.status}"
            case NotSent() | Unknown():
                came = f"{type(outcome).__name__}: {outcome.reason}"
        _log.debug("%s %s: %s", what, ", ".join(send.tasks), came)
        if isinstance(outcome, NotSent) and self._reach.is_news(outcome):
            _log.warning("%s; trying again", outcome.reason)
        return outcome


def chunks(tasks: Sequence[Task | ValidationError], size: int) -> list[list[Task]]:
    """The tasks in batches. Raises ValueError for a size below 1."""
    if size < 1:
        raise ValueError("batch must be at least 1")
    good = [task for task in tasks if isinstance(task, Task)]
    return [good[start : start + size] for start in range(0, len(good), size)]


def in_order(
    tasks: Sequence[Task | ValidationError], endings: Iterable[Ending], read: Callable[[Ending], Value]
) -> list[Value | RunwareError]:
    """What came of each request, or the error in its place, in the order of the requests."""
    rest = iter(endings)
    ended = [task if isinstance(task, ValidationError) else next(rest) for task in tasks]
    return [one if isinstance(one, ValidationError) else one.failure or read(one) for one in ended]


def stop(engines: Sequence[Engine]) -> None:
    for engine in engines:
        engine.stop()


def uploaded(item: Mapping[str, object]) -> str:
    """The id of a picture that was uploaded. Raises MissingResult where the answer has none."""
    found = item.get("imageUUID")
    if not isinstance(found, str) or not found:
        raise MissingResult("the answer holds no imageUUID")
    return found
