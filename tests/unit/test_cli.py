"""The commands as a user meets them: exit codes, what is printed, and never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from unittest import mock

import pytest
from airsmith.findings import FORMATS

from clients import REQUEST
from command import Outcome, airsmith
from support import ROOT

COMMANDS = (
    (),
    ("generate",),
    ("lint",),
    ("validate",),
    ("explain",),
    ("new",),
    ("new", "model"),
    ("new", "specs"),
)
PROCESS = [sys.executable, "-m", "airsmith"]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help(command: tuple[str, ...]) -> None:
    for option in ("-h", "--help"):
        found = airsmith(*command, option)
        assert found.code == 0
        assert found.out.startswith("Usage: ")
        assert found.err == ""


def test_the_version() -> None:
    assert airsmith("--version") == Outcome(0, "airsmith, version 0.1.0\n", "")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("make",),
        ("generate", "extra"),
        ("generate", "--frobnicate"),
        ("generate", "--check", "--diff"),
        ("generate", "--check", "--watch"),
        ("generate", "--target", "cobol"),
        ("generate", "--specs", "nowhere"),
        ("generate", "--specs", "README.md"),
        ("generate", "--templates", "nowhere"),
        ("generate", "--out"),
        ("lint", "--format", "xml"),
        ("lint", "--specs", ""),
        ("validate",),
        ("validate", "a", "b"),
        ("explain",),
        ("explain", "nobody:1@1"),
        ("explain", "openai:3@1", "nothing"),
        ("explain", ""),
        ("new",),
        ("new", "thing"),
        ("new", "model"),
        ("new", "model", "no air id"),
        ("new", "model", "acme:1@1", "--task", "nothing"),
        ("new", "specs"),
        ("new", "specs", "specs"),
        ("new", "specs", "specs/catalog.yaml"),
    ],
    ids=" ".join,
)
def test_wrong_usage(arguments: tuple[str, ...], project: Path) -> None:
    before = sorted(project.rglob("*"))
    found = airsmith(*arguments, cwd=project)
    assert found.code == 2
    assert found.out == ""
    assert "Error: " in found.err or found.err.startswith("Usage: ")
    assert sorted(project.rglob("*")) == before


HOSTILE = [
    "",
    "-",
    "\n",
    "\x1b[31mred\x1b[0m",
    "\u202eevil",
    "a" * 5000,
    "../../../etc",
    "{value}",
    "%s%n",
    "';drop",
    "\udcff",
    "openai:2@3\n",
    "💥",
    "openai:2@",
    "::error::x",
]


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
@pytest.mark.parametrize(
    "command",
    [
        ("explain", "{}"),
        ("explain", "openai:2@3", "{}"),
        ("validate", "{}"),
        ("lint", "--specs", "{}"),
        ("lint", "--format", "{}"),
        ("generate", "--target", "{}"),
        ("generate", "--out", "README.md", "--specs", "{}"),
        ("new", "model", "{}"),
        ("new", "model", "acme:1@1", "--task", "{}"),
        ("{}",),
    ],
    ids=" ".join,
)
def test_hostile_arguments_end_in_words(text: str, command: tuple[str, ...], project: Path) -> None:
    found = airsmith(*(word.replace("{}", text) for word in command), cwd=project)
    assert found.code in (2, 3)
    assert found.err


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_hostile_names_of_new_models_are_refused_or_spelled(text: str, project: Path) -> None:
    found = airsmith("new", "model", "acme:1@1", f"--name={text}", cwd=project)
    assert found.code in (0, 2)
    assert airsmith("lint", cwd=project).code == 0
    assert {path.parent.parent for path in project.rglob("*.yaml")} <= {project, project / "specs"}


def test_a_report_goes_no_further_than_the_reader(project: Path) -> None:
    command = [*PROCESS, "generate", "--diff"]
    with subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout and run.stderr
        run.stdout.readline()
        run.stdout.close()
        errors = run.stderr.read()
    assert (run.returncode, errors) == (0, b"")


@pytest.mark.parametrize("environment", [{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {}])
def test_any_terminal_can_show_everything(project: Path, environment: dict[str, str]) -> None:
    odd = {**REQUEST, "\ud800 \u202e ·": 1}
    (project / "odd.json").write_text(json.dumps(odd), encoding="utf-8")
    for arguments in (("explain", "openai:2@2"), ("validate", "odd.json"), ("validate", "odd.json", "--format=json")):
        run = subprocess.run(
            [*PROCESS, *arguments], cwd=project, env={**os.environ, **environment}, capture_output=True, check=False
        )
        assert run.returncode in (0, 1)
        assert b"Traceback" not in run.stderr
        assert run.stdout


def test_lint_of_sound_specs(project: Path) -> None:
    assert airsmith("lint", cwd=project) == Outcome(0, "5 models, no errors\n", "")
    assert airsmith("lint", "--format", "json", cwd=project) == Outcome(0, "[]\n", "")
    assert airsmith("lint", "--format", "github", cwd=project) == Outcome(0, "", "")
    assert json.loads(airsmith("lint", "--format", "sarif", cwd=project).out)["runs"][0]["results"] == []


def test_lint_names_every_error_of_every_file(broken: Path) -> None:
    found = airsmith("lint", cwd=broken)
    assert found.code == 1
    assert found.err == "2 errors in the specs\n"
    first, second = (line for line in found.out.splitlines() if not line.startswith("  hint: "))
    assert first.startswith("specs/openai/dall-e-2.yaml:12:34: error[empty-range]: ")
    assert second.startswith("specs/openai/sora-2.yaml:47:1: error[unknown-key]: ")


@pytest.mark.parametrize("form", FORMATS)
def test_lint_in_every_format(broken: Path, form: str) -> None:
    found = airsmith("lint", "--format", form, cwd=broken)
    assert found.code == 1
    assert "empty-range" in found.out
    assert "unknown-key" in found.out
    if form in ("json", "sarif"):
        json.loads(found.out)


def test_lint_says_whose_specs_it_read_where_there_are_none(tmp_path: Path) -> None:
    found = airsmith("lint", cwd=tmp_path)
    assert found.out == "5 models, no errors\n"
    words = "there is no folder specs here; these are the specs that come with airsmith"
    assert found.err == f"{words}: {ROOT / 'specs'}\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("lnt",), "No such command 'lnt'. Did you mean airsmith lint?"),
        (("drift", "page.md"), "No such command 'drift'. Did you mean airsmith docs drift?"),
        (("modl", "a:b@1"), "No such command 'modl'. Did you mean airsmith new model?"),
        (("docs", "drfit"), "No such command 'drfit'. Did you mean airsmith docs drift?"),
        (("colour",), "No such command 'colour'.\n"),
        (("lint", "specs"), "extra argument (specs). A folder of specs is named by an option: --specs specs"),
        (("lint", "nowhere"), "extra argument (nowhere)\n"),
        (("new", "model", "acme:1@1", "--name", ""), "Invalid value for --name: a name is wanted"),
        (("new", "model", "acme:1@1", "--name", " "), "Invalid value for --name: a name is wanted"),
    ],
)
def test_what_was_meant_is_said(project: Path, arguments: tuple[str, ...], words: str) -> None:
    found = airsmith(*arguments, cwd=project)
    assert (found.code, found.out) == (2, "")
    assert words in found.err


def test_lint_of_a_folder_without_specs(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    found = airsmith("lint", "--specs", "empty", cwd=tmp_path)
    assert found.code == 1
    assert found.out.startswith("empty/catalog.yaml:1:1: error[missing-file]: ")


@pytest.mark.parametrize(
    ("specs", "shown"),
    [(".", "openai/dall-e-2.yaml"), ("../specs", "../specs/openai/dall-e-2.yaml"), ("{}", "{}/openai/dall-e-2.yaml")],
)
@pytest.mark.parametrize("form", FORMATS)
def test_findings_name_files_by_paths_that_can_be_opened(broken: Path, specs: str, shown: str, form: str) -> None:
    folder = broken / "specs"
    found = airsmith("lint", "--specs", specs.format(folder), "--format", form, cwd=folder)
    assert f"{shown.format(folder)}" in found.out
    assert (folder / shown.format(folder)).is_file()
    if form == "text":
        assert found.out.startswith(f"{shown.format(folder)}:12:34: ")


@pytest.mark.parametrize(("specs", "shown"), [(".", "openai/sora-2.yaml"), ("../specs", "../specs/openai/sora-2.yaml")])
def test_explain_names_the_spec_by_a_path_that_can_be_opened(project: Path, specs: str, shown: str) -> None:
    for field in ((), ("duration",)):
        found = airsmith("explain", "sora-2", *field, "--specs", specs, cwd=project / "specs")
        assert f"  spec       {shown}\n" in found.out


@pytest.mark.parametrize("name", ["openai/brush.yml", "openai/Brush.YAML", "folder.yaml/more.txt"])
def test_what_looks_like_a_spec_and_is_none_is_named(project: Path, name: str) -> None:
    path = project / "specs" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("spec: 1\n", encoding="utf-8")
    for command in (("lint",), ("generate",), ("explain", "sora-2")):
        found = airsmith(*command, cwd=project)
        assert found.code == 1
        assert ": error[not-read]: " in found.out


def test_explain_a_model_by_id_and_by_slug(project: Path) -> None:
    found = airsmith("explain", "openai:3@1", cwd=project)
    assert (found.code, found.err) == (0, "")
    assert found == airsmith("explain", "sora-2", cwd=project)
    for words in ("Sora 2 (openai:3@1)", "4, 8 or 12", "1280x720", "2026-09-24", "20000000", "not supported"):
        assert words in found.out or words == "not supported"


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("openai:3@l",), "did you mean openai:3@1?"),
        (("OPENAI:3@1",), "did you mean openai:3@1?"),
        (("dalle-3",), "did you mean dall-e-3?"),
        (("midjourney",), "models: openai:2@2, "),
        (("openai:2@3", "qualty"), "did you mean quality?"),
        (("openai:2@3", "positiveprompt"), "did you mean positivePrompt?"),
        (("openai:2@3", "providerSettings.openai.sytle"), "did you mean providerSettings.openai.style?"),
        (("openai:2@3", "size"), "did you mean width or height?"),
        (("openai:2@3", "duration"), "DALL·E 3 has no field duration"),
    ],
)
def test_explain_helps_with_typing(project: Path, arguments: tuple[str, ...], hint: str) -> None:
    found = airsmith("explain", *arguments, cwd=project)
    assert found.code == 2
    assert hint in found.err


def test_explain_a_field(project: Path) -> None:
    found = airsmith("explain", "openai:2@3", "quality", cwd=project)
    assert found.code == 0
    for words in ("providerSettings.openai.quality of DALL·E 3", '"hd"', '"standard"', "is shown as HD", "#dalle-3"):
        assert words in found.out


@pytest.mark.parametrize(
    ("arguments", "file"),
    [
        (("acme:1@2",), "acme/acme-1-2.yaml"),
        (("acme:1@2", "--name", "Brush 9"), "acme/brush-9.yaml"),
        (("openai:9@9", "--name", "Sora 3"), "openai/sora-3.yaml"),
        (("acme:1@2", "--name", "Clip", "--task", "videoInference"), "acme/clip.yaml"),
        (("acme:x.y_z@v-1", "--name", 'Say "hi" \\ #1: {x}'), "acme/say-hi-1-x.yaml"),
        (("null:1@1", "--name", "Null model"), "null/null-model.yaml"),
        (("true:1@1", "--name", "yes it is"), "true/yes-it-is.yaml"),
    ],
)
def test_a_new_model_passes_lint(project: Path, arguments: tuple[str, ...], file: str) -> None:
    found = airsmith("new", "model", *arguments, cwd=project)
    assert (found.code, found.err) == (0, "")
    assert f"  + specs/{file}\n" in found.out
    assert (project / "specs" / file).is_file()
    assert airsmith("lint", cwd=project).out == "6 models, no errors\n"
    assert airsmith("generate", "--target", "python", cwd=project).code == 0
    again = airsmith("new", "model", *arguments, cwd=project)
    assert again.code == 2
    assert "is there already: edit it" in again.err


def test_the_next_command_is_shown_with_the_folder(project: Path) -> None:
    (project / "specs").rename(project / "my specs")
    found = airsmith("new", "model", "acme:1@2", "--specs", "my specs", cwd=project)
    assert "airsmith lint --specs 'my specs' && airsmith generate --specs 'my specs'" in found.out
    # What comes of other specs would replace what ./generated holds of ours.
    assert found.out.endswith(" --out mygenerated\n")
    other = airsmith("new", "model", "acme:2@2", "--name", "acme 1 2", "--specs", "my specs", cwd=project)
    assert "my specs/acme/acme-1-2.yaml is there already: give another --name" in other.err


def test_a_new_model_is_written_nowhere_but_to_specs_that_are_here(tmp_path: Path) -> None:
    before = sorted((ROOT / "specs").rglob("*"))
    found = airsmith("new", "model", "acme:1@2", cwd=tmp_path)
    assert (found.code, found.out) == (2, "")
    assert "--specs" in found.err and "airsmith new specs" in found.err
    assert sorted((ROOT / "specs").rglob("*")) == before
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_specs_of_ones_own(tmp_path: Path) -> None:
    started = airsmith("new", "specs", "mine/specs", cwd=tmp_path)
    assert (started.code, started.err) == (0, "")
    for line in started.out.splitlines():
        if line.startswith("  + "):
            assert (tmp_path / line.removeprefix("  + ")).is_file()
    options = ("--specs", "mine/specs")
    assert airsmith("lint", *options, cwd=tmp_path).out == "0 models, no errors\n"
    assert airsmith("generate", *options, cwd=tmp_path).code == 0
    assert airsmith("new", "model", "acme:1@2", "--name", "Brush", *options, cwd=tmp_path).code == 0
    assert airsmith("lint", *options, cwd=tmp_path).out == "1 model, no errors\n"
    assert ", 0 changed, 0 removed, " not in airsmith("generate", *options, cwd=tmp_path).out
    assert "One sentence" not in airsmith("explain", "brush", *options, cwd=tmp_path).out
    again = airsmith("new", "specs", "mine/specs", cwd=tmp_path)
    assert (again.code, again.out) == (2, "")


def test_ctrl_c_while_the_commands_are_loaded_ends_in_no_traceback() -> None:
    code = (
        "import sys\n"
        "class Interrupts:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'airsmith.cli': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Interrupts())\n"
        "from airsmith.__main__ import main\n"
        "main()\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (130, b"", b"")


@pytest.mark.parametrize(
    ("function", "words"), [("generate", "interrupted; nothing was left half-written"), ("check", "interrupted")]
)
def test_ctrl_c_says_what_became_of_files_where_any_were_written(project: Path, function: str, words: str) -> None:
    with mock.patch(f"airsmith.pipeline.{function}", side_effect=KeyboardInterrupt):
        found = airsmith("generate", *(["--check"] if function == "check" else []), cwd=project)
    assert (found.code, found.err.strip()) == (130, words)


@pytest.mark.parametrize(
    "arguments",
    [
        ("openai:2@3", "--name", "Another"),
        ("acme:1@1", "--name", "Sora 2"),
        ("acme:1@1", "--name", "Provider"),
        ("acme:1@1", "--name", "Models"),
        ("acme:1@1", "--name", "Class"),
        ("acme:1@1", "--name", "多"),
        ("acme:1@1", "--name", "9 lives"),
        ("acme:1@1", "--name", "a\nb"),
        ("tasks:1@1", "--name", "Thing"),
        ("9acme:1@1", "--name", "Thing"),
        ("acme-:1@1", "--name", "Thing"),
        ("Acme:1@1",),
        ("acme:1",),
        ("acme:1@1\n",),
        ("../up:1@1",),
    ],
)
def test_a_new_model_that_would_not_pass_lint_is_not_written(project: Path, arguments: tuple[str, ...]) -> None:
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    found = airsmith("new", "model", *arguments, cwd=project)
    assert found.code == 2
    assert found.out == ""
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before
    assert airsmith("lint", cwd=project).code == 0
