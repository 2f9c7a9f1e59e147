"""Projects that install the packed package: what they compile, run, bundle and ship."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from documented import documented
from node import npm, tool
from support import own_models
from typescript_consumer import NAME, built, project, run, tarball, tsc

MODELS = tuple(model.slug for model in own_models())
NAMES = ", ".join(dict.fromkeys(["dallE3", *(example.method for example in documented()), "isValid", "violations"]))
BODY = """
const requests: readonly unknown[] = JSON.parse(readFileSync("requests.json", "utf8"));
const wrong: object = { ...(requests[DALL_E_2] as object), width: 1792, height: 720 };
const made: readonly object[] = [
  CALLS
];
console.log(
  JSON.stringify({
    valid: requests.map((request) => isValid(request)),
    found: requests.map((request) => violations(request).length),
    wrong: violations(wrong).map(String),
    made,
    same: parts.isValid === isValid && deep === dallE3,
  }),
);
"""
ESM = f"""
import {{ readFileSync }} from "node:fs";

import {{ {NAMES} }} from "runware-openai";
import {{ dallE3 as deep }} from "runware-openai/models/dall-e-3";
import * as parts from "runware-openai/validate";
"""
CJS = f"""
import fs = require("node:fs");
import whole = require("runware-openai");
import model = require("runware-openai/models/dall-e-3");
import parts = require("runware-openai/validate");

const {{ readFileSync }} = fs;
const {{ {NAMES} }} = whole;
const deep = model.dallE3;
"""
OPTIONS: dict[str, Any] = {"target": "es2022", "lib": ["es2022", "dom"], "outDir": "out", "skipLibCheck": False}
NODE = 'declare module "node:fs" {\n  export function readFileSync(path: string, encoding: "utf8"): string;\n}\n'
SIZE = "/width: 1792x720 is not a size DALL·E 2 supports; use 256x256, 512x512 or 1024x1024 (nearest)."


def source(head: str) -> str:
    """A program that uses the package in every way, and prints what came of it."""
    first = next(i for i, example in enumerate(documented()) if example.model.air == "openai:2@2")
    return head + BODY.replace("CALLS", ",\n  ".join(map(call, documented()))).replace("DALL_E_2", str(first))


def call(example: Any) -> str:
    """A documented request as a call of its typed function."""
    return f"{example.method}({json.dumps(example.prompt)}, {json.dumps(example.options)})"


def consumer(folder: Path, head: str, kind: str) -> Path:
    requests = json.dumps([example.request for example in documented()])
    return project(folder, {"use.ts": source(head), "node.d.ts": NODE, "requests.json": requests}, kind)


def check(printed: str) -> None:
    """All that the programs print."""
    found = json.loads(printed)
    examples = documented()
    assert found["valid"] == [True] * len(examples)
    assert found["found"] == [0] * len(examples)
    assert found["wrong"] == [SIZE]
    assert found["same"] is True
    for made, example in zip(found["made"], examples, strict=True):
        assert json.dumps(made) == json.dumps({key: example.request[key] for key in made})
        assert made == example.request


@pytest.mark.parametrize("compiler", ["tsc", "tsc-7"])
@pytest.mark.parametrize(("kind", "head"), [("module", ESM), ("commonjs", CJS)], ids=["import", "require"])
def test_node_runs_it(kind: str, head: str, compiler: str, tmp_path: Path) -> None:
    folder = consumer(tmp_path, head, kind)
    assert tsc(folder, {**OPTIONS, "module": "nodenext"}, "use.ts", "node.d.ts", compiler=compiler) == ""
    check(run(folder, "out/use.js"))


def test_a_bundler_runs_it(tmp_path: Path) -> None:
    folder = consumer(tmp_path, ESM, "module")
    options = {**OPTIONS, "module": "esnext", "moduleResolution": "bundler", "noEmit": True}
    assert tsc(folder, options, "use.ts", "node.d.ts") == ""
    check(run(folder, bundle(folder, "use.ts", "--platform=node").name))


def bundle(folder: Path, entry: str, *options: str) -> Path:
    out = folder / "bundle.mjs"
    command = [*tool("esbuild"), entry, "--bundle", "--format=esm", f"--outfile={out.name}", "--log-level=warning"]
    done = subprocess.run([*command, *options], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0 and not done.stderr, done.stderr
    return out


def bundled(folder: Path, text: str, *options: str) -> str:
    """What a page would ship that holds this program."""
    project(folder, {"entry.js": text})
    return bundle(folder, "entry.js", *options).read_text(encoding="utf-8")


def inputs(text: str) -> set[str]:
    """The modules a bundle was made of, as its comments name them."""
    return set(re.findall(rf"^// node_modules/{NAME}/esm/(.+)\.js$", text, re.MULTILINE))


def test_one_function_brings_no_validator_and_no_other_model(tmp_path: Path) -> None:
    text = bundled(
        tmp_path, f'import {{ dallE3 }} from "{NAME}";\nconsole.log(dallE3("a", {{ size: "1024x1024" }}));\n'
    )
    assert inputs(text) == {"build", "models/dall-e-3"}
    assert "sora" not in text.lower()


def test_the_validators_bring_no_client(tmp_path: Path) -> None:
    text = bundled(tmp_path, f'import {{ violations }} from "{NAME}";\nconsole.log(violations({{}}));\n')
    models = {f"validate/{model}" for model in MODELS}
    assert models <= inputs(text) <= models | {"report", "sentences", "snapshot", "types", "validate", "values"}
    assert not re.search(r"\bfetch\b|RUNWARE|Authorization|crypto", text)


def test_yes_or_no_brings_no_sentence(tmp_path: Path) -> None:
    text = bundled(tmp_path, f'import {{ isValid }} from "{NAME}";\nconsole.log(isValid({{}}));\n')
    assert inputs(text) == {"snapshot", "valid", "values"} | {f"validate/{model}" for model in MODELS}
    assert not re.search(r"is required|must be|\{value\}|https:|\bfetch\b", text)


def test_one_validator_brings_no_other(tmp_path: Path) -> None:
    text = bundled(tmp_path, f'import {{ fits }} from "{NAME}/validate/sora-2";\nconsole.log(fits({{}}));\n')
    assert "openai:3@1" in text or "videoInference" in text
    assert inputs(text) == {"validate/sora-2", "values"}


def test_a_function_that_takes_files_knows_their_limits_and_no_client(tmp_path: Path) -> None:
    text = bundled(tmp_path, f'import {{ sora2 }} from "{NAME}";\nconsole.log(sora2("a", {{ duration: 4 }}));\n')
    checks = {"codes", "errors", "imagesize", "media", "report", "sentences", "signatures", "values"}
    assert {"build", "imagesize", "media", "models/sora-2"} <= inputs(text) <= checks | {"build", "models/sora-2"}
    assert not re.search(r"\bfetch\b|RUNWARE|Authorization|WebSocket", text)


@pytest.mark.parametrize(("entry", "imports"), [(NAME, 1), (f"{NAME}/validate", 0)])
@pytest.mark.parametrize("platform", ["browser", "node", "neutral"])
def test_a_bundle_makes_no_code_and_asks_for_files_only(
    entry: str, imports: int, platform: str, tmp_path: Path
) -> None:
    text = bundled(tmp_path, f'import * as all from "{entry}";\nglobalThis.all = all;\n', f"--platform={platform}")
    assert not re.search(r"\beval\b|new Function|\bFunction\(|\brequire\b|process\.binding|__dirname", text)
    # The file system, when a result is saved or a journal kept; a page that does neither never asks.
    assert len(re.findall(r"\bimport\(", text)) == imports
    assert text.count("node:fs") == imports


@pytest.mark.parametrize("kind", ["module", "commonjs"])
def test_a_result_is_saved_and_a_journal_kept(kind: str, tmp_path: Path) -> None:
    head = f'import {{ FileJournal, Result }} from "{NAME}";' if kind == "module" else ""
    head = head or f'const {{ FileJournal, Result }} = require("{NAME}");'
    program = f"""{head}
const download = {{ fetch, timeouts: {{ connect: 1, read: 1, total: 1 }}, format: undefined }};
const items = [{{ imageBase64Data: "iVBORw0KGgo=" }}];
new Result("a", items, [], download).save("a.png").then(async () => {{
  const journal = new FileJournal("journal");
  await journal.append('{{"taskUUID":"a","taskType":"","model":"","numberResults":1,"submittedAt":"","state":"accepted"}}');
  console.log((await journal.pending()).length);
}});
"""
    folder = project(tmp_path, {"use.js": program}, kind)
    assert run(folder, "use.js") == "1\n"
    assert (folder / "a.png").read_bytes() == b"\x89PNG\r\n\x1a\n"


def test_the_size_of_all_validators_is_known(tmp_path: Path) -> None:
    verdicts = "\n".join(f'export {{ fits as f{i} }} from "{NAME}/validate/{model}";' for i, model in enumerate(MODELS))
    programs = {"verdicts only": verdicts, "with sentences": f'export {{ violations }} from "{NAME}/validate";'}
    for number, (name, text) in enumerate(programs.items()):
        found = bundled(tmp_path / str(number), text, "--minify")
        print(
            f"{len(MODELS)} validators, {name}: {len(found)} bytes minified, {len(gzip.compress(found.encode()))} gzipped"
        )
        assert len(found) > 1000


def test_it_installs_from_the_file_without_a_network(tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text('{"private": true}', encoding="utf-8")
    options = ["--offline", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run([*npm(), "install", *options, str(tarball())], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert [path.name for path in (tmp_path / "node_modules").iterdir() if path.name[0] != "."] == [NAME]
    assert (tmp_path / "node_modules" / NAME / "esm" / "index.js").read_bytes() == (
        built() / "esm" / "index.js"
    ).read_bytes()
