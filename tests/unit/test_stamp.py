"""When a run may be skipped."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from airsmith.files import File
from airsmith.manifest import MANIFEST, WORK
from airsmith.stamp import digest, is_current, remember
from airsmith.write import write


@pytest.fixture
def out(tmp_path: Path) -> Path:
    write([File("a/b.txt", "text\n"), File("c.txt", "more\n")], tmp_path / "out")
    return tmp_path / "out"


@pytest.fixture
def stamp(tmp_path: Path, out: Path) -> Path:
    remember("inputs", out, tmp_path / "cache" / "stamp.json")
    return tmp_path / "cache" / "stamp.json"


def test_what_was_remembered_is_current(out: Path, stamp: Path) -> None:
    assert is_current("inputs", out, stamp)
    assert [path.name for path in stamp.parent.iterdir()] == ["stamp.json"]


def test_other_inputs_are_not_current(out: Path, stamp: Path) -> None:
    assert not is_current("other inputs", out, stamp)


def test_touched_outputs_are_not_current(out: Path, stamp: Path) -> None:
    for name in ("a/b.txt", MANIFEST):
        before = (out / name).stat()
        os.utime(out / name, ns=(before.st_atime_ns, before.st_mtime_ns + 1))
        assert not is_current("inputs", out, stamp)
        os.utime(out / name, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert is_current("inputs", out, stamp)


def test_a_removed_or_linked_output_is_not_current(out: Path, stamp: Path) -> None:
    (out / "c.txt").rename(out / "other.txt")
    assert not is_current("inputs", out, stamp)
    (out / "c.txt").symlink_to("other.txt")
    assert not is_current("inputs", out, stamp)


def test_the_traces_of_a_dead_run_are_not_current(out: Path, stamp: Path) -> None:
    (out / WORK).mkdir()
    assert not is_current("inputs", out, stamp)


@pytest.mark.parametrize(
    "broken", ["", "{", "[]", "null", '{"inputs": "inputs"}', '{"inputs": "inputs", "outputs": {}}']
)
def test_a_broken_stamp_is_not_current(out: Path, stamp: Path, broken: str) -> None:
    stamp.write_text(broken)
    assert not is_current("inputs", out, stamp)
    stamp.unlink()
    assert not is_current("inputs", out, stamp)


def test_nothing_written_is_never_current(tmp_path: Path) -> None:
    remember("inputs", tmp_path / "none", tmp_path / "stamp.json")
    assert not is_current("inputs", tmp_path / "none", tmp_path / "stamp.json")


def test_a_stamp_that_cannot_be_written_is_no_error(out: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    remember("inputs", out, tmp_path / "file" / "stamp.json")


def test_the_digest_depends_on_names_and_content_only(tmp_path: Path) -> None:
    def folder(name: str, *texts: tuple[str, str]) -> str:
        for path, text in texts:
            (tmp_path / name / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name / path).write_text(text)
        return digest([tmp_path / name])

    first = folder("1", ("x/a", "1"), ("b", "2"))
    assert folder("2", ("b", "2"), ("x/a", "1"), ("x/__pycache__/c.pyc", "?")) == first
    others = {
        folder("3", ("x/a", "1"), ("b", "3")),
        folder("4", ("x/a", "1"), ("c", "2")),
        folder("5", ("a", "1"), ("b", "2")),
        folder("6", ("x/a", "12"), ("b", "")),
        folder("7", ("x/a", "1"), ("b", "2"), ("empty", "")),
        digest([tmp_path / "1", tmp_path / "1"]),
        digest([tmp_path / "1"], "option"),
        digest([tmp_path / "1"], "opt", "ion"),
    }
    assert len(others | {first}) == 9


def test_the_digest_of_a_file_and_of_nothing(tmp_path: Path) -> None:
    (tmp_path / "one").write_text("1")
    assert digest([tmp_path / "one"]) != digest([tmp_path / "none"]) != digest([])


def test_the_digest_follows_links_without_going_round(tmp_path: Path) -> None:
    shared, specs = tmp_path / "shared", tmp_path / "specs"
    shared.mkdir()
    specs.mkdir()
    (shared / "a.yaml").write_text("1")
    (specs / "linked").symlink_to(shared)
    (specs / "round").symlink_to(specs)
    (specs / "nowhere").symlink_to(tmp_path / "none")
    before = digest([specs])
    (shared / "a.yaml").write_text("2")
    assert digest([specs]) != before


def test_the_decision_needs_neither_yaml_nor_templates() -> None:
    check = (
        "import sys, airsmith.write, airsmith.stamp, airsmith.resources\n"
        "print(*sorted({'yaml', 'jinja2', 'markupsafe', 'jsonschema', 'difflib'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert result.stdout == "\n"
