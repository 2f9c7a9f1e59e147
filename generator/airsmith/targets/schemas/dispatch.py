"""The way from an AIR id to the schema that counts, as conditions on ``model`` that halve the models.

A condition looks at one character of the id: validators take as long for it with thousands of models as with few, while
a list of ids is gone through one by one. At the end of the way one id is compared.

Each end of the way, and each larger part of it, is a definition of its own. Compilers of schemas, ajv above all, make a
function of what refers to others, and put everything else into the one around it: of thousands of models in one function
every request would pay for the variables of all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from os.path import commonprefix
from typing import Final

from ...meaning.values import Fragment, Json

TOGETHER: Final = 8
"""Ways to so many models are written in one place."""

KNOWN: Final = "known_models"
"""Where an id leads that none of the models has. No slug has an underscore, so no model is called that."""

_MARKS: Final = frozenset("-]^\\")
"""What means something between square brackets."""


class Dispatch:
    """A balanced tree of conditions, ``way``, and the ``definitions`` it refers to, which stand below ``keyword``.

    ``models`` leads from each AIR id to a name of the model, and to the schema that counts for it.
    """

    def __init__(self, models: Mapping[str, tuple[str, str]], keyword: str) -> None:
        self._models = models
        self._keyword = keyword
        known: list[Json] = list(models)
        self.definitions: dict[str, Fragment] = {KNOWN: _model({"enum": known})}
        self.way = self._way(sorted(models))

    def _way(self, airs: list[str]) -> Fragment:
        if len(airs) == 1:
            return self._end(airs[0])
        prefix = commonprefix(airs)
        first, second = _halves(airs, len(prefix))
        chars = "".join(map(_member, sorted({air[len(prefix)] for air in second})))
        condition = _model({"type": "string", "pattern": f"^{_literal(prefix)}[{chars}]"})
        return {"if": condition, "then": self._part(second), "else": self._part(first)}

    def _part(self, airs: list[str]) -> Fragment:
        """A part of the way, in its place or as a definition."""
        if len(airs) <= TOGETHER:
            return self._way(airs)
        return self._defined(f"models_{airs[0]}_{airs[-1]}", self._way(airs))

    def _end(self, air: str) -> Fragment:
        name, reference = self._models[air]
        then: Fragment = {"$ref": reference}
        return self._defined(f"is_{name}", {"if": _model({"const": air}), "then": then, "else": self._inside(KNOWN)})

    def _defined(self, name: str, schema: Fragment) -> Fragment:
        self.definitions[name] = schema
        return self._inside(name)

    def _inside(self, name: str) -> Fragment:
        return {"$ref": f"#/{self._keyword}/{name}"}


def _halves(airs: list[str], place: int) -> tuple[list[str], list[str]]:
    """The ids, cut where the character at the place changes, as near to the middle as may be.

    An id that ends there sorts before all others, so it is never in the second half.
    """
    cuts = [0]
    for _, group in groupby(airs, lambda air: air[place : place + 1]):
        cuts.append(cuts[-1] + len(list(group)))
    middle = min(cuts[1:-1], key=lambda cut: abs(2 * cut - len(airs)))
    return airs[:middle], airs[middle:]


def _model(limits: dict[str, Json]) -> Fragment:
    return {"type": "object", "properties": {"model": limits}}


def _literal(text: str) -> str:
    """Characters of AIR ids as a pattern says them; all others of theirs mean themselves."""
    return text.replace(".", "\\.")


def _member(char: str) -> str:
    return f"\\{char}" if char in _MARKS else char
