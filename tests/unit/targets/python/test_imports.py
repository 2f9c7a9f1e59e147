"""What importing the package and validating a request imports: next to nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from documented import Documented, one_per_model
from support import ROOT

SOURCE = ROOT / "generated" / "python" / "src"
HEAVY = {"re", "typing", "enum", "dataclasses", "json", "functools", "collections", "uuid", "httpx", "warnings"}


def modules(code: str) -> set[str]:
    """What a bare interpreter, without site-packages, has imported after some code."""
    report = "import sys; before = set(sys.modules)\n" + code + "\nprint(chr(10).join(set(sys.modules) - before))"
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-S", "-W", "error", "-c", report]
    found = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return set(found.stdout.split())


def check(imported: set[str], *own: str) -> None:
    expected = {f"runware_openai{name}" for name in ("", *own)}
    assert {name for name in imported if name.partition(".")[0] == "runware_openai"} == expected
    assert imported - expected == set()
    assert not imported & HEAVY


def test_the_import_alone() -> None:
    check(modules("import runware_openai"))


BASE = ("._validate", "._report", "._sentences")


@pytest.mark.parametrize("example", one_per_model(), ids=str)
def test_one_request(example: Documented) -> None:
    request = repr(example.request)
    code = f"import runware_openai; assert runware_openai.is_valid({request})"
    check(modules(code), *BASE, f"._validate.{example.function}")


@pytest.mark.parametrize("question", ["violations", "warnings", "validate"])
def test_a_wrong_request_costs_no_import_either(question: str) -> None:
    wrong: Any = {**one_per_model()[0].request, "width": 5, "positivePrompt": "\ud800", "more": 1}
    code = f"""
import runware_openai
request = {ascii(wrong)}
try:
    found = runware_openai.{question}(request)
except runware_openai.ValidationError as error:
    found = error.violations
for one in found:
    str(one), repr(one), one.nearest, one.allowed, hash(one)
"""
    raised = (".errors",) if question == "validate" else ()
    check(modules(code), *BASE, *raised, "._validate.dall_e_2")


def test_an_unknown_model_costs_no_module() -> None:
    check(modules("from runware_openai import violations; str(violations({'model': 'x:1@1'})[0])"), *BASE)


def test_the_typed_functions_work_without_site_packages() -> None:
    code = "import runware_openai; print(runware_openai.gpt_image_1('x', size='1024x1024')['model'])"
    assert "httpx" not in modules(code)


def test_the_client_says_what_to_install() -> None:
    code = """
from runware_openai import Runware
try:
    Runware("key")
except ImportError as error:
    print(error)
"""
    found = subprocess.run(
        [sys.executable, "-S", "-c", code],
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout == "the client needs httpx: pip install runware-openai[client]\n"


def test_the_package_lists_what_it_depends_on() -> None:
    text = (ROOT / "generated" / "python" / "pyproject.toml").read_text(encoding="utf-8")
    assert "dependencies = []\n" in text
    assert json.loads(text.partition("client = ")[2].splitlines()[0]) == ["httpx>=0.27"]
