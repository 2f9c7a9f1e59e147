"""A changelog as a page. It is Markdown, of which raw HTML stays text."""

from __future__ import annotations

from dataclasses import dataclass

from markdown_it import MarkdownIt

from ...targets.code import Code
from .chrome import Chrome


@dataclass(frozen=True)
class ChangesPage:
    """``body`` is the changelog."""

    chrome: Chrome
    body: Code


def changes_page(chrome: Chrome, changelog: str) -> ChangesPage:
    """The words of the page."""
    # Without HTML the parser escapes all text, and it makes no link but to addresses that are safe to follow.
    return ChangesPage(chrome, Code(MarkdownIt("commonmark", {"html": False}).enable("table").render(changelog)))
