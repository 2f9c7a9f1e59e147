"""A module as what it takes, what it gives, and the statements in between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .erase import TYPES, Node, NotPlain, erased, parsed

__all__ = ["Import", "Module", "Statement", "module"]

_NAMES = frozenset({"identifier", "type_identifier", "shorthand_property_identifier"})
_MEMBERS = frozenset({"property_identifier", "shorthand_property_identifier", "shorthand_property_identifier_pattern"})
_DECLARATIONS = frozenset(
    {
        "abstract_class_declaration",
        "class_declaration",
        "function_declaration",
        "generator_function_declaration",
        "lexical_declaration",
    }
)


@dataclass(frozen=True)
class Import:
    """``names`` are pairs of the name there and the name here; ``whole`` is what all of the module is called here."""

    path: str
    names: tuple[tuple[str, str], ...]
    whole: str = ""


@dataclass(frozen=True)
class Statement:
    """A statement of a module, as JavaScript.

    Attributes:
        tokens: The statement without ``export``, with the blanks it needs.
        declares: The names it gives a value; none for one that is there for what it does.
        exported: Whether those can be imported.
        names: Every name that stands in it as a value.
        members: Every name that a property is called in it.
    """

    tokens: tuple[str, ...]
    declares: tuple[str, ...]
    exported: bool
    names: frozenset[str]
    members: frozenset[str]


@dataclass(frozen=True)
class Module:
    imports: tuple[Import, ...]
    statements: tuple[Statement, ...]


def module(text: str) -> Module:
    """Read a module of TypeScript. Raises NotPlain."""
    imports: list[Import] = []
    statements: list[Statement] = []
    for node in parsed(text).children:
        if any(child.type == "type" for child in node.children) or node.type in TYPES:
            continue
        if node.type == "import_statement":
            imports.append(_import(node))
        elif node.type == "export_statement":
            statements += _exports(node)
        else:
            statements.append(_statement(node, exported=False))
    return Module(tuple(imports), tuple(statements))


def _exports(node: Node) -> Iterator[Statement]:
    """What is declared and exported at once, or names of what was declared or imported."""
    declared = node.child_by_field_name("declaration")
    named = next((child for child in node.children if child.type == "export_clause"), None)
    if declared is not None:
        yield from [] if declared.type in TYPES else [_statement(declared, exported=True)]
    elif named is None or node.child_by_field_name("source") is not None:
        raise NotPlain("an export declares something, or names something of its module")
    else:
        for here, there in map(_names, _values(named)):
            tokens = () if here == there else (f"const {there}={here};",)
            yield Statement(tokens, (there,), True, frozenset({here}), frozenset())


def _import(node: Node) -> Import:
    source = node.child_by_field_name("source")
    clause = next((child for child in node.children if child.type == "import_clause"), None)
    taken = clause.children[0] if clause is not None and len(clause.children) == 1 else None
    if source is None or taken is None or taken.type not in ("named_imports", "namespace_import"):
        raise NotPlain("an import names what it takes, or takes all under one name")
    path = _text(source)[1:-1]
    if taken.type == "namespace_import":
        return Import(path, (), _text(taken.children[-1]))
    return Import(path, tuple(map(_names, _values(taken))))


def _values(node: Node) -> list[Node]:
    """What is imported or exported by name and is no type."""
    return [one for one in node.named_children if not any(child.type == "type" for child in one.children)]


def _names(node: Node) -> tuple[str, str]:
    """A name, and what it is called on the other side."""
    return _text(node.named_children[0]), _text(node.named_children[-1])


def _statement(node: Node, *, exported: bool) -> Statement:
    declares = tuple(_declared(node)) if node.type in _DECLARATIONS else ()
    if exported and not declares:
        raise NotPlain(f"a {node.type} cannot be exported")
    leaves = list(_leaves(node))
    names = frozenset(_text(leaf) for leaf in leaves if leaf.type in _NAMES)
    members = frozenset(_text(leaf).strip("\"'`") for leaf in leaves if leaf.type in _MEMBERS or _is_index(leaf))
    return Statement(erased(node), declares, exported, names, members)


def _declared(node: Node) -> Iterator[str]:
    """The names that a declaration gives a value."""
    if node.type != "lexical_declaration":
        name = node.child_by_field_name("name")
        yield from [_text(name)] if name is not None else []
        return
    for one in node.named_children:
        name = one.child_by_field_name("name") if one.type == "variable_declarator" else None
        if name is not None:
            bound = ("identifier", "shorthand_property_identifier_pattern")
            yield from (_text(leaf) for leaf in _leaves(name) if leaf.type in bound)


def _leaves(node: Node) -> Iterator[Node]:
    """What a part of the tree is made of, without types; a string is one leaf."""
    if node.type in TYPES:
        return
    if node.type == "string" or not node.children:
        yield node
    for child in () if node.type == "string" else node.children:
        yield from _leaves(child)


def _is_index(leaf: Node) -> bool:
    return leaf.type == "string" and leaf.parent is not None and leaf.parent.type == "subscript_expression"


def _text(node: Node) -> str:
    return (node.text or b"").decode()
