"""What follows from the releases: aliases, and the lists by which people and programs find a schema."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ...meaning.values import Fragment, Json
from ...targets.schemas.views import DIALECTS
from .made import VOCABULARY
from .record import RECORD, Document, Record
from .shelf import Published
from .sums import SUMS

INDEX: Final = "index.json"
LATEST: Final = "latest"


def newest(releases: Sequence[Published]) -> dict[str, Published]:
    """Alias -> the highest release it can stand for: ``latest`` for all, ``v1`` for those of major version 1."""
    found: dict[str, Published] = {}
    for release in sorted(releases, key=lambda one: one.version):
        found |= {f"v{release.version.major}": release, LATEST: release}
    return found


def aliases(releases: Sequence[Published]) -> Iterator[tuple[str, Fragment]]:
    """A document at each path under each alias that refers to the newest release that has it.

    A model that a release leaves out keeps its alias: an address that worked goes on working.
    """
    found: dict[str, Fragment] = {}
    for release in sorted(releases, key=lambda one: one.version):
        for document in release.record.documents:
            for alias in (LATEST, f"v{release.version.major}"):
                path = f"{alias}/{document.path}"
                found[path] = _alias(release.record, document, path)
    yield from sorted(found.items())


def _alias(record: Record, document: Document, path: str) -> Fragment:
    """In draft-07 nothing may stand beside a ``$ref``, so there it is wrapped."""
    target: Fragment = {"$ref": record.url(document.path)}
    reference: Fragment = {"allOf": [target]} if document.dialect == "draft-07" else target
    return {
        "$schema": DIALECTS[document.dialect],
        "$id": f"{record.base}/{path}",
        "title": document.title,
        "description": document.description,
        **reference,
    }


def index(releases: Sequence[Published]) -> Fragment:
    """Every release, newest first."""
    moving: Fragment = {alias: release.record.version for alias, release in newest(releases).items()}
    return {
        "format": 1,
        "base": releases[-1].record.base,
        "aliases": {alias: moving[alias] for alias in sorted(moving)},
        "releases": [_listed(release) for release in reversed(releases)],
    }


def _listed(release: Published) -> Fragment:
    record = release.record
    airs: list[Json] = [model.air for model in record.models]
    return {
        "version": record.version,
        "url": record.url(""),
        "record": record.url(RECORD),
        "vocabulary": record.url(VOCABULARY),
        "sums": record.url(SUMS),
        "sha256": release.digest,
        "models": airs,
    }


def registry(releases: Sequence[Published]) -> Fragment:
    """AIR id -> the schemas of each release that has the model, newest first, and their aliases."""
    models: dict[str, Fragment] = {}
    for release in reversed(releases):
        record = release.record
        for model in record.models:
            found = models.setdefault(
                model.air,
                {
                    "name": model.name,
                    "slug": model.slug,
                    "status": model.status,
                    **({"replacement": model.replacement} if model.replacement else {}),
                    "latest": _addresses(record, model.air, f"{record.base}/{LATEST}"),
                    "releases": {},
                },
            )
            of_release = found["releases"]
            assert isinstance(of_release, dict)
            of_release[record.version] = _addresses(record, model.air, f"{record.base}/{record.version}")
    return {"format": 1, "base": releases[-1].record.base, "models": {air: models[air] for air in sorted(models)}}


def _addresses(record: Record, air: str, folder: str) -> Fragment:
    """Dialect -> kind -> address."""
    found: dict[str, Fragment] = {}
    for document in record.documents_of(air):
        found.setdefault(document.dialect, {})[document.kind] = f"{folder}/{document.path}"
    return {**found}


def catalog(releases: Sequence[Published]) -> Fragment:
    """The schemas in the form of SchemaStore's catalog, by which editors find one for a file; in draft-07,
    which all of them know."""
    seen: dict[str, list[tuple[Published, Document]]] = {}
    for release in reversed(releases):
        for document in release.record.documents:
            if document.dialect == "draft-07" and document.kind in ("request", "response", "file"):
                seen.setdefault(document.path, []).append((release, document))
    schemas: list[Json] = [_entry(found) for _, found in sorted(seen.items())]
    return {"$schema": "https://json.schemastore.org/schema-catalog.json", "version": 1, "schemas": schemas}


def _entry(found: Sequence[tuple[Published, Document]]) -> Fragment:
    newest_release, document = found[0]
    record = newest_release.record
    versions: Fragment = {release.record.version: release.record.url(one.path) for release, one in found}
    return {
        "name": document.title if document.model else f"{record.name} request",
        "description": document.description,
        "fileMatch": [_file_match(record, document)],
        "url": versions[record.version],
        "versions": versions,
    }


def _file_match(record: Record, document: Document) -> str:
    slug = next((model.slug for model in record.models if model.air == document.model), record.name)
    return f"*.{slug}.{'response' if document.kind == 'response' else 'request'}.json"


def lists(releases: Sequence[Published]) -> Iterator[tuple[str, Fragment]]:
    """Every file that follows from the releases and from nothing else, by path."""
    yield from aliases(releases)
    yield "registry.json", registry(releases)
    yield "catalog.json", catalog(releases)
    yield INDEX, index(releases)
