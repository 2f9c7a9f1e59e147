"""The conformance vectors, read as an implementation in another language would read them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeAlias

from airsmith.model.catalog import Model

from generated import files
from support import ROOT

FOLDER = ROOT / "generated" / "vectors"

Finding: TypeAlias = tuple[str, str, str]
"""A code, a path and a message."""


@dataclass(frozen=True)
class Vector:
    """``text`` is the request as JSON; ``spelled`` says that it stands there as text."""

    file: str
    id: str
    text: str
    spelled: bool
    valid: bool
    findings: tuple[Finding, ...]
    request: Any = field(hash=False)

    def __str__(self) -> str:
        return f"{self.file} {self.id}"

    @property
    def topic(self) -> str:
        return self.id.partition("/")[0]

    @property
    def label(self) -> str:
        return self.id.partition("/")[2]

    @property
    def codes(self) -> list[tuple[str, str]]:
        return [(code, path) for code, path, _ in self.findings]


@cache
def documents() -> dict[str, Any]:
    """Path below the folder -> content, of the files that are kept."""
    names = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.json"))
    return {name: json.loads((FOLDER / name).read_text(encoding="utf-8")) for name in names}


@cache
def vectors() -> tuple[Vector, ...]:
    """Every vector that is kept."""
    return tuple(_read(documents()))


@cache
def vectors_of(slug: str) -> tuple[Vector, ...]:
    """Those of one model."""
    return tuple(vector for vector in vectors() if vector.file.endswith(f"/{slug}.json"))


def made(models: Sequence[Model]) -> tuple[Vector, ...]:
    """Every vector that is made of some models."""
    found = {path.removeprefix("vectors/"): text for path, text in files("vectors", models).items()}
    return tuple(_read({path: json.loads(text) for path, text in found.items() if path.endswith(".json")}))


def _read(found: dict[str, Any]) -> Iterator[Vector]:
    for name, document in found.items():
        for vector in document.get("vectors", []):
            spelled = "json" in vector
            text = vector["json"] if spelled else json.dumps(vector["request"], ensure_ascii=False)
            wrong = tuple((one["code"], one["path"], one["message"]) for one in vector["violations"])
            yield Vector(name, vector["id"], text, spelled, vector["valid"], wrong, json.loads(text))
