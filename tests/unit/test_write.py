"""Files against the disk: comparing, replacing, removing."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from airsmith.files import File
from airsmith.manifest import MANIFEST, WORK
from airsmith.write import Changes, ForeignFiles, OutputError, compare, diff, write

from written import NEW, OLD, files, listed, tree


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
    changes = write(files(NEW), tmp_path, force=True)
    assert changes.removed == ()
    assert tree(tmp_path) == NEW | {"b/c/gone.txt": "gone\n"}
    assert set(listed(tmp_path)) == set(NEW)


def test_a_missing_manifest_lists_nothing(tmp_path: Path) -> None:
    write(files(OLD), tmp_path)
    (tmp_path / MANIFEST).unlink()
    assert write(files(NEW), tmp_path, force=True).removed == ()
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


# Files that no run made


@pytest.mark.parametrize("mine", ["a.txt", "d/added.txt", MANIFEST])
def test_what_no_run_made_is_not_written_over_unasked(tmp_path: Path, mine: str) -> None:
    path = tmp_path / mine
    path.parent.mkdir(exist_ok=True)
    path.write_text('{"mine":1}')
    with pytest.raises(ForeignFiles, match="this file was not made by airsmith") as refused:
        write(files(NEW), tmp_path)
    assert f"{path.as_posix()}: error[foreign-file]: " in str(refused.value)
    assert "--force" in str(refused.value)
    assert [found for found in tmp_path.rglob("*") if found.is_file()] == [path]
    assert path.read_text() == '{"mine":1}'
    assert mine in compare(files(NEW), tmp_path).changed
    assert mine in write(files(NEW), tmp_path, force=True).changed
    assert tree(tmp_path) == NEW


def test_a_link_that_no_run_made_is_not_replaced_unasked(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.txt").symlink_to("../mine")
    with pytest.raises(ForeignFiles):
        write(files(NEW), tmp_path / "out")
    assert (tmp_path / "out" / "a.txt").is_symlink()


def test_a_few_of_many_such_files_are_named(tmp_path: Path) -> None:
    texts = {f"{number}.txt": "new\n" for number in range(9)}
    for name in texts:
        (tmp_path / name).write_text("mine")
    with pytest.raises(ForeignFiles) as refused:
        write(files(texts), tmp_path)
    named = [line for line in str(refused.value).splitlines() if line.endswith(".txt")]
    assert named == [f"  {(tmp_path / f'{number}.txt').as_posix()}" for number in range(5)]
    assert "  ... and 4 more\n" in str(refused.value)


@pytest.mark.parametrize("manifest", [None, "", '{"generator": "airsmith", "files": {'])
def test_a_lost_manifest_over_files_as_they_were_made_is_repaired(tmp_path: Path, manifest: str | None) -> None:
    write(files(OLD), tmp_path)
    (tmp_path / MANIFEST).unlink()
    if manifest is not None:
        (tmp_path / MANIFEST).write_text(manifest)
    assert write(files(OLD), tmp_path).unchanged_count == len(OLD)
    assert set(listed(tmp_path)) == set(OLD)


def test_an_edited_file_that_the_manifest_lists_is_written_over(tmp_path: Path) -> None:
    write(files(OLD), tmp_path)
    (tmp_path / "a.txt").write_text("edited")
    assert write(files(OLD), tmp_path).changed == ("a.txt",)


def test_a_manifest_with_marks_of_a_conflict_still_says_what_is_ours(tmp_path: Path) -> None:
    write(files(OLD), tmp_path)
    path = tmp_path / MANIFEST
    lines = path.read_text().splitlines()
    path.write_text("\n".join([*lines[:3], "<<<<<<< HEAD", *lines[3:5], "=======", *lines[3:5], ">>>>>>> theirs"]))
    (tmp_path / "a.txt").write_text("as theirs made it\n")
    assert write(files({"a.txt": "new a\n"}), tmp_path).changed == (MANIFEST, "a.txt")
    (tmp_path / "b/kept.txt").write_text("mine")
    with pytest.raises(ForeignFiles):
        write(files(OLD), tmp_path)
