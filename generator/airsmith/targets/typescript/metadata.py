"""What npm and its registry read of the package: package.json, and LICENSE where the catalog has one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ...files import File
from ...meaning.values import Json
from ...model.catalog import Packages
from ...render import Renderer
from ..code import Code

CATALOG: Final = ("catalog.yaml",)


@dataclass(frozen=True)
class TextView:
    text: Code


def metadata_files(packages: Packages, renderer: Renderer) -> Iterator[File]:
    """The files that depend on the catalog alone."""
    # npm lays package.json out so itself, and prettier follows it there.
    document = TextView(Code(json.dumps(_package_json(packages), indent=2, ensure_ascii=False)))
    yield File("typescript/package.json", renderer.render("typescript/document.json.j2", document), CATALOG)
    if packages.license:
        view = TextView(Code(packages.license.text.strip("\n")))
        yield File("typescript/LICENSE", renderer.render("typescript/LICENSE.j2", view), CATALOG)


def _package_json(packages: Packages) -> Json:
    both: Json = {
        "import": {"types": "./esm/index.d.ts", "default": "./esm/index.js"},
        "require": {"types": "./cjs/index.d.ts", "default": "./cjs/index.js"},
    }
    parts: Json = {
        "import": {"types": "./esm/*.d.ts", "default": "./esm/*.js"},
        "require": {"types": "./cjs/*.d.ts", "default": "./cjs/*.js"},
    }
    return {
        "name": packages.npm_name,
        "version": packages.npm_version,
        "description": packages.summary,
        # npm's word for a package whose owner has not said under which terms it may be used.
        "license": packages.license.expression if packages.license else "UNLICENSED",
        **_links(dict(packages.urls)),
        "type": "module",
        "sideEffects": False,
        "engines": {"node": ">=20"},
        "main": "./cjs/index.js",
        "module": "./esm/index.js",
        "types": "./cjs/index.d.ts",
        "exports": {".": both, "./*": parts, "./package.json": "./package.json"},
        "files": ["esm", "cjs"],
        "scripts": {"build": "tsc -p tsconfig.json && tsc -p tsconfig.cjs.json"},
        "devDependencies": {"typescript": "^5.9.3"},
    }


def _links(urls: dict[str, str]) -> dict[str, Json]:
    """npm knows one page of a package, which is its documentation where it has no other."""
    links: dict[str, Json] = {}
    if home := urls.get("homepage", urls.get("documentation")):
        links["homepage"] = home
    if source := urls.get("source"):
        links["repository"] = {"type": "git", "url": source}
    if issues := urls.get("issues"):
        links["bugs"] = {"url": issues}
    return links
