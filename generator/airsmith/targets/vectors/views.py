"""The words of the vector files and of the page that says how they are run."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...meaning.values import Json
from ...meaning.violations import Violation
from ..code import Code
from .cases import Vector, serialised


@dataclass(frozen=True)
class FileView:
    """``head`` are the members before the vectors, each of which is a whole object, on lines that stand in its array."""

    head: tuple[Code, ...]
    vectors: tuple[Code, ...]


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
    members = tuple(Code(f"{serialised(key)}: {serialised(value)}") for key, value in head.items())
    return FileView(members, tuple(map(_vector, vectors)))


def document(value: Json) -> DocumentView:
    return DocumentView(Code(json.dumps(value, indent=2, ensure_ascii=False)))


def readme_view(rows: Sequence[tuple[str, str, int]], python: str, node: str) -> ReadmeView:
    """``rows`` are a file, what it is about, and how many vectors it has."""
    table = tuple(Code(f"| `{file}` | {_cell(name)} | {count} |") for file, name, count in rows)
    return ReadmeView(table, Code("```"), Code(python.rstrip("\n")), Code(node.rstrip("\n")))


def _vector(vector: Vector) -> Code:
    """The request stands there as itself, or as its text where only that can be trusted."""
    request = f'"json": {serialised(vector.text)}' if vector.spelled else f'"request": {vector.text}'
    found = ",\n".join(f"        {_violation(one)}" for one in vector.violations)
    listed = f"[\n{found}\n      ]" if found else "[]"
    members = (
        f'"id": {serialised(vector.id)}',
        request,
        f'"valid": {serialised(not found)}',
        f'"violations": {listed}',
    )
    return Code("{\n      " + ",\n      ".join(members) + "\n    }")


def _violation(found: Violation) -> str:
    return serialised({"code": found.code, "path": found.path, "message": found.message})


def _cell(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")
