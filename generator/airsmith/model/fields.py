"""Reading fields: what is written becomes a property with its shape, kinds and checks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..diagnostics import Diagnostic
from ..meaning.kinds import KINDS
from ..meaning.kinds.base import FieldKind, Refused
from ..meaning.kinds.count import CountKind
from ..meaning.kinds.length import LengthKind
from ..meaning.shapes import (
    About,
    Array,
    Boolean,
    Integer,
    Media,
    Number,
    Object,
    Presence,
    Property,
    Shape,
    String,
    item_about,
)
from ..meaning.values import Json, Scalar, is_integer, listing
from .written import Written

_NOUNS = {
    "string": "text",
    "integer": "whole numbers",
    "number": "numbers",
    "boolean": "true and false",
    "array": "lists of items",
    "object": "objects",
    "image": "images",
    "video": "videos",
    "audio": "sounds",
}


_FORMS = {"shape": "object", "tuple": "array", "items": "array"}
"""What makes a field something other than a single value."""


class FieldReader:
    """Reads fields and collects what is wrong with them."""

    def __init__(self, problems: list[Diagnostic]) -> None:
        self.problems = problems

    def property(self, name: str, words: str, written: Written, *, required: bool = False) -> Property:
        """The property of a field; ``words`` is what sentences call it, ``required`` where nothing is said."""
        if isinstance(written.data.get("required"), dict) and written.keys[:-1] != ("fields",):
            hint = "write a rule: {when: ..., require: [...]}"
            message = "only a field of the request itself is required for a workflow or unless another is given"
            self.problems.append(written.problem("wrong-kind", message, ("required",), hint))
        docs = written.link(str(written.data["source"])) if "source" in written.data else written.page
        about = About(words, docs=docs)
        return Property(
            name=name,
            shape=self.shape(about, written),
            presence=_presence(written, required),
            about=about,
            summary=written.text("summary"),
            default=_scalar(written.data.get("default")),
            unit=written.text("unit"),
            labels=self._labels(written),
            anchor=_anchor(written),
            error=written.text("error"),
        )

    def shape(self, about: About, written: Written) -> Shape:
        """The shape of a value."""
        kinds = self.kinds(written)
        if "shape" in written.data:
            return self._object(about, written)
        checks = tuple(check for kind in kinds for check in kind.checks(about))
        if "tuple" in written.data:
            return self._tuple(about, written)
        if "items" in written.data:
            return Array(self.shape(item_about(about), written.items), kinds, checks)
        match self.type_of(written, kinds):
            case "image" | "video" | "audio" as media:
                filled = (LengthKind(1, None), *kinds)
                return Media(media, filled, tuple(check for kind in filled for check in kind.checks(about)))
            case "url":
                filled = (LengthKind(1, None), *kinds)
                return String(filled, tuple(check for kind in filled for check in kind.checks(about)))
            case "integer":
                return Integer(kinds, checks)
            case "number":
                return Number(kinds, checks)
            case "boolean":
                return Boolean(kinds, checks)
            case _:
                return String(kinds, checks)

    def _object(self, about: About, written: Written) -> Object:
        inner = written.inner("shape")
        fields = [
            self.property(name, f"{about.field}.{name}", written.inner("shape", name), required=True)
            for name in sorted(inner.data)
        ]
        return Object(tuple(fields), About(about.field, docs=about.docs, noun=f"field of {about.field}"))

    def _tuple(self, about: About, written: Written) -> Array:
        """An array with one item for each listed field. They are alike: items that differ have names, and are a shape."""
        listed = written.data["tuple"]
        fields = listed if isinstance(listed, list) else []
        for i, field in enumerate(fields):
            if field != fields[0]:
                hint = "say of all of them what each may be, or write a shape that names them"
                message = "this item may be something else than the first one"
                self.problems.append(written.problem("bad-tuple", message, ("tuple", i), hint))
        count = CountKind(len(fields), len(fields))
        return Array(self.shape(item_about(about), written.items), (count,), count.checks(about))

    def kinds(self, written: Written) -> tuple[FieldKind, ...]:
        """The kinds of the keywords written, in the order they speak; a refused one is left out."""
        found: list[FieldKind] = []
        for kind in KINDS:
            if kind.keyword not in written.data:
                continue
            try:
                found.append(kind.read(written.data[kind.keyword]))
            except Refused as refused:
                self.problems.append(written.refused(refused, (kind.keyword,)))
        self._check_types(written, found)
        return tuple(self._complete(written, found))

    def _complete(self, written: Written, kinds: Sequence[FieldKind]) -> Iterator[FieldKind]:
        """The kinds with what they need of each other; one that lacks it is left out."""
        for kind in kinds:
            try:
                yield kind.beside(kinds)
            except Refused as refused:
                self.problems.append(written.refused(refused, (kind.keyword,)))

    def type_of(self, written: Written, kinds: Iterable[FieldKind]) -> str:
        """The written type, or the one its values imply."""
        implied = next((_implied(kind.values) for kind in kinds if kind.values), "")
        return str(written.data.get("type") or implied or "string")

    def _check_types(self, written: Written, kinds: Sequence[FieldKind]) -> None:
        main = next((form for form in _FORMS if form in written.data), None)
        if main is not None:
            actual = _FORMS[main]
            for idle in ("type", "items", "tuple", *(("count", "roles", "mix") if main == "tuple" else ())):
                if idle in written.data and idle != main:
                    message = f"{idle} says nothing beside {main}"
                    self.problems.append(written.problem("wrong-kind", message, (idle,), f"leave {idle} out"))
        else:
            actual = self._scalar_type(written, kinds)
        for kind in kinds:
            if actual and actual not in kind.types:
                limited = listing([_NOUNS[name] for name in sorted(kind.types)], "and")
                message = f"{kind.keyword} limits {limited or 'other fields'}, not {_NOUNS[actual]}"
                self.problems.append(written.problem("wrong-kind", message, (kind.keyword,), key=True))

    def _scalar_type(self, written: Written, kinds: Sequence[FieldKind]) -> str:
        declared = str(written.data.get("type", ""))
        declared = {"url": "string"}.get(declared, declared)
        for kind in kinds:
            for value in kind.values if declared else ():
                if not _fits(value, declared):
                    message = f"{kind.keyword} holds {_describe(value)}, but the field is of type {declared}"
                    hint = "write it in quotes" if declared == "string" else ""
                    self.problems.append(written.problem("mixed-enum", message, (kind.keyword,), hint))
                    return ""
        implied = next((_implied(kind.values) for kind in kinds if kind.values), "")
        silent = not {"enum", "const"} & set(written.data) and written.data.get("supported") is not False
        if not declared and not implied and silent:
            hint = "add type, enum, const, items, shape or tuple"
            self.problems.append(written.problem("no-type", "nothing says what type the field has", (), hint))
        return declared or implied

    def _labels(self, written: Written) -> tuple[tuple[Scalar, str], ...]:
        labels = written.data.get("labels")
        if not isinstance(labels, dict):
            return ()
        values = {_word(value): value for kind in self._quiet_kinds(written) for value in kind.values}
        for word in sorted(set(labels) - set(values)):
            message = f"{word} is labelled, but is not a value of the field"
            hint = f"values: {listing(list(values))}" if values else "only listed values (enum, const) have labels"
            self.problems.append(written.problem("bad-label", message, ("labels", word), hint, key=True))
        return tuple((values[word], str(labels[word])) for word in values if word in labels)

    def _quiet_kinds(self, written: Written) -> tuple[FieldKind, ...]:
        return FieldReader([]).kinds(written)


def _word(value: Scalar) -> str:
    """A value as a key of a mapping is written."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _presence(written: Written, required: bool) -> Presence:
    if written.data.get("supported") is False:
        return Presence.UNSUPPORTED
    return Presence.REQUIRED if written.data.get("required", required) is True else Presence.OPTIONAL


def _anchor(written: Written) -> str:
    owner: Written | None = written
    while owner is not None and "source" not in owner.data:
        owner = owner.base
    return owner.link(owner.text("source")) if owner is not None else ""


def _implied(values: tuple[Scalar, ...]) -> str:
    if not values:
        return ""
    if all(isinstance(value, bool) for value in values):
        return "boolean"
    if all(isinstance(value, str) for value in values):
        return "string"
    return "integer" if all(map(is_integer, values)) else "number"


def _fits(value: Scalar, declared: str) -> bool:
    implied = _implied((value,))
    return implied == declared or (implied, declared) == ("integer", "number")


def _describe(value: Scalar) -> str:
    return f"the {_implied((value,))} {_word(value)}"


def _scalar(value: Json) -> Scalar | None:
    return None if isinstance(value, list | dict) else value
