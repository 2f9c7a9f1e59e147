"""``dimensions``: which widths go with which heights, in pixels: pairs, named groups of pairs, or ranges."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from ..fragments import both, has, implies, predicate_fragment, rows
from ..predicates import All, Not, Predicate, Present, RowIn
from ..shapes import About, Integer, Presence, Property
from ..values import Fragment, Json, Path, Row, listing, show
from ..violations import Level, Rule, plain
from .base import Constraint, Draft, Refused
from .range import RangeKind

WIDTH: Final[Path] = ("width",)
HEIGHT: Final[Path] = ("height",)
_FORM: Final = "write WIDTHxHEIGHT, or WIDTHxHEIGHT RATIO: 1792x1024 7:4"
_PAIR: Final = re.compile(r"([0-9]{1,6})x([0-9]{1,6})(?: ([0-9]+:[0-9]+))?")


@dataclass(frozen=True)
class Size:
    """One legal size in pixels; ``label`` is the ratio as the docs print it, never computed."""

    width: int
    height: int
    label: str = ""
    group: str = ""

    @property
    def row(self) -> Row:
        return (self.width, self.height)


@dataclass(frozen=True)
class Dimensions(Constraint):
    sizes: tuple[Size, ...]
    ranges: tuple[RangeKind, RangeKind] | None
    required: bool
    owner: str
    only: Predicate | None = None
    only_words: str = ""
    level: Level = "error"

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(size.row for size in self.sizes)

    def properties(self, docs: str) -> tuple[Property, Property]:
        """The fields ``width`` and ``height``."""
        presence = Presence.REQUIRED if self.required else Presence.OPTIONAL
        return self._side("width", 0, presence, docs), self._side("height", 1, presence, docs)

    def _side(self, name: str, index: int, presence: Presence, docs: str) -> Property:
        about = About(name, self.owner, docs)
        kinds = (self.ranges[index],) if self.ranges else ()
        shape = Integer(kinds, tuple(check for kind in kinds for check in kind.checks(about)))
        return Property(name, shape, presence, about, f"{name.capitalize()} of the output.", unit="pixels")

    def rules(self) -> tuple[Rule, ...]:
        return (*self._paired(), *self._listed(), *self._only())

    def _paired(self) -> tuple[Rule, ...]:
        if self.required:
            return ()
        sentence = "width and height come together; {} is missing."
        return (
            Rule(
                "unpaired_dimensions",
                WIDTH,
                Present(WIDTH),
                sentence.format("width"),
                Present(HEIGHT),
                related=(HEIGHT,),
            ),
            Rule(
                "unpaired_dimensions",
                HEIGHT,
                Present(HEIGHT),
                sentence.format("height"),
                Present(WIDTH),
                related=(WIDTH,),
            ),
        )

    def _listed(self) -> tuple[Rule, ...]:
        if not self.sizes:
            return ()
        return (size_rule(self.rows, All((Present(WIDTH), Present(HEIGHT))), self.owner, ""),)

    def _only(self) -> tuple[Rule, ...]:
        if self.only is None:
            return ()
        sentence = f"{{}} is accepted only {plain(self.only_words)}."
        return tuple(
            Rule("forbidden_field", path, Not(Present(path)), sentence.format(path[0]), Not(self.only))
            for path in (WIDTH, HEIGHT)
        )

    def fragment(self, draft: Draft) -> Fragment:
        parts: list[Fragment] = []
        if not self.required:
            keyword = "dependentRequired" if draft == "2020-12" else "dependencies"
            parts.append({keyword: {"width": ["height"], "height": ["width"]}})
        if self.sizes:
            parts.append(rows((WIDTH, HEIGHT), self.rows, required=False))
        if self.only is not None:
            neither: Fragment = {"not": {"anyOf": [has(WIDTH), has(HEIGHT)]}}
            parts.append(implies({"not": predicate_fragment(self.only)}, neither))
        return both(parts)

    def describe(self) -> str:
        sizes = listing([show(size.row) + (f" ({size.label})" if size.label else "") for size in self.sizes])
        if self.ranges:
            sizes = f"width {self.ranges[0].describe()}, height {self.ranges[1].describe()}"
        together = "" if self.required else "; together or not at all"
        return f"width and height: {sizes}{together}."


def size_rule(legal: tuple[Row, ...], applies: Predicate, owner: str, clause: str, level: Level = "error") -> Rule:
    """The rule that a size is one of the listed pairs: one violation for a wrong pair, at its width."""
    sentence = f"{{value}} is not a size {plain(owner)} supports{plain(clause)}; use {{choices}}."
    paths = (WIDTH, HEIGHT)
    holds = RowIn(paths, legal)
    return Rule("unsupported_dimensions", WIDTH, holds, sentence, applies, legal, None, paths, (HEIGHT,), level)


def read_sizes(written: Json, group: str = "", at: tuple[str | int, ...] = ()) -> tuple[Size, ...]:
    """Sizes such as ``1792x1024`` or ``1792x1024 7:4``. Raises Refused."""
    if not isinstance(written, list):
        raise TypeError(written)
    sizes: list[Size] = []
    for i, text in enumerate(written):
        match = _PAIR.fullmatch(text) if isinstance(text, str) else None
        if match is None:
            raise Refused("bad-size", f'"{text}" is not a size', _FORM, (*at, i))
        size = Size(int(match[1]), int(match[2]), match[3] or "", group)
        if 0 in size.row:
            raise Refused("bad-size", f"{show(size.row)} has a side of 0 pixels", at=(*at, i))
        if any(size.row == earlier.row for earlier in sizes):
            raise Refused("duplicate-value", f"{show(size.row)} is listed twice", at=(*at, i))
        sizes.append(size)
    return tuple(sizes)


def read_groups(written: Json) -> tuple[Size, ...]:
    """The sizes of all groups, in the order of their names' appearance. Raises Refused."""
    if not isinstance(written, dict):
        raise TypeError(written)
    found: list[Size] = []
    for name in sorted(written):
        for i, size in enumerate(read_sizes(written[name], name, (name,))):
            if any(size.row == earlier.row for earlier in found):
                raise Refused("duplicate-value", f"{show(size.row)} stands in two groups", at=(name, i))
            found.append(size)
    return tuple(found)


def author() -> Fragment:
    """The JSON Schema of what may be written under ``dimensions``."""
    sizes: Fragment = {"type": "array", "items": {"type": "string", "description": _FORM}, "minItems": 1}
    sides: Fragment = {
        "type": "object",
        "properties": {"width": RangeKind.author(), "height": RangeKind.author()},
        "required": ["width", "height"],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {
            "pairs": sizes,
            "groups": {"type": "object", "additionalProperties": sizes, "minProperties": 1},
            "range": {"if": {"type": "object"}, "then": sides, "else": RangeKind.author()},
            "only": {"type": "array", "items": {"type": "string"}, "minItems": 1},
            "required": {"type": "boolean"},
        },
        "additionalProperties": False,
    }
