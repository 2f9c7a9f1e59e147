"""The JavaScript half of a report as text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from bench_js import EXPLAINED, FRESH, NINE, PARSE, REFUSED, TEXT, JsReport, JsSection, JsTiming
from bench_js_peers import JS_PEERS, OURS
from bench_print import WIDTH, heading

TITLES = {
    NINE: "Valid: the nine documented requests in turn (ns per request)",
    FRESH: "Fresh requests: the nine, parsed just before, seen once, shuffled (ns per request)",
    REFUSED: "Requests with one fault: yes or no (ns per request)",
    EXPLAINED: "The same: every violation with its path and its sentence, both read (ns per request)",
    TEXT: "From JSON text: JSON.parse and yes or no (ns per request)",
}


def js_lines(report: JsReport) -> Iterator[str]:
    """The report, line by line."""
    yield "JavaScript; " + ", ".join(f"{name} {number}" for name, number in report.versions.items())
    yield f"Median of {report.effort.processes} processes of node per validator, time of the process; in brackets the"
    yield "lowest and the highest process; the ratio is peer / ours. The npm package is compiled as its tsconfig says."
    yield from heading(TITLES[NINE])
    yield from compared(report.sections[NINE])
    for name in (FRESH, REFUSED, EXPLAINED, TEXT):
        yield from heading(TITLES[name])
        yield from compared(report.sections[name])
    yield f"  {'(JSON.parse alone)':<{WIDTH}} {report.sections[PARSE].ours.ns:>9,.0f}"
    yield from beside(report)
    yield from bundles(report)


def bundles(report: JsReport) -> Iterator[str]:
    """What a web page loads."""
    yield from heading("Bundles: bytes, minified by esbuild and compressed by gzip -9; the peers' for yes or no only")
    for size in report.sizes:
        yield f"  {size.name:<{WIDTH}} {size.compressed:>9,}  {size.minified:>9,} before compression"


def compared(section: JsSection) -> Iterator[str]:
    """One row per validator."""
    remarks = {peer.name: peer.remark for peer in JS_PEERS}
    for timing in section.timings:
        bounds = f"({min(timing.processes):,.0f} to {max(timing.processes):,.0f})"
        ratio = f"{timing.over(section.ours):>7.2f}"
        yield f"  {timing.name:<{WIDTH}} {timing.ns:>9,.0f}  {bounds:<20} {ratio}  {remarks[timing.name]}"


def beside(report: JsReport) -> Iterator[str]:
    """Requests that are not documented, each on its own."""
    yield from heading("Further valid requests, each on its own (ns)")
    for number, request in enumerate(report.further, start=1):
        yield f"  ({number}) {request}"
    yield "  " + " " * WIDTH + "".join(f"{f'({number})':>10}" for number in range(1, len(report.further) + 1))
    for timing in report.sections[NINE].timings:
        figures = [report.sections[request].of(timing.name).ns for request in report.further]
        yield f"  {timing.name:<{WIDTH}}" + "".join(f"{ns:>10,.0f}" for ns in figures)


def js_figures(report: JsReport) -> dict[str, Any]:
    """The same for programs: plain data, ns unrounded."""
    return {
        "versions": report.versions,
        "effort": asdict(report.effort),
        "sizes": [asdict(size) for size in report.sizes],
        "sections": {
            name: [measured(timing, section) for timing in section.timings] for name, section in report.sections.items()
        },
    }


def measured(timing: JsTiming, section: JsSection) -> dict[str, Any]:
    return {
        "name": timing.name,
        "ns": timing.ns,
        "processes": list(timing.processes),
        f"over {OURS}": timing.over(section.ours),
    }
