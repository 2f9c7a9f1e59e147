"""Strict YAML with positions, over libyaml's events.

Scalars are resolved by the YAML 1.2 core schema only, so ``16:9``, ``ON`` and ``2025-10-27``
are strings and ``010`` is ten. Duplicate keys, anchors, aliases, tags and second documents
are refused: a spec must mean what it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

import yaml

from ..diagnostics import Diagnostic, Location, SpecErrors
from ..meaning.values import Json

MAX_DEPTH: Final = 64
MAX_DIGITS: Final = 400
"""Longer numbers are read as floats: all that matters of them is that they are too large."""
_INTEGER: Final = re.compile(r"[-+]?[0-9]+")
_OCTAL: Final = re.compile(r"0o[0-7]+")
_HEX: Final = re.compile(r"0x[0-9a-fA-F]+")
_FLOAT: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_ODD: Final = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|\r(?!\n)")
"""What libyaml refuses without a place, or takes for a line break where editors see none."""
_WORDS: Final[dict[str, bool | None]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


@dataclass(frozen=True)
class Scalar:
    value: str | int | float | bool | None
    location: Location


@dataclass(frozen=True)
class Sequence:
    items: tuple[Node, ...]
    location: Location


@dataclass(frozen=True)
class Mapping:
    entries: tuple[tuple[Scalar, Node], ...]
    location: Location

    def entry(self, key: str) -> tuple[Scalar, Node] | None:
        return next(((name, node) for name, node in self.entries if name.value == key), None)


Node: TypeAlias = Scalar | Sequence | Mapping


def parse(text: bytes, file: str) -> Node:
    """The one document of a file. Raises SpecErrors with everything found."""
    try:
        decoded = text.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        message = f"the byte 0x{text[error.start]:02X} does not begin or continue a character of UTF-8"
        location = _after(text[: error.start].decode("utf-8"), file)
        raise SpecErrors([Diagnostic(location, "not-utf-8", message, "save the file as UTF-8")]) from None
    odd = _ODD.search(decoded)
    if odd is not None:
        raise SpecErrors([_odd_character(odd, file)])
    reader = _Reader(file)
    try:
        node = reader.read(yaml.parse(decoded, Loader=yaml.CLoader))
    except yaml.MarkedYAMLError as error:
        raise SpecErrors([_syntax_error(error, decoded, file)]) from None
    if reader.problems:
        raise SpecErrors(reader.problems)
    return node


def to_json(node: Node) -> Json:
    """The plain value of a node."""
    match node:
        case Scalar(value):
            return value
        case Sequence(items):
            return [to_json(item) for item in items]
        case Mapping(entries):
            return {str(key.value): to_json(value) for key, value in entries}


class _Reader:
    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Diagnostic] = []

    def read(self, events: Iterator[yaml.Event]) -> Node:
        """The first document; a second one is a problem."""
        node: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if event.version or event.tags:
                    self._refuse(event, "yaml-feature", "a directive changes how the file is read", "leave it out")
                content = next(events)
                if node is not None:
                    self._refuse(event, "yaml-feature", "a second document begins here", "one file is one spec")
                inner = self._node(content, events, 0)
                node = node if node is not None else inner
        return node if node is not None else Scalar(None, Location(self.file))

    def _refuse(self, event: yaml.Event, code: str, message: str, hint: str = "") -> None:
        self.problems.append(Diagnostic(self._location(event), code, message, hint))

    def _location(self, event: yaml.Event) -> Location:
        mark = event.start_mark
        return Location(self.file, mark.line + 1, mark.column + 1) if mark else Location(self.file)

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        location = self._location(event)
        if depth > MAX_DEPTH:
            raise SpecErrors([Diagnostic(location, "too-deep", f"more than {MAX_DEPTH} levels of nesting")])
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event, "yaml-feature", f"*{event.anchor} refers to another place", "write the value out")
            return Scalar(None, location)
        self._refuse_marks(event)
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(_resolve(event), location)
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(tuple(self._items(events, depth)), location)
        return Mapping(tuple(self._entries(events, depth)), location)

    def _refuse_marks(self, event: yaml.Event) -> None:
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor is not None:
            self._refuse(event, "yaml-feature", f"&{anchor} names a place for reuse", "write the value out")
        if tag is not None:
            self._refuse(event, "yaml-feature", f"the tag {tag} changes how a value is read", "leave it out")

    def _items(self, events: Iterator[yaml.Event], depth: int) -> Iterator[Node]:
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            yield self._node(event, events, depth + 1)

    def _entries(self, events: Iterator[yaml.Event], depth: int) -> Iterator[tuple[Scalar, Node]]:
        seen: dict[str, Location] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._key(event, events, depth)
            value = self._node(next(events), events, depth + 1)
            name = str(key.value)
            if name in seen:
                message = f"{name!r} stands here for the second time; the first is in line {seen[name].line}"
                self._refuse(event, "duplicate-key", message)
                continue
            seen[name] = key.location
            yield key, value

    def _key(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Scalar:
        node = self._node(event, events, depth + 1)
        if isinstance(node, Scalar) and isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, node.location)
        if not isinstance(event, yaml.AliasEvent):
            self._refuse(event, "wrong-type", "a key must be a word, not a list or a mapping")
        return Scalar("", node.location)


def _resolve(event: yaml.ScalarEvent) -> str | int | float | bool | None:
    text = str(event.value)
    if event.style in ("'", '"', "|", ">"):
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text) and len(text) <= MAX_DIGITS:
        return int(text)
    if _OCTAL.fullmatch(text) or _HEX.fullmatch(text):
        return int(text[:MAX_DIGITS], 0)
    return float(text) if _FLOAT.fullmatch(text) else text


def _after(text: str, file: str) -> Location:
    """The place that follows the text."""
    return Location(file, text.count("\n") + 1, len(text) - text.rfind("\n"))


def _odd_character(odd: re.Match[str], file: str) -> Diagnostic:
    code = f"U+{ord(odd[0]):04X}"
    hint = f'write it as "\\u{ord(odd[0]):04x}", in double quotes' if odd[0] != "\r" else "end lines with a line feed"
    message = f"{code} is a control character or line break that readers of YAML treat differently"
    return Diagnostic(_after(odd.string[: odd.start()], file), "yaml-feature", message, hint)


def _syntax_error(error: yaml.MarkedYAMLError, text: str, file: str) -> Diagnostic:
    mark = error.problem_mark or error.context_mark
    location = Location(file, mark.line + 1, mark.column + 1) if mark else Location(file)
    lines = text.split("\n")
    line = lines[location.line - 1] if location.line <= len(lines) else ""
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in (line[location.column - 1 : location.column], *indent):
        column = line.index("\t") + 1 if "\t" in indent else location.column
        return Diagnostic(
            Location(file, location.line, column), "tab", "a tab stands where YAML wants spaces", "use spaces"
        )
    return Diagnostic(location, "yaml-syntax", *_syntax_words(error, line[location.column - 1 :]))


def _syntax_words(error: yaml.MarkedYAMLError, rest: str) -> tuple[str, str]:
    """libyaml's finding in words for people, and a hint where the usual cause is known."""
    problem = " ".join((error.problem or str(error)).split())
    if "mapping values are not allowed" in problem:
        return "a colon cannot stand here", "put text that holds ': ' in quotes, or check the indentation"
    if "cannot start any token" in problem:
        return f"{rest[:1]} cannot begin a value", "put the text in quotes"
    if "end of stream" in problem:
        return "the file ends inside a quoted text", "close the quotes"
    if "did not find expected ',' or" in problem:
        closing = problem[-2]
        return f"a comma or {closing} is missing", f"close what was opened with {'{' if closing == '}' else '['}"
    if "did not find expected key" in problem or "could not find expected ':'" in problem:
        return "a key followed by a colon is wanted here", "check the indentation and the quotes above"
    if "expected node content" in problem:
        return "a value is missing here", "close what was opened, or write the value"
    if "expected '-' indicator" in problem:
        return "an entry that begins with - is wanted here", "check the indentation"
    if "invalid Unicode character escape" in problem:
        return "the escape names half of a surrogate pair", "write the character itself, or \\U and eight digits"
    return problem, ""
