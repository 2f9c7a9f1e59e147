"""The part of `docs/benchmarks.md` that a run writes: tables and charts per group. The rest is written by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from bench_charts import Mark, chart, shown
from bench_figures import Entry, write
from bench_goals import GOALS

BEGIN, END = "<!-- figures: written by `make bench` -->", "<!-- end of the figures -->"


def publish(page: Path, charts: Path, groups: Sequence[Entry]) -> None:
    """Write tables into the page and charts beside it. Raises ValueError where the page has no place for them."""
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise ValueError(f"{page} has no lines {BEGIN} and {END}")
    charts.mkdir(exist_ok=True)
    words = ["", *_summary(groups)]
    for group in groups:
        words += ["", f"### {group['group']}", "", group["source"]]
        for name, title, drawn in _charts(group):
            write(charts / name, drawn)
            words += ["", f"![{title}]({charts.name}/{name})"]
        words += ["", *_goals(group)]
        for table in group["tables"]:
            words += ["", f"#### {table['title']}", "", *_table(table["columns"], table["rows"])]
    write(page, "\n".join([before + BEGIN, *words, "", END + after]))


def _summary(groups: Sequence[Entry]) -> Iterator[str]:
    """How many goals are met, and by how much the others are missed."""
    bounds = {(goal.group, goal.name): goal for goal in GOALS}
    found = {(group["group"], entry["name"]): entry["figure"] for group in groups for entry in group["figures"]}
    judged = {key: goal for key, goal in bounds.items() if key in found}
    missed = [goal for key, goal in judged.items() if not goal.is_met(found[key])]
    absent = [goal for key, goal in bounds.items() if key not in found]
    yield f"{len(judged) - len(missed)} of {len(bounds)} goals are met."
    if missed:
        yield ""
    for goal in missed:
        value = found[goal.group, goal.name]
        bound = f"{'at least' if goal.is_least else 'at most'} {goal.bound:g} {goal.unit}"
        words = f"{goal.group}, {goal.name}: {value:.2f}, wanted {bound}, by {goal.missing(value):.0%}"
        yield f"- Missed: {words}."
    if absent:
        yield ""
        yield f"Not measured: {'; '.join(f'{goal.group}, {goal.name}' for goal in absent)}."


def _charts(group: Entry) -> Iterator[tuple[str, str, str]]:
    """Name of the file, title and text of each chart of a group."""
    stem, title = group["group"].lower().replace(" ", "-"), group["group"]
    beside = group["comparison"]
    if beside is not None:
        marks = [Mark(bar["name"], bar["value"], kind="ours" if bar["ours"] else "plain") for bar in beside["bars"]]
        drawn = chart(beside["title"], f"{beside['unit']}, less is better", group["source"], marks)
        yield f"{stem}-peers.svg", beside["title"], drawn
    entries = _drawn(group["figures"])
    kinds = {True: "met", False: "missed", None: "plain"}
    marks = [Mark(entry["name"], entry["figure"], entry["goal"], kinds[entry["met"]]) for entry in entries]
    unit = entries[0]["unit"]
    better = "peer / ours, more is better" if unit == "x" else f"{unit}, less is better"
    title = f"{title}: goals (lines) and what is reached (green: met)"
    yield f"{stem}.svg", title, chart(title, better, group["source"], marks)


def _drawn(entries: Sequence[Entry]) -> list[Entry]:
    """The figures that one scale fits: the ratios, or all of the commonest unit."""
    units = [entry["unit"] for entry in entries]
    unit = "x" if "x" in units else max(dict.fromkeys(units), key=units.count)
    return [entry for entry in entries if entry["unit"] == unit]


def _goals(group: Entry) -> Iterator[str]:
    rows = []
    for entry in group["figures"]:
        goal = "" if entry["goal"] is None else f"{entry['goal']:g}"
        verdict = {True: "met", False: "**missed**"}.get(entry["met"], "")
        peers = ", ".join(f"{name} {version}" for name, version in entry["peers"].items())
        rows.append((entry["name"], f"{shown(entry['figure'])} {entry['unit']}", goal, verdict, peers))
    yield from _table(("What", "Figure", "Goal", "", "Peers"), rows)


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(columns)} |"
    yield "|---|" + "---:|" * (len(columns) - 1)
    for row in rows:
        yield f"| {' | '.join(row)} |"
