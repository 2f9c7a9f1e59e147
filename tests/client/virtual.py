"""Driving an engine without time or network: a clock that is moved by hand, and outcomes from a script."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from runware_openai._effects import Outcome, Pause, Record, Report, Send
from runware_openai._engine import Engine, Until
from runware_openai._jobs import Job, Progress
from runware_openai._limits import Polling
from runware_openai._reach import Reach
from runware_openai._task import Ending, Task

Exchange = Callable[[Send, float], tuple[Outcome, float]]
"""What comes of a send at a time, and how many seconds it takes."""


@dataclass
class Ran:
    """What an engine did."""

    endings: tuple[Ending, ...] = ()
    ended: float = 0.0
    journal: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    progress: list[Progress] = field(default_factory=list[Progress])
    sends: list[tuple[float, Send]] = field(default_factory=list[tuple[float, Send]])


def drive(
    tasks: list[Task],
    exchange: Exchange,
    *,
    deadline: float = 100.0,
    polling: Polling | None = None,
    until: Until = "finished",
    random: Callable[[], float] = lambda: 0.5,
    reach: Reach | None = None,
) -> Ran:
    """Run an engine to its end; an exchange is cut off at the deadline, as a transport does."""
    ran, now = Ran(), 0.0
    engine = Engine(
        tasks,
        clock=lambda: now,
        random=random,
        deadline=deadline,
        polling=polling or Polling(),
        reach=reach or Reach(),
        until=until,
    )
    steps, told = engine.steps(), None
    while True:
        try:
            effect = steps.send(told)
        except StopIteration as stop:
            ran.endings, ran.ended = stop.value, now
            ran.journal += [(job.task_uuid, job.state) for job in engine.ended]
            return ran
        told = None
        match effect:
            case Record(jobs):
                ran.journal += [(job.task_uuid, job.state) for job in jobs]
            case Report(progress):
                ran.progress.append(progress)
            case Pause(seconds):
                assert 0 < seconds <= deadline - now
                now += seconds
            case Send():
                assert 0 < effect.timeout <= deadline - now
                ran.sends.append((now, effect))
                told, takes = exchange(effect, now)
                assert takes <= effect.timeout
                now += takes


def image(name: str, results: int = 1) -> Task:
    return Task(Job(name, "imageInference", "openai:1@1", results), "{}")
