"""The words of the Markdown pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ...meaning.values import dotted
from ...model.catalog import Example, Workflow
from ..code import Code
from ..markdown import code, fenced, link, row, text, value, visible, words
from .facts import ChoiceRow, FieldRow, ModelPage, RuleRow, Sizes

_LEVELS = {"error": "", "warn": "Warning: ", "note": "Note: "}


@dataclass(frozen=True)
class ExampleView:
    """``expectation`` says what a request that is shown for its faults is refused with."""

    title: Code
    lines: tuple[Code, ...]
    expectation: Code | None


@dataclass(frozen=True)
class PageView:
    """A page about a model; a part without words is left out."""

    title: Code
    notice: Code | None
    summary: Code | None
    facts: tuple[Code, ...]
    sizes: Code | None
    size_rows: tuple[Code, ...]
    has_groups: bool
    fields: tuple[Code, ...]
    unsupported: Code | None
    rules: tuple[Code, ...]
    inputs: tuple[Code, ...]
    results: tuple[Code, ...]
    notes: tuple[Code, ...]
    examples: tuple[ExampleView, ...]


@dataclass(frozen=True)
class IndexView:
    """The matrix of all models."""

    summary: Code
    rows: tuple[Code, ...]


def page_view(page: ModelPage) -> PageView:
    unsupported = [code(row.name) for row in page.unsupported]
    return PageView(
        title=text(page.name) or code(page.air),
        notice=_some(text(page.notice)),
        summary=_some(text(page.summary)),
        facts=tuple(row(pair) for pair in _facts(page)),
        sizes=text(page.sizes.sentence) if page.sizes else None,
        size_rows=tuple(_size_rows(page.sizes)) if page.sizes else (),
        has_groups=page.sizes is not None and page.sizes.has_groups,
        fields=tuple(map(_field, page.fields)),
        unsupported=words(unsupported, "and") if unsupported else None,
        rules=tuple(map(_rule, page.rules)),
        inputs=tuple(text(limits.describe()) for limits in page.inputs),
        results=tuple(map(_result, page.results)),
        notes=tuple(found for note in page.notes if (found := text(note))),
        examples=tuple(map(_example, page.examples)),
    )


def index_view(summary: str, rows: Sequence[Code]) -> IndexView:
    """``rows`` are made by `matrix_row`."""
    return IndexView(text(summary), tuple(rows))


def _some(words: Code) -> Code | None:
    return words or None


def _facts(page: ModelPage) -> Iterator[tuple[Code, Code]]:
    lifecycle = page.lifecycle
    yield Code("AIR id"), code(page.air)
    yield Code("Task"), Code(f"{code(page.task)} ({text(page.task_title)})")
    if page.provider:
        yield Code("Provider"), Code(f"{text(page.provider_name)} ({code(page.provider)})")
    yield Code("State"), link(Code(_state(page)), lifecycle.source)
    if lifecycle.replacement:
        yield Code("Replacement"), code(lifecycle.replacement)
    yield Code("Workflows"), _workflows(page.workflows)
    yield Code("Stated by"), Code(f"{link(Code('the docs'), page.source.url)}, read {page.source.fetched}")


def _state(page: ModelPage) -> str:
    lifecycle = page.lifecycle
    return f"{lifecycle.stage} since {lifecycle.since}" if lifecycle.since else lifecycle.stage


def _workflows(workflows: Sequence[Workflow]) -> Code:
    return Code(", ".join(map(_workflow, workflows)) or "none listed")


def _workflow(workflow: Workflow) -> str:
    needs = words([code(dotted(path)) for path in workflow.needs], "and")
    return f"{text(workflow.name)} (with {needs})" if workflow.needs else text(workflow.name)


def _size_rows(sizes: Sizes) -> Iterator[Code]:
    for size in sizes.listed:
        cells = (code(size.name), Code(size.label or size.ratio))
        yield row((*cells, code(size.group)) if sizes.has_groups else cells)


def _field(field: FieldRow) -> Code:
    needed = Code("required" if field.presence == "required" else "")
    default = value(field.default) if field.default is not None else Code("")
    cells = (_name(field), _type(field), needed, _limits(field), default, text(field.summary))
    return row(cells)


def _result(field: FieldRow) -> Code:
    always = Code("always" if field.presence == "required" else "")
    return row((_name(field), _type(field), always, _limits(field), text(field.summary)))


def _name(field: FieldRow) -> Code:
    return link(code(field.name), field.reference or field.stated)


def _type(field: FieldRow) -> Code:
    found = " or ".join(field.types)
    found += f" of {' or '.join(field.items)}" if field.items else ""
    return Code(f"{found} ({field.media})" if field.media and "object" not in field.types else found)


def _limits(field: FieldRow) -> Code:
    found = _stated(field, [_choice(choice) for choice in field.choices])
    is_elsewhere = bool(field.reference) and field.stated != field.reference
    return link(found, field.stated) if found and is_elsewhere else found


def _stated(field: FieldRow, choices: Sequence[Code]) -> Code:
    """The values or the limits, the first of them in the field's unit."""
    parts = [*([words(choices)] if choices else []), *map(text, field.limits)]
    if field.unit:
        parts = [Code(f"{parts[0]} {text(field.unit)}" if parts else f"in {text(field.unit)}"), *parts[1:]]
    return Code("; ".join(parts))


def _choice(choice: ChoiceRow) -> Code:
    label = text(choice.label) if choice.is_labelled else ""
    return Code(f"{value(choice.value)} ({label})" if label else value(choice.value))


def _rule(rule: RuleRow) -> Code:
    missing = "" if rule.in_schema or rule.level != "error" else " Not in the JSON Schemas."
    return Code(f"{_LEVELS[rule.level]}{text(rule.sentence)}{missing}")


def _example(example: Example) -> ExampleView:
    refused = words(map(code, example.invalid), "and") if example.invalid else None
    return ExampleView(
        title=text(example.title) or Code("Untitled"),
        lines=tuple(fenced(visible(example.text), "json")),
        expectation=Code(f"Refused with {refused}.") if refused else None,
    )


def matrix_row(page: ModelPage) -> Code:
    name = link(text(page.name) or code(page.air), f"{page.path}.md")
    cells = (
        name,
        code(page.air),
        Code(", ".join(text(workflow.name) for workflow in page.workflows)),
        _matrix_sizes(page.sizes),
        _in_matrix(page.prompt),
        _in_matrix(page.duration),
        _names(page.settings),
        Code(_state(page)),
    )
    return row(cells)


def _matrix_sizes(sizes: Sizes | None) -> Code:
    if sizes is None or not sizes.listed:
        return text(sizes.sentence) if sizes else Code("")
    return Code(", ".join(size.name for size in sizes.listed))


def _in_matrix(field: FieldRow | None) -> Code:
    return _stated(field, [value(choice.value) for choice in field.choices]) if field else Code("")


def _names(fields: Iterable[FieldRow]) -> Code:
    return Code(", ".join(code(row.short) for row in fields))
