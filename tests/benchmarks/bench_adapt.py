"""The reports of the validators and of the client, which have forms of their own, as figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bench_figures import Figure
from bench_goals import CLIENT, PYTHON, TYPESCRIPT

Report = Mapping[str, Any]
"""What `bench_print.figures`, `bench_js_print.js_figures` and `ClientReport.figures` return."""

PYTHON_PEERS = {
    "msgspec": ("msgspec, Struct",),
    "jsonschema-rs": ("jsonschema-rs",),
    "pydantic TypedDict": ("pydantic TypedDict",),
    "pydantic BaseModel": ("pydantic BaseModel",),
    "fastjsonschema": ("fastjsonschema by model",),
    "fastjsonschema, combined oneOf": ("fastjsonschema, combined", "fastjsonschema, one schema"),
    "jsonschema": ("jsonschema by model",),
}
"""Peer -> how the names of its contestants begin; the fastest of them counts."""

JS_PEERS = {"ajv": "ajv", "TypeBox": "TypeBox", "typia": "typia", "zod": "zod", "valibot": "valibot"}
SECTIONS = {"nine requests": "valid", "fresh requests": "fresh"}
REQUESTS = {
    "Sora 2 without a size": "Sora 2 without a size",
    "every optional field of an image": "every optional field, image",
    "every optional field of a video": "every optional field, video",
}


def python_figures(report: Report, ours: str) -> Iterator[Figure]:
    """Ratios to the fastest form of each peer."""
    for about, section in SECTIONS.items():
        rows = report[section]
        for peer, starts in PYTHON_PEERS.items():
            yield from _ratio(PYTHON, f"{about}: {peer}", rows, ours, starts, report["versions"])
    explained = report["explained"]
    for peer in ("pydantic", "jsonschema-rs", "fastjsonschema"):
        yield from _ratio(PYTHON, f"every violation: {peer}", explained, ours, (peer,), report["versions"])
    yield from _ratio(
        PYTHON,
        "from bytes: orjson + jsonschema-rs",
        report["parsed"],
        ours,
        ("jsonschema-rs",),
        report["versions"],
    )
    for about, request in REQUESTS.items():
        for row in report["further"].get(request, ()):
            if row["name"] == ours:
                yield Figure(PYTHON, f"{about}, over the mean of the nine", row["over_own_mean"], "times")


def javascript_figures(report: Report, ours: str) -> Iterator[Figure]:
    """The same for the npm package."""
    sections = report["sections"]
    for peer, start in JS_PEERS.items():
        for about, section in (
            ("nine requests", "nine"),
            ("fresh requests", "fresh"),
            ("every violation", "explained"),
        ):
            yield from _ratio(
                TYPESCRIPT, f"{about}: {peer}", sections.get(section, ()), ours, (start,), report["versions"]
            )


def client_figures(report: Report) -> Iterator[Figure]:
    """What the client adds to bare httpx."""
    yield Figure(CLIENT, "one call, above bare httpx", report["one_client"] - report["one_httpx"], "us")
    yield Figure(CLIENT, "one call, over bare httpx", report["one_client"] / report["one_httpx"], "times")
    yield Figure(CLIENT, "one poll", report["poll"], "us")
    for load in report["loads"]:
        yield Figure(CLIENT, f"p50 of {load['tasks']} tasks at once, {load['name']}", load["median"] * 1000, "ms")
        yield Figure(
            CLIENT, f"p99 of {load['tasks']} tasks at once, {load['name']}", load["slowest_percent"] * 1000, "ms"
        )
        yield Figure(CLIENT, f"memory of {load['tasks']} tasks at once, {load['name']}", load["memory"], "MiB")


def _ratio(
    group: str, name: str, rows: Sequence[Report], ours: str, starts: tuple[str, ...], versions: Mapping[str, str]
) -> Iterator[Figure]:
    """Peer / ours, the peer in its fastest form; nothing where it did not take part."""
    own = [row["ns"] for row in rows if row["name"] == ours]
    theirs = [row["ns"] for row in rows if row["name"].startswith(starts)]
    if own and theirs:
        known = {peer: number for peer, number in versions.items() if starts[0].lower().startswith(peer.lower())}
        yield Figure(group, name, min(theirs) / own[0], "x", known)
