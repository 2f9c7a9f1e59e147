"""The engine against a service that fails in every way it can, as drawn at random.

The service accepts whatever reaches it, also a task that it has already: so a task that is sent twice is paid twice.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from runware_openai._effects import Answered, NotSent, Outcome, Send, Unknown
from runware_openai._jobs import Job
from runware_openai._task import Task
from runware_openai.errors import DeadlineExceeded, RunwareError

from client.virtual import Ran, drive

FAULTS = (
    "none",
    "refused connection",
    "cut before",
    "cut after",
    "error after",
    "busy",
    "lost word",
    "duplicate",
    "empty errors",
    "nonsense",
    "poll error",
    "forgotten",
)
UUIDS = [f"{letter * 8}-0000-4000-8000-{letter * 12}" for letter in "abcd"]


@dataclass
class Taken:
    """A task that the service has: when it is done, and which of its results failed."""

    done: float
    results: int
    failing: int
    times: int = 1


@dataclass
class Service:
    """What the service knows, what it answered, and the faults that are still to come."""

    faults: list[str]
    takes: list[float]
    expected: dict[str, tuple[int, int, float]]
    has: dict[str, Taken] = field(default_factory=dict[str, Taken])
    delivered: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    acknowledged: set[str] = field(default_factory=set[str])

    def __call__(self, send: Send, now: float) -> tuple[Outcome, float]:
        fault = self.faults.pop(0) if self.faults else "none"
        takes = min(self.takes.pop(0) if self.takes else 0.1, send.timeout)
        return self.outcome(send, now + takes, fault), takes

    def outcome(self, send: Send, now: float, fault: str) -> Outcome:
        if fault == "refused connection":
            return NotSent("ConnectError")
        if fault == "cut before":
            return Unknown("ReadError")
        if fault == "busy":
            return Answered(429, {"errors": [{"code": "rateLimitExceeded", "retryAfter": 2}]})
        if fault == "poll error" and not send.is_submission:
            return Answered(500, {"errors": [{"code": "taskNotFound", "taskUUID": send.tasks[0]}]})
        if fault == "forgotten" and self.acknowledged.issuperset(send.tasks):
            # A machine that has not heard of the task yet; to one that was acknowledged this must do no harm.
            return Answered(404, {"errors": [{"code": "taskNotFound", "taskUUID": name} for name in send.tasks]})
        if send.is_submission:
            for name in send.tasks:
                self.accept(name, now)
        envelope = self.words(send, now)
        if fault == "cut after":
            return Unknown("ReadTimeout")
        if fault == "error after":
            return Answered(500, {"errors": [{"code": "internalServerError"}]})
        if fault == "lost word":
            return Answered(200, {"data": []})
        if fault == "nonsense":
            return Answered(200, {"data": "x", "errors": [5, None], "error": [[]]})
        if fault == "duplicate":
            envelope["data"] = [*envelope["data"], *reversed(envelope["data"])]
        if fault == "empty errors":
            envelope.setdefault("errors", [])
        self.note(envelope)
        return Answered(200, envelope)

    def accept(self, name: str, now: float) -> None:
        results, failing, seconds = self.expected[name]
        if name in self.has:
            self.has[name].times += 1
        else:
            self.has[name] = Taken(now + seconds, results, failing)

    def words(self, send: Send, now: float) -> dict[str, Any]:
        data: list[dict[str, str]] = []
        errors: list[dict[str, str]] = []
        for name in send.tasks:
            task = self.has.get(name)
            if task is None:
                errors.append({"code": "taskNotFound", "taskUUID": name})
                continue
            for index in range(task.results):
                # Results are finished one after another.
                if now < task.done + index:
                    data.append({"taskUUID": name, "status": "processing"})
                elif index < task.failing:
                    errors.append({"code": "taskFailed", "taskUUID": name, "status": "error"})
                else:
                    data.append({"taskUUID": name, "status": "success", "imageUUID": f"{name}-{index}"})
        return {"data": data, **({"errors": errors} if errors else {})}

    def note(self, envelope: dict[str, Any]) -> None:
        for item in envelope["data"]:
            self.acknowledged.add(item["taskUUID"])
            if "imageUUID" in item:
                self.delivered.setdefault(item["taskUUID"], set()).add(item["imageUUID"])


TASKS = st.lists(st.tuples(st.integers(1, 4), st.integers(0, 2), st.floats(0, 60)), min_size=1, max_size=4)


@settings(max_examples=1000, deadline=None)
@given(
    TASKS,
    st.lists(st.sampled_from(FAULTS), max_size=25),
    st.lists(st.floats(0.001, 30), max_size=25),
    st.floats(1, 200),
    st.lists(st.floats(0, 1, exclude_max=True), min_size=1, max_size=10),
    st.booleans(),
)
def test_nothing_is_paid_twice_nothing_is_lost_and_every_call_ends(
    drawn: list[tuple[int, int, float]],
    faults: list[str],
    takes: list[float],
    deadline: float,
    randoms: list[float],
    only_submits: bool,
) -> None:
    expected = dict(zip(UUIDS, drawn, strict=False))
    service = Service(list(faults), list(takes), expected)
    tasks = [Task(Job(name, "imageInference", "m", results), "{}") for name, (results, _, _) in expected.items()]
    numbers = iter(randoms * 10_000)
    until: Any = "accepted" if only_submits else "finished"
    ran = drive(tasks, service, deadline=deadline, random=lambda: next(numbers), until=until)
    assert ran.ended <= deadline * (1 + 1e-12), "but for rounding"
    assert all(taken.times == 1 for taken in service.has.values())
    for ending in ran.endings:
        kept = ending.failure.items if isinstance(ending.failure, DeadlineExceeded) else ending.items
        found = {str(item["imageUUID"]) for item in kept}
        assert found == service.delivered.get(ending.job.task_uuid, set())
        check_end(ending, expected[ending.job.task_uuid], service, only_submits)
    check_journal(ran)


def check_end(ending: Any, expected: tuple[int, int, float], service: Service, only_submits: bool) -> None:
    """Whatever comes out is a result, a typed error, or a job to wait for."""
    results, failing, _ = expected
    if ending.failure is None and not only_submits:
        assert len(ending.items) + len(ending.errors) == results
        assert len(ending.errors) == min(failing, results)
    if ending.failure is not None:
        assert isinstance(ending.failure, RunwareError)
        assert ending.failure.task_uuid == ending.job.task_uuid
    if ending.job.state == "failed" and ending.failure.code not in ("taskFailed", "taskNotFound"):
        assert ending.job.task_uuid not in service.has, "the task runs, and its job says that it does not"


def check_journal(ran: Ran) -> None:
    """Each task is noted before it is sent, and each that ended once more."""
    noted = [name for name, state in ran.journal if state == "submitted"]
    assert noted == list(dict.fromkeys(noted))
    for _, send in ran.sends:
        assert set(send.tasks) <= set(noted)
    over = {ending.job.task_uuid for ending in ran.endings if ending.job.state in ("finished", "failed")}
    assert {name for name, state in ran.journal if state in ("finished", "failed")} == over & set(noted)


def words(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    keys = "data errors error taskUUID code status imageUUID imageURL message parameter retryAfter progress".split()
    return st.dictionaries(st.sampled_from(keys), values | st.just(UUIDS[0]) | st.just("success") | st.just("error"))


@settings(max_examples=300, deadline=None)
@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(max_size=5), lambda x: st.lists(x) | words(x)))
def test_an_answer_may_be_anything(answer: Any) -> None:
    envelope = answer if isinstance(answer, dict) else {"data": answer, "errors": answer}

    def exchange(send: Send, now: float) -> tuple[Outcome, float]:
        return Answered(200, envelope), min(0.5, send.timeout)

    (ending,) = drive([Task(Job(UUIDS[0], "imageInference", "m"), "{}")], exchange, deadline=20).endings
    assert ending.failure is None or isinstance(ending.failure, RunwareError)
    repr(ending.failure)
