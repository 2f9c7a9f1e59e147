"""What surrounds every page: its title, the way to the others, and the scripts it loads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ...targets.code import Code
from .html import words

PAGES: Final = (
    ("index.html", "Models"),
    ("playground.html", "Playground"),
    ("schemas.html", "Schemas"),
    ("migration.html", "Migration"),
    ("changes.html", "Changes"),
)
"""The pages that all others lead to, in their order."""


@dataclass(frozen=True)
class NavLink:
    """A way to another page; ``current`` marks the one that is open."""

    href: Code
    label: Code
    current: bool


@dataclass(frozen=True)
class Chrome:
    """``root`` leads from the page to the top of the site, whatever address that has: nothing, or ``../``."""

    title: Code
    description: Code
    root: Code
    links: tuple[NavLink, ...]
    has_changes: bool


def chrome(path: str, title: str, description: str, *, has_changes: bool) -> Chrome:
    """The surroundings of the page at a path below the top of the site."""
    root = "../" * path.count("/")
    links = tuple(
        NavLink(Code(root + page), Code(label), page == path)
        for page, label in PAGES
        if has_changes or page != "changes.html"
    )
    return Chrome(words(title), words(description), Code(root), links, has_changes)
