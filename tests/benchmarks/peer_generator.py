"""datamodel-code-generator, in an environment of its own: it wants versions of its libraries that are not ours.

It is given the published schemas of requests and results as one document, a definition per schema, without what it
has no word for (conditions, pairs of sizes, rules), and makes pydantic models of them: its kindest input, its fastest
form. Given a folder of schemas it takes five times as long.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bench_environment import installed, lock
from bench_process import Cost, cost

NAME = "datamodel-code-generator"

FASTEST, DEFAULT = "no formatter", "black"
FORMS = {
    FASTEST: ("--no-formatters",),
    "ruff": ("--formatters", "ruff-format"),
    DEFAULT: ("--formatters", "black", "isort"),
}
"""How its output is formatted; ours is formatted in any case."""

_NOT_SAID = ("$schema", "$id", "$comment", "allOf", "anyOf", "oneOf", "if", "then", "else", "not", "dependentRequired")


def version() -> str:
    """The version that is locked."""
    lines = lock(NAME).read_text(encoding="utf-8").splitlines()
    return next(line.partition("==")[2] for line in lines if line.startswith(f"{NAME}=="))


def install() -> Path:
    """Set the environment up as its lock says, unless that was done; return the program."""
    return installed(NAME) / "datamodel-codegen"


def document(schemas: Path) -> dict[str, Any]:
    """All schemas of requests and results in a folder as definitions of one."""
    definitions: dict[str, Any] = {}
    for path in sorted(schemas.glob("*/*.schema.json")):
        if path.parent.name != "draft-07":
            schema = json.loads(path.read_text(encoding="utf-8"))
            name = path.name.removesuffix(".schema.json").replace(".", "-").title().replace("-", "")
            definitions[name] = {key: value for key, value in schema.items() if key not in _NOT_SAID}
    union = [{"$ref": f"#/$defs/{name}"} for name in definitions]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Catalogue",
        "anyOf": union,
        "$defs": definitions,
    }


def run(source: Path, form: str, folder: Path) -> Cost:
    """Make pydantic models of a document."""
    command = [
        str(install()),
        *("--input", str(source), "--input-file-type", "jsonschema"),
        *("--output", str(folder / "models.py"), "--output-model-type", "pydantic_v2.BaseModel"),
        *("--target-python-version", "3.11", "--disable-timestamp", *FORMS[form]),
    ]
    return cost(command, folder)
