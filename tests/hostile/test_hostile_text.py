"""Free text of specs stays text: whatever it holds, what is generated compiles, runs, and says the right things."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from airsmith.meaning.evaluate import violations
from airsmith.meaning.evaluate import warnings as advice
from jsonschema import Draft7Validator, Draft202012Validator

import command
from hostile_specs import TEXTS, write
from support import ROOT, models
from trees import airsmith

FAULTS = """
import json, sys, warnings
warnings.simplefilter("ignore")
import runware_openai
found = []
for request in json.loads(sys.stdin.read()):
    found.append([
        [[one.code, one.path, one.message] for one in runware_openai.violations(request)],
        runware_openai.is_valid(request),
        [[one.path, one.message] for one in runware_openai.warnings(request)],
    ])
for model in ("dall_e_2", "dall_e_3", "gpt_image_1"):
    getattr(runware_openai, model)("A lighthouse", size="1024x1024").keys()
help_of = runware_openai.gpt_image_1.__doc__
import runware_openai._client, runware_openai._async_client
print(json.dumps(found))
"""


@pytest.fixture(scope="module", params=range(0, len(TEXTS), 8))
def project(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of hostile specs, and what is generated of them."""
    folder = tmp_path_factory.mktemp("hostile")
    write(ROOT / "specs", folder / "specs", request.param)
    airsmith("lint", cwd=folder)
    airsmith("generate", cwd=folder)
    return folder


def tool(project: Path, *command: str, **options: Any) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(project / "generated" / "python" / "src")}
    return subprocess.run(
        [sys.executable, *command], cwd=project, env=environment, capture_output=True, text=True, check=False, **options
    )


def requests(project: Path) -> list[Any]:
    """Valid requests, and requests with every kind of fault."""
    found: list[Any] = [None, {}, {"model": "nobody:1@1"}]
    for model in models(project / "specs"):
        for example in model.examples:
            base: Any = example.request
            found += [base, {**base, "ttl": 1, "zzz": 1}, {**base, "positivePrompt": "", "width": 5}]
            found += [{key: value for key, value in base.items() if key != other} for other in base]
            found += [{**base, key: 5} for key in base]
            found += [{**base, "outputFormat": "png", "safety": {"mode": "Fast", "x": 1}, "uploadEndpoint": "x"}]
    base = next(
        one.request for model in models(project / "specs") for one in model.examples if model.air == "openai:1@1"
    )
    for text in TEXTS:
        for value in (text, text[:-1], text + "x"):
            settings = {"openai": {"quality": value}}
            found += [{**base, "providerSettings": settings}, {**base, "providerSettings": settings, "ttl": 60}]
    return found


def test_verdicts_and_sentences_are_the_oracles(project: Path) -> None:
    known = {model.air: model for model in models(project / "specs")}
    contracts = {air: model.contract for air, model in known.items()}
    asked = requests(project)
    done = tool(project, "-W", "error", "-c", FAULTS, input=json.dumps(asked))
    assert done.returncode == 0, done.stderr
    valid = 0
    for request, (found, is_valid, warned) in zip(asked, json.loads(done.stdout), strict=True):
        expected = violations(request, contracts)
        assert found == [[one.code, one.path, one.message] for one in expected]
        assert is_valid == (not expected)
        valid += is_valid
        model = known.get(request.get("model")) if isinstance(request, dict) else None
        notice = model.lifecycle.notice(model.name) if model else ""
        said = [["/model", notice]] if notice else []
        said += [[one.path, one.message] for one in advice(request, model.contract)] if model and is_valid else []
        assert warned == said
    assert valid > len(TEXTS)


def test_python_compiles_is_formatted_and_typed(project: Path) -> None:
    source = project / "generated" / "python"
    for path in source.rglob("*.py"):
        compile(path.read_text(encoding="utf-8"), path.name, "exec", dont_inherit=True)
    black = tool(project, "-m", "black", "--check", "--line-length", "120", str(source))
    assert black.returncode == 0, black.stderr
    options = ["--strict", "--config-file", os.devnull, "--cache-dir", os.devnull, "--python-version", "3.11"]
    mypy = tool(project, "-m", "mypy", *options, str(source / "src"))
    assert mypy.returncode == 0, mypy.stdout


def test_schemas_are_schemas_and_judge_alike(project: Path) -> None:
    folder = project / "generated" / "schemas"
    contracts = {model.air: model.contract for model in models(project / "specs")}
    judges = {"requests.schema.json": Draft202012Validator, "draft-07/requests.schema.json": Draft7Validator}
    for path in folder.rglob("*.json"):
        schema = json.loads(path.read_text(encoding="utf-8"))
        is_old = "draft-07" in path.relative_to(folder).parts
        (Draft7Validator if is_old else Draft202012Validator).check_schema(schema)
    for name, judge in judges.items():
        check = judge(json.loads((folder / name).read_text(encoding="utf-8")))
        for request in requests(project)[::3]:
            assert check.is_valid(request) == (not violations(request, contracts))


def test_the_package_can_be_built(project: Path) -> None:
    source = project / "generated" / "python"
    metadata = tomllib.loads((source / "pyproject.toml").read_text(encoding="utf-8"))
    assert "\n" not in metadata["project"]["description"]
    out = project / "dist"
    done = tool(project, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(source))
    assert done.returncode == 0, done.stdout + done.stderr


def test_explaining_and_reporting_stay_on_their_lines(project: Path) -> None:
    for model in models(project / "specs"):
        shown = command.airsmith("explain", model.air, cwd=project).out
        assert not [char for char in shown if not char.isprintable() and char != "\n"]
    (project / "r.json").write_text(json.dumps({"model": "openai:2@3"}), encoding="utf-8")
    for form in ("text", "json", "github", "sarif"):
        found = command.airsmith("validate", "r.json", "--format", form, cwd=project)
        assert found.code == 1
        odd = [char for char in found.out + found.err if not char.isprintable() and char != "\n"]
        assert not odd or (form in ("json", "sarif") and "\x1b" not in odd)


def test_nothing_planted_was_run(project: Path) -> None:
    assert not list(project.rglob("planted"))
    assert not Path("planted").exists()
