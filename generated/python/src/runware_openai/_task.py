"""One task while the client works on it: its fate as far as it is known, and what came of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from ._answers import (
    Object,
    Words,
    failure_of,
    identity,
    is_of_one_result,
    is_success,
    percent_of,
    presentable,
    seconds,
)
from ._codes import ABOUT_THE_ID, api_error, code_of
from ._effects import NotSent as NotSentOutcome
from ._jobs import Job, Progress
from ._reach import TRIES
from .errors import ApiError, DeadlineExceeded, NotSent, RunwareError

Fate: TypeAlias = Literal["new", "unsure", "accepted", "ended"]
"""``new``: certainly not with the service, and may be sent. ``unsure``: sent, and nothing is known of it."""

Item: TypeAlias = Mapping[str, object]


@dataclass(frozen=True)
class Ending:
    """What a task came to: results and errors, or the failure that is raised in their place."""

    job: Job
    items: tuple[Item, ...] = field(repr=False)
    errors: tuple[ApiError, ...]
    failure: RunwareError | None


class Task:
    """``text`` is the request in JSON, made once, so that every attempt sends the same bytes.

    It is empty for a task that was submitted elsewhere; ``private`` is what no error may repeat.
    """

    def __init__(self, job: Job, text: str = "", private: tuple[str, ...] = ()) -> None:
        self.job = job
        self.text = text
        self.fate: Fate = "new" if text else "accepted"
        self.reached = False
        """Whether an attempt of this call may have reached the service."""
        self.trouble: NotSentOutcome | RunwareError | None = None
        """Why the task is still not with the service."""
        self._missing_since: float | None = None
        self._private = private
        self._items: dict[str, Item] = {identity(item): item for item in job.results}
        self._errors: list[ApiError] = []
        self._failure: RunwareError | None = None
        self._percent: int | None = None
        self._end_if_complete()

    @property
    def name(self) -> str:
        return self.job.task_uuid

    @property
    def question(self) -> str:
        """The element that asks for the task, in JSON."""
        return json.dumps({"taskType": "getResponse", "taskUUID": self.name})

    def error(self, raw: Item, status: int, retry_after: float | None = None) -> ApiError:
        """An error of the service about this task."""
        own = seconds(raw.get("retryAfter"))
        waits = [wait for wait in (own, retry_after) if wait is not None]
        made = api_error(presentable(raw, self._private), status, max(waits, default=None))
        made.task_uuid = self.name
        return made

    def take(self, words: Words, status: int, *, is_asking: bool) -> list[Object]:
        """Keep results and the errors of single results; return the errors that are about the whole task."""
        if words.items:
            self.accept()
        for item in filter(is_success, words.items):
            self._items.setdefault(identity(item), item)
        self._percent = percent_of(words.items)
        single, whole = self._sorted(words, is_asking=is_asking)
        self._keep_errors([self.error(raw, status) for raw in single])
        self._end_if_complete()
        return whole

    def _sorted(self, words: Words, *, is_asking: bool) -> tuple[list[Object], list[Object]]:
        """The errors of single results, and those about the whole task."""
        failed = [failure_of(item) for item in words.items]
        single: list[Object] = [error for error in failed if error]
        told = Counter(map(code_of, single))
        whole: list[Object] = []
        in_making = len(words.items) - len(single) - sum(map(is_success, words.items))
        # An error beside items is that of another result, unless all of them are accounted for and not yet there.
        room = self.job.number_results - len(self._items) - in_making if in_making else len(words.errors)
        for error in words.errors:
            if told[code_of(error)] > 0:
                # The failure of an item, told once more in its other place.
                told[code_of(error)] -= 1
                continue
            is_beside = bool(words.items) and room > 0
            is_single = is_beside or (is_asking and is_of_one_result(error))
            (single if is_single and code_of(error) not in ABOUT_THE_ID else whole).append(error)
            room -= 1
        return single, whole

    def _keep_errors(self, found: Iterable[ApiError]) -> None:
        """Answers are cumulative, and errors have no ids: of one code as many count as one answer holds.

        Their words may differ from answer to answer; to count one twice would end the task before its results.
        """
        have = Counter(error.code for error in self._errors)
        for error in found:
            have[error.code] -= 1
            if have[error.code] < 0:
                self._errors.append(error)

    def _end_if_complete(self) -> None:
        if len(self._items) + len(self._errors) >= self.job.number_results:
            self._end("finished" if self._items else "failed")

    def accept(self) -> None:
        """The service has the task."""
        self._missing_since = None
        if self.fate != "ended":
            self.fate = "accepted"
            self.job = self.job.at("accepted")

    def doubt(self) -> None:
        """It was sent, and nobody knows what became of it."""
        self.reached = True
        self.fate = "unsure"

    def miss(self, failure: RunwareError, now: float, grace: float) -> None:
        """The service has never seen the task: it may be sent again, unless it was accepted before."""
        if self.fate == "unsure":
            self.fate = "new"
            self.trouble = None
            return
        if self._missing_since is None:
            self._missing_since = now
        if now - self._missing_since >= grace:
            self.fail(failure)

    def fail(self, failure: RunwareError) -> None:
        """The task is over, without success but for what succeeded before."""
        self._failure = failure
        self._end("finished" if self._items else "failed")

    def interrupt(self, failure: RunwareError) -> None:
        """The call is over, the task may not be: its job stays as it is."""
        self._failure = failure
        self.fate = "ended"

    def give_up(self, why: NotSentOutcome) -> None:
        """Nobody is found at the address: what was not sent has failed, what was sent elsewhere may go on."""
        failure = NotSent(f"{why.reason}; tried {TRIES} times, and nothing was sent")
        if self.fate == "new" and not self.reached:
            self.fail(failure)
        else:
            self.interrupt(failure)

    def expire(self) -> None:
        """Time is up."""
        if self.fate == "new" and isinstance(self.trouble, RunwareError):
            self.fail(self.trouble)
        elif self.fate == "new" and not self.reached:
            why = f"{self.trouble.reason}: " if isinstance(self.trouble, NotSentOutcome) else ""
            self.fail(NotSent(f"{why}nothing was sent before the deadline"))
        else:
            words = "time is up, and the task is not finished; wait for its job, or ask for its taskUUID later"
            self.interrupt(DeadlineExceeded(words, self.job, tuple(self._items.values())))

    def _end(self, state: Literal["finished", "failed"]) -> None:
        self.fate = "ended"
        self.job = self.job.at(state)

    def progress(self, elapsed: float) -> Progress:
        done = len(self._items) + len(self._errors)
        return Progress(self.name, self.job.state, done, self.job.number_results, self._percent, elapsed)

    def ending(self) -> Ending:
        items, errors = tuple(self._items.values()), tuple(self._errors)
        failure = self._failure
        if items and isinstance(failure, ApiError):
            # What succeeded is never thrown away: the failure stands beside it.
            errors, failure = (*errors, failure), None
        elif not items and errors and failure is None:
            failure = errors[0]
        if failure is not None:
            failure.task_uuid = self.name
        return Ending(replace(self.job, results=items), items, errors, failure)
