"""Runs that are killed or interrupted at any moment."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from support import ROOT
from trees import airsmith, tree

STOPPED = """
import os, signal, sys
from airsmith import {module} as module
holder = {holder}
real, left = holder.{name}, [{count}]
def stopping(*args, **kwargs):
    left[0] -= 1
    if left[0] == 0:
        os.kill(os.getpid(), signal.{signal})
    return real(*args, **kwargs)
holder.{name} = stopping
sys.argv = ["airsmith", "generate", "--target", "schemas"]
from airsmith.cli import main
main()
"""


GENERATE = ("generate", "--target", "schemas")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose output was made of other specs: one model less, one more, one sentence changed."""
    folder = tmp_path_factory.mktemp("prepared") / "project"
    shutil.copytree(ROOT / "specs", folder / "specs")
    (folder / "specs" / "openai" / "dall-e-2.yaml").unlink()
    sora, nine = folder / "specs" / "openai" / "sora-2.yaml", folder / "specs" / "openai" / "sora-9.yaml"
    text = sora.read_text(encoding="utf-8").replace("Makes videos", "Made videos")
    sora.write_text(text, encoding="utf-8")
    nine.write_text(text.replace("openai:3@1", "openai:3@9").replace("name: Sora 2", "name: Sora 9"), encoding="utf-8")
    airsmith(*GENERATE, cwd=folder)
    shutil.rmtree(folder / "specs")
    shutil.copytree(ROOT / "specs", folder / "specs")
    airsmith(*GENERATE, "--out", str(folder / "wanted"), cwd=folder)
    return folder


@pytest.fixture
def halfway(prepared: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(prepared, tmp_path / "project"))


@pytest.fixture
def wanted(prepared: Path) -> dict[str, str]:
    """What a run that is left alone makes of the specs."""
    return tree(prepared / "wanted")


def stopped(project: Path, holder: str, name: str, count: int, sign: str) -> subprocess.CompletedProcess[bytes]:
    module = "write" if holder == "os" else "render"
    code = STOPPED.format(holder=holder, name=name, count=count, signal=sign, module=module)
    return subprocess.run([sys.executable, "-c", code], cwd=project, capture_output=True, check=False)


def check_whole(project: Path, old: dict[str, str], new: dict[str, str]) -> int:
    """Every file is old or new in full; how many are not the old ones."""
    found = {name: digest for name, digest in tree(project / "generated").items() if ".airsmith-work" not in name}
    for name, digest in found.items():
        assert digest in (old.get(name), new.get(name)), name
    for name in old.keys() & new.keys():
        assert name in found, f"{name} was there before and should be there after"
    return sum(old.get(name) != digest for name, digest in found.items()) + len(old.keys() - found.keys())


def check_repaired(project: Path, wanted: dict[str, str]) -> None:
    airsmith(*GENERATE, cwd=project)
    assert tree(project / "generated") == wanted
    assert not (project / "generated" / ".airsmith-work").exists()


MOMENTS = [
    ("module.Renderer", "render", 1),
    ("module.Renderer", "render", 9),
    ("os", "replace", 1),
    ("os", "replace", 2),
    ("os", "replace", 5),
    ("os", "replace", 9),
    ("os", "unlink", 1),
    ("os", "unlink", 4),
]


@pytest.mark.parametrize(("holder", "name", "count"), MOMENTS)
def test_a_killed_run_leaves_whole_files_and_the_next_one_repairs(
    halfway: Path, wanted: dict[str, str], holder: str, name: str, count: int
) -> None:
    old = tree(halfway / "generated")
    done = stopped(halfway, holder, name, count, "SIGKILL")
    assert done.returncode == -signal.SIGKILL, done.stderr
    changed = check_whole(halfway, old, wanted)
    assert changed == 0 or holder == "os", "nothing is touched before all is made"
    check_repaired(halfway, wanted)


@pytest.mark.parametrize("delay", [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4])
def test_a_run_killed_at_any_time(halfway: Path, wanted: dict[str, str], delay: float) -> None:
    old = tree(halfway / "generated")
    with subprocess.Popen([sys.executable, "-m", "airsmith", *GENERATE], cwd=halfway, stdout=subprocess.DEVNULL) as run:
        time.sleep(delay)
        run.kill()
    check_whole(halfway, old, wanted)
    check_repaired(halfway, wanted)


def test_a_run_killed_twice_in_a_row(halfway: Path, wanted: dict[str, str]) -> None:
    old = tree(halfway / "generated")
    for count in (5, 3, 2):
        assert stopped(halfway, "os", "replace", count, "SIGKILL").returncode == -signal.SIGKILL
        check_whole(halfway, old, wanted)
    check_repaired(halfway, wanted)


@pytest.mark.parametrize("count", [1, 5, 9])
def test_ctrl_c_leaves_the_old_state_whole(halfway: Path, wanted: dict[str, str], count: int) -> None:
    old = tree(halfway / "generated")
    done = stopped(halfway, "module.Renderer", "render", count, "SIGINT")
    assert done.returncode == 130
    assert done.stderr.decode().split() == "interrupted; nothing was left half-written".split()
    assert tree(halfway / "generated") == old
    assert not (halfway / "generated" / ".airsmith-work").exists()
    check_repaired(halfway, wanted)


@pytest.mark.parametrize("count", [1, 4, 8])
def test_ctrl_c_between_two_files_leaves_each_whole(halfway: Path, wanted: dict[str, str], count: int) -> None:
    old = tree(halfway / "generated")
    done = stopped(halfway, "os", "replace", count, "SIGINT")
    assert done.returncode == 130
    assert b"Traceback" not in done.stderr
    check_whole(halfway, old, wanted)
    check_repaired(halfway, wanted)


def test_two_runs_at_once_make_one_result(halfway: Path, wanted: dict[str, str]) -> None:
    command = [sys.executable, "-m", "airsmith", *GENERATE]
    runs = [subprocess.Popen(command, cwd=halfway, stdout=subprocess.DEVNULL) for _ in range(4)]
    assert [run.wait() for run in runs] == [0, 0, 0, 0]
    assert tree(halfway / "generated") == wanted
    airsmith(*GENERATE, "--check", cwd=halfway)
