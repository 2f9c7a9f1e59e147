"""The way from an AIR id to the schema that counts, as conditions on ``model`` that halve the models.

Of many ids a condition looks at one character: validators take as long for it with thousands of models as with few, while
some go through a list of ids one by one. Of few ids it lists half, which costs all validators less than a pattern. At the
end of the way one id is compared.

Each end of the way, and every few steps of it, is a definition of its own. Compilers of schemas, ajv above all, make a
function of what refers to others, and put everything else into the one around it: of thousands of models in one function
every request would pay for the variables of all, and a function for every step would have to be called at every step.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from os.path import commonprefix
from typing import Final

from ...meaning.values import Fragment, Json

LISTED: Final = 8
"""So many ids are halved by a list of them, more by a pattern."""

STEPS: Final = 4
"""So many steps of a way to more than ``LISTED`` models are written in one place."""

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
        self.definitions: dict[str, Fragment] = {KNOWN: {"type": "object", **_model({"enum": known})}}
        self.way = self._way(sorted(models))

    def _way(self, airs: list[str], steps: int = STEPS) -> Fragment:
        """What leads on to the ids, so many ``steps`` of it in its place."""
        if len(airs) == 1:
            return self._end(airs[0])
        condition, those, others = _listed(airs) if len(airs) <= LISTED else _matched(airs)
        return {"if": condition, "then": self._part(those, steps - 1), "else": self._part(others, steps - 1)}

    def _part(self, airs: list[str], steps: int) -> Fragment:
        """A part of the way, in its place or as a definition."""
        if steps or len(airs) <= LISTED:
            return self._way(airs, steps)
        return self._defined(f"models_{airs[0]}_{airs[-1]}", self._way(airs))

    def _end(self, air: str) -> Fragment:
        name, reference = self._models[air]
        then: Fragment = {"$ref": reference}
        return self._defined(f"is_{name}", {"if": _model({"const": air}), "then": then, "else": self._inside(KNOWN)})

    def _defined(self, name: str, schema: Fragment) -> Fragment:
        self.definitions[name] = {"type": "object", **schema}
        return self._inside(name)

    def _inside(self, name: str) -> Fragment:
        return {"$ref": f"#/{self._keyword}/{name}"}


def _listed(airs: list[str]) -> tuple[Fragment, list[str], list[str]]:
    """A condition that lists half of the ids; the ids that meet it, and the others."""
    middle = len(airs) // 2
    those: list[Json] = [*airs[:middle]]
    return _model({"enum": those} if middle > 1 else {"const": airs[0]}), airs[:middle], airs[middle:]


def _matched(airs: list[str]) -> tuple[Fragment, list[str], list[str]]:
    """A condition on the first character in which the ids differ; the ids that meet it, and the others."""
    prefix = commonprefix(airs)
    others, those = _halves(airs, len(prefix))
    chars = "".join(map(_member, sorted({air[len(prefix)] for air in those})))
    return _model({"type": "string", "pattern": f"^{_literal(prefix)}[{chars}]"}), those, others


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
    """What is an object is known where this stands; saying it again would be checked again."""
    return {"properties": {"model": limits}}


def _literal(text: str) -> str:
    """Characters of AIR ids as a pattern says them; all others of theirs mean themselves."""
    return text.replace(".", "\\.")


def _member(char: str) -> str:
    return f"\\{char}" if char in _MARKS else char
