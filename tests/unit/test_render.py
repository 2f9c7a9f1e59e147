"""What a template may do, and how it fails."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from airsmith.render import Renderer, RenderError
from airsmith.targets.code import Code


@dataclass(frozen=True)
class Part:
    name: Any


@dataclass(frozen=True)
class View:
    title: Any = Code("title")
    flag: Any = False
    parts: Any = ()


def render(folder: Path, template: str, view: View | None = None) -> str:
    (folder / "t.j2").write_text(template, encoding="utf-8")
    return Renderer(folder).render("t.j2", view or View())


PARTS = View(flag=True, parts=(Part(Code("a && b")), Part(Code("<c>"))))


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ title }}\n", "title\n"),
        ("{% for p in parts %}\n{{ p.name }};\n{% endfor %}\n", "a && b;\n<c>;\n"),
        ("{% for p in parts %}{{ p.name }}{% if not loop.last %}, {% endif %}{% endfor %}", "a && b, <c>"),
        ("{% if flag %}yes{% else %}no{% endif %}", "yes"),
        ("  {% if not flag %}\n  no\n  {% endif %}\nend", "end"),
        ("{% macro m(x) %}[{{ x }}]{% endmacro %}{{ m(title) }}", "[title]"),
        ("{% macro m(x) %}[{{ x }}]\n[{{ x }}]{% endmacro %}{{ m(title) | indent(2) }}", "[title]\n  [title]"),
        ("{% macro m() %}<{{ caller() }}>{% endmacro %}{% call m() %}{{ title }}{% endcall %}", "<title>"),
        ("{% import 'macros.j2' as macros %}{{ macros.amp(title) }}", "title & <title>"),
        ("{% from 'macros.j2' import amp %}{{ amp(title) }}", "title & <title>"),
        ("{% include 'part.j2' %}", "part: title"),
        ("a < b && c > d 'e' \"f\"", "a < b && c > d 'e' \"f\""),
        ("no end of line", "no end of line"),
        ("{% macro m(x) %}{{ x }}{% endmacro %}{{ m(title) }}\n\n", "title\n\n"),
    ],
)
def test_a_template_prints_code(tmp_path: Path, template: str, expected: str) -> None:
    (tmp_path / "macros.j2").write_text("{% macro amp(x) %}{{ x }} & <{{ x }}>{% endmacro %}", encoding="utf-8")
    (tmp_path / "part.j2").write_text("part: {{ title }}", encoding="utf-8")
    assert render(tmp_path, template, PARTS) == expected


def test_join_neither_escapes_its_separator_nor_needs_items(tmp_path: Path) -> None:
    view = View(parts=(Code("a<b"), Code("c")))
    assert render(tmp_path, "{{ parts | join(' && ') }}|{{ parts | join }}", view) == "a<b && c|a<bc"
    assert render(tmp_path, "[{{ parts | join(' && ') }}]") == "[]"


def test_indent_leaves_the_first_and_blank_lines_alone(tmp_path: Path) -> None:
    view = View(title=Code("a\n\nb & c\n"))
    assert render(tmp_path, "{{ title | indent }}", view) == "a\n\n    b & c\n"
    assert render(tmp_path, "{{ title | indent(2, first=true) }}", view) == "  a\n\n  b & c\n"


@pytest.mark.parametrize(
    "template",
    [
        "{{ loop_is_not_here }}",
        "{{ title.missing }}",
        "{% if missing %}{% endif %}",
        "{% for x in missing %}{% endfor %}",
        "{{ flag }}",
        "{{ parts }}",
        "{{ none }}",
        "{{ 'text' }}",
        "{{ 1 }}",
        "{{ missing | indent }}",
        "{% for p in parts %}{{ loop.index }}{% endfor %}",
        "{% macro m(x) %}{{ x }}{% endmacro %}{{ m('text') }}",
        "{% macro m(x) %}{{ x }}{% endmacro %}{{ m() }}",
        "{{ title + 'text' }}",
        "{{ title | upper }}",
        "{{ ['text'] | join(',') }}",
        "{{ range(3) }}",
        "{% if flag is defined %}{% endif %}",
        "{% include 'missing.j2' %}",
        "{% for %}",
    ],
)
def test_a_template_prints_nothing_else(tmp_path: Path, template: str) -> None:
    with pytest.raises(RenderError):
        render(tmp_path, template, PARTS)


@pytest.mark.parametrize("value", ["text", 1, 1.5, b"x", ["list"], {"a": 1}, {"set"}, object(), Part])
def test_a_view_holds_only_finished_words(tmp_path: Path, value: object) -> None:
    for view in (View(title=value), View(parts=(Code("x"), value)), View(parts=(Part(value),))):
        with pytest.raises(RenderError, match="a view holds Code"):
            render(tmp_path, "never reached", view)


def test_a_view_must_be_frozen(tmp_path: Path) -> None:
    @dataclass
    class Loose:
        name: Code

    with pytest.raises(RenderError, match=r"View\.title is Loose"):
        render(tmp_path, "", View(title=Loose(Code("x"))))


def test_an_error_names_template_and_line(tmp_path: Path) -> None:
    (tmp_path / "inner.j2").write_text("one\ntwo {{ nothing }}\n", encoding="utf-8")
    with pytest.raises(RenderError, match=r"^inner\.j2:2: UndefinedError: 'nothing' is undefined$") as caught:
        render(tmp_path, "{% include 'inner.j2' %}")
    assert (caught.value.template, caught.value.line) == ("inner.j2", 2)


def test_a_syntax_error_names_template_and_line(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match=r"^t\.j2:2: ") as caught:
        render(tmp_path, "one\n{% if %}")
    assert caught.value.line == 2


def test_a_missing_template_is_named(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match=r"^gone\.j2: there is no template gone\.j2$"):
        Renderer(tmp_path).render("gone.j2", View())


def test_a_runtime_file_is_copied_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "runtime.ts").write_bytes('a && b < "{{ c }}" ✓\n'.encode())
    assert Renderer(tmp_path).copy("runtime.ts") == 'a && b < "{{ c }}" ✓\n'


@pytest.mark.parametrize("name", ["missing.py", "../outside.py", "/outside.py", "latin.py"])
def test_a_runtime_file_that_cannot_be_copied_is_named(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    (tmp_path / "outside.py").write_text("x", encoding="utf-8")
    (folder / "latin.py").write_bytes(b"\xe9")
    with pytest.raises(RenderError) as caught:
        Renderer(folder).copy(name)
    assert caught.value.template == name


def test_code_cannot_be_joined_to_plain_text() -> None:
    joins: list[Callable[[], str]] = [
        lambda: Code("a") + "<b>",
        lambda: "<b>" + Code("a"),
        lambda: Code(", ").join(["<a>"]),
        lambda: Code("%s") % "<a>",
        lambda: Code("{}").format("<a>"),
    ]
    for join in joins:
        with pytest.raises(TypeError, match="cannot be joined to Code"):
            join()
    assert Code("a") + Code("<b>") == "a<b>"
