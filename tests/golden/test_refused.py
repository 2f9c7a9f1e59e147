"""Specs that are refused: what is said about them, word for word, with file, line and column.

A case holds the files that differ from `base/`, and what it leaves out in `without.txt`.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from airsmith.diagnostics import CODES, SpecErrors
from airsmith.load.folder import SpecFolder
from airsmith.model.specs import Specs

from expected import agrees

HERE = Path(__file__).parent
BASE = HERE / "base"
CASES = sorted(path.name for path in (HERE / "refused").iterdir())
_CODE = re.compile(r": error\[([a-z0-9-]+)\]: ")


def assemble(case: str, folder: Path) -> Path:
    """The specs of a case: the base with the case's own files over it."""
    shutil.copytree(BASE, folder)
    without = HERE / "refused" / case / "without.txt"
    for name in without.read_text(encoding="utf-8").split() if without.exists() else ():
        (folder / name).unlink()
    if (HERE / "refused" / case / "specs").exists():
        shutil.copytree(HERE / "refused" / case / "specs", folder, dirs_exist_ok=True)
    return folder


def findings(folder: Path) -> str:
    specs = Specs(SpecFolder(folder, "specs"))
    try:
        list(specs.models())
    except SpecErrors as errors:
        return "\n".join(map(str, errors.diagnostics)) + "\n"
    return ""


def expected(case: str) -> Path:
    return HERE / "refused" / case / "expected" / "stderr.txt"


def codes(text: str) -> set[str]:
    return set(_CODE.findall(text))


@pytest.mark.parametrize("case", CASES)
def test_every_finding_is_told(case: str, tmp_path: Path) -> None:
    found = findings(assemble(case, tmp_path / "specs"))
    assert found, "the specs of the case are not refused"
    agrees(found, expected(case))


def test_the_base_is_good(tmp_path: Path) -> None:
    assert findings(shutil.copytree(BASE, tmp_path / "specs")) == ""


def test_every_code_has_a_case_and_every_case_a_code() -> None:
    told = {case: codes(expected(case).read_text(encoding="utf-8")) for case in CASES}
    assert set().union(*told.values()) == CODES.keys()
    assert [case for case, found in told.items() if not found] == []


def test_there_are_many_cases_and_no_two_say_the_same() -> None:
    messages: dict[str, str] = {}
    for case in CASES:
        text = re.sub(r"^specs/\S+ ", "", expected(case).read_text(encoding="utf-8"), flags=re.MULTILINE)
        assert text not in messages, f"{case} and {messages[text]} say the same"
        messages[text] = case
    assert len(messages) >= 50


@pytest.mark.parametrize("case", CASES)
def test_findings_are_sorted_by_place(case: str) -> None:
    text = expected(case).read_text(encoding="utf-8")
    places = [
        (match[1], int(match[2]), int(match[3])) for match in re.finditer(r"^(specs/\S+?):(\d+):(\d+): ", text, re.M)
    ]
    assert places == sorted(places)
    assert len(places) == len(_CODE.findall(text)), "every finding names a file, a line and a column"
