"""The words of the vector files and of the page that says how they are run."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...meaning.values import Json
from ...meaning.violations import Violation
from ..code import Code
from .cases import Vector


@dataclass(frozen=True)
class VectorView:
    """``key`` says whether the request stands there as itself or as its text."""

    id: Code
    key: Code
    request: Code
    valid: Code
    violations: tuple[Code, ...]


@dataclass(frozen=True)
class FileView:
    """``head`` are the members before the vectors."""

    head: tuple[Code, ...]
    vectors: tuple[VectorView, ...]


@dataclass(frozen=True)
class DocumentView:
    text: Code


@dataclass(frozen=True)
class ReadmeView:
    rows: tuple[Code, ...]
    fence: Code
    python: Code
    node: Code


def file_view(head: dict[str, Json], vectors: Iterable[Vector]) -> FileView:
    members = tuple(Code(f"{_json(key)}: {_json(value)}") for key, value in head.items())
    return FileView(members, tuple(map(_vector, vectors)))


def document(value: Json) -> DocumentView:
    return DocumentView(Code(json.dumps(value, indent=2, ensure_ascii=False)))


def readme_view(rows: Sequence[tuple[str, str, int]], python: str, node: str) -> ReadmeView:
    """``rows`` are a file, what it is about, and how many vectors it has."""
    table = tuple(Code(f"| `{file}` | {_cell(name)} | {count} |") for file, name, count in rows)
    return ReadmeView(table, Code("```"), Code(python.rstrip("\n")), Code(node.rstrip("\n")))


def _vector(vector: Vector) -> VectorView:
    return VectorView(
        id=Code(_json(vector.id)),
        key=Code('"json"' if vector.spelled else '"request"'),
        request=Code(_json(vector.text) if vector.spelled else vector.text),
        valid=Code(_json(not vector.violations)),
        violations=tuple(map(_violation, vector.violations)),
    )


def _violation(found: Violation) -> Code:
    return Code(_json({"code": found.code, "path": found.path, "message": found.message}))


def _json(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False)


def _cell(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")
