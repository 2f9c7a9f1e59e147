"""What is no page gives an error that says so, and never a traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from airsmith.docs.page import LARGEST

from command import airsmith
from docs_pages import model_page, openapi, own, provider_page
from support import FROZEN

HOSTILE = {
    "nothing": (b"", "is empty"),
    "blanks": (b" \n\n ", "is empty"),
    "binary": (b"\x89PNG\r\n\x1a\n\x00\x00", "is not UTF-8 text"),
    "a NUL": (b"Model AIR ID: openai:2@2\x00", "holds a NUL"),
    "prose": (b"Once upon a time there was a page without a model.", "names no model"),
    "markdown without models": (b"# Title\n\n- one\n- two\n", "names no model"),
    "HTML": (b"<!DOCTYPE html><html><body>Model AIR ID</body></html>", "is HTML"),
    "broken JSON": (b'{"openapi": "3.1.0", ', "not JSON"),
    "JSON that is a list": (b"[1, 2]", "names no model"),
    "JSON of another kind": (b'{"data": []}', "neither OpenAPI nor a request schema"),
    "OpenAPI without a request": (b'{"openapi": "3.1.0", "components": {}}', "has no components.schemas.RequestBody"),
    "a schema without a model": (b'{"properties": {"model": {"type": "string"}}}', "does not say which model"),
    "deep JSON": (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "nests too deep"),
    "a model page without an id": (b"# Brush\n\n## Request Parameters\n", "lists no ID"),
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("command", ["drift", "import"])
def test_what_is_no_page_is_an_error(name: str, command: str, tmp_path: Path) -> None:
    content, message = HOSTILE[name]
    page = tmp_path / "page"
    page.write_bytes(content)
    options = ["--out", str(tmp_path / "out")] if command == "import" else []
    outcome = airsmith("docs", command, str(page), *options)
    assert (outcome.code, outcome.out) == (3, "")
    assert outcome.err.startswith("error: ") and message in outcome.err
    assert not (tmp_path / "out").exists()


def test_a_huge_page_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "page"
    page.write_bytes(b"a" * (LARGEST + 1))
    outcome = airsmith("docs", "drift", str(page))
    assert outcome.code == 3 and f"a page has at most {LARGEST}" in outcome.err


def test_a_page_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    outcome = airsmith("docs", "drift", str(tmp_path / "none.md"))
    assert outcome.code == 3 and "No such file" in outcome.err


def test_no_page_at_all_is_a_usage_error() -> None:
    assert airsmith("docs", "drift").code == 2


def test_what_can_be_read_is_read_beside_what_cannot(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.md", tmp_path / "bad.md"
    good.write_text(provider_page(), encoding="utf-8")
    bad.write_text("nothing", encoding="utf-8")
    outcome = airsmith("docs", "drift", str(bad), str(good), "--specs", str(FROZEN))
    assert outcome.code == 3
    assert "no differences" in outcome.out and "names no model" in outcome.err


ODD = {
    "no blank lines": provider_page().replace("\n\n", "\n"),
    "windows line ends": provider_page().replace("\n", "\r\n"),
    "a byte order mark": "\ufeff" + provider_page(),
    "control characters": provider_page().replace("Makes videos", "Makes\x1b[31m videos\x07"),
    "a thousand sections": provider_page()
    + "\n".join(f"### M {n}\n\n**Model AIR ID**: `m:{n}@1`.\n" for n in range(1000)),
    "nested bullets without end": provider_page() + "\n".join(f"{'  ' * n}- deeper" for n in range(200)),
    "definitions without end": provider_page()
    + "\n".join(f"{'    ' * n}`a` » `b`\n{'    ' * n}:   text" for n in range(60)),
    "brackets": model_page(own("openai:3@1")) + "(" * 5000,
    "a bullet without end": provider_page().replace("4, 8 or 12", "up to 5 and " * 20_000, 1),
    "a sentence without end": provider_page().replace("\nText-to-video\n", f"\nWhen {'a and ' * 20_000} must be.\n", 1),
    "long words": model_page(own("openai:3@1")) + "- " + "a" * 100_000,
}


@pytest.mark.parametrize("name", ODD)
def test_odd_pages_are_read_to_their_end(name: str, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_bytes(ODD[name].encode())
    outcome = airsmith("docs", "drift", str(page))
    assert outcome.code in (0, 1), outcome.err
    assert "\x1b" not in outcome.out


def test_a_document_of_odd_parts_is_read_to_its_end(tmp_path: Path) -> None:
    document = json.loads(openapi(own("openai:3@1")))
    items = document["components"]["schemas"]["RequestBody"]["items"]
    items["properties"]["loop"] = {"$ref": "#/components/schemas/RequestBody/items/properties/loop"}
    items["properties"]["odd"] = {"type": ["string", "null"], "enum": []}
    items["allOf"] += [True, 7, {"if": True, "then": False}]
    page = tmp_path / "schema.json"
    page.write_text(json.dumps(document), encoding="utf-8")
    outcome = airsmith("docs", "drift", str(page))
    assert outcome.code == 1
    assert "docs-not-understood" in outcome.out
