"""Both clients over both transports against a sandbox that misbehaves: never paid twice, nothing lost."""

from __future__ import annotations

from typing import Any

import pytest
from airsmith.sandbox import Sandbox
from runware_openai import DeadlineExceeded, Job, RateLimited, RunwareError, TaskConflict, TaskFailed, Timeouts

from client.calls import BOTH, EVERY, call, image, video


def scenario(*rules: dict[str, Any]) -> dict[str, Any]:
    return {"scenario": 1, "rules": list(rules)}


def once(action: dict[str, Any], **match: Any) -> dict[str, Any]:
    return {"match": match, "times": 1, "do": action}


def billed(sandbox: Sandbox) -> int:
    found: int = sandbox.journal()["billed"]
    return found


FAULTS: dict[str, dict[str, Any]] = {
    "cut before": {"cut": "before"},
    "cut after": {"cut": "after"},
    "error after accept": {"error_after_accept": 500},
    "truncated": {"truncated": True},
    "lost ack": {"lost_ack": True},
    "empty errors": {"empty_errors": True},
    "duplicate": {"duplicate": True},
    "rate limit": {"rate_limit": {"retry_after": 0.1}},
    "busy": {"fail": {"code": "serviceOverloaded", "status": 503}},
}


@EVERY
@pytest.mark.parametrize("fault", FAULTS)
def test_one_fault_is_survived_and_one_task_is_billed(kind: str, transport: str, fault: str, sandbox: Sandbox) -> None:
    request = image(numberResults=2, deliveryMethod="async" if fault in ("lost ack", "cut after") else "sync")
    sandbox.scenario(scenario(once(FAULTS[fault], taskType=request["taskType"])))
    result = call(kind, options(sandbox, transport), lambda client: client.run(request))
    assert len(result.items) == 2
    assert result.task_uuid == request["taskUUID"]
    assert billed(sandbox) == 1


def options(sandbox: Sandbox, transport: str = "rest", **more: Any) -> dict[str, Any]:
    return {"base_url": sandbox.url, "transport": transport, "timeout": Timeouts(read=2, total=30), **more}


@EVERY
def test_the_connection_may_be_cut_again_and_again(kind: str, transport: str, sandbox: Sandbox) -> None:
    rule = {"match": {"taskType": "getResponse"}, "times": 2, "do": {"cut": "before"}}
    sandbox.scenario(scenario(once({"cut": "after"}, taskType="videoInference"), rule))
    assert len(call(kind, options(sandbox, transport), lambda client: client.run(video())).items) == 1
    assert billed(sandbox) == 1


@EVERY
def test_results_and_errors_come_together(kind: str, transport: str, sandbox: Sandbox) -> None:
    sandbox.scenario(scenario(once({"partial": {"fail": 1, "code": "contentPolicyViolation"}})))
    result = call(kind, options(sandbox, transport), lambda client: client.run(image(numberResults=3)))
    assert len(result.items) == 2
    assert [error.code for error in result.errors] == ["contentPolicyViolation"]


@EVERY
def test_results_come_one_by_one(kind: str, transport: str, sandbox: Sandbox) -> None:
    sandbox.scenario(scenario(once({"stagger": 0.2})))
    seen: list[tuple[str, int]] = []
    keep = {"on_progress": lambda progress: seen.append((progress.state, progress.finished))}
    sandbox.advance(1)
    result = call(kind, options(sandbox, transport), lambda client: client.run(video(numberResults=3), **keep))
    assert len({item["videoUUID"] for item in result.items}) == 3
    assert seen[-1] == ("finished", 3)
    assert seen == sorted(seen, key=lambda one: one[1])


@EVERY
def test_a_failure_is_typed(kind: str, transport: str, sandbox: Sandbox) -> None:
    sandbox.scenario(scenario(once({"fail": {"code": "timeoutProvider", "message": "Too late."}})))
    with pytest.raises(TaskFailed) as caught:
        call(kind, options(sandbox, transport), lambda client: client.run(image()))
    assert (caught.value.code, caught.value.message) == ("timeoutProvider", "Too late.")


@EVERY
def test_what_never_finishes_ends_with_the_deadline_and_can_be_waited_for(
    kind: str, transport: str, sandbox: Sandbox
) -> None:
    sandbox.scenario(scenario(once({"never_finishes": True})))
    request = video()
    with pytest.raises(DeadlineExceeded) as caught:
        call(kind, options(sandbox, transport, timeout=0.5), lambda client: client.run(request))
    assert caught.value.job.task_uuid == request["taskUUID"]
    assert caught.value.job.state == "accepted"
    with pytest.raises(DeadlineExceeded):
        call(kind, options(sandbox, transport, timeout=0.3), lambda client: client.wait(caught.value.job))
    assert billed(sandbox) == 1


@EVERY
def test_a_task_id_is_used_once(kind: str, transport: str, sandbox: Sandbox) -> None:
    request = image()

    def use(client: Any) -> Any:
        return client.run(request)

    first = call(kind, options(sandbox, transport), use)
    with pytest.raises(TaskConflict) as caught:
        call(kind, options(sandbox, transport), use)
    assert caught.value.task_uuid == first.task_uuid
    assert billed(sandbox) == 1


@EVERY
def test_submit_and_wait(kind: str, transport: str, sandbox: Sandbox) -> None:
    request = video(numberResults=2)
    job = call(kind, options(sandbox, transport), lambda client: client.submit(request))
    assert (job.state, job.number_results, job.results) == ("accepted", 2, ())
    sandbox.advance(10)
    again = Job.from_json(job.to_json())
    assert again == job
    result = call(kind, options(sandbox, transport), lambda client: client.wait(again))
    assert len(result.items) == 2
    assert len(call(kind, options(sandbox, transport), lambda client: client.wait(job.task_uuid)).items) == 2
    assert billed(sandbox) == 1


@EVERY
def test_to_submit_a_picture_brings_it(kind: str, transport: str, sandbox: Sandbox) -> None:
    request = image()

    def use(client: Any) -> Any:
        return client.submit(request)

    job = call(kind, options(sandbox, transport), use)
    assert job.state == "finished"
    assert len(job.results) == 1
    assert "imageURL" not in job.to_json()
    asked = len(sandbox.journal()["requests"])
    result = call(kind, options(sandbox, transport), lambda client: client.wait(job))
    assert result.items == job.results
    assert len(sandbox.journal()["requests"]) == asked


@BOTH
def test_to_wait_for_what_nobody_knows_submits_nothing(kind: str, sandbox: Sandbox) -> None:
    with pytest.raises(DeadlineExceeded):
        call(kind, options(sandbox, timeout=0.3), lambda client: client.wait("24cd5dff-cb81-4db5-8506-b72a9425f9d1"))
    assert billed(sandbox) == 0


@BOTH
def test_to_wait_for_nothing_is_refused(kind: str, sandbox: Sandbox) -> None:
    for nothing in ("", None, 5):
        with pytest.raises(TypeError, match="a Job, or the taskUUID of one"):
            call(kind, options(sandbox, timeout=0.3), lambda client, job=nothing: client.wait(job))


@BOTH
def test_retry_after_beyond_the_deadline_is_not_waited_for(kind: str, sandbox: Sandbox) -> None:
    sandbox.scenario(scenario({"do": {"rate_limit": {"retry_after": 300}}}))
    with pytest.raises(RateLimited) as caught:
        call(kind, options(sandbox), lambda client: client.run(image()))
    assert caught.value.retry_after == 300
    assert billed(sandbox) == 0


@EVERY
def test_many_tasks_are_matched_by_their_ids(kind: str, transport: str, sandbox: Sandbox) -> None:
    requests = [image(numberResults=1 + index % 3) for index in range(25)]
    requests[7] = {**requests[7], "width": 1000}
    sandbox.scenario(scenario(once({"out_of_order": True}), once({"cut": "after"}), once({"lost_ack": True})))
    results = call(kind, options(sandbox, transport), lambda client: client.run_many(requests, batch=10, concurrency=2))
    for index, (request, result) in enumerate(zip(requests, results, strict=True)):
        assert result.task_uuid == request["taskUUID"]
        if index == 7:
            assert isinstance(result, RunwareError)
            assert result.violations[0].code == "unsupported_dimensions"  # type: ignore[attr-defined]
        else:
            assert len(result.items) == 1 + index % 3
    assert billed(sandbox) == 24
    posts = [one for one in sandbox.journal()["requests"] if "imageInference" in str(one)]
    assert posts
