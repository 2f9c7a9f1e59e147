"""The words of every template of the Python package."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ...meaning import shapes
from ...meaning.shapes import Array, Object, Shape, Union, choices
from ...meaning.violations import plain
from ...model.catalog import Entry, Model, Packages
from ..code import Code
from ..printer import Block, Doc, Group, lines
from ..steps import docs_table
from ..target import header
from .expressions import long_sets, skeleton, table, table_name
from .fast import fast_path
from .full import advice_body, field_table, table_entries
from .functions import FunctionView, function_view
from .literals import assigned, docstring, one_line, quoted, string
from .names import class_name, identifier
from .public import HOMES
from .report import report_body
from .types import WIDTH, TypedDictView, typed_dicts
from ..walk import leaves, objects, patterns

HELPERS = {
    "_report": frozenset({"Violation", "clean", "clean_within", "count", "ordered", "unknown"}),
    "_sentences": frozenset({"Size", "is_integer", "is_number", "is_text"}),
}
"""What the validators of models share, by the module of the package that holds it."""

_CALLS: Final = {name: re.compile(rf"{name}\((?<![\w.]{name}\()") for names in HELPERS.values() for name in names}


@dataclass(frozen=True)
class ValidatorView:
    header: Code
    docs: Code
    imports: tuple[Code, ...]
    stage: Code
    notice: Code
    tables: tuple[Code, ...]
    pages: Code
    translations: tuple[Code, ...]
    fast: Code
    full: Code
    advice: Code


@dataclass(frozen=True)
class ModelView:
    header: Code
    docs: Code
    uses_sequence: bool
    uses_media: bool
    media_names: Code
    typing_names: Code
    build_names: Code
    exported: Code
    types: tuple[TypedDictView, ...]
    function: FunctionView
    quoted_request: Code
    is_deprecated: bool
    decorator: Code


@dataclass(frozen=True)
class IndexView:
    """What the files that list all models say."""

    header: Code
    models: tuple[Code, ...]
    homes: tuple[Code, ...]
    model_homes: Code
    imports: tuple[Code, ...]
    names: tuple[Code, ...]
    not_an_object: Code
    unknown_model: Code
    model_missing: Code
    model_type: Code


def validator_view(model: Model) -> ValidatorView:
    """The words of ``_validate/<model>.py``."""
    contract = model.contract
    rules = [model.describe(rule) for rule in contract.constraints if rule.level != "note"]
    found = list(patterns(contract))
    fixed = {form: None for pattern in found if (form := skeleton(pattern)) is not None}
    unfixed = any(skeleton(pattern) is None for pattern in found)
    fast, full, advice = (Block(depth=1) for _ in range(3))
    fast_path(contract, model.common_fields, fast)
    report_body(contract, model.common_fields, full)
    advice_body(contract, advice)
    return ValidatorView(
        header=Code(header(model.sources)),
        docs=quoted(docstring([f"What {one_line(model.name)} ({model.air}) accepts.", *rules], WIDTH - 6)),
        imports=(
            *((Code("import re"),) if unfixed else ()),
            Code("\n".join(_helpers("\n".join([*fast, *full, *advice])))),
        ),
        stage=Code(string(model.lifecycle.stage)),
        notice=Code(assigned("NOTICE", string(plain(model.lifecycle.notice(model.name))), WIDTH)),
        tables=tuple(_tables(contract.root)),
        pages=_dict_text("DOCS", [f"{string(path)}: {string(page)}" for path, page in docs_table(contract)]),
        translations=(
            *(Code(f"{table_name(m, l)} = {table(m, l)}") for m, l, _ in fixed),
            *map(Code, long_sets(leaves(contract)).values()),
        ),
        fast=Code("\n".join(fast)),
        full=Code("\n".join(full)),
        advice=Code("\n".join(advice)),
    )


def _helpers(written: str) -> Iterator[str]:
    """The import of what the validator calls, module by module."""
    for module, names in HELPERS.items():
        if found := sorted(name for name in names if _is_called(name, written)):
            yield f"from ..{module} import {', '.join(found)}"


def _is_called(name: str, written: str) -> bool:
    return _CALLS[name].search(written) is not None


def _tables(root: Object) -> Iterator[Code]:
    for names, shape in objects(root):
        yield _dict_text(f'{field_table(names)}: "Fields"', table_entries(shape, names))


def _dict_text(name: str, entries: Sequence[Doc]) -> Code:
    return Code("\n".join(lines(Group("{", tuple(entries), "}"), prefix=f"{name} = ")))


def model_view(model: Model) -> ModelView:
    """The words of ``models/<model>.py``."""
    title = one_line(model.name)
    request = tuple(typed_dicts(model.contract.root, model.slug, "request", f"A request to {title}"))
    result = tuple(typed_dicts(model.task.response, model.slug, "result", f"A result of {title}"))
    function = function_view(model)
    settings = any("settings(" in entry for entry in function.entries)
    media = sorted({name for name in ("media_list", "media_or_none") if any(name in one for one in function.entries)})
    kinds = {type(shape) for shape in _below(model.contract.root)}
    exported = sorted([*(view.name for view in (*request, *result)), function.name])
    notice = model.lifecycle.notice(model.name)
    about = f"{title}: the types of its requests and results, and a function that builds a request."
    named = any("new_task_uuid(" in entry for entry in function.entries)
    build = [
        *(["new_task_uuid"] if named else []),
        *(["pixels"] if function.sized else []),
        *(["settings"] if settings else []),
    ]
    literal = ["Literal"] if any(choices(shape) for shape in _below(model.contract.root)) else []
    return ModelView(
        header=Code(header(model.sources)),
        docs=quoted(docstring([about], WIDTH - 6)),
        uses_sequence=Array in kinds,
        uses_media=shapes.Media in kinds,
        media_names=Code(", ".join(["Media", *(["MediaLimits"] if function.limits else []), *media])),
        typing_names=Code(", ".join([*literal, "NotRequired", "TypedDict", "cast"])),
        build_names=Code(", ".join([*build, "without_unset"])),
        exported=Code("\n".join(lines(Group("[", tuple(map(string, exported)), "]"), prefix="__all__ = "))),
        types=(*request, *result),
        function=function,
        quoted_request=Code(string(function.request)),
        is_deprecated=bool(notice),
        decorator=Code("\n".join(lines(Group("deprecated(", (string(notice),), ")", trailing=False), prefix="@"))),
    )


def _below(shape: Shape) -> Iterator[Shape]:
    yield shape
    match shape:
        case Object(properties):
            for field in properties:
                yield from _below(field.shape)
        case Array(items):
            yield from _below(items)
        case Union(branches):
            for branch in branches:
                yield from _below(branch)
        case _:
            return


def _table(entries: Mapping[str, str]) -> Code:
    """A dict with an entry per line."""
    lines = [f"    {string(key)}: {string(value)},\n" for key, value in entries.items()]
    return Code("".join(["{\n", *lines, "}"]) if lines else "{}")


def index_view(entries: Sequence[Entry], packages: Packages) -> IndexView:
    """The words of the files that list all models."""
    models: dict[str, str] = {}
    for entry in entries:
        module = identifier(entry.slug)
        for name in (class_name(entry.slug, "request"), class_name(entry.slug, "result"), module):
            models[name] = f"models.{module}"
    homes = HOMES | models
    return IndexView(
        header=Code(header(("catalog.yaml",))),
        models=tuple(Code(f"{string(entry.air)}: {string(identifier(entry.slug))}") for entry in entries),
        homes=tuple(Code(f"{string(name)}: {string(home)}") for name, home in HOMES.items()),
        model_homes=_table(models),
        imports=tuple(Code(f"from .{home} import {name} as {name}") for name, home in homes.items()),
        names=tuple(Code(string(name)) for name in (*HOMES, *sorted(models))),
        not_an_object=Code(string(shapes.NOT_AN_OBJECT)),
        unknown_model=Code(string(shapes.UNKNOWN_MODEL)),
        model_missing=Code(string(shapes.MODEL_MISSING)),
        model_type=Code(string(shapes.MODEL_TYPE)),
    )
