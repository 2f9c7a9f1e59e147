"""Jobs and the journal: on disk before anything is sent, readable after any crash, and free of what is private."""

from __future__ import annotations

import json
import os
import stat
import threading
from pathlib import Path
from typing import Any

import pytest
from airsmith.sandbox import Sandbox
from runware_openai import ApiError, DeadlineExceeded, Job, Journal, Polling, Progress, ValidationError

from client.calls import BOTH, EVERY, PROMPT, call, image, video
from service import KEY, Answer, Received, Service, success

JOB = Job("24cd5dff-cb81-4db5-8506-b72a9425f9d1", "videoInference", "openai:3@1", 2, "2026-11-22T18:00:00+00:00")


def states(path: Path) -> list[tuple[str, str]]:
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [(line["taskUUID"], line["state"]) for line in lines]


@BOTH
def test_a_task_is_in_the_journal_before_it_is_sent(kind: str, service: Service, tmp_path: Path) -> None:
    path = tmp_path / "jobs.jsonl"
    seen: list[str] = []

    def reply(received: Received) -> Answer:
        seen.append(path.read_text(encoding="utf-8"))
        return success(received)

    service.reply = reply
    request = image(numberResults=1)
    call(kind, {"base_url": service.url, "journal": path}, lambda client: client.run(request))
    assert Job.from_json(seen[0]).task_uuid == request["taskUUID"]
    assert states(path) == [(request["taskUUID"], "submitted"), (request["taskUUID"], "finished")]
    assert Journal(path).pending() == []
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    text = path.read_text(encoding="utf-8")
    assert PROMPT not in text
    assert KEY not in text


@BOTH
def test_what_cannot_be_noted_is_not_sent(kind: str, service: Service, tmp_path: Path) -> None:
    request = image()
    with pytest.raises(OSError, match="Is a directory") as caught:
        call(kind, {"base_url": service.url, "journal": tmp_path}, lambda client: client.run(request))
    assert caught.value.__notes__ == [f"taskUUID: {request['taskUUID']}"]
    assert service.received == []


def test_the_end_of_a_task_is_worth_more_than_its_note(
    service: Service, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "jobs" / "jobs.jsonl"
    path.parent.mkdir()

    def reply(received: Received) -> Answer:
        path.unlink()
        path.parent.rmdir()
        return success(received)

    service.reply = reply
    result = call("Runware", {"base_url": service.url, "journal": path}, lambda client: client.run(image()))
    assert len(result.items) == 1
    assert "not in the journal" in caplog.text


@BOTH
def test_what_is_wrong_is_not_noted(kind: str, service: Service, tmp_path: Path) -> None:
    path = tmp_path / "jobs.jsonl"
    with pytest.raises(ValidationError):
        call(kind, {"base_url": service.url, "journal": path}, lambda client: client.run(image(width=5)))
    assert not path.exists()
    service.says({"errors": [{"code": "unsupportedDuration"}]}, 400)
    with pytest.raises(ApiError):
        call(kind, {"base_url": service.url, "journal": path}, lambda client: client.run(image()))
    assert [state for _, state in states(path)] == ["submitted", "failed"]


@BOTH
def test_results_that_nobody_was_given_are_pending(kind: str, service: Service, tmp_path: Path) -> None:
    """A batch is done, the next is interrupted: the caller has the results of neither."""
    path = tmp_path / "jobs.jsonl"
    requests = [image(), image()]

    def interrupt(progress: Progress) -> None:
        if progress.task_uuid == requests[1]["taskUUID"] and progress.state == "finished":
            raise KeyboardInterrupt

    def use(client: Any) -> Any:
        return client.run_many(requests, batch=1, concurrency=1, on_progress=interrupt)

    with pytest.raises(KeyboardInterrupt):
        call(kind, {"base_url": service.url, "journal": path}, use)
    assert [job.task_uuid for job in Journal(path).pending()] == [request["taskUUID"] for request in requests]
    call(kind, {"base_url": service.url, "journal": path}, lambda client: client.run_many([image(), image()]))
    assert len(Journal(path).pending()) == 2


@EVERY
def test_what_is_pending_can_be_waited_for_later(kind: str, transport: str, sandbox: Sandbox, tmp_path: Path) -> None:
    path = tmp_path / "jobs.jsonl"
    options = {"base_url": sandbox.url, "transport": transport, "journal": path}
    requests = [video(), video(), video()]

    def use(client: Any) -> Any:
        return client.run_many(requests, batch=1, concurrency=3, timeout=0.5)

    late = call(kind, {**options, "polling": Polling(first=10)}, use)
    assert all(isinstance(one, DeadlineExceeded) for one in late)
    pending = Journal(path).pending()
    assert {job.task_uuid for job in pending} == {request["taskUUID"] for request in requests}
    sandbox.advance(5)
    for job in pending:
        assert len(call(kind, options, lambda client, job=job: client.wait(job)).items) == 1
    assert Journal(path).pending() == []
    assert sandbox.journal()["billed"] == 3


def test_a_job_is_the_same_after_json() -> None:
    assert Job.from_json(JOB.to_json()) == JOB
    assert json.loads(JOB.to_json()) == {
        "taskUUID": JOB.task_uuid,
        "taskType": "videoInference",
        "model": "openai:3@1",
        "numberResults": 2,
        "submittedAt": "2026-11-22T18:00:00+00:00",
        "state": "submitted",
    }
    with pytest.raises(AttributeError):
        JOB.state = "finished"  # type: ignore[misc]


@pytest.mark.parametrize(
    "text", ["", "5", "[]", "{}", '{"taskUUID": 5}', JOB.to_json().replace("submitted", "odd"), JOB.to_json()[:-5]]
)
def test_what_is_no_job_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Job.from_json(text)


def test_a_line_that_a_crash_cut_short_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "jobs.jsonl"
    whole = JOB.to_json()
    for cut in range(len(whole)):
        path.write_text(f"{whole}\n{whole[:cut]}", encoding="utf-8")
        assert Journal(path).pending() == [JOB]
    path.write_bytes(b"\xff\xfe\x00\n[[[\n" + whole.encode() + b"\n")
    assert Journal(path).pending() == [JOB]
    path.write_text(whole[:-5], encoding="utf-8")
    Journal(path).write([JOB])
    assert Journal(path).pending() == [JOB]


def test_the_last_line_of_a_job_counts(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "jobs.jsonl")
    assert journal.pending() == []
    journal.write([JOB])
    journal.write([JOB.at("accepted")])
    assert journal.pending() == [JOB.at("accepted")]
    journal.write([JOB.at("finished")])
    assert journal.pending() == []


def test_many_writers_do_not_mix_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "jobs.jsonl"
    jobs = [Job(str(index), "imageInference", "m" * 200) for index in range(200)]

    def write(start: int) -> None:
        journal = Journal(path)
        for job in jobs[start::4]:
            journal.write([job])

    threads = [threading.Thread(target=write, args=(start,)) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {job.task_uuid for job in Journal(path).pending()} == {job.task_uuid for job in jobs}


def test_it_is_on_disk_before_write_returns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    real = os.fsync

    def fsync(file: int) -> None:
        synced.append(file)
        real(file)

    monkeypatch.setattr(os, "fsync", fsync)
    Journal(tmp_path / "jobs.jsonl").write([JOB])
    assert len(synced) == 2, "the file, and the folder that names it"
