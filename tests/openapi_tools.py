"""The OpenAPI document, and the programs of others that read it; their environments are in tests/openapi."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from airsmith.model.catalog import Model

from environments import Environments
from generated import files
from support import ROOT

ECOSYSTEM = Environments(ROOT / "tests" / "openapi" / "environments")
DRIVERS = ROOT / "tests" / "openapi" / "drivers"
OWN = ROOT / "generated" / "openapi" / "openapi.yaml"
QUIET = {**os.environ, "NO_COLOR": "1", "REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}


def text_of(models: Sequence[Model]) -> str:
    """The document of some models."""
    return files("openapi", models)["openapi/openapi.yaml"]


@cache
def own() -> Any:
    """The document that is kept."""
    return yaml.safe_load(OWN.read_text(encoding="utf-8"))


def component(document: Any, name: str) -> Any:
    """A JSON Schema that judges as a component does."""
    dialect = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": dialect, "$ref": f"#/components/schemas/{name}", "components": document["components"]}


def run(*command: object, cwd: Path, given: object = None, seconds: float = 300) -> subprocess.CompletedProcess[str]:
    """Run a program with JSON on its standard input."""
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=QUIET,
        input="" if given is None else json.dumps(given),
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )


def done(*command: object, cwd: Path, given: object = None, seconds: float = 300) -> str:
    """The output of a program that ends well."""
    ended = run(*command, cwd=cwd, given=given, seconds=seconds)
    assert ended.returncode == 0, f"{command}\n{ended.stdout[-4000:]}\n{ended.stderr[-4000:]}"
    return ended.stdout


def redocly(document: Path, *config: object) -> list[tuple[str, str]]:
    """Severity and rule of every problem that the recommended rules find, or those of a configuration."""
    tool = ECOSYSTEM.tool("@redocly/cli", "redocly")
    rules = ["--config", *config] if config else ["--extends", "recommended"]
    options = ["lint", *rules, "--format", "json", "--max-problems", "10000"]
    ended = run(*tool, *options, document, cwd=document.parent)
    report = json.loads(ended.stdout[ended.stdout.index("{") :])
    return [(one["severity"], one["ruleId"]) for one in report["problems"]]


def spectral(document: Path, scratch: Path) -> list[tuple[str, str]]:
    """The same of the rules for OpenAPI that spectral has."""
    ruleset = scratch / "spectral.yaml"
    ruleset.write_text('extends: ["spectral:oas"]\n', encoding="utf-8")
    tool = ECOSYSTEM.tool("@stoplight/spectral-cli", "spectral")
    ended = run(*tool, "lint", "--ruleset", ruleset, "--format", "json", "--quiet", document, cwd=scratch)
    severities = ("error", "warn", "info", "hint")
    return [(severities[one["severity"]], one["code"]) for one in json.loads(ended.stdout)]
