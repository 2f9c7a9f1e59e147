"""Progress: a callback for each change, and a bar on a terminal only."""

from __future__ import annotations

import io
import json
import os
import pty
import subprocess
import sys
from typing import Any

import pytest
from airsmith.sandbox import Sandbox
from runware_openai import Progress, Runware

from client.calls import BOTH, call, image, video
from service import KEY, Answer, Received, Service
from support import ROOT


@BOTH
def test_the_callback_hears_every_change(kind: str, sandbox: Sandbox) -> None:
    heard: list[Progress] = []
    also: list[Progress] = []

    def use(client: Any) -> Any:
        return client.run(video(), on_progress=also.append)

    result = call(kind, {"base_url": sandbox.url, "on_progress": heard.append}, use)
    assert heard == also
    assert [one.state for one in heard][-1] == "finished"
    assert {one.task_uuid for one in heard} == {result.task_uuid}
    assert heard[0].state == "accepted"
    assert [one.elapsed for one in heard] == sorted(one.elapsed for one in heard)
    assert (heard[-1].finished, heard[-1].expected) == (1, 1)


@BOTH
def test_the_service_may_give_a_number(kind: str, service: Service) -> None:
    numbers: list[Any] = [10, "x", True, 250, -1, None, 55.5]
    heard: list[Progress] = []

    def reply(received: Received) -> Answer:
        (task,) = received.tasks
        item = {"taskUUID": task["taskUUID"], "status": "processing", "progress": numbers.pop(0)}
        if not numbers:
            item |= {"status": "success", "imageUUID": "x"}
        return Answer(json.dumps({"data": [item]}).encode())

    service.reply = reply
    call(kind, {"base_url": service.url, "on_progress": heard.append}, lambda client: client.run(image()))
    assert [one.percent for one in heard] == [10, None, 55]


def test_there_is_no_bar_where_nobody_looks(service: Service, capsys: pytest.CaptureFixture[str]) -> None:
    call("Runware", {"base_url": service.url, "progress": True}, lambda client: client.run(image()))
    assert capsys.readouterr() == ("", "")


def test_there_is_a_bar_on_a_terminal(sandbox: Sandbox) -> None:
    sandbox.scenario({"scenario": 1, "rules": [{"do": {"stagger": 0.3}}]})
    program = (
        "import json, sys\nfrom runware_openai import Polling, Runware\n"
        "with Runware(progress=True, polling=Polling(first=0.1, longest=0.1)) as client:\n"
        "    print(client.run(json.loads(sys.argv[1])))\n"
    )
    request = video(numberResults=2)
    ours, theirs = pty.openpty()
    environment = {
        **os.environ,
        "RUNWARE_API_KEY": KEY,
        "RUNWARE_BASE_URL": sandbox.url,
        "PYTHONPATH": str(ROOT / "generated" / "python" / "src"),
        "TERM": "xterm",
        "COLUMNS": "100",
    }
    command = [sys.executable, "-c", program, json.dumps(request)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=theirs, text=True)
    os.close(theirs)
    shown = io.BytesIO()
    while True:
        try:
            chunk = os.read(ours, 4096)
        except OSError:
            break
        if not chunk:
            break
        shown.write(chunk)
    os.close(ours)
    said, _ = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "2 items" in said
    assert request["taskUUID"][:8].encode() in shown.getvalue()
    assert b"accepted" in shown.getvalue()


def test_a_bar_needs_rich(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rich.progress", None)
    with pytest.raises(ImportError):
        Runware(KEY, progress=True)
