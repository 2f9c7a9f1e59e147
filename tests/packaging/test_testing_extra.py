"""The pytest fixture in a project of somebody else, set up from nothing by the one command that the README shows."""

from __future__ import annotations

import re
import shlex
import venv
from pathlib import Path

import pytest

from python_environment import Environment
from support import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
THEIRS = """
from runware_openai import gpt_image_1

def test_a_poster(sandbox):
    with sandbox.client() as client:
        result = client.run(gpt_image_1("A lighthouse", size="1024x1024"))
    assert result.items and sandbox.journal()["billed"] == 1
"""


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    (shown,) = re.findall(r"^\$ (pip install .*\btesting\].*)$", README, re.MULTILINE)
    folder = tmp_path_factory.mktemp("theirs") / "venv"
    venv.create(folder, with_pip=True)
    environment = Environment(folder)
    environment.pip(*shlex.split(shown)[1:], cwd=ROOT)
    return environment


def test_the_command_makes_the_fixture_usable(theirs: Environment, tmp_path: Path) -> None:
    (tmp_path / "test_poster.py").write_text(THEIRS, encoding="utf-8")
    said = theirs.run("pytest", "-q", "-p", "no:cacheprovider", "-W", "error", str(tmp_path), cwd=tmp_path).stdout
    assert "1 passed" in said
    told = "from importlib.metadata import distribution as d; print(d('{}').read_text('direct_url.json'))"
    for name in ("airsmith", "runware-openai"):
        assert ROOT.as_uri() in theirs.run("python", "-c", told.format(name)).stdout
