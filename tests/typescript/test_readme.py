"""What the README of the npm package shows is TypeScript that compiles against it."""

from __future__ import annotations

from pathlib import Path

from markdown_blocks import blocks
from typescript_consumer import SOURCE, project, tsc

OPTIONS = {"module": "nodenext", "target": "es2022", "lib": ["es2022", "dom"], "noEmit": True}


def test_every_block_compiles(tmp_path: Path) -> None:
    shown = [block.text for block in blocks((SOURCE / "README.md").read_text(encoding="utf-8"))]
    files = {f"block{number}.ts": text for number, text in enumerate(shown)}
    assert len(files) == 2
    assert tsc(project(tmp_path, files), OPTIONS, *files) == ""


def test_a_typed_function_and_the_client_are_shown() -> None:
    page = (SOURCE / "README.md").read_text(encoding="utf-8")
    assert 'gptImage1("A lighthouse", { size: "1536x1024", quality: "high"' in page
    assert "new Runware()" in page
