"""Everything README.md shows is run: its commands, its Python, its spec, its tables."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import NoReturn

import click
import pytest
import yaml
from airsmith.cli import HOMES, cli
from airsmith.meaning.kinds.ends import clause
from airsmith.meaning.kinds.length import LengthKind
from airsmith.model.catalog import Model

from markdown_blocks import Block, Command, blocks, commands, prose, shows, to_change
from node import node
from support import ROOT, own_models
from typescript_consumer import project, tsc

README = (ROOT / "README.md").read_text(encoding="utf-8")

NOT_RUN: dict[str, str] = {
    "make generate": "sets up an environment; .ci/run runs it in a fresh clone",
    "make test": "would run this test again; .ci/run runs it in a fresh clone",
    "pip install -e './generated/python[client]'": "changes the environment; here its sources are on the path instead",
    "pip install . './generated/python[client,testing]'": "changes the environment; tests/packaging runs it in another",
    "node generated/vectors/run_vectors.mjs generated/typescript/esm/index.js": "wants the build; tests/vectors runs it",
    "make regenerate PAGE=openai.md": "wants a page; tests/pages runs it in a repository of its own",
    "make build": "takes half a minute; tests/packaging runs what it runs",
    "pip install ./tests/fixtures/toy_target": "changes the environment; tests/packaging installs it elsewhere",
    "(cd generated/typescript && npm install && npm run build)": "fetches a compiler; tests/typescript builds with its own",
    "npm install ../airsmith/generated/typescript": "wants the build; tests/typescript installs it packed",
    "airsmith generate --target limits": "wants that package; tests/packaging runs it",
}
"""The commands that are shown and not run here, and why."""

NOT_CALLED: dict[str, str] = {
    "airsmith.targets": "the name of an entry point",
}
"""Words in code style that begin like a command and are none."""

STARTED = "specs/openai/gpt-image-2.yaml"
"""The model that the page starts; whoever has followed the page has it already."""


def console() -> list[Command]:
    return [command for block in blocks(README) if block.language == "console" for command in commands(block)]


def python() -> list[tuple[Block, Block]]:
    """The Python blocks, each with the output that is shown right after it; an empty one where none is."""
    found = list(blocks(README))
    return [
        (block, after if after.language == "text" else Block("text", "", after.line))
        for block, after in zip(found, [*found[1:], Block("", "", 0)], strict=True)
        if block.language == "python"
    ]


# The copy in which everything is run


@cache
def kept() -> tuple[str, ...]:
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    return tuple(name for name in names if name and (ROOT / name).is_file() and not name.startswith("tests/"))


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository; its tests are left out, since no command of the README reads them."""
    folder = tmp_path_factory.mktemp("readme") / "airsmith"
    for name in kept():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, folder / name)
    if STARTED in kept():
        (folder / STARTED).unlink()
        subprocess.run(["airsmith", "generate"], cwd=folder, env=environment(folder), check=True, capture_output=True)
    return folder


def environment(checkout: Path, **more: str) -> dict[str, str]:
    """The environment of a reader: it is active, and both packages are those of the copy."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    packages = os.pathsep.join(str(checkout / folder) for folder in ("generator", "generated/python/src"))
    return {**os.environ, "PATH": path, "PYTHONPATH": packages, "PYTHONDONTWRITEBYTECODE": "1", **more}


@dataclass(frozen=True)
class Ran:
    output: str
    code: int


@pytest.fixture(scope="module")
def ran(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[Command, Ran]:
    """Every command but the excepted, run in one shell in the order of the page."""
    results = tmp_path_factory.mktemp("results")
    wanted = [command for command in console() if command.text not in NOT_RUN]
    script = "".join(
        f"{{\n{command.text}\n}} >{results}/{number}.out 2>&1 </dev/null\necho $? >{results}/{number}.code\n"
        for number, command in enumerate(wanted)
    )
    # make takes the environment that is active, as if it had just been set up.
    ready = results / "ready"
    ready.touch()
    # Where make runs this test, it would say which folder it enters.
    flags = f"--no-print-directory BIN={Path(sys.executable).parent} READY={ready}"
    active = environment(checkout, MAKEFLAGS=flags)
    subprocess.run(["bash", "-c", script], cwd=checkout, env=active, check=True, timeout=300)
    return {
        command: Ran((results / f"{number}.out").read_text("utf-8"), int((results / f"{number}.code").read_text()))
        for number, command in enumerate(wanted)
    }


@pytest.mark.parametrize("command", console(), ids=lambda command: command.text.splitlines()[0])
def test_a_command_does_what_is_shown(command: Command, ran: Mapping[Command, Ran]) -> None:
    if command.text in NOT_RUN:
        assert command.output == "", "what is not run here can show no output"
        return
    result = ran[command]
    assert result.code == command.code, f"README.md:{command.line}: {result.output}"
    if command.output and not shows(command.output, result.output):
        line = command.line + command.text.count("\n") + 1
        fail(line, command.output.splitlines(), result.output.strip("\n").splitlines())


def fail(line: int, shown: Sequence[str], right: Sequence[str]) -> NoReturn:
    """Name the lines of README.md that are to be changed; ``line`` is that of the first that is shown."""
    pytest.fail(to_change("README.md", line, shown, right) or "\n".join(right), pytrace=False)


def test_every_exception_is_shown() -> None:
    assert NOT_RUN.keys() <= {command.text for command in console()}


# Python

ANSWER = {"imageUUID": "c64351d5-4c59-42f7-95e1-eace013eddab", "imageURL": "https://images.example/lighthouse.jpg"}


class Service(BaseHTTPRequestHandler):
    """Answers every task with one picture."""

    def do_POST(self) -> None:
        tasks = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        data = [{"taskType": task["taskType"], "taskUUID": task["taskUUID"], **ANSWER} for task in tasks]
        body = json.dumps({"data": data}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def service() -> Iterator[str]:
    """The URL of a stand-in for the service."""
    with HTTPServer(("127.0.0.1", 0), Service) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/v1"
        server.shutdown()


def test_the_python_does_what_is_shown(checkout: Path, service: str) -> None:
    """All blocks run in one process, in the order of the page."""
    mark = "\x1e"
    code = "".join(f"{block.text}\nprint({mark!r}, end='')\n" for block, _ in python())
    more = {"RUNWARE_API_KEY": "a-key", "RUNWARE_BASE_URL": service}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=checkout,
        env=environment(checkout, **more),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    printed = done.stdout.split(mark)
    for (_, shown), output in zip(python(), printed, strict=False):
        if shown.text and not shows(shown.text.strip("\n"), output):
            fail(shown.line, shown.text.splitlines(), output.splitlines())
    assert ANSWER["imageURL"] in done.stdout, "the client's answer is printed"


# TypeScript


def test_the_typescript_does_what_is_shown(tmp_path: Path, service: str) -> None:
    """It is compiled against the packed package, and run by node."""
    code = "".join(block.text for block in blocks(README) if block.language == "ts")
    folder = project(tmp_path, {"shown.ts": code})
    options = {"module": "nodenext", "target": "es2022", "lib": ["es2022", "dom"]}
    assert tsc(folder, options, "shown.ts") == ""
    given = {"RUNWARE_API_KEY": "a-key", "RUNWARE_BASE_URL": service}
    done = subprocess.run(
        [str(node()), "shown.js"], cwd=folder, env={**os.environ, **given}, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"1536 1024 {{ openai: {{ quality: 'high' }} }}\n{ANSWER['imageURL']}\n"


# Nothing is shown that is not looked at


def test_every_block_is_of_a_kind_that_is_run() -> None:
    before = ""
    for block in blocks(README):
        assert block.language in {
            "console",
            "python",
            "text",
            "ts",
            "yaml",
        }, f"line {block.line}: nothing runs this block"
        assert block.language != "text" or before == "python", f"line {block.line}: no Python prints this"
        before = block.language
    assert "```" not in prose(README), "a fence that is not closed"
    assert re.search(r"^(    |\t)", prose(README), re.MULTILINE) is None, "code that is indented and not fenced"


def test_every_command_in_the_text_is_one() -> None:
    known = {*HOMES, *(name for name in NOT_CALLED)}
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for code in re.findall(r"`([^`\n]+)`", prose(README)):
        word, _, rest = code.partition(" ")
        if word == "airsmith" and rest:
            assert rest.split()[0] in known, f"airsmith has no command {rest.split()[0]}"
        if word == "make" and rest:
            assert rest.split()[0] in targets, f"there is no make target {rest.split()[0]}"


def test_every_option_in_the_text_is_one() -> None:
    known = {name for command in every_command(cli) for option in command.params for name in option.opts}
    named = {code.split()[0] for code in re.findall(r"`(--[^`\n]+)`", prose(README))}
    assert named
    assert named <= known


def test_the_table_of_commands_is_whole() -> None:
    rows = re.findall(r"^\| `airsmith ([a-z]+)", README, re.MULTILINE)
    assert sorted(set(rows)) == sorted(HOMES)


def every_command(group: click.Group) -> Iterator[click.Command]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield command
        if isinstance(command, click.Group):
            yield from every_command(command)


def test_every_link_leads_somewhere() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_spec_is_taken_from_its_file() -> None:
    (block,) = (block for block in blocks(README) if block.language == "yaml")
    whole = (ROOT / "specs/openai/gpt-image-1.yaml").read_text(encoding="utf-8").splitlines()
    rest = [re.sub(r"  # .*$", "", line) for line in whole]
    shown, right = block.text.splitlines(), list[str]()
    for line in shown:
        key = line.partition(":")[0]
        near = [one for one in rest if one == line] or [one for one in rest if one.partition(":")[0] == key]
        assert near, f"README.md:{block.line}: {line!r} does not come next in specs/openai/gpt-image-1.yaml"
        right.append(near[0])
        rest = rest[rest.index(near[0]) + 1 :]
    if shown != right:
        fail(block.line, shown, right)
    assert yaml.safe_load(block.text)["name"] == "GPT Image 1"


def test_every_path_of_generated_is_there() -> None:
    rows = re.findall(r"^\| `((?:python|schemas|vectors)/[^`]+)`", README, re.MULTILINE)
    assert len(rows) == 5
    assert [row for row in rows if not (ROOT / "generated" / row.removesuffix("...")).exists()] == []


def test_the_models_are_those_of_the_specs() -> None:
    rows = {row(model).split(" | ")[1]: row(model) for model in own_models()}
    found = {
        number: line
        for number, line in enumerate(README.splitlines(), 1)
        if re.match(r"\| [^|]+ \| `[a-z0-9]+:[^`]+@[^`]+` \|", line)
    }
    assert found
    wrong = [
        to_change("README.md", number, [line], [rows.get(line.split(" | ")[1], "(no row: there is no such model)")])
        for number, line in found.items()
    ]
    assert not any(wrong), "\n".join(filter(None, wrong))


def row(model: Model) -> str:
    sizes = ", ".join(f"{size.width}x{size.height}" for size in (model.dimensions.sizes if model.dimensions else ()))
    prompt = model.contract.root.property(model.task.prompt)
    lengths = [kind for kind in (prompt.shape.kinds if prompt else ()) if isinstance(kind, LengthKind)]
    length = "".join(clause(kind.least, kind.most, "") for kind in lengths)
    state = model.lifecycle.stage + (f" since {model.lifecycle.since}" if model.lifecycle.since else "")
    cells = (model.name, f"`{model.air}`", f"`{model.task.name}`", sizes, length, state)
    return f"| {' | '.join(cells)} |"


# The reader of blocks itself


def test_output_without_a_command_is_refused() -> None:
    with pytest.raises(ValueError, match="line 7"):
        list(commands(Block("console", "stray\n$ true\n", 7)))


def test_what_is_shown_must_be_printed_whole() -> None:
    assert shows("a\n...\nd", "a\nb\nc\nd\n")
    assert not shows("a\nb", "a\nb\nc\n")
    assert not shows("a\nx\n...", "a\nb\nc\n")


def test_the_lines_that_are_to_be_changed_are_named() -> None:
    told = to_change("A.md", 7, ["same", "old 1", "...", "old 2"], ["same", "new 1", "more", "new 2"])
    assert told.splitlines() == [
        *("A.md:8: there stands", "old 1", "and there is to stand", "new 1"),
        *("A.md:10: there stands", "old 2", "and there is to stand", "new 2"),
    ]
    assert to_change("A.md", 1, ["a", "... files"], ["a", "12 files"]) == ""
