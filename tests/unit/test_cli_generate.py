"""`airsmith generate`: what it says, targets, differences, templates of one's own, and watching."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from airsmith.cli.generate import LONGEST_LINE, MOST_SHOWN

from command import Outcome, airsmith
from support import ROOT
from trees import tree

PROCESS = [sys.executable, "-m", "airsmith"]


def test_generate_says_what_it_did(project: Path) -> None:
    found = airsmith("generate", cwd=project)
    assert (found.code, found.err) == (0, "")
    lines = found.out.splitlines()
    assert len(lines) == MOST_SHOWN + 2
    assert lines[0] == "  + generated/MANIFEST.json"
    assert lines[-2].startswith("  ... and ")
    assert lines[-1].endswith(" added, 0 changed, 0 removed, 0 unchanged")
    assert airsmith("generate", cwd=project).out == "generated is up to date\n"


def test_one_target(project: Path) -> None:
    assert airsmith("generate", "--target", "schemas", cwd=project).code == 0
    assert {path.name for path in (project / "generated").iterdir()} == {"MANIFEST.json", "schemas", ".airsmith"}
    found = airsmith("generate", "--target", "schmas", cwd=project)
    assert "there is no target schmas; targets: " in found.err


def test_the_difference_as_text(project: Path) -> None:
    airsmith("generate", "--target", "python", cwd=project)
    spec = project / "specs" / "openai" / "sora-2.yaml"
    spec.write_text(spec.read_text(encoding="utf-8").replace("[1, 4000]", "[1, 3999]"), encoding="utf-8")
    before = sorted((path, path.read_bytes()) for path in project.rglob("*") if path.is_file())
    found = airsmith("generate", "--target", "python", "--diff", cwd=project)
    assert found.code == 0
    assert "--- a/python/src/runware_openai/_validate/sora_2.py\n" in found.out
    assert [line for line in found.out.splitlines() if line.startswith("+") and "<= 3999" in line]
    assert [line for line in found.out.splitlines() if line.startswith("-") and "<= 4000" in line]
    assert "\x1b" not in found.out
    assert sorted((path, path.read_bytes()) for path in project.rglob("*") if path.is_file()) == before
    airsmith("generate", "--target", "python", cwd=project)
    assert airsmith("generate", "--target", "python", "--diff", cwd=project) == Outcome(0, "", "nothing would change\n")


def test_long_lines_of_a_difference_are_shortened(project: Path) -> None:
    airsmith("generate", "--target", "vectors", cwd=project)
    spec = project / "specs" / "openai" / "gpt-image-1.yaml"
    spec.write_text(spec.read_text(encoding="utf-8").replace("[1, 32000]", "[1, 31000]"), encoding="utf-8")
    found = airsmith("generate", "--target", "vectors", "--diff", cwd=project)
    assert max(map(len, found.out.splitlines())) <= LONGEST_LINE
    cut = [line for line in found.out.splitlines() if " characters ...] " in line]
    assert {line[0] for line in cut} == {"+", "-"}
    assert len(found.out) < 6_000


def test_the_difference_of_a_folder_that_is_not_there(project: Path) -> None:
    found = airsmith("generate", "--diff", "--out", "new", cwd=project)
    assert found.out.startswith("--- /dev/null\n+++ b/")
    assert not (project / "new").exists()


def test_specs_called_otherwise(project: Path) -> None:
    (project / "specs").rename(project / "facts")
    (project / "facts" / "spec.schema.json").unlink()
    found = airsmith("generate", "--target", "schemas", "--specs", "facts", cwd=project)
    assert found.code == 0
    assert airsmith("generate", "--target", "schemas", "--specs", "facts", cwd=project).code == 0
    (project / "facts" / "spec.schema.json").write_text("{}", encoding="utf-8")
    changed = airsmith("generate", "--target", "schemas", "--specs", "facts", cwd=project).out
    assert "  ~ facts/spec.schema.json\n" in changed
    assert ": 0 added, 1 changed, 0 removed, " in changed
    (project / "facts" / "spec.schema.json").unlink()
    created = airsmith(
        "generate", "--target", "schemas", "--specs", ".", "--out", "../generated", cwd=project / "facts"
    )
    assert "  + spec.schema.json\n" in created.out
    assert ": 1 added, 0 changed, 0 removed, " in created.out


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    folder = tmp_path / "mine" / "python"
    folder.mkdir(parents=True)
    return folder.parent


def overlay(project: Path, templates: Path, *options: str) -> Outcome:
    return airsmith("generate", "--target", "python", "--templates", str(templates), *options, cwd=project)


def test_templates_of_ones_own_replace_some(project: Path, templates: Path) -> None:
    shipped = (ROOT / "templates" / "python" / "models.py.j2").read_text(encoding="utf-8")
    changed = shipped + "\n\n\n\ndef   mine( a,b ) :\n  return {'a':a,\n  'b':b}\n"
    (templates / "python" / "models.py.j2").write_text(changed, encoding="utf-8")
    (templates / "python" / "runtime").mkdir()
    (templates / "python" / "runtime" / "py.typed").write_text("partial\n", encoding="utf-8")
    airsmith("generate", "--target", "python", "--out", "plain", cwd=project)
    assert overlay(project, templates).code == 0
    source = Path("python", "src", "runware_openai")
    text = (project / "generated" / source / "models" / "__init__.py").read_text(encoding="utf-8")
    assert text.endswith('\n\n\ndef mine(a, b):\n    return {"a": a, "b": b}\n')
    assert (project / "generated" / source / "py.typed").read_text(encoding="utf-8") == "partial\n"
    changed_files = [
        str(path.relative_to(project / "plain"))
        for path in sorted((project / "plain").rglob("*"))
        if path.is_file() and ".airsmith" not in path.parts
        if path.read_bytes() != (project / "generated" / path.relative_to(project / "plain")).read_bytes()
    ]
    assert changed_files == ["MANIFEST.json", str(source / "models" / "__init__.py"), str(source / "py.typed")]
    assert overlay(project, templates).out == "generated is up to date\n"
    assert overlay(project, templates, "--check").code == 0
    assert airsmith("generate", "--target", "python", "--check", cwd=project).code == 4


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("python/modells.py.j2", "; did you mean python/models.py.j2?"),
        ("models.py.j2", "; did you mean python/models.py.j2?"),
        ("NOTES.md", ""),
    ],
)
def test_a_template_that_does_nothing_is_named(project: Path, templates: Path, name: str, words: str) -> None:
    (templates / name).write_text("text\n", encoding="utf-8")
    found = overlay(project, templates)
    assert (found.code, found.err) == (0, f"warning: {templates / name} replaces no template{words}\n")
    assert overlay(project, templates, "--check").err == found.err


def test_a_template_that_another_one_includes_does_something(project: Path, templates: Path) -> None:
    shipped = (ROOT / "templates" / "python" / "models.py.j2").read_text(encoding="utf-8")
    text = shipped + '\n{% include "python/more.j2" %}\n'
    (templates / "python" / "models.py.j2").write_text(text, encoding="utf-8")
    (templates / "python" / "more.j2").write_text("# more\n", encoding="utf-8")
    found = overlay(project, templates)
    assert (found.code, found.err) == (0, "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ header", "error: {mine}/python/validator.py.j2:1: "),
        ("{{ nothing }}", "error: {mine}/python/validator.py.j2:1: UndefinedError: "),
        ("a\n{{ 1 + 1 }}", "error: {mine}/python/validator.py.j2:2: TypeError: "),
        ("{% include 'none.j2' %}", "error: {mine}/python/validator.py.j2: there is no template none.j2"),
        ("{{ ''.__class__.__mro__ }}", "error: {mine}/python/validator.py.j2:1: "),
        ("def (:\n", "error: your templates make no Python of python/src/runware_openai/_validate/dall_e_2.py: "),
    ],
)
def test_a_template_that_is_wrong(project: Path, templates: Path, text: str, words: str) -> None:
    (templates / "python" / "validator.py.j2").write_text(text, encoding="utf-8")
    found = overlay(project, templates)
    assert (found.code, found.out) == (3, "")
    assert found.err.startswith(words.format(mine=templates.as_posix()))
    assert not (project / "generated").exists()


@dataclass(frozen=True)
class Watching:
    """A run that watches, and the file its standard output goes to."""

    run: subprocess.Popen[bytes]
    printed: Path

    def until(self, condition: Callable[[], bool]) -> None:
        """Wait for something to become true."""
        deadline = time.monotonic() + 30
        while not condition():
            assert self.run.poll() is None
            assert time.monotonic() < deadline, self.printed.read_text(encoding="utf-8")
            time.sleep(0.05)

    def until_printed(self, text: str) -> None:
        self.until(lambda: text in self.printed.read_text(encoding="utf-8"))


@pytest.fixture
def watching(project: Path, tmp_path: Path) -> Iterator[Watching]:
    printed = tmp_path / "printed.txt"
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with (
        printed.open("wb") as out,
        subprocess.Popen(
            [*PROCESS, "generate", "--watch"], cwd=project, stdout=out, stderr=subprocess.PIPE, env=environment
        ) as run,
    ):
        try:
            yield Watching(run, printed)
        finally:
            run.kill()


def test_watch_generates_on_a_change_and_ends_on_ctrl_c(project: Path, watching: Watching) -> None:
    target = project / "generated" / "python" / "src" / "runware_openai" / "models" / "sora_2.py"
    spec = project / "specs" / "openai" / "sora-2.yaml"
    original = spec.read_text(encoding="utf-8")

    def says(word: str) -> bool:
        return target.exists() and f"{word} videos" in target.read_text(encoding="utf-8")

    watching.until_printed(" files from specs in ")
    assert says("Makes")
    spec.write_text("spec: [", encoding="utf-8")
    watching.until_printed("error[yaml-syntax]")
    assert says("Makes")
    spec.write_text(original.replace("Makes videos", "Paints videos"), encoding="utf-8")
    watching.until(lambda: says("Paints"))
    aside = project / "aside"
    (project / "specs").rename(aside)
    time.sleep(0.5)
    aside.rename(project / "specs")
    spec.write_text(original.replace("Makes videos", "Draws videos"), encoding="utf-8")
    watching.until(lambda: says("Draws"))
    spec.unlink()
    watching.until(lambda: not target.exists())
    watching.run.send_signal(signal.SIGINT)
    errors = watching.run.communicate(timeout=15)[1].decode()
    assert watching.run.returncode == 130
    assert "watching specs; Ctrl-C ends it" in errors
    assert "interrupted" in errors
    assert "Traceback" not in errors


# Specs of one's own, and the folder of others


@pytest.fixture
def others(project: Path) -> Path:
    """A project whose generated/ is made, with specs of somebody else's beside its own."""
    assert airsmith("generate", "--target", "schemas", cwd=project).code == 0
    assert airsmith("new", "specs", "mine", cwd=project).code == 0
    assert airsmith("new", "model", "acme:brush@1", "--name", "Brush", "--specs", "mine", cwd=project).code == 0
    return project


def generated(project: Path) -> dict[str, str]:
    return tree(project / "generated")


def test_what_was_made_of_other_specs_is_not_replaced_unasked(others: Path) -> None:
    before = generated(others)
    for more in ([], ["--watch"]):
        found = airsmith("generate", "--target", "schemas", "--specs", "mine", *more, cwd=others)
        assert (found.code, found.out) == (2, "")
        assert found.err == (
            "generated/MANIFEST.json: error[other-specs]: generated was made from other specs than mine: "
            "its files would be replaced\n"
            "  hint: name a folder for these, such as --out mygenerated; --out generated replaces what is there\n"
        )
    assert generated(others) == before


def test_naming_the_folder_is_consent(others: Path) -> None:
    for out in ("mygenerated", "generated"):
        mine = ["--target", "schemas", "--specs", "mine", "--out", out]
        assert airsmith("generate", *mine, cwd=others).code == 0
        assert (others / out / "schemas" / "acme" / "brush.request.schema.json").is_file()
    assert airsmith("generate", "--target", "schemas", "--specs", "mine", cwd=others).code == 0, "it is theirs now"


def test_a_copy_of_the_specs_is_other_specs(others: Path) -> None:
    shutil.copytree(others / "specs", others / "copy")
    assert airsmith("generate", "--target", "schemas", "--specs", "copy", cwd=others).code == 2
    for same in ("specs", "./specs", str(others / "specs")):
        assert airsmith("generate", "--target", "schemas", "--specs", same, cwd=others).code == 0
    assert airsmith("generate", "--target", "schemas", "--specs", "copy", "--check", cwd=others).code in (0, 4)


def test_specs_that_change_are_the_same_specs(others: Path) -> None:
    shutil.rmtree(others / "specs" / "openai")
    assert airsmith("new", "model", "acme:pen@1", "--name", "Pen", cwd=others).code == 0
    assert airsmith("generate", "--target", "schemas", cwd=others).code == 0


# Folders with something else in them


@pytest.mark.parametrize(("command", "name"), [("generate", "docs/README.md"), ("site", "index.html")])
def test_a_file_of_somebody_elses_is_not_written_over_unasked(project: Path, command: str, name: str) -> None:
    mine = project / "out" / name
    mine.parent.mkdir(parents=True)
    mine.write_text("my own text")
    only = ["--target", "docs"] if command == "generate" else []
    found = airsmith(command, "--out", "out", *only, cwd=project)
    assert (found.code, found.out) == (2, "")
    assert found.err.startswith(f"out/{name}: error[foreign-file]: this file was not made by airsmith")
    assert list(tree(project / "out")) == [name]
    assert mine.read_text() == "my own text"
    assert airsmith(command, "--out", "out", *only, "--force", cwd=project).code == 0
    assert mine.read_text() != "my own text"
    assert airsmith(command, "--out", "out", *only, cwd=project).code == 0


def test_check_and_diff_tell_of_a_file_of_somebody_elses(project: Path) -> None:
    mine = project / "generated" / "docs" / "README.md"
    mine.parent.mkdir(parents=True)
    mine.write_text("my own text")
    assert "  ~ generated/docs/README.md\n" in airsmith("generate", "--target", "docs", "--check", cwd=project).out
    assert "-my own text" in airsmith("generate", "--target", "docs", "--diff", cwd=project).out
    assert mine.read_text() == "my own text"


@pytest.mark.parametrize("command", ["generate", "site", "publish"])
@pytest.mark.parametrize(
    ("specs", "out", "words"),
    [
        ("specs", "specs", "specs is the folder of the specs, which is read as a whole"),
        ("specs", "specs/out", "specs/out is in the folder of the specs, which is read as a whole"),
        ("specs", "link", "link is the folder of the specs, which is read as a whole"),
        ("schemas/specs", ".", "files would be written into the folder of the specs, schemas/specs"),
    ],
)
def test_nothing_is_written_among_the_specs(project: Path, command: str, specs: str, out: str, words: str) -> None:
    if command == "site":
        specs, words = specs.replace("schemas/", "openai/"), words.replace("schemas/", "openai/")
    if specs != "specs":
        (project / specs).parent.mkdir()
        (project / "specs").rename(project / specs)
    else:
        (project / "link").symlink_to("specs")
    before = tree(project)
    found = airsmith(command, "--specs", specs, "--out", out, cwd=project)
    assert (found.code, found.out) == (2, "")
    assert found.err == f"{out}: error[out-among-inputs]: {words}\n  hint: name another folder with --out\n"
    assert tree(project) == before


@pytest.mark.parametrize("command", ["generate", "site"])
def test_nothing_is_written_among_templates(project: Path, templates: Path, command: str) -> None:
    out = templates / "out"
    found = airsmith(command, "--templates", str(templates), "--out", str(out), cwd=project)
    assert found.code == 2
    assert "error[out-among-inputs]" in found.err and "is in the folder of the templates" in found.err
    assert not out.exists()


def test_the_folder_that_holds_the_specs_may_be_written_to(project: Path) -> None:
    before = tree(project / "specs")
    assert airsmith("generate", "--target", "docs", "--out", ".", cwd=project).code == 0
    assert tree(project / "specs") == before
    assert (project / "docs" / "README.md").is_file()
