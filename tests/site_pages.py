"""The site of any specs, and its pages read as a browser would read them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from airsmith import resources
from airsmith.load.folder import SpecFolder
from airsmith.model.specs import Specs
from airsmith.publish.site.build import site_files
from airsmith.render import Renderer

from support import ROOT

VOID = frozenset({"meta", "link", "input", "br", "hr", "path", "rect", "circle", "img"})


@cache
def site(folder: Path = ROOT / "specs", changelog: str = "# Changelog\n") -> dict[str, str]:
    """Path -> text of every file of the site of some specs."""
    files = site_files(Specs(SpecFolder(folder, "specs")), Renderer(resources.templates()), changelog)
    return {file.path: file.text for file in files}


def pages(files: dict[str, str]) -> dict[str, Page]:
    """Path -> page, of the HTML among the files."""
    return {path: read(text) for path, text in files.items() if path.endswith(".html")}


@dataclass(frozen=True)
class Element:
    """An element with its attributes and all the text in it."""

    tag: str
    attributes: dict[str, str]
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.parts)


@dataclass(frozen=True)
class Page:
    """Every element in the order in which they begin; ``unclosed`` are those that do not end where they should."""

    elements: tuple[Element, ...]
    unclosed: tuple[str, ...]

    def all(self, tag: str) -> list[Element]:
        return [one for one in self.elements if one.tag == tag]

    @property
    def ids(self) -> list[str]:
        return [one.attributes["id"] for one in self.elements if "id" in one.attributes]


@cache
def read(text: str) -> Page:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return Page(tuple(reader.elements), (*reader.wrong, *(one.tag for one in reader.open)))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1].tag == tag:
            self.open.pop()
        else:
            self.wrong.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.parts.append(data)
