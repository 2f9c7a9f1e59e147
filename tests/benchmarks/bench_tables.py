"""The reports of the validators and of the client as tables for the page, and as bars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bench_adapt import Report
from bench_figures import Bar, Comparison, Table

Rows = Sequence[Report]

PYTHON_SECTIONS = {
    "nine requests": "valid",
    "fresh": "fresh",
    "from bytes": "parsed",
    "one fault, yes or no": "refused",
    "every violation, read": "explained",
}
JS_SECTIONS = {
    "nine requests": "nine",
    "fresh": "fresh",
    "from JSON text": "text",
    "one fault, yes or no": "refused",
    "every violation, read": "explained",
}


def python_tables(report: Report, ours: str) -> tuple[Table, ...]:
    starts = tuple((one["name"], f"{one['above_ms']:.2f}", f"{one['total_ms']:.1f}") for one in report["imports"])
    imports = Table("Import, in fresh interpreters, ms", ("", "above the bare interpreter", "in all"), starts)
    return (_ratios(report, PYTHON_SECTIONS, ours), _beside(report["further"], report["valid"], ours), imports)


def javascript_tables(report: Report, ours: str, further: Sequence[str]) -> tuple[Table, ...]:
    sections = report["sections"]
    bytes_of = Table(
        "What a web page loads: bytes, minified by esbuild, and then compressed; of the peers for yes or no only",
        ("Bundle", "minified", "gzip -9"),
        tuple((size["name"], f"{size['minified']:,}", f"{size['compressed']:,}") for size in report["sizes"]),
    )
    asked = {request: sections[request] for request in further}
    return (_ratios(sections, JS_SECTIONS, ours), _beside(asked, sections["nine"], ours), bytes_of)


def comparison(rows: Rows, title: str, ours: str) -> Comparison:
    """Everyone's ns on the nine documented requests, the fastest first."""
    bars = (Bar(row["name"], round(row["ns"], 1), row["name"] == ours) for row in rows)
    return Comparison(title, "ns per request", tuple(sorted(bars, key=lambda bar: bar.value)))


def client_tables(report: Report) -> tuple[Table, ...]:
    rows = (
        (
            load["name"],
            f"{load['tasks']:,}",
            f"{load['tasks'] / load['seconds']:,.0f}",
            f"{load['median'] * 1000:,.0f} ms",
            f"{load['slowest_percent'] * 1000:,.0f} ms",
            f"{load['memory']:.1f} MiB",
            str(load["connections"]),
            f"{load['matched']:,}",
        )
        for load in report["loads"]
    )
    columns = ("At once", "tasks", "tasks a second", "p50", "p99", "memory above the start", "connections", "matched")
    return (Table("Many tasks at once", columns, tuple(rows)),)


def _ratios(report: Report, sections: Mapping[str, str], ours: str) -> Table:
    """ns, and how many times as long as ours the others take; contestants in the order of the nine."""
    found = {title: {row["name"]: row["ns"] for row in report[section]} for title, section in sections.items()}
    names = list(next(iter(found.values())))
    names += [name for rows in found.values() for name in rows if name not in names]
    rows = tuple(
        (_name(name, ours), *(_cell(by_name, name, ours) for by_name in found.values()))
        for name in dict.fromkeys(names)
    )
    return Table("ns per request, and in brackets the ratio to ours", ("", *found), rows)


def _cell(by_name: Mapping[str, float], name: str, ours: str) -> str:
    if name not in by_name:
        return ""
    return f"{by_name[name]:,.0f} ({by_name[name] / by_name[ours]:.2f})"


def _beside(further: Mapping[str, Rows], nine: Rows, ours: str) -> Table:
    """Single requests that are not documented, in ns."""
    found = [{row["name"]: row["ns"] for row in rows} for rows in further.values()]
    names = [row["name"] for row in nine]
    rows = tuple((_name(name, ours), *(f"{by_name[name]:,.0f}" for by_name in found)) for name in names)
    return Table("Further valid requests, ns each", ("", *further), rows)


def _name(name: str, ours: str) -> str:
    return f"**{name}**" if name == ours else name
