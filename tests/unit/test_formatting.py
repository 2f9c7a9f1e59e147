"""Formatting: only where templates are overridden, only Python, and never differently from our own form."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from airsmith.files import File
from airsmith.formatting import FormatError, formatted

from support import ROOT

UGLY = "x = {'a':1,\n 'b' : 2}\n"


def test_without_templates_of_ones_own_nothing_is_touched() -> None:
    files = [File("a.py", UGLY), File("b.json", "{ }")]
    assert list(formatted(files, None)) == files


def test_with_them_python_is_formatted_and_the_rest_is_not(tmp_path: Path) -> None:
    files = [File("a.py", UGLY, ("s.yaml",)), File("b.json", "{ }"), File("c.pyi.txt", UGLY), File("py.typed", "")]
    assert list(formatted(files, tmp_path)) == [File("a.py", 'x = {"a": 1, "b": 2}\n', ("s.yaml",)), *files[1:]]


def test_what_we_make_stays_as_it_is(tmp_path: Path) -> None:
    generated = ROOT / "generated" / "python"
    for path in sorted(generated.rglob("*.py")):
        file = File(path.name, path.read_text(encoding="utf-8"))
        assert list(formatted([file], tmp_path)) == [file], path.name


def test_what_is_no_python_is_said(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="your templates make no Python of x/a.py: "):
        list(formatted([File("x/a.py", "def (:\n")], tmp_path))


def test_black_is_asked_for_when_it_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "black", None)
    with pytest.raises(ImportError, match=r"pip install airsmith\[templates\]"):
        list(formatted([File("a.py", UGLY)], tmp_path))
    assert list(formatted([File("a.py", UGLY)], None)) == [File("a.py", UGLY)]
