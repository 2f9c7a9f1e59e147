"""The commands as a user meets them: exit codes, what is printed, and never a traceback."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from airsmith.cli import MOST_SHOWN
from airsmith.findings import FORMATS

from clients import REQUEST
from command import Outcome, airsmith
from documented import documented
from support import ROOT

COMMANDS = (
    (),
    ("generate",),
    ("lint",),
    ("validate",),
    ("explain",),
    ("new",),
    ("new", "model"),
)
PROCESS = [sys.executable, "-m", "airsmith"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with our specs and nothing generated."""
    folder = tmp_path / "project"
    shutil.copytree(ROOT / "specs", folder / "specs")
    return folder


@pytest.fixture
def broken(project: Path) -> Path:
    """A folder whose specs hold two errors in two files."""
    sora, dall = project / "specs" / "openai" / "sora-2.yaml", project / "specs" / "openai" / "dall-e-2.yaml"
    sora.write_text(sora.read_text(encoding="utf-8") + "colour: blue\n", encoding="utf-8")
    dall.write_text(dall.read_text(encoding="utf-8").replace("length: [1, 1000]", "length: [9, 1]"), encoding="utf-8")
    return project


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


# lint


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


def test_lint_of_a_folder_without_specs(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    found = airsmith("lint", "--specs", "empty", cwd=tmp_path)
    assert found.code == 1
    assert found.out.startswith("empty/catalog.yaml:1:1: error[missing-file]: ")


# validate


def check(project: Path, content: bytes | str | object, *options: str) -> Outcome:
    """What `validate` says of a file with this content."""
    text = content if isinstance(content, bytes | str) else json.dumps(content)
    (project / "r.json").write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    return airsmith("validate", "r.json", *options, cwd=project)


@pytest.mark.parametrize("example", documented(), ids=str)
def test_the_documented_requests_are_valid(project: Path, example: Any) -> None:
    found = check(project, example.request)
    assert (found.code, found.out) == (0, "1 valid request\n")
    assert ("is retired since" in found.err) == example.is_retired


def test_a_wrong_task(project: Path) -> None:
    found = check(project, {**REQUEST, "width": 1000, "outputFormat": "png"})
    assert found.code == 1
    assert found.out == (
        "r.json: /width: 1000x1024 is not a size GPT Image 1 supports; use 1024x1024 (nearest), 1536x1024 or "
        "1024x1536. [unsupported_dimensions]\n"
        'r.json: /outputFormat: "png" is not an outputFormat GPT Image 1 supports; use "JPG", "PNG" (nearest) or '
        '"WEBP". [not_allowed]\n'
    )


def test_an_array_as_it_goes_on_the_wire(project: Path) -> None:
    found = check(project, [REQUEST, {**REQUEST, "seed": 1}, 5])
    assert [line.split(": ")[1] for line in found.out.splitlines()] == ["/1/seed", "/2"]
    assert check(project, [REQUEST, REQUEST]).out == "2 valid requests\n"
    assert check(project, []) == Outcome(0, "0 valid requests\n", "")


def test_one_task_per_line(project: Path) -> None:
    odd = {**REQUEST, "positivePrompt": "a\u2028b\x85c"}
    lines = [json.dumps(one, ensure_ascii=False) for one in (odd, {**REQUEST, "seed": 1}, [{**REQUEST, "ttl": 1}])]
    found = check(project, "\n\n".join(lines) + "\r\n")
    assert [line.split(": ")[:2] for line in found.out.splitlines()] == [["r.json:3", "/seed"], ["r.json:5", "/0/ttl"]]
    broken = check(project, "\n".join([lines[0], lines[0][:-1], lines[0]]))
    assert broken.code == 3
    assert broken.err.startswith("r.json:2: not JSON: ")


def test_standard_input() -> None:
    assert airsmith("validate", "-", stdin=json.dumps(REQUEST).encode()) == Outcome(0, "1 valid request\n", "")
    found = airsmith("validate", "-", stdin=b"{")
    assert (found.code, found.out) == (3, "")
    assert found.err.startswith("<stdin>:1: not JSON: ")
    assert airsmith("validate", "-", stdin=b"\xff").err == "error: <stdin> is not UTF-8: byte 0 begins no character\n"


def test_a_schema_key_is_for_editors(project: Path) -> None:
    for wrap in (lambda task: task, lambda task: [task]):
        assert check(project, wrap({"$schema": "../x.schema.json", **REQUEST})).code == 0
    inner = check(project, {**REQUEST, "safety": {"$schema": "x"}})
    assert "/safety/$schema" in inner.out


def test_a_byte_order_mark_is_no_error(project: Path) -> None:
    assert check(project, b"\xef\xbb\xbf" + json.dumps(REQUEST).encode()).code == 0


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "r.json:1: nothing is in it"),
        (b" \n\t\n", "r.json:1: nothing is in it"),
        (b"\xff\xfe{}", "error: r.json is not UTF-8: byte 0"),
        (b'{"a": "\xe9"}', "error: r.json is not UTF-8: byte 7"),
        (b"nonsense", "r.json:1: not JSON: Expecting value (column 1)"),
        (b'{\n "a": 1,\n}', "r.json:3: not JSON"),
        (b"{'a': 1}", "r.json:1: not JSON"),
        (b"[" * 100_000, "r.json:1: not JSON: the JSON nests too deeply"),
        (b'{"a":' * 100_000, "r.json:1: not JSON: the JSON nests too deeply"),
        (b'{"width": NaN}', "r.json:1: not JSON: JSON has no number NaN"),
        (b'{"width": -Infinity}', "r.json:1: not JSON: JSON has no number -Infinity"),
        (b'{"a": 1, "a": 2}', 'r.json:1: not JSON: the key "a" stands twice in one object'),
        (b'{"b": {"\xc2\xb7": 1, "\xc2\xb7": 1}}', "r.json:1: not JSON: the key a key of 1 character stands twice"),
    ],
    ids=ascii,
)
def test_what_cannot_be_read(project: Path, content: bytes, words: str) -> None:
    found = check(project, content)
    assert (found.code, found.out) == (3, "")
    assert found.err.startswith(words)
    assert found.err.count("\n") == 1


def test_a_file_that_is_not_there(project: Path) -> None:
    assert airsmith("validate", "none.json", cwd=project) == Outcome(
        3, "", "error: none.json: No such file or directory\n"
    )
    assert airsmith("validate", "specs", cwd=project) == Outcome(3, "", "error: specs: Is a directory\n")


@pytest.mark.parametrize("number", ["9" * 5000, "-" + "9" * 5000, "9" * 400, "1e400", "12345678901234567890"])
def test_numbers_of_any_size_are_only_out_of_range(project: Path, number: str) -> None:
    text = json.dumps(REQUEST).replace("1024", number, 1)
    found = check(project, text)
    assert found.code == 1
    assert "a number out of range" in found.out


@pytest.mark.parametrize("depth", [100, 900])
def test_deep_values_are_judged(project: Path, depth: int) -> None:
    text = json.dumps(REQUEST)[:-1] + ', "safety": ' + '{"mode":' * depth + "1" + "}" * depth + "}"
    found = check(project, text)
    assert found.code == 1
    assert "/safety/mode" in found.out


@pytest.mark.parametrize("value", ["5", '"x"', "null", "true"])
def test_a_document_that_is_no_task(project: Path, value: str) -> None:
    found = check(project, value)
    assert (found.code, found.out.split(" [")[1]) == (1, "wrong_type]\n")
    assert found.out.startswith("r.json: (the request): A request must be an object")


def test_unknown_keys_may_pass(project: Path) -> None:
    odd = {**REQUEST, "seed": 1}
    assert check(project, odd).code == 1
    assert check(project, odd, "--allow-unknown").code == 0


def test_warnings_are_said_aside(project: Path) -> None:
    pointless = {**REQUEST, "ttl": 60, "outputType": "dataURI"}
    found = check(project, [pointless, {**REQUEST, "seed": 1}, {**pointless, "model": "openai:2@3"}])
    assert found.code == 1
    assert found.err.splitlines() == [
        'warning: r.json: /0: ttl has no effect when outputType is "base64Data" or "dataURI".',
        "warning: r.json: /2: DALL·E 3 is retired since 2026-05-12; use openai:gpt-image@2.",
        'warning: r.json: /2: ttl has no effect when outputType is "base64Data" or "dataURI".',
    ]


@pytest.mark.parametrize("form", FORMATS)
def test_validate_in_every_format(project: Path, form: str) -> None:
    wrong = {**REQUEST, "a\n::error::b%0A\x1b[31m": 1, "width": 5}
    found = check(project, [wrong], "--format", form)
    assert found.code == 1
    assert "unknown_field" in found.out
    assert "\x1b" not in found.out
    assert not [line for line in found.out.splitlines()[1:] if line.startswith("::error::b")]
    valid = check(project, REQUEST, "--format", form)
    assert (valid.code, valid.err) == (0, "")


def test_specs_that_are_broken_are_named_instead(broken: Path) -> None:
    found = check(broken, REQUEST, "--format", "json")
    assert found.code == 1
    assert {one["code"] for one in json.loads(found.out)} == {"empty-range", "unknown-key"}
    assert "in the specs" in found.err


# generate


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
    airsmith("generate", cwd=project)
    spec = project / "specs" / "openai" / "sora-2.yaml"
    spec.write_text(spec.read_text(encoding="utf-8").replace("[1, 4000]", "[1, 3999]"), encoding="utf-8")
    before = sorted((path, path.read_bytes()) for path in project.rglob("*") if path.is_file())
    found = airsmith("generate", "--diff", cwd=project)
    assert found.code == 0
    assert "--- a/python/src/runware_openai/_validate/sora_2.py\n" in found.out
    assert [line for line in found.out.splitlines() if line.startswith("+") and "<= 3999" in line]
    assert [line for line in found.out.splitlines() if line.startswith("-") and "<= 4000" in line]
    assert "\x1b" not in found.out
    assert sorted((path, path.read_bytes()) for path in project.rglob("*") if path.is_file()) == before
    airsmith("generate", cwd=project)
    assert airsmith("generate", "--diff", cwd=project) == Outcome(0, "", "nothing would change\n")


def test_the_difference_of_a_folder_that_is_not_there(project: Path) -> None:
    found = airsmith("generate", "--diff", "--out", "new", cwd=project)
    assert found.out.startswith("--- /dev/null\n+++ b/")
    assert not (project / "new").exists()


def test_specs_called_otherwise(project: Path) -> None:
    (project / "specs").rename(project / "facts")
    (project / "facts" / "spec.schema.json").unlink()
    found = airsmith("generate", "--specs", "facts", cwd=project)
    assert found.code == 0
    assert airsmith("generate", "--specs", "facts", cwd=project).code == 0
    (project / "facts" / "spec.schema.json").write_text("{}", encoding="utf-8")
    assert "  ~ facts/spec.schema.json\n" in airsmith("generate", "--specs", "facts", cwd=project).out


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    folder = tmp_path / "mine" / "python"
    folder.mkdir(parents=True)
    return folder.parent


def overlay(project: Path, templates: Path, *options: str) -> Outcome:
    return airsmith("generate", "--templates", str(templates), *options, cwd=project)


def test_templates_of_ones_own_replace_some(project: Path, templates: Path) -> None:
    shipped = (ROOT / "templates" / "python" / "models.py.j2").read_text(encoding="utf-8")
    changed = shipped + "\n\n\n\ndef   mine( a,b ) :\n  return {'a':a,\n  'b':b}\n"
    (templates / "python" / "models.py.j2").write_text(changed, encoding="utf-8")
    (templates / "python" / "runtime").mkdir()
    (templates / "python" / "runtime" / "py.typed").write_text("partial\n", encoding="utf-8")
    airsmith("generate", "--out", "plain", cwd=project)
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
    assert airsmith("generate", "--check", cwd=project).code == 4


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ header", "error: python/models.py.j2:1: "),
        ("{{ nothing }}", "error: python/models.py.j2:1: UndefinedError: "),
        ("a\n{{ 1 + 1 }}", "error: python/models.py.j2:2: TypeError: "),
        ("{% include 'none.j2' %}", "error: python/models.py.j2: there is no template none.j2"),
        ("{{ ''.__class__.__mro__ }}", "error: python/models.py.j2:1: "),
        ("def (:\n", "error: your templates make no Python of python/src/runware_openai/models/__init__.py: "),
    ],
)
def test_a_template_that_is_wrong(project: Path, templates: Path, text: str, words: str) -> None:
    (templates / "python" / "models.py.j2").write_text(text, encoding="utf-8")
    found = overlay(project, templates)
    assert (found.code, found.out) == (3, "")
    assert found.err.startswith(words)
    assert not (project / "generated").exists()


# explain


def test_explain_a_model_by_id_and_by_slug() -> None:
    found = airsmith("explain", "openai:3@1")
    assert (found.code, found.err) == (0, "")
    assert found == airsmith("explain", "sora-2")
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
        (("openai:2@3", "duration"), "DALL·E 3 has no field duration"),
    ],
)
def test_explain_helps_with_typing(arguments: tuple[str, ...], hint: str) -> None:
    found = airsmith("explain", *arguments)
    assert found.code == 2
    assert hint in found.err


def test_explain_a_field() -> None:
    found = airsmith("explain", "openai:2@3", "quality")
    assert found.code == 0
    for words in ("providerSettings.openai.quality of DALL·E 3", '"hd"', '"standard"', "is shown as HD", "#dalle-3"):
        assert words in found.out


# new model


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
    assert airsmith("generate", cwd=project).code == 0
    again = airsmith("new", "model", *arguments, cwd=project)
    assert again.code == 2
    assert "is there already" in again.err


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


# watch


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
