"""What stands around the models: runtime files, tsconfigs and README."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ...files import File
from ...meaning.values import Json
from ...model.catalog import Entry, Packages
from ...render import Renderer
from ..code import Code
from ..printer import columns
from .literals import markdown, string
from .metadata import TextView, metadata_files
from .names import camel
from .shown import ShownCall

RUNTIME: Final = (
    "answers",
    "base",
    "body",
    "build",
    "codes",
    "connecting",
    "connection",
    "core",
    "download",
    "drive",
    "effects",
    "engine",
    "errors",
    "files",
    "imagesize",
    "jobs",
    "journal",
    "limits",
    "many",
    "media",
    "options",
    "protocol",
    "reach",
    "report",
    "rest",
    "result",
    "sentences",
    "signatures",
    "snapshot",
    "task",
    "transport",
    "types",
    "upload",
    "values",
    "verdicts",
    "websocket",
)
_COMPILER: Final[dict[str, Json]] = {
    "target": "es2022",
    "lib": ["es2022", "dom"],
    "types": [],
    "strict": True,
    "exactOptionalPropertyTypes": True,
    "isolatedDeclarations": True,
    "noUncheckedIndexedAccess": True,
    "declaration": True,
    "rootDir": "src",
    "skipLibCheck": True,
}


@dataclass(frozen=True)
class ReadmeView:
    title: Code
    summary: Code
    distribution: Code
    fence: Code
    example: Code
    shown: ShownCall | None
    table: Code
    license: Code | None


def package_files(
    packages: Packages, entries: Sequence[Entry], shown: ShownCall | None, renderer: Renderer
) -> Iterator[File]:
    """Every file of the package that does not belong to one model; the README shows a call, if there is one."""
    for name in RUNTIME:
        yield File(f"typescript/src/{name}.ts", renderer.copy(f"typescript/runtime/{name}.ts"))
    yield from metadata_files(packages, renderer)
    documents: dict[str, Json] = {
        "tsconfig.json": _esm(),
        "tsconfig.cjs.json": _cjs(),
        "cjs/package.json": {"type": "commonjs"},
    }
    for path, document in documents.items():
        text = renderer.render("typescript/document.json.j2", TextView(Code(prettier_json(document))))
        yield File(f"typescript/{path}", text, ("catalog.yaml",))
    every = ("catalog.yaml", *(entry.file for entry in entries))
    yield File(
        "typescript/README.md", renderer.render("typescript/README.md.j2", _readme(packages, entries, shown)), every
    )


def prettier_json(value: Json, depth: int = 0) -> str:
    """JSON as prettier lays it out: objects one entry a line, short arrays on one line."""
    margin = "  " * (depth + 1)
    if isinstance(value, dict) and value:
        entries = [f"{margin}{json.dumps(key)}: {prettier_json(inner, depth + 1)}" for key, inner in value.items()]
        return "{\n" + ",\n".join(entries) + "\n" + "  " * depth + "}"
    return json.dumps(value, ensure_ascii=False)


def _esm() -> Json:
    options: dict[str, Json] = {
        **_COMPILER,
        "module": "nodenext",
        "verbatimModuleSyntax": True,
        "outDir": "esm",
    }
    return {"compilerOptions": options, "include": ["src"]}


def _cjs() -> Json:
    # Without "moduleResolution": TypeScript 5 and 7 know no common name for what suits CommonJS, and both choose well.
    options: dict[str, Json] = {**_COMPILER, "module": "commonjs", "outDir": "cjs"}
    return {"compilerOptions": options, "include": ["src"]}


def _readme(packages: Packages, entries: Sequence[Entry], shown: ShownCall | None) -> ReadmeView:
    air = string(entries[0].air if entries else "")
    task = string(entries[0].task if entries else "")
    return ReadmeView(
        title=Code(packages.npm_name),
        summary=Code(markdown(packages.summary)),
        distribution=Code(packages.npm_name),
        fence=Code("```"),
        example=Code(f"{{ taskType: {task}, model: {air} }}"),
        shown=shown,
        table=Code("\n".join(_table([("Model", "AIR id", "Function", "State"), *map(_row, entries)]))),
        license=Code(packages.license.expression) if packages.license else None,
    )


def _row(entry: Entry) -> tuple[str, ...]:
    return markdown(entry.name), f"`{entry.air}`", f"`{camel(entry.slug)}`", entry.stage


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A Markdown table whose columns are aligned; the first row is its head."""
    widths = [max(3, *(columns(row[i]) for row in rows)) for i in range(len(rows[0]))]
    head, *rest = ([cell + " " * (width - columns(cell)) for cell, width in zip(row, widths)] for row in rows)
    for cells in (head, ["-" * width for width in widths], *rest):
        yield f"| {' | '.join(cells)} |"
