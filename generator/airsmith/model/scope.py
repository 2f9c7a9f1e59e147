"""What the names in a model's rules stand for."""

from __future__ import annotations

from collections.abc import Sequence

from ..diagnostics import Diagnostic
from ..meaning.kinds import KINDS
from ..meaning.kinds.base import FieldKind, Refused, Scope
from ..meaning.kinds.dimensions import Dimensions
from ..meaning.predicates import All, AnyOf, Not, Predicate, Present
from ..meaning.shapes import Array, Boolean, Integer, Media, Number, Object, Presence, Property, Shape, String, Union
from ..meaning.values import Json, Path, Row, Scalar, dotted, is_integer, listing, nearest_word, show
from .catalog import Workflow
from .fields import FieldReader
from .written import Written

_TYPE_NAMES: dict[type[Shape], str] = {
    String: "string",
    Media: "image",
    Integer: "integer",
    Number: "number",
    Boolean: "boolean",
    Array: "array",
    Object: "object",
    Union: "union",
}


_PARTS = ("array", "object", "union")
"""What a condition cannot compare with a value."""


class ModelScope(Scope):
    """The names of one model. ``written`` is its document, for the keywords inside ``constrain``."""

    def __init__(
        self,
        owner: str,
        provider: str,
        root: Object,
        workflows: Sequence[Workflow],
        dimensions: Dimensions | None,
        written: Written,
    ) -> None:
        self.owner = owner
        self._provider = provider
        self._root = root
        self._workflows = workflows
        self._dimensions = dimensions
        self._written = written

    def path(self, name: str) -> Path:
        path = tuple(name.split("."))
        if path[0] == "provider":
            path = ("providerSettings", self._provider, *path[1:])
        field = self._field(path)
        if field is None:
            raise Refused("unknown-field", f"{name} is no field of {self.owner}", self._hint(path))
        if field.presence is Presence.UNSUPPORTED:
            raise Refused("unknown-field", f"{self.owner} does not support {name}, so no rule can speak of it")
        return path

    def _hint(self, path: Path) -> str:
        if self._field(("providerSettings", self._provider, *path)):
            return f"did you mean provider.{dotted(path)}?"
        near = nearest_word(dotted(path), [dotted(known) for known in self._paths(self._root)])
        return f"did you mean {self._spoken(near)}?" if near else "fields stand under `fields` or in the task's file"

    def _spoken(self, name: str) -> str:
        return name.replace(f"providerSettings.{self._provider}.", "provider.")

    def _field(self, path: Path) -> Property | None:
        shape: Shape = self._root
        field: Property | None = None
        for name in path:
            field = shape.property(name) if isinstance(shape, Object) else None
            if field is None:
                return None
            shape = field.shape
        return field

    @property
    def properties(self) -> dict[str, Property]:
        """The fields of the request itself."""
        return {field.name: field for field in self._root.properties}

    def shape(self, path: Path) -> Shape:
        field = self._field(path)
        assert field is not None, "only paths that `path` gave are asked for"
        return field.shape

    def _paths(self, shape: Object, base: Path = ()) -> list[Path]:
        found: list[Path] = []
        for field in shape.properties:
            found.append((*base, field.name))
            if isinstance(field.shape, Object):
                found += self._paths(field.shape, (*base, field.name))
        return found

    def scalar(self, name: str, value: Scalar) -> Scalar:
        field = self._field(self.path(name))
        wanted = _TYPE_NAMES[type(field.shape)] if field else "string"
        if not _has_type(value, wanted):
            message = f"{name} is of type {wanted}, so it is never {show(value)}"
            raise Refused("wrong-type", message, f"ask has: {name}" if wanted in _PARTS else "")
        return value

    def workflow(self, name: str) -> Predicate:
        known = {workflow.name: workflow for workflow in self._workflows}
        if name not in known:
            near = nearest_word(name, known)
            hint = f"did you mean {near}?" if near else f"workflows: {listing(sorted(known)) or 'none'}"
            raise Refused("unknown-workflow", f"{name} is no workflow of {self.owner}", hint)
        if known[name].needs:
            return _all_present(known[name].needs)
        others = tuple(_all_present(other.needs) for other in self._workflows if other.needs)
        return Not(AnyOf(others)) if others else All(())

    def rows(self, group: str) -> tuple[Row, ...]:
        sizes = self._dimensions.sizes if self._dimensions else ()
        found = tuple(size.row for size in sizes if size.group == group)
        if not found:
            names = sorted({size.group for size in sizes if size.group})
            near = nearest_word(group, names)
            hint = f"did you mean {near}?" if near else f"groups: {listing(names) or 'none'}"
            raise Refused("unknown-group", f"{group} is no group of dimensions of {self.owner}", hint)
        return found

    def kinds(self, name: str, written: dict[str, Json]) -> tuple[FieldKind, ...]:
        field = self._field(self.path(name))
        declared = _TYPE_NAMES[type(field.shape)] if field else "string"
        for kind in KINDS:
            if kind.keyword in written:
                _check_readable(kind, written[kind.keyword])
        problems: list[Diagnostic] = []
        typed = _TYPED.get(declared, {"type": declared})
        kinds = FieldReader(problems).kinds(Written(self._written.document, (), {**typed, **written}))
        if problems:
            first = problems[0]
            raise Refused(first.code, first.message, first.hint, (next(iter(written)),))
        return kinds


def _check_readable(kind: type[FieldKind], written: Json) -> None:
    """Raises Refused with the place below the keyword."""
    try:
        kind.read(written)
    except Refused as refused:
        raise Refused(refused.code, refused.message, refused.hint, (kind.keyword, *refused.at)) from None


_TYPED: dict[str, dict[str, Json]] = {"array": {"items": "string"}, "object": {"shape": {}}, "union": {"shape": {}}}
"""How a field of that type is written, as far as its keywords depend on it."""


def _all_present(paths: tuple[Path, ...]) -> Predicate:
    parts = tuple(Present(path) for path in paths)
    return parts[0] if len(parts) == 1 else All(parts)


def _has_type(value: Scalar, wanted: str) -> bool:
    match wanted:
        case "boolean":
            return isinstance(value, bool)
        case "integer":
            return is_integer(value)
        case "number":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "string":
            return isinstance(value, str)
        case _:
            return False
