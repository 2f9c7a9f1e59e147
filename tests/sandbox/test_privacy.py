"""Keys, prompts and media stay where they belong: not in logs, not in errors, and in records only as asked for."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import httpx
import pytest
from airsmith.sandbox import Sandbox

from sandbox_talk import KEY, PROMPT, asking, picture, rule, talking, video
from support import FROZEN

SECRETS = (KEY, PROMPT, "imageBase64Data", "base64,")


@pytest.fixture
def everything_logged(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG)
    for name in ("airsmith.sandbox", "uvicorn.error", "uvicorn.access", "websockets", "asyncio"):
        caplog.set_level(logging.DEBUG, name)
    return caplog


@pytest.mark.parametrize("transport", ["rest", "websocket"])
def test_logs_hold_no_secrets(everything_logged: pytest.LogCaptureFixture, transport: str) -> None:
    with Sandbox(FROZEN, api_key=KEY) as sandbox, talking(f"{sandbox.url}?apiKey={KEY}", transport) as talk:
        talk.say(picture(outputType="base64Data"))
        talk.say(picture(outputType="dataURI", width=5))
        talk.say(PROMPT)
        talk.say({PROMPT: KEY})
        sandbox.scenario(rule({"slow": 0.1}))
        talk.say(video(frameImages=["data:image/png;base64,AAAA"]))
    ours = ("airsmith", "uvicorn", "asyncio")  # The client of the tests logs what it sends, and may.
    records = [record for record in everything_logged.records if record.name.split(".")[0] in ours]
    text = "\n".join(record.getMessage() for record in records)
    assert "airsmith.sandbox" in {record.name for record in records}
    for secret in SECRETS:
        assert secret not in text


def test_errors_hold_no_prompts_and_no_keys() -> None:
    with Sandbox(FROZEN, api_key=KEY) as sandbox, talking(sandbox.url) as talk:
        texts = [
            talk.say(picture(positivePrompt=PROMPT * 100)).text,
            talk.say(picture(colour=PROMPT, width=PROMPT, outputFormat=PROMPT)).text,
            talk.say(video(frameImages=[PROMPT])).text,
            httpx.post(sandbox.url, json=[picture()], headers={"Authorization": f"Bearer {KEY}x"}).text,
        ]
    for text in texts:
        assert json.loads(text)["errors"]
        assert PROMPT not in text and KEY not in text


def recorded(folder: Path) -> list[dict[str, Any]]:
    paths = sorted(folder.iterdir())
    assert [path.name for path in paths] == [f"{number:06}.json" for number in range(1, len(paths) + 1)]
    return [json.loads(path.read_bytes()) for path in paths]


def test_a_record_holds_requests_and_answers_without_keys(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "record"
    task = picture()
    auth = {"taskType": "authentication", "apiKey": KEY}
    with Sandbox(FROZEN, api_key=KEY, record=folder) as sandbox:
        with talking(sandbox.url) as rest:
            first = rest.say(task)
            rest.say(auth, asking(task))
        with talking(sandbox.url, "websocket") as socket:
            second = socket.say(asking(task))
            socket.say({"taskType": "ping"})
    one, two, three, four = recorded(folder)
    assert one == {"transport": "rest", "request": [task], "status": 200, "answers": [first.envelope]}
    assert two["request"] == [{"taskType": "authentication"}, asking(task)]
    assert (three["transport"], three["status"], three["answers"]) == ("websocket", None, [second.envelope])
    assert four["answers"] == [{"data": [{"taskType": "ping", "pong": True}]}]
    assert KEY not in "".join(path.read_text("utf-8") for path in folder.iterdir())


def test_a_record_holds_cut_and_broken_answers(tmp_path: Path) -> None:
    scenario = {
        "scenario": 1,
        "rules": [
            {"times": 1, "do": {"truncated": True}},
            {"times": 1, "do": {"error_after_accept": 503}},
        ],
    }
    with Sandbox(FROZEN, record=tmp_path, scenario=scenario) as sandbox, talking(sandbox.url) as rest:
        truncated = rest.say(picture())
        rest.say(picture())
    one, two = recorded(tmp_path)
    assert one["answers"] == [truncated.text]
    assert (two["status"], two["answers"]) == (503, [])


def test_a_record_goes_on_after_what_is_there(tmp_path: Path) -> None:
    for _ in range(2):
        with Sandbox(FROZEN, record=tmp_path) as sandbox, talking(sandbox.url) as rest:
            rest.say(picture())
    assert len(recorded(tmp_path)) == 2
