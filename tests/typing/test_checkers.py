"""mypy --strict and pyright in strict mode find the marked errors of the cases, and nothing else."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from support import ROOT

CASES = Path(__file__).parent / "cases"
FILES = sorted(CASES.glob("*.py"))
SOURCE = ROOT / "generated" / "python" / "src"
Lines = set[tuple[str, int]]


def marked(word: str) -> Lines:
    return {
        (path.name, number)
        for path in FILES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if line.endswith(f"# expect: {word}")
    }


def run(*command: str, **environment: str) -> str:
    found = subprocess.run(
        [sys.executable, "-m", *command], cwd=CASES, env={**os.environ, **environment}, capture_output=True
    )
    output = found.stdout.decode()
    assert found.returncode in (0, 1), output + found.stderr.decode()
    return output


def difference(found: Lines, expected: Lines, output: str) -> str:
    """What a failure shows."""
    silent = "".join(f"\nno error: {name}:{line}" for name, line in sorted(expected - found))
    loud = "".join(f"\nan error: {name}:{line}" for name, line in sorted(found - expected))
    return f"{silent}{loud}\n{output}" if found != expected else ""


def test_there_are_cases() -> None:
    assert len(marked("error")) > 50
    assert len(marked("deprecated")) == 8


def test_mypy_finds_the_marked_errors_and_no_others(tmp_path: Path) -> None:
    config = tmp_path / "mypy.ini"
    config.write_text("[mypy]\nstrict = True\npython_version = 3.11\n", encoding="utf-8")
    names = [str(path) for path in FILES]
    options = ["--config-file", str(config), "--cache-dir", str(tmp_path / "cache"), "--no-error-summary"]
    output = run("mypy", *options, *names, MYPYPATH=str(SOURCE))
    found = {
        (Path(match[1]).name, int(match[2])) for match in re.finditer(r"^(.+?):(\d+): error: ", output, re.MULTILINE)
    }
    assert difference(found, marked("error"), output) == ""


def test_pyright_finds_the_marked_errors_and_deprecations_and_no_others(tmp_path: Path) -> None:
    config: dict[str, Any] = {
        "include": ["cases"],
        "extraPaths": [str(SOURCE)],
        "pythonVersion": "3.11",
        "typeCheckingMode": "strict",
        "reportDeprecated": "warning",
        # The cases hold errors; what follows from them in the same line says nothing more.
        "reportUnusedExpression": "none",
    }
    shutil.copytree(CASES, tmp_path / "cases", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "pyrightconfig.json").write_text(json.dumps(config), encoding="utf-8")
    output = run("pyright", "--outputjson", "--pythonpath", sys.executable, "-p", str(tmp_path))
    report: list[dict[str, Any]] = json.loads(output)["generalDiagnostics"]
    lines = [(one, (Path(one["file"]).name, one["range"]["start"]["line"] + 1)) for one in report]
    words = "\n".join(f"{place}: {one['message']} ({one.get('rule')})" for one, place in lines)
    errors = {place for one, place in lines if one["severity"] == "error"}
    deprecated = {place for one, place in lines if one.get("rule") == "reportDeprecated"}
    assert difference(errors, marked("error"), words) == ""
    assert difference({one for one in deprecated if one[0] == "deprecations.py"}, marked("deprecated"), words) == ""
    live = [one["message"] for one, _ in lines if one.get("rule") == "reportDeprecated"]
    assert not [message for message in live if "GPT Image" in message]
    assert [message for message in live if "2026-05-12; use openai:gpt-image@2" in message]
