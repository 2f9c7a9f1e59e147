"""One spec file as its author wrote it, and the way from any of its values back to its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ..diagnostics import Diagnostic, Location
from ..meaning.values import Json
from .yaml_nodes import Mapping as MappingNode
from .yaml_nodes import Node, Scalar, Sequence, to_json

Keys = tuple[str | int, ...]


@dataclass(frozen=True)
class Document:
    """``file`` is the path below the specs folder, with forward slashes; ``root`` a mapping."""

    file: str
    root: MappingNode

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

    def with_keys(self, names: Mapping[Keys, str]) -> Document:
        """The document with other names for the keys at some places; all of it stays where it stands."""
        root = _with_keys(self.root, names, ())
        return Document(self.file, root) if isinstance(root, MappingNode) else self

    def problem(self, code: str, message: str, keys: Keys = (), hint: str = "", *, key: bool = False) -> Diagnostic:
        """A diagnostic about the value below ``keys``, or about its key."""
        return Diagnostic(self.at(keys, key=key), code, message, hint)


def _with_keys(node: Node, names: Mapping[Keys, str], at: Keys) -> Node:
    match node:
        case MappingNode():
            entries = tuple(
                (
                    Scalar(names.get((*at, str(key.value)), key.value), key.location),
                    _with_keys(inner, names, (*at, str(key.value))),
                )
                for key, inner in node.entries
            )
            return MappingNode(entries, node.location)
        case Sequence():
            items = tuple(_with_keys(item, names, (*at, i)) for i, item in enumerate(node.items))
            return Sequence(items, node.location)
        case Scalar():
            return node


def _step(node: Node, part: str | int) -> tuple[Scalar | Node, Node] | None:
    if isinstance(node, MappingNode) and isinstance(part, str):
        return node.entry(part)
    if isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
        return node.items[part], node.items[part]
    return None
