"""What editors are told beyond what is checked: help for every key, in the words of the page on the language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from airsmith.load.editor_schema import editor_schema
from airsmith.load.modelines import modelines
from airsmith.load.spec_help import HELP
from airsmith.load.layout import FILE_KINDS, FileKind
from airsmith.load.spec_schema import spec_schema
from airsmith.meaning.kinds import KINDS, VERBS

from support import ROOT

PAGE = (ROOT / "specs" / "README.md").read_text(encoding="utf-8")
DRESS = {"description", "markdownDescription", "errorMessage"}


def undressed(schema: Any) -> Any:
    """A schema without what is only shown."""
    if isinstance(schema, list):
        return [undressed(inner) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        keyword: (
            {key: undressed(inner) for key, inner in value.items()} if keyword == "properties" else undressed(value)
        )
        for keyword, value in schema.items()
        if keyword not in DRESS
    }


def properties(schema: Any) -> Iterator[tuple[str, Any]]:
    """Every key that can be written, with its schema."""
    if isinstance(schema, list):
        for inner in schema:
            yield from properties(inner)
    elif isinstance(schema, dict):
        yield from schema.get("properties", {}).items()
        for inner in schema.values():
            yield from properties(inner)


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_it_asks_for_what_is_checked(kind: FileKind) -> None:
    assert undressed(editor_schema(kind)) == undressed(spec_schema(kind))


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_every_key_has_help(kind: FileKind) -> None:
    without = [key for key, schema in properties(editor_schema(kind)) if "description" not in schema]
    assert without == []


def test_no_help_is_for_a_key_that_is_gone() -> None:
    places = {key for kind in FILE_KINDS for key, _ in properties(spec_schema(kind))}
    places |= {f"{kind} file" for kind in FILE_KINDS} | set(editor_schema("spec")["$defs"])
    assert HELP.keys() <= places
    assert {key for keys in HELP.values() for key in keys} <= places


@pytest.mark.parametrize("kind", [*KINDS, *VERBS], ids=lambda kind: kind.keyword)
def test_a_keyword_means_what_the_page_says(kind: Any) -> None:
    row = rf"^\| `{kind.keyword}(?:: [^`]*)?` \| {re.escape(kind.help)} \|"
    assert re.search(row, PAGE, re.MULTILINE), f"specs/README.md says something else of {kind.keyword}: {kind.help}"


def test_the_other_keywords_of_a_field_mean_what_the_page_says_too() -> None:
    for key in HELP["field"].keys() - {"type"}:
        assert re.search(rf"^\| `{key}` \| {re.escape(HELP['field'][key])} \|", PAGE, re.MULTILINE), key


def test_help_is_plain_for_editors_that_read_no_markdown() -> None:
    shown: Any = editor_schema("spec")
    stage = shown["properties"]["lifecycle"]["properties"]["stage"]
    assert stage["description"] == "live, deprecated or retired"
    assert stage["markdownDescription"] == "`live`, `deprecated` or `retired`"
    assert "markdownDescription" not in shown["properties"]["name"]


def test_what_is_wanted_of_a_value_is_said_of_a_wrong_one() -> None:
    shown: Any = editor_schema("spec")
    assert shown["properties"]["air"]["errorMessage"] == "Write source:id@version, such as openai:2@3."
    assert shown["$defs"]["rule"]["errorMessage"].startswith("Write one of its verbs: require, forbid")


def test_both_lines_name_the_schema() -> None:
    assert modelines("../x.json") == "# yaml-language-server: $schema=../x.json\n# $schema: ../x.json\n"
