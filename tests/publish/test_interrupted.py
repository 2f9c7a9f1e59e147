"""A publish that fails, is interrupted or is killed: the old state stays whole."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path
from unittest import mock

import pytest

from airsmith.publish.releases import disk
from shelves import BASE, document, publish, published, released, specs, tree

MOVES = 44
"""A release and 43 aliases and lists are moved."""


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder with the release 0.1.0; ``next`` beside it holds the specs of 0.1.1."""
    specs(tmp_path / "next", "0.1.1")
    return released(tmp_path)


class Failing:
    """The moves of ``os``, of which the one with this number fails; none after it does."""

    def __init__(self, number: int, error: BaseException) -> None:
        self._left = number
        self._error = error
        self._rename, self._replace = os.rename, os.replace

    def rename(self, source: Path, target: Path) -> None:
        self._count()
        self._rename(source, target)

    def replace(self, source: Path, target: Path) -> None:
        self._count()
        self._replace(source, target)

    def _count(self) -> None:
        self._left -= 1
        if self._left == -1:
            raise self._error


@pytest.mark.parametrize("number", [0, 1, 20, MOVES - 1])
@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), 3),
        (PermissionError(errno.EACCES, "Permission denied"), 3),
        (KeyboardInterrupt(), 130),
    ],
)
def test_an_error_between_moves_takes_everything_back(
    out: Path, tmp_path: Path, number: int, error: BaseException, code: int
) -> None:
    before = tree(out)
    failing = Failing(number, error)
    with mock.patch.multiple(disk.os, rename=failing.rename, replace=failing.replace):
        outcome = publish(tmp_path / "next", out)
    assert outcome.code == code, outcome.out + outcome.err
    assert tree(out) == before
    assert publish(tmp_path / "specs", out, "--check").code == 0


@pytest.mark.parametrize("number", [0, 1, MOVES - 1])
def test_a_first_publish_that_fails_leaves_nothing(tmp_path: Path, number: int) -> None:
    failing = Failing(number, OSError(errno.ENOSPC, "No space left on device"))
    with mock.patch.multiple(disk.os, rename=failing.rename, replace=failing.replace):
        outcome = publish(specs(tmp_path / "specs"), tmp_path / "a" / "b")
    assert outcome.code == 3
    assert not (tmp_path / "a").exists()


def test_the_number_of_moves_is_right(out: Path, tmp_path: Path) -> None:
    failing = Failing(MOVES, KeyboardInterrupt())
    with mock.patch.multiple(disk.os, rename=failing.rename, replace=failing.replace):
        assert publish(tmp_path / "next", out).code == 0


KILLED = """
import os, signal, sys
from airsmith.publish.releases import disk

left, moves = int(sys.argv.pop(1)), {"rename": os.rename, "replace": os.replace}

def counted(name):
    def move(source, target):
        global left
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1
        moves[name](source, target)
    return move

disk.os.rename, disk.os.replace = counted("rename"), counted("replace")
from airsmith.cli import main
main()
"""


@pytest.mark.parametrize("number", [0, 1, 20, MOVES - 1])
def test_a_killed_publish_leaves_whole_files_and_is_finished_by_the_next(
    out: Path, tmp_path: Path, number: int
) -> None:
    whole = tmp_path / "whole"
    shutil.copytree(out, whole)
    old = tree(out)
    new = tree(published(tmp_path / "next", whole).parent)
    arguments = ["publish", "--specs", str(tmp_path / "next"), "--out", str(out), "--base-url", BASE]
    killed = subprocess.run([sys.executable, "-c", KILLED, str(number), *arguments], check=False)
    assert killed.returncode == -signal.SIGKILL
    left = {path: content for path, content in tree(out).items() if ".airsmith-work" not in path}
    assert {path for path, content in left.items() if content not in (old.get(path), new.get(path))} == set()
    assert {path for path in left if "/0.1.1/" in f"/{path}"} in (set(), {path for path in new if "/0.1.1/" in path})
    for path in old.keys() - left.keys():
        pytest.fail(f"{path} is gone")
    assert publish(tmp_path / "next", out).code == 0
    assert tree(out) == new


@pytest.mark.parametrize("first", [True, False])
def test_after_a_killed_publish_another_version_can_be_published(tmp_path: Path, first: bool) -> None:
    """Nobody has to finish what was begun."""
    out = tmp_path / "out" if first else released(tmp_path)
    specs(tmp_path / "next", "1.0.0")
    arguments = ["publish", "--specs", str(tmp_path / "next"), "--out", str(out), "--base-url", BASE]
    killed = subprocess.run([sys.executable, "-c", KILLED, str(MOVES - 1), *arguments], check=False)
    assert killed.returncode == -signal.SIGKILL
    published(specs(tmp_path / "later", "1.0.1"), out)
    assert publish(tmp_path / "later", out, "--check").code == 0
    assert (out / "schemas" / "1.0.0").is_dir()


def test_two_publishes_at_once_are_one_after_the_other(tmp_path: Path) -> None:
    specs(tmp_path / "specs")
    command = [sys.executable, "-m", "airsmith", "publish", "--specs", "specs", "--out", "out", "--base-url", BASE]
    running = [
        subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    said = [process.communicate(timeout=120) for process in running]
    assert [process.returncode for process in running] == [0] * 4, said
    assert sum("published 0.1.0" in out for out, _ in said) == 1
    assert sum("is published, and everything is as it was written" in out for out, _ in said) == 3
    assert not (tmp_path / "out" / "schemas" / ".airsmith-work").exists()


def test_whoever_reads_meanwhile_finds_whole_documents(out: Path, tmp_path: Path) -> None:
    alias = out / "schemas" / "latest" / "openai" / "sora-2.request.schema.json"
    seen: set[str] = set()
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            reference = document(alias)["$ref"]
            assert (out / "schemas" / reference.removeprefix(f"{BASE}/")).is_file()
            seen.add(reference)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        assert publish(tmp_path / "next", out).code == 0
    finally:
        done.set()
        reader.join()
    assert {one.removeprefix(f"{BASE}/").partition("/")[0] for one in seen} <= {"0.1.0", "0.1.1"}
