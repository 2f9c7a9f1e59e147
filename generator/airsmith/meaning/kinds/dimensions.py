"""``dimensions``: which widths go with which heights, in pixels: pairs, named groups of pairs, or ranges.

Or none at all: with ``from`` the size of the output follows from an input, and is no part of a request.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from ..fragments import both, has, implies, predicate_fragment, rows
from ..predicates import ALWAYS, All, Not, Predicate, Present, RowIn, both as both_hold
from ..shapes import About, Integer, Presence, Property
from ..values import Fragment, Json, Path, Row, dotted, listing, show
from ..violations import Level, Rule, plain
from .area import Area, Sides
from .base import Condition, Constraint, Draft, FieldKind, Refused
from .range import RangeKind
from .step import StepKind

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
    """``required`` is true where a size always is, ``needed`` where it is at times; ``only`` where one is accepted."""

    sizes: tuple[Size, ...]
    sides: Sides
    required: bool
    owner: str
    source: Path = ()
    needed: Condition | None = None
    only: Condition | None = None
    area: Area | None = None
    error: str = ""
    level: Level = "error"

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(size.row for size in self.sizes)

    def properties(self, docs: str) -> tuple[Property, Property]:
        """The fields ``width`` and ``height``."""
        presence = Presence.REQUIRED if self.required else Presence.OPTIONAL
        presence = Presence.UNSUPPORTED if self.source else presence
        return self._side("width", self.sides[0], presence, docs), self._side("height", self.sides[1], presence, docs)

    def _side(self, name: str, kinds: tuple[FieldKind, ...], presence: Presence, docs: str) -> Property:
        about = About(name, docs=docs)
        shape = Integer(kinds, tuple(check for kind in kinds for check in kind.checks(about)))
        follows = f", which follows from {dotted(self.source)}" if self.source else ""
        summary = f"{name.capitalize()} of the output{follows}."
        return Property(name, shape, presence, about, summary, unit="pixels", error=self.error)

    def rules(self) -> tuple[Rule, ...]:
        if self.source:
            return ()
        return (*self._paired(), *self._needed(), *self._listed(), *self._area(), *self._only())

    def _paired(self) -> tuple[Rule, ...]:
        """One side alone, where neither has to be there; where both have to, the other is simply missing."""
        if self.required or (self.only and self.needed and self.needed.predicate == self.only.predicate):
            return ()
        needless = Not(self.needed.predicate) if self.needed else ALWAYS
        return tuple(
            Rule(
                "unpaired_dimensions",
                path,
                Present(path),
                f"width and height come together; {path[0]} is missing.",
                both_hold(Present(other), needless),
                related=(other,),
            )
            for path, other in ((WIDTH, HEIGHT), (HEIGHT, WIDTH))
        )

    def _needed(self) -> tuple[Rule, ...]:
        if self.needed is None:
            return ()
        clause = plain(self.needed.clause())
        return tuple(
            Rule("missing_field", path, Present(path), f"{path[0]} is required{clause}.", self.needed.predicate)
            for path in (WIDTH, HEIGHT)
        )

    def _listed(self) -> tuple[Rule, ...]:
        if not self.sizes:
            return ()
        return (size_rule(self.rows, All((Present(WIDTH), Present(HEIGHT))), self.owner, ""),)

    def _area(self) -> tuple[Rule, ...]:
        if self.area is None:
            return ()
        sentence = f"{{value}} is not a size {plain(self.owner)} supports; the area is {self.area.describe()}."
        given, paths = All((Present(WIDTH), Present(HEIGHT))), (WIDTH, HEIGHT)
        holds = self.area.predicate
        return (Rule("unsupported_dimensions", WIDTH, holds, sentence, given, value=paths, related=(HEIGHT,)),)

    def _only(self) -> tuple[Rule, ...]:
        if self.only is None:
            return ()
        words, elsewhere = plain(self.only.words), Not(self.only.predicate)
        return tuple(
            Rule("forbidden_field", path, Not(Present(path)), f"{path[0]} is accepted only {words}.", elsewhere)
            for path in (WIDTH, HEIGHT)
        )

    def fragment(self, draft: Draft) -> Fragment:
        if self.source:
            return {}
        parts: list[Fragment] = []
        if not self.required:
            keyword = "dependentRequired" if draft == "2020-12" else "dependencies"
            parts.append({keyword: {"width": ["height"], "height": ["width"]}})
        if self.needed is not None:
            parts.append(implies(predicate_fragment(self.needed.predicate), {"required": ["width", "height"]}))
        if self.sizes:
            parts.append(rows((WIDTH, HEIGHT), self.rows, required=False))
        if self.area is not None:
            parts.append(self.area.fragment())
        if self.only is not None:
            neither: Fragment = {"not": {"anyOf": [has(WIDTH), has(HEIGHT)]}}
            parts.append(implies({"not": predicate_fragment(self.only.predicate)}, neither))
        return both(parts)

    def describe(self) -> str:
        if self.source:
            return f"width and height follow from {dotted(self.source)}, and are not accepted."
        sizes = listing([show(size.row) + (f" ({size.label})" if size.label else "") for size in self.sizes])
        if not self.sizes:
            sizes = f"width {_limits(self.sides[0])}, height {_limits(self.sides[1])}"
        sizes += f", {self.area.describe()} in all" if self.area else ""
        together = "" if self.required else "; together or not at all"
        needed = f"; required{self.needed.clause()}" if self.needed else ""
        only = f"; only {self.only.words}" if self.only else ""
        return f"width and height: {sizes}{together}{needed}{only}."


def _limits(kinds: tuple[FieldKind, ...]) -> str:
    return " ".join(kind.describe() for kind in kinds)


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
            raise Refused("bad-size", f'"{text}" is not a size', _meant(text) or _FORM, (*at, i))
        size = Size(int(match[1]), int(match[2]), match[3] or "", group)
        if 0 in size.row:
            raise Refused("bad-size", f"{show(size.row)} has a side of 0 pixels", at=(*at, i))
        if any(size.row == earlier.row for earlier in sizes):
            raise Refused("duplicate-value", f"{show(size.row)} is listed twice", at=(*at, i))
        sizes.append(size)
    return tuple(sizes)


def _meant(text: Json) -> str:
    """A question about what was meant by a size with another sign between its sides; empty where nothing is known."""
    near = re.sub(r"\s*[×X*]\s*", "x", text) if isinstance(text, str) else ""
    return f"did you mean {near}?" if _PAIR.fullmatch(near) else ""


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


def sizes_author() -> dict[str, Fragment]:
    """What may be written to say which sizes there are; a named set of sizes takes the same."""
    sizes: Fragment = {"type": "array", "items": {"type": "string", "description": _FORM}, "minItems": 1}
    return {
        "pairs": sizes,
        "groups": {"type": "object", "additionalProperties": sizes, "minProperties": 1},
        "range": _each_side(RangeKind.author()),
        "step": _each_side(StepKind.author()),
        "area": Area.author(),
    }


def _each_side(limit: Fragment) -> Fragment:
    """One limit for both sides, or one for each."""
    sides: Fragment = {
        "type": "object",
        "properties": {"width": limit, "height": limit},
        "required": ["width", "height"],
        "additionalProperties": False,
    }
    return {"if": {"type": "object"}, "then": sides, "else": limit}


def author(required: Fragment, error: Fragment) -> Fragment:
    """The JSON Schema of what may be written under ``dimensions``, with what may stand behind two words of fields."""
    return {
        "type": "object",
        "properties": {
            **sizes_author(),
            "from": {"type": "string", "minLength": 1},
            "use": {"type": "string", "minLength": 1},
            "only": {"type": "array", "items": {"type": "string"}, "minItems": 1},
            "required": required,
            "error": error,
        },
        "additionalProperties": False,
    }
