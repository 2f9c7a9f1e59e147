"""What `--check` notices, what a run puts right, and output folders that cannot be written."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from support import ROOT
from trees import airsmith, tree

PATH = "python/src/runware_openai/_validate/sora_2.py"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in which everything is generated."""
    folder = tmp_path_factory.mktemp("base") / "project"
    shutil.copytree(ROOT / "specs", folder / "specs")
    airsmith("generate", cwd=folder)
    return folder


@pytest.fixture
def made(base: Path, tmp_path: Path) -> Path:
    """A copy of it, times and all."""
    return Path(shutil.copytree(base, tmp_path / "made"))


def flip(out: Path) -> None:
    """Change one byte; size and times stay as they were."""
    path = out / PATH
    state, content = path.stat(), bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(bytes(content))
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


def edit_manifest(out: Path) -> None:
    path = out / "MANIFEST.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["files"][PATH]["sha256"] = "0" * 64
    path.write_text(json.dumps(manifest), encoding="utf-8")


def break_manifest(out: Path) -> None:
    (out / "MANIFEST.json").write_text("{", encoding="utf-8")


def make_link(out: Path) -> None:
    path = out / PATH
    other = out / "elsewhere.py"
    path.rename(other)
    path.symlink_to(other)


FAULTS: dict[str, Callable[[Path], None]] = {
    "a byte of a file": flip,
    "a byte at the end": lambda out: (out / PATH).write_bytes((out / PATH).read_bytes() + b"\n"),
    "a missing file": lambda out: (out / PATH).unlink(),
    "an empty file": lambda out: (out / PATH).write_bytes(b""),
    "line ends": lambda out: (out / PATH).write_bytes((out / PATH).read_bytes().replace(b"\n", b"\r\n")),
    "an edited manifest": edit_manifest,
    "a broken manifest": break_manifest,
    "no manifest": lambda out: (out / "MANIFEST.json").unlink(),
    "a link": make_link,
    "nothing at all": shutil.rmtree,
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_differs_is_stale_and_put_right(made: Path, fault: str) -> None:
    out = made / "generated"
    before = tree(out)
    FAULTS[fault](out)
    changed = tree(out) if out.exists() else {}
    stale = airsmith("generate", "--check", cwd=made, expected=4)
    assert b"is stale" in stale.stderr
    assert (tree(out) if out.exists() else {}) == changed, "--check writes nothing"
    if fault != "a byte of a file":
        # What only --check can see needs a run that does not trust its own note.
        airsmith("generate", cwd=made)
    else:
        shutil.rmtree(out / ".airsmith")
        airsmith("generate", cwd=made)
    assert {name: digest for name, digest in tree(out).items() if name != "elsewhere.py"} == before


def test_a_difference_is_shown(made: Path) -> None:
    flip(made / "generated")
    shown = airsmith("generate", "--diff", cwd=made).stdout.decode()
    assert shown.startswith(f"--- a/{PATH}\n+++ b/{PATH}\n@@ ")
    assert "MANIFEST" not in shown


def test_a_removed_model_takes_its_files_along(made: Path) -> None:
    out = made / "generated"
    mine = out / "python" / "src" / "runware_openai" / "models" / "mine.py"
    mine.write_text("# not generated\n", encoding="utf-8")
    before = tree(out)
    (made / "specs" / "openai" / "dall-e-2.yaml").unlink()
    stale = airsmith("generate", "--check", cwd=made, expected=4).stdout.decode()
    gone = {name for name in before if "dall_e_2" in name or "dall-e-2" in name}
    assert len(gone) >= 6
    assert all(f"  - generated/{name}\n" in stale for name in gone)
    airsmith("generate", cwd=made)
    after = tree(out)
    assert before.keys() - after.keys() == gone
    assert mine.exists()
    assert not gone & json.loads((out / "MANIFEST.json").read_text(encoding="utf-8"))["files"].keys()
    assert b"dall_e_2" not in (out / "python" / "src" / "runware_openai" / "__init__.py").read_bytes()


def test_a_target_alone_leaves_the_others_alone(made: Path) -> None:
    flip(made / "generated")
    (made / "generated" / "schemas" / "requests.schema.json").unlink()
    airsmith("generate", "--target", "schemas", "--check", cwd=made, expected=4)
    airsmith("generate", "--target", "schemas", cwd=made)
    airsmith("generate", "--target", "schemas", "--check", cwd=made)
    airsmith("generate", "--target", "python", "--check", cwd=made, expected=4)


def test_a_spec_that_breaks_leaves_everything_as_it_was(made: Path) -> None:
    before = tree(made / "generated")
    (made / "specs" / "openai" / "sora-2.yaml").write_text("spec: 1\n", encoding="utf-8")
    for options in ((), ("--check",), ("--diff",)):
        done = airsmith("generate", *options, cwd=made, expected=1)
        assert b"specs/openai/sora-2.yaml:1:1: error[missing-key]" in done.stdout
    assert tree(made / "generated") == before


def test_an_output_path_that_is_a_file(project: Path) -> None:
    (project / "out").write_text("mine", encoding="utf-8")
    for options in ((), ("--check",), ("--diff",)):
        done = airsmith("generate", "--out", "out", *options, cwd=project, expected=3)
        assert done.stderr == b"error: out is not a folder; name another with --out\n"
    assert (project / "out").read_text(encoding="utf-8") == "mine"


def test_an_output_path_below_a_file(project: Path) -> None:
    (project / "out").write_text("mine", encoding="utf-8")
    done = airsmith("generate", "--out", "out/deeper", cwd=project, expected=3)
    assert done.stderr == b"error: out/deeper: Not a directory\n"


def _without_privileges() -> None:
    """In the child: even root cannot pass over the permissions of a folder."""
    drop_from_bounding_set, override, search = 24, 1, 2
    system = ctypes.CDLL(None, use_errno=True)
    for capability in (override, search):
        system.prctl(drop_from_bounding_set, capability, 0, 0, 0)


@pytest.mark.parametrize("fresh", [True, False])
def test_an_output_folder_that_cannot_be_written(project: Path, fresh: bool) -> None:
    out = project / "generated"
    out.mkdir()
    if not fresh:
        airsmith("generate", cwd=project)
        flip(out)
        shutil.rmtree(out / ".airsmith")
    before = tree(out)
    out.chmod(0o555)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "airsmith", "generate"],
            cwd=project,
            capture_output=True,
            preexec_fn=_without_privileges,
            check=False,
        )
    finally:
        out.chmod(0o755)
    assert (done.returncode, done.stdout) == (3, b"")
    assert done.stderr == b"error: generated/.airsmith-work: Permission denied\n"
    assert tree(out) == before


def test_a_file_of_ones_own_in_the_way(project: Path) -> None:
    (project / "generated").mkdir()
    (project / "generated" / "python").write_text("mine", encoding="utf-8")
    done = airsmith("generate", cwd=project, expected=3)
    assert b"python is in the way of" in done.stderr
    assert tree(project / "generated") == {"python": tree(project / "generated")["python"]}
