"""``roles: {by: type, asset: 3, style: 1}``: how many items of an array may have each value of one of their fields.

Each item has a role, so there are never more items than all roles admit together.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import comb
from typing import ClassVar, Final, Self

from ..fragments import at_most
from ..predicates import AtMost, In, Predicate
from ..shapes import About
from ..values import Fragment, Json, listing, plural
from ..violations import Check, plain
from .base import Draft, FieldKind, Refused

MOST_CHOICES: Final = 500
"""More choices of places than this would make a schema that nobody wants to load."""


@dataclass(frozen=True)
class RolesKind(FieldKind):
    """``by`` is the field of an item that tells its role; ``most`` how many items each role may have."""

    by: str
    most: tuple[tuple[str, int], ...]

    keyword: ClassVar = "roles"
    help: ClassVar = "how many items may have each value of one of their fields"
    types: ClassVar = frozenset({"array"})

    @classmethod
    def author(cls) -> Fragment:
        return {
            "type": "object",
            "properties": {"by": {"type": "string", "minLength": 1}},
            "required": ["by"],
            "additionalProperties": {"type": "integer", "minimum": 1},
            "minProperties": 2,
        }

    @classmethod
    def read(cls, written: Json) -> Self:
        if not isinstance(written, dict):
            raise TypeError(written)
        most = {name: limit for name, limit in written.items() if isinstance(limit, int)}
        found = cls(str(written["by"]), tuple((name, most[name]) for name in sorted(most)))
        for name, limit in found.most:
            if comb(found.total, limit + 1) > MOST_CHOICES:
                message = f"{found.total} items in all are too many to count those of each role in every schema"
                raise Refused("bad-roles", message, "give the array a count, and note the limits of roles", (name,))
        return found

    @property
    def total(self) -> int:
        """How many items all roles admit together."""
        return sum(limit for _, limit in self.most)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.most)

    def item(self, role: str) -> Predicate:
        """What is true of the items that have the role."""
        return In((self.by,), (role,))

    def item_fragment(self, role: str) -> Fragment:
        return {"type": "object", "required": [self.by], "properties": {self.by: {"const": role}}}

    def checks(self, about: About) -> tuple[Check, ...]:
        return tuple(
            Check("wrong_count", AtMost((), limit, self.item(role)), self._sentence(about, role, limit))
            for role, limit in self.most
        )

    def _sentence(self, about: About, role: str, limit: int) -> str:
        items = plural(limit, "item")
        return plain(f"{about.field} takes at most {items} whose {self.by} is {role}{about.clause}.")

    def fragment(self, draft: Draft) -> Fragment:
        modern = draft == "2020-12"
        counted = [at_most(self.item_fragment(role), limit, self.total, modern) for role, limit in self.most]
        parts: list[Json] = [part for part in counted if part]
        bound: Fragment = {} if modern else {"maxItems": self.total}
        return {**bound, **({"allOf": parts} if parts else {})}

    def describe(self) -> str:
        limits = listing([f"{limit} whose {self.by} is {role}" for role, limit in self.most], "and")
        return f"at most {limits}"
