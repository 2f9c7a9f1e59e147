"""Whoever builds the same sources gets the same bytes, and these tell nothing of where that was."""

from __future__ import annotations

import getpass
import os
import re
import shutil
import socket
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from python_environment import EPOCH
from support import ROOT
from trees import tree


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the program makes of a copy of the repository: in another folder, another time zone and by other habits."""
    folder = tmp_path_factory.mktemp("a-copy")
    for name in kept():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, folder / name)
    (folder / "tests/tools/node_modules").symlink_to(ROOT / "tests/tools/node_modules")
    habits = {"SOURCE_DATE_EPOCH": EPOCH, "TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    command = [sys.executable, str(folder / "tests" / "packages.py"), str(folder / "made")]
    done = subprocess.run(command, cwd="/", env={**os.environ, **habits}, umask=0o077, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "made"


@cache
def kept() -> tuple[str, ...]:
    """The files that git keeps or would take."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    return tuple(name for name in names if name and (ROOT / name).is_file())


def test_a_copy_makes_the_same_bytes(dist: Path, elsewhere: Path) -> None:
    assert tree(elsewhere) == tree(dist)
    assert len(tree(dist)) == 8


def contents(dist: Path) -> Iterator[tuple[str, bytes]]:
    """Every file that is published, unpacked."""
    for path in sorted(path for path in dist.rglob("*") if path.is_file()):
        if path.suffix == ".whl":
            with zipfile.ZipFile(path) as wheel:
                yield from ((f"{path.name}/{name}", wheel.read(name)) for name in wheel.namelist())
        elif path.suffix in {".gz", ".tgz"}:
            with tarfile.open(path) as archive:
                for member in archive:
                    file = archive.extractfile(member)
                    if file is not None:
                        yield f"{path.name}/{member.name}", file.read()
        else:
            yield path.name, path.read_bytes()


def test_nothing_names_the_machine_or_a_folder_of_it(dist: Path) -> None:
    """A machine may be called by a word that the sources have anyway: that is no trace of it."""
    traces = {str(ROOT), tempfile.gettempdir() + "/", str(Path.home()) + "/", str(dist), sys.prefix}
    sources = b"\n".join((ROOT / name).read_bytes() for name in kept())
    names = {name for name in (socket.gethostname(), socket.getfqdn(), getpass.getuser()) if not word(name, sources)}
    for file, content in contents(dist):
        assert [trace for trace in traces if trace.encode() in content] == [], file
        assert [name for name in names if word(name, content)] == [], file


def word(name: str, text: bytes) -> bool:
    return re.search(rb"(?<![\w.-])" + re.escape(name.encode()) + rb"(?![\w-])", text) is not None


def test_an_archive_tells_no_date_and_no_person(dist: Path) -> None:
    day = datetime.fromtimestamp(int(EPOCH), UTC)
    for path in (dist / "python").glob("*.whl"):
        with zipfile.ZipFile(path) as wheel:
            assert {entry.date_time[:3] for entry in wheel.infolist()} == {(day.year, day.month, day.day)}
    # npm has one date for everything that was ever packed.
    for path, date in [*((path, int(EPOCH)) for path in (dist / "python").glob("*.gz")), *npm_date(dist)]:
        with tarfile.open(path) as archive:
            entries = archive.getmembers()
        assert {entry.mtime for entry in entries} == {date}, path.name
        assert {(entry.uid, entry.gid, entry.uname, entry.gname) for entry in entries} == {(0, 0, "", "")}, path.name
        assert {entry.mode for entry in entries if entry.isfile()} == {0o644}, path.name


def npm_date(dist: Path) -> Iterator[tuple[Path, int]]:
    packed = int(datetime(1985, 10, 26, 8, 15, tzinfo=UTC).timestamp())
    yield from ((path, packed) for path in (dist / "npm").iterdir())


def test_a_folder_that_holds_something_is_left_alone(dist: Path) -> None:
    before = tree(dist)
    done = subprocess.run([sys.executable, str(ROOT / "tests" / "packages.py"), str(dist)], capture_output=True)
    assert done.returncode == 1 and b"File exists" in done.stderr
    assert tree(dist) == before
