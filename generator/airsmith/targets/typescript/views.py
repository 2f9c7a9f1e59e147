"""The words of every template of the npm package."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ...meaning import shapes
from ...meaning.shapes import Object
from ...meaning.values import Scalar
from ...meaning.violations import plain
from ...model.catalog import Entry, Model
from ..code import Code
from ..printer import PRETTIER, Block, Doc, Group, columns, lines
from ..steps import docs_table, warning_path
from ..target import header
from ..walk import leaves, objects, patterns
from .expressions import long_sets, pattern_name
from .fast import FastPath
from .full import Statements, field_table, table_entries
from .functions import FunctionView, function_view
from .literals import doc_comment, one_line, regular_expression, string, value_set
from .media import media_rules
from .names import camel, pascal
from .types import WIDTH, InterfaceView, alias, both, request_interfaces, result_interface, size_alias

VALUES: Final = (
    "at",
    "atLeast",
    "atMost",
    "given",
    "isArray",
    "isInteger",
    "isNumber",
    "isObject",
    "isPlain",
    "isRecord",
    "isText",
)
"""What the generated validators use of ``values.ts``."""
ALIASED: Final = frozenset({"isPlain", "isRecord", "isText"})
"""Those that valid requests are asked most: each has a constant in the module that uses it."""

UNMATCHED: Final = "// These find what does not match: engines keep the last match, so what is right should not be one."

_CALLS: Final = {name: re.compile(rf"{name}\((?<!\w{name}\()") for name in VALUES}


@dataclass(frozen=True)
class ValidatorView:
    header: Code
    docs: Code
    has_rows: bool
    imports: Code
    aliases: tuple[Code, ...]
    stage: Code
    notice: Code
    tables: tuple[Code, ...]
    pages: Code
    constants: tuple[Code, ...]
    parts: tuple[Code, ...]
    fast: Code
    full: Code
    advice: Code
    advised: Code
    advice_out: Code


@dataclass(frozen=True)
class ModelView:
    header: Code
    docs: Code
    build_names: Code
    media_names: Code
    media_rules: tuple[Code, ...]
    uses_media: bool
    interfaces: tuple[InterfaceView, ...]
    has_size: bool
    size: Code
    request: Code
    function: FunctionView
    request_name: Code


@dataclass(frozen=True)
class MethodView:
    docs: Code
    text: Code


@dataclass(frozen=True)
class IndexView:
    """What the files that list all models say."""

    header: Code
    validator_imports: tuple[Code, ...]
    fits_imports: tuple[Code, ...]
    validators: tuple[Code, ...]
    exports: tuple[Code, ...]
    client_imports: tuple[Code, ...]
    methods: tuple[MethodView, ...]
    request_imports: tuple[Code, ...]
    request_union: Code
    not_an_object: Code
    unknown_model: Code
    model_missing: Code
    model_type: Code


def validator_view(model: Model) -> ValidatorView:
    """The words of ``src/validate/<model>.ts``."""
    contract = model.contract
    rules = [model.describe(rule) for rule in contract.constraints if rule.level != "note"]
    full, advice = Block(PRETTIER, 1), Block(PRETTIER, 1)
    fast = FastPath(contract, model.common_fields)
    listed: dict[str, Group] = {}
    Statements(listed).report(contract, full)
    Statements(listed, "r").write(warning_path(contract), advice)
    regular = {pattern_name(pattern): regular_expression(pattern) for pattern in patterns(contract)}
    bodies = "\n".join([*(line for part in fast.functions for line in part), *fast.body, *full, *advice])
    used = _used(bodies)
    constants = [Code(UNMATCHED)] if regular else []
    constants += [_assigned(f"const {name}", text) for name, text in regular.items()]
    constants += [_set(name, values) for name, values in long_sets(leaves(contract)).items() if f"{name}." in bodies]
    constants += [_listed(name, value) for name, value in listed.items()]
    return ValidatorView(
        header=Code(header(model.sources)),
        docs=doc_comment([f"What {one_line(model.name)} ({model.air}) accepts.", *rules], WIDTH),
        has_rows=" row(" in bodies,
        imports=named_import([name for name in used if name not in ALIASED], "../values.js"),
        aliases=tuple(Code(f"const {name} = values.{name};") for name in used if name in ALIASED),
        stage=Code(string(model.lifecycle.stage)),
        notice=_entry("notice", string(plain(model.lifecycle.notice(model.name)))),
        tables=tuple(_tables(contract.root)),
        pages=_pages(contract.docs, list(docs_table(contract))),
        constants=tuple(constants),
        parts=tuple(Code("\n".join(part)) for part in fast.functions),
        fast=Code("\n".join(fast.body)),
        full=Code("\n".join(full)),
        advice=Code("\n".join(advice) or "  // Nothing that is legal is pointless here."),
        advised=Code("r" if advice.written else "_r"),
        advice_out=Code("out" if advice.written else "_out"),
    )


def _assigned(name: str, text: str) -> Code:
    """``name = text;`` with the text below where it is too long to stand beside."""
    one = f"{name} = {text};"
    return Code(one if columns(one) <= WIDTH else f"{name} =\n  {text};")


def _entry(name: str, text: str) -> Code:
    """``name: text`` in an object, with the text below where it is too long to stand beside."""
    one = f"{name}: {text}"
    return Code(one if columns(one) + 3 <= WIDTH else f"{name}:\n  {text}")


def _used(bodies: str) -> list[str]:
    """What these statements call of ``values.ts``."""
    return [name for name in VALUES if _CALLS[name].search(bodies)]


def _set(name: str, values: tuple[Scalar, ...]) -> Code:
    return Code("\n".join(lines(value_set(values), PRETTIER, f"const {name}: ReadonlySet<unknown> = ", ";")))


def _listed(name: str, value: Group) -> Code:
    kind = "readonly string[]" if name.endswith("_RELATED") else "readonly Choice[]"
    return Code("\n".join(lines(value, PRETTIER, f"const {name}: {kind} = ", ";")))


def _tables(root: Object) -> Iterator[Code]:
    for names, shape in objects(root):
        yield _braced(f"const {field_table(names)}: Fields = ", table_entries(shape, names))


def _pages(docs: str, pages: list[tuple[str, str]]) -> Code:
    return _braced("const DOCS: Docs = ", [_page(string(path), string(page)) for path, page in pages])


def _page(path: str, page: str) -> str:
    one = f"{path}: {page}"
    return one if columns(one) + 3 <= WIDTH else f"{path}:\n    {page}"


def _braced(prefix: str, entries: Sequence[Doc]) -> Code:
    """An object literal with one entry a line, which prettier leaves as it is."""
    if not entries:
        return Code(f"{prefix}{{}};")
    return Code("\n".join(lines(Group("{", tuple(entries), "}", forced=True), PRETTIER, prefix, ";")))


def named_import(names: Sequence[str], source: str, word: str = "import") -> Code:
    """``import { a, b } from "source";``, one name a line where one line is too short."""
    one = f'{word} {{ {", ".join(names)} }} from "{source}";'
    if columns(one) <= WIDTH or len(names) == 1:
        return Code(one)
    return Code("\n".join([f"{word} {{", *(f"  {name}," for name in names), f'}} from "{source}";']))


def model_view(model: Model) -> ModelView:
    """The words of ``src/models/<model>.ts``."""
    title = one_line(model.name)
    function = function_view(model)
    size = size_alias(model)
    named = any("newTaskUUID(" in entry for entry in function.entries)
    needed = {"newTaskUUID": named, "pixels": function.sized, "settings": function.settings}
    build = [name for name, is_needed in needed.items() if is_needed]
    request = pascal(model.slug, "request")
    fields = pascal(model.slug, "fields")
    about = f"{title}: the types of its requests and results, and a function that builds a request."
    return ModelView(
        header=Code(header(model.sources)),
        docs=doc_comment([about], WIDTH),
        build_names=named_import(["checkOptions", *build, "withoutUnset"], "../build.js"),
        media_names=named_import(["type Media", "type MediaRule", "type MediaRules", "withMedia"], "../media.js"),
        media_rules=media_rules(model),
        uses_media=function.media,
        interfaces=(*request_interfaces(model, model.contract.root, title), result_interface(model, title)),
        has_size=size is not None,
        size=size or Code(""),
        request=both(request, fields, pascal(model.slug, "size")) if size else alias(request, [fields]),
        function=function,
        request_name=Code(request),
    )


def index_view(entries: Sequence[Entry]) -> IndexView:
    """The words of the files that list all models."""
    requests = [pascal(entry.slug, "request") for entry in entries]
    return IndexView(
        header=Code(header(("catalog.yaml",))),
        validator_imports=tuple(
            Code(f'import {{ VALIDATOR as {camel(entry.slug)} }} from "./validate/{entry.slug}.js";')
            for entry in entries
        ),
        fits_imports=tuple(
            Code(f'import {{ fits as {camel(entry.slug)} }} from "./validate/{entry.slug}.js";') for entry in entries
        ),
        validators=tuple(Code(f"[{string(entry.air)}, {camel(entry.slug)}]") for entry in entries),
        exports=tuple(Code(f'export * from "./models/{entry.slug}.js";') for entry in entries),
        client_imports=tuple(_client_import(entry) for entry in entries),
        methods=tuple(_method(entry) for entry in entries),
        request_imports=tuple(
            Code(f'import type {{ {pascal(entry.slug, "request")} }} from "./models/{entry.slug}.js";')
            for entry in entries
        ),
        request_union=alias("Request", requests),
        not_an_object=Code(string(shapes.NOT_AN_OBJECT)),
        unknown_model=Code(string(shapes.UNKNOWN_MODEL)),
        model_missing=Code(string(shapes.MODEL_MISSING)),
        model_type=Code(string(shapes.MODEL_TYPE)),
    )


def _client_import(entry: Entry) -> Code:
    return named_import([f"type {pascal(entry.slug, 'result')}", camel(entry.slug)], f"./models/{entry.slug}.js")


def _method(entry: Entry) -> MethodView:
    name, result = camel(entry.slug), pascal(entry.slug, "result")
    tag = f"@deprecated {entry.notice}" if entry.notice else ""
    docs = doc_comment([f"{one_line(entry.name)}: {one_line(entry.summary)}"], WIDTH - 2, tag)
    return MethodView(docs, _property(f"readonly {name}: Method<", [f"typeof {name}", result], f"this.method({name});"))


def _property(start: str, types: Sequence[str], value: str) -> Code:
    one = f"{start}{', '.join(types)}> ="
    if len(f"{one} {value}") <= WIDTH - 2:
        return Code(f"{one} {value}")
    if len(one) <= WIDTH - 2:
        return Code(f"{one}\n  {value}")
    return Code("\n".join([start, *(f"  {kind}," for kind in types)]).removesuffix(",") + f"\n> = {value}")
