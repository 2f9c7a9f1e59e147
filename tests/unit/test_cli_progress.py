"""A terminal is shown that something goes on, where there are many models; standard output never is."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from airsmith.cli import progress
from airsmith.model.catalog import Entry

from support import ROOT

sys.path.insert(0, str(ROOT / "tests" / "benchmarks"))
from catalogues import write  # noqa: E402


def run(arguments: list[str], cwd: Path) -> tuple[str, str]:
    """What a command writes to standard output, and what its terminal is shown."""
    terminal, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "airsmith", *arguments], cwd=cwd, stdout=subprocess.PIPE, stderr=theirs
    ) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                shown += (some := os.read(terminal, 65536))
            except OSError:  # Nobody is at the other end any more.
                break
            if not some:
                break
        assert process.stdout is not None
        out = process.stdout.read().decode()
    os.close(terminal)
    assert process.returncode == 0, shown
    return out, shown.decode()


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many")
    write(folder / "specs", 60)
    return folder


COMMANDS = {
    "checking 60 models": ["lint"],
    "reading 60 models": ["explain", "openai:101@1"],
    "comparing 60 models": ["diff", "specs", "specs"],
    "making schemas of 60 models": ["publish", "--base-url", "https://example.com/schemas"],
}


@pytest.mark.parametrize("words", COMMANDS)
def test_it_is_said_what_is_done_with_many_models(catalogue: Path, words: str) -> None:
    out, shown = run(COMMANDS[words], catalogue)
    assert words in shown
    assert out and words not in out and "\x1b" not in out


def test_generate_shows_how_many_are_done(catalogue: Path) -> None:
    out, shown = run(["generate", "--target", "schemas"], catalogue)
    assert "60/60" in shown
    assert "60/60" not in out


def test_a_bar_leaves_the_run_its_only_thread(catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process of several threads is not copied, and workers that are no copies take twice as long."""
    monkeypatch.setattr(progress, "_is_wanted", lambda models: True)
    before = threading.active_count()
    with progress.progress(catalogue / "specs") as step:
        step(Entry("a:1@1", "a", "A", "", "", "paint", "image", "live", "", "specs/a.yaml"))
        assert threading.active_count() == before


def test_of_few_models_nothing_is_said() -> None:
    assert run(["lint"], ROOT) == ("5 models, no errors\n", "")
