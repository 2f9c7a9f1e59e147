"""The npm package in a browser: a bundled page under a strict content policy gives the verdicts of the oracle."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from airsmith.meaning.evaluate import violations

from documented import documented
from fuzz import Fuzz
from node import MODULES, node, tool
from support import own_models
from typescript_consumer import project
from typescript_package import as_json, record

pytestmark = pytest.mark.system

HERE = Path(__file__).parent
POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'"
PAGE = '<!doctype html><meta charset="utf-8"><title>A page</title>\n'
PICTURE = {"taskType": "imageInference", "taskUUID": "24cd5dff-cb81-4db5-8506-b72a9425f9d1", "imageURL": "u"}
SEED, COUNT = 20251027, 500


def requests() -> list[Any]:
    """The documented requests, and random ones of which most have faults."""
    source = Fuzz(SEED, own_models())
    return [example.request for example in documented()] + [source.request() for _ in range(COUNT)]


def bundle(folder: Path) -> bytes:
    """The page's script, as a bundler makes it of the package that would be published."""
    project(folder, {"page.js": (HERE / "page.js").read_text(encoding="utf-8")})
    options = ["--bundle", "--format=esm", "--platform=browser", "--minify", "--outfile=out.js", "--log-level=warning"]
    done = subprocess.run([*tool("esbuild"), "page.js", *options], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0 and not done.stderr, done.stderr
    return (folder / "out.js").read_bytes()


class Site(BaseHTTPRequestHandler):
    """The page, its script and its requests; what it answers is kept in ``told``."""

    pages: dict[str, tuple[str, bytes]]
    told: dict[str, bytes]

    def do_GET(self) -> None:
        kind, content = self.pages.get(self.path, ("text/plain", b""))
        self._answer(kind, content, 200 if self.path in self.pages else 404)

    def do_POST(self) -> None:
        self.told[self.path] = self.rfile.read(int(self.headers["Content-Length"]))
        self._answer("application/json", json.dumps({"data": [PICTURE]}).encode(), 200)

    def _answer(self, kind: str, content: bytes, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[dict[str, Any], list[str], dict[str, bytes]]]:
    """What the page told, what its console said, and all that it sent."""
    program = shutil.which("chromium")
    assert program, "there is no chromium: install the Debian packages that .ci/run lists"
    Site.pages = {
        "/": ("text/html", f'{PAGE}<script type="module" src="page.js"></script>\n'.encode()),
        "/page.js": ("text/javascript", bundle(tmp_path_factory.mktemp("page"))),
        "/requests": ("text/plain; charset=utf-8", "".join(f"{as_json(one)}\n" for one in requests()).encode()),
    }
    Site.told = {}
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        url = f"http://127.0.0.1:{server.server_port}/"
        command = [str(node()), str(HERE / "open.mjs"), str(MODULES / "playwright-core"), program, url]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120)
        server.shutdown()
        thread.join()
    assert done.returncode == 0, done.stdout + done.stderr
    yield json.loads(Site.told["/answers"]), json.loads(done.stdout), Site.told


def test_the_console_is_silent(visit: tuple[dict[str, Any], list[str], dict[str, bytes]]) -> None:
    answers, console, _ = visit
    assert console == []
    assert "failed" not in answers


def test_every_verdict_is_that_of_the_oracle(visit: tuple[dict[str, Any], list[str], dict[str, bytes]]) -> None:
    contracts = {model.air: model.contract for model in own_models()}
    asked = requests()
    for request, answer in zip(asked, visit[0]["judged"], strict=True):
        expected = [record(one) for one in violations(request, contracts)]
        assert answer["found"] == expected, request
        assert answer["valid"] == (not expected)
    assert [answer["valid"] for answer in visit[0]["judged"][:9]] == [True] * 9
    assert sum(not answer["valid"] for answer in visit[0]["judged"]) > COUNT / 4


def test_the_client_refuses_unless_it_is_told_to_run_there(
    visit: tuple[dict[str, Any], list[str], dict[str, bytes]],
) -> None:
    answers, _, told = visit
    assert answers["refusal"].startswith("RunwareError: in a browser anyone can read the API key")
    assert answers["sent"]["items"] == [PICTURE]
    (task,) = json.loads(told["/v1"])
    assert (task["width"], task["height"], task["model"]) == (1792, 1024, "openai:2@3")


def test_a_task_id_is_made_in_the_browser(visit: tuple[dict[str, Any], list[str], dict[str, bytes]]) -> None:
    assert visit[0]["made"]["taskUUID"][14] == "4"
