"""Where pages come from, and in which forms the report comes out."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from airsmith.docs import fetch as fetching

from command import Outcome, airsmith
from docs_pages import provider_page
from support import FROZEN

CHANGED = provider_page().replace("4, 8 or 12 seconds", "4, 8, 12 or 16 seconds", 1)


@dataclass(frozen=True)
class Answer:
    """What the site answers at a path; ``pause`` is in seconds, before each byte of the body."""

    body: bytes
    status: int = 200
    kind: str = "text/markdown"
    location: str = ""
    pause: float = 0.0


ANSWERS = {
    "/page.md": Answer(CHANGED.encode()),
    "/plain": Answer(CHANGED.encode(), kind="application/octet-stream"),
    "/moved": Answer(b"", status=302, location="/page.md"),
    "/round": Answer(b"", status=302, location="/round"),
    "/elsewhere": Answer(b"", status=302, location="file:///etc/passwd"),
    "/huge": Answer(b"a" * 5000),
    "/picture": Answer(b"\x89PNG\r\n\x1a\n", kind="image/png"),
    "/html": Answer(b"<!DOCTYPE html><html><body>Model AIR ID</body></html>", kind="text/html"),
    "/broken": Answer(b"", status=500),
    "/slow": Answer(b"a", pause=3.0),
    "/drip": Answer(b"a" * 40, pause=0.1),
}


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        answer = ANSWERS.get(self.path, Answer(b"", status=404))
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.body)))
        if answer.location:
            self.send_header("Location", answer.location)
        self.end_headers()
        with contextlib.suppress(ConnectionError):
            for piece in (
                [answer.body] if not answer.pause else [answer.body[at : at + 1] for at in range(len(answer.body))]
            ):
                time.sleep(answer.pause)
                self.wfile.write(piece)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextlib.contextmanager
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


def drift(page: str, *options: str, stdin: bytes = b"") -> Outcome:
    return airsmith("docs", "drift", page, "--specs", str(FROZEN), *options, stdin=stdin)


@pytest.mark.parametrize("path", ["/page.md", "/moved", "/plain"])
def test_a_page_is_fetched_and_told_by_its_content(path: str) -> None:
    with site() as root:
        outcome = drift(root + path)
    assert outcome.code == 1
    assert "the page adds 16" in outcome.out


REFUSED = {
    "/none": "answers 404 Not Found",
    "/broken": "answers 500",
    "/huge": "sends more than 1000 bytes",
    "/round": "cannot be fetched: Exceeded maximum allowed redirects",
    "/elsewhere": "cannot be fetched: Request URL has an unsupported protocol 'file://'",
    "/picture": "is not UTF-8 text",
    "/html": "is HTML; save the page as Markdown or as text",
    "/slow": "cannot be fetched: timed out",
    "/drip": "bytes in 1 seconds, and not all",
}


@pytest.mark.parametrize("path", REFUSED)
def test_what_cannot_be_fetched_is_an_error(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "LARGEST", 1000)
    monkeypatch.setattr(fetching, "TIMEOUT", 0.5)
    monkeypatch.setattr(fetching, "DEADLINE", 1.0)
    began = time.monotonic()
    with site() as root:
        outcome = drift(root + path)
        assert time.monotonic() - began < 3
    assert (outcome.code, outcome.out) == (3, "")
    assert outcome.err.startswith("error: ") and REFUSED[path] in outcome.err


def test_an_address_where_nobody_answers_is_an_error() -> None:
    with site() as root:
        pass
    gone, odd = drift(f"{root}/page.md"), drift("http://[nowhere")
    assert (gone.code, odd.code) == (3, 3)
    assert "cannot be fetched" in gone.err and "cannot be fetched" in odd.err


def test_a_page_comes_from_standard_input() -> None:
    outcome = drift("-", stdin=CHANGED.encode())
    assert outcome.code == 1
    assert outcome.out.startswith("<stdin>:")


@pytest.mark.parametrize(("content", "words"), [(b"", "is empty"), (b"\xff\xfe", "is not UTF-8 text")])
def test_standard_input_that_is_no_page_is_an_error(content: bytes, words: str) -> None:
    outcome = drift("-", stdin=content)
    assert (outcome.code, outcome.out) == (3, "")
    assert "<stdin>" in outcome.err and words in outcome.err


def test_drafts_come_from_standard_input_and_from_the_network(tmp_path: Path) -> None:
    out = ["--out", str(tmp_path / "drafts")]
    assert airsmith("docs", "import", "-", *out, stdin=CHANGED.encode()).code == 0
    with site() as root:
        assert airsmith("docs", "import", f"{root}/page.md", *out, "--overwrite").code == 0
    assert "[4, 8, 12, 16]" in (tmp_path / "drafts" / "openai" / "sora-2.yaml").read_text(encoding="utf-8")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.md"
    path.write_text(CHANGED, encoding="utf-8")
    return path


def test_the_report_in_every_form(page: Path) -> None:
    line = next(number for number, line in enumerate(CHANGED.split("\n"), 1) if "16 seconds" in line)
    text = drift(str(page)).out
    assert text.startswith(
        f"{page}:{line}:1: error[docs-new]: Sora 2: duration: the page adds 16\n  hint: it belongs at "
    )
    assert text.endswith("page.md: 1 difference, 5 models, 20 of 20 spec bullets understood (100.0 %)\n")
    (found,) = json.loads(drift(str(page), "--format", "json").out)
    assert (found["code"], found["line"]) == ("docs-new", line)
    github = drift(str(page), "--format", "github").out
    assert github.startswith("::error file=") and "title=docs-new::Sora 2" in github
    sarif = json.loads(drift(str(page), "--format", "sarif").out)
    assert [one["ruleId"] for one in sarif["runs"][0]["results"]] == ["docs-new"]


def test_every_line_can_be_shown(page: Path) -> None:
    outcome = drift(str(page), "--lines")
    assert f"{page}:1" in outcome.out
    assert "understood (sizes): Supported dimensions: 256×256, 512×512, 1024×1024." in outcome.out
    assert "ignored (page chrome): Send feedback" in outcome.out


def test_specs_with_errors_are_reported_as_such(page: Path, tmp_path: Path) -> None:
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs" / "catalog.yaml").write_text("spec: 2\n", encoding="utf-8")
    outcome = airsmith("docs", "drift", str(page), "--specs", str(tmp_path / "specs"))
    assert outcome.code == 1
    assert "bad-version" in outcome.out
