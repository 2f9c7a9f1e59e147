"""Naming what changed about a model besides its requests: lifecycle, workflows, texts, examples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..load.document import Keys
from ..meaning.predicates import All, Not, Predicate, Present
from ..model.catalog import Example, Lifecycle, Model, Workflow
from .fields import citation
from .found import Found, Place
from .judge import Question


def fact_changes(old: Model, new: Model) -> Iterator[Found]:
    """Everything that is said of a model outside its contract."""
    yield from _identity(old, new)
    yield from _lifecycle(old.lifecycle, new.lifecycle)
    yield from _workflows(old, new)
    yield from _texts(old, new)
    yield from _examples(old.examples, new.examples)


def _at(*keys: str | int) -> Place:
    return Place((keys,))


def _identity(old: Model, new: Model) -> Iterator[Found]:
    if old.air != new.air:
        question = Question("either", ("model",))
        yield Found(
            "air-changed", "model", old.air, new.air, _at("air"), _at("air"), question, f"Write {new.air} as model."
        )
    if old.slug != new.slug:
        yield Found("slug-changed", "", old.slug, new.slug, _at("slug"), _at("slug"))
    if old.task.name != new.task.name:
        question = Question("either", ("taskType",))
        yield Found("task-changed", "taskType", old.task.name, new.task.name, _at("task"), _at("task"), question)
    if old.provider.key != new.provider.key:
        question = Question("either", ("providerSettings",))
        place = _at("provider")
        yield Found(
            "provider-key-changed", "providerSettings", old.provider.key, new.provider.key, place, place, question
        )


def _lifecycle(old: Lifecycle, new: Lifecycle) -> Iterator[Found]:
    place = _at("lifecycle", "stage")
    if new.stage != old.stage:
        rule = {"live": "model-revived", "deprecated": "model-deprecated", "retired": "shutdown-set"}[new.stage]
        yield Found(rule, "", _stage(old), _stage(new), place, place)
    elif new.stage == "retired" and new.since != old.since:
        since = _at("lifecycle", "since")
        yield Found(_moved(old.since, new.since), "", old.since or "", new.since or "", since, since)
    if old.replacement != new.replacement:
        place = _at("lifecycle", "replacement")
        yield Found("replacement-changed", "", old.replacement or "", new.replacement or "", place, place)


def _stage(lifecycle: Lifecycle) -> str:
    return f"{lifecycle.stage} since {lifecycle.since}" if lifecycle.since else lifecycle.stage


def _moved(old: str | None, new: str | None) -> str:
    if old is None or new is None:
        return "shutdown-later" if new is None else "shutdown-set"
    return "shutdown-earlier" if new < old else "shutdown-later"


def _workflows(old: Model, new: Model) -> Iterator[Found]:
    before, after = ({one.name: one for one in model.workflows} for model in (old, new))
    place = _at("workflows")
    for name in [name for name in before if name not in after]:
        question = Question("narrower", _heads(old, new), _shown(before[name], old.workflows), True, otherwise="danger")
        yield Found("workflow-removed", "", name, "", place, place, question)
    for name in [name for name in after if name not in before]:
        yield Found("workflow-added", "", "", name, place, place)
    for name in [name for name in after if name in before and before[name].needs != after[name].needs]:
        question = Question("either", _heads(old, new), _shown(before[name], old.workflows), True, otherwise="patch")
        yield Found("workflow-changed", "", _needs(before[name]), _needs(after[name]), place, place, question)


def _heads(old: Model, new: Model) -> tuple[str, ...]:
    """Every field of a request."""
    return tuple(dict.fromkeys(one.name for model in (old, new) for one in model.contract.root.properties))


def _shown(workflow: Workflow, every: Sequence[Workflow]) -> Predicate:
    """What a request of the workflow carries; one that needs nothing is meant where no other shows itself."""
    if workflow.needs:
        return All(tuple(map(Present, workflow.needs)))
    return All(tuple(Not(All(tuple(map(Present, other.needs)))) for other in every if other.needs))


def _needs(workflow: Workflow) -> str:
    return f"{workflow.name} needs {', '.join('.'.join(path) for path in workflow.needs) or 'nothing'}"


def _texts(old: Model, new: Model) -> Iterator[Found]:
    for key, before, after in (("name", old.name, new.name), ("summary", old.summary, new.summary)):
        if before != after:
            yield Found("description-changed", "", before, after, _at(key), _at(key))
    for note in [note for note in old.notes if note not in new.notes]:
        yield Found("note-changed", "", note, "", _at("notes"), _at("notes"))
    for note in [note for note in new.notes if note not in old.notes]:
        yield Found("note-changed", "", "", note, _at("notes"), _at("notes"))
    yield from citation(old.source.url, new.source.url, "", _at("source", "url"))
    for keys, before, after in _dates(old, new):
        if before != after:
            yield Found("page-date-changed", "", before, after, Place((keys,)), Place((keys,)))


def _dates(old: Model, new: Model) -> Iterator[tuple[Keys, str, str]]:
    yield ("source", "fetched"), old.source.fetched, new.source.fetched
    yield ("lifecycle", "checked"), old.lifecycle.checked, new.lifecycle.checked


def _examples(old: tuple[Example, ...], new: tuple[Example, ...]) -> Iterator[Found]:
    before, after = ({one.title: (one, i) for i, one in enumerate(examples)} for examples in (old, new))
    for title, (_, i) in before.items():
        if title not in after:
            yield Found("example-removed", "", title, "", _at("examples", i, "title"), _at("examples"))
    for title, (example, i) in after.items():
        place = _at("examples", i, "title")
        if title not in before:
            yield Found("example-added", "", "", title, _at("examples"), place)
        elif (before[title][0].request, before[title][0].invalid) != (example.request, example.invalid):
            yield Found("example-changed", "", title, title, _at("examples", before[title][1], "title"), place)
