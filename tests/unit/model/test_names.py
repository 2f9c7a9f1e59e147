from __future__ import annotations

import ast
import builtins
import keyword
import re
from collections.abc import Iterator

import pytest
from airsmith.model.catalog import Entry
from airsmith.model.names import MEMBERS, WORDS, pascal, slug_problems, snake
from airsmith.model.neighbours import Neighbours
from airsmith.model.written import Written
from airsmith.load.document import Document
from airsmith.load.yaml_nodes import Mapping
from airsmith.diagnostics import Diagnostic, Location

from support import ROOT

PYTHON = ROOT / "generated" / "python" / "src" / "runware_openai"
TYPESCRIPT = ROOT / "generated" / "typescript" / "src"
WRITTEN = Written(Document("specs/a.yaml", Mapping((), Location("specs/a.yaml"))), (), {})


def entry(slug: str, air: str = "a:1@1") -> Entry:
    return Entry(air, slug, "A", "", "", "paint", "image", "live", "", "specs/b.yaml")


def slug_findings(slug: str, *others: str) -> list[Diagnostic]:
    """What is said of a slug after models with other slugs were met."""
    neighbours = Neighbours()
    for number, other in enumerate(others):
        assert not list(neighbours.meet(entry(other, f"b:{number}@1"), lambda: WRITTEN.document))
    return [*slug_problems(slug, WRITTEN), *neighbours.meet(entry(slug), lambda: WRITTEN.document)]


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        ("width", "width"),
        ("taskUUID", "task_uuid"),
        ("outputURL", "output_url"),
        ("outputUrl", "output_url"),
        ("CFGScale", "cfg_scale"),
        ("NSFWContent", "nsfw_content"),
        ("imageBase64Data", "image_base64_data"),
        ("providerSettings.vidu", "provider_settings_vidu"),
        ("sora-2-pro", "sora_2_pro"),
    ],
)
def test_a_name_in_snake_case(name: str, spelled: str) -> None:
    assert snake(name) == spelled


def test_words_of_python_cannot_name_a_model() -> None:
    assert {word.lower() for word in keyword.kwlist} - {"none", "true", "false"} <= WORDS | {"false", "none", "true"}
    assert not MEMBERS & WORDS


def python_names() -> Iterator[str]:
    """What a function of ours would hide in its own module, in a client or in the package, and what hides it."""
    beside = [*PYTHON.glob("models/*.py"), PYTHON / "_client.py", PYTHON / "_async_client.py", PYTHON / "__init__.pyi"]
    yield from (path.stem for path in PYTHON.glob("*.py"))
    for tree in (ast.parse(path.read_text(encoding="utf-8")) for path in beside):
        used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        yield from used & set(dir(builtins))
        for node in tree.body:
            if isinstance(node, ast.Import | ast.ImportFrom):
                yield from ((alias.asname or alias.name).partition(".")[0] for alias in node.names)
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                yield node.name
            if isinstance(node, ast.ClassDef) and node.name.endswith("Runware"):
                yield from (part.name for part in node.body if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef))


def typescript_names() -> Iterator[str]:
    """The same: what is imported beside a function, and what the client has as a member."""
    for path in (*TYPESCRIPT.glob("models/*.ts"), TYPESCRIPT / "client.ts", TYPESCRIPT / "index.ts"):
        for group in re.findall(r"\{([^{}]*)\} from ", path.read_text(encoding="utf-8")):
            yield from (name.strip().removeprefix("type ") for name in group.split(","))
    base = (TYPESCRIPT / "base.ts").read_text(encoding="utf-8")
    yield from re.findall(r"^  (?:(?:async|protected|abstract) )*(\w+)[(<]", base, re.MULTILINE)


def test_no_model_is_called_what_generated_code_calls_something_else() -> None:
    names = {name for name in (*python_names(), *typescript_names()) if name[:1].islower()}
    slugs = {re.sub(r"([a-z0-9])([A-Z])", r"\1-\2", name).lower().replace("_", "-") for name in names}
    assert {"run", "upload", "cast", "pixels", "with-options", "method", "pending-jobs"} <= slugs
    models = {path.stem.replace("-", "") for path in (ROOT / "specs" / "openai").glob("*.yaml")}
    left = {slug for slug in slugs - WORDS - MEMBERS if slug.replace("-", "") not in models}
    # toJSON is no name that a slug leads to.
    assert left == {"to-json"}


def test_no_type_of_a_model_is_called_what_another_is() -> None:
    text = (PYTHON / "__init__.pyi").read_text(encoding="utf-8") + (TYPESCRIPT / "index.ts").read_text(encoding="utf-8")
    taken = {word.lower() for word in re.findall(r"\b(\w+)(?:Request|Result)\b", text)}
    models = {pascal(path.stem).lower() for path in (ROOT / "specs" / "openai").glob("*.yaml")}
    assert {"invalid", "missing", "async"} <= taken
    assert taken - models <= WORDS


@pytest.mark.parametrize(
    ("slug", "code"),
    [
        ("class", "reserved-name"),
        ("upload", "reserved-name"),
        ("cast", "reserved-name"),
        ("con", "reserved-name"),
        ("new", "reserved-name"),
        ("is-valid", "reserved-name"),
        ("2nd", "reserved-name"),
        ("a_b", "reserved-name"),
        ("Über", "reserved-name"),
        ("a--b", "reserved-name"),
        ("brush-2", "duplicate-slug"),
        ("brush2", "name-clash"),
    ],
)
def test_a_slug_that_cannot_be(slug: str, code: str) -> None:
    assert [found.code for found in slug_findings(slug, "brush-2")] == [code]


@pytest.mark.parametrize("slug", ["brush", "brush-3", "class-1", "gpt-image-1", "a"])
def test_a_slug_that_can(slug: str) -> None:
    assert slug_findings(slug, "brush-2") == []


def test_types_are_named_after_the_words() -> None:
    assert pascal("gpt-image-1") == "GptImage1"
