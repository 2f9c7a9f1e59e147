"""The TypeScript runtime files, compiled as they are into a folder where node can run them."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from node import MODULES, node, tool

ROOT = Path(__file__).resolve().parents[1]
RUNTIME = ROOT / "templates" / "typescript" / "runtime"
TESTS = ROOT / "tests" / "typescript"

STRICT: dict[str, object] = {
    "strict": True,
    "exactOptionalPropertyTypes": True,
    "isolatedDeclarations": True,
    "declaration": True,
    "noUncheckedIndexedAccess": True,
    "noPropertyAccessFromIndexSignature": True,
    "noImplicitOverride": True,
    "noImplicitReturns": True,
    "noFallthroughCasesInSwitch": True,
    "noUnusedLocals": True,
    "noUnusedParameters": True,
    "verbatimModuleSyntax": True,
    "skipLibCheck": False,
    "target": "ES2022",
    "module": "NodeNext",
    "lib": ["ES2022", "DOM"],
    "types": [],
    "rootDir": ".",
    "outDir": "types",
    "emitDeclarationOnly": True,
}
"""The flags that the runtime files hold to, beyond what a user's project is likely to ask."""


def compile_runtime(folder: Path) -> Path:
    """Copy the runtime and its tests into a folder and compile them: ``src/*.js`` and ``tests/*.js`` under ``out/``."""
    shutil.copytree(RUNTIME, folder / "src")
    (folder / "tests").mkdir()
    for path in TESTS.glob("*.ts"):
        shutil.copy(path, folder / "tests")
    (folder / "package.json").write_text('{"type": "module"}\n', encoding="utf-8")
    (folder / "node_modules").symlink_to(MODULES)
    sources = [str(path) for path in sorted(folder.glob("*/*.ts")) if not path.is_relative_to(folder / "node_modules")]
    options = ["--format=esm", "--target=es2022", "--platform=neutral", "--log-level=warning"]
    subprocess.run([*tool("esbuild"), *sources, *options, f"--outdir={folder / 'out'}"], check=True)
    return folder


Question = tuple[str, list[str]]
"""The name of a function, and its arguments as JSON texts."""


def ask(folder: Path, questions: Iterable[Question]) -> list[Any]:
    """What ``tests/typescript/answers.ts`` answers."""
    asked = [[name, *arguments] for name, arguments in questions]
    done = run(folder / "out" / "tests" / "answers.js", json.dumps(asked))
    assert done.returncode == 0, done.stderr
    answers: list[Any] = json.loads(done.stdout)
    assert len(answers) == len(asked)
    return answers


def check(folder: Path, include: str, options: Mapping[str, object] | None = None, compiler: str = "tsc") -> str:
    """What tsc has to say about some of the files in the folder, with other options than STRICT where they are given."""
    config = folder / "tsconfig.json"
    settings = {"compilerOptions": {**STRICT, **(options or {})}, "include": [include], "exclude": []}
    config.write_text(json.dumps(settings, indent=2), encoding="utf-8")
    done = subprocess.run([*tool(compiler), "-p", str(config)], capture_output=True, text=True)
    return done.stdout + done.stderr + (f"exit {done.returncode}" if done.returncode else "")


def run(script: Path, text: str = "") -> subprocess.CompletedProcess[str]:
    """What node prints when it runs a script that reads a text."""
    return subprocess.run(
        [str(node()), str(script)], input=text, capture_output=True, text=True, encoding="utf-8", timeout=300
    )
