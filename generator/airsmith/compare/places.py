"""Where the parts of a model were written: from a change back to file, line and column."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property

from ..diagnostics import Location, SpecErrors
from ..load.document import Document, Keys
from ..load.folder import SpecFile
from ..meaning.values import Json
from ..model.catalog import Model
from ..model.layers import Layers
from ..model.resolve import Resolved, resolve
from ..model.specs import Specs
from .found import Place


class Places:
    """The files of one model, read again when the first place is asked for."""

    def __init__(self, specs: Specs, model: Model) -> None:
        self._specs = specs
        self._model = model

    def locate(self, place: Place) -> Location:
        """The place, or the beginning of the model's file where nothing more exact is known."""
        if place.constraint is not None:
            written = self._resolved.places[place.constraint]
            return written.document.at(written.keys)
        for keys in place.keys:
            for document in self.documents:
                if _holds(document, keys):
                    return document.at(keys)
        return Location(f"{self._specs.folder.shown}/{self._model.file}")

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """The model's own file, then those it builds on."""
        files = (self._specs.files[name] for name in self._model.sources)
        return tuple(document for file in files if (document := self._read(file)) is not None)

    @property
    def contents(self) -> list[bytes]:
        """The files as they are, which is faster than what they say; none where one of them is gone."""
        with suppress(OSError):
            return [(self._specs.folder.root / name).read_bytes() for name in self._model.sources]
        return []

    @property
    def texts(self) -> list[dict[str, Json]]:
        """What the files say about requests; results are the task's own matter."""
        return [{key: value for key, value in one.data.items() if key != "response"} for one in self.documents]

    def _read(self, file: SpecFile) -> Document | None:
        try:
            return self._specs.folder.read(file)
        except (SpecErrors, OSError):
            return None  # It was read before, so it has just been changed or removed.

    @cached_property
    def _resolved(self) -> Resolved:
        by_kind = {self._specs.files[document.file].kind: document for document in self.documents[1:]}
        own = self.documents[0]
        sizes = by_kind.get("set")
        return resolve(Layers(own, by_kind.get("spec"), by_kind["task"], by_kind.get("provider"), sizes), [])


def _holds(document: Document, keys: Keys) -> bool:
    value: object = document.data
    for key in keys:
        if isinstance(value, dict) and isinstance(key, str) and key in value:
            value = value[key]
        elif isinstance(value, list) and isinstance(key, int) and key < len(value):
            value = value[key]
        else:
            return False
    return True
