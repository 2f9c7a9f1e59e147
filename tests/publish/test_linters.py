"""Every published schema, put to two tools that judge schemas themselves."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema.validators import validator_for

from node import tool
from shelves import Server, document, published, served
from support import ROOT

SUFFIX = ".schema.json"
PAGE = (ROOT / "docs" / "publishing.md").read_text(encoding="utf-8")


def excluded() -> dict[str, str]:
    """The rules of the linter that are not kept, each with why: the table of docs/publishing.md is the one place."""
    _, _, section = PAGE.partition("## What linters say\n")
    return dict(re.findall(r"^\| `([a-z_]+)` \| (.+?) \|$", section, re.MULTILINE))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    """A server and the folder it serves: the linter follows references to it."""
    out = tmp_path_factory.mktemp("linted")
    with served(out) as running:
        yield running, published(ROOT / "specs", out, base=f"{running.base}/schemas")


def sourcemeta(command: str, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    line = [*tool("jsonschema"), command, "--extension", SUFFIX, *arguments, str(folder)]
    return subprocess.run(line, capture_output=True, text=True, check=False)


def linted(folder: Path, *arguments: str) -> tuple[int, Any]:
    done = sourcemeta("lint", folder, "--http", "--json", *arguments)
    return done.returncode, json.loads(done.stdout)


def test_every_schema_is_one_to_sourcemeta(server: tuple[Server, Path]) -> None:
    _, folder = server
    done = sourcemeta("metaschema", folder)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_rule_of_the_linter_is_broken(server: tuple[Server, Path]) -> None:
    _, folder = server
    code, report = linted(folder, *(word for rule in excluded() for word in ("--exclude", rule)))
    assert (code, report["errors"]) == (0, [])


def test_each_excluded_rule_would_be_broken(server: tuple[Server, Path]) -> None:
    _, folder = server
    _, report = linted(folder)
    assert {error["id"] for error in report["errors"]} == set(excluded())
    assert all(len(reason.split()) > 5 for reason in excluded().values())


def test_every_schema_is_one_to_check_jsonschema(server: tuple[Server, Path]) -> None:
    _, folder = server
    files = [str(path) for path in sorted(folder.rglob(f"*{SUFFIX}"))]
    assert len(files) > 60
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--check-metaschema", *files],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_check_jsonschema_takes_a_published_schema_by_its_address(server: tuple[Server, Path], tmp_path: Path) -> None:
    running, folder = server
    schema = json.loads((folder / "0.1.0" / "openai" / "sora-2.request.schema.json").read_text(encoding="utf-8"))
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(json.dumps(schema["examples"][0]), encoding="utf-8")
    bad.write_text(json.dumps({**schema["examples"][0], "duration": 9}), encoding="utf-8")
    for name in ("latest/openai/sora-2.request", "latest/requests", "v0/draft-07/requests"):
        url = f"{running.base}/schemas/{name}{SUFFIX}"
        for file, code in ((good, 0), (bad, 1)):
            command = [sys.executable, "-m", "check_jsonschema", "--no-cache", "--schemafile", url, str(file)]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            assert done.returncode == code, done.stdout + done.stderr


@pytest.mark.parametrize("dialect", ["", "draft-07/"])
def test_the_samples_of_a_release_are_taken_and_refused(server: tuple[Server, Path], dialect: str) -> None:
    _, folder = server
    release = folder / "0.1.0"
    for kind, taken in (("test", True), ("negative_test", False)):
        folders = sorted(path for path in (release / kind).glob("*/*") if path.is_dir())
        assert len(folders) == 5
        for samples in folders:
            schema = document(release / f"{dialect}{samples.relative_to(release / kind).as_posix()}{SUFFIX}")
            validator = validator_for(schema)(schema)
            judged = {sample.name: validator.is_valid(document(sample)) for sample in samples.iterdir()}
            assert len(judged) >= (1 if taken else 8)
            assert judged == dict.fromkeys(judged, taken)
