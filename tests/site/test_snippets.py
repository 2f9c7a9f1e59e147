"""What can be copied from the pages is run as it stands, against the sandbox."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import black
import pytest
from airsmith.publish.site.snippets import ENDPOINT, curl, python, signature, typescript
from airsmith.sandbox import Sandbox
from airsmith.targets.docs.page import model_page

from documented import Documented, documented
from generated import packages
from node import node, tool
from site_pages import pages, site
from support import ROOT, own_models
from typescript_consumer import project, run, tsc

EXAMPLES = documented()
KEY = "a-key-that-is-long-enough"
MODULES = {"target": "es2022", "module": "nodenext", "moduleResolution": "nodenext", "lib": ["es2022", "dom"]}
AWKWARD = (
    {"a": {"b-c": [True, None, 'it\'s "so"', 1.5], "d": {}}, "long": ["x" * 50, "y" * 50], "empty": []},
    {"key with 'quotes'": "emoji \U0001f4a5 and \u2028, a\\backslash and a\nline feed"},
)
"""What no function of a model can say, so that the whole request is shown."""


@dataclass
class Recorded:
    """A sandbox that writes down what it is sent."""

    url: str
    folder: Path

    def posted(self) -> list[Any]:
        """The first body that was posted."""
        exchanges = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(self.folder.iterdir())]
        return list(exchanges[0]["request"])

    @property
    def environment(self) -> dict[str, str]:
        module = ROOT / "generated" / "python" / "src"
        return {**os.environ, "RUNWARE_API_KEY": KEY, "RUNWARE_BASE_URL": self.url, "PYTHONPATH": str(module)}


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[Recorded]:
    with Sandbox(ROOT / "specs", record=tmp_path / "record", latency=0) as running:
        yield Recorded(running.url, tmp_path / "record")


@pytest.fixture(scope="module")
def consumer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that has the npm package, and the compiled TypeScript of every page."""
    files = {f"{one}.ts": snippet(one, "TypeScript") + "\n" for one in EXAMPLES}
    folder = project(tmp_path_factory.mktemp("consumer"), files)
    assert tsc(folder, MODULES, *files) == ""
    return folder


def snippet(one: Documented, language: str) -> str:
    """The text as the page has it."""
    page = pages(site())[f"{model_page(one.model).path}.html"]
    titles = [example.title for example in one.model.examples]
    texts = [section for section in page.all("section") if section.attributes.get("data-label") == language]
    return texts[titles.index(one.title)].text.strip().removeprefix(language).strip("\n")


def without_id(task: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in task.items() if key != "taskUUID"}


def checked(command: list[str], sandbox: Recorded, folder: Path = ROOT) -> str:
    done = subprocess.run(command, env=sandbox.environment, cwd=folder, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("one", EXAMPLES, ids=str)
def test_the_json_is_the_documented_request(one: Documented) -> None:
    assert json.loads(snippet(one, "JSON")) == one.request


@pytest.mark.system
@pytest.mark.parametrize("one", EXAMPLES, ids=str)
def test_curl(one: Documented, sandbox: Recorded) -> None:
    """Only the address is another one: in a shell nothing else could name it."""
    assert shutil.which("curl"), "there is no curl: install the Debian packages that .ci/run lists"
    command = snippet(one, "curl")
    assert command.count(ENDPOINT) == 1
    answer = checked(["sh", "-c", command.replace(ENDPOINT, sandbox.url) + " --silent --show-error"], sandbox)
    assert "errors" not in json.loads(answer)
    assert sandbox.posted() == [one.request]


@pytest.mark.parametrize("one", EXAMPLES, ids=str)
def test_python(one: Documented, sandbox: Recorded) -> None:
    printed = checked([sys.executable, "-c", snippet(one, "Python")], sandbox)
    assert printed.startswith("http://127.0.0.1:"), printed
    assert list(map(without_id, sandbox.posted())) == [without_id(one.request)]


@pytest.mark.parametrize("one", EXAMPLES, ids=str)
def test_typescript(one: Documented, sandbox: Recorded, consumer: Path) -> None:
    printed = checked([str(node()), f"{one}.js"], sandbox, consumer)
    assert printed.startswith("http://127.0.0.1:"), printed
    assert list(map(without_id, sandbox.posted())) == [without_id(one.request)]


def test_the_address_is_that_of_the_clients() -> None:
    for path in ("python/runtime/_protocol.py", "typescript/runtime/protocol.ts"):
        assert f'BASE_URL = "{ENDPOINT}"' in (ROOT / "templates" / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("one", EXAMPLES, ids=str)
def test_python_is_formatted(one: Documented) -> None:
    text = snippet(one, "Python") + "\n"
    assert black.format_str(text, mode=black.Mode(line_length=88)) == text


def test_typescript_is_formatted(tmp_path: Path) -> None:
    for one in EXAMPLES:
        (tmp_path / f"{one}.ts").write_text(snippet(one, "TypeScript") + "\n", encoding="utf-8")
    command = [*tool("prettier"), "--no-config", "--print-width=88", "--check", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("request_", AWKWARD)
def test_any_request_survives_the_quoting(request_: dict[str, Any], tmp_path: Path) -> None:
    called = signature(own_models()[0], packages("runware_openai"))
    shell = curl(request_).replace(f"curl {ENDPOINT}", "printf '%s\\n'")
    printed = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, check=True).stdout
    assert json.loads(printed.partition("-d\n")[2]) == [request_]
    body = python(called, request_).partition("client.run(")[2].partition("\n    )\n")[0]
    assert eval(body.strip()) == request_  # noqa: S307 (our own text)
    given = typescript(called, request_).partition("runware.run(")[2].partition(");\nfor (")[0]
    (tmp_path / "x.mjs").write_text(f"process.stdout.write(JSON.stringify({given}))", encoding="utf-8")
    assert json.loads(run(tmp_path, "x.mjs")) == request_
