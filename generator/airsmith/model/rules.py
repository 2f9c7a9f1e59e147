"""Reading what ties fields together: dimensions, rules, and requirements written at a field."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic
from ..load.document import Document
from ..meaning.kinds import VERBS
from ..meaning.kinds.base import Condition, Constraint, Refused
from ..meaning.kinds.conditions import read_condition
from ..meaning.kinds.dimensions import Dimensions, Size, read_groups, read_sizes
from ..meaning.kinds.range import RangeKind
from ..meaning.kinds.require import Require
from ..meaning.predicates import AnyOf
from ..meaning.values import Json, listing
from ..meaning.violations import Level
from .layers import Layers
from .scope import ModelScope
from .written import Written, texts

_FORMS = ("pairs", "groups", "range")


def read_dimensions(layers: Layers, problems: list[Diagnostic]) -> Dimensions | None:
    """The sizes of the model, without the workflows they are limited to; None where it says nothing."""
    document = layers.holder("dimensions")
    if document is None:
        return None
    written = Written(document, (), document.data).inner("dimensions")
    forms = [form for form in _FORMS if form in written.data]
    if len(forms) != 1:
        message = f"dimensions gives {listing(forms, 'and')} at once" if forms else "dimensions gives no sizes"
        problems.append(written.problem("bad-dimensions", message, (), f"write one of {listing(_FORMS)}"))
        return None
    defaults = Written(layers.task, (), layers.task.data).inner("dimensions").data
    required = written.data.get("required", defaults.get("required", False)) is True
    try:
        sizes = _sizes(forms[0], written.data[forms[0]])
        ranges = _ranges(written.data[forms[0]]) if forms[0] == "range" else None
    except Refused as refused:
        problems.append(written.refused(refused, (forms[0],)))
        return None
    return Dimensions(sizes, ranges, required, layers.name)


def _sizes(form: str, value: Json) -> tuple[Size, ...]:
    match form:
        case "pairs":
            return read_sizes(value)
        case "groups":
            return read_groups(value)
        case _:
            return ()


def _ranges(value: Json) -> tuple[RangeKind, RangeKind]:
    if isinstance(value, dict):
        return RangeKind.read(value["width"]), RangeKind.read(value["height"])
    return RangeKind.read(value), RangeKind.read(value)


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
            yield self._limited(dimensions, written), written
        for name, written in self.layers.fields().items():
            if isinstance(written.data.get("required"), dict):
                yield from self._requirement(name, written)
        yield from self._rules(self.layers.task)
        holder = self.layers.holder("rules")
        if holder is not None:
            yield from self._rules(holder)

    def _limited(self, dimensions: Dimensions, written: Written) -> Dimensions:
        """The sizes, with the workflows they are limited to."""
        names = texts(written.data.get("only"))
        parts = [self._workflow(name, written, ("only", i)) for i, name in enumerate(names)]
        known = tuple(part.predicate for part in parts if part is not None)
        if not known:
            return dimensions
        only = known[0] if len(known) == 1 else AnyOf(known)
        words = f"for {listing(names)}"
        return Dimensions(dimensions.sizes, dimensions.ranges, dimensions.required, dimensions.owner, only, words)

    def _workflow(self, name: str, written: Written, below: tuple[str | int, ...]) -> Condition | None:
        try:
            return Condition(self.scope.workflow(name), f"the workflow is {name}")
        except Refused as refused:
            self.problems.append(written.refused(refused, below))
            return None

    def _requirement(self, name: str, written: Written) -> Iterator[tuple[Constraint, Written]]:
        """``required: {in: [workflow]}`` and ``required: {unless: field}``."""
        said = written.inner("required")
        where = Written(written.document, said.keys, said.data)
        if "unless" in said.data:
            when = self._condition({"lacks": said.data["unless"]}, where, {"lacks": "unless"})
        else:
            names = texts(said.data.get("in"))
            any_of: list[Json] = [{"workflow": workflow} for workflow in names]
            when = self._condition(any_of[0] if len(any_of) == 1 else {"any": any_of}, where, {})
            when = when and Condition(when.predicate, f"the workflow is {listing(names)}")
        if when is not None:
            yield Require(when, (self.scope.path(name),)), where

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
