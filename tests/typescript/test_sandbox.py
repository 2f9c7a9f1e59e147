"""The generated client against the sandbox, over both transports: pictures, videos, and everything that goes wrong."""

from __future__ import annotations

import base64
import io
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import av
import pytest
from airsmith.sandbox import Sandbox
from PIL import Image

from clients import REQUEST, TASK
from node import npm
from typescript_talk import PROMPT, talk

VIDEO: dict[str, Any] = {
    "taskType": "videoInference",
    "taskUUID": TASK,
    "model": "openai:3@1",
    "positivePrompt": PROMPT,
    "duration": 4,
    "width": 1280,
    "height": 720,
}
FAST = {"polling": {"first": 20, "longest": 100}}
TRANSPORTS = ("rest", "websocket")


@pytest.fixture(scope="module")
def service() -> Iterator[Sandbox]:
    with Sandbox(latency=0) as found:
        yield found


@pytest.fixture
def sandbox(service: Sandbox) -> Sandbox:
    service.reset()
    return service


def call(request: object, method: str = "run", save: Path | None = None, **options: Any) -> dict[str, Any]:
    return {"method": method, "args": [request, options], **({"save": str(save)} if save else {})}


def outcomes(sandbox: Sandbox, transport: str, *calls: dict[str, Any], **options: Any) -> list[Any]:
    found = talk(sandbox.url, *calls, transport=transport, **{**FAST, **options})
    return list(found["outcomes"])


def billed(sandbox: Sandbox) -> int:
    return int(sandbox.journal()["billed"])


def rule(do: dict[str, Any], **match: Any) -> dict[str, Any]:
    return {"scenario": 1, "rules": [{"match": match, "times": 1, "do": do}]}


@pytest.mark.parametrize("transport", TRANSPORTS)
@pytest.mark.parametrize("output", ["URL", "base64Data", "dataURI"])
def test_pictures_are_made_and_saved(sandbox: Sandbox, transport: str, output: str, tmp_path: Path) -> None:
    request = {**REQUEST, "outputType": output, "outputFormat": "PNG", "numberResults": 2}
    (found,) = outcomes(sandbox, transport, call(request, save=tmp_path))
    assert len(found["result"]["items"]) == 2 and not found["errors"]
    saved = sorted(tmp_path.iterdir())
    assert [path.name for path in saved] == [f"{TASK}-1.png", f"{TASK}-2.png"]
    for path in saved:
        with Image.open(io.BytesIO(path.read_bytes())) as picture:
            assert (picture.format, picture.size) == ("PNG", (1024, 1024))
    assert billed(sandbox) == 1


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_a_video_is_submitted_in_one_process_and_had_in_another(
    sandbox: Sandbox, transport: str, tmp_path: Path
) -> None:
    (submitted,) = outcomes(sandbox, transport, call(VIDEO, "submit"))
    job = submitted["value"]
    assert (job["taskUUID"], job["taskType"], job["state"]) == (TASK, "videoInference", "accepted")
    (found,) = outcomes(sandbox, transport, call(TASK, "wait", save=tmp_path))
    assert found["result"]["items"][0]["status"] == "success"
    (path,) = tmp_path.iterdir()
    with av.open(path) as video:
        stream = video.streams.video[0]
        assert (stream.width, stream.height) == (1280, 720)
        assert float(video.duration or 0) / 1e6 == pytest.approx(4, abs=0.3)
    assert billed(sandbox) == 1


FAULTS: dict[str, dict[str, Any]] = {
    "cut before it arrives": {"cut": "before"},
    "cut after it was accepted": {"cut": "after"},
    "an error after it was accepted": {"error_after_accept": 500},
    "an acknowledgement that is lost": {"lost_ack": True},
    "an answer that is cut short": {"truncated": True},
    "an empty list of errors": {"empty_errors": True},
    "every item twice": {"duplicate": True},
    "turned away for a moment": {"rate_limit": {"retry_after": 0.05}},
    "overloaded": {"fail": {"code": "serviceOverloaded", "status": 500, "retryAfter": 0.05}},
}


MET: dict[str, tuple[dict[str, Any], str]] = {
    "a picture's submission": (REQUEST, "imageInference"),
    "a video's submission": (VIDEO, "videoInference"),
    "a question": (VIDEO, "getResponse"),
}
"""What a fault meets, by its words: the request, and the task type of the element."""


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_whatever_goes_wrong_a_task_is_paid_for_once_and_its_result_is_had(sandbox: Sandbox, transport: str) -> None:
    every = [(fault, met) for fault in FAULTS for met in MET]
    rules: list[dict[str, Any]] = []
    calls: list[dict[str, Any]] = []
    for number, (fault, met) in enumerate(every):
        request, kind = MET[met]
        prompt = f"{PROMPT}, fault {number}."
        rules += rule(FAULTS[fault], taskType=kind, prompt_contains=prompt)["rules"]
        calls.append(
            call({**request, "taskUUID": f"{number:08x}-0000-4000-8000-000000000000", "positivePrompt": prompt})
        )
    sandbox.scenario({"scenario": 1, "rules": rules})
    # On a WebSocket a lost answer shows by nothing but the time it takes.
    made = outcomes(sandbox, transport, *calls, timeouts={"read": 1500})
    for (fault, met), found in zip(every, made, strict=True):
        assert "result" in found, f"{fault}, met by {met}: {found}"
        assert len(found["result"]["items"]) == 1 and not found["errors"], f"{fault}, met by {met}"
    assert billed(sandbox) == len(every)
    met_by = [element["fault"] for asked in sandbox.journal()["requests"] for element in asked["tasks"]]
    assert len([fault for fault in met_by if fault]) == len(every)


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_what_succeeded_is_kept_beside_what_failed(sandbox: Sandbox, transport: str) -> None:
    sandbox.scenario(rule({"partial": {"fail": 1, "code": "invalidProviderContent"}}))
    (found,) = outcomes(sandbox, transport, call({**VIDEO, "numberResults": 3}))
    assert len(found["result"]["items"]) == 2
    assert [(error["name"], error["code"]) for error in found["errors"]] == [
        ("ContentRefused", "invalidProviderContent")
    ]


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_a_task_that_never_finishes_ends_with_the_deadline(sandbox: Sandbox, transport: str) -> None:
    sandbox.scenario(rule({"never_finishes": True}))
    (found,) = outcomes(sandbox, transport, call(VIDEO, timeout=700))
    assert found["error"]["name"] == "DeadlineExceeded" and found["error"]["taskUUID"] == TASK
    assert billed(sandbox) == 1


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_a_reused_id_is_a_conflict(sandbox: Sandbox, transport: str) -> None:
    first, second = outcomes(sandbox, transport, call(REQUEST), call(REQUEST))
    assert len(first["result"]["items"]) == 1
    assert second["error"]["name"] == "TaskConflict"
    assert billed(sandbox) == 1


def test_a_newer_node_needs_no_websocket_but_its_own(sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox.scenario(rule({"cut": "after"}, taskType="videoInference"))
    newer = Path(npm()[0])
    printed = subprocess.run([str(newer), "--print", "typeof WebSocket"], capture_output=True, text=True, check=True)
    assert printed.stdout == "function\n"
    calls = call(REQUEST), call({**VIDEO, "taskUUID": str(uuid4())})
    found = talk(sandbox.url, *calls, program=newer, transport="websocket", **FAST)
    assert [len(one["result"]["items"]) for one in found["outcomes"]] == [1, 1]
    assert billed(sandbox) == 2


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_a_wrong_key_is_refused(transport: str) -> None:
    with Sandbox(api_key="another key") as sandbox:
        (found,) = outcomes(sandbox, transport, call(REQUEST))
        assert found["error"]["ancestry"][0] == "AuthenticationError"
        assert billed(sandbox) == 0


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_many_tasks_are_matched_to_their_requests(sandbox: Sandbox, transport: str) -> None:
    sandbox.scenario({"scenario": 1, "rules": [{"do": {"out_of_order": True}}]})
    names = [f"{number:08x}-0000-4000-8000-000000000000" for number in range(50)]
    requests = [{**(VIDEO if i % 5 == 0 else REQUEST), "taskUUID": name} for i, name in enumerate(names)]
    requests[7] = {**requests[7], "width": 7}
    (found,) = outcomes(sandbox, transport, call(requests, "runMany", batch=8))
    many = found["many"]
    assert many[7]["error"]["name"] == "ValidationError"
    results = [one["result"]["taskUUID"] for i, one in enumerate(many) if i != 7]
    assert results == [name for i, name in enumerate(names) if i != 7]
    assert billed(sandbox) == 49


def picture(width: int, height: int) -> str:
    """A picture of this size as a data URI."""
    content = io.BytesIO()
    Image.new("RGB", (width, height)).save(content, "PNG")
    return "data:image/png;base64," + base64.b64encode(content.getvalue()).decode()


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_a_picture_is_uploaded_and_named(sandbox: Sandbox, transport: str) -> None:
    text = picture(1280, 720)
    (uploaded,) = outcomes(sandbox, transport, call(text, "upload"))
    (found,) = outcomes(sandbox, transport, call({**VIDEO, "frameImages": [uploaded["value"]]}))
    assert len(found["result"]["items"]) == 1
    assert billed(sandbox) == 1


def test_a_picture_beyond_the_limits_of_its_model_is_not_sent(sandbox: Sandbox) -> None:
    text = picture(299, 300)
    options = {"duration": 4, "frameImages": [{"inputImage": text}]}
    (found,) = outcomes(sandbox, "rest", {"method": "sora2", "args": [PROMPT, options]})
    (violation,) = found["error"]["violations"]
    assert (violation["code"], violation["path"]) == ("file_side_out_of_range", "/frameImages/0/inputImage")
    assert violation["message"] == "The picture is 299x300 pixels; each side must be 300 to 2048."
    assert violation["docs"].endswith("#sora-2")
    assert sandbox.journal()["requests"] == []
