"""A release in memory: every file of it, as it is to be published."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from ...meaning.values import Fragment, Json
from ...model.catalog import Model
from ...model.specs import Specs
from ...targets.schemas.vocabulary import KEYWORDS
from .documents import documents
from .record import RECORD, Document, Record, ReleasedModel
from .samples import samples
from .sums import SUMS, hashes_of, listing

SPECS: Final = "specs"
"""The folder of a release that holds the specs it was made from: ``airsmith diff`` finds them there."""

VOCABULARY: Final = "vocabulary.json"


@dataclass(frozen=True)
class Made:
    """``files`` maps each path below the folder of the release to its bytes."""

    record: Record
    files: Mapping[str, bytes]


def made_of(specs: Specs, base: str) -> Made:
    """The release that the specs describe, to be served below ``base``. Raises SpecErrors."""
    packages = specs.packages()
    version = packages.schema_version
    models = tuple(specs.models())
    schemas = [*documents(models, replace(packages, schema_base=f"{base}/{version}"))]
    files = {document.path: text_of(schema) for document, schema in schemas}
    files |= {path: text_of(request) for path, request in _samples(models, schemas)}
    record = Record(version, base, packages.npm_name, tuple(map(_released, models)), tuple(one for one, _ in schemas))
    files |= {f"{SPECS}/{name}": (specs.folder.root / name).read_bytes() for name in specs.files}
    files |= {RECORD: text_of(record.as_json()), VOCABULARY: text_of(_vocabulary(record))}
    return Made(record, {**files, SUMS: listing(hashes_of(files))})


def text_of(data: Json) -> bytes:
    """JSON as it is published: a change of one thing is a change of one line."""
    return (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode()


def _samples(models: Iterable[Model], schemas: Iterable[tuple[Document, Fragment]]) -> Iterator[tuple[str, Json]]:
    canonical = ("request", "2020-12")
    requests = {one.model: schema for one, schema in schemas if (one.kind, one.dialect) == canonical}
    for model in models:
        yield from samples(model, requests[model.air])


def _released(model: Model) -> ReleasedModel:
    lifecycle = model.lifecycle
    return ReleasedModel(model.air, model.name, model.slug, lifecycle.stage, lifecycle.replacement)


def _vocabulary(record: Record) -> Json:
    """The names of our annotations, for engines that refuse what they do not know."""
    keywords: list[Json] = [{"name": name, "description": words} for name, words in KEYWORDS.items()]
    return {
        "title": f"Keywords of {record.name} {record.version}",
        "description": "Annotations that schemas of this release carry; none of them changes a verdict.",
        "keywords": keywords,
    }
