"""The reports of the validators and of the client, which have forms of their own, as figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bench_figures import Figure
from bench_goals import CLIENT, PYTHON, TYPESCRIPT
from bench_js_peers import AJV, AJV_TUNED, AJV_UNION, TYPEBOX, TYPIA, VALIBOT, ZOD, ZOD_COMPILED
from bench_js_size import IS_VALID, VIOLATIONS
from bench_peers import BASE_MODEL, FAST, FAST_ONE_OF, FAST_UNION, MSGSPEC, RUST, RUST_TUNED, RUST_UNION
from bench_peers import PYTHON as PYTHON_VALIDATOR
from bench_peers import TYPED_DICT, TYPED_DICT_BARE

Report = Mapping[str, Any]
"""What `bench_print.figures`, `bench_js_print.js_figures` and `ClientReport.figures` return."""

PYTHON_FORMS = {
    "msgspec": (MSGSPEC,),
    "jsonschema-rs": (RUST, RUST_TUNED, RUST_UNION),
    "pydantic TypedDict": (TYPED_DICT, TYPED_DICT_BARE),
    "pydantic BaseModel": (BASE_MODEL,),
    "fastjsonschema": (FAST, FAST_UNION),
    "fastjsonschema, combined oneOf": (FAST_ONE_OF,),
    "jsonschema": (PYTHON_VALIDATOR,),
}
"""Peer -> its contestants; the fastest of them counts."""
PYTHON_EXPLAINING = {
    "pydantic": (TYPED_DICT, BASE_MODEL),
    "jsonschema-rs": PYTHON_FORMS["jsonschema-rs"],
    "fastjsonschema": PYTHON_FORMS["fastjsonschema"],
}

JS_FORMS = {
    "ajv": (AJV, AJV_TUNED, AJV_UNION),
    "TypeBox": (TYPEBOX,),
    "typia": (TYPIA,),
    "zod": (ZOD,),
    "zod, compiled": (ZOD_COMPILED,),
    "valibot": (VALIBOT,),
}
"""Peer -> its contestants. zod's compiler makes code at run time by `new Function` and is asked for by name, so it is
shown beside what zod is by itself, which the goal is about."""
JS_SIZES = {IS_VALID: "five validators without sentences", VIOLATIONS: "five validators with sentences"}
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
        for peer, forms in PYTHON_FORMS.items():
            yield from _ratio(PYTHON, f"{about}: {peer}", rows, ours, forms, report["versions"])
    explained = report["explained"]
    for peer, forms in PYTHON_EXPLAINING.items():
        yield from _ratio(PYTHON, f"every violation: {peer}", explained, ours, forms, report["versions"])
    yield from _ratio(
        PYTHON,
        "from bytes: orjson + jsonschema-rs",
        report["parsed"],
        ours,
        PYTHON_FORMS["jsonschema-rs"],
        report["versions"],
    )
    for about, request in REQUESTS.items():
        for row in report["further"].get(request, ()):
            if row["name"] == ours:
                yield Figure(PYTHON, f"{about}, over the mean of the nine", row["over_own_mean"], "times")


def javascript_figures(report: Report, ours: str) -> Iterator[Figure]:
    """The same for the npm package."""
    sections, versions = report["sections"], report["versions"]
    for about, section in (("nine requests", "nine"), ("fresh requests", "fresh"), ("every violation", "explained")):
        for peer, forms in JS_FORMS.items():
            yield from _ratio(TYPESCRIPT, f"{about}: {peer}", sections[section], ours, forms, versions)
    text, parse = (next(row["ns"] for row in sections[section] if row["name"] == ours) for section in ("text", "parse"))
    yield Figure(TYPESCRIPT, "JSON text in, over JSON.parse", text / parse, "times")
    compressed = {size["name"]: size["compressed"] for size in report["sizes"]}
    for name, about in JS_SIZES.items():
        yield Figure(TYPESCRIPT, f"{about}, min+gzip", compressed[name] / 1000, "KB")


def client_figures(report: Report) -> Iterator[Figure]:
    """What the client adds to bare httpx."""
    yield Figure(CLIENT, "one call, above bare httpx", report["one_client"] - report["one_httpx"], "us")
    yield Figure(CLIENT, "one call, over bare httpx", report["one_client"] / report["one_httpx"], "times")
    yield Figure(CLIENT, "one poll", report["poll"], "us")
    few, many = (load["seconds"] for load in report["loads"][1:])
    yield Figure(CLIENT, "ten times as many tasks at once, time over time", many / few, "times")
    for load in report["loads"]:
        yield Figure(CLIENT, f"p50 of {load['tasks']} tasks at once, {load['name']}", load["median"] * 1000, "ms")
        yield Figure(
            CLIENT, f"p99 of {load['tasks']} tasks at once, {load['name']}", load["slowest_percent"] * 1000, "ms"
        )
        yield Figure(CLIENT, f"memory of {load['tasks']} tasks at once, {load['name']}", load["memory"], "MiB")


def _ratio(
    group: str, name: str, rows: Sequence[Report], ours: str, forms: tuple[str, ...], versions: Mapping[str, str]
) -> Iterator[Figure]:
    """Peer / ours, the peer in its fastest form; nothing where it did not take part."""
    own = [row["ns"] for row in rows if row["name"] == ours]
    theirs = [row["ns"] for row in rows if row["name"] in forms]
    if own and theirs:
        known = {peer: number for peer, number in versions.items() if _is_of(peer, forms[0])}
        yield Figure(group, name, min(theirs) / own[0], "x", known)


def _is_of(package: str, contestant: str) -> bool:
    """Whether a contestant is named after a package: `@sinclair/typebox` is TypeBox, `fastjsonschema` no jsonschema."""
    words = contestant.lower().replace(",", " ").split()
    return words[0] == package.lower().rpartition("/")[2]
