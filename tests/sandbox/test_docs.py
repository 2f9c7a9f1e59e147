"""The page about the sandbox says what is so."""

from __future__ import annotations

import json
import re
from typing import Any

from airsmith.sandbox.scenario_file import read_scenario, scenario_schema

from markdown_blocks import blocks
from support import ROOT

PAGE = (ROOT / "docs" / "sandbox.md").read_text(encoding="utf-8")


def table(heading: str) -> set[str]:
    """What the first column of a table names."""
    rows = PAGE.split(f"| {heading} |", 1)[1].split("\n\n", 1)[0]
    return set(re.findall(r"^\| `(\w+)", rows, re.MULTILINE))


def test_scenarios_of_the_page_can_be_read(tmp_path: Any) -> None:
    found = [block.text for block in blocks(PAGE) if block.language == "yaml"]
    assert found
    for text in found:
        file = tmp_path / "scenario.yaml"
        file.write_text(text, encoding="utf-8")
        assert read_scenario(file)


def test_programs_of_the_page_run() -> None:
    found = [block.text for block in blocks(PAGE) if block.language == "python"]
    assert found
    for text in found:
        exec(compile(text, "docs/sandbox.md", "exec"), {})


def test_tables_of_the_page_are_complete() -> None:
    rule: Any = scenario_schema()["properties"]
    parts = rule["rules"]["items"]["properties"]
    assert table("`match`") == set(parts["match"]["properties"])
    assert table("`do`") == set(parts["do"]["properties"])


def test_the_mistake_of_the_page_is_told_so(tmp_path: Any) -> None:
    (shown,) = re.findall(r"`scenario\.yaml:[0-9:]+ error\[[a-z-]+\]: (.*)`\.$", PAGE, re.MULTILINE)
    try:
        read_scenario(json.loads('{"scenario": 1, "rules": [{"do": {"cut": "never"}}]}'))
    except Exception as error:
        assert shown in str(error)
    else:
        raise AssertionError("it was read")
