"""``airsmith site`` as its user runs it."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from command import airsmith
from support import ROOT

COMMAND = (sys.executable, "-m", "airsmith", "site")


@contextmanager
def served(*arguments: str, cwd: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process and the address it printed."""
    command = (*COMMAND, "--specs", str(ROOT / "specs"), "--serve", *arguments)
    with subprocess.Popen(command, cwd=cwd, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


def test_it_writes_the_site_and_says_how_large_it_is(tmp_path: Path) -> None:
    done = airsmith("site", "--specs", str(ROOT / "specs"), cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    assert re.fullmatch(r"site: [0-9]+ files, [0-9]+ kB\n", done.out)
    assert (tmp_path / "site" / "index.html").is_file() and (tmp_path / "site" / "changes.html").is_file()
    times = {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*") if path.is_file()}
    assert airsmith("site", "--specs", str(ROOT / "specs"), cwd=tmp_path).out == done.out
    listed = {path: path.stat().st_mtime_ns for path in times}
    assert {path.name for path in times if times[path] != listed[path]} <= {"MANIFEST.json"}


def test_a_page_that_is_no_longer_made_goes(tmp_path: Path) -> None:
    log = tmp_path / "log.md"
    log.write_text("# Log\n\n- A *line*.\n", encoding="utf-8")
    airsmith("site", "--changelog", str(log), "--out", str(tmp_path / "out"))
    assert "<em>line</em>" in (tmp_path / "out" / "changes.html").read_text(encoding="utf-8")
    specs = tmp_path / "specs"
    specs.symlink_to(ROOT / "specs")
    airsmith("site", "--specs", str(specs), "--out", str(tmp_path / "out"))
    assert not (tmp_path / "out" / "changes.html").exists()


def test_it_serves_and_ends_well(tmp_path: Path) -> None:
    with served(cwd=tmp_path) as (process, url):
        assert re.fullmatch(r"http://127\.0\.0\.1:[0-9]+/", url)
        start, script = httpx.get(url), httpx.get(f"{url}assets/site.js")
        assert start.status_code == 200 and "<!doctype html>" in start.text
        assert start.headers["content-type"] == "text/html; charset=utf-8"
        assert script.headers["content-type"] == "text/javascript; charset=utf-8"
        assert httpx.head(f"{url}playground.html").content == b""
        assert httpx.get(f"{url}nothing.html").status_code == 404
        assert httpx.get(f"{url}%2e%2e/%2e%2e/etc/passwd").status_code == 404
        assert httpx.get(url, headers={"Host": "elsewhere.example"}).status_code == 404
        assert httpx.post(url).status_code == 501
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=10)
        assert (process.returncode, out, err.strip()) == (130, "", "interrupted")
    assert list(tmp_path.iterdir()) == []


def test_sigterm_is_a_good_end(tmp_path: Path) -> None:
    with served("--out", "kept", cwd=tmp_path) as (process, url):
        assert httpx.get(f"{url}index.html").content == (tmp_path / "kept" / "index.html").read_bytes()
        process.terminate()
        process.communicate(timeout=10)
        assert process.returncode == 0


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    with served(cwd=tmp_path) as (_, url):
        port = url.rstrip("/").rpartition(":")[2]
        done = airsmith("site", "--serve", "--port", port, cwd=tmp_path)
        assert done.code == 3 and f"cannot listen at 127.0.0.1:{port}" in done.err


def test_specs_with_errors_are_findings(tmp_path: Path) -> None:
    (tmp_path / "specs").mkdir()
    done = airsmith("site", cwd=tmp_path)
    assert done.code == 1 and "error" in done.out


def test_a_broken_template_is_named(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html.j2").write_text("{{ nobody }}\n", encoding="utf-8")
    done = airsmith("site", "--templates", str(tmp_path), "--out", str(tmp_path / "out"))
    assert done.code == 3 and "site/index.html.j2:1" in done.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("text", ["enum Kind { a }\n", "const a = ;\n"])
def test_a_broken_script_is_named(text: str, tmp_path: Path) -> None:
    (tmp_path / "site" / "runtime").mkdir(parents=True)
    (tmp_path / "site" / "runtime" / "theme.ts").write_text(text, encoding="utf-8")
    done = airsmith("site", "--templates", str(tmp_path), "--out", str(tmp_path / "out"))
    assert done.code == 3 and "theme.ts: " in done.err


def test_without_its_libraries_it_says_what_to_install(tmp_path: Path) -> None:
    code = "import sys; sys.modules['tree_sitter'] = None; from airsmith.cli import main; main()"
    command = [sys.executable, "-c", code, "site", "--out", str(tmp_path / "out")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 3 and "pip install 'airsmith[site]'" in done.stderr
