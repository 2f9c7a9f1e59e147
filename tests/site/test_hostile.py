"""Text of a spec that does its worst stays text on every page, in every script and in everything that can be copied."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from hostile_specs import TEXTS, write
from node import node
from site_pages import pages, site
from support import ROOT

TAGS = frozenset(
    """a article aside b body button code dialog div details footer form h1 h2 h3 h4 head header html i input kbd label
    li link main meta nav noscript ol option p path pre rect script section select small span strong summary svg table
    tbody td textarea th thead title tr ul""".split()
)


@pytest.fixture(scope="module", params=range(0, len(TEXTS), 3))
def hostile(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("hostile") / "specs"
    write(ROOT / "specs", folder, request.param)
    return site(folder)


def test_no_text_becomes_an_element_or_an_attribute(hostile: dict[str, str]) -> None:
    for path, page in pages(hostile).items():
        assert {one.tag for one in page.elements} <= TAGS, path
        names = {name for one in page.elements for name in one.attributes}
        assert not {name for name in names if name.startswith("on") or name == "style"}, path
        assert not page.unclosed, path
    assert [one.text for one in pages(hostile)["index.html"].all("script") if one.text] == []


def test_what_is_told_to_scripts_is_json(hostile: dict[str, str]) -> None:
    for path in ("playground.html", "schemas.html"):
        (data,) = [
            one for one in pages(hostile)[path].all("script") if one.attributes.get("type") == "application/json"
        ]
        assert json.loads(data.text)["is"]
        assert "<" not in data.text and "\u2028" not in data.text


def test_scripts_are_scripts(hostile: dict[str, str], tmp_path: Path) -> None:
    for path, text in hostile.items():
        if path.endswith(".js"):
            script = tmp_path / path.replace("/", "-")
            script.write_text(text, encoding="utf-8")
            done = subprocess.run([str(node()), "--check", str(script)], capture_output=True, text=True)
            assert done.returncode == 0, done.stderr
