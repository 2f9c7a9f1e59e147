"""Where pages come from, and in which forms the report comes out."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from airsmith.docs import fetch as fetching

from command import airsmith
from docs_pages import provider_page

CHANGED = provider_page().replace("4, 8 or 12 seconds", "4, 8, 12 or 16 seconds", 1)


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/page.md")
            self.end_headers()
            return
        body = CHANGED.encode() if self.path == "/page.md" else b"a" * 5000
        self.send_response(200 if self.path in ("/page.md", "/huge") else 404)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize("path", ["/page.md", "/moved"])
def test_a_page_is_fetched(path: str) -> None:
    with site() as root:
        outcome = airsmith("docs", "drift", root + path)
    assert outcome.code == 1
    assert "the page adds 16" in outcome.out


def test_what_cannot_be_fetched_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "LARGEST", 1000)
    with site() as root:
        missing, huge = airsmith("docs", "drift", f"{root}/none"), airsmith("docs", "drift", f"{root}/huge")
    gone = airsmith("docs", "drift", f"{root}/page.md")
    odd = airsmith("docs", "drift", "http://[nowhere")
    assert [one.code for one in (missing, huge, gone, odd)] == [3, 3, 3, 3]
    assert "answers 404" in missing.err
    assert "sends more than 1000 bytes" in huge.err
    assert "cannot be fetched" in gone.err
    assert "cannot be fetched" in odd.err


def test_a_page_comes_from_standard_input() -> None:
    outcome = airsmith("docs", "drift", "-", stdin=CHANGED.encode())
    assert outcome.code == 1
    assert outcome.out.startswith("<stdin>:")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.md"
    path.write_text(CHANGED, encoding="utf-8")
    return path


def test_the_report_in_every_form(page: Path) -> None:
    line = next(number for number, line in enumerate(CHANGED.split("\n"), 1) if "16 seconds" in line)
    text = airsmith("docs", "drift", str(page)).out
    assert text.startswith(
        f"{page}:{line}:1: error[docs-new]: Sora 2: duration: the page adds 16\n  hint: the spec says it at "
    )
    assert text.endswith("page.md: 1 difference, 5 models, 20 of 20 spec bullets understood (100.0 %)\n")
    (found,) = json.loads(airsmith("docs", "drift", str(page), "--format", "json").out)
    assert (found["code"], found["line"]) == ("docs-new", line)
    github = airsmith("docs", "drift", str(page), "--format", "github").out
    assert github.startswith("::error file=") and "title=docs-new::Sora 2" in github
    sarif = json.loads(airsmith("docs", "drift", str(page), "--format", "sarif").out)
    assert [one["ruleId"] for one in sarif["runs"][0]["results"]] == ["docs-new"]


def test_every_line_can_be_shown(page: Path) -> None:
    outcome = airsmith("docs", "drift", str(page), "--lines")
    assert f"{page}:1" in outcome.out
    assert "understood (sizes): Supported dimensions: 256×256, 512×512, 1024×1024." in outcome.out
    assert "ignored (page chrome): Send feedback" in outcome.out


def test_specs_with_errors_are_reported_as_such(page: Path, tmp_path: Path) -> None:
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs" / "catalog.yaml").write_text("spec: 2\n", encoding="utf-8")
    outcome = airsmith("docs", "drift", str(page), "--specs", str(tmp_path / "specs"))
    assert outcome.code == 1
    assert "bad-version" in outcome.out
