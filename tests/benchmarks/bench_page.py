"""The part of `docs/benchmarks.md` that a run writes: a table and a chart per group. The rest is written by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from bench_charts import Entry, chart

BEGIN, END = "<!-- figures: written by `make bench` -->", "<!-- end of the figures -->"


def publish(page: Path, charts: Path, entries: Sequence[Entry]) -> None:
    """Write tables into the page and charts beside it."""
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise ValueError(f"{page} has no lines {BEGIN} and {END}")
    charts.mkdir(exist_ok=True)
    words: list[str] = []
    for group, found in groupby(entries, lambda entry: entry["group"]):
        some = list(found)
        drawn = f"{group.lower().replace(' ', '-')}.svg"
        (charts / drawn).write_text(chart(f"{group}: {_meaning(some)}", _drawn(some)), encoding="utf-8")
        words += ["", f"### {group}", "", f"![{group}]({charts.name}/{drawn})", "", *_table(some)]
    page.write_text("\n".join([before + BEGIN, *words, "", END + after]), encoding="utf-8")


def _drawn(entries: Sequence[Entry]) -> list[Entry]:
    """The figures that one scale fits: the ratios, or all of the commonest unit."""
    units = [entry["unit"] for entry in entries]
    unit = "x" if "x" in units else max(dict.fromkeys(units), key=units.count)
    return [entry for entry in entries if entry["unit"] == unit]


def _meaning(entries: Sequence[Entry]) -> str:
    unit = _drawn(entries)[0]["unit"]
    return "peer / ours, goals as lines" if unit == "x" else f"{unit}, goals as lines"


def _table(entries: Sequence[Entry]) -> Iterator[str]:
    yield "| What | Figure | Goal | | Peers |"
    yield "|---|---:|---:|---|---|"
    for entry in entries:
        peers = ", ".join(f"{name} {version}" for name, version in entry["peers"].items())
        goal = "" if entry["goal"] is None else f"{entry['goal']:g}"
        verdict = {True: "met", False: "**missed**"}.get(entry["met"], "")
        yield f"| {entry['name']} | {entry['figure']:,.2f} {entry['unit']} | {goal} | {verdict} | {peers} |"
