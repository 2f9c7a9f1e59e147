"""Files against the disk, when a run is interrupted, killed, or not alone."""

import errno
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from airsmith import write as module
from airsmith.files import File
from airsmith.manifest import MANIFEST, WORK
from airsmith.write import OutputError, compare, write

from written import NEW, OLD, assert_done, assert_whole, files, listed, tree


@pytest.mark.parametrize("error", [RuntimeError("template"), KeyboardInterrupt(), OSError(errno.ENOSPC, "full")])
def test_an_error_while_files_are_made_changes_nothing(tmp_path: Path, error: BaseException) -> None:
    write(files(OLD), tmp_path / "old")

    def failing() -> Iterator[File]:
        yield File("a.txt", "new a\n")
        raise error

    for out in (tmp_path / "old", tmp_path / "none"):
        with pytest.raises(type(error)):
            write(failing(), out)
    assert tree(tmp_path / "old") == OLD
    assert not (tmp_path / "old" / WORK).exists()
    assert not (tmp_path / "none").exists()


def test_a_full_disk_while_staging_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(files(OLD), tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(module, "create", _full)
        with pytest.raises(OSError, match="full"):
            write(files(NEW), tmp_path)
    assert tree(tmp_path) == OLD
    assert not (tmp_path / WORK).exists()


def _full(_path: str, _content: bytes) -> None:
    raise OSError(errno.ENOSPC, "full")


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "full"), KeyboardInterrupt()])
@pytest.mark.parametrize("moves", [0, 1, 2])
def test_an_error_between_moves_leaves_whole_files_and_is_repaired(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, moves: int
) -> None:
    write(files(OLD), tmp_path)
    replace, left = os.replace, [moves]

    def failing(source: str, target: str) -> None:
        if not left[0]:
            raise error
        left[0] -= 1
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", failing)
        with pytest.raises(type(error)):
            write(files(NEW), tmp_path)
    assert_whole(tmp_path)
    write(files(NEW), tmp_path)
    assert_done(tmp_path, NEW)


def test_what_an_interrupted_run_added_is_removed_when_it_is_no_longer_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(files(OLD), tmp_path)
    replace = os.replace

    def failing(source: str, target: str) -> None:
        if Path(target).name == MANIFEST:
            raise KeyboardInterrupt
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", failing)
        with pytest.raises(KeyboardInterrupt):
            write(files(NEW), tmp_path)
    (tmp_path / "mine.txt").write_text("mine")
    assert compare(files(OLD), tmp_path).removed == ("d/added.txt",)
    write(files({"python/x": "x\n"}), tmp_path, only={"python"})
    write(files(OLD), tmp_path)
    assert_done(tmp_path, OLD | {"mine.txt": "mine"})


def test_what_an_interrupted_run_added_is_ours_when_it_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        replace = os.replace
        patch.setattr(
            os, "replace", lambda one, other: replace(one, other) if Path(other).name == "a.txt" else _full(one, b"")
        )
        with pytest.raises(OSError, match="full"):
            write(files(OLD), tmp_path)
    assert (tmp_path / "a.txt").exists()
    write(files(NEW), tmp_path)
    assert_done(tmp_path, NEW)


# Kills the process at the Nth thing it asks of the file system, or after a while.
KILLED = """
import itertools, os, signal, sys, threading, json
from pathlib import Path
from airsmith.files import File
from airsmith.write import write

out, texts, step = Path(sys.argv[1]), json.load(sys.stdin), int(sys.argv[2])
steps = itertools.count(1)

def count(event, args):
    if event in WATCHED and next(steps) == step:
        os.kill(os.getpid(), signal.SIGKILL)

WATCHED = {"open", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.scandir", "os.listdir", "tempfile.mkdtemp"}
print("ready", flush=True)
sys.addaudithook(count)
write((File(path, text, ("specs/x.yaml",)) for path, text in texts.items()), out)
"""


def start(out: Path, texts: dict[str, str], step: int) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-c", KILLED, str(out), str(step)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin
    process.stdin.write(json.dumps(texts).encode())
    process.stdin.close()
    return process


def finish(process: "subprocess.Popen[bytes]") -> int:
    with process:
        return process.wait(60)


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a thing of POSIX")
def test_a_run_killed_at_any_step_leaves_whole_files_and_is_repaired(tmp_path: Path) -> None:
    for step in range(1, 500):
        out = tmp_path / str(step)
        write(files(OLD), out)
        status = finish(start(out, NEW, step))
        assert_whole(out)
        # Half of the repairs go forward and half back, which must not leave what the dead run added.
        target = NEW if step % 2 else OLD
        write(files(target), out)
        assert_done(out, target)
        assert set(listed(out)) == set(target)
        if status == 0:
            assert step > 20
            return
        assert status == -signal.SIGKILL
    pytest.fail("the run never came to its end")


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a thing of POSIX")
def test_a_run_killed_at_random_times_leaves_whole_files(tmp_path: Path) -> None:
    seed = random.Random(7)
    old = {f"{number % 7}/{number}.txt": f"old {number}\n" * 2000 for number in range(200)}
    new = {f"{number % 7}/{number}.txt": f"new {number}\n" * 2000 for number in range(100, 300)}
    write(files(old), tmp_path)
    for _ in range(12):
        process = start(tmp_path, new, 0)
        assert process.stdout and process.stdout.readline() == b"ready\n"
        time.sleep(seed.uniform(0, 0.08))
        process.kill()
        finish(process)
        for path, text in tree(tmp_path).items():
            assert path.startswith(WORK) or text in (old.get(path), new.get(path)), path
        write(files(old), tmp_path)
        assert_done(tmp_path, old)


@pytest.mark.skipif(sys.platform == "win32", reason="the lock of a dead process is a thing of POSIX")
def test_runs_at_once_do_not_mix(tmp_path: Path) -> None:
    one = {f"{number}.txt": "one\n" * 500 for number in range(60)}
    two = {f"{number}.txt": "two\n" * 500 for number in range(30, 90)}
    for process in [start(tmp_path, texts, 0) for texts in (one, two, one, two)]:
        assert finish(process) == 0
    assert tree(tmp_path) in (one, two)
    assert not compare(files(tree(tmp_path)), tmp_path)


def test_a_run_waits_for_another_and_gives_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    began, go_on = threading.Event(), threading.Event()

    def slowly() -> Iterator[File]:
        began.set()
        go_on.wait(60)
        yield File("a.txt", "slow\n")

    first = threading.Thread(target=write, args=(slowly(), tmp_path))
    first.start()
    began.wait(60)
    monkeypatch.setattr(module, "_PATIENCE", 0.1)
    with pytest.raises(OutputError, match="another run"):
        write(files(OLD), tmp_path)
    go_on.set()
    first.join(60)
    assert tree(tmp_path) == {"a.txt": "slow\n"}
