"""The smallest provider page, as the documentation shows it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from command import airsmith
from markdown_blocks import blocks, commands
from support import ROOT


def smallest() -> str:
    text = (ROOT / "docs" / "pages.md").read_text(encoding="utf-8")
    (page,) = re.findall(r"^````markdown\n(.*?)^````$", text, re.MULTILINE | re.DOTALL)
    return str(page)


def test_the_documented_page_is_read_whole_and_its_draft_says_the_same(tmp_path: Path) -> None:
    page, drafts = tmp_path / "page.md", tmp_path / "drafts"
    page.write_text(smallest(), encoding="utf-8")
    imported = airsmith("docs", "import", str(page), "--out", str(drafts))
    assert imported.code == 0, imported
    assert imported.out.endswith("1 model, 4 of 4 spec bullets understood (100.0 %)\n")
    again = airsmith("docs", "drift", str(page), "--specs", str(drafts), "--lines")
    assert again.code == 0, again
    assert "not understood" not in again.out and "no differences" in again.out
    text = (drafts / "acme" / "brush-1.yaml").read_text(encoding="utf-8")
    for written in ("workflows: [text-to-video]", "enum: [4, 8]", "mood: {", "title: A hill"):
        assert written in text


def test_the_documented_session_is_what_happens(tmp_path: Path) -> None:
    """Its commands run in one folder, in their order, and print what is shown after each."""
    (tmp_path / "page.md").write_text(smallest(), encoding="utf-8")
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    page = (ROOT / "docs" / "pages.md").read_text(encoding="utf-8")
    (session,) = (block for block in blocks(page) if block.language == "console")
    for command in commands(session):
        done = subprocess.run(
            ["bash", "-c", f"{command.text} 2>&1"],
            cwd=tmp_path,
            env={**os.environ, "PATH": path},
            capture_output=True,
            encoding="utf-8",
        )
        assert (done.returncode, done.stdout.strip("\n")) == (command.code, command.output), f"line {command.line}"
