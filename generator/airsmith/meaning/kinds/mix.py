"""``mix: false``: the items of an array all have the same role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import ClassVar, Self

from ..predicates import All, AnyOf, AtMost
from ..shapes import About
from ..values import Fragment, Json
from ..violations import Check, plain
from .base import Draft, FieldKind, Refused
from .roles import RolesKind


@dataclass(frozen=True)
class MixKind(FieldKind):
    """``roles`` is known once the kind stands ``beside`` it."""

    roles: RolesKind = RolesKind("", ())

    keyword: ClassVar = "mix"
    help: ClassVar = "`false`: all items have the same role"
    types: ClassVar = frozenset({"array"})

    @classmethod
    def author(cls) -> Fragment:
        return {"const": False, "description": "leave it out where roles may be mixed"}

    @classmethod
    def read(cls, written: Json) -> Self:
        if written is not False:
            raise TypeError(written)
        return cls()

    def beside(self, kinds: Sequence[FieldKind]) -> Self:
        roles = next((kind for kind in kinds if isinstance(kind, RolesKind)), None)
        if roles is None or len(roles.most) == 1:
            raise Refused("bad-roles", "nothing says which roles are not to be mixed", "name two or more in `roles`")
        return type(self)(roles)

    def checks(self, about: About) -> tuple[Check, ...]:
        sentence = plain(f"{about.field} cannot mix items whose {self.roles.by} differs{about.clause}.")
        apart = [
            AnyOf((AtMost((), 0, self.roles.item(left)), AtMost((), 0, self.roles.item(right))))
            for left, right in combinations(self.roles.names, 2)
        ]
        return (Check("conflict", apart[0] if len(apart) == 1 else All(tuple(apart)), sentence),)

    def fragment(self, draft: Draft) -> Fragment:
        alike: list[Json] = [{"items": self.roles.item_fragment(role)} for role in self.roles.names]
        return {"anyOf": alike}

    def describe(self) -> str:
        return f"all of one {self.roles.by}"
