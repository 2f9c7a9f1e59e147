"""Templates print and decide nothing; modules and templates stay short enough to read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"

FILTERS = {"indent", "join"}
PLAIN = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.NSRef,
    nodes.Macro,
    nodes.CallBlock,
    nodes.Include,
    nodes.Import,
    nodes.FromImport,
    nodes.Keyword,
)


def problems(source: str) -> list[str]:
    """Return what a template does beyond loops, plain flags, attributes, macros, includes and the two filters."""
    tree = Environment(trim_blocks=True, lstrip_blocks=True).parse(source)
    macros = set(macro_names(tree))
    return [f"line {node.lineno}: {wrong}" for node in walk(tree) if (wrong := problem(node, macros))]


def walk(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from walk(child)


def macro_names(tree: nodes.Template) -> Iterator[str]:
    yield "caller"
    yield from (node.name for node in tree.find_all(nodes.Macro))
    yield from (f"{node.target}." for node in tree.find_all(nodes.Import))
    for node in tree.find_all(nodes.FromImport):
        yield from (name if isinstance(name, str) else name[1] for name in node.names)


def problem(node: nodes.Node, macros: set[str]) -> str | None:
    match node:
        case nodes.For(test=None, recursive=False) if is_place(node.iter) and is_binding(node.target):
            return None
        case nodes.If(test=test) if is_place(test) or isinstance(test, nodes.Not):
            return None
        case nodes.Not(node=inner) if is_place(inner):
            return None
        case nodes.Getattr() if is_place(node):
            return None
        case nodes.Call(node=called, dyn_args=None, dyn_kwargs=None) if is_macro(called, macros):
            return None
        case nodes.Filter(name=name) if name in FILTERS:
            return None
        case nodes.Tuple(ctx="store") if is_binding(node):
            return None
        case nodes.Output() if any(isinstance(printed, nodes.Const) for printed in node.nodes):
            return "a literal is printed; write it as text"
        case nodes.Const() | nodes.Name():
            return None
        case _ if isinstance(node, PLAIN):
            return None
        case _:
            return f"{type(node).__name__.lower()} is not for templates: decide it in the view"


def is_place(node: nodes.Node) -> bool:
    """Tell whether an expression is a name or an attribute of one."""
    match node:
        case nodes.Name(ctx="load"):
            return True
        case nodes.Getattr(node=inner):
            return is_place(inner)
        case _:
            return False


def is_binding(node: nodes.Node) -> bool:
    match node:
        case nodes.Name(ctx="store"):
            return True
        case nodes.Tuple(items=items, ctx="store"):
            return all(is_binding(item) for item in items)
        case _:
            return False


def is_macro(node: nodes.Node, macros: set[str]) -> bool:
    match node:
        case nodes.Name(name=name):
            return name in macros
        case nodes.Getattr(node=nodes.Name(name=name)):
            return f"{name}." in macros
        case _:
            return False


def templates() -> list[Path]:
    return sorted(TEMPLATES.rglob("*.j2"))


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", templates(), ids=short)
def test_a_template_only_prints(path: Path) -> None:
    assert problems(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", templates(), ids=short)
def test_a_template_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) < 120


def modules() -> list[Path]:
    """What people write and read as code: no generated text, no expected text, nothing that was installed."""
    written = {
        "generator": (".py",),
        "templates": (".py", ".ts", ".mjs", ".css"),
        "tests": (".py", ".ts", ".mjs"),
    }
    paths = (path for top, kinds in written.items() for path in (ROOT / top).rglob("*") if path.suffix in kinds)
    return sorted(path for path in paths if not {"expected", "node_modules", ".venvs"} & set(path.parts))


@pytest.mark.parametrize("path", modules(), ids=short)
def test_a_module_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_the_pipeline_is_a_table_of_contents() -> None:
    path = ROOT / "generator" / "airsmith" / "pipeline.py"
    assert not path.exists() or len(path.read_text(encoding="utf-8").splitlines()) < 60


@pytest.mark.parametrize(
    "source",
    [
        "text {{ name }} {{ view.name }}\n",
        "{# why #}{% for x in items %}{{ x.name }}{% else %}none{% endfor %}",
        "{% for key, value in pairs %}{{ key }}{{ value }}{% endfor %}",
        "{% for x in items %}{% if not loop.last %}, {% endif %}{% endfor %}",
        "{% if flag %}a{% elif view.other %}b{% else %}c{% endif %}",
        "{% macro m(x, wide=false) %}{{ x }}{% if wide %}!{% endif %}{% endmacro %}{{ m(name, wide=true) }}",
        "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}x{% endcall %}",
        "{% import '_macros.j2' as macros %}{{ macros.field(x) | indent(8) }}",
        "{% from '_macros.j2' import field, other as another %}{{ field(x) }}{{ another(x) }}",
        "{% include 'part.j2' %}",
        "{{ items | join(', ') | indent }}",
    ],
)
def test_the_lint_allows(source: str) -> None:
    assert problems(source) == []


@pytest.mark.parametrize(
    "source",
    [
        "{% set x = y %}",
        "{% set x %}y{% endset %}",
        "{% if a == b %}{% endif %}",
        "{% if a and b %}{% endif %}",
        "{% if a or b %}{% endif %}",
        "{% if not (a and b) %}{% endif %}",
        "{% if a is defined %}{% endif %}",
        "{% if a in b %}{% endif %}",
        "{% if items | join %}{% endif %}",
        "{% if x %}{% elif a == b %}{% endif %}",
        "{{ a + b }}",
        "{{ a ~ b }}",
        "{{ -a }}",
        "{{ a if b else c }}",
        "{{ 'literal' }}",
        "{{ 1 }}",
        "{{ a[0] }}",
        "{{ a['key'] }}",
        "{{ a[1:] }}",
        "{{ a.method() }}",
        "{{ function(a) }}",
        "{{ [a, b] | join }}",
        "{{ {'a': b} }}",
        "{{ a | upper }}",
        "{{ a | default('x') }}",
        "{% for x in items if x %}{% endfor %}",
        "{% for x in items recursive %}{% endfor %}",
        "{% for x in items | join %}{% endfor %}",
        "{% for x in a.items() %}{% endfor %}",
        "{% for x in range(3) %}{% endfor %}",
        "{% extends 'base.j2' %}",
        "{% block x %}{% endblock %}",
        "{% with a = b %}{% endwith %}",
        "{% filter indent %}{% endfilter %}",
        "{% macro m(x) %}{% endmacro %}{{ m(*items) }}",
        "{% autoescape false %}{% endautoescape %}",
    ],
)
def test_the_lint_refuses(source: str) -> None:
    assert problems(source) != []
