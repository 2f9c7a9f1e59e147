"""The generated npm package of any models, compiled, and asked by node."""

from __future__ import annotations

import json
import math
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from airsmith.model.catalog import Model

from generated import files
from node import node, tool
from scratch import scratch

ASK = Path(__file__).with_name("verdicts.mjs")
RECORD = ("code", "path", "message", "allowed", "nearest", "related", "docs")


@dataclass(frozen=True)
class Answer:
    """What the package says of one request; ``records`` hold every attribute of every violation.

    ``consistent`` is whether both ways to ask agree where unknown keys may pass.
    """

    valid: bool
    consistent: bool
    records: list[dict[str, Any]]
    warnings: list[list[str]]
    changed: bool

    @property
    def findings(self) -> list[tuple[str, str]]:
        return [(record["code"], record["path"]) for record in self.records]


@cache
def compiled(models: tuple[Model, ...]) -> Path:
    """The package of these models, built as its own package.json says: esm/ and cjs/."""
    folder = scratch()
    write_package(models, folder)
    build(folder)
    return folder


def write_package(models: Sequence[Model], folder: Path, faults: Sequence[tuple[str, str, str]] = ()) -> None:
    """The sources; a fault is the end of a path, a text in it, and what stands there instead."""
    for path, text in files("typescript", models).items():
        for end, old, new in faults:
            if path.endswith(end):
                assert old in text, f"{old!r} does not stand in {path}"
                text = text.replace(old, new)
        target = folder / path.removeprefix("typescript/")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def build(folder: Path) -> None:
    for project in ("tsconfig.json", "tsconfig.cjs.json"):
        done = subprocess.run([*tool("tsc"), "-p", project], cwd=folder, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout


def ask(package: Path, requests: Sequence[object]) -> list[Answer]:
    """What the compiled package says of requests, each sent as JSON text."""
    return ask_texts(package, [as_json(request) for request in requests])


def ask_texts(package: Path, texts: Sequence[str]) -> list[Answer]:
    with tempfile.TemporaryDirectory() as scratch:
        asked, answered = Path(scratch) / "asked", Path(scratch) / "answered"
        asked.write_text("".join(text.replace("\n", " ") + "\n" for text in texts), encoding="utf-8")
        command = [str(node()), str(ASK), str(package), str(asked), str(answered)]
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        lines = answered.read_text(encoding="utf-8").split("\n")
    answers = [json.loads(line) for line in lines if line]
    return [
        Answer(one["valid"], one["consistent"], one["violations"], one["warnings"], one["changed"]) for one in answers
    ]


def as_json(value: Any) -> str:
    """JSON text that JSON.parse reads back; an infinity is written as a number too large."""
    match value:
        case float() if not math.isfinite(value):
            return "1e400" if value > 0 else "-1e400"
        case list():
            return "[" + ",".join(map(as_json, value)) + "]"
        case dict():
            return "{" + ",".join(f"{json.dumps(key)}:{as_json(inner)}" for key, inner in value.items()) + "}"
        case _:
            return json.dumps(value)


def record(violation: Any) -> dict[str, Any]:
    """A violation of the oracle as JSON would carry it."""
    found: dict[str, Any] = json.loads(json.dumps({name: getattr(violation, name) for name in RECORD}))
    return found
