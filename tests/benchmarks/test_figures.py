"""What becomes of figures: the file, the verdicts, the tables and the charts."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from bench_charts import chart
from bench_figures import Figure, save, verdicts
from bench_goals import GOALS, GROUPS, MANY, PYTHON
from bench_page import BEGIN, END, publish

FAST = Figure(PYTHON, "nine requests: msgspec", 1.2, "x", {"msgspec": "0.22.0"})
LEAN = Figure(MANY, "import, 5000 models", 4.0, "ms")
SHOWN = Figure(MANY, "a figure <without> a goal", 2.0, "ms")


def test_goals_are_told_apart_and_belong_to_groups() -> None:
    assert len({(goal.group, goal.name) for goal in GOALS}) == len(GOALS)
    assert {goal.group for goal in GOALS} <= set(GROUPS)
    assert all(goal.stretch is None or goal.is_met(goal.stretch) for goal in GOALS)


def test_what_is_missed_is_said_and_by_how_much() -> None:
    *_, met, missed = verdicts([FAST, LEAN])
    assert met == "1 of 2 goals are met, these are missed:"
    assert missed == f"  {PYTHON}: nine requests: msgspec: 1.20, wanted at least 1.3 x: missed by 8%"


def test_a_goal_of_a_group_that_ran_is_never_left_out() -> None:
    lines = list(verdicts([LEAN]))
    assert any("first validation" in line and "not measured" in line for line in lines)
    assert not any(PYTHON in line for line in lines)


def test_a_run_replaces_its_own_figures_only(tmp_path: Path) -> None:
    path = tmp_path / "benchmarks.json"
    save(path, "a machine", [LEAN, FAST])
    save(path, "a machine", [Figure(MANY, LEAN.name, 6.0, "ms")])
    found = json.loads(path.read_text(encoding="utf-8"))["figures"]
    assert [(entry["group"], entry["figure"], entry["goal"], entry["met"]) for entry in found] == [
        (PYTHON, 1.2, 1.3, False),
        (MANY, 6.0, 5, False),
    ]
    assert found[0]["peers"] == {"msgspec": "0.22.0"}


def test_a_chart_is_svg_with_a_bar_per_figure() -> None:
    root = ElementTree.fromstring(chart("Many <models>", [LEAN.entry(), SHOWN.entry()]))
    bars = [float(bar.attrib["width"]) for bar in root.iter("{http://www.w3.org/2000/svg}rect")]
    goals = list(root.iter("{http://www.w3.org/2000/svg}line"))
    assert bars[0] == pytest.approx(2 * bars[1])
    assert len(goals) == 1
    assert SHOWN.name in [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")]


def test_a_page_keeps_what_is_written_by_hand(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n\n{BEGIN}\nold\n{END}\n\nafter\n", encoding="utf-8")
    entries = [figure.entry() for figure in (FAST, LEAN)]
    publish(page, tmp_path / "charts", entries)
    text = page.read_text(encoding="utf-8")
    assert text.startswith(f"before\n\n{BEGIN}\n") and text.endswith(f"{END}\n\nafter\n") and "old" not in text
    assert "| nine requests: msgspec | 1.20 x | 1.3 | **missed** | msgspec 0.22.0 |" in text
    assert sorted(path.name for path in (tmp_path / "charts").iterdir()) == ["many-models.svg", "python-validators.svg"]
    publish(page, tmp_path / "charts", entries)
    assert page.read_text(encoding="utf-8") == text


def test_a_page_without_its_marks_is_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("words\n", encoding="utf-8")
    with pytest.raises(ValueError, match="has no lines"):
        publish(page, tmp_path / "charts", [FAST.entry()])
    assert page.read_text(encoding="utf-8") == "words\n"
