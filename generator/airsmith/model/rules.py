"""Reading what ties fields together: dimensions, rules, and requirements written at a field."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic
from ..load.document import Document
from ..meaning.kinds import VERBS
from ..meaning.kinds.base import Condition, Constraint, Refused
from ..meaning.kinds.conditions import read_condition
from ..meaning.kinds.dimensions import Dimensions
from ..meaning.kinds.require import Require
from ..meaning.values import Json, listing
from ..meaning.violations import Level
from .layers import Layers
from .request import frame_numbers, read_frames
from .scope import ModelScope
from .sizes import completed
from .written import Written, texts


class RuleReader:
    """Reads the constraints of one model, in order: sizes, requirements at fields, then rules."""

    def __init__(self, layers: Layers, scope: ModelScope, problems: list[Diagnostic]) -> None:
        self.layers = layers
        self.scope = scope
        self.problems = problems

    def constraints(self, dimensions: Dimensions | None) -> Iterator[tuple[Constraint, Written]]:
        """Every constraint, with the place it was written at."""
        if dimensions is not None:
            document = self.layers.holder("dimensions") or self.layers.model
            written = Written(document, (), document.data).inner("dimensions")
            needed = self._needed(written) if isinstance(written.data.get("required"), dict) else None
            yield completed(dimensions, self.layers, self.scope, needed, self.problems), written
        yield from self._frame_numbers()
        for name, written in self.layers.fields().items():
            if isinstance(written.data.get("required"), dict):
                yield from self._requirement(name, written)
        yield from self._rules(self.layers.task)
        holder = self.layers.holder("rules")
        if holder is not None:
            yield from self._rules(holder)

    def _frame_numbers(self) -> Iterator[tuple[Constraint, Written]]:
        """What is wrong with them is told already, where the request's fields were read."""
        kind = read_frames(self.layers, [])
        numbers = frame_numbers(kind, self.layers, self.scope.properties, []) if kind else None
        if numbers is not None:
            document = self.layers.holder("frames") or self.layers.model
            yield numbers, Written(document, (), document.data).inner("frames")

    def _requirement(self, name: str, written: Written) -> Iterator[tuple[Constraint, Written]]:
        when = self._needed(written)
        if when is not None:
            yield Require(when, (self.scope.path(name),)), written.inner("required")

    def _needed(self, written: Written) -> Condition | None:
        """``required: {in: [workflow]}`` and ``required: {unless: field}``."""
        said = written.inner("required")
        if "unless" in said.data:
            return self._condition({"lacks": said.data["unless"]}, said, {"lacks": "unless"})
        names = texts(said.data.get("in"))
        any_of: list[Json] = [{"workflow": workflow} for workflow in names]
        when = self._condition(any_of[0] if len(any_of) == 1 else {"any": any_of}, said, {})
        return when and Condition(when.predicate, f"the workflow is {listing(names)}")

    def _condition(self, written: Json, where: Written, spelled: dict[str, str]) -> Condition | None:
        try:
            return read_condition(written, self.scope)
        except Refused as refused:
            several = refused.at[1] if refused.at[:1] == ("any",) else 0
            below = tuple(spelled.values()) if spelled else ("in", several)
            self.problems.append(where.problem(refused.code, refused.message, below, refused.hint))
            return None

    def _rules(self, document: Document) -> Iterator[tuple[Constraint, Written]]:
        whole = Written(document, (), document.data)
        rules = document.data.get("rules")
        for i in range(len(rules) if isinstance(rules, list) else 0):
            written = whole.inner("rules", i)
            when = self._when(written)
            if when is not None:
                yield from self._verbs(written, when)

    def _when(self, written: Written) -> Condition | None:
        if "when" not in written.data:
            return Condition()
        try:
            return read_condition(written.data["when"], self.scope)
        except Refused as refused:
            self.problems.append(written.refused(refused, ("when",)))
            return None

    def _verbs(self, written: Written, when: Condition) -> Iterator[tuple[Constraint, Written]]:
        level = _level(written.data.get("level"))
        for verb in VERBS:
            if verb.keyword not in written.data:
                continue
            try:
                yield verb.read(written.data[verb.keyword], when, self.scope, level), written
            except Refused as refused:
                self.problems.append(written.refused(refused, (verb.keyword,)))


def _level(written: Json) -> Level:
    return "warn" if written == "warn" else "note" if written == "note" else "error"
