"""What to do about tasks, and in which order: every decision of the client, and no input or output.

The engine is a generator. It yields an effect (record, send, pause, report), is sent the outcome
where it asked for an exchange, and returns what each task came to. Its two promises: a task is
submitted again only where the service certainly does not have it, and every call ends by its
deadline. Clock and random numbers are given, so a test needs neither time nor a network.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from typing import Literal, TypeAlias, assert_never

from ._answers import Words, seconds, words_about
from ._codes import code_of
from ._effects import Answered, Effect, NotSent, Outcome, Pause, Record, Report, Send, Unknown
from ._jobs import Job, Progress
from ._limits import RETRY, Backoff, Polling
from ._reach import Reach
from ._task import Ending, Task
from ._verdicts import of_asking, of_silent_asking, of_silent_submission, of_submission, wordless
from .errors import ApiError, TransportError

GRACE = 30.0
"""Seconds an accepted task may be unknown to the service: word of it may not have reached every machine."""

Until: TypeAlias = Literal["accepted", "finished"]
Step: TypeAlias = "Generator[Effect, Outcome | None, None]"


class Engine:
    """Works on the tasks of one batch; ``deadline`` is a time of ``clock``, in seconds."""

    def __init__(
        self,
        tasks: Sequence[Task],
        *,
        clock: Callable[[], float],
        random: Callable[[], float],
        deadline: float,
        polling: Polling,
        reach: Reach,
        until: Until = "finished",
    ) -> None:
        self._tasks = tuple(tasks)
        self._clock = clock
        self._deadline = deadline
        self._until = until
        self._reach = reach
        self._in_vain = 0
        self._began = self._post_due = self._ask_due = clock()
        first = min((polling.first_for(task.job.task_type) for task in self._tasks), default=polling.longest)
        self._posts = Backoff(*RETRY, random)
        self._troubles = Backoff(*RETRY, random)
        self._polls = Backoff(first, polling.factor, polling.longest, random)
        self._told: dict[str, Progress] = {}
        self._is_stopped = False
        self.ended: list[Job] = []
        """Jobs that have ended, to be noted in the journal once the caller has what they came to."""

    def stop(self) -> None:
        """End after the exchange under way; called by a thread that will not wait for the end."""
        self._is_stopped = True

    def steps(self) -> Generator[Effect, Outcome | None, tuple[Ending, ...]]:
        """The effects, one after another."""
        fresh = tuple(task.job for task in self._tasks if task.fate == "new")
        has_begun = self._has_time()
        if fresh and has_begun:
            yield Record(fresh)
        while self._open() and self._has_time():
            yield from self._step()
            yield from self._tell()
        for task in self._open():
            task.expire()
        if has_begun or not fresh:
            yield from self._tell()
        return tuple(task.ending() for task in self._tasks)

    def _has_time(self) -> bool:
        return not self._is_stopped and self._clock() < self._deadline

    def _open(self) -> list[Task]:
        settled = ("ended", "accepted") if self._until == "accepted" else ("ended",)
        return [task for task in self._tasks if task.fate not in settled]

    def _step(self) -> Step:
        """The next exchange, or the pause before it."""
        new = [task for task in self._open() if task.fate == "new"]
        asked = [task for task in self._open() if task.fate != "new"]
        submits = bool(new) and (not asked or self._post_due <= self._ask_due)
        now = self._clock()
        wait = (self._post_due if submits else self._ask_due) - now
        if wait > 0:
            yield Pause(min(wait, self._deadline - now))
        elif submits:
            outcome = yield self._send(new, is_submission=True)
            self._read_submission(new, outcome)
            self._count(outcome)
        else:
            outcome = yield self._send(asked, is_submission=False)
            self._read_asking(asked, outcome)
            self._count(outcome)

    def _send(self, tasks: Sequence[Task], *, is_submission: bool) -> Send:
        elements = tuple(task.text if is_submission else task.question for task in tasks)
        return Send(elements, tuple(task.name for task in tasks), is_submission, self._deadline - self._clock())

    def _count(self, outcome: Outcome | None) -> None:
        """Give up where nobody was ever found at the address, and another attempt will hardly help."""
        self._reach.learn(outcome)
        if isinstance(outcome, NotSent) and outcome.is_unreachable:
            self._in_vain += 1
            if self._reach.is_hopeless(self._in_vain):
                for task in self._open():
                    task.give_up(outcome)

    def _tell(self) -> Step:
        """Report what changed, and keep what ended; nobody listens to an engine that was stopped."""
        if self._is_stopped:
            return
        for task in self._tasks:
            now, told = task.progress(self._clock() - self._began), self._told.get(task.name)
            if told is None or (told.state, told.finished, told.percent) != (now.state, now.finished, now.percent):
                self._told[task.name] = now
                yield Report(now)
                if now.state in ("finished", "failed") and (told is None or told.state != now.state):
                    self.ended.append(task.job)

    def _read_submission(self, tasks: Sequence[Task], outcome: Outcome | None) -> None:
        others = any(task.fate in ("accepted", "unsure") for task in self._open())
        wait: float | None = None
        match outcome:
            case NotSent():
                for task in tasks:
                    task.trouble = outcome
            case Unknown():
                for task in tasks:
                    task.doubt()
            case Answered():
                about = words_about(outcome.envelope, [task.name for task in tasks])
                wait = _longest_wait(outcome, about.values())
                for task in tasks:
                    self._judge_submission(task, about[task.name], outcome, wait)
            case None:
                raise TypeError("the outcome of the exchange is missing")
            case _:
                assert_never(outcome)
        if any(task.fate in ("new", "unsure") for task in tasks):
            self._post_due = self._clock() + max(self._posts.next(), wait or 0.0)
        if any(task.fate == "unsure" for task in tasks):
            self._ask_due = self._clock() + (wait or 0.0)
        elif not others:
            self._polls.reset()
            self._ask_due = self._clock() + max(self._polls.next(), wait or 0.0)

    def _judge_submission(self, task: Task, words: Words, answer: Answered, wait: float | None) -> None:
        is_repeated, task.reached = task.reached, True
        errors = task.take(words, answer.status, is_asking=False)
        if task.fate in ("accepted", "ended"):
            return
        failure: ApiError | TransportError
        if errors:
            failure = task.error(errors[0], answer.status, answer.retry_after)
            verdict = of_submission(code_of(errors[0]), answer.status, is_repeated=is_repeated)
        else:
            failure, verdict = wordless(answer.status, answer.retry_after), of_silent_submission(answer)
        match verdict:
            case "accepted":
                task.accept()
            case "busy" if wait is None or self._clock() + wait < self._deadline:
                task.trouble = failure
            case "failed" | "busy":
                # To wait for longer than the deadline allows would only delay the same error.
                task.fail(failure)
            case "unsure":
                task.doubt()
            case _:
                assert_never(verdict)

    def _read_asking(self, tasks: Sequence[Task], outcome: Outcome | None) -> None:
        is_troubled, wait = True, None
        match outcome:
            case NotSent() | Unknown():
                pass
            case Answered():
                about = words_about(outcome.envelope, [task.name for task in tasks])
                wait = _longest_wait(outcome, about.values())
                is_troubled = any([self._judge_asking(task, about[task.name], outcome) for task in tasks])
            case None:
                raise TypeError("the outcome of the exchange is missing")
            case _:
                assert_never(outcome)
        if not is_troubled:
            self._troubles.reset()
        delay = self._troubles.next() if is_troubled else self._polls.next()
        self._ask_due = self._clock() + max(delay, wait or 0.0)

    def _judge_asking(self, task: Task, words: Words, answer: Answered) -> bool:
        """Whether something is wrong that may pass, so that the next question should wait longer."""
        errors = task.take(words, answer.status, is_asking=True)
        if task.fate == "ended" or words.items or len(errors) < len(words.errors):
            return False
        failure: ApiError | TransportError
        if errors:
            failure = task.error(errors[0], answer.status, answer.retry_after)
            verdict = of_asking(code_of(errors[0]), answer.status)
        else:
            failure, verdict = wordless(answer.status, answer.retry_after), of_silent_asking(answer)
        match verdict:
            case "accepted":
                task.accept()
            case "missing":
                task.miss(failure, self._clock(), GRACE)
            case "failed":
                task.fail(failure)
            case "stop":
                task.interrupt(failure)
            case "again":
                pass
            case _:
                assert_never(verdict)
        return verdict == "again"


def _longest_wait(answer: Answered, about: Iterable[Words]) -> float | None:
    """The longest time that the answer asks to wait, in its header or in any of its objects."""
    every = (one for words in about for one in (*words.items, *words.errors))
    waits = [answer.retry_after, *(seconds(one.get("retryAfter")) for one in every)]
    return max((wait for wait in waits if wait is not None), default=None)
