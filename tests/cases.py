"""The conformance cases: specs, requests, and what every judge must find.

A file under `conformance/` is a list of entries. Each has `about`, a `spec` (what stands in a
model's file beside the keys that all need) and `cases`: a request, then its findings as
`code path`, in order. A request is a mapping, or JSON text where parsing matters; `model` and
`taskType` are added. Under `whole` stands JSON text that is taken as it is, `{air}` replaced.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from airsmith.load.yaml_nodes import parse, to_json
from airsmith.model.catalog import Model

from judges import Finding
from support import models

FOLDER = Path(__file__).parent / "conformance"
_SHARED = {
    "catalog.yaml": """
spec: 1
summary: Models of the conformance cases.
packages: {python: {name: conformance, module: conformance, version: 0.1.0}, npm: {name: conformance, version: 0.1.0}}
schemas: {base: "https://airsmith.example/conformance", version: 0.1.0}
""",
    "tasks/conformance.yaml": """
spec: 1
task: conformance
name: Conformance
media: image
source: {url: "https://airsmith.example/conformance", fetched: "2025-10-27"}
order: [taskType, model, width, height]
fields: {taskType: {const: conformance, required: true}, model: {type: string, required: true}}
response: {order: [taskType], fields: {taskType: {const: conformance, required: true}}}
""",
    "sets/squares.yaml": """
spec: 1
set: squares
pairs: [256x256 1:1, 512x512 1:1]
""",
    "sets/tiers.yaml": """
spec: 1
set: tiers
source: {url: "https://airsmith.example/tiers", fetched: "2025-10-27"}
groups: {low: [640x360 16:9], high: [1280x720 16:9]}
""",
    "acme/provider.yaml": """
spec: 1
provider: acme
name: Acme
source: {url: "https://airsmith.example/acme", fetched: "2025-10-27"}
settings: {mood: {enum: [calm, tense], default: calm}, volume: {type: integer, range: [0, 11]}}
""",
}


@dataclass(frozen=True)
class Case:
    """One request. ``spec`` is the JSON text of what its model's file says; ``at`` names the case in reports."""

    at: str
    air: str
    spec: str
    request: Any
    expected: tuple[Finding, ...]


@dataclass(frozen=True)
class Entry:
    about: str
    air: str
    spec: dict[str, Any]
    cases: tuple[Case, ...]


@cache
def entries() -> tuple[Entry, ...]:
    return tuple(entry for path in sorted(FOLDER.glob("*.yaml")) for entry in _read(path))


@cache
def cases() -> tuple[Case, ...]:
    return tuple(case for entry in entries() for case in entry.cases)


@cache
def case_models() -> tuple[Model, ...]:
    """The models of all cases."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for name, text in _SHARED.items():
            _write(folder / name, text)
        for entry in entries():
            name = entry.air.partition("@")[0].replace(":", "-")
            _write(folder / "cases" / f"{name}.yaml", _yaml(_whole(entry)))
        return tuple(models(folder))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _yaml(data: object) -> str:
    """JSON is YAML, but for escaped surrogate pairs and line separators that are not escaped."""
    return json.dumps(data, ensure_ascii=False).replace("\u2028", "\\u2028")


def _whole(entry: Entry) -> dict[str, Any]:
    return {
        "spec": 1,
        "air": entry.air,
        "name": entry.air,
        "task": "conformance",
        "lifecycle": {"stage": "live"},
        "source": {"url": "https://airsmith.example/conformance", "fetched": "2025-10-27"},
        **entry.spec,
    }


def _read(path: Path) -> Iterator[Entry]:
    data: Any = to_json(parse(path.read_bytes(), path.name))
    for number, written in enumerate(data, 1):
        air = f"{path.stem.replace('_', '-')}:{number}@1"
        spec = json.dumps(written["spec"], sort_keys=True)
        found = [
            Case(f"{path.stem}-{number}-{position}", air, spec, _completed(request, air), _findings(codes))
            for position, (request, *codes) in enumerate(written.get("cases", []), 1)
        ]
        found += [
            Case(
                f"{path.stem}-{number}-whole-{position}",
                air,
                spec,
                json.loads(text.replace("{air}", air)),
                _findings(codes),
            )
            for position, (text, *codes) in enumerate(written.get("whole", []), 1)
        ]
        yield Entry(written["about"], air, written["spec"], tuple(found))


def _completed(request: Any, air: str) -> Any:
    own = json.loads(request) if isinstance(request, str) else request
    return {"taskType": "conformance", "model": air, **own}


def _findings(written: list[str]) -> tuple[Finding, ...]:
    pairs = [text.partition(" ") for text in written]
    return tuple((code, path) for code, _, path in pairs)
