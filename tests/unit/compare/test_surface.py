"""What packages offer: every rule about it has a change it names, one it does not, and the same read backwards."""

from __future__ import annotations
import time

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from airsmith.compare.rules import RULES
from airsmith.compare.surface.differences import Difference, surface_differences
from airsmith.compare.surface.python import python_surface
from airsmith.compare.surface.types import shown
from airsmith.compare.surface.typescript import typescript_surface
from airsmith.meaning.kinds.dimensions import Size
from airsmith.meaning.shapes import choices
from airsmith.meaning.values import Scalar
from airsmith.model.catalog import Model

from support import ROOT, own_models

PYTHON = '''
from typing import Literal, NotRequired, TypedDict
__all__ = ["Error", "Request", "Result", "paint"]
class Error(Exception):
    """It went wrong."""
class Request(TypedDict):
    text: str
    steps: NotRequired[int]
class Result(TypedDict):
    url: str
    state: Literal["done", "open"]
def paint(text: str, size: int, /, *, style: Literal["flat", "rough"] | None = None, steps: int = 1) -> Request: ...
'''
TYPESCRIPT = """
/** It went wrong: `export class No {`. */
export class Wrong extends Error {
  /** Why. */
  readonly #hidden: number;

  constructor(message: string) {
    super(message);
    if (1 < 2) {
      this.#hidden = 1;
    }
  }

  get code(): string {
    return "}";
  }
}

export interface Request {
  text: string;
  steps?: number;
}

export interface Result {
  url: string;
  state: "done" | "open";
}

export type Style = "flat" | "rough";

export function paint(text: string, size: number, options: Request = {}): Request {
  return { text };
}
"""


@dataclass(frozen=True)
class Case:
    """A text of the source replaced by another, and by one that is near it."""

    old: str
    new: str
    near: tuple[str, str]
    language: str = "python"


DOCSTRING = ('"""It went wrong."""', '"""It did not work."""')
COMMENT = ("/** Why. */", "/** Why it did. */")

CASES: tuple[tuple[str, Case], ...] = (
    ("symbol-added", Case('"Result", "paint"]', '"Result", "draw", "paint"]\ndraw: int', DOCSTRING)),
    ("symbol-added", Case("export type Style", "export type Tone = 1;\n\nexport type Style", COMMENT, "typescript")),
    ("symbol-removed", Case('"Error", ', "", DOCSTRING)),
    ("symbol-removed", Case('export type Style = "flat" | "rough";\n', "", COMMENT, "typescript")),
    ("symbol-kind-changed", Case("class Error(Exception):\n", "def Error() -> None:\n", DOCSTRING)),
    (
        "symbol-kind-changed",
        Case('export type Style = "flat" | "rough";', "export interface Style {\n}", COMMENT, "typescript"),
    ),
    ("base-changed", Case("Error(Exception)", "Error(ValueError)", DOCSTRING)),
    ("base-changed", Case("extends Error", "extends TypeError", COMMENT, "typescript")),
    (
        "parameter-added",
        Case("steps: int = 1)", "steps: int = 1, seed: int = 0)", ("steps: int = 1", "steps: int = 2")),
    ),
    ("parameter-added", Case("  steps?: number;", "  steps?: number;\n  seed?: number;", COMMENT, "typescript")),
    (
        "parameter-added-required",
        Case("steps: int = 1)", "steps: int = 1, seed: int)", ("= 1) ->", "= 1, seed: int = 0) ->")),
    ),
    (
        "parameter-added-required",
        Case("  steps?: number;", "  steps?: number;\n  seed: number;", COMMENT, "typescript"),
    ),
    ("parameter-removed", Case(", steps: int = 1)", ")", ("steps: int = 1", "steps: int = 2"))),
    ("parameter-removed", Case("  steps?: number;\n", "", ("steps?: number", "steps: number"), "typescript")),
    ("parameter-became-required", Case("steps: int = 1)", "steps: int)", ("size: int, /", "size: int = 1, /"))),
    ("parameter-became-required", Case("steps?: number", "steps: number", COMMENT, "typescript")),
    ("parameter-became-optional", Case("size: int, /", "size: int = 1, /", ("steps: int = 1", "steps: int"))),
    ("parameter-became-optional", Case("  text: string;", "  text?: string;", COMMENT, "typescript")),
    (
        "parameter-reordered",
        Case(
            "text: str, size: int,",
            "size: int, text: str,",
            (
                ', style: Literal["flat", "rough"] | None = None, steps: int = 1)',
                ', steps: int = 1, style: Literal["flat", "rough"] | None = None)',
            ),
        ),
    ),
    ("parameter-reordered", Case("text: string, size: number", "size: number, text: string", COMMENT, "typescript")),
    (
        "parameter-narrowed",
        Case('Literal["flat", "rough"]', 'Literal["flat"]', ('Literal["flat", "rough"]', 'Literal["rough", "flat"]')),
    ),
    ("parameter-narrowed", Case('"flat" | "rough"', '"flat"', ('"flat" | "rough"', '"rough" | "flat"'), "typescript")),
    ("parameter-widened", Case('Literal["flat", "rough"]', "str", ('Literal["flat", "rough"]', 'Literal["flat"]'))),
    ("parameter-widened", Case('"flat" | "rough"', "string", COMMENT, "typescript")),
    (
        "return-widened",
        Case('Literal["done", "open"]', 'Literal["done", "open", "lost"]', ('["done", "open"]', '["open", "done"]')),
    ),
    ("return-widened", Case('"done" | "open"', '"done" | "open" | "lost"', COMMENT, "typescript")),
    ("return-narrowed", Case('Literal["done", "open"]', 'Literal["done"]', DOCSTRING)),
    ("return-narrowed", Case('"done" | "open"', '"done"', COMMENT, "typescript")),
)


def differences(language: str, old: tuple[str, str], new: tuple[str, str]) -> list[Difference]:
    text = PYTHON if language == "python" else TYPESCRIPT
    sides = []
    for before, after in (old, new):
        assert before in text, before
        sides.append(text.replace(before, after, 1))
    if language == "python":
        surfaces = [python_surface({"pack/__init__.py": side}, "pack") for side in sides]
    else:
        index = 'export * from "./all.js";\n'
        surfaces = [typescript_surface({"all.ts": side, "index.ts": index}) for side in sides]
    return list(surface_differences(*surfaces))


def test_every_rule_about_packages_has_a_case() -> None:
    assert {rule for rule, named in RULES.items() if named.area == "surface"} == {rule for rule, _ in CASES}


@pytest.mark.parametrize(("rule", "case"), CASES, ids=[f"{rule}-{case.language}" for rule, case in CASES])
def test_the_rule_names_its_change_and_nothing_near_it(rule: str, case: Case) -> None:
    same = (case.old, case.old)
    assert rule in {one.rule for one in differences(case.language, same, (case.old, case.new))}
    assert rule not in {one.rule for one in differences(case.language, (case.near[0],) * 2, case.near)}
    mirror = RULES[rule].mirror
    back = {one.rule for one in differences(case.language, (case.old, case.new), same)}
    assert not mirror or mirror in back


@pytest.mark.parametrize("language", ["python", "typescript"])
def test_a_package_differs_from_itself_in_nothing(language: str) -> None:
    assert differences(language, ("text", "text"), ("text", "text")) == []


def test_the_order_of_alternatives_means_nothing() -> None:
    assert differences("typescript", ('"flat" | "rough"',) * 2, ('"flat" | "rough"', '"rough" | "flat"')) == []


def generated(folder: str) -> dict[str, str]:
    root = ROOT / "generated" / folder / "src"
    return {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for path in root.rglob("*")
        if path.suffix in (".py", ".pyi", ".ts")
    }


def sora_2() -> Model:
    return next(model for model in own_models() if model.air == "openai:3@1")


def durations() -> Sequence[Scalar]:
    field = sora_2().contract.root.property("duration")
    assert field
    return choices(field.shape)


def sizes() -> Sequence[Size]:
    dimensions = sora_2().dimensions
    assert dimensions
    return dimensions.sizes


def test_our_python_package_is_read() -> None:
    surface = python_surface(generated("python"), "runware_openai")
    sora = {member.name: member for member in surface["sora_2"].members}
    assert sora["positive_prompt"].position == 0 and sora["positive_prompt"].required
    assert shown(sora["duration"].type) == " | ".join(sorted(str(value) for value in durations()))
    assert not sora["size"].required
    assert shown(surface["sora_2"].returns) == "Sora2Request"
    assert surface["Sora2Result"].output and not surface["Sora2Request"].output
    assert {"run", "__init__"} <= {name.partition(".")[2] for name in surface if name.startswith("Runware.")}
    assert "sora_2" in {member.name for member in surface["Runware"].members}


def test_our_npm_package_is_read() -> None:
    surface = typescript_surface(generated("typescript"))
    options = {member.name: member for member in surface["Sora2Options"].members}
    assert shown(options["size"].type) == " | ".join(sorted(f'"{size.width}x{size.height}"' for size in sizes()))
    assert [member.required for member in surface["sora2"].members] == [True, True]
    assert len(surface["Sora2Size"].returns) == 3
    assert "sora2Pro" in {member.name for member in surface["Runware"].members}
    assert surface["ApiError"].bases == ("RunwareError",)
    assert all(surface[name].kind in ("class", "function", "type", "value") for name in surface)


@pytest.mark.parametrize(
    ("head", "rule"),
    [
        ("class Tool", "symbol-added"),
        ("interface Method", "symbol-added"),
        ("interface PaintResult", "symbol-added"),
        ("interface Journal", "parameter-added-required"),
        ("interface PaintOptions", "parameter-added-required"),
    ],
)
def test_only_members_that_callers_give_can_be_required(head: str, rule: str) -> None:
    index = 'export * from "./all.js";\n'
    texts = [f"export {head} {{\n  readonly a: number;\n{more}}}\n" for more in ("", "  readonly b: number;\n")]
    surfaces = [typescript_surface({"all.ts": text, "index.ts": index}) for text in texts]
    assert [one.rule for one in surface_differences(*surfaces)] == [rule]


def test_what_callers_give_to_our_npm_package() -> None:
    surface = typescript_surface(generated("typescript"))
    read = {"Method", "Progress", "ViolationJson", "Runware", "Result", "Sora2Result"}
    passed = {"Journal", "JobFields", "Polling", "RunOptions", "RunwareOptions", "Sora2Options", "Sora2Request"}
    assert {name for name in read | passed if surface[name].given} == passed


def test_an_attribute_of_a_python_class_asks_nothing_of_callers() -> None:
    for head, rule in (("", "symbol-added"), ("@dataclass(frozen=True)\n", "parameter-added-required")):
        texts = [f"{head}class Tool:\n    a: int\n{more}" for more in ("", "    b: int\n")]
        surfaces = [python_surface({"pack/__init__.py": text}, "pack") for text in texts]
        assert [one.rule for one in surface_differences(*surfaces)] == [rule]


@pytest.mark.parametrize(
    ("language", "old", "new"),
    [
        ("python", "steps: int = 1", "steps: float = 1"),
        ("python", 'Literal["flat", "rough"] | None', "str | None"),
        ("python", ("steps: int = 1", "steps: Literal[4, 8] = 4"), ("steps: int = 1", "steps: int = 4")),
        ("python", ("steps: int = 1", "steps: Literal[True] = True"), ("steps: int = 1", "steps: bool = True")),
        ("typescript", ("steps?: number", "steps?: 4 | 8"), ("steps?: number", "steps?: number")),
        ("typescript", ("steps?: number", "steps?: true"), ("steps?: number", "steps?: boolean")),
    ],
)
def test_a_type_takes_its_literals_and_whole_numbers_stand_for_any(
    language: str, old: str | tuple[str, str], new: str | tuple[str, str]
) -> None:
    before = (old, old) if isinstance(old, str) else old
    after = (before[0], new) if isinstance(new, str) else new
    assert {one.rule for one in differences(language, before, after)} == {"parameter-widened"}
    assert "parameter-widened" not in {one.rule for one in differences(language, after, before)}


def test_thousands_of_names_are_found_at_once() -> None:
    names = [f"request_{number}" for number in range(5000)]
    files = {f"pack/_made/{name}.py": f"def {name}() -> None: ..." for name in names}
    files["pack/__init__.py"] = "\n".join(f"from ._made.{name} import {name}" for name in names)
    files["pack/__init__.py"] += f"\n__all__ = {names}"
    began = time.perf_counter()
    assert len(python_surface(files, "pack")) == 5000
    assert time.perf_counter() - began < 10, "it took a minute when each name was looked for among all"
