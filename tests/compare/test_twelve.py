"""The twelve changes that are shown beside other tools: what we say about each, and the table that shows it."""

from __future__ import annotations

import pytest
from airsmith.compare.changes import worst

from spec_pairs import compared
from support import ROOT
from twelve_changes import TWELVE, Twelfth

IDS = [one.title for one in TWELVE]


@pytest.mark.parametrize("one", TWELVE, ids=IDS)
def test_the_verdict(one: Twelfth) -> None:
    changes = compared(one.before, (*one.before, *one.edits))
    named = {change.rule: change for change in changes}
    assert named[one.rule].level == one.level
    assert worst(change.level for change in changes) == one.level


@pytest.mark.parametrize("one", TWELVE, ids=IDS)
def test_requests_prove_it(one: Twelfth) -> None:
    change = next(found for found in compared(one.before, (*one.before, *one.edits)) if found.rule == one.rule)
    if one.rule in ("description-changed", "model-removed"):
        return  # No model of the new side could refuse it, or none does.
    assert change.proof is not None
    assert change.proof.refused is (one.level == "break")
    assert isinstance(change.proof.request, dict)


def test_the_page_shows_all_of_them() -> None:
    page = (ROOT / "docs" / "comparisons.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1:3] for line in page.splitlines() if line.startswith("| ") and " | " in line]
    shown = {title.strip(): level.strip() for title, level in rows}
    assert {one.title: one.level for one in TWELVE}.items() <= shown.items()
