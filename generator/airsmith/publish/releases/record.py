"""What a release says of itself, ``release.json``: all that lists and aliases are made from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal, TypeAlias, cast

from ...meaning.kinds.base import Draft
from ...meaning.values import Fragment, Json
from ...targets.schemas.fragments import DRAFTS

FORMAT: Final = 1
RECORD: Final = "release.json"

Kind: TypeAlias = Literal["request", "response", "requests", "bundle", "flat", "file"]
"""``requests`` refers to the request schemas, ``bundle`` holds them with their ids, ``flat`` without; ``file`` is of files
that editors open."""


@dataclass(frozen=True)
class Document:
    """A schema; ``path`` is below the folder of the release, ``model`` an AIR id where it is of one model."""

    path: str
    kind: Kind
    dialect: Draft
    title: str
    description: str
    model: str | None = None


@dataclass(frozen=True)
class ReleasedModel:
    air: str
    name: str
    slug: str
    status: str
    replacement: str | None = None


@dataclass(frozen=True)
class Record:
    """``name`` is what the schemas are called together: the name of the npm package."""

    version: str
    base: str
    name: str
    models: tuple[ReleasedModel, ...]
    documents: tuple[Document, ...]

    def url(self, path: str) -> str:
        return f"{self.base}/{self.version}/{path}"

    def documents_of(self, air: str) -> Iterator[Document]:
        yield from (document for document in self.documents if document.model == air)

    def as_json(self) -> Fragment:
        return {
            "format": FORMAT,
            "version": self.version,
            "base": self.base,
            "name": self.name,
            "models": [_filled(model) for model in self.models],
            "documents": [_filled(document) for document in self.documents],
        }

    @classmethod
    def of_json(cls, data: Any) -> Record:
        """Raises ValueError where the data are no record, or one of a later form."""
        try:
            if data["format"] != FORMAT:
                raise ValueError(f"its format is {data['format']}, and this program reads {FORMAT}")
            models = tuple(ReleasedModel(**_texts(model)) for model in data["models"])
            documents = tuple(Document(**_texts(document)) for document in data["documents"])
            head = _texts({key: data[key] for key in ("version", "base", "name")})
        except (AttributeError, KeyError, TypeError) as error:
            raise ValueError(f"it is no record of a release: {type(error).__name__} {error}") from None
        for document in documents:
            _refuse_outside(document)
        return cls(**head, models=models, documents=documents)


def _texts(data: Any) -> dict[str, Any]:
    """The data, of which every value is a text. Raises TypeError."""
    if not all(isinstance(value, str) for value in data.values()):
        raise TypeError("a value is no text")
    return {**data}


def _refuse_outside(document: Document) -> None:
    """Refuse what would put an alias somewhere else, or in a dialect that there is not: a record may be forged."""
    if {"", ".", ".."} & set(document.path.split("/")) or "\\" in document.path:
        raise ValueError(f"{document.path!r} is no path of a schema")
    if document.dialect not in DRAFTS:
        raise ValueError(f"{document.dialect!r} is no dialect of a schema")


def _filled(value: Document | ReleasedModel) -> Json:
    return {key: cast("Json", found) for key, found in asdict(value).items() if found is not None}
