"""Files against the disk: comparing, replacing, removing, and being interrupted."""

import errno
import hashlib
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
from airsmith.write import Changes, OutputError, compare, diff, write

OLD = {"a.txt": "old a\n", "b/kept.txt": "kept\n", "b/c/gone.txt": "gone\n"}
NEW = {"a.txt": "new a\n", "b/kept.txt": "kept\n", "d/added.txt": "added\n"}


def files(texts: dict[str, str]) -> Iterator[File]:
    return (File(path, text, ("specs/x.yaml",)) for path, text in texts.items())


def tree(out: Path) -> dict[str, str]:
    """Read everything below a folder, except the manifest."""
    found = (path for path in out.rglob("*") if path.is_file() or path.is_symlink())
    return {path.relative_to(out).as_posix(): path.read_text() for path in found if path.name != MANIFEST}


def listed(out: Path) -> dict[str, dict[str, object]]:
    entries: dict[str, dict[str, object]] = json.loads((out / MANIFEST).read_text())["files"]
    return entries


def test_a_first_write_makes_everything(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    changes = write(files(OLD), out)
    assert changes == Changes(added=("MANIFEST.json", "a.txt", "b/c/gone.txt", "b/kept.txt"))
    assert tree(out) == OLD
    assert not (out / WORK).exists()


def test_the_manifest_lists_paths_hashes_and_sources(tmp_path: Path) -> None:
    write([File("b.txt", "b é\n", ("specs/y.yaml", "specs/x.yaml")), File("a.txt", "")], tmp_path)
    text = (tmp_path / MANIFEST).read_text()
    assert text.endswith("}\n")
    assert text.index("a.txt") < text.index("b.txt")
    assert json.loads(text) == {
        "generator": "airsmith",
        "files": {
            "a.txt": {"sha256": hashlib.sha256(b"").hexdigest(), "sources": []},
            "b.txt": {
                "sha256": hashlib.sha256("b é\n".encode()).hexdigest(),
                "sources": ["specs/x.yaml", "specs/y.yaml"],
            },
        },
    }


def test_the_manifest_does_not_depend_on_the_order_of_files(tmp_path: Path) -> None:
    write(files(OLD), tmp_path / "one")
    write(files(dict(reversed(OLD.items()))), tmp_path / "two")
    assert (tmp_path / "one" / MANIFEST).read_bytes() == (tmp_path / "two" / MANIFEST).read_bytes()


def test_a_second_write_changes_only_what_differs(tmp_path: Path) -> None:
    write(files(OLD), tmp_path)
    before = (tmp_path / "b/kept.txt").stat()
    changes = write(files(NEW), tmp_path)
    after = (tmp_path / "b/kept.txt").stat()
    assert changes == Changes(("d/added.txt",), ("MANIFEST.json", "a.txt"), ("b/c/gone.txt",), 1)
    assert tree(tmp_path) == NEW
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)
    assert not (tmp_path / "b/c").exists()


def test_a_write_that_changes_nothing_touches_nothing(tmp_path: Path) -> None:
    write(files(OLD), tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    changes = write(files(OLD), tmp_path)
    assert not changes
    assert changes.unchanged_count == 4
    assert before == {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}


def test_compare_tells_what_write_does_and_touches_nothing(tmp_path: Path) -> None:
    assert compare(files(OLD), tmp_path / "none")
    assert not (tmp_path / "none").exists()
    write(files(OLD), tmp_path)
    assert not compare(files(OLD), tmp_path)
    foreseen = compare(files(NEW), tmp_path)
    assert tree(tmp_path) == OLD
    assert foreseen == write(files(NEW), tmp_path)


def test_compare_sees_an_edited_a_missing_and_an_unlisted_state(tmp_path: Path) -> None:
    write(files(OLD), tmp_path)
    (tmp_path / "a.txt").write_text("old b\n")
    assert compare(files(OLD), tmp_path).changed == ("a.txt",)
    (tmp_path / "a.txt").unlink()
    assert compare(files(OLD), tmp_path).added == ("a.txt",)
    (tmp_path / MANIFEST).unlink()
    assert compare(files(OLD), tmp_path).added == ("MANIFEST.json", "a.txt")


def test_line_ends_are_content(tmp_path: Path) -> None:
    write(files(OLD), tmp_path)
    (tmp_path / "a.txt").write_bytes(b"old a\r\n")
    assert compare(files(OLD), tmp_path).changed == ("a.txt",)
    write(files(OLD), tmp_path)
    assert (tmp_path / "a.txt").read_bytes() == b"old a\n"


def test_diff_shows_changed_added_and_removed_files(tmp_path: Path) -> None:
    write(files(OLD), tmp_path)
    text = "".join(diff(files(NEW | {"e.txt": "no end"}), tmp_path))
    assert "--- a/a.txt\n+++ b/a.txt\n@@ -1 +1 @@\n-old a\n+new a\n" in text
    assert "--- /dev/null\n+++ b/d/added.txt\n@@ -0,0 +1 @@\n+added\n" in text
    assert "--- a/b/c/gone.txt\n+++ /dev/null\n@@ -1 +0,0 @@\n-gone\n" in text
    assert "+no end\n\\ No newline at end of file\n" in text
    assert "--- a/MANIFEST.json\n" in text
    assert "kept.txt\n" not in text
    assert tree(tmp_path) == OLD


def test_only_some_folders_leave_the_others_as_they_are(tmp_path: Path) -> None:
    write(files({"python/a.py": "a\n", "python/b.py": "b\n", "docs/c.md": "c\n"}), tmp_path)
    changes = write(files({"python/a.py": "A\n"}), tmp_path, only={"python"})
    assert changes.removed == ("python/b.py",)
    assert tree(tmp_path) == {"python/a.py": "A\n", "docs/c.md": "c\n"}
    assert set(listed(tmp_path)) == {"python/a.py", "docs/c.md"}
    assert not compare(files({"python/a.py": "A\n", "docs/c.md": "c\n"}), tmp_path)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/a",
        "../a",
        "a/../b",
        "./a",
        "a//b",
        "a/",
        "a\\b",
        "C:/a",
        "a\nb",
        "MANIFEST.json",
        "manifest.json",
        f"{WORK}/a",
    ],
)
def test_an_unsafe_path_is_an_error(tmp_path: Path, path: str) -> None:
    with pytest.raises(OutputError, match="not a path"):
        compare([File(path, "")], tmp_path / "out")
    with pytest.raises(OutputError, match="not a path"):
        write([File("fine.txt", ""), File(path, "")], tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("second", ["docs/a.md", "docs/A.md", "Docs/a.md"])
def test_two_files_at_one_path_are_an_error(tmp_path: Path, second: str) -> None:
    with pytest.raises(OutputError, match="two files are made at"):
        write([File("docs/a.md", "same"), File(second, "same")], tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("paths", [("a/b", "a"), ("a", "a/b"), ("A", "a/b/c")])
def test_a_path_is_not_both_file_and_folder(tmp_path: Path, paths: tuple[str, str]) -> None:
    with pytest.raises(OutputError, match="both as a file and as a folder"):
        write([File(path, "") for path in paths], tmp_path)


def test_names_are_compared_in_one_unicode_form(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="two files"):
        write([File("\u00e9.md", ""), File("e\u0301.md", "")], tmp_path)


def test_a_lone_surrogate_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="lone surrogate"):
        write([File("a.txt", "\ud800")], tmp_path)


def test_a_new_spelling_replaces_the_old_one(tmp_path: Path) -> None:
    write(files({"Read.md": "same\n"}), tmp_path)
    write(files({"read.md": "same\n"}), tmp_path)
    assert tree(tmp_path) == {"read.md": "same\n"}


def test_a_file_may_become_a_folder_and_the_other_way_round(tmp_path: Path) -> None:
    write(files({"a": "1\n", "b/c/d": "2\n"}), tmp_path)
    write(files({"a/x": "3\n", "b": "4\n"}), tmp_path)
    assert tree(tmp_path) == {"a/x": "3\n", "b": "4\n"}


def test_an_empty_folder_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "a" / "empty").mkdir(parents=True)
    write(files({"a": "1\n"}), tmp_path)
    assert tree(tmp_path) == {"a": "1\n"}


def test_what_is_not_ours_is_neither_removed_nor_run_over(tmp_path: Path) -> None:
    write(files(OLD), tmp_path)
    (tmp_path / "b/c/mine.txt").write_text("mine")
    (tmp_path / "d").write_text("mine")
    with pytest.raises(OutputError, match="d is in the way of d/added.txt"):
        write(files(NEW), tmp_path)
    assert tree(tmp_path) == OLD | {"b/c/mine.txt": "mine", "d": "mine"}
    (tmp_path / "d").unlink()
    with pytest.raises(OutputError, match="folder b is in the way"):
        write(files({"b": "now a file\n"}), tmp_path)
    write(files(NEW), tmp_path)
    assert tree(tmp_path) == NEW | {"b/c/mine.txt": "mine"}


@pytest.mark.parametrize(
    "broken", ["", "{", "[]", "null", '{"files": []}', '{"files": {"a.txt": 1}}', "[" * 100_000, "\xff"]
)
def test_a_broken_manifest_lists_nothing(tmp_path: Path, broken: str) -> None:
    write(files(OLD), tmp_path)
    (tmp_path / MANIFEST).write_text(broken, encoding="latin-1")
    changes = write(files(NEW), tmp_path)
    assert changes.removed == ()
    assert tree(tmp_path) == NEW | {"b/c/gone.txt": "gone\n"}
    assert set(listed(tmp_path)) == set(NEW)


def test_a_missing_manifest_lists_nothing(tmp_path: Path) -> None:
    write(files(OLD), tmp_path)
    (tmp_path / MANIFEST).unlink()
    assert write(files(NEW), tmp_path).removed == ()
    assert (tmp_path / "b/c/gone.txt").exists()


def test_a_forged_manifest_removes_nothing_outside(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(files(OLD), out)
    outside = tmp_path / "outside"
    outside.mkdir()
    victim = outside / "victim.txt"
    victim.write_text("alive")
    (out / "link").symlink_to(outside)
    (out / "folder").mkdir()
    entry = {"sha256": hashlib.sha256(b"alive").hexdigest(), "sources": []}
    forged = ["../outside/victim.txt", str(victim), "link/victim.txt", "b/../../outside/victim.txt", "folder", ".", ""]
    (out / MANIFEST).write_text(json.dumps({"files": dict.fromkeys(forged, entry)}))
    assert write(files(OLD), out).removed == ()
    assert victim.read_text() == "alive"
    assert (out / "folder").is_dir()


def test_a_linked_file_is_replaced_not_written_through(tmp_path: Path) -> None:
    out, outside = tmp_path / "out", tmp_path / "outside.txt"
    write(files(OLD), out)
    for text in ("old a\n", "other\n"):
        outside.write_text(text)
        (out / "a.txt").unlink()
        (out / "a.txt").symlink_to(outside)
        assert compare(files(OLD), out).changed == ("a.txt",)
        assert write(files(OLD), out).changed == ("a.txt",)
        assert not (out / "a.txt").is_symlink()
        assert outside.read_text() == text


def test_a_linked_orphan_is_unlinked_and_its_target_kept(tmp_path: Path) -> None:
    out, outside = tmp_path / "out", tmp_path / "outside.txt"
    write(files(OLD), out)
    outside.write_text("alive")
    (out / "b/c/gone.txt").unlink()
    (out / "b/c/gone.txt").symlink_to(outside)
    assert write(files(NEW), out).removed == ("b/c/gone.txt",)
    assert outside.read_text() == "alive"


def test_nothing_is_written_through_a_linked_folder(tmp_path: Path) -> None:
    out, outside = tmp_path / "out", tmp_path / "outside"
    outside.mkdir()
    write(files(OLD), out)
    (out / "d").symlink_to(outside)
    with pytest.raises(OutputError, match="d in the output folder is a link"):
        write(files(NEW), out)
    assert list(outside.iterdir()) == []
    assert (out / "a.txt").read_text() == "old a\n"


def test_a_linked_working_folder_is_refused(tmp_path: Path) -> None:
    out, outside = tmp_path / "out", tmp_path / "outside"
    out.mkdir()
    outside.mkdir()
    (out / WORK).symlink_to(outside)
    with pytest.raises(OutputError, match="is a link"):
        write(files(OLD), out)
    assert list(outside.iterdir()) == []


def test_files_are_taken_one_by_one_and_let_go(tmp_path: Path) -> None:
    alive: list[int] = []

    def lazily() -> Iterator[File]:
        for number in range(5):
            alive.append(sum(path.parent.name != WORK for path in (tmp_path / WORK).rglob("[0-9]")))
            yield File(f"{number}.txt", "x\n")

    write(lazily(), tmp_path)
    assert alive == [0, 1, 2, 3, 4]


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
        patch.setattr(Path, "write_bytes", _full)
        with pytest.raises(OSError, match="full"):
            write(files(NEW), tmp_path)
    assert tree(tmp_path) == OLD
    assert not (tmp_path / WORK).exists()


def _full(_path: Path, _content: bytes) -> int:
    raise OSError(errno.ENOSPC, "full")


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "full"), KeyboardInterrupt()])
@pytest.mark.parametrize("moves", [0, 1, 2])
def test_an_error_between_moves_leaves_whole_files_and_is_repaired(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, moves: int
) -> None:
    write(files(OLD), tmp_path)
    replace, left = os.replace, [moves]

    def failing(source: Path, target: Path) -> None:
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

    def failing(source: Path, target: Path) -> None:
        if target.name == MANIFEST:
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


def assert_whole(out: Path) -> None:
    """Every file is wholly old or wholly new, and the manifest too."""
    for path, text in tree(out).items():
        if not path.startswith(WORK):
            assert text in (OLD.get(path), NEW.get(path)), path
    assert json.loads((out / MANIFEST).read_text())["generator"] == "airsmith"


def assert_done(out: Path, texts: dict[str, str]) -> None:
    assert tree(out) == texts
    assert not (out / WORK).exists()
    assert not [path for path in out.rglob("*") if path.is_dir() and not any(path.iterdir())]


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
