"""The table of engine_cases.yaml, played to the Python engine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from runware_openai._effects import Answered, NotSent, Outcome, Send, Unknown
from runware_openai._jobs import Job
from runware_openai._limits import Polling
from runware_openai._reach import Reach
from runware_openai._task import Task

from client.virtual import drive

UUIDS = {letter: f"{letter * 8}-0000-4000-8000-{letter * 12}" for letter in "abcdef"}
LETTERS = {uuid: letter for letter, uuid in UUIDS.items()}
TYPES = {"image": "imageInference", "video": "videoInference"}

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("engine_cases.yaml").read_text(encoding="utf-8"))


def named(value: Any) -> Any:
    """The value with task ids in place of `@a`."""
    if isinstance(value, list):
        return [named(one) for one in value]
    if isinstance(value, dict):
        return {key: named(one) for key, one in value.items()}
    if isinstance(value, str) and value[:1] == "@":
        uuid = UUIDS[value[1].lower()]
        return uuid.upper() if value[1].isupper() else uuid
    return value


def outcome(written: dict[str, Any]) -> Outcome:
    if "not_sent" in written:
        return NotSent(written["not_sent"])
    if "unreachable" in written:
        return NotSent(written["unreachable"], is_unreachable=True)
    if "unknown" in written:
        return Unknown(written["unknown"])
    answer = written["answer"]
    envelope = {key: named(answer[key]) for key in ("data", "errors", "error") if key in answer}
    return Answered(answer.get("status", 200), envelope, answer.get("retry_after"))


def task(letter: str, written: dict[str, Any]) -> Task:
    known = written.get("known", False)
    kind = TYPES[written.get("type", "image")]
    job = Job(UUIDS[letter], kind, "m:1@1", written.get("results", 1), state="accepted" if known else "submitted")
    return Task(job, "" if known else "{}")


class Script:
    """The exchanges of a case, in their order."""

    def __init__(self, case: dict[str, Any]) -> None:
        self.steps: list[dict[str, Any]] = case["exchanges"]
        self.repeats = case.get("repeats", False)
        self.seen = 0

    def __call__(self, send: Send, now: float) -> tuple[Outcome, float]:
        kind, letters = "submit" if send.is_submission else "ask", [LETTERS[name] for name in send.tasks]
        assert self.seen < len(self.steps) or self.repeats, f"one more: {kind} {letters} at {now}"
        step = self.steps[min(self.seen, len(self.steps) - 1)]
        self.seen += 1
        assert (kind, letters) == next((key, step[key]) for key in ("submit", "ask") if key in step), f"at {now}"
        if self.seen <= len(self.steps):
            assert now == pytest.approx(step["at"]), f"{kind} {letters}"
        return outcome(step), step.get("takes", 0.0)


def identities(items: Any) -> list[str]:
    return [item.get("imageUUID") or item.get("videoUUID") for item in items]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"].replace(" ", "-"))
def test_the_engine_does_as_the_table_says(case: dict[str, Any]) -> None:
    script = Script(case)
    tasks = [task(letter, written or {}) for letter, written in case.get("tasks", {"a": {}}).items()]
    polling = Polling(**case.get("polling", {}))
    options = {"deadline": case.get("deadline", 100.0), "until": case.get("until", "finished")}
    reach = Reach()
    if case.get("reached", False):
        reach.learn(Answered(200, {}))
    ran = drive(tasks, script, polling=polling, reach=reach, **options)
    assert script.seen >= len(case["exchanges"])
    last = case["exchanges"][-1]
    assert ran.ended == pytest.approx(case.get("ended", last["at"] + last.get("takes", 0)))
    for ending, (letter, wanted) in zip(ran.endings, case["ends"].items(), strict=True):
        assert ending.job.task_uuid == UUIDS[letter]
        check(ending, wanted)
    if "journal" in case:
        assert [[LETTERS[name], state] for name, state in ran.journal] == case["journal"]


def check(ending: Any, wanted: dict[str, Any]) -> None:
    if "raises" in wanted:
        failure = ending.failure
        assert type(failure).__name__ == wanted["raises"]
        assert failure.code == wanted.get("code", failure.code)
        assert failure.retry_after == wanted.get("retry_after", failure.retry_after)
        assert failure.task_uuid == ending.job.task_uuid
        assert identities(getattr(failure, "items", ())) == wanted.get("items", [])
        assert ending.job.state == wanted.get("job", "failed")
    else:
        assert ending.failure is None
        assert identities(ending.items) == wanted.get("items", [])
        assert [error.code for error in ending.errors] == wanted.get("errors", [])
        assert ending.job.state == wanted.get("job", "finished")


def test_there_are_enough_cases_and_no_name_twice() -> None:
    names = [case["name"] for case in CASES]
    assert len(names) >= 40
    assert len(set(names)) == len(names)
