"""What becomes of figures: the file, the verdicts, the tables and the charts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from bench_313 import NAME, renamed
from bench_adapt import javascript_figures, python_figures
from bench_charts import Mark, chart
from bench_corpus import further
from bench_figures import Bar, Comparison, Figure, Found, Table, save, verdicts, write
from bench_environment import lock
from bench_goals import GOALS, GROUPS, MANY, PYTHON, PYTHON_313, TYPESCRIPT
from bench_js_peers import AJV, AJV_TUNED, JS_PEERS, ZOD, ZOD_COMPILED
from bench_js_peers import OURS as JS_OURS
from bench_js_size import PARTS
from bench_page import BEGIN, END, publish
from bench_peers import OURS, all_peers

FAST = Figure(PYTHON, "nine requests: msgspec", 1.2, "x", {"msgspec": "0.22.0"})
LEAN = Figure(MANY, "import, 5000 models", 4.0, "ms")
SHOWN = Figure(MANY, "a figure <without> a goal", 2.0, "ms")
PYTHON_FOUND = Found(
    PYTHON,
    "a day",
    (FAST,),
    (Table("all", ("", "nine"), (("**ours**", "421 (1.00)"),)),),
    Comparison("beside others", "ns per request", (Bar("ours", 421, ours=True), Bar("msgspec", 486, ours=False))),
)
MANY_FOUND = Found(MANY, "a day", (LEAN, SHOWN))
SVG = "{http://www.w3.org/2000/svg}"


def test_goals_are_told_apart_and_belong_to_groups() -> None:
    assert len({(goal.group, goal.name) for goal in GOALS}) == len(GOALS)
    assert {goal.group for goal in GOALS} <= set(GROUPS)
    assert all(goal.stretch is None or goal.is_met(goal.stretch) for goal in GOALS)


def test_another_version_of_python_has_the_same_goals_the_same_figures_and_the_same_peers() -> None:
    goals = {group: {(goal.name, goal.bound) for goal in GOALS if goal.group == group} for group in GROUPS}
    assert goals[PYTHON] == goals[PYTHON_313]
    again = renamed(PYTHON_FOUND.entry())
    assert [(one.group, one.name, one.value) for one in again.figures] == [(PYTHON_313, FAST.name, FAST.value)]
    assert again.tables == PYTHON_FOUND.tables
    ours = (lock(NAME).parents[3] / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert set(lock(NAME).read_text(encoding="utf-8").split()) <= set(ours)


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
    save(path, [MANY_FOUND, PYTHON_FOUND])
    save(path, [Found(MANY, "later", (Figure(MANY, LEAN.name, 6.0, "ms"),))])
    groups = json.loads(path.read_text(encoding="utf-8"))["groups"]
    assert [(group["group"], group["source"]) for group in groups] == [(PYTHON, "a day"), (MANY, "later")]
    figures = [(entry["figure"], entry["goal"], entry["met"]) for group in groups for entry in group["figures"]]
    assert figures == [(1.2, 1.3, False), (6.0, 5, False), (2.0, None, None)]
    assert groups[0]["figures"][0]["peers"] == {"msgspec": "0.22.0"}


def test_a_file_is_written_wholly_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "page.md"
    write(path, "old")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(path, "new")
    assert path.read_text(encoding="utf-8") == "old"


def test_a_chart_has_a_title_a_unit_an_axis_a_source_and_a_bar_per_figure() -> None:
    marks = [Mark("Many <models>", 4.0, 5.0, "met"), Mark("another", 2.0)]
    text = chart("A <title>", "ms, less is better", "one day, one machine", marks)
    root = ElementTree.fromstring(text)
    bars = [float(bar.attrib["width"]) for bar in root.iter(f"{SVG}rect") if bar.attrib["class"] != "ground"]
    paths = [path.attrib["class"] for path in root.iter(f"{SVG}path")]
    words = [word.text for word in root.iter(f"{SVG}text")]
    assert bars[0] == pytest.approx(2 * bars[1])
    assert paths.count("goal") == 1 and paths.count("grid") >= 4
    assert {"A <title>", "ms, less is better", "one day, one machine", "Many <models>", "4.00", "2"} <= set(words)
    assert "prefers-color-scheme:dark" in text
    assert text == chart("A <title>", "ms, less is better", "one day, one machine", marks)


def test_a_chart_of_far_apart_figures_says_that_it_is_logarithmic() -> None:
    text = chart("t", "ns", "s", [Mark("a", 90.0), Mark("b", 90_000.0)])
    bars = [bar for bar in ElementTree.fromstring(text).iter(f"{SVG}rect") if bar.attrib["class"] != "ground"]
    assert "ns, logarithmic" in text
    first, second = (float(bar.attrib["width"]) for bar in bars)
    assert 2 * first < second < 10 * first


def test_a_page_keeps_what_is_written_by_hand(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n\n{BEGIN}\nold\n{END}\n\nafter\n", encoding="utf-8")
    groups = save(tmp_path / "benchmarks.json", [PYTHON_FOUND, MANY_FOUND])
    publish(page, tmp_path / "charts", groups)
    text = page.read_text(encoding="utf-8")
    assert text.startswith(f"before\n\n{BEGIN}\n") and text.endswith(f"{END}\n\nafter\n") and "old" not in text
    assert "| nine requests: msgspec | 1.20 x | 1.3 | **missed** | msgspec 0.22.0 |" in text
    assert "| **ours** | 421 (1.00) |" in text
    assert f"- Missed: {PYTHON}, nine requests: msgspec: 1.20, wanted at least 1.3 x, by 8%." in text
    assert f"Not measured: {PYTHON}, nine requests: jsonschema-rs;" in text
    drawn = {path.name for path in (tmp_path / "charts").iterdir()}
    assert drawn == {"many-models.svg", "python-validators.svg", "python-validators-peers.svg"}
    publish(page, tmp_path / "charts", groups)
    assert page.read_text(encoding="utf-8") == text


def test_a_page_without_its_marks_is_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("words\n", encoding="utf-8")
    with pytest.raises(ValueError, match="has no lines"):
        publish(page, tmp_path / "charts", [PYTHON_FOUND.entry()])
    assert page.read_text(encoding="utf-8") == "words\n"


def test_every_goal_of_the_validators_is_fed() -> None:
    found = {figure.name for figure in python_figures(python_report(), OURS)}
    assert {goal.name for goal in GOALS if goal.group == PYTHON} <= found
    found = {figure.name for figure in javascript_figures(javascript_report(), JS_OURS)}
    assert {goal.name for goal in GOALS if goal.group == TYPESCRIPT} <= found


def test_the_fastest_form_of_a_peer_counts_and_no_other_peer() -> None:
    report = javascript_report()
    times = {JS_OURS: 100.0, ZOD: 1300.0, ZOD_COMPILED: 400.0, AJV: 700.0, AJV_TUNED: 600.0}
    rows = [{**row, "ns": times.get(row["name"], 1000.0)} for row in report["sections"]["nine"]]
    figures = javascript_figures({**report, "sections": {**report["sections"], "nine": rows}}, JS_OURS)
    found = {figure.name: figure.value for figure in figures}
    assert (found["nine requests: zod"], found["nine requests: zod, compiled"]) == (13, 4)
    assert found["nine requests: ajv"] == 6


def python_report() -> dict[str, Any]:
    """The form of a report on the Python validators, every contestant at 1 ns."""
    rows = [{"name": peer.name, "ns": 1.0, "over_own_mean": 1.0} for peer in all_peers()]
    sections = ("valid", "fresh", "parsed", "explained")
    return {**dict.fromkeys(sections, rows), "further": {entry.name: rows for entry in further()}, "versions": {}}


def javascript_report() -> dict[str, Any]:
    rows = [{"name": peer.name, "ns": 1.0} for peer in JS_PEERS]
    sections = ("nine", "fresh", "text", "parse", "explained")
    sizes = [{"name": name, "compressed": 1} for name in PARTS]
    return {"sections": dict.fromkeys(sections, rows), "sizes": sizes, "versions": {}}
