"""Scripts are made of TypeScript without a compiler; a compiler says whether they are what they should be."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from airsmith.publish.site.bundle import bundle
from airsmith.publish.site.erase import NotPlain
from airsmith.publish.site.modules import Module, module

from node import tool
from site_scripts import RUNTIME, modules, package, told
from support import fixture_models, own_models
from typescript_consumer import run

VERBATIM = '--tsconfig-raw={"compilerOptions":{"verbatimModuleSyntax":true,"target":"es2022"}}'


def minified(folder: Path, files: dict[str, str], kind: str) -> dict[str, str]:
    """What esbuild makes of modules, one by one."""
    source, out = folder / kind, folder / f"{kind}-out"
    for path, text in files.items():
        target = (source / path).with_suffix(f".{kind}")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    names = [str(path) for path in sorted(source.rglob(f"*.{kind}"))]
    command = [*tool("esbuild"), *names, "--minify-whitespace", f"--outdir={out}", VERBATIM]
    done = subprocess.run([*command, f"--outbase={source}", "--log-level=warning"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return {path.relative_to(out).as_posix(): path.read_text(encoding="utf-8") for path in sorted(out.rglob("*.js"))}


def written(read: Module) -> str:
    """A module as JavaScript: what was taken from it is put back, and the compiler sees all of it."""
    lines = []
    for one in read.imports:
        names = ", ".join(f"{there} as {here}" if there != here else here for there, here in one.names)
        lines.append(f'import {f"* as {one.whole}" if one.whole else f"{{ {names} }}"} from "{one.path}";')
    for one in read.statements:
        named = f"export {{ {one.declares[0]} }};" if one.exported and not one.tokens else ""
        lines.append(named or ("export " if one.exported else "") + "".join(one.tokens))
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("kind", ["own", "every construct"])
def test_what_is_left_is_what_a_compiler_leaves(kind: str, tmp_path: Path) -> None:
    """Every module of the package and of the site, token by token; but for the one that only passes on."""
    models = own_models() if kind == "own" else fixture_models()
    source = {path: text for path, text in modules(models).items() if path != "package/index.ts"}
    ours = {path: written(module(text)) for path, text in source.items()}
    ours = {path: text for path, text in ours.items() if text.strip()}
    theirs = minified(tmp_path, {path: source[path] for path in ours}, "ts")
    assert minified(tmp_path, ours, "js") == theirs


@pytest.mark.parametrize(
    ("source", "script"),
    [
        ("const a = b as unknown as string;", "const a=b;"),
        ("function f<T extends object>(this: T, a?: number, ...rest: T[]): a is number {}", "function f(a,...rest){}"),
        ("class A<T> extends B<T> implements C { readonly a: number; declare b: T; private c?: T; [k: string]: T; }",
         "class A extends B{a;c;}"),
        ("let a!: string, b = c!, d = !e;", "let a,b=c,d=!e;"),
        ("const t = `a  ${b as string}\n  ${`${c!}`} `;", "const t=`a  ${b}\n  ${`${c}`} `;"),
        ("return_: for (const x of y) continue return_; // z", "return_:for(const x of y)continue return_;"),
        ("a = b + +c - -d / /e/.x; /* f */", "a=b+ +c- -d/ /e/.x;"),
        ("a\n++b\nc = d\n(e)", "a\n++b\nc=d\n(e)"),
        ("const f = async <T,>(x: T): Promise<T> => x satisfies T;", "const f=async(x)=>x;"),
        ("x = <const>1;", None),
        ("enum E { A }", None),
        ("namespace N { export const a = 1; }", None),
        ("const a = ;", None),
    ],
)  # fmt: skip
def test_types_go_and_nothing_else(source: str, script: str | None) -> None:
    if script is None:
        with pytest.raises(NotPlain):
            module(source)
        return
    assert "\n".join("".join(one.tokens) for one in module(source).statements) == script


def test_what_nobody_uses_is_left_out() -> None:
    library = (
        "export const used = 1;\nexport const idle = 'IDLE';\nconst inner = 'INNER';\n"
        "export function caller() { return inner; }\nexport function lonely() { return 'LONELY'; }\n"
    )
    entry = 'import { caller, used } from "./a.js";\nimport * as all from "./b.js";\nprint(used, caller(), all.one);\n'
    other = "export const one = 'ONE';\nexport const two = 'TWO';\n"
    script = bundle({"entry.ts": entry, "a.ts": library, "b.ts": other}, "entry.ts")
    assert "INNER" in script and "ONE" in script
    assert not [word for word in ("IDLE", "LONELY", "TWO") if word in script]


def test_what_is_imported_can_be_passed_on(tmp_path: Path) -> None:
    modules = {
        "entry.ts": 'import { two, three } from "./a.js";\nconsole.log(two(), three);\n',
        "a.ts": 'import { one } from "./b.js";\nconst other = 3;\nexport { type T, one as two, other as three };\n',
        "b.ts": "export type T = 1;\nexport function one() { return 1; }\nexport const idle = 'IDLE';\n",
    }
    script = tmp_path / "script.cjs"
    script.write_text(bundle(modules, "entry.ts"), encoding="utf-8")
    assert "IDLE" not in script.read_text(encoding="utf-8")
    assert run(tmp_path, "script.cjs") == "1 3\n"


def test_a_string_that_stands_often_is_said_once(tmp_path: Path) -> None:
    long = "a string that stands here twice"
    entry = (
        f'const a = ["{long}", "{long}"];\nconst b = {{ "{long}": 1 }};\nconsole.log(a[0] === a[1], Object.keys(b));'
    )
    script = bundle({"entry.ts": entry}, "entry.ts")
    assert script.count(long) == 2
    assert told(tmp_path, (), entry).startswith("true [ 'a string")


@pytest.mark.parametrize(
    ("modules", "reason"),
    [
        ({"entry.ts": 'import { a } from "./b.js"; a();'}, "there is no module b.ts"),
        ({"entry.ts": 'import { a } from "./b.js"; a();', "b.ts": "run();\nexport const a = 1;"}, "only declares"),
        ({"entry.ts": 'import a from "./b.js";', "b.ts": ""}, "an import names what it takes"),
        ({"entry.ts": 'import { a } from "./b.js";', "b.ts": 'import { b } from "./entry.js";'}, "import each other"),
        ({"entry.ts": 'export { a } from "./b.js";'}, "an export declares something"),
        ({"entry.ts": "export default 1;"}, "an export declares something"),
    ],
)
def test_what_cannot_be_bundled_is_said(modules: dict[str, str], reason: str) -> None:
    with pytest.raises(NotPlain, match=reason):
        bundle(modules, "entry.ts")


def test_the_scripts_are_typed(tmp_path: Path) -> None:
    """As strictly as the package itself."""
    for path, text in modules(own_models()).items():
        target = tmp_path / "src" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    config = package_config().replace('"lib": ["es2022", "dom"]', '"lib": ["es2022", "dom", "dom.iterable"]')
    (tmp_path / "tsconfig.json").write_text(config, encoding="utf-8")
    (tmp_path / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    done = subprocess.run([*tool("tsc"), "-p", ".", "--noEmit"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def package_config() -> str:
    return (RUNTIME.parents[2] / "generated" / "typescript" / "tsconfig.json").read_text(encoding="utf-8")


def test_every_module_of_the_runtime_is_known() -> None:
    from airsmith.publish.site.scripts import MODULES

    assert sorted(f"{name}.ts" for name in MODULES) == sorted(path.name for path in RUNTIME.glob("*.ts"))
    assert package(own_models())["validate.ts"]
