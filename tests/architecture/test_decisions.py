"""The decision records: numbered without gaps, of one form, all of them in the index."""

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "decisions"
RECORDS = sorted(path for path in FOLDER.iterdir() if path.name != "README.md")
PARTS = ["Context", "Decision", "Refused", "Consequences"]


def title(path: Path) -> str:
    return path.read_text(encoding="utf-8").splitlines()[0]


def test_the_index_lists_every_record() -> None:
    rows = re.findall(r"^\| \[(\d{4})\]\((.+?)\) \| (.+) \|$", (FOLDER / "README.md").read_text("utf-8"), re.MULTILINE)
    assert rows == [(path.name[:4], path.name, title(path).removeprefix(f"# {path.name[:4]}. ")) for path in RECORDS]


def test_the_numbers_have_no_gaps() -> None:
    assert [path.name[:5] for path in RECORDS] == [f"{number:04d}-" for number in range(1, len(RECORDS) + 1)]


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_a_record_has_its_parts_and_is_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert title(path).startswith(f"# {path.name[:4]}. ")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == PARTS
    assert 15 <= len(text.splitlines()) <= 40
