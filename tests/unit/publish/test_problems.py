"""The codes of publishing are public: the page names each of them, and no other."""

from __future__ import annotations

import re

from airsmith.publish.releases.problems import CODES
from support import ROOT

PAGE = (ROOT / "docs" / "publishing.md").read_text(encoding="utf-8")


def test_the_page_explains_every_code() -> None:
    _, _, section = PAGE.partition("## What is refused\n")
    section, _, _ = section.partition("## Releases as names\n")
    assert CODES.keys() <= set(re.findall(r"`([a-z-]+)`", section))
    assert set(re.findall(r"^\| `([a-z-]+)`", section, re.MULTILINE)) <= CODES.keys()
