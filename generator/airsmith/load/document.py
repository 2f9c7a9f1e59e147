"""One spec file as its author wrote it, and the way from any of its values back to its place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ..diagnostics import Diagnostic, Location
from ..meaning.values import Json
from .yaml_nodes import Mapping, Node, Scalar, Sequence, to_json

Keys = tuple[str | int, ...]


@dataclass(frozen=True)
class Document:
    """``file`` is the path below the specs folder, with forward slashes; ``root`` a mapping."""

    file: str
    root: Mapping

    @cached_property
    def data(self) -> dict[str, Json]:
        """The plain values. Callers do not change them."""
        value = to_json(self.root)
        return value if isinstance(value, dict) else {}

    @property
    def stem(self) -> str:
        return self.file.rsplit("/", 1)[-1].removesuffix(".yaml")

    def at(self, keys: Keys, *, key: bool = False) -> Location:
        """Where the value below ``keys`` stands, or its key; the nearest place above where there is none.

        A list or mapping is said to stand at its key: that is where a reader looks for it.
        """
        node: Node = self.root
        location = node.location
        for part in keys:
            step = _step(node, part)
            if step is None:
                return location
            name, node = step
            location = node.location if isinstance(node, Scalar) and not key else name.location
        return location

    def problem(self, code: str, message: str, keys: Keys = (), hint: str = "", *, key: bool = False) -> Diagnostic:
        """A diagnostic about the value below ``keys``, or about its key."""
        return Diagnostic(self.at(keys, key=key), code, message, hint)


def _step(node: Node, part: str | int) -> tuple[Scalar | Node, Node] | None:
    if isinstance(node, Mapping) and isinstance(part, str):
        return node.entry(part)
    if isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
        return node.items[part], node.items[part]
    return None
