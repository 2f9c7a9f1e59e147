"""TypeScript to the JavaScript it is: types and comments go, every other token stays as it was written.

A grammar reads the text, so that nothing is guessed. What has a meaning at run time that is not JavaScript's, such as
an enum, is refused.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import tree_sitter_typescript
from tree_sitter import Language, Node, Parser

__all__ = ["TYPES", "Literal", "Node", "NotPlain", "erased", "parsed"]

TYPES: Final = frozenset(
    {
        "comment",
        "interface_declaration",
        "type_alias_declaration",
        "ambient_declaration",
        "function_signature",
        "method_signature",
        "abstract_method_signature",
        "abstract",
        "index_signature",
        "type_annotation",
        "type_predicate_annotation",
        "asserts_annotation",
        "type_parameters",
        "type_arguments",
        "implements_clause",
        "override_modifier",
        "accessibility_modifier",
        "readonly",
    }
)
"""What JavaScript does not have."""

_ASSERTIONS: Final = frozenset({"as_expression", "satisfies_expression", "non_null_expression"})
_AT_RUN_TIME: Final = frozenset({"enum_declaration", "internal_module", "import_alias", "decorator", "type_assertion"})
_WHOLE: Final = frozenset({"string", "regex"})
_OPTIONAL: Final = frozenset({"optional_parameter", "public_field_definition", "method_definition"})
_HOLD_VALUES: Final = frozenset({"arguments", "array", "pair", "variable_declarator"})
_MEMBERS: Final = frozenset({"index_signature", "method_signature", "abstract_method_signature"})
_WITH_MARK: Final = _MEMBERS | {"required_parameter", "public_field_definition"}


class Literal(str):
    """The token of a string that could as well be a name of the same value: no key of an object, and no directive."""

    __slots__ = ()


class NotPlain(ValueError):
    """The text is no TypeScript, or more than JavaScript with types."""


def parsed(text: str) -> Node:
    """The tree of a module. Raises NotPlain."""
    root = _parser().parse(text.encode()).root_node
    if root.has_error:
        raise NotPlain("this is not TypeScript as the grammar knows it")
    return root


def erased(node: Node) -> tuple[str, ...]:
    """The tokens of a part of a tree that are JavaScript, and the blanks that they need. Raises NotPlain."""
    tokens = _Tokens(node)
    tokens.walk(node)
    return tuple(tokens.parts)


@cache
def _parser() -> Parser:
    return Parser(Language(tree_sitter_typescript.language_typescript()))


class _Tokens:
    """Collects tokens; line feeds that may end a statement stay."""

    def __init__(self, node: Node) -> None:
        self.parts: list[str] = []
        self._last = b""
        self._line = node.start_point.row

    def walk(self, node: Node) -> None:
        if node.type in _AT_RUN_TIME:
            raise NotPlain(f"{node.type} is more than a type")
        if node.type in TYPES or _is_declared_field(node):
            return
        if node.type in _ASSERTIONS:
            self.walk(node.children[0])
        elif node.type == "template_string":
            self._template(node)
        elif node.type in _WHOLE or not node.children:
            self._token(node)
        else:
            self._children(node)

    def _children(self, node: Node) -> None:
        gone = ""
        for child in node.children:
            if _is_gone(child, node):
                gone = child.type
            elif child.type not in (",", ";") or gone not in _WITH_MARK:
                self.walk(child)
                gone = ""
            else:
                gone = ""

    def _template(self, node: Node) -> None:
        """A template's own text stays as it is, blanks included; what is filled in is erased like all else."""
        whole, start = _bytes(node), node.start_byte
        self._gap(node, b"`")
        at = start
        for child in node.children:
            if child.type == "template_substitution":
                self.parts.append(whole[at - start : child.start_byte - start].decode())
                self._last = b""
                self.walk(child)
                at = child.end_byte
        self.parts.append(whole[at - start :].decode())
        self._last, self._line = b"`", node.end_point.row

    def _token(self, node: Node) -> None:
        token = _bytes(node)
        self._gap(node, token)
        self.parts.append(Literal(token.decode()) if _is_value(node) else token.decode())
        self._last, self._line = token, node.end_point.row

    def _gap(self, node: Node, token: bytes) -> None:
        """What stands before a token: a line feed, where one was and could mean something, or a blank."""
        if node.start_point.row > self._line and self._last[-1:] not in b"{([,;" and token[:1] not in b"})]":
            self.parts.append("\n")
        elif _would_join(self._last, token):
            self.parts.append(" ")


def _bytes(node: Node) -> bytes:
    return node.text or b""


def _is_value(node: Node) -> bool:
    """Whether a token is a string that a name could stand for; where no word stands before it without a blank."""
    parent = node.parent if node.type == "string" else None
    return parent is not None and parent.type in _HOLD_VALUES and parent.child_by_field_name("key") != node


def _is_gone(child: Node, parent: Node) -> bool:
    """Whether something goes that is no type by itself; a comma or semicolon after it goes, too."""
    if child.type in _MEMBERS or _is_declared_field(child):
        return True
    if child.type == "required_parameter":
        return bool(child.children) and child.children[0].type == "this"
    return (child.type == "?" and parent.type in _OPTIONAL) or (child.type == "!" and parent.type != "unary_expression")


def _is_declared_field(node: Node) -> bool:
    return node.type == "public_field_definition" and any(
        child.type in ("declare", "abstract") for child in node.children
    )


def _would_join(left: bytes, right: bytes) -> bool:
    """Whether two tokens would be read as one, or as another, without a blank between them."""
    return (_is_word(left[-1:]) and _is_word(right[:1])) or left[-1:] + right[:1] in (b"++", b"--", b"//", b"/*", b"<!")


def _is_word(byte: bytes) -> bool:
    return byte.isalnum() or byte in (b"_", b"$", b"#") or byte > b"\x7f"
