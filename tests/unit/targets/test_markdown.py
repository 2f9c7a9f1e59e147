"""Text that no Markdown can come out of."""

from __future__ import annotations

import pytest
from airsmith.targets.code import Code
from airsmith.targets.markdown import code, fenced, link, text, value, visible, words
from markdown_it import MarkdownIt

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@pytest.mark.parametrize(
    "written",
    [
        "*a* _b_ **c** __d__ `e` [f](g) ![h](i) <j> &amp; ~~k~~ | l",
        "# no heading",
        "1. no list",
        "2) no list",
        "- no list",
        "-0.5 to 0.5",
        "---",
        "=== no line under a heading",
        "http://a.example and www.b.example",
        "a\\*b\\",
        "",
    ],
)
def test_text_is_read_back(written: str) -> None:
    shown = MARKDOWN.renderInline(str(text(written)))
    assert MARKDOWN.render(f"{text(written)}\n") == (f"<p>{shown}</p>\n" if written else "")
    assert shown == _escaped(written)


def _escaped(written: str) -> str:
    for char, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        written = written.replace(char, entity)
    return written


def test_figures_stay_readable() -> None:
    assert text("0.1 to 0.9, -0.5, 16:9, 1 to 4000 characters") == "0.1 to 0.9, -0.5, 16:9, 1 to 4000 characters"


def test_no_address_is_one() -> None:
    assert text("http://a.example www.b.example") == r"http\://a.example www\.b.example"


@pytest.mark.parametrize("written", ["a", "a`b", "``", "`a", "a``b`c"])
def test_code_is_read_back(written: str) -> None:
    assert MARKDOWN.renderInline(str(code(written))) == f"<code>{written}</code>"


def test_values_are_json() -> None:
    assert value("a|b\u2028") == r'`"a\|b\u2028"`'
    assert (value(True), value(0.5)) == ("`true`", "`0.5`")


def test_addresses_cannot_end_a_link() -> None:
    assert link(Code("a"), "https://x.example/a) [b](c|d#e?f=%20 g") == (
        "[a](https://x.example/a%29%20%5Bb%5D%28c%7Cd#e?f=%20%20g)"
    )
    assert link(Code("a"), "") == "a"


def test_a_block_ends_where_it_should() -> None:
    lines = list(fenced('"```"\n', "json"))
    assert lines == ["````json", '"```"', "````"]


def test_unseen_characters_are_escaped() -> None:
    assert visible('{\r\n\t"a": "\u202e\x7f\U000e0041"}') == '{\n  "a": "\\u202e\\u007f\\udb40\\udc41"}'


def test_lists_of_words() -> None:
    assert words([Code("a"), Code("b"), Code("c")], "and") == "a, b and c"
