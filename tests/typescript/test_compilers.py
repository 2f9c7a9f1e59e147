"""The sources and the emitted declarations, under every compiler and every way to find a module that is promised."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from node import MODULES, tool
from typescript_consumer import SOURCE, project, tsc
from typescript_runtime import STRICT

COMPILERS = ("tsc", "tsc-7")
FLAGS: dict[str, Any] = {
    "skipLibCheck": False,
    "exactOptionalPropertyTypes": True,
    "noUncheckedIndexedAccess": True,
    "noPropertyAccessFromIndexSignature": True,
    "noUnusedLocals": True,
    "declaration": True,
    "isolatedDeclarations": True,
    "target": "es2022",
    "lib": ["es2022", "dom"],
    "noEmit": True,
}
ESM = {"module": "nodenext", "verbatimModuleSyntax": True}
RESOLUTIONS: dict[str, tuple[str, dict[str, Any]]] = {
    "esm": ("module", ESM),
    "cjs": ("commonjs", {"module": "nodenext"}),
    "bundler": ("module", {"module": "esnext", "moduleResolution": "bundler", "verbatimModuleSyntax": True}),
    "no emit of types": ("module", {**ESM, "erasableSyntaxOnly": True, "isolatedModules": True}),
}
USE = """
import type { DallE3Request, Journal, Method, Polling, Progress, Request, Violation } from "runware-openai";
import { FileJournal, Job, Result, Runware, RunwareError, dallE3, isValid, media, validate } from "runware-openai";
import { sora2Pro } from "runware-openai/models/sora-2-pro";
import { fits } from "runware-openai/validate/gpt-image-1";
import { violations } from "runware-openai/validate";

export const request: DallE3Request = dallE3("A lighthouse", { size: "1792x1024" });
export const requests: readonly Request[] = [request, sora2Pro("A lighthouse", { duration: 12 })];
export const found: readonly Violation[] = violations(request);
export const client: Runware = new Runware({ apiKey: "a" });
export const result: Promise<Result<object>> = client.run(request);
export const job: Promise<Job> = client.dallE3.submit("A lighthouse", { size: "1024x1024" });
export const journal: Journal = new FileJournal("journal");
export const told: (progress: Progress, polling: Polling) => string = ({ state }) => state;
export const all: readonly unknown[] = [Result, RunwareError, isValid, media, validate, fits];
export type Call = Method<typeof dallE3, object>;
"""


@pytest.mark.parametrize("compiler", COMPILERS)
def test_the_sources_hold_under_every_strict_flag(compiler: str, tmp_path: Path) -> None:
    shutil.copytree(SOURCE / "src", tmp_path / "src")
    (tmp_path / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    # The validators read their one parameter by name; elsewhere such a read would be a slip.
    options = {**STRICT, "noPropertyAccessFromIndexSignature": False, "noUnusedLocals": False, "outDir": "out"}
    files = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.ts"))
    assert tsc(tmp_path, options, *files, compiler=compiler) == ""


@pytest.mark.parametrize("compiler", COMPILERS)
def test_the_build_scripts_of_the_package_hold(compiler: str, tmp_path: Path) -> None:
    for config in ("tsconfig.json", "tsconfig.cjs.json"):
        command = [*tool(compiler), "-p", str(SOURCE / config), "--noEmit"]
        assert subprocess.run(command, capture_output=True, text=True, cwd=tmp_path).stdout == ""


@pytest.mark.parametrize("resolution", RESOLUTIONS)
def test_the_declarations_hold_wherever_they_are_found(resolution: str, tmp_path: Path) -> None:
    kind, options = RESOLUTIONS[resolution]
    folder = project(tmp_path, {"use.ts": USE}, kind)
    for compiler in COMPILERS:
        assert tsc(folder, {**FLAGS, **options}, "use.ts", compiler=compiler) == "", compiler


def test_older_projects_find_the_package_itself(tmp_path: Path) -> None:
    # "node10" knows no parts of packages, and TypeScript 7 knows no node10.
    files = {"use.ts": 'import { isValid } from "runware-openai";\nexport const yes: boolean = isValid({});\n'}
    options = {**FLAGS, "module": "commonjs", "moduleResolution": "node10"}
    assert tsc(project(tmp_path, files, "commonjs"), options, "use.ts") == ""


@pytest.mark.parametrize("compiler", COMPILERS)
def test_the_declarations_need_a_browser_or_node(compiler: str, tmp_path: Path) -> None:
    folder = project(tmp_path, {"use.ts": USE})
    without = {**FLAGS, **ESM, "lib": ["es2022"]}
    found = tsc(folder, without, "use.ts", compiler=compiler)
    assert set(re.findall(r"Cannot find name '(\w+)'", found)) == {"AbortSignal", "Blob"}
    assert len(re.findall("error TS", found)) == len(re.findall(r"error TS2304|error TS2552", found))
    (folder / "node_modules" / "@types").symlink_to(MODULES / "@types")
    (folder / "node_modules" / "undici-types").symlink_to(MODULES / "undici-types")
    assert tsc(folder, {**without, "types": ["node"]}, "use.ts", compiler=compiler) == ""


def test_the_validators_need_neither(tmp_path: Path) -> None:
    use = 'import { violations } from "runware-openai/validate";\nexport const found: unknown = violations({});\n'
    folder = project(tmp_path, {"use.ts": use})
    assert tsc(folder, {**FLAGS, **ESM, "lib": ["es2022"]}, "use.ts") == ""
