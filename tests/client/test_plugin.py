"""The pytest plugin, used as a downstream project would, and what is imported when."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from support import ROOT

SOURCE = ROOT / "generated" / "python" / "src"
TESTS = """
import pytest
from runware_openai import Runware, TaskFailed, gpt_image_1, sora_2

@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_video(sandbox, tmp_path):
    with sandbox.client() as client:
        job = client.sora_2.submit("A street", duration=4, size="1280x720")
        sandbox.advance(60)
        assert client.wait(job).save(tmp_path).suffix == ".mp4"
    assert sandbox.journal()["billed"] == 1

def test_each_begins_anew(sandbox):
    assert sandbox.journal()["billed"] == 0
    with Runware() as client:
        assert len(client.gpt_image_1("A poster", size="1024x1024").items) == 1

def test_it_misbehaves(sandbox):
    sandbox.scenario({"scenario": 1, "rules": [{"do": {"fail": {"code": "timeoutProvider"}}}]})
    with sandbox.client() as client, pytest.raises(TaskFailed):
        client.run(gpt_image_1("A poster", size="1024x1024"))

def test_asynchronously(sandbox):
    import asyncio

    async def use():
        async with sandbox.async_client(transport="websocket") as client:
            return await client.gpt_image_1("A poster", size="1024x1024")

    assert len(asyncio.run(use()).items) == 1
"""


def test_a_downstream_project_uses_the_fixture(tmp_path: Path) -> None:
    (tmp_path / "test_posters.py").write_text(TESTS, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(SOURCE), str(ROOT / "generator")])}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "runware_openai.testing", "-W", "error", "."]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "4 passed" in done.stdout


def test_the_package_names_it_to_pytest() -> None:
    project = tomllib.loads((ROOT / "generated" / "python" / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["entry-points"]["pytest11"] == {"runware_openai": "runware_openai.testing"}
    assert set(project["optional-dependencies"]) == {"client", "media", "progress", "testing", "websocket"}


def imported(program: str) -> set[str]:
    """The top-level modules that a program imports."""
    code = f"import sys\nsys.path.insert(0, {str(SOURCE)!r})\nbefore = set(sys.modules)\n{program}\n"
    code += "print(*sorted({name.partition('.')[0] for name in set(sys.modules) - before}))"
    done = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_the_validators_import_nothing() -> None:
    assert imported("import runware_openai; runware_openai.is_valid({'model': 'openai:3@1'})") == {"runware_openai"}


@pytest.mark.parametrize(
    "use",
    [
        "runware_openai.Runware",
        "runware_openai.AsyncRunware",
        "runware_openai.Runware('a-key', http_client=object())",
        "runware_openai.Job, runware_openai.Journal('x').pending()",
        "runware_openai.sora_2('A street', duration=4)",
    ],
)
def test_the_client_imports_a_library_when_it_needs_one(use: str) -> None:
    found = imported(f"import runware_openai\n{use}")
    assert not found & {"httpx", "websockets", "PIL", "rich", "pytest", "airsmith", "jinja2"}


@pytest.mark.parametrize(
    ("library", "made", "extra"),
    [("httpx", "Runware('a-key')", "client"), ("websockets", "Runware('a-key', transport='websocket')", "websocket")],
)
def test_what_is_missing_is_named_with_its_extra(library: str, made: str, extra: str) -> None:
    program = f"import sys, runware_openai\nsys.modules['{library}'] = None\nrunware_openai.{made}"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
    )
    assert f"pip install runware-openai[{extra}]" in done.stderr.splitlines()[-1]
