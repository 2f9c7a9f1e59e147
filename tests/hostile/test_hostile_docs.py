"""Free text of specs stays text on Markdown pages: no tag, no link, no heading and no block comes out of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from airsmith.model.catalog import Model
from markdown_it import MarkdownIt
from markdown_it.token import Token

from generated import files
from hostile_specs import TEXTS, write
from support import ROOT, fixture_models, models

STARTS = range(0, len(TEXTS), 4)
PARTS = {"Sizes", "Fields of a request", "Rules", "Input files", "Fields of a result", "Notes", "Examples"}


def hostile(start: int, folder: Path) -> tuple[Model, ...]:
    write(ROOT / "specs", folder, start)
    return tuple(models(folder))


@pytest.fixture(params=[*STARTS, "fixtures"])
def made(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[tuple[Model, ...], dict[str, str]]:
    found = fixture_models() if request.param == "fixtures" else hostile(request.param, tmp_path / "specs")
    return found, files("docs", found)


def tokens(page: str) -> Iterator[Token]:
    for token in MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(page):
        yield token
        yield from token.children or ()


def one_line(text: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def plain(token: Token) -> str:
    return "".join(child.content for child in token.children or ())


def test_nothing_but_our_own_markup_comes_out(made: tuple[tuple[Model, ...], dict[str, str]]) -> None:
    for path, page in made[1].items():
        if not path.endswith(".md"):
            continue
        for token in tokens(page):
            assert token.type not in {"html_inline", "html_block", "image", "em_open", "strong_open", "s_open", "hr"}
            assert token.type != "code_block", path
            if token.type == "link_open":
                href = str(token.attrs["href"])
                assert href.startswith("https://") or href.endswith(".md"), href
        assert not [char for char in page if not char.isprintable() and char != "\n"]


def test_headings_and_tables_are_those_of_the_page(made: tuple[tuple[Model, ...], dict[str, str]]) -> None:
    for model in made[0]:
        page = made[1][f"docs/{model.provider.key or 'models'}/{model.slug}.md"]
        found = list(tokens(page))
        headings = [(token.tag, plain(after)) for token, after in zip(found, found[1:]) if token.type == "heading_open"]
        assert headings[0] == ("h1", one_line(model.name) or model.air)
        assert {words for tag, words in headings if tag == "h2"} <= PARTS
        titles = [one_line(example.title) or "Untitled" for example in model.examples]
        assert [words for tag, words in headings if tag == "h3"] == titles
        assert max(sum(token.type == "th_open" for token in table) for table in split(found)) == 6


def split(found: list[Token]) -> Iterator[list[Token]]:
    """The tokens of each table."""
    starts = [i for i, token in enumerate(found) if token.type == "table_open"]
    ends = [i for i, token in enumerate(found) if token.type == "table_close"]
    yield from (found[start:end] for start, end in zip(starts, ends, strict=True))


def test_no_row_has_another_number_of_cells(made: tuple[tuple[Model, ...], dict[str, str]]) -> None:
    for path, page in made[1].items():
        if path.endswith(".md"):
            for line in page.split("\n"):
                if line.startswith("| "):
                    bars = line.replace("\\\\", "").replace("\\|", "").count("|")
                    assert bars in (3, 4, 6, 7, 9), (path, line)


def test_what_is_said_is_what_the_spec_says(made: tuple[tuple[Model, ...], dict[str, str]]) -> None:
    for model in made[0]:
        page = made[1][f"docs/{model.provider.key or 'models'}/{model.slug}.md"]
        said = [plain(token) for token in tokens(page) if token.type == "inline"]
        for text in (model.summary, *model.notes, *(limits.describe() for limits in model.media)):
            assert one_line(text) in ["", *said]


def test_programs_read_the_text_as_it_is(made: tuple[tuple[Model, ...], dict[str, str]]) -> None:
    text = made[1]["docs/capabilities.json"]
    assert not [char for char in text if not char.isprintable() and char != "\n"]
    for model, found in zip(made[0], json.loads(text)["models"], strict=True):
        assert (found["name"], found.get("summary", ""), found["notes"]) == (
            model.name,
            model.summary,
            list(model.notes),
        )
