"""A report as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from bench_clock import Timing
from bench_peers import OURS, SHOWN
from bench_run import Report, Section

WIDTH = 42


def lines(report: Report) -> Iterator[str]:
    """The whole report, line by line."""
    yield f"{report.machine}; " + ", ".join(f"{name} {number}" for name, number in report.versions.items())
    yield "Contestants interleaved round by round in one process, no garbage collection while the clock runs."
    yield "ns belong to this machine; ratios are peer / ours, in brackets the 10th and 90th percentile of the rounds."
    yield "Processes differ by some 4 %, as the probes of a dict depend on the hash seed: run it more than once."
    yield from valid(report)
    yield from heading("Fresh requests: the nine, parsed just before, seen once, shuffled (ns per request)")
    yield from compared(report.fresh)
    yield from heading("From bytes: the nine, parsed and validated (ns per request)")
    yield from compared(report.parsed)
    yield from beside(report)
    yield from heading(f"{len(report.refused.ours.rounds)} requests with one fault: yes or no (ns per request)")
    yield from compared(report.refused)
    yield from heading("The same: every violation with its path and its sentence, both read (ns per request)")
    yield from compared(report.explained)
    yield from heading("Import, in fresh interpreters (ms above the bare interpreter; total)")
    for start in report.starts:
        yield f"  {start.name:<60} {start.above_ms:>8.2f} {start.total_ms:>9.2f}"


def heading(text: str) -> tuple[str, str]:
    return "", text


def compared(section: Section) -> Iterator[str]:
    """One row per contestant: ns, the ratio to ours, what is particular about it."""
    for timing in section.timings:
        yield f"  {timing.name:<{WIDTH}} {timing.mean:>9,.0f}  {ratio(timing, section):<26} " + section.remarks.get(
            timing.name, ""
        )


def ratio(timing: Timing, section: Section) -> str:
    if timing.name == OURS:
        return f"{1:>7.2f}"
    over = timing.over(section.ours)
    return f"{over.value:>7.2f}  ({over.low:.2f} to {over.high:.2f})"


def valid(report: Report) -> Iterator[str]:
    yield from heading("Valid: the nine documented requests (mean of the medians, ns per request)")
    yield from compared(report.valid)
    yield from heading("Request by request (ns): " + ", ".join([OURS, *SHOWN]))
    shown = [report.valid.of(name).per_request for name in (OURS, *SHOWN)]
    for name, *figures in zip(report.documented, *shown, strict=True):
        yield row(name, figures)


def row(name: str, figures: Iterable[float]) -> str:
    return f"  {name:<{WIDTH}}" + "".join(f"{figure:>10,.0f}" for figure in figures)


def beside(report: Report) -> Iterator[str]:
    """Requests that are not documented: ns, and in brackets the same over the contestant's mean of the nine."""
    yield from heading("Further valid requests (ns; in brackets over the contestant's own mean of the nine)")
    for number, entry in enumerate(report.further, start=1):
        yield f"  ({number}) {entry.request}"
    yield "  " + " " * WIDTH + "".join(f"{f'({number})':>17}" for number in range(1, len(report.further) + 1))
    for at, timing in enumerate(report.valid.timings):
        cells: Sequence[tuple[str, float, float]] = [entry.rows[at] for entry in report.further]
        yield f"  {timing.name:<{WIDTH}}" + "".join(f"{ns:>10,.0f} ({over:.2f})" for _, ns, over in cells)


def figures(report: Report) -> dict[str, Any]:
    """The same for programs: plain data, ns and ms unrounded."""
    return {
        "machine": report.machine,
        "versions": report.versions,
        "requests": list(report.documented),
        **{
            title: [measured(timing, section) for timing in section.timings]
            for title, section in (
                ("valid", report.valid),
                ("fresh", report.fresh),
                ("parsed", report.parsed),
                ("refused", report.refused),
                ("explained", report.explained),
            )
        },
        "further": {
            entry.request: [{"name": name, "ns": ns, "over_own_mean": over} for name, ns, over in entry.rows]
            for entry in report.further
        },
        "imports": [asdict(start) for start in report.starts],
    }


def measured(timing: Timing, section: Section) -> dict[str, Any]:
    return {
        "name": timing.name,
        "ns": timing.mean,
        "ns_per_request": list(timing.per_request),
        "over_ours": asdict(timing.over(section.ours)),
    }
