"""What no two models may share: their AIR ids, and the names that code makes of their slugs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

from ..diagnostics import Diagnostic
from ..load.document import Document
from .catalog import Entry
from .names import clashes, pascal
from .written import Written


class Neighbours:
    """The models met so far; to meet one more takes no longer for there being many."""

    def __init__(self) -> None:
        self._by_air: defaultdict[str, list[Entry]] = defaultdict(list)
        self._by_name: defaultdict[str, list[Entry]] = defaultdict(list)

    def meet(self, entry: Entry, document: Callable[[], Document]) -> Iterator[Diagnostic]:
        """What is wrong with a model beside those before it. Its document is read only to say where."""
        alike, same = self._by_name[pascal(entry.slug)], self._by_air[entry.air]
        if alike or same:
            spec = document()
            yield from clashes(entry.slug, Written(spec, (), spec.data), alike)
            for other in same:
                message = f"{other.file} has the AIR id {entry.air} too"
                yield spec.problem("duplicate-air", message, ("air",), "every model has an id of its own")
        alike.append(entry)
        same.append(entry)
