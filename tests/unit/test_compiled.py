"""Compiled templates are kept beside ours, and count only as long as nothing they follow from has changed."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from airsmith import render, resources
from airsmith.render import Renderer
from airsmith.targets.code import Code
from jinja2 import Environment


@dataclass(frozen=True)
class View:
    word: Code = Code("first")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is taken for ours, with one template."""
    (tmp_path / "t.j2").write_text("[{{ word }}]", encoding="utf-8")
    monkeypatch.setattr(resources, "templates", lambda: tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    return tmp_path


@pytest.fixture
def compiling(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The name of each template that was compiled since."""
    names: list[str] = []
    compiled = Environment.compile

    def noted(self: Environment, source: str, name: str | None = None, *rest: object, **named: object) -> object:
        names.append(str(name))
        return compiled(self, source, name, *rest, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Environment, "compile", noted)
    return names


def rendered(folder: Path) -> str:
    return Renderer(folder).render("t.j2", View())


def kept(folder: Path) -> list[Path]:
    return sorted((folder / "__pycache__").glob("*")) if (folder / "__pycache__").is_dir() else []


def test_a_template_is_compiled_once(folder: Path, compiling: list[str]) -> None:
    assert [rendered(folder), rendered(folder)] == ["[first]"] * 2
    assert compiling == ["t.j2"]
    assert len(kept(folder)) == 1


def test_a_changed_template_is_compiled_anew(folder: Path, compiling: list[str]) -> None:
    rendered(folder)
    (folder / "t.j2").write_text("<{{ word }}>", encoding="utf-8")
    assert rendered(folder) == "<first>"
    assert compiling == ["t.j2"] * 2


def test_other_settings_compile_anew(folder: Path, compiling: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    rendered(folder)
    changed = shutil.copy(render.__file__, folder / "render.py")
    Path(changed).write_text(Path(changed).read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    monkeypatch.setattr(render, "__file__", str(changed))
    assert rendered(folder) == "[first]"
    assert compiling == ["t.j2"] * 2


@pytest.mark.parametrize("content", [b"", b"no such thing", None], ids=["empty", "something else", "cut off"])
def test_what_cannot_be_read_is_compiled(folder: Path, compiling: list[str], content: bytes | None) -> None:
    rendered(folder)
    (file,) = kept(folder)
    for size in range(len(file.read_bytes())) if content is None else (0,):
        file.write_bytes(file.read_bytes()[:size] if content is None else content)
        assert rendered(folder) == "[first]"
    assert set(compiling) == {"t.j2"}


def test_where_nothing_can_be_kept_it_works_as_well(folder: Path, compiling: list[str]) -> None:
    (folder / "__pycache__").write_text("in the way", encoding="utf-8")
    assert [rendered(folder), rendered(folder)] == ["[first]"] * 2
    assert compiling == ["t.j2"] * 2


def test_who_bars_compiled_modules_bars_templates(
    folder: Path, compiling: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    rendered(folder)
    assert kept(folder) == []
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    rendered(folder)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    rendered(folder)
    assert compiling == ["t.j2"] * 2, "what is there is read, as with modules"


def test_who_keeps_compiled_modules_elsewhere_keeps_templates_there(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    monkeypatch.setattr(sys, "pycache_prefix", str(elsewhere))
    rendered(folder)
    assert kept(folder) == []
    assert [path for path in elsewhere.rglob("*.bin")]


def test_nothing_is_left_beside_templates_of_others(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    theirs = tmp_path_factory.mktemp("theirs")
    (theirs / "t.j2").write_text("({{ word }})", encoding="utf-8")
    assert Renderer(theirs, folder).render("t.j2", View()) == "(first)"
    assert rendered(theirs) == "(first)"
    assert kept(folder) == kept(theirs) == []
