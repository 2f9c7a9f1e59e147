"""The lines of a JSON document, by JSON Pointer."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import SpecErrors
from ..load.yaml_nodes import Mapping, Node, Sequence, parse
from .page import Page


class Places:
    """The line of a JSON Pointer's key: that of the last of its keys which can be found."""

    def __init__(self, page: Page) -> None:
        self.prefix: tuple[str, ...] = ()
        try:
            self.root: Node | None = parse(page.text.encode(), page.name)
        except (SpecErrors, RecursionError):
            # JSON that YAML reads otherwise, such as escaped surrogate pairs: all is said to stand in line 1.
            self.root = None

    def line(self, pointer: str) -> int:
        found = 1
        keys = [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]
        starts = [self.root, *self._bodies()]
        for start in starts:
            place = _follow(start, keys)
            found = max(found, place) if place else found
        return found

    def _bodies(self) -> Iterator[Node | None]:
        """Where the request's schema may begin in the document."""
        for path in (("requestSchema",), ("components", "schemas", "RequestBody", "items")):
            node: Node | None = self.root
            for key in path:
                entry = node.entry(key) if isinstance(node, Mapping) else None
                node = entry[1] if entry else None
            yield node


def _follow(node: Node | None, keys: list[str]) -> int:
    """The line of the last key; 0 where the way ends before it."""
    line = 0
    for key in keys:
        if isinstance(node, Mapping):
            entry = node.entry(key)
            if entry is None:
                return 0
            line, node = entry[0].location.line, entry[1]
        elif isinstance(node, Sequence) and key.isdigit() and int(key) < len(node.items):
            node = node.items[int(key)]
            line = node.location.line
        else:
            return 0
    return line
