"""Code that others generate from the document takes the documented requests, and talks to the service with them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from airsmith.sandbox import Sandbox
from airsmith.targets.openapi.components import request_name

import node
from documented import documented
from openapi_tools import DRIVERS, ECOSYSTEM, OWN, done, run
from support import own_models

REQUESTS = [one.request for one in documented()]
FAULTS = [
    {**request, **fault} for request in REQUESTS for fault in ({"positivePrompt": ""}, {"width": "wide"}, {"x": 1})
]
RESULTS = {"imageInference": "ImageInferenceResult", "videoInference": "VideoInferenceResult"}
STRICT = "--strict --noEmit --target es2022 --module esnext --moduleResolution bundler --skipLibCheck --types node"
TYPES = node.MODULES / "@types"


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(latency=0) as running:
        yield running


def host(sandbox: Sandbox) -> str:
    """The address without the path, which the document has."""
    return sandbox.url.removesuffix("/v1")


def test_openapi_python_client(sandbox: Sandbox, tmp_path: Path) -> None:
    tool = ECOSYSTEM.program("openapi-python-client", "openapi-python-client")
    said = done(tool, "generate", "--path", OWN, "--meta", "none", "--output-path", tmp_path / "made", cwd=tmp_path)
    assert "Unable to" not in said, said
    classes = {model.air: request_name(model.slug) for model in own_models()}
    given = {"url": host(sandbox), "requests": REQUESTS, "classes": classes}
    python = ECOSYSTEM.program("openapi-python-client", "python")
    found = json.loads(done(python, DRIVERS / "python_client.py", tmp_path, cwd=tmp_path, given=given))
    assert [one["written"] for one in found["requests"]] == REQUESTS
    assert [one["item"] for one in found["requests"]] == [RESULTS[request["taskType"]] for request in REQUESTS]
    assert all(one["is_own"] for one in found["requests"])
    assert found["refused"] == ["Refusal", "conflictTaskUUID"]


def test_datamodel_code_generator(tmp_path: Path) -> None:
    tool = ECOSYSTEM.program("datamodel-code-generator", "datamodel-codegen")
    model = ["--output-model-type", "pydantic_v2.BaseModel", "--formatters", "builtin"]
    done(tool, "--input", OWN, "--input-file-type", "openapi", *model, "--output", tmp_path / "made.py", cwd=tmp_path)
    python, given = ECOSYSTEM.program("datamodel-code-generator", "python"), {"requests": REQUESTS, "faults": FAULTS}
    found = json.loads(done(python, DRIVERS / "pydantic_models.py", tmp_path, cwd=tmp_path, given=given))
    assert found == {"written": REQUESTS, "refused": len(FAULTS)}


def checked(folder: Path, **programs: str) -> list[object]:
    """The command that checks the types of programs beside what was generated."""
    for name, program in programs.items():
        (folder / f"{name}.ts").write_text(program, encoding="utf-8")
    files = [f"{name}.ts" for name in programs]
    return [*ECOSYSTEM.tool("typescript", "tsc"), *STRICT.split(), "--typeRoots", TYPES, *files]


def program(requests: list[Any]) -> str:
    return f"""
import {{ createClient }} from "./made/client";
import {{ sendTasks, type Tasks }} from "./made";
const tasks: Tasks = {json.dumps(requests)};
const client = createClient({{ baseUrl: process.argv[2], auth: "k" }});
const items: unknown[] = [];
for (const task of tasks) {{
  const named = "model" in task ? {{ ...task, taskUUID: crypto.randomUUID() }} : task;
  const {{ data, error }} = await sendTasks({{ client, body: [named] }});
  items.push(data?.data?.[0]?.taskType ?? error);
}}
console.log(JSON.stringify(items));
"""


def test_hey_api(sandbox: Sandbox, tmp_path: Path) -> None:
    done(*ECOSYSTEM.tool("@hey-api/openapi-ts", "openapi-ts"), "-i", OWN, "-o", "made", cwd=tmp_path)
    done(*checked(tmp_path, main=program(REQUESTS)), cwd=tmp_path)
    bundle = ["--bundle", "--platform=node", "--format=esm", "--outfile=main.mjs", "--log-level=error"]
    done(*node.tool("esbuild"), "main.ts", *bundle, cwd=tmp_path)
    found = json.loads(done(node.node(), "main.mjs", host(sandbox), cwd=tmp_path))
    assert found == [request["taskType"] for request in REQUESTS]
    faults = {"width": "wide", "model": "openai:9@9", "outputFormat": "BMP"}
    wrong = {name: program([{**REQUESTS[0], name: value}]) for name, value in faults.items()}
    refused = run(*checked(tmp_path, **wrong), cwd=tmp_path)
    assert refused.returncode != 0 and all(f"{name}.ts(" in refused.stdout for name in wrong)
