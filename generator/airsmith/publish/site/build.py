"""The files of the site: specs in, pages out, nothing on disk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from ...files import File
from ...meaning.values import Json
from ...model.catalog import Entry, Model
from ...model.specs import Specs
from ...render import Renderer
from ...targets.docs.facts import ModelPage
from ...targets.docs.page import model_page
from ...targets.schemas.target import SchemasTarget
from ...targets.typescript.target import TypeScriptTarget
from .about import about_page
from .changes import changes_page
from .chrome import Chrome, chrome
from .data import playground_facts, schema_data, search_index
from .html import data
from .migration import migration_page
from .pictures import scale
from .playground import playground_page
from .schemas import schema_key, schemas_page
from .scripts import package_modules, scripts
from .snippets import Signature, signature
from .start import start_page

__all__ = ["site_files"]

_STYLES: Final = ("base", "matrix", "pages", "search", "playground", "narrow")
_BLANKS: Final = re.compile(r"\s*([{};,]|/\*.*?\*/)\s*|\s+", re.DOTALL)


def site_files(specs: Specs, renderer: Renderer, changelog: str = "") -> Iterator[File]:
    """Every file of the site; without a changelog it has no page of changes.

    Raises:
        SpecErrors: Of the specs.
        RenderError: Of the templates.
        NotPlain: A script is more than JavaScript with types.
    """
    yield from _Site(specs, renderer, changelog).files()


@dataclass
class _Site:
    """What all pages share. Models are kept: the page about moving puts requests of one to the others."""

    specs: Specs
    renderer: Renderer
    changelog: str
    models: list[Model] = field(default_factory=list)

    def files(self) -> Iterator[File]:
        packages = self.specs.packages()
        self.models = sorted(self.specs.models(), key=lambda model: model.lifecycle.stage != "live")
        pages = {model.air: model_page(model) for model in self.models}
        calls = {model.air: signature(model, packages) for model in self.models}
        to_scale = scale(pages.values())
        listed = list(pages.values())
        for model in self.models:
            yield self._about(model, pages[model.air], calls[model.air], to_scale)
        start = self._chrome("index.html", packages.summary.rstrip("."), packages.summary)
        yield self._page("index.html", "index", start_page(start, packages.summary, listed, to_scale))
        title = self._chrome("migration.html", "Migration", "What changes on the way from one model to another.")
        yield self._page("migration.html", "migration", migration_page(title, self.models, pages, to_scale))
        facts: list[Json] = [playground_facts(page, calls[page.air]) for page in listed]
        title = self._chrome("playground.html", "Playground", "Try a request: every keystroke is validated, here.")
        yield self._page("playground.html", "playground", playground_page(title, listed, facts))
        title = self._chrome("schemas.html", "Schemas", "JSON Schemas of requests and results.")
        yield self._page("schemas.html", "schemas", schemas_page(title, listed, self._schemas(pages)))
        if self.changelog:
            title = self._chrome("changes.html", "Changes", "What changed, version by version.")
            yield self._page("changes.html", "changes", changes_page(title, self.changelog))
        yield from scripts(self.renderer, package_modules(self._package()))
        yield File("assets/fields.js", f"globalThis.airsmithFields = {data(search_index(listed))};\n")
        styles = (self.renderer.copy(f"site/runtime/{name}.css") for name in _STYLES)
        yield File("assets/site.css", "".join(map(_squeezed, styles)))
        yield File("assets/icon.svg", self.renderer.copy("site/runtime/icon.svg"))

    def _about(self, model: Model, page: ModelPage, called: Signature, to_scale: float) -> File:
        path = f"{page.path}.html"
        about = about_page(self._chrome(path, page.name, page.summary), page, called, to_scale, model.file)
        return self._page(path, "model", about, model.sources)

    def _schemas(self, pages: dict[str, ModelPage]) -> dict[str, Json]:
        target = SchemasTarget(self.specs.packages(), self.renderer)
        found: dict[str, Json] = {}
        for model in self.models:
            found |= schema_data(schema_key(pages[model.air]), target.model_files(model))
        return found

    def _package(self) -> Iterator[File]:
        target = TypeScriptTarget(self.specs.packages(), self.renderer)
        for model in self.models:
            yield from target.model_files(model)
        yield from target.index_files([Entry.of(model) for model in self.models])

    def _chrome(self, path: str, title: str, description: str) -> Chrome:
        return chrome(path, title, description, has_changes=bool(self.changelog))

    def _page(self, path: str, template: str, view: Any, sources: tuple[str, ...] = ()) -> File:
        return File(path, self.renderer.render(f"site/{template}.html.j2", view), sources)


def _squeezed(style: str) -> str:
    """A style sheet without comments, and without blanks that mean nothing; its strings hold single ones only."""
    return (
        _BLANKS.sub(lambda found: " " if not found[1] else found[1] if len(found[1]) == 1 else "", style).strip() + "\n"
    )
