"""Two versions of one model: every change, its verdict, its places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ..meaning.evaluate import violations
from ..meaning.values import listing
from ..model.catalog import Model
from .changes import Change, Proof
from .constraints import listed, rule_changes, size_changes
from .facts import fact_changes
from .fields import field_changes
from .found import NOWHERE, Found, Place
from .judge import Judge, Verdict, proof
from .media import media_changes
from .migration import Move
from .paths import dotted
from .places import Places
from .remedies import remedies
from .rules import RULES
from .sets import Answer

_LOWERED = "its removal costs no more than a minor version"
_SIDES = (("width",), ("height",))


class ModelComparison:
    """Both versions of a model that has the same AIR id, or else the same slug."""

    def __init__(self, old: Model, new: Model, places: tuple[Places, Places]) -> None:
        self.old, self.new = old, new
        self._places = places
        self._judge = Judge(old, new)
        self._moves: tuple[Move, ...] = ()

    def changes(self) -> list[Change]:
        """Every change, in the order of its naming; each once."""
        if self.old == self.new and not self._texts_differ():
            return []
        named = list(self._named())
        self._moves = tuple(_move(found) for found in named if found.rule in ("field-moved", "field-renamed"))
        changes = [self._change(found) for found in named]
        changes += [self._change(found, proof) for found, proof in media_changes(self.old, self.new)]
        rejected = list(self._rejected_examples())
        titles = {change.before for change in rejected}
        changes = [one for one in changes if one.rule != "example-removed" or one.before not in titles]
        changes += rejected
        changes += self._unnamed(changes)
        if not changes and self._texts_differ():
            changes.append(self._change(Found("text-changed", "")))
        return list({change.fingerprint: change for change in changes}.values())

    def _texts_differ(self) -> bool:
        """Whether the files say something else, be it only to people."""
        old, new = self._places
        return old.contents != new.contents and old.texts != new.texts

    def _named(self) -> Iterator[Found]:
        old, new = self.old, self.new
        yield from fact_changes(old, new)
        yield from field_changes(old.contract.root, new.contract.root, self._named_as_facts())
        yield from size_changes(old.dimensions, new.dimensions)
        yield from rule_changes(old.contract, new.contract)

    def _named_as_facts(self) -> frozenset[tuple[str, ...]]:
        """Fields whose changes have names of their own."""
        sizes = _SIDES if listed(self.old.dimensions, self.new.dimensions) else ()
        air = (("model",),) if self.old.air != self.new.air else ()
        task = (("taskType",),) if self.old.task.name != self.new.task.name else ()
        key = (("providerSettings",),) if self.old.provider.key != self.new.provider.key else ()
        return frozenset((*sizes, *air, *task, *key))

    def _change(self, found: Found, given: Proof | None = None) -> Change:
        verdict = Verdict(RULES[found.rule].alone, given)
        if found.question is not None:
            verdict = self._judge.verdict(found.question)
        note = "The search gave up before it knew." if verdict.undecided else ""
        if self._moves and verdict.level == "none" and found.rule in ("rule-added", "rule-changed") and found.question:
            verdict = self._judge.once_moved(found.question, self._moves)
            moved = " and ".join(f"{dotted(new)} in place of {dotted(old)}" for old, new in self._moves)
            note = f"Refused with {moved}, too." if verdict.level == "break" else note
        return Change(
            rule=found.rule,
            level=verdict.level,
            model=self.new.air,
            owner=self.new.name,
            path=found.path,
            before=found.before,
            after=found.after,
            old=None if found.old == NOWHERE and found.new != NOWHERE else self._places[0].locate(found.old),
            new=None if found.new == NOWHERE and found.old != NOWHERE else self._places[1].locate(found.new),
            proof=verdict.proof,
            note=note,
            migration=found.migration,
        )

    def _rejected_examples(self) -> Iterator[Change]:
        """Documented requests that the old side accepts and the new one refuses, where that has not its own name."""
        if self.old.air != self.new.air:
            return
        contracts = {self.new.air: self.new.contract}
        for i, example in enumerate(self.old.examples):
            found = [] if example.invalid else violations(example.request, contracts)
            if found:
                why = tuple(one.message for one in found)
                shown = Proof(True, example.request, example.title, True, why, remedy=remedies(found))
                place = Place((("examples", i, "title"),))
                yield self._change(Found("example-now-rejected", "", example.title, example.title, place), shown)

    def _unnamed(self, changes: Iterable[Change]) -> Iterator[Change]:
        """What all requests together say, where no name said it: nothing that is refused goes unreported."""
        levels = {change.level for change in changes if change.proof is not None and change.proof.request is not None}
        if "break" not in levels:
            yield from self._whole(self._judge.narrowed.any(), refused=True)
        if not levels & {"break", "minor"}:
            yield from self._whole(self._judge.widened.any(), refused=False)

    def _whole(self, answer: Answer, *, refused: bool) -> Iterator[Change]:
        if answer.request is not None:
            refusing = self.new.contract if refused else self.old.contract
            rule = "requests-narrowed" if refused else "requests-widened"
            yield self._change(Found(rule, ""), proof(answer, refusing, refused=refused))
        elif answer.state == "undecided" and refused:
            yield self._change(Found("requests-undecided", ""))


def _move(found: Found) -> Move:
    return tuple(found.before.split(".")), tuple(found.after.split("."))


def removed(model: Model, places: Places, on: date | None) -> Change:
    """A model that is gone: always a break. A shutdown that had passed lowers what it costs in versions."""
    passed, note = _shutdown(model, on)
    documented = next((one for one in model.examples if not one.invalid), None)
    shown = Proof(True, documented.request, documented.title, True, ()) if documented else None
    replacement = model.lifecycle.replacement
    return Change(
        rule="model-removed",
        level="break",
        model=model.air,
        owner=model.name,
        path="",
        before=model.air,
        old=places.locate(Place((("air",),))),
        proof=shown,
        note=note,
        migration=f"Use {replacement}." if replacement else "No replacement is named.",
        lowered="minor" if passed else None,
    )


def _shutdown(model: Model, on: date | None) -> tuple[bool, str]:
    """Whether the model had been shut down, as of a given day or else of the day its lifecycle was checked."""
    lifecycle = model.lifecycle
    day = on.isoformat() if on else lifecycle.checked
    if lifecycle.stage != "retired" or lifecycle.since is None:
        return False, ""
    if not day:
        return False, f"It was to be shut down on {lifecycle.since}; nobody has checked whether it was."
    if lifecycle.since > day:
        return False, f"Its shutdown on {lifecycle.since} lies after {day}."
    return True, f"It was shut down on {lifecycle.since}, as seen from {day}; {_LOWERED}."


def was_shut_down(model: Model, on: date | None) -> bool:
    return _shutdown(model, on)[0]


def added(model: Model, places: Places) -> Change:
    """A model that is new."""
    documented = next((one for one in model.examples if not one.invalid), None)
    shown = Proof(False, documented.request, documented.title) if documented else None
    workflows = listing([one.name for one in model.workflows], "and")
    return Change(
        rule="model-added",
        level="minor",
        model=model.air,
        owner=model.name,
        path="",
        after=f"{model.air}, {workflows}" if workflows else model.air,
        new=places.locate(Place((("air",),))),
        proof=shown,
    )
